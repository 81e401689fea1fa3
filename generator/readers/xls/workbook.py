"""A whole old workbook: its sheets in order, each as a grid."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from generator.readers.file_rules import FILE_DAMAGED, FILE_REFUSED
from generator.readers.grid import Area, CellError, Grid, Value, address
from generator.readers.merges import spread_merges
from generator.readers.refusal import FileRefused
from generator.readers.xls.compound_file import read_stream
from generator.readers.xls.records import SheetScan, scan_sheets

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

_MOST_CELLS = 3_000_000
"""Cells of the rectangles that all sheets reach over: the library keeps every one of them."""
_ERRORS = frozenset({"#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!"})


def read_old_workbook(data: bytes, file: str) -> tuple[Grid, ...]:
    """The sheets of an .xls, hidden ones too. Raises FileRefused."""
    from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum

    scans = scan_sheets(read_stream(data, ("Workbook", "Book")))
    _refuse_far(scans)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        metadata = book.sheets_metadata
        pairs = zip(metadata, scans, strict=False)
        return tuple(
            _grid(
                book.get_sheet_by_name(meta.name),
                scan,
                file,
                hidden=meta.visible != SheetVisibleEnum.Visible,
            )
            for meta, scan in pairs
        )
    except (CalamineError, ValueError, OSError) as problem:
        raise FileRefused(FILE_DAMAGED, f"the workbook is damaged ({problem})") from problem


def _refuse_far(scans: Sequence[SheetScan]) -> None:
    if sum(scan.last_row * scan.last_column for scan in scans) > _MOST_CELLS:
        far = max(scans, key=lambda scan: scan.last_row * scan.last_column)
        where = address(far.last_row, far.last_column)
        raise FileRefused(FILE_REFUSED, f"a sheet reaches to {where}, far outside any table")


def _grid(sheet: CalamineSheet, scan: SheetScan, file: str, *, hidden: bool) -> Grid:
    rows: dict[int, dict[int, Value]] = {}
    top, left = sheet.start or (0, 0)
    for row, values in enumerate(sheet.to_python(), start=top + 1):
        for column, value in enumerate(values, start=left + 1):
            kept = _value(value)
            if kept is not None:
                rows.setdefault(row, {})[column] = kept
    merges = tuple(
        Area(top=first[0] + 1, left=first[1] + 1, bottom=last[0] + 1, right=last[1] + 1)
        for first, last in sheet.merged_cell_ranges or ()
    )
    filled, spread = spread_merges(rows, merges)
    return Grid(
        file=file,
        sheet=sheet.name,
        rows=filled,
        merges=merges,
        spread=spread,
        formulas=frozenset(scan.formulas),
        hidden_rows=frozenset(row for row in scan.hidden_rows if row in filled),
        hidden_columns=frozenset(
            column
            for column in {column for cells in filled.values() for column in cells}
            if any(first <= column <= last for first, last in scan.hidden_columns)
        ),
        hidden=hidden,
    )


def _value(value: object) -> Value | None:
    if isinstance(value, str):
        if value in _ERRORS:
            return CellError(value)
        return value if value.strip() else None
    if isinstance(value, timedelta):
        return str(value)
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return int(value)
    if isinstance(value, datetime) and value.time() == time():
        return value.date()
    if isinstance(value, (bool, int, float, date, time)):
        return value
    return None
