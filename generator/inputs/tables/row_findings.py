"""Findings about a table's rows: not records, over several rows, of a wrong width, mixed dates."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from generator.finding_groups import describe_places
from generator.findings import Finding, Location, rule
from generator.inputs.files.input_sheet import letters
from generator.inputs.tables.columns.input_columns import DATES
from generator.inputs.tables.input_table import InputTable
from generator.inputs.tables.non_record_rows import NonRecordKind

DATE_MIXED = rule("DATE-02")
NO_RECORDS = rule("ROW-08")
ROW_NOT_RECORD = rule("ROW-01")
ROW_JOINED = rule("ROW-02")
ROW_TOO_LONG = rule("ROW-03")
ROW_TOO_SHORT = rule("ROW-04")
SHEET_HIDDEN = rule("SHEET-04")
TABLE_EMPTY = rule("ROW-05")

_FEW = 3
"""So many dates that could be read either way make a column doubtful."""
_NUMERIC = re.compile(r"^\s*(\d{1,2})[./-](\d{1,2})[./-]\d{2,4}\s*$")


def check_rows(
    table: InputTable, others: Mapping[NonRecordKind, Sequence[int]], findings: list[Finding]
) -> None:
    """Find rows that are not records, hidden ones, records over several rows, wrong widths."""
    said = [f"{kind.value}: {_rows(numbers)}" for kind, numbers in others.items()]
    if blank := _blank_rows(table):
        said.append(f"blank: {_rows(blank)}")
    if said:
        seen = "not read as records: " + "; ".join(said)
        findings.append(ROW_NOT_RECORD.at(table.sheet.at(), seen))
    findings += _hidden(table)
    findings += _joined(table)
    findings += _widths(table)
    if not table.records:
        seen = f"there is no {table.form.noun} below the headings"
        found = NO_RECORDS if table.form.may_be_empty and not _passed_over(table, others) else None
        findings.append((found or TABLE_EMPTY).at(table.sheet.at(table.header.bottom), seen))


def _passed_over(
    table: InputTable, others: Mapping[NonRecordKind, Sequence[int]]
) -> tuple[int, ...]:
    """The rows that say something in several columns, and yet were not read as records."""
    return tuple(
        row
        for kind, rows in others.items()
        if kind not in (NonRecordKind.PREPARED, NonRecordKind.TOTAL)
        for row in rows
        if len(table.sheet.rows[row].keys() & set(table.header.columns.values())) > 1
    )


def _joined(table: InputTable) -> Iterator[Finding]:
    noun = table.form.noun
    for record in table.records:
        place = table.sheet.at(record.row)
        if len(record.rows) > 1:
            seen = f"rows {record.rows[0]} to {record.rows[-1]} are one {noun}"
            yield ROW_JOINED.at(place, seen, cause="one record")
        if record.base is not None:
            seen = f"row {record.row} is part {record.part} of the {noun} in row {record.base}"
            yield ROW_JOINED.at(place, seen, cause="part of a record")


def _widths(table: InputTable) -> Iterator[Finding]:
    """Rows of a text file with a cell too many or too few."""
    sheet = table.sheet
    wanted = max(table.header.headings, default=0)
    for row in (row for record in table.records for row in record.rows):
        width = sheet.widths.get(row, wanted)
        last = max(sheet.rows[row], default=0)
        seen = f"the row has {max(width, last)} cells under {wanted} headings"
        if sheet.widths and last > wanted:
            yield ROW_TOO_LONG.at(sheet.at(row), seen)
        elif width < wanted:
            yield ROW_TOO_SHORT.at(sheet.at(row), seen)


def _blank_rows(table: InputTable) -> list[int]:
    """The blank rows between the headings and the last record."""
    last = max((row for record in table.records for row in record.rows), default=0)
    return [row for row in range(table.header.bottom + 1, last) if row not in table.sheet.rows]


def _rows(numbers: Sequence[int]) -> str:
    """Row numbers in words: row 4; rows 4 to 6, 9."""
    return describe_places([Location(file="", row=number) for number in numbers])


def _hidden(table: InputTable) -> Iterator[Finding]:
    sheet = table.sheet
    if sheet.hidden:
        yield SHEET_HIDDEN.at(sheet.at(), "the sheet is hidden, and was read")
    rows = [row for record in table.records for row in record.rows if row in sheet.hidden_rows]
    if rows:
        verb = "was" if len(rows) == 1 else "were"
        yield SHEET_HIDDEN.at(sheet.at(min(rows)), f"hidden {_rows(rows)} {verb} read")
    columns = sorted(sheet.hidden_columns & set(table.header.headings))
    if columns:
        names = ", ".join(letters(column) for column in columns)
        what = f"hidden columns {names} were" if len(columns) > 1 else f"hidden column {names} was"
        yield SHEET_HIDDEN.at(sheet.at(column=columns[0]), f"{what} read")


def check_date_columns(table: InputTable, findings: list[Finding]) -> None:
    """A finding for each date column that mixes real dates and text, or day and month first."""
    for column in table.form.columns:
        if column.kind in DATES and column.key in table.header.columns:
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
