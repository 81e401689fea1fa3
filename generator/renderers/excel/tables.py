"""Writes a table: its mark-up, its rows and their heights, its drop-downs and colours."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from generator.content.workbooks.nodes import Table
from generator.errors import DocumentError
from generator.renderers.excel.cells import check_written
from generator.renderers.excel.choices import offer_choices
from generator.renderers.excel.columns import ColumnWriter, column_formula
from generator.renderers.excel.places import Place
from generator.renderers.excel.tools import Tools

if TYPE_CHECKING:
    from generator.renderers.excel.writer import QuickWorksheet


_LONGEST_HEADING = 255


def write_table(
    tools: Tools, sheet: QuickWorksheet, table: Table, widths: Mapping[int, float], least: float
) -> float:
    """Writes a table where it has its place; no row is lower than `least`.

    Where tables lie beneath one another, heights are fixed, for the charts beside them. Returns
    the height of header and rows together, in points.
    """
    place = tools.places[table.name]
    _mark_up(tools, sheet, place)
    header = _header_height(tools, place, widths)
    check_written(sheet.set_row(place.header, header), table.name)
    heights = [max(least, height) for height in _write_rows(tools, sheet, place, widths)]
    set_height = sheet.set_row if place.has_frame else sheet.set_row_to_fit
    for row, height in enumerate(heights, start=place.first):
        check_written(set_height(row, height), table.name)
    offer_choices(sheet, place)
    tools.colouring.follow(sheet, place)
    return header + sum(heights)


def _write_rows(
    tools: Tools, sheet: QuickWorksheet, place: Place, widths: Mapping[int, float]
) -> list[float]:
    """Writes all cells; returns the height that each row needs."""
    table, ruler, heights = place.table, tools.ruler, []
    writers = [ColumnWriter(tools, sheet, table, at) for at in range(len(table.columns))]
    for number, row in enumerate(table.rows):
        record = table.records[number] if table.records else table.name
        lines = 1
        for at, cell in enumerate(row):
            writer = writers[at]
            text = writer.put(place.first + number, cell, row, record)
            if text:
                lines = max(lines, ruler.lines(text, widths[at], bold=writer.bold))
        heights.append(ruler.height(lines))
    return heights


def _mark_up(tools: Tools, sheet: QuickWorksheet, place: Place) -> None:
    """Makes it a table by name, with unique headings and, where it stands alone, filters."""
    table = place.table
    for column in table.columns:
        check_heading(column.heading, table.name)
    columns = [
        {
            "header": column.heading,
            "header_format": tools.formats.header(column.kind, framed=place.has_frame),
            "formula": column_formula(tools, table, column),
        }
        for column in table.columns
    ]
    options = {
        "name": table.name,
        "columns": columns,
        "style": None,
        "autofilter": not place.has_frame,
        "title": table.name,
        "description": table.alt,
    }
    result = sheet.add_long_table(place.header, place.last, len(table.columns), options)
    check_written(result, f"The table {table.name}")


def check_heading(heading: str, table: str) -> None:
    """Raises DocumentError where a heading is too long to be a table's."""
    if len(heading) > _LONGEST_HEADING:
        raise DocumentError(
            f"A heading of the table {table} has {len(heading)} characters; "
            f"a table takes {_LONGEST_HEADING}",
            "Shorten the words of the scale or of the key in pack.yaml.",
        )


def _header_height(tools: Tools, place: Place, widths: Mapping[int, float]) -> float:
    """The filters' buttons take a line of their own."""
    ruler, columns = tools.header_ruler, enumerate(place.table.columns)
    lines = (ruler.lines(each.heading, widths[at], bold=True) for at, each in columns)
    return ruler.height(max(lines) + (0 if place.has_frame else 1))
