"""Reads workbooks of the old binary kinds, .xls and .xlsb."""

from __future__ import annotations

import io
from datetime import date, datetime, time, timedelta

from generator.readers.file_rules import FILE_DAMAGED
from generator.readers.grid import Area, CellError, Grid, Value
from generator.readers.merges import spread_merges
from generator.readers.refusal import FileRefused


def read_old_workbook(data: bytes, file: str) -> tuple[Grid, ...]:
    """The sheets of a workbook that is not .xlsx. Raises FileRefused where it is damaged."""
    from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        grids = []
        for meta in book.sheets_metadata:
            sheet = book.get_sheet_by_name(meta.name)
            rows: dict[int, dict[int, Value]] = {}
            top, left = sheet.start or (0, 0)
            for row, values in enumerate(sheet.to_python(), start=top + 1):
                for column, value in enumerate(values, start=left + 1):
                    kept = _value(value)
                    if kept is not None:
                        rows.setdefault(row, {})[column] = kept
            merges = [
                Area(top=a[0] + 1, left=a[1] + 1, bottom=b[0] + 1, right=b[1] + 1)
                for a, b in sheet.merged_cell_ranges or ()
            ]
            filled, spread = spread_merges(rows, merges)
            grids.append(
                Grid(
                    file=file,
                    sheet=meta.name,
                    rows=filled,
                    merges=tuple(merges),
                    spread=spread,
                    hidden=meta.visible != SheetVisibleEnum.Visible,
                )
            )
    except (CalamineError, ValueError, OSError) as problem:
        raise FileRefused(FILE_DAMAGED, f"the workbook is damaged ({problem})") from problem
    return tuple(grids)


def _value(value: object) -> Value | None:
    if isinstance(value, str):
        if value.startswith("#") and value.rstrip("!?/0A").isupper():
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
