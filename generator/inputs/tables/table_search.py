"""From a file's sheets to the table of a form, with findings on all that was not plain."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from generator.findings import Finding
from generator.inputs.files.input_sheet import InputSheet, letters
from generator.inputs.tables.column_contents import settle_columns
from generator.inputs.tables.columns.input_columns import InputForm
from generator.inputs.tables.header_row import HeaderRow, find_header_row
from generator.inputs.tables.heading_words import plain
from generator.inputs.tables.input_table import InputTable
from generator.inputs.tables.mixed_dates import check_date_columns
from generator.inputs.tables.record_rows import SortedRows, sort_rows
from generator.inputs.tables.table_rules import (
    COLUMN_DOUBLED,
    COLUMN_MAPPING,
    COLUMN_MISSING,
    COLUMN_NO_REFERENCE,
    COLUMN_UNKNOWN,
    ROW_JOINED,
    ROW_NOT_RECORD,
    ROW_TOO_LONG,
    ROW_TOO_SHORT,
    SHEET_AMBIGUOUS,
    SHEET_HIDDEN,
    SHEET_NAMED_MISSING,
    SHEET_NOT_FOUND,
    TABLE_EMPTY,
)
from generator.settings.input_files import InputFile


def find_table(
    sheets: Sequence[InputSheet],
    form: InputForm,
    wanted: InputFile,
    findings: list[Finding],
    ratings: Collection[str] = (),
) -> InputTable | None:
    """The form's table among the sheets of a file; None, with a finding, where there is none.

    `ratings` are the pack's own words for ratings, which tell a column of them from others.
    """
    sheets = _named(sheets, wanted, findings)
    found = [
        (sheet, header)
        for sheet in sheets
        if (header := find_header_row(sheet, form, wanted.columns)) is not None
    ]
    if not found:
        if sheets:
            findings.append(_no_headings(sheets, form))
        return None
    sheet, header = _choose(found, form, findings)
    header = settle_columns(sheet, header, form, wanted.columns, ratings, findings)
    rows = sort_rows(sheet, header, form)
    table = InputTable(form=form, sheet=sheet, header=header, records=rows.records)
    _say_hidden(table, findings)
    _say_columns(table, wanted.columns, findings)
    _say_rows(table, rows, findings)
    _say_widths(table, findings)
    check_date_columns(table, findings)
    return table


def _named(
    sheets: Sequence[InputSheet], wanted: InputFile, findings: list[Finding]
) -> Sequence[InputSheet]:
    if wanted.sheet is None:
        return sheets
    same = [sheet for sheet in sheets if sheet.name == wanted.sheet] or [
        sheet
        for sheet in sheets
        if (sheet.name or "").strip().casefold() == wanted.sheet.strip().casefold()
    ]
    if not same and sheets:
        names = ", ".join(sheet.name or "" for sheet in sheets)
        findings.append(
            SHEET_NAMED_MISSING.at(
                replace(sheets[0].at(), sheet=None),
                f"there is no sheet {wanted.sheet}; the sheets are {names}",
            )
        )
    return same


def _no_headings(sheets: Sequence[InputSheet], form: InputForm) -> Finding:
    fullest = max(sheets, key=lambda sheet: sum(len(cells) for cells in sheet.rows.values()))
    article = "an" if form.title[0] in "AEIOU" else "a"
    seen = f"no row holds the headings of {article} {form.title.lower()}"
    if not fullest.rows:
        return SHEET_NOT_FOUND.at(fullest.at(), "the sheet is empty" if fullest.name else "empty")
    row, cells = next(iter(fullest.rows.items()))
    shown = ", ".join(" ".join(str(value).split())[:30] for value in list(cells.values())[:6])
    return SHEET_NOT_FOUND.at(fullest.at(), f"{seen}; row {row} holds: {shown}")


def _choose(
    found: Sequence[tuple[InputSheet, HeaderRow]], form: InputForm, findings: list[Finding]
) -> tuple[InputSheet, HeaderRow]:
    """The sheet that names the most columns, shown before hidden ones, the first of equals."""
    best = max(found, key=lambda each: (not each[0].hidden, each[1].weight))
    rivals = [
        sheet.name or ""
        for sheet, header in found
        if sheet is not best[0] and not sheet.hidden and header.weight * 4 >= best[1].weight * 3
    ]
    if rivals:
        names = ", ".join(rivals[:5]) + (f" and {len(rivals) - 5} more" if len(rivals) > 5 else "")
        seen = f"sheet {best[0].name} was read; {names} could be the {form.title.lower()} too"
        findings.append(SHEET_AMBIGUOUS.at(best[0].at(), seen))
    return best


def _say_hidden(table: InputTable, findings: list[Finding]) -> None:
    sheet = table.sheet
    if sheet.hidden:
        findings.append(SHEET_HIDDEN.at(sheet.at(), "the sheet is hidden, and was read"))
    rows = sorted(
        row for record in table.records for row in record.rows if row in sheet.hidden_rows
    )
    if rows:
        verb = "was" if len(rows) == 1 else "were"
        seen = f"hidden {_rows(rows)} {verb} read"
        findings.append(SHEET_HIDDEN.at(sheet.at(rows[0]), seen))
    columns = sorted(sheet.hidden_columns & set(table.header.headings))
    if columns:
        names = ", ".join(letters(column) for column in columns)
        noun = "columns" if len(columns) > 1 else "column"
        verb = "were" if len(columns) > 1 else "was"
        seen = f"hidden {noun} {names} {verb} read"
        findings.append(SHEET_HIDDEN.at(sheet.at(column=columns[0]), seen))


def _say_columns(table: InputTable, own: Mapping[str, str], findings: list[Finding]) -> None:
    header, form = table.header, table.form
    here = table.sheet.at(header.bottom)
    there = [text for each in header.headings.values() for text in (each.text, each.whole)]
    for key, heading in own.items():
        if form.column(key) is None:
            keys = ", ".join(column.key for column in form.columns)
            seen = f"{key}, which pack.yaml maps to {heading}, is no column; the columns are {keys}"
            findings.append(COLUMN_MAPPING.at(here, seen))
        elif not any(plain(heading) == plain(given) for given in there):
            seen = f"no column is headed {heading}, which pack.yaml gives for {key}"
            findings.append(COLUMN_MAPPING.at(here, seen))
    for column in form.required:
        if column.key in header.columns or column.key in own:
            continue
        if _title_serves(column.key, header):
            continue
        seen = f"no column is headed {column.heading} or one of its aliases"
        if column.key == "reference":
            counted = f"the {form.noun}s were numbered 1 to {len(table.records)}"
            findings.append(COLUMN_NO_REFERENCE.at(here, f"{seen}; {counted}"))
        else:
            findings.append(COLUMN_MISSING.at(here, seen))
    for at, key in header.doubled.items():
        taken = letters(header.columns[key])
        heading = " ".join(header.headings[at].whole.split())
        seen = f"column {letters(at)} is headed {heading}, as column {taken} is; {taken} was read"
        findings.append(COLUMN_DOUBLED.at(table.sheet.at(header.bottom, at), seen))
    if not form.open_columns and header.unknown:
        names = ", ".join(
            f"{' '.join(heading.whole.split())} ({letters(column)})"
            for column, heading in header.unknown.items()
        )
        findings.append(COLUMN_UNKNOWN.at(here, f"columns not used: {names}"))


def _title_serves(key: str, header: HeaderRow) -> bool:
    return key == "description" and "title" in header.columns


def _say_rows(table: InputTable, rows: SortedRows, findings: list[Finding]) -> None:
    said = [f"{kind.value}: {_rows(numbers)}" for kind, numbers in rows.others.items()]
    if blank := _blank_rows(table):
        said.append(f"blank: {_rows(blank)}")
    if said:
        findings.append(ROW_NOT_RECORD.at(table.sheet.at(), "not records: " + "; ".join(said)))
    for record in table.records:
        if len(record.rows) > 1:
            seen = f"rows {record.rows[0]} to {record.rows[-1]} are one {table.form.noun}"
            findings.append(ROW_JOINED.at(table.sheet.at(record.row), seen))
        if record.base is not None:
            seen = f"row {record.row} is part {record.part} of the {table.form.noun} in row "
            findings.append(ROW_JOINED.at(table.sheet.at(record.row), f"{seen}{record.base}"))
    if not table.records:
        seen = f"there is no {table.form.noun} below the headings"
        findings.append(TABLE_EMPTY.at(table.sheet.at(table.header.bottom), seen))


def _say_widths(table: InputTable, findings: list[Finding]) -> None:
    """Rows of a text file with a cell too many or too few."""
    sheet = table.sheet
    wanted = max(table.header.headings, default=0)
    for record in table.records:
        for row in record.rows:
            width = sheet.widths.get(row, wanted)
            last = max(sheet.rows[row], default=0)
            seen = f"the row has {max(width, last)} cells under {wanted} headings"
            if sheet.widths and last > wanted:
                findings.append(ROW_TOO_LONG.at(sheet.at(row), seen))
            elif width < wanted:
                findings.append(ROW_TOO_SHORT.at(sheet.at(row), seen))


def _blank_rows(table: InputTable) -> list[int]:
    """The blank rows between the headings and the last record."""
    last = max((row for record in table.records for row in record.rows), default=0)
    return [row for row in range(table.header.bottom + 1, last) if row not in table.sheet.rows]


def _rows(numbers: Sequence[int]) -> str:
    """Row numbers in words: row 4; rows 4 to 6, 9."""
    runs: list[list[int]] = []
    for number in sorted(numbers):
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    shown = [str(first) if first == last else f"{first} to {last}" for first, last in runs[:12]]
    more = f" and {len(runs) - 12} more" if len(runs) > 12 else ""
    noun = "row" if len(numbers) == 1 else "rows"
    return f"{noun} {', '.join(shown)}{more}"
