"""Writes a sheet: title, sentences, tables beneath one another, charts beside them, page set-up."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from generator.content.workbooks.nodes import Sheet, SheetChart, Table, Workbook, Worked
from generator.renderers.excel.cells import put, put_formula
from generator.renderers.excel.charts import CHART_WIDTH, ChartDrawer, height_of
from generator.renderers.excel.formulas import formula_of
from generator.renderers.excel.measure import pixels_of
from generator.renderers.excel.page import fit_page, set_up_page
from generator.renderers.excel.places import Place
from generator.renderers.excel.tables import write_table
from generator.renderers.excel.tools import Tools
from generator.renderers.excel.widths import hidden_columns, remark_on_length, widths_of

if TYPE_CHECKING:
    from xlsxwriter.format import Format

    from generator.renderers.excel.writer import QuickWorksheet

_TITLE, _LINE, _HEADING, _NOTE = 30.0, 17.0, 34.0, 20.0
_LOOSE, _ROOM = 22.0, 60.0
"""The least heights of a row among several tables, and of a row of the heat map, in points."""

_POINTS = 0.75
"""Points in a pixel."""

_CHART_MARGIN, _CHART_GAP = 16, 48
"""In pixels, below a chart and on both sides of it."""

Widths = Mapping[int, float]


class SheetWriter:
    """Writes the sheets of one workbook."""

    def __init__(self, tools: Tools, charts: ChartDrawer, workbook: Workbook) -> None:
        self._tools, self._charts, self._workbook = tools, charts, workbook

    def write(self, worksheet: QuickWorksheet, sheet: Sheet) -> None:
        """Everything of a sheet. Page set-up comes first, since fitting turns the page."""
        tools = self._tools
        set_up_page(worksheet, sheet, self._workbook, tools.places, tools.formats.font)
        widths, hidden = widths_of(sheet, tools.ruler), hidden_columns(sheet)
        for at, width in widths.items():
            worksheet.set_column(at, at, width, None, {"hidden": at in hidden})
        self._write_head(worksheet, sheet, remark_on_length(sheet, widths, tools.ruler))
        if len(sheet.tables) == 1 and not sheet.tables[0].heading:
            self._write_list(worksheet, sheet.tables[0], widths)
        elif sheet.tables:
            height = _TITLE + _LINE * len(sheet.lines) + self._write_stack(worksheet, sheet, widths)
            fit_page(worksheet, sheet, width=_width_of(sheet, widths), height=height)

    def _write_head(self, worksheet: QuickWorksheet, sheet: Sheet, remark: str) -> None:
        """The title in A1 and a sentence a row; a remark follows the first sentence."""
        formats = self._tools.formats
        put(worksheet, 0, 0, sheet.title, formats.title(), f"The title of {sheet.name}")
        worksheet.set_row(0, _TITLE)
        for row, line in enumerate(sheet.lines, start=1):
            told = f"{line}{remark}" if row == 1 and isinstance(line, str) else line
            self._write_text(worksheet, row, told, formats.line())
            worksheet.set_row(row, _LINE)

    def _write_text(
        self, worksheet: QuickWorksheet, row: int, text: str | Worked, form: Format
    ) -> None:
        if isinstance(text, Worked):
            formula = formula_of(text.by, None, self._tools.places).text
            put_formula(worksheet, row, 0, formula, text.value, form)
        else:
            put(worksheet, row, 0, text, form)

    def _write_list(self, worksheet: QuickWorksheet, table: Table, widths: Widths) -> None:
        write_table(self._tools, worksheet, table, widths, least=0)
        worksheet.freeze_panes(self._tools.places[table.name].first, 1)

    def _write_stack(self, worksheet: QuickWorksheet, sheet: Sheet, widths: Widths) -> float:
        """Tables from top to bottom; returns their height in points.

        A note grows where the next chart would cover the last one.
        """
        charts = {chart.table: chart for chart in sheet.charts}
        beside = charts_column(sheet)
        height = covered = 0.0
        note = 0
        for table in sheet.tables:
            place = self._tools.places[table.name]
            if table.name in charts:
                if height < covered:
                    worksheet.set_row(note, _NOTE + covered - height)
                    height = covered
                chart = charts[table.name]
                self._charts.draw(worksheet, chart, place, (place.heading, beside))
                covered = height + _chart_room(chart, place)
            height += self._write_framed(worksheet, place, widths)
            note = place.note
        return max(height, covered)

    def _write_framed(self, worksheet: QuickWorksheet, place: Place, widths: Widths) -> float:
        """Heading, table and note; returns their height in points."""
        table, formats = place.table, self._tools.formats
        least = _ROOM if table.heat_map else _LOOSE
        height = write_table(self._tools, worksheet, table, widths, least)
        self._write_text(worksheet, place.heading, table.heading, formats.heading())
        worksheet.set_row(place.heading, _HEADING)
        if table.note:
            put(worksheet, place.note, 0, table.note, formats.note())
        worksheet.set_row(place.note, _NOTE)
        return _HEADING + height + _NOTE


def charts_column(sheet: Sheet) -> int:
    """The first column beside all tables of a sheet, from 0."""
    return max((len(table.columns) for table in sheet.tables), default=1)


def _width_of(sheet: Sheet, widths: Widths) -> float:
    """The width in points of the columns, and of the charts beside them."""
    pixels = sum(pixels_of(width) for width in widths.values())
    return (pixels + (CHART_WIDTH + _CHART_GAP if sheet.charts else 0)) * _POINTS


def _chart_room(chart: SheetChart, place: Place) -> float:
    """The height in points that a chart takes with the space below it."""
    return (height_of(chart, place) + _CHART_MARGIN) * _POINTS
