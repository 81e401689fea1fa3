"""Writes a sheet: title, sentences, tables one below the other, charts beside them, page set-up."""

from __future__ import annotations

from collections.abc import Mapping

from generator.content.workbooks.sheet_content import Sheet, SheetChart, Workbook
from generator.renderers.excel.cell_values import put
from generator.renderers.excel.column_sizes import (
    column_widths,
    hidden_columns,
    long_text_remark,
    pixels_of,
)
from generator.renderers.excel.fast_writer import FastWorksheet
from generator.renderers.excel.page_setup import fit_page, set_up_page
from generator.renderers.excel.sheet_charts import CHART_WIDTH, ChartWriter, height_of
from generator.renderers.excel.table_places import Place
from generator.renderers.excel.table_writer import TableWriter

_TITLE, _LINE, _HEADING, _NOTE = 30.0, 17.0, 34.0, 20.0
_LOOSE, _HEAT_MAP = 22.0, 60.0
"""The least heights of a row among several tables, and of a row of the heat map, in points."""

_POINTS = 0.75
"""Points in a pixel."""

_CHART_MARGIN, _CHART_GAP = 16, 48
"""In pixels, below a chart and on both sides of it."""

Widths = Mapping[int, float]


class SheetWriter:
    """Writes the sheets of one workbook, whose tables have their `places` by name."""

    def __init__(
        self,
        workbook: Workbook,
        places: Mapping[str, Place],
        tables: TableWriter,
        charts: ChartWriter,
    ) -> None:
        self._workbook, self._places, self._tables, self._charts = workbook, places, tables, charts

    def write(self, worksheet: FastWorksheet, sheet: Sheet) -> None:
        """Write everything of a sheet. Page set-up comes first, since fitting turns the page."""
        measure = self._tables.measure
        set_up_page(worksheet, sheet, self._workbook, self._places, self._tables.formats.font)
        widths, hidden = column_widths(sheet, measure), hidden_columns(sheet)
        for at, width in widths.items():
            worksheet.set_column(at, at, width, None, {"hidden": at in hidden})
        self._write_head(worksheet, sheet, long_text_remark(sheet, widths, measure))
        if len(sheet.tables) == 1 and not sheet.tables[0].heading:
            place = self._places[sheet.tables[0].name]
            self._tables.write(worksheet, place, widths, least=0)
            worksheet.freeze_panes(place.first, 1)
        elif sheet.tables:
            height = _TITLE + _LINE * len(sheet.lines) + self._write_stack(worksheet, sheet, widths)
            fit_page(worksheet, sheet, width=_width_of(sheet, widths), height=height)

    def _write_head(self, worksheet: FastWorksheet, sheet: Sheet, remark: str) -> None:
        """The title in A1 and a sentence a row; a remark follows the first sentence."""
        formats = self._tables.formats
        put(worksheet, 0, 0, sheet.title, formats.title(), f"The title of {sheet.name}")
        worksheet.set_row(0, _TITLE)
        for row, line in enumerate(sheet.lines, start=1):
            text = f"{line}{remark}" if row == 1 and isinstance(line, str) else line
            put(worksheet, row, 0, text, formats.line())
            worksheet.set_row(row, _LINE)

    def _write_stack(self, worksheet: FastWorksheet, sheet: Sheet, widths: Widths) -> float:
        """Write tables from top to bottom; returns their height in points.

        The row of a note grows where the next chart would cover the last one.
        """
        charts = {chart.table: chart for chart in sheet.charts}
        beside = charts_column(sheet)
        height = covered = 0.0
        note = 0
        for table in sheet.tables:
            place = self._places[table.name]
            if table.name in charts:
                if height < covered:
                    worksheet.set_row(note, _NOTE + covered - height)
                    height = covered
                chart = charts[table.name]
                self._charts.draw(worksheet, chart, place, (place.heading, beside))
                covered = height + _chart_space(chart, place)
            height += self._write_framed(worksheet, place, widths)
            note = place.note
        return max(height, covered)

    def _write_framed(self, worksheet: FastWorksheet, place: Place, widths: Widths) -> float:
        """Write heading, table and note; returns their height in points."""
        table, formats = place.table, self._tables.formats
        least = _HEAT_MAP if table.is_heat_map else _LOOSE
        height = self._tables.write(worksheet, place, widths, least=least)
        put(worksheet, place.heading, 0, table.heading, formats.heading())
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


def _chart_space(chart: SheetChart, place: Place) -> float:
    """The height in points that a chart takes with the space below it."""
    return (height_of(chart, place) + _CHART_MARGIN) * _POINTS
