"""Writes a sheet: title, sentences, tables beneath one another, charts beside them, page set-up."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from generator.content.workbooks.nodes import (
    Kind,
    Sheet,
    SheetChart,
    Table,
    Workbook,
    Worked,
)
from generator.renderers.excel.cells import put, put_formula
from generator.renderers.excel.charts import CHART_WIDTH, ChartDrawer, height_of
from generator.renderers.excel.choices import offer_choices
from generator.renderers.excel.formats import SIZE, WIDTHS, Formats
from generator.renderers.excel.formulas import formula_of
from generator.renderers.excel.measure import Ruler, pixels_of
from generator.renderers.excel.page import fit_page, set_up_page
from generator.renderers.excel.places import Place
from generator.renderers.excel.tables import TableWriter

if TYPE_CHECKING:
    from generator.renderers.excel.writer import QuickWorksheet

_ROOM = 60.0
"""The least height of a room of the heat map."""

_POINTS = 0.75
"""Points in a pixel."""

_CHART_MARGIN, _CHART_GAP = 16, 48
_ROW, _TITLE, _HEADING, _NOTE = 17.0, 30.0, 34.0, 20.0
_LOOSE = 22.0
"""The least height of a row on a sheet of several tables."""


class SheetWriter:
    """Writes the sheets of one workbook."""

    def __init__(
        self,
        formats: Formats,
        tables: TableWriter,
        charts: ChartDrawer,
        places: Mapping[str, Place],
    ) -> None:
        self._formats, self._tables, self._charts, self._places = formats, tables, charts, places
        self._ruler = Ruler(formats.font, SIZE)

    def write(self, worksheet: QuickWorksheet, sheet: Sheet, workbook: Workbook) -> None:
        """Everything of a sheet."""
        set_up_page(worksheet, sheet, workbook, self._places, self._formats.font)
        self._write_head(worksheet, sheet)
        widths = self._widths(sheet)
        self._set_columns(worksheet, sheet, widths)
        height = _TITLE + _ROW * len(sheet.lines)
        if len(sheet.tables) == 1 and not sheet.tables[0].heading:
            self._write_list(worksheet, sheet.tables[0], widths)
        elif sheet.tables:
            height += self._write_stack(worksheet, sheet, widths)
            fit_page(worksheet, sheet, width=_width_of(sheet, widths), height=height)

    def _write_head(self, worksheet: QuickWorksheet, sheet: Sheet) -> None:
        put(worksheet, 0, 0, sheet.title, self._formats.title(), f"The title of {sheet.name}")
        worksheet.set_row(0, _TITLE)
        for row, line in enumerate(sheet.lines, start=1):
            self._write_text(worksheet, row, line, self._formats.line())
            worksheet.set_row(row, _ROW)

    def _write_text(
        self, worksheet: QuickWorksheet, row: int, text: str | Worked, form: object
    ) -> None:
        if isinstance(text, Worked):
            formula = formula_of(text.by, None, self._places).text
            put_formula(worksheet, row, 0, formula, text.value, form)  # type: ignore[arg-type]
        else:
            put(worksheet, row, 0, text, form)  # type: ignore[arg-type]

    def _set_columns(
        self, worksheet: QuickWorksheet, sheet: Sheet, widths: Mapping[int, float]
    ) -> None:
        hidden = {
            at
            for table in sheet.tables
            for at, column in enumerate(table.columns)
            if column.kind is Kind.RECORD
        }
        for at, width in widths.items():
            worksheet.set_column(at, at, width, None, {"hidden": at in hidden})

    def _write_list(
        self, worksheet: QuickWorksheet, table: Table, widths: Mapping[int, float]
    ) -> None:
        place = self._places[table.name]
        self._tables.write(worksheet, table, widths, least=0)
        offer_choices(worksheet, place)
        worksheet.freeze_panes(place.first, 1)

    def _write_stack(
        self, worksheet: QuickWorksheet, sheet: Sheet, widths: Mapping[int, float]
    ) -> float:
        """Tables from top to bottom; returns their height in points.

        A note grows where the next chart would cover the last one.
        """
        charts = {chart.table: chart for chart in sheet.charts}
        beside = max((len(table.columns) for table in sheet.tables), default=0)
        height = covered = 0.0
        note = None
        for table in sheet.tables:
            place = self._places[table.name]
            if table.name in charts:
                if note is not None and height < covered:
                    worksheet.set_row(note, _NOTE + covered - height)
                    height = covered
                at = (place.heading, beside)
                self._charts.draw(worksheet, charts[table.name], self._places, at)
                covered = height + _chart_room(charts[table.name], place)
            height += self._write_framed(worksheet, place, widths)
            note = place.note
        return max(height, covered)

    def _write_framed(
        self, worksheet: QuickWorksheet, place: Place, widths: Mapping[int, float]
    ) -> float:
        """Heading, table and note; returns their height in points."""
        table = place.table
        least = _ROOM if table.heat_map else _LOOSE
        heights = self._tables.write(worksheet, table, widths, least)
        offer_choices(worksheet, place)
        self._write_text(worksheet, place.heading, table.heading, self._formats.heading())
        worksheet.set_row(place.heading, _HEADING)
        if table.note:
            put(worksheet, place.note, 0, table.note, self._formats.note())
        worksheet.set_row(place.note, _NOTE)
        return _HEADING + sum(heights) + _NOTE

    def _widths(self, sheet: Sheet) -> dict[int, float]:
        """The width of each column: as its kind wants it, wider where a text would not be whole."""
        widths: dict[int, float] = {}
        for table in sheet.tables:
            for at, column in enumerate(table.columns):
                widths[at] = max(widths.get(at, 0.0), self._width(table, at, column.kind))
        return widths

    def _width(self, table: Table, at: int, kind: Kind) -> float:
        width = WIDTHS[kind]
        if kind is Kind.RECORD:
            return width
        texts = (row[at] for row in table.rows)
        return self._ruler.width((text for text in texts if isinstance(text, str)), width)


def _width_of(sheet: Sheet, widths: Mapping[int, float]) -> float:
    """The width in points of the columns, and of the charts beside them."""
    pixels = sum(pixels_of(width) for width in widths.values())
    return (pixels + (CHART_WIDTH + _CHART_GAP if sheet.charts else 0)) * _POINTS


def _chart_room(chart: SheetChart, place: Place) -> float:
    """The height in points that a chart takes with the space around it."""
    return (height_of(chart, place) + _CHART_MARGIN) * _POINTS
