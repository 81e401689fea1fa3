"""A whole old workbook: its sheets in order."""

from __future__ import annotations

import struct
from dataclasses import dataclass, field

from generator.inputs.files.excel_dates import is_date_format
from generator.inputs.files.file_rules import FILE_DAMAGED
from generator.inputs.files.input_sheet import InputSheet
from generator.inputs.files.merges import spread_merges
from generator.inputs.files.refusal import FileRefused
from generator.inputs.files.xls.compound_file import read_stream
from generator.inputs.files.xls.records import BEGIN, Record, read_records
from generator.inputs.files.xls.sheet import Book, Sheet
from generator.inputs.files.xls.strings import SegmentReader, shared_strings

_SHEET, _STRINGS, _FORMAT, _CELL_FORMAT, _1904 = 0x85, 0xFC, 0x41E, 0xE0, 0x22
_WORKSHEET = 0


@dataclass
class _Globals:
    """What stands before the sheets."""

    sheets: dict[int, tuple[str, bool]] = field(default_factory=dict)
    strings: list[str] = field(default_factory=list)
    codes: dict[int, str] = field(default_factory=dict)
    formats: list[int] = field(default_factory=list)
    from_1904: bool = False

    def take(self, record: Record) -> None:
        """One record."""
        body = record.body
        if record.kind == _SHEET:
            start, hidden, kind = struct.unpack_from("<IBB", body)
            reader = SegmentReader(record.segments, 6)
            name = reader.text(reader.number("<B"))
            if kind == _WORKSHEET:
                self.sheets[start] = (name, bool(hidden & 3))
        elif record.kind == _STRINGS:
            self.strings = shared_strings(record.segments)
        elif record.kind == _FORMAT:
            reader = SegmentReader(record.segments, 2)
            self.codes[struct.unpack_from("<H", body)[0]] = reader.text(reader.number("<H"))
        elif record.kind == _CELL_FORMAT:
            self.formats.append(struct.unpack_from("<H", body, 2)[0])
        elif record.kind == _1904:
            self.from_1904 = bool(struct.unpack_from("<H", body)[0])

    def book(self) -> Book:
        """What the sheets need of it."""
        dates = (
            index
            for index, number in enumerate(self.formats)
            if is_date_format(number, self.codes.get(number))
        )
        return Book(strings=self.strings, date_formats=frozenset(dates), from_1904=self.from_1904)


def read_old_workbook(data: bytes, file: str) -> tuple[InputSheet, ...]:
    """The sheets of an .xls, hidden ones too. Raises FileRefused."""
    try:
        return _read(read_stream(data, ("Workbook", "Book")), file)
    except (struct.error, IndexError) as problem:
        raise FileRefused(FILE_DAMAGED, "a record of the workbook is damaged") from problem


def _read(stream: bytes, file: str) -> tuple[InputSheet, ...]:
    before = _Globals()
    sheets: dict[int, Sheet] = {}
    current: Sheet | None = None
    for record in read_records(stream):
        if record.kind == BEGIN and record.start in before.sheets:
            current = sheets[record.start] = Sheet(before.book())
        elif current is not None:
            current.take(record)
        else:
            before.take(record)
    if not sheets:
        raise FileRefused(FILE_DAMAGED, "the workbook holds no sheet")
    return tuple(
        _sheet(sheets[start], file, name, hidden=hidden)
        for start, (name, hidden) in before.sheets.items()
        if start in sheets
    )


def _sheet(sheet: Sheet, file: str, name: str, *, hidden: bool) -> InputSheet:
    try:
        rows, spread = spread_merges(sheet.rows, sheet.merges)
    except FileRefused as refusal:
        refusal.place["sheet"] = name
        raise
    used = {column for cells in rows.values() for column in cells}
    return InputSheet(
        file=file,
        name=name,
        rows=rows,
        merges=tuple(sheet.merges),
        spread=spread,
        formulas=frozenset(sheet.formulas),
        hidden_rows=frozenset(row for row in sheet.hidden_rows if row in rows),
        hidden_columns=frozenset(
            column
            for column in used
            if any(first <= column <= last for first, last in sheet.hidden_columns)
        ),
        hidden=hidden,
    )
