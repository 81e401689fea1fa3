"""How a sheet is printed and protected."""

from __future__ import annotations

from collections.abc import Mapping

from xlsxwriter.worksheet import Worksheet

from generator.content.workbooks.sheet_content import Sheet, Workbook
from generator.errors import DocumentError
from generator.renderers.excel.fast_writer import FastWorksheet
from generator.renderers.excel.table_places import Place

_A3, _A4 = 8, 9
_SIDES, _ENDS = 0.4, 0.75
"""The margins in inches."""

_PAPERS = {_A3: (842, 1191), _A4: (595, 842)}
_INCH = 72
"""In points, upright."""

_LEGIBLE = 0.5
"""The scale below which a page is rather turned over than shrunk further."""

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
    worksheet: FastWorksheet,
    sheet: Sheet,
    workbook: Workbook,
    places: Mapping[str, Place],
    font: str,
) -> None:
    """Print one page wide, with header row, title and marking on each page; protect the cells.

    Lists are printed on A3 landscape, dashboards on A3, reference sheets on A4.
    """
    if sheet.form == "list":
        worksheet.set_landscape()
    worksheet.set_paper(_paper(sheet))
    worksheet.fit_to_pages(1, 0)
    worksheet.set_margins(left=_SIDES, right=_SIDES, top=_ENDS, bottom=_ENDS)
    if len(sheet.tables) == 1:
        header = places[sheet.tables[0].name].header
        worksheet.repeat_rows(header, header)
    said = workbook.properties
    worksheet.set_header_and_footer(
        _three(said.title, workbook.marking, "&A", font),
        _three(said.author, workbook.marking, "Page &P of &N", font),
    )
    if workbook.is_edited:
        worksheet.protect("", _ALLOWED)


def fit_page(worksheet: Worksheet, sheet: Sheet, *, width: float, height: float) -> None:
    """Turn a sheet to the side that fits better; put it on one page where that stays legible.

    `width` and `height` are those of its contents in points.
    """
    across, down = _PAPERS[_paper(sheet)]
    if width > height:
        worksheet.set_landscape()
        across, down = down, across
    room = (across - 2 * _SIDES * _INCH) / width, (down - 2 * _ENDS * _INCH) / height
    worksheet.fit_to_pages(1, 1 if min(room) >= _LEGIBLE else 0)


def _paper(sheet: Sheet) -> int:
    return _A4 if sheet.form == "reference" else _A3


def _three(left: str, centre: str, codes: str, font: str) -> str:
    """A header or footer of three parts, the right one made of codes.

    A long one goes without its font and size, which take their share of its letters. Raises
    DocumentError where even so it would not be kept whole.
    """
    parts = f"{escaped(left)} ", f"{escaped(centre)} ", codes
    for face in (f'&9&"{font},Regular"', ""):  # the size first: a text may begin with a digit
        text = "".join(f"&{at}{face}{part}" for at, part in zip("LCR", parts, strict=True))
        if len(text.encode("utf-16-le")) // 2 <= _LONGEST_HEADER:
            return text
    raise DocumentError(
        f"A header or footer would have {len(text)} characters; it holds {_LONGEST_HEADER}",
        "Shorten the document's title or the marking in pack.yaml.",
    )


def escaped(text: str) -> str:
    """Text in a header or footer, where a lone ampersand begins a code."""
    return text.replace("&", "&&")
