"""Writes a sheet: title, sentences, tables one below the other, charts beside them, page set-up."""

from __future__ import annotations

from collections.abc import Mapping

from xlsxwriter.worksheet import Worksheet

from generator.characters import utf_16_units
from generator.content.workbooks.sheet_content import Sheet, Workbook
from generator.renderers.excel.cells import LONGEST_NAME, check_text, put
from generator.renderers.excel.fast_writer import FastWorksheet
from generator.renderers.excel.sheet_charts import CHART_WIDTH, ChartWriter, height_of
from generator.renderers.excel.sheet_layout import (
    Place,
    column_widths,
    hidden_columns,
    long_text_remark,
    pixels_of,
)
from generator.renderers.excel.table_writer import TableWriter

_TITLE, _LINE, _HEADING, _NOTE = 30.0, 17.0, 34.0, 20.0
# The least heights of a row among several tables, and of a row of the heat map, in points.
_LOOSE, _HEAT_MAP = 22.0, 60.0

# Points in a pixel.
_POINTS = 0.75

# In pixels, below a chart and on both sides of it.
_CHART_MARGIN, _CHART_GAP = 16, 48

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
            # The reference stays in sight too: a row that says not whose it is cannot be read.
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
                covered = height + (height_of(chart, place) + _CHART_MARGIN) * _POINTS
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


# How a sheet is printed and protected

_A3, _A4 = 8, 9
# The margins in inches.
_SIDES, _ENDS = 0.4, 0.75

# In points, upright.
_PAPERS = {_A3: (842, 1191), _A4: (595, 842)}
_INCH = 72

# The scale below which a page is rather turned over than shrunk further.
_LEGIBLE = 0.5

# What a protected sheet still lets people do.
_ALLOWED = {
    "format_columns": True,
    "format_rows": True,
    "autofilter": True,
    # Offered, but Excel sorts unlocked cells only: the steps on the sheet About say what to do.
    "sort": True,
    "select_locked_cells": True,
    "select_unlocked_cells": True,
}


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
    # No pages high: as many as the rows take.
    worksheet.fit_to_pages(1, 0)
    worksheet.set_margins(left=_SIDES, right=_SIDES, top=_ENDS, bottom=_ENDS)
    if len(sheet.tables) == 1:
        header = places[sheet.tables[0].name].header
        # Of several tables Excel would repeat the header of the first above all the others.
        worksheet.repeat_rows(header, header)
    said = workbook.properties
    worksheet.set_header_and_footer(
        _three(said.title, workbook.marking, "&A", font),
        _three(said.author, workbook.marking, "Page &P of &N", font),
    )
    if workbook.is_edited:
        # Against slips, not against people: without a password, so that no officer is locked out.
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
        if utf_16_units(text) <= LONGEST_NAME:
            break
    return check_text(text, "A header or footer, with the title and the marking,", LONGEST_NAME)


def escaped(text: str) -> str:
    """Text in a header or footer, where a lone ampersand begins a code."""
    return text.replace("&", "&&")
