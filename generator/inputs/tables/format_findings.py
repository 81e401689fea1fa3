"""Findings on what only a cell's format says: a colour without a letter, words struck through."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from generator.findings import Finding, rule
from generator.inputs.cells.state_cells import parse_status
from generator.inputs.files.input_sheet import InputSheet
from generator.inputs.tables.columns.input_columns import CellKind
from generator.inputs.tables.input_table import InputTable, RecordRows
from generator.model.risks import Status

COLOUR_ALONE = rule("CELL-11")
STRUCK_THROUGH = rule("CELL-12")
COLOURED_ROW = rule("CELL-13")

_COLOURED = frozenset({CellKind.RATING, CellKind.ACTION_RATING, CellKind.STATUS})
_WHITE = frozenset({"", "FFFFFF", "theme 0 0"})


def check_formats(table: InputTable, findings: list[Finding]) -> None:
    """Find ratings that are only a colour, and records and words that are struck through."""
    if table.sheet.styles:
        for record in table.records:
            findings += _colours(table, record)
            findings += _struck(table, record)
        findings += _coloured_rows(table)


def _colours(table: InputTable, record: RecordRows) -> Iterator[Finding]:
    """Blank cells of a rating or status that have a colour which the rest of the row lacks."""
    sheet, row = table.sheet, record.row
    usual = _usual_fill(sheet, row, table)
    for column in table.form.columns:
        at = table.header.columns.get(column.key)
        if at is None or column.kind not in _COLOURED or at in sheet.rows[row]:
            continue
        look = sheet.styles.get((row, at))
        if look is not None and look.fill not in (*_WHITE, usual):
            heading = table.heading(column.key)
            seen = f"{heading} has a colour (#{look.fill}) but no letter or word: it was not read"
            yield COLOUR_ALONE.at(sheet.at(row, at), seen, value=heading, cause=column.key)


def _usual_fill(sheet: InputSheet, row: int, table: InputTable) -> str:
    """The fill that most cells of a row have, as banded tables give them."""
    looks = (sheet.styles.get((row, at)) for at in table.header.headings)
    fills = Counter(look.fill if look is not None else "" for look in looks)
    return fills.most_common(1)[0][0]


def _coloured_rows(table: InputTable) -> Iterator[Finding]:
    """Records in a colour that few others have, as closed ones are greyed out."""
    fills = [_usual_fill(table.sheet, record.row, table) for record in table.records]
    usual, count = Counter(fills).most_common(1)[0] if fills else ("", 0)
    if count * 3 < len(fills) * 2:
        return  # rows in turn, or a colour for each rating
    for record, fill in zip(table.records, fills, strict=True):
        if fill not in (*_WHITE, usual) and not table.closed and not _is_closed(table, record):
            seen = f"row {record.row} has a colour of its own (#{fill}), which was not read"
            yield COLOURED_ROW.at(table.sheet.at(record.row), seen, cause="coloured rows")


def _struck(table: InputTable, record: RecordRows) -> Iterator[Finding]:
    """A record that is struck through, or else each of its cells with words struck through."""
    sheet = table.sheet
    filled = [
        (row, at) for row in record.rows for at in sheet.rows[row] if at in table.header.headings
    ]
    struck = [place for place in filled if (look := sheet.styles.get(place)) and look.struck]
    if struck and len(struck) * 4 >= len(filled) * 3:
        if table.closed or _is_closed(table, record):
            return
        seen = f"row {record.row} is struck through, and was read like any other {table.form.noun}"
        remedy = f"If the {table.form.noun} is closed, say so in its status, or delete the row."
        yield STRUCK_THROUGH.at(sheet.at(record.row), seen, remedy, cause="records")
        return
    for row, at in struck:
        heading = table.header.headings[at].whole
        seen = f"words of {heading} are struck through, and were read as if they stood"
        yield STRUCK_THROUGH.at(sheet.at(row, at), seen, value=heading, cause="words")


def _is_closed(table: InputTable, record: RecordRows) -> bool:
    column = table.header.columns.get("status")
    status = table.sheet.value(record.row, column) if column else None
    return status is not None and parse_status(status).value is Status.CLOSED
