"""One sheet's cells, merges and hidden parts, from its records."""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.inputs.files.excel_dates import serial_date
from generator.inputs.files.file_rules import FILE_DAMAGED, FILE_REFUSED
from generator.inputs.files.input_sheet import Area, CellError, Place, Value
from generator.inputs.files.refusal import FileRefused
from generator.inputs.files.xls.records import Record
from generator.inputs.files.xls.strings import SegmentReader
from generator.inputs.files.xlsx.worksheet import MOST_CELLS

_ERRORS = {
    0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!",
    0x2A: "#N/A",
}  # fmt: skip
_HIDDEN_ROW = 0x20


@dataclass(frozen=True, kw_only=True)
class Book:
    """What all sheets share: texts, and which cell formats show dates."""

    strings: Sequence[str]
    date_formats: frozenset[int]
    from_1904: bool


class Sheet:
    """Takes a sheet's records and keeps its values by row and column."""

    def __init__(self, book: Book) -> None:
        self.rows: dict[int, dict[int, Value]] = {}
        self.formulas: set[Place] = set()
        self.merges: list[Area] = []
        self.hidden_rows: set[int] = set()
        self.hidden_columns: list[tuple[int, int]] = []
        self._book = book
        self._cells = 0
        self._awaiting: Place | None = None
        self._takes: Mapping[int, Callable[[Record], None]] = {
            0xFD: self._shared_text,
            0x204: self._text,
            0xD6: self._text,
            0x203: self._number,
            0x27E: self._packed_number,
            0xBD: self._packed_numbers,
            0x205: self._truth_or_error,
            0x06: self._formula,
            0x207: self._formula_text,
            0xE5: self._merge,
            0x208: self._row,
            0x7D: self._column,
        }

    def take(self, record: Record) -> None:
        """One record of the sheet. Raises FileRefused where it is damaged."""
        handler = self._takes.get(record.kind)
        if handler is None:
            return
        try:
            handler(record)
        except (struct.error, IndexError) as problem:
            raise FileRefused(FILE_DAMAGED, "a record of the workbook is damaged") from problem

    def _keep(self, row: int, column: int, value: Value | None) -> None:
        self._cells += 1
        if self._cells > MOST_CELLS:
            raise FileRefused(FILE_REFUSED, f"a sheet holds more than {MOST_CELLS:,} cells")
        if value is not None and not (isinstance(value, str) and not value.strip()):
            self.rows.setdefault(row + 1, {})[column + 1] = value

    def _dated(self, number: float, form: int) -> Value:
        if form in self._book.date_formats:
            moment = serial_date(number, from_1904=self._book.from_1904)
            if moment is not None:
                return moment
        return int(number) if number.is_integer() and abs(number) < 1e15 else number

    def _shared_text(self, record: Record) -> None:
        row, column, _, index = struct.unpack_from("<HHHI", record.body)
        self._keep(row, column, self._book.strings[index])

    def _text(self, record: Record) -> None:
        row, column = struct.unpack_from("<HH", record.body)
        reader = SegmentReader(record.segments, 6)
        self._keep(row, column, reader.text(reader.number("<H")))

    def _number(self, record: Record) -> None:
        row, column, form, number = struct.unpack_from("<HHHd", record.body)
        self._keep(row, column, self._dated(number, form))

    def _packed_number(self, record: Record) -> None:
        row, column, form, packed = struct.unpack_from("<HHHI", record.body)
        self._keep(row, column, self._dated(_unpacked(packed), form))

    def _packed_numbers(self, record: Record) -> None:
        row, first = struct.unpack_from("<HH", record.body)
        for offset, (form, packed) in enumerate(_pairs(record.body)):
            self._keep(row, first + offset, self._dated(_unpacked(packed), form))

    def _truth_or_error(self, record: Record) -> None:
        row, column, _, value, is_error = struct.unpack_from("<HHHBB", record.body)
        self._keep(row, column, _error(value) if is_error else bool(value))

    def _formula(self, record: Record) -> None:
        row, column, form = struct.unpack_from("<HHH", record.body)
        result = record.body[6:14]
        self.formulas.add((row + 1, column + 1))
        self._awaiting = None
        if result[6:8] != b"\xff\xff":
            self._keep(row, column, self._dated(struct.unpack("<d", result)[0], form))
        elif result[0] == 0:
            self._awaiting = (row, column)
        elif result[0] in (1, 2):
            self._keep(row, column, bool(result[2]) if result[0] == 1 else _error(result[2]))

    def _formula_text(self, record: Record) -> None:
        if self._awaiting is not None:
            reader = SegmentReader(record.segments)
            self._keep(*self._awaiting, reader.text(reader.number("<H")))
            self._awaiting = None

    def _merge(self, record: Record) -> None:
        count = struct.unpack_from("<H", record.body)[0]
        for number in range(count):
            top, bottom, left, right = struct.unpack_from("<HHHH", record.body, 2 + 8 * number)
            self.merges.append(Area(top=top + 1, left=left + 1, bottom=bottom + 1, right=right + 1))

    def _row(self, record: Record) -> None:
        if record.body[12] & _HIDDEN_ROW:
            self.hidden_rows.add(struct.unpack_from("<H", record.body)[0] + 1)

    def _column(self, record: Record) -> None:
        if record.body[8] & 1:
            first, last = struct.unpack_from("<HH", record.body)
            self.hidden_columns.append((first + 1, last + 1))


def _error(code: int) -> CellError:
    return CellError(_ERRORS.get(code, "#N/A"))


def _pairs(body: bytes) -> Iterator[tuple[int, int]]:
    """Format and packed number of each cell of a run."""
    return struct.iter_unpack("<HI", body[4 : 4 + (len(body) - 6) // 6 * 6])


def _unpacked(packed: int) -> float:
    """A number of 30 bits: whole or the upper half of a double, perhaps in hundredths."""
    if packed & 2:
        number = float(packed >> 2 if packed < 1 << 31 else (packed >> 2) - (1 << 30))
    else:
        number = float(struct.unpack("<d", struct.pack("<Q", (packed & 0xFFFFFFFC) << 32))[0])
    return number / 100 if packed & 1 else number
