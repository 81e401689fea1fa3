"""Puts a workbook's sheets, names and properties into one file."""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import datetime, time

from xlsxwriter.exceptions import XlsxInputError

from generator.content.workbooks.nodes import Sheet, Workbook
from generator.errors import DocumentError
from generator.renderers.excel.cells import check_written
from generator.renderers.excel.charts import ChartDrawer
from generator.renderers.excel.colouring import Colouring
from generator.renderers.excel.formats import HEADER_SIZE, SIZE, STANDARD_SIZE, Formats
from generator.renderers.excel.logo import put_logo
from generator.renderers.excel.measure import Ruler
from generator.renderers.excel.places import Place, lay_out
from generator.renderers.excel.sheets import SheetWriter, charts_column
from generator.renderers.excel.tools import Tools
from generator.renderers.excel.writer import QuickWorkbook, QuickWorksheet
from generator.settings.house_style import HouseStyle


def write_workbook(
    target: io.BytesIO, content: Workbook, style: HouseStyle, logo: bytes | None
) -> None:
    """Writes a whole workbook in the order in which its sheets stand."""
    standard = {"font_name": style.font, "font_size": STANDARD_SIZE}
    book = QuickWorkbook(
        target, language=content.properties.language, default_format_properties=standard
    )
    tools = _tools(book, content, style)
    writer = SheetWriter(tools, ChartDrawer(book, style, tools.formats), content)
    for sheet in content.sheets:
        worksheet = _add_sheet(book, sheet)
        writer.write(worksheet, sheet)
        if logo is not None and sheet is content.sheets[0]:
            put_logo(worksheet, charts_column(sheet), logo, style)
    _define_names(book, content, tools)
    _set_properties(book, content)
    book.close()


def _tools(book: QuickWorkbook, content: Workbook, style: HouseStyle) -> Tools:
    formats = Formats(book, style)
    return Tools(
        formats=formats,
        colouring=Colouring(content.colour_key, formats),
        places=lay_out(content),
        ruler=Ruler(style.font, SIZE),
        header_ruler=Ruler(style.font, HEADER_SIZE),
    )


def _add_sheet(book: QuickWorkbook, sheet: Sheet) -> QuickWorksheet:
    try:
        worksheet: QuickWorksheet = book.add_worksheet(sheet.name)
    except XlsxInputError as refused:
        raise DocumentError(
            f"A sheet cannot be named '{sheet.name}' ({refused})",
            "Give it another name, of at most 31 letters, without []:*?/\\.",
        ) from refused
    return worksheet


def _define_names(book: QuickWorkbook, content: Workbook, tools: Tools) -> None:
    for name, address in _names(content, tools.places, tools.colouring).items():
        check_written(book.define_name(name, f"={address}"), f"The name {name}")


def _names(content: Workbook, places: Mapping[str, Place], colouring: Colouring) -> dict[str, str]:
    """The cells of the colouring letters, and the ranges that the content names."""
    ranges = {each.name: places[each.table].span(each.first, each.last) for each in content.names}
    return colouring.names(places[content.colour_key.table]) | ranges


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
