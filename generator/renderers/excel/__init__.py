"""Renders a composed workbook as the bytes of an .xlsx file."""

from __future__ import annotations

import io
from datetime import datetime, time
from typing import TYPE_CHECKING

from generator.content.workbooks.nodes import Sheet, Workbook
from generator.errors import DocumentError
from generator.model.house_style import HouseStyle

if TYPE_CHECKING:
    from generator.renderers.excel.places import Place
    from generator.renderers.excel.writer import QuickWorkbook, QuickWorksheet


def render_workbook(
    content: Workbook, *, house_style: HouseStyle, logo: bytes | None = None
) -> bytes:
    """The workbook as a file.

    `logo` is a PNG or JPEG; its alternative text comes from the house style. Nothing is written to
    the disk. Raises DocumentError naming the record where the format cannot hold what it says.
    """
    made = io.BytesIO()
    _write(made, content, house_style, logo)
    return made.getvalue()


def _write(made: io.BytesIO, content: Workbook, style: HouseStyle, logo: bytes | None) -> None:
    from generator.renderers.excel.charts import ChartDrawer
    from generator.renderers.excel.colouring import Colouring
    from generator.renderers.excel.formats import Formats
    from generator.renderers.excel.places import lay_out
    from generator.renderers.excel.sheets import SheetWriter
    from generator.renderers.excel.tables import TableWriter
    from generator.renderers.excel.writer import QuickWorkbook

    book = QuickWorkbook(
        made, language=content.properties.language, default_format_properties=_standard(style)
    )
    formats, places = Formats(book, style), lay_out(content)
    colouring = Colouring(content.colour_key, formats)
    writer = SheetWriter(
        formats,
        TableWriter(formats, colouring, places),
        ChartDrawer(book, style, formats),
        places,
    )
    for sheet in content.sheets:
        writer.write(_add_sheet(book, sheet), sheet, content)
    _define_names(book, content, places, colouring.names(places[content.colour_key.table]))
    _set_properties(book, content)
    book.close()


def _standard(style: HouseStyle) -> dict[str, object]:
    """Widths count digits of the standard font: at 10 points they are the 7 pixels reckoned with."""
    return {"font_name": style.font, "font_size": 10}


def _add_sheet(book: QuickWorkbook, sheet: Sheet) -> QuickWorksheet:
    from xlsxwriter.exceptions import XlsxInputError

    try:
        return book.add_worksheet(sheet.name)
    except XlsxInputError as refused:
        raise DocumentError(
            f"A sheet cannot be named '{sheet.name}' ({refused})",
            "Give it another name, of at most 31 letters, without []:*?/\\.",
        ) from refused


def _define_names(
    book: QuickWorkbook, content: Workbook, places: dict[str, Place], more: dict[str, str]
) -> None:
    ranges = {each.name: places[each.table].span(each.first, each.last) for each in content.names}
    for name, address in {**more, **ranges}.items():
        if book.define_name(name, f"={address}"):
            raise DocumentError(f"A range cannot be named {name}", "Report this as a mistake.")


def _set_properties(book: QuickWorkbook, content: Workbook) -> None:
    said = content.properties
    book.set_properties(
        {
            "title": said.title,
            "subject": said.subject,
            "author": said.author,
            "company": said.author,
            "created": datetime.combine(said.date, time()),
        }
    )
    for name, value in content.identity.items():
        book.set_custom_property(name, value)
