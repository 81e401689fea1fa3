"""Warns of columns whose dates were typed in two ways."""

from __future__ import annotations

import re
from datetime import date

from generator.findings import Finding, rule
from generator.inputs.tables.columns.input_columns import CellKind
from generator.inputs.tables.input_table import InputTable

DATE_MIXED = rule("DATE-02")

_FEW = 3
"""So many dates that could be read either way make a column doubtful."""
_NUMERIC = re.compile(r"^\s*(\d{1,2})[./-](\d{1,2})[./-]\d{2,4}\s*$")


def check_date_columns(table: InputTable, findings: list[Finding]) -> None:
    """A finding for each date column that mixes real dates and text, or day and month first."""
    for column in table.form.columns:
        if column.kind is CellKind.DATE and column.key in table.header.columns:
            _check(table, column.key, table.header.columns[column.key], findings)


def _check(table: InputTable, key: str, column: int, findings: list[Finding]) -> None:
    values = [(record.row, table.sheet.value(record.row, column)) for record in table.records]
    real = [row for row, value in values if isinstance(value, date)]
    text = [
        (row, found)
        for row, value in values
        if isinstance(value, str) and (found := _NUMERIC.match(value))
    ]
    heading = table.heading(key)
    if real and text:
        cells = "1 cell holds a date" if len(text) == 1 else f"{len(text)} cells hold dates"
        others = "1 is a real date" if len(real) == 1 else f"{len(real)} are real dates"
        seen = f"{heading}: {cells} as text, {others}"
        findings.append(DATE_MIXED.at(table.sheet.at(text[0][0], column), seen))
    month_first = [row for row, found in text if int(found[2]) > 12 >= int(found[1])]
    either = [
        row
        for row, found in text
        if int(found[1]) <= 12 and int(found[2]) <= 12 and int(found[1]) != int(found[2])
    ]
    day_first = [row for row, found in text if int(found[1]) > 12 >= int(found[2])]
    if month_first and (either or day_first):
        seen = (
            f"{heading}: of its dates {len(month_first)} can only be month first, "
            f"{len(day_first)} only day first; {len(either)} could be either, and were read day "
            "first"
        )
        findings.append(DATE_MIXED.at(table.sheet.at(month_first[0], column), seen))
    if len(either) >= _FEW and not real and not month_first and not day_first:
        seen = (
            f"{heading}: all {len(either)} dates could be month first too; they were read day first"
        )
        findings.append(DATE_MIXED.at(table.sheet.at(either[0], column), seen))
