"""A sheet of an input file: its values at their cells, before anyone asks what they mean."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import NoReturn

from generator.findings import Location
from generator.inputs.files.file_refused import DAMAGED, TOO_LARGE, FileRefused, damage_refused

MOST_ROWS, MOST_COLUMNS = 100_000, 1_000
"""A value below or to the right of these belongs to no table."""
MOST_CELLS, MOST_VALUES, MOST_LETTERS = 1_000_000, 400_000, 30_000_000
"""Cells, values and letters of all sheets of a file. Cells may have a format alone."""
MOST_RECORDS = 20_000
"""Rows of a sheet with a value: so many risks take 0.9 GB, and no survey of a council has more."""
MOST_SHEETS, MOST_MERGES = 500, 20_000
"""Sheets of a file, merges of a sheet."""
MOST_MERGED = 2_000_000
"""Cells that one merge may cover. Merges of a whole column or of some whole rows do occur."""
MOST_FILLED = 300_000
"""Cells of a sheet that may show the value of a merge."""
_LONGEST_ADDRESS = 20
_LARGEST = 1e300


@dataclass(frozen=True)
class CellError:
    """The error that a formula gave instead of a value, such as #REF!."""

    text: str

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True)
class Uncalculated:
    """A formula whose result the file does not hold."""

    def __str__(self) -> str:
        return "a formula without a stored value"


Value = str | int | float | bool | date | datetime | time | CellError | Uncalculated
Place = tuple[int, int]
"""Row and column, both from 1."""
WHITE = frozenset({"", "FFFFFF", "theme 0 0"})
"""Fills that show white."""


@dataclass(frozen=True, kw_only=True)
class CellStyle:
    """How a cell looks, as far as that may carry meaning.

    `fill` is its solid colour: six hex digits, or "theme 4 0.6" for the workbook's theme colour 4
    lightened by 0.6; "" without a fill. Conditional formats are not counted in. `struck` says that
    its text, or some of its words, are struck through, `unseen` that it is white on white or that
    its number format shows nothing.
    """

    fill: str = ""
    struck: bool = False
    unseen: bool = False


@dataclass(frozen=True, kw_only=True)
class Area:
    """A rectangle of cells; all four bounds are included and count from 1."""

    top: int
    left: int
    bottom: int
    right: int

    @property
    def size(self) -> int:
        """How many cells it covers."""
        return (self.bottom - self.top + 1) * (self.right - self.left + 1)

    def refuse_huge(self) -> None:
        """Raise FileRefused where it covers more cells than any table has."""
        if self.size > MOST_MERGED:
            raise FileRefused(TOO_LARGE, f"the merge {self} covers {self.size:,} cells")

    def __str__(self) -> str:
        return f"{address(self.top, self.left)}:{address(self.bottom, self.right)}"


@dataclass(frozen=True, kw_only=True)
class InputSheet:
    """One sheet of a workbook, or one text table (then `name` is None).

    `rows` has, in order, only rows and cells with a value; blank text is no value. `spread` has
    the cells that show the value of a merge that starts elsewhere, `formulas` the cells whose
    value a formula gave. `styles` has the cells with a fill or strike-through, also those without
    a value. `displayed` has what a cell shows where that says more or less
    than its value: R15 for 15, 1.10 for 1.1, 3.6 for 3 June 2025. `comments` has the text of each
    comment at its cell. `lines` has the line of a row in
    a text file where it is not the row's own number, `widths` how many cells each row of a text
    file has, blank ones included.
    """

    file: str
    name: str | None = None
    rows: Mapping[int, Mapping[int, Value]]
    merges: tuple[Area, ...] = ()
    spread: frozenset[Place] = frozenset()
    formulas: frozenset[Place] = frozenset()
    styles: Mapping[Place, CellStyle] = field(default_factory=dict)
    displayed: Mapping[Place, str] = field(default_factory=dict)
    comments: Mapping[Place, str] = field(default_factory=dict)
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    hidden: bool = False
    lines: Mapping[int, int] = field(default_factory=dict)
    widths: Mapping[int, int] = field(default_factory=dict)

    def value(self, row: int, column: int) -> Value | None:
        """Return the value of a cell, None where it has none."""
        cells = self.rows.get(row)
        return None if cells is None else cells.get(column)

    def at(self, row: int | None = None, column: int | None = None) -> Location:
        """Return the location of a cell, a row, a column, or the whole sheet."""
        return Location(
            file=self.file,
            sheet=self.name,
            row=row,
            column=None if column is None else letters(column),
            line=None if row is None else self.lines.get(row),
        )

    def own_values(self, row: int) -> Iterator[tuple[int, Value]]:
        """Yield the columns and values of a row, without those that a merge repeats."""
        for column, value in self.rows.get(row, {}).items():
            if (row, column) not in self.spread:
                yield column, value


@dataclass
class FileBudget:
    """Counts the values and letters of a file while it is read."""

    values: int = 0
    letters: int = 0

    def take(self, value: Value) -> None:
        """Count a value. Raises FileRefused where it is one too many."""
        self.values += 1
        if isinstance(value, str):
            self.letters += len(value)
        if self.values > MOST_VALUES:
            raise FileRefused(TOO_LARGE, f"the file has more than {MOST_VALUES:,} values")
        if self.letters > MOST_LETTERS:
            raise FileRefused(TOO_LARGE, f"the file has more than {MOST_LETTERS:,} letters")


@dataclass(kw_only=True)
class SheetDraft:
    """A sheet that a reader is filling; `finished` makes the InputSheet of it.

    `budget` counts for the whole file: the drafts of one file share it.
    """

    name: str
    budget: FileBudget
    rows: dict[int, dict[int, Value]] = field(default_factory=dict)
    merges: list[Area] = field(default_factory=list)
    formulas: set[Place] = field(default_factory=set)
    styles: dict[Place, CellStyle] = field(default_factory=dict)
    displayed: dict[Place, str] = field(default_factory=dict)
    comments: dict[Place, str] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    hidden: bool = False

    def put(self, row: int, column: int, value: Value) -> None:
        """Store a value. Raises FileRefused where it is far outside any table, or one too many."""
        if row > MOST_ROWS or column > MOST_COLUMNS:
            refuse_far_value(row, column, self.name)
        # Excel holds numbers up to 1e308; this also is false for NaN.
        if isinstance(value, (int, float)) and not -_LARGEST < value < _LARGEST:
            seen = f"the cell at {address(row, column)} holds no finite number"
            raise FileRefused(DAMAGED, seen, sheet=self.name, row=row, column=letters(column))
        self.budget.take(value)
        cells = self.rows.get(row)
        if cells is None:
            self.rows[row] = {column: value}
        else:
            cells[column] = value

    def finished(self, file: str) -> InputSheet:
        """Return the sheet, its merges filled, its rows and columns in order."""
        refuse_many_rows(len(self.rows))
        if len(self.merges) > MOST_MERGES:
            raise FileRefused(TOO_LARGE, f"a sheet has more than {MOST_MERGES:,} merges")
        with damage_refused("the sheet is damaged", self.name):
            spread = self._fill_merges()
        return InputSheet(
            file=file,
            name=self.name,
            rows={row: dict(sorted(cells.items())) for row, cells in sorted(self.rows.items())},
            merges=tuple(self.merges),
            spread=spread,
            formulas=frozenset(self.formulas),
            styles=self.styles,
            displayed=self.displayed,
            comments=self.comments,
            hidden_rows=frozenset(self.hidden_rows & self.rows.keys()),
            hidden_columns=frozenset(self.hidden_columns & set().union(*self.rows.values())),
            hidden=self.hidden,
        )

    def _fill_merges(self) -> frozenset[Place]:
        """Give the value of each merge to the cells it covers, up to the last row and column."""
        last_row = max(self.rows, default=0)
        last_column = max((max(cells) for cells in self.rows.values()), default=0)
        filled: set[Place] = set()
        covered = 0
        for area in self.merges:
            area.refuse_huge()
            value = self.rows.get(area.top, {}).get(area.left)
            if value is None:
                continue
            bottom, right = min(area.bottom, last_row), min(area.right, last_column)
            covered += (bottom - area.top + 1) * (right - area.left + 1)
            if covered > MOST_FILLED:
                seen = f"merges cover more than {MOST_FILLED:,} cells in use"
                raise FileRefused(TOO_LARGE, seen)
            for row in range(area.top, bottom + 1):
                cells = dict.fromkeys(range(area.left, right + 1), value)
                self.rows.setdefault(row, {}).update(cells)
                filled.update((row, column) for column in cells)
            filled.discard((area.top, area.left))
        return frozenset(filled)


def refuse_too_many(cells: int, values: int) -> None:
    """Raise FileRefused where a file has more cells or values than any file of tables."""
    if cells > MOST_CELLS:
        raise FileRefused(TOO_LARGE, f"the file has more than {MOST_CELLS:,} cells")
    if values > MOST_VALUES:
        raise FileRefused(TOO_LARGE, f"the file has more than {MOST_VALUES:,} values")


def refuse_many_rows(number: int) -> None:
    """Raise FileRefused where a sheet has more rows with a value than any register."""
    if number > MOST_RECORDS:
        raise FileRefused(TOO_LARGE, f"a sheet has more than {MOST_RECORDS:,} rows with a value")


def refuse_many_sheets(number: int) -> None:
    """Raise FileRefused where a file has more sheets than anybody could look through."""
    if number > MOST_SHEETS:
        raise FileRefused(TOO_LARGE, f"the file has more than {MOST_SHEETS} sheets")


def refuse_far_value(row: int, column: int, sheet: str | None = None) -> NoReturn:
    """Raise FileRefused for a value that belongs to no table."""
    seen = f"there is a value at {address(row, column)}, far outside any table"
    raise FileRefused(TOO_LARGE, seen, sheet=sheet, row=row, column=letters(column))


def letters(column: int) -> str:
    """Return the letters of a column: 1 is A, 27 is AA."""
    text = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text


def address(row: int, column: int) -> str:
    """Return the address of a cell, such as F7."""
    return f"{letters(column)}{row}"


def place(reference: str) -> Place:
    """Return the row and column of an address such as F7 or $F$7. Raises ValueError for others."""
    text = reference.replace("$", "")[:_LONGEST_ADDRESS]
    digits = text.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    column = 0
    for letter in text[: len(text) - len(digits)]:
        column = column * 26 + ord(letter) - 64
    if column == 0 or not digits.isdigit() or not digits.isascii():
        raise ValueError(reference)
    return int(digits), column
