"""One worksheet's cells, merges and hidden parts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from generator.findings import Rule
from generator.inputs.files.excel_dates import serial_date
from generator.inputs.files.file_rules import FILE_DAMAGED, FILE_REFUSED
from generator.inputs.files.input_sheet import (
    Area,
    CellError,
    Place,
    Uncalculated,
    Value,
    address,
    letters,
    place,
)
from generator.inputs.files.refusal import FileRefused
from generator.inputs.files.xlsx.package import PartHandler
from generator.inputs.files.xlsx.strings import MOST_LETTERS, unescape

LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
MOST_ROWS, MOST_COLUMNS = 100_000, 1_000
"""A value below or to the right of these is no part of any table."""
MOST_CELLS = 3_000_000
"""Cells of one sheet, empty ones included."""


@dataclass(frozen=True, kw_only=True)
class Book:
    """What all sheets of a workbook share."""

    strings: Sequence[str]
    date_styles: frozenset[int]
    from_1904: bool


class Worksheet(PartHandler):
    """Takes a worksheet's XML and keeps its values by row and column."""

    def __init__(self, book: Book) -> None:
        self.rows: dict[int, dict[int, Value]] = {}
        self.formulas: set[Place] = set()
        self.merges: list[Area] = []
        self.hidden_rows: set[int] = set()
        self.hidden_columns: list[tuple[int, int]] = []
        self._book = book
        self._row = 0
        self._column = 0
        self._kind = "n"
        self._style = 0
        self._formula = False
        self._pieces: list[str] = []
        self._taking = False
        self._phonetic = False
        self._cells = 0
        self._letters = 0
        self._starts: Mapping[str, Callable[[dict[str, str]], None]] = {
            "c": self._start_cell,
            "row": self._start_row,
            "v": self._take,
            "t": self._take_text,
            "f": self._start_formula,
            "rPh": self._start_phonetic,
            "mergeCell": self._merge,
            "col": self._columns,
        }

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element of the sheet begins."""
        handler = self._starts.get(name.rpartition(" ")[2])
        if handler is not None:
            handler(attributes)

    def end(self, name: str) -> None:
        """An element of the sheet ends."""
        tag = name.rpartition(" ")[2]
        if tag in ("v", "t"):
            self._taking = False
        elif tag == "rPh":
            self._phonetic = False
        elif tag == "c":
            self._end_cell()

    def text(self, data: str) -> None:
        """Text within a value."""
        if self._taking:
            self._pieces.append(data)
            self._letters += len(data)
            if self._letters > MOST_LETTERS:
                raise self._refusal(
                    FILE_REFUSED, f"a cell holds more than {MOST_LETTERS:,} letters"
                )

    def _start_row(self, attributes: dict[str, str]) -> None:
        number = attributes.get("r")
        self._row = int(number) if number and number.isdigit() else self._row + 1
        self._column = 0
        if not 1 <= self._row <= LAST_ROW:
            raise FileRefused(FILE_DAMAGED, f"a sheet names its row {self._row}")
        if attributes.get("hidden") in ("1", "true"):
            self.hidden_rows.add(self._row)

    def _start_cell(self, attributes: dict[str, str]) -> None:
        self._cells += 1
        if self._cells > MOST_CELLS:
            raise FileRefused(FILE_REFUSED, f"a sheet holds more than {MOST_CELLS:,} cells")
        reference = attributes.get("r")
        if reference is None:
            self._column += 1
        else:
            try:
                self._row, self._column = place(reference)
            except ValueError as problem:
                raise FileRefused(FILE_DAMAGED, f"a cell is named {reference}") from problem
        self._kind = attributes.get("t", "n")
        style = attributes.get("s", "0")
        self._style = int(style) if style.isdigit() else 0
        self._formula = False
        self._pieces.clear()
        self._letters = 0

    def _take(self, attributes: dict[str, str]) -> None:
        self._taking = True

    def _take_text(self, attributes: dict[str, str]) -> None:
        self._taking = not self._phonetic

    def _start_formula(self, attributes: dict[str, str]) -> None:
        self._formula = True

    def _start_phonetic(self, attributes: dict[str, str]) -> None:
        self._phonetic = True

    def _end_cell(self) -> None:
        if not self._pieces and not self._formula:
            return
        value = self._value("".join(self._pieces))
        if self._formula:
            self.formulas.add((self._row, self._column))
        if value is None:
            return
        if self._row > MOST_ROWS or self._column > MOST_COLUMNS:
            where = address(self._row, self._column)
            seen = f"a value stands at {where}, far outside any table"
            raise self._refusal(FILE_REFUSED, seen)
        self.rows.setdefault(self._row, {})[self._column] = value

    def _value(self, text: str) -> Value | None:
        kind = self._kind
        if kind == "s":
            return self._shared(text)
        if kind in ("str", "inlineStr"):
            return unescape(text) if text.strip() else None
        if not text.strip():
            return Uncalculated() if self._formula else None
        if kind == "e":
            return CellError(text)
        if kind == "b":
            return text.strip() in ("1", "true")
        return _iso_date(text) if kind == "d" else self._number(text)

    def _shared(self, text: str) -> str | None:
        try:
            string = self._book.strings[int(text)]
            return string if string.strip() else None
        except (ValueError, IndexError) as problem:
            seen = f"the cell names the shared text {text}, which is not there"
            raise self._refusal(FILE_DAMAGED, seen) from problem

    def _refusal(self, rule: Rule, seen: str) -> FileRefused:
        """A refusal at the present cell."""
        return FileRefused(rule, seen, row=self._row, column=letters(self._column))

    def _number(self, text: str) -> Value:
        try:
            number: int | float = int(text)
        except ValueError:
            try:
                number = float(text)
            except ValueError as problem:
                seen = f"the cell holds {text[:40]!r} as a number"
                raise self._refusal(FILE_DAMAGED, seen) from problem
        if self._style in self._book.date_styles:
            moment = serial_date(number, from_1904=self._book.from_1904)
            if moment is not None:
                return moment
        return number

    def _merge(self, attributes: dict[str, str]) -> None:
        reference = attributes.get("ref", "")
        first, _, last = reference.partition(":")
        try:
            (top, left), (bottom, right) = place(first), place(last or first)
        except ValueError as problem:
            raise FileRefused(FILE_DAMAGED, f"a merge is named {reference}") from problem
        self.merges.append(
            Area(
                top=min(top, bottom),
                left=min(left, right),
                bottom=max(top, bottom),
                right=max(left, right),
            )
        )

    def _columns(self, attributes: dict[str, str]) -> None:
        if attributes.get("hidden") in ("1", "true"):
            first, last = attributes.get("min", ""), attributes.get("max", "")
            if first.isdigit() and last.isdigit():
                self.hidden_columns.append((int(first), min(int(last), LAST_COLUMN)))


def _iso_date(text: str) -> Value:
    try:
        moment = datetime.fromisoformat(text.strip().removesuffix("Z"))
    except ValueError:
        return text
    if (moment.hour, moment.minute, moment.second, moment.microsecond) == (0, 0, 0, 0):
        return date(moment.year, moment.month, moment.day)
    return moment
