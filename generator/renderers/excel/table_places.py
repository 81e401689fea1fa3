"""Where each table of a workbook is, worked out before anything is written."""

from __future__ import annotations

from dataclasses import dataclass

from xlsxwriter.utility import quote_sheetname, xl_rowcol_to_cell

from generator.content.workbooks.sheet_content import Sheet, SheetTable, Workbook


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
    row = 1 + len(sheet.lines)
    places: list[Place] = []
    for table in sheet.tables:
        is_framed = bool(table.heading)
        place = Place(sheet=sheet.name, table=table, header=row + is_framed, is_framed=is_framed)
        places.append(place)
        row = place.note + is_framed
    return places
