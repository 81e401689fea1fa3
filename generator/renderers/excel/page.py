"""How a sheet is printed and protected."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from generator.content.workbooks.nodes import Sheet, Workbook
from generator.errors import DocumentError
from generator.renderers.excel.places import Place

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

_A3, _A4 = 8, 9
_LONGEST_HEADER = 255

_ALLOWED = {
    "format_columns": True,
    "format_rows": True,
    "autofilter": True,
    "sort": True,
    "select_locked_cells": True,
    "select_unlocked_cells": True,
}
"""What a protected sheet still lets people do."""


def set_up_page(
    worksheet: Worksheet, sheet: Sheet, workbook: Workbook, places: Mapping[str, Place]
) -> None:
    """Landscape, one page wide, repeated header, title and marking on each page; protected."""
    worksheet.set_landscape()
    worksheet.set_paper(_A3 if sheet.wide else _A4)
    worksheet.fit_to_pages(1, 0)
    worksheet.set_margins(left=0.4, right=0.4, top=0.75, bottom=0.75)
    if len(sheet.tables) == 1:
        header = places[sheet.tables[0].name].header
        worksheet.repeat_rows(header, header)
    title, marking = escaped(workbook.properties.title), escaped(workbook.marking)
    author = escaped(workbook.properties.author)
    worksheet.set_header(checked(f"&L{title}&C{marking}&R&A"))
    worksheet.set_footer(checked(f"&L{author}&C{marking}&RPage &P of &N"))
    worksheet.protect("", _ALLOWED)


def escaped(text: str) -> str:
    """Text in a header or footer, where a lone ampersand begins a code."""
    return text.replace("&", "&&")


def checked(text: str) -> str:
    """The header or footer itself. Raises DocumentError where it is too long to be kept whole."""
    if len(text) > _LONGEST_HEADER:
        raise DocumentError(
            f"The header or footer would have {len(text)} characters; it holds {_LONGEST_HEADER}",
            "Shorten the document's title or the marking in pack.yaml.",
        )
    return text
