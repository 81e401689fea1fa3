"""A sheet as it was read: values at places, before anybody asks what they mean."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time

from generator.findings import Location


@dataclass(frozen=True)
class CellError:
    """What a formula gave instead of a value, such as #REF!."""

    text: str

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True)
class Uncalculated:
    """A formula that the file holds without a result."""

    def __str__(self) -> str:
        return "a formula without a stored value"


Value = str | int | float | bool | date | datetime | time | CellError | Uncalculated
Place = tuple[int, int]
"""Row and column, both from 1."""


@dataclass(frozen=True, kw_only=True)
class Area:
    """A rectangle of cells, all four bounds included, from 1."""

    top: int
    left: int
    bottom: int
    right: int

    @property
    def size(self) -> int:
        """How many cells it covers."""
        return (self.bottom - self.top + 1) * (self.right - self.left + 1)

    def __str__(self) -> str:
        return f"{address(self.top, self.left)}:{address(self.bottom, self.right)}"


@dataclass(frozen=True, kw_only=True)
class InputSheet:
    """One sheet, or one text table.

    `rows` holds, in order, only rows and cells that have a value; a blank text is no value.
    `spread` names the places that show the value of a merged area that starts elsewhere.
    `formulas` names the places whose value a formula gave. `lines` gives a row's line in a text
    file where that is not the row's own number, `widths` how many cells a row of a text file has,
    blank ones included.
    """

    file: str
    name: str | None = None
    rows: Mapping[int, Mapping[int, Value]]
    merges: tuple[Area, ...] = ()
    spread: frozenset[Place] = frozenset()
    formulas: frozenset[Place] = frozenset()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    hidden: bool = False
    lines: Mapping[int, int] = field(default_factory=dict)
    widths: Mapping[int, int] = field(default_factory=dict)

    def value(self, row: int, column: int) -> Value | None:
        """The value at a place, None where there is none."""
        cells = self.rows.get(row)
        return None if cells is None else cells.get(column)

    def at(self, row: int | None = None, column: int | None = None) -> Location:
        """The location of a cell, a row, a column, or the whole sheet."""
        return Location(
            file=self.file,
            sheet=self.name,
            row=row,
            column=None if column is None else letters(column),
            line=None if row is None else self.lines.get(row),
        )

    def own_values(self, row: int) -> Iterator[tuple[int, Value]]:
        """The values of a row that are not merely spread there by a merge from the left."""
        for column, value in self.rows.get(row, {}).items():
            if (row, column) not in self.spread:
                yield column, value


def letters(column: int) -> str:
    """The letters of a column: 1 is A, 27 is AA."""
    text = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text


def address(row: int, column: int) -> str:
    """The address of a cell, such as F7."""
    return f"{letters(column)}{row}"


def place(reference: str) -> Place:
    """The row and column of an address such as F7 or $F$7. Raises ValueError where it is none."""
    text = reference.replace("$", "")
    digits = text.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    column = 0
    for letter in text[: len(text) - len(digits)]:
        column = column * 26 + ord(letter) - 64
    if column == 0 or not digits.isdigit() or not digits.isascii():
        raise ValueError(reference)
    return int(digits), column
