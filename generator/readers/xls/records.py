"""Scans the records of an old workbook for what its sheets hide, and for how far they reach.

The format is Microsoft's [MS-XLS]: each record is a number, a length, and so many bytes.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass, field

from generator.readers.file_rules import FILE_OTHER_KIND
from generator.readers.grid import Place
from generator.readers.refusal import FileRefused

_SHEET, _BEGIN, _ENCRYPTED, _ROW, _COLUMNS, _FORMULA = 0x85, 0x809, 0x2F, 0x208, 0x7D, 0x06
_MANY_NUMBERS = 0xBD
_VALUES = frozenset({0x203, 0x27E, 0xFD, 0x204, _MANY_NUMBERS, _FORMULA, 0x205, 0xD6})
_HIDDEN_ROW = 0x20


@dataclass
class SheetScan:
    """One sheet: the last row and column that hold a value, formulas, hidden rows and columns."""

    start: int
    last_row: int = 0
    last_column: int = 0
    formulas: set[Place] = field(default_factory=set)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)


def scan_sheets(stream: bytes) -> list[SheetScan]:
    """The sheets of a workbook stream, in the workbook's order. Raises FileRefused if encrypted."""
    sheets: dict[int, SheetScan] = {}
    current: SheetScan | None = None
    at = 0
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        body = stream[at + 4 : at + 4 + length]
        if kind == _ENCRYPTED:
            raise FileRefused(
                FILE_OTHER_KIND,
                "the workbook is encrypted with a password",
                "Open it in Excel, remove the password, and save it as .xlsx.",
            )
        if kind == _SHEET and len(body) >= 4:
            start = struct.unpack_from("<I", body)[0]
            sheets[start] = SheetScan(start=start)
        elif kind == _BEGIN:
            current = sheets.get(at, current)
        elif current is not None:
            _take(current, kind, body)
        at += 4 + length
    return list(sheets.values())


def _take(sheet: SheetScan, kind: int, body: bytes) -> None:
    if kind in _VALUES and len(body) >= 6:
        row, column = struct.unpack_from("<HH", body)
        last = struct.unpack_from("<H", body, len(body) - 2)[0] if kind == _MANY_NUMBERS else column
        sheet.last_row = max(sheet.last_row, row + 1)
        sheet.last_column = max(sheet.last_column, last + 1)
        if kind == _FORMULA:
            sheet.formulas.add((row + 1, column + 1))
    elif kind == _ROW and len(body) >= 14 and body[12] & _HIDDEN_ROW:
        sheet.hidden_rows.add(struct.unpack_from("<H", body)[0] + 1)
    elif kind == _COLUMNS and len(body) >= 10 and body[8] & 1:
        first, last = struct.unpack_from("<HH", body)
        sheet.hidden_columns.append((first + 1, last + 1))
