"""Where each table of a workbook is on its sheet, and how wide its columns and how high its rows.

It is worked out here, since no spreadsheet is there to be asked. Widths of columns are in
characters, as spreadsheets count them; heights of rows in points.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from xlsxwriter.utility import quote_sheetname, xl_rowcol_to_cell

from generator.content.workbooks.sheet_content import (
    ColumnKind,
    Sheet,
    SheetTable,
    Workbook,
    value_of,
)
from generator.renderers.excel.cells import LOOKS
from generator.renderers.text_width import count_lines


@dataclass(frozen=True, kw_only=True)
class Place:
    """The rows of a table on its sheet, all from 0.

    A table among several is framed: its heading is in the row above it, its note in the row below.
    """

    sheet: str
    table: SheetTable
    header: int
    is_framed: bool

    @property
    def heading(self) -> int:
        """The row above the header row."""
        return self.header - 1

    @property
    def first(self) -> int:
        """The first row of data."""
        return self.header + 1

    @property
    def last(self) -> int:
        """The last row of data."""
        return self.header + len(self.table.rows)

    @property
    def note(self) -> int:
        """The row below the data."""
        return self.last + 1

    def cell(self, row: int, heading: str) -> str:
        """The absolute address of a cell, with its sheet; `row` counts the data from 1."""
        address = xl_rowcol_to_cell(
            self.header + row, self.table.index(heading), row_abs=True, col_abs=True
        )
        return f"{quote_sheetname(self.sheet)}!{address}"

    def span(self, first: str, last: str) -> str:
        """The absolute address of the data from one column to another, with its sheet."""
        end = self.cell(len(self.table.rows), last).rpartition("!")[2]
        return f"{self.cell(1, first)}:{end}"


def place_tables(workbook: Workbook) -> dict[str, Place]:
    """The place of every table by its name."""
    return {place.table.name: place for sheet in workbook.sheets for place in _places(sheet)}


def _places(sheet: Sheet) -> list[Place]:
    """Title, sentences, then the tables one below the other."""
    # The title is in A1: a screen reader begins there.
    row = 1 + len(sheet.lines)
    places: list[Place] = []
    for table in sheet.tables:
        is_framed = bool(table.heading)
        place = Place(sheet=sheet.name, table=table, header=row + is_framed, is_framed=is_framed)
        places.append(place)
        row = place.note + is_framed
    return places


# Sizes

TALLEST = 409.0
"""In points: no spreadsheet shows a higher row."""
WIDEST = 200.0
"""In characters: a wider column is no use on any screen."""

_DIGIT_PIXELS, _CELL_MARGIN = 7, 5  # of Arial at STANDARD_SIZE
_POINTS_PER_PIXEL = 0.75
_CARE = 1.02  # text is taken for so much wider: rather a line too many than one too few
_LEADING, _PADDING = 1.28, 4.0
_NAMED = 5  # of more texts that are too long, only the number is given


def pixels_of(width: float) -> float:
    """The width of a column in pixels."""
    return width * _DIGIT_PIXELS + _CELL_MARGIN


class CellMeasure:
    """Measures the text of cells in one font at one size in points."""

    def __init__(self, font: str, size: float) -> None:
        self._font, self._size, self._line = font, size, size * _LEADING

    def lines(self, text: str, width: float, *, bold: bool = False) -> int:
        """How many lines a text takes in a column of a width."""
        room = (pixels_of(width) - 2 * _CELL_MARGIN) * _POINTS_PER_PIXEL / _CARE
        return count_lines(text, width_pt=room, size_pt=self._size, bold=bold, font=self._font)

    def height(self, lines: int) -> float:
        """The height of a row of so many lines, no more than a spreadsheet shows."""
        return min(TALLEST, lines * self._line + _PADDING)

    def overflows(self, text: str, width: float) -> bool:
        """Whether a text takes more lines than the tallest row has."""
        return self.lines(text, width) > int((TALLEST - _PADDING) // self._line)

    def width(self, texts: Iterable[str], width: float) -> float:
        """A column's own width, or as much more as its longest text needs to be shown whole."""
        longest = max(texts, key=len, default="")
        while width < WIDEST and self.overflows(longest, width):
            width = min(WIDEST, width * 1.15)
        return width


def column_widths(sheet: Sheet, measure: CellMeasure) -> dict[int, float]:
    """The width of each column: as its kind wants it, wider where a text would not be whole."""
    widths: dict[int, float] = {}
    for table in sheet.tables:
        for at, column in enumerate(table.columns):
            width = LOOKS[column.kind].width
            if column.kind is not ColumnKind.RECORD_KEY:
                width = measure.width(_texts(table, at), width)
            widths[at] = max(widths.get(at, 0.0), width)
    return widths


def _texts(table: SheetTable, at: int) -> Iterator[str]:
    return (row[at] for row in table.rows if isinstance(row[at], str))  # type: ignore[misc]


def hidden_columns(sheet: Sheet) -> set[int]:
    """The columns that identify records and are not shown."""
    return {
        at
        for table in sheet.tables
        for at, column in enumerate(table.columns)
        if column.kind is ColumnKind.RECORD_KEY
    }


def long_text_remark(sheet: Sheet, widths: Mapping[int, float], measure: CellMeasure) -> str:
    """A sentence naming the texts that are longer than the tallest row, or ""."""
    found = [
        f"{value_of(row[0])} {column.heading}"
        for table in sheet.tables
        for at, column in enumerate(table.columns)
        if widths[at] >= WIDEST
        for row in table.rows
        if isinstance(text := row[at], str) and measure.overflows(text, widths[at])
    ]
    if not found:
        return ""
    more = f" and {len(found) - _NAMED} more" if len(found) > _NAMED else ""
    return f" Too long for a row, select the cell to read it: {', '.join(found[:_NAMED])}{more}."
