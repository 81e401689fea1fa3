"""Findings on what only a cell's format says: a colour without a letter, words struck through."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from generator.findings import Finding, rule
from generator.inputs.cells.state_cells import parse_status
from generator.inputs.files.input_sheet import WHITE, InputSheet
from generator.inputs.tables.columns.input_columns import CellKind
from generator.inputs.tables.input_table import InputTable, RecordRows
from generator.model.risks import Status

COLOUR_ALONE = rule("CELL-11")
STRUCK_THROUGH = rule("CELL-12")
COMMENTED = rule("PUB-03")
UNSEEN = rule("PUB-04")
COLOURED_ROW = rule("CELL-13")

_LONGEST_QUOTE = 40
_WORDS = frozenset({CellKind.TEXT, CellKind.PARAGRAPHS, CellKind.NOTES})
_COLOURED = frozenset({CellKind.RATING, CellKind.ACTION_RATING, CellKind.STATUS})


def check_formats(table: InputTable, findings: list[Finding]) -> None:
    """Find ratings that are only a colour, words struck through or unseen, and comments."""
    findings += _comments(table)
    if table.sheet.styles:
        for record in table.records:
            findings += _colours(table, record)
            findings += _struck(table, record)
            findings += _unseen(table, record)
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
        if look is not None and look.fill not in (*WHITE, usual):
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
        if fill not in (*WHITE, usual) and not table.closed and not _is_closed(table, record):
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


def _unseen(table: InputTable, record: RecordRows) -> Iterator[Finding]:
    """Cells that are read and that nobody sees; ratings get their colour by a rule of the sheet."""
    sheet = table.sheet
    for column in table.form.columns:
        at = table.header.columns.get(column.key)
        look = sheet.styles.get((record.row, at)) if at is not None else None
        if at is None or look is None or not look.unseen or column.kind not in _WORDS:
            continue
        if at in sheet.rows[record.row]:
            heading = table.heading(column.key)
            seen = f"{heading} is not seen in the workbook, and was read"
            yield UNSEEN.at(sheet.at(record.row, at), seen, value=heading, cause="unseen")


def _comments(table: InputTable) -> Iterator[Finding]:
    """Each comment on the sheet."""
    for (row, column), text in sorted(table.sheet.comments.items()):
        words = " ".join(text.split())
        said = words if len(words) <= _LONGEST_QUOTE else f"{words[:_LONGEST_QUOTE]}…"
        seen = f'the cell has a comment: "{said}"'
        yield COMMENTED.at(table.sheet.at(row, column), seen, cause="comments")


def _is_closed(table: InputTable, record: RecordRows) -> bool:
    column = table.header.columns.get("status")
    status = table.sheet.value(record.row, column) if column else None
    return status is not None and parse_status(status).value is Status.CLOSED
