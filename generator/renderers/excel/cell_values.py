"""Writes one value into one cell; a value that the cell would cut or drop is an error."""

from __future__ import annotations

import re
from datetime import date, datetime, time

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from generator.content.workbooks.sheet_content import Cell, Live
from generator.errors import DocumentError

LONGEST_TEXT = 32_767
"""UTF-16 units that a cell holds; a letter beyond the basic plane, such as an emoji, takes two."""

_FIRST_DAY = date(1899, 12, 30)
"""The day 0 of a spreadsheet's dates, for all after February 1900."""

_GARBLED = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Control characters, halves of pairs and non-characters, all but tab and line ends."""


def put(
    sheet: Worksheet,
    row: int,
    column: int,
    value: Cell,
    form: Format | None,
    record: str = "",
    heading: str = "",
) -> None:
    """Write a value as what it is: text is never a formula, a link or a format.

    A formula is written with the value that it comes to, which previews and phones show. Raises
    DocumentError naming `record` and `heading` where the cell cannot hold the value.
    """
    if isinstance(value, Live):
        result = _write_live(sheet, row, column, value, form)
    elif value is None:
        result = sheet.write_blank(row, column, None, form)
    elif isinstance(value, str):
        check_text(value, record, heading)
        result = sheet.write_string(row, column, value, form)
    elif isinstance(value, date):
        result = sheet.write_datetime(row, column, datetime.combine(value, time()), form)
    else:
        result = sheet.write_number(row, column, value, form)
    check_written(result, record)


def _write_live(
    sheet: Worksheet, row: int, column: int, cell: Live, form: Format | None
) -> int | None:
    value = cell.value
    if isinstance(value, date):
        value = (value - _FIRST_DAY).days
    if cell.is_array:
        text = f"{{={cell.formula}}}"
        written = sheet.write_array_formula(row, column, row, column, text, form, value)
    else:
        written = sheet.write_formula(row, column, f"={cell.formula}", form, value)
    return written  # type: ignore[no-any-return]


def check_written(result: int | None, record: str) -> None:
    """Raises DocumentError where a writer's answer tells of a loss."""
    if result:
        raise DocumentError(
            f"{record or 'A cell'} does not fit the workbook (the writer answered {result})",
            "Make the register shorter, or split it over two packs.",
        )


def check_text(text: str, record: str, heading: str = "") -> None:
    """Raises DocumentError where a cell would lose or garble a part of the text."""
    if len(text) > LONGEST_TEXT // 2 and _units(text) > LONGEST_TEXT:
        raise DocumentError(
            f"{_named(record, heading)} has {_units(text):,} characters; "
            f"a cell holds {LONGEST_TEXT:,}",
            "Shorten the text, or move a part of it to another document.",
        )
    if not text.isprintable() and _GARBLED.search(text):
        raise DocumentError(
            f"{_named(record, heading)} has a character that a workbook cannot hold",
            "Type the text again without control characters.",
        )


def _named(record: str, heading: str) -> str:
    return f"{record or 'A text'}, {heading}," if heading else record or "A text"


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
