"""Writes a table: its mark-up, its cells, the heights of its rows, its drop-downs and colours."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.content.workbooks.sheet_content import value_of
from generator.renderers.excel.cell_rules import LetterColouring, offer_choices
from generator.renderers.excel.cells import (
    HEADER_SIZE,
    LONGEST_NAME,
    LOOKS,
    SIZE,
    Formats,
    check_text,
    check_written,
    put,
)
from generator.renderers.excel.fast_writer import FastWorksheet
from generator.renderers.excel.sheet_layout import CellMeasure, Place


class TableWriter:
    """Writes the tables of one workbook."""

    def __init__(self, formats: Formats, colouring: LetterColouring) -> None:
        self.formats, self.colouring = formats, colouring
        self.measure = CellMeasure(formats.font, SIZE)
        self._header_measure = CellMeasure(formats.font, HEADER_SIZE)

    def write(
        self, sheet: FastWorksheet, place: Place, widths: Mapping[int, float], *, least: float
    ) -> float:
        """Write a table; no row is lower than `least`.

        Where a sheet has several tables, heights are fixed, for the charts beside them. Returns
        the height of header and rows together, in points.
        """
        table = place.table
        self._mark_up(sheet, place)
        header = self._header_height(place, widths)
        check_written(sheet.set_row(place.header, header), table.name)
        heights = [max(least, height) for height in self._write_rows(sheet, place, widths)]
        # A fixed height cuts off a note that grows: only beside charts rows are fixed.
        set_height = sheet.set_row if place.is_framed else sheet.set_row_to_fit
        for row, height in enumerate(heights, start=place.first):
            check_written(set_height(row, height), table.name)
        offer_choices(sheet, place)
        self.colouring.follow_edits(sheet, place)
        return header + sum(heights)

    def _mark_up(self, sheet: FastWorksheet, place: Place) -> None:
        """Make it a table with a name and headings; alone on its sheet, it has filters too."""
        table = place.table
        for column in table.columns:
            check_text(column.heading, f"A heading of the table {table.name}", LONGEST_NAME)
        options = {
            "name": table.name,
            "columns": [
                {
                    "header": column.heading,
                    "header_format": self.formats.header(column.kind, framed=place.is_framed),
                    "formula": column.formula,
                }
                for column in table.columns
            ],
            # The cells have looks of their own, which a style of the table would mix with.
            "style": None,
            # A filter hides whole rows of the sheet, with what else is on them.
            "autofilter": not place.is_framed,
            "title": table.name,
            "description": table.alt,
        }
        result = sheet.add_long_table(place.header, place.last, len(table.columns), options)
        check_written(result, f"The table {table.name}")

    def _write_rows(
        self, sheet: FastWorksheet, place: Place, widths: Mapping[int, float]
    ) -> Iterator[float]:
        """Write all cells; yields the height that each row needs."""
        table, lines_of = place.table, self.measure.lines
        letters = table.letter_places()
        bold = [LOOKS[column.kind].bold for column in table.columns]
        for at_row, row in enumerate(table.rows, start=place.first):
            record = str(value_of(row[0]))
            lines = 1
            for at, (cell, column) in enumerate(zip(row, table.columns, strict=True)):
                letter = letters[at]
                colour = "" if letter is None else self.colouring.colour_of(value_of(row[letter]))
                form = self.formats.cell(
                    column.kind, editable=column.editable, colour=colour, framed=place.is_framed
                )
                put(sheet, at_row, at, cell, form, record, column.heading)
                value = value_of(cell)
                if isinstance(value, str):
                    lines = max(lines, lines_of(value, widths[at], bold=bold[at]))
            yield self.measure.height(lines)

    def _header_height(self, place: Place, widths: Mapping[int, float]) -> float:
        """The filters' buttons take a line of their own."""
        lines = max(
            self._header_measure.lines(column.heading, widths[at], bold=True)
            for at, column in enumerate(place.table.columns)
        )
        return self._header_measure.height(lines + (0 if place.is_framed else 1))
