"""From a file's sheets to the tables of a form: which sheet, which heading row, which records."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from generator.characters import yaml_text
from generator.findings import Finding, rule
from generator.inputs.cells.text_cells import as_text
from generator.inputs.files.input_sheet import InputSheet, letters
from generator.inputs.tables.column_contents import PackWords
from generator.inputs.tables.column_headings import heading_text
from generator.inputs.tables.column_meaning import settle_columns
from generator.inputs.tables.columns.input_columns import InputForm
from generator.inputs.tables.format_findings import check_formats
from generator.inputs.tables.header_row import HeaderRow, find_header_row
from generator.inputs.tables.heading_findings import check_headings, nearest_in_form
from generator.inputs.tables.heading_words import article, columns_of, plain
from generator.inputs.tables.input_table import InputTable, RecordRows
from generator.inputs.tables.record_rows import sort_rows
from generator.inputs.tables.row_findings import check_date_columns, check_rows
from generator.settings.input_files import InputFile

SHEET_NOT_FOUND = rule("SHEET-01")
SHEET_AMBIGUOUS = rule("SHEET-02")
SHEET_NAMED_MISSING = rule("SHEET-03")
SHEET_READ_TOO = rule("SHEET-05")

_CLOSED = re.compile(r"\b(?:closed|archived?|retired)\b", re.IGNORECASE)
_OTHER_VERSION = re.compile(
    r"\b(?:old|draft|copy|template|example|previous|prior|last|new|superseded|backup|test"
    r"|(?:19|20)\d\d(?:-\d+)?|q[1-4]|quarter|jan\w*|feb\w*|mar(?:ch)?|apr\w*|may|june?|july?|aug\w*"
    r"|sept?\w*|oct\w*|nov\w*|dec\w*)\b",
    re.IGNORECASE,
)
"""Names of sheets that hold the register of another time, or none."""
_ROWS_SEARCHED = 80
_ENOUGH = 3
"""Headings, right or nearly so, that make a row a heading row with mistakes."""
_Found = tuple[InputSheet, HeaderRow]


def find_tables(
    sheets: Sequence[InputSheet],
    form: InputForm,
    wanted: InputFile,
    words: PackWords,
    findings: list[Finding],
) -> tuple[InputTable, ...]:
    """The form's table among the sheets of a file; none, with a finding, where there is none.

    A register's sheet of closed risks follows as a table of its own. `words` are the pack's own,
    which tell a column of ratings or steps from others.
    """
    sheets = _named(sheets, wanted, findings)
    found = [
        (sheet, header)
        for sheet in sheets
        if (header := find_header_row(sheet, form, wanted, words.stages)) is not None
    ]
    if not found:
        if sheets:
            findings.append(_no_headings(sheets, form))
        return ()
    if wanted.sheets:
        with_headings = [sheet for sheet, _ in found]
        findings += [_no_headings([each], form) for each in sheets if each not in with_headings]
    chosen = found if wanted.sheets else _choose(found, form, findings)
    live = [each for each in chosen if not _is_closed(each[0])] or chosen[:1]
    tables = []
    for each in chosen:
        is_live = each in live
        stream = (each[0].name or "") if is_live and len(live) > 1 else ""
        tables.append(_table(each, form, wanted, words, findings, stream, closed=not is_live))
    further = [each for each in tables[1:] if each.closed or not wanted.sheets]
    findings += map(_read_too, further)
    return tuple(tables)


def _read_too(table: InputTable) -> Finding:
    """The finding that a further sheet was read."""
    number, noun = len(table.records), table.form.noun
    risks = f"1 {noun} is" if number == 1 else f"{number} {noun}s are"
    what = "closed" if table.closed else "a part of the register"
    seen = f"sheet '{table.sheet.name}' was read too: its {risks} {what}"
    return SHEET_READ_TOO.at(table.sheet.at(), seen)


def _table(
    found: _Found,
    form: InputForm,
    wanted: InputFile,
    words: PackWords,
    findings: list[Finding],
    stream: str,
    *,
    closed: bool,
) -> InputTable:
    sheet, header = found
    header = settle_columns(sheet, header, form, wanted.columns, words, findings)
    records, others = sort_rows(sheet, header, form)
    header = _without_blank_references(sheet, header, records)
    header = _settle_action_rag(sheet, header, records)
    table = InputTable(
        form=form, sheet=sheet, header=header, records=records, closed=closed, stream=stream
    )
    check_headings(table, wanted, findings)
    check_rows(table, others, findings)
    check_date_columns(table, findings)
    check_formats(table, findings)
    return table


def _without_blank_references(
    sheet: InputSheet, header: HeaderRow, records: Sequence[RecordRows]
) -> HeaderRow:
    """The header without its column of references, where that is blank in every record."""
    column = header.columns.get("reference")
    if (
        column is None
        or not records
        or any(column in sheet.rows[row] for each in records for row in each.rows)
    ):
        return header
    columns = {key: at for key, at in header.columns.items() if key != "reference"}
    return replace(header, columns=columns)


def _settle_action_rag(
    sheet: InputSheet, header: HeaderRow, records: Sequence[RecordRows]
) -> HeaderRow:
    """The header with the RAG as that of the actions, where a risk has one in each of its rows."""
    column = header.columns.get("latest_rag")
    if column is None or "action_rag" in header.columns:
        return header
    for record in records:
        own = [row for row in record.rows if column in sheet.rows[row]]
        if len(own) > 1 and all((row, column) not in sheet.spread for row in own):
            columns = {key: at for key, at in header.columns.items() if key != "latest_rag"}
            return replace(header, columns={**columns, "action_rag": column})
    return header


def _named(
    sheets: Sequence[InputSheet], wanted: InputFile, findings: list[Finding]
) -> Sequence[InputSheet]:
    names = wanted.sheets or ((wanted.sheet,) if wanted.sheet is not None else ())
    if not names:
        return sheets
    chosen = []
    for name in names:
        same = [sheet for sheet in sheets if sheet.name == name] or [
            sheet
            for sheet in sheets
            if (sheet.name or "").strip().casefold() == name.strip().casefold()
        ]
        chosen += same
        if not same and sheets:
            there = ", ".join(sheet.name or "" for sheet in sheets)
            seen = f"there is no sheet '{name}'; the sheets are {there}"
            findings.append(SHEET_NAMED_MISSING.at(replace(sheets[0].at(), sheet=None), seen))
    return chosen


def _no_headings(sheets: Sequence[InputSheet], form: InputForm) -> Finding:
    fullest = max(sheets, key=lambda sheet: sum(len(cells) for cells in sheet.rows.values()))
    if not fullest.rows:
        what = "the sheet" if fullest.name else "the file"
        return SHEET_NOT_FOUND.at(fullest.at(), f"{what} is empty")
    near = max((_near(sheet, form) for sheet in sheets), key=lambda found: len(found[2]))
    if near[2]:
        return _misspelt(*near, form)
    row, cells = next(iter(fullest.rows.items()))
    shown = ", ".join(" ".join(str(value).split())[:30] for value in list(cells.values())[:6])
    wanted = ", ".join(column.heading for column in form.required)
    seen = (
        f"no row holds the headings of {article(form.title.lower())} ({wanted}); row {row} holds: "
        f"{shown}"
    )
    return SHEET_NOT_FOUND.at(fullest.at(), seen)


_Near = dict[int, tuple[str, str, str]]
"""By column: the key and heading that a misspelt heading is nearest to, and the heading itself."""


def _near(sheet: InputSheet, form: InputForm) -> tuple[InputSheet, int, _Near]:
    """The row that would be the heading row but for its spelling; without headings if none is."""
    best: _Near = {}
    best_row = 0
    for row, cells in list(sheet.rows.items())[:_ROWS_SEARCHED]:
        near: _Near = {}
        keys: set[str] = set()
        for column, value in cells.items():
            text = heading_text(value)
            named = columns_of(text, form)
            found = None if named else nearest_in_form(text, "", form)
            keys.update(key for _, key in named[:1])
            if found is not None and found[0] not in keys:
                near[column] = (*found, text)
                keys.add(found[0])
        if len(keys) >= _ENOUGH and keys & set(form.identifiers) and len(near) > len(best):
            best, best_row = near, row
    return sheet, best_row, best


def _misspelt(sheet: InputSheet, row: int, near: _Near, form: InputForm) -> Finding:
    """The finding on a heading row whose headings are misspelt, with the lines to paste."""
    asked = ", ".join(
        f"'{known}' ({letters(column)}{row} '{text}')" for column, (_, known, text) in near.items()
    )
    seen = f"no row holds the headings of {article(form.title.lower())}; did you mean {asked}?"
    lines = ", ".join(f"{key}: {yaml_text(text)}" for key, _, text in near.values())
    where = f"add to pack.yaml under inputs.{form.key}: `columns: {{{lines}}}`."
    return SHEET_NOT_FOUND.at(sheet.at(row), seen, f"Correct the headings, or {where}")


def _choose(found: Sequence[_Found], form: InputForm, findings: list[Finding]) -> list[_Found]:
    """The sheet that names the most columns, or a register's sheets of one form, in their order;
    then those of closed risks.

    Sheets that are shown come before hidden ones, the first of equals before the others.
    """
    best = max(found, key=lambda each: (not each[0].hidden, each[1].weight))
    others = [each for each in found if each[0] is not best[0] and not each[0].hidden]
    # Half of the columns are enough to be the register that was meant: last year's sheet may have
    # more of them. A sheet of closed risks is read too, so it has to be surely one.
    rivals = [
        (sheet, header)
        for sheet, header in others
        if header.weight * (4 if _is_closed(sheet) else 2)
        >= best[1].weight * (3 if _is_closed(sheet) else 1)
    ]
    live = [each for each in (best, *rivals) if not _is_closed(each[0])]
    closed = [each for each in (best, *rivals) if _is_closed(each[0])]
    if form.has_readings and live and closed:
        best, rivals = live[0], live[1:]
    else:
        closed = []
    if form.has_readings and _are_parts([best, *rivals], form):
        parts = [each for each in found if each[0] is best[0] or each in rivals]
        return [*parts, *closed]
    if rivals:
        names = ", ".join(sheet.name or "" for sheet, _ in rivals[:5])
        more = f" and {len(rivals) - 5} more" if len(rivals) > 5 else ""
        seen = (
            f"sheet '{best[0].name}' was read; {names}{more} could be the {form.title.lower()} too"
        )
        remedy = (
            f"Name the sheet to read in pack.yaml under inputs.{form.key}: `sheet: {best[0].name}`."
        )
        if form.has_readings:
            every = ", ".join(yaml_text(each[0].name or "") for each in (best, *rivals))
            remedy = f"{remedy[:-1]}; or all that are the register's: `sheets: [{every}]`."
        findings.append(SHEET_AMBIGUOUS.at(best[0].at(), seen, remedy))
    return [best, *closed]


def _are_parts(found: Sequence[_Found], form: InputForm) -> bool:
    """Whether sheets hold one register: their headings are the same, no record is on two, and no
    name says that a sheet is of another time.

    What tells a record is its reference, else its description.
    """
    headings = [{plain(each.whole) for each in header.headings.values()} for _, header in found]
    is_other = any(_OTHER_VERSION.search(sheet.name or "") for sheet, _ in found)
    if len(found) < 2 or is_other or any(each != headings[0] for each in headings):
        return False
    seen: set[str] = set()
    for sheet, header in found:
        key = next(key for key in form.identifiers if key in header.columns)
        at = header.columns[key]
        rows = (cells for row, cells in sheet.rows.items() if row > header.bottom)
        names = {plain(as_text(cells[at])) for cells in rows if at in cells}
        if names & seen or not names:
            return False
        seen |= names
    return True


def _is_closed(sheet: InputSheet) -> bool:
    return _CLOSED.search(sheet.name or "") is not None
