"""Where each table of a workbook lies, worked out before anything is written."""

from __future__ import annotations

from dataclasses import dataclass

from xlsxwriter.utility import quote_sheetname, xl_rowcol_to_cell

from generator.content.workbooks.nodes import Sheet, Table, Workbook


@dataclass(frozen=True, kw_only=True)
class Place:
    """The rows of a table on its sheet, all from 0. A sheet of one table has no heading or note."""

    sheet: str
    table: Table
    header: int
    has_frame: bool

    @property
    def heading(self) -> int:
        """The row above the header."""
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

    @property
    def end(self) -> int:
        """The first row that is free again."""
        return self.note + 1 if self.has_frame else self.note

    def cell(self, row: int, column: str) -> str:
        """The absolute address of a cell, with its sheet; `row` counts the data from 1."""
        address = xl_rowcol_to_cell(
            self.header + row, self.table.index(column), row_abs=True, col_abs=True
        )
        return f"{quote_sheetname(self.sheet)}!{address}"

    def span(self, first: str, last: str) -> str:
        """The absolute address of the data of some columns, with its sheet."""
        start = self.cell(1, first)
        end = self.cell(len(self.table.rows), last).rpartition("!")[2]
        return f"{start}:{end}"


def lay_out(workbook: Workbook) -> dict[str, Place]:
    """The place of every table by its name."""
    return {place.table.name: place for sheet in workbook.sheets for place in _places(sheet)}


def _places(sheet: Sheet) -> list[Place]:
    row = 1 + len(sheet.lines)
    places: list[Place] = []
    for table in sheet.tables:
        has_frame = bool(table.heading)
        place = Place(sheet=sheet.name, table=table, header=row + has_frame, has_frame=has_frame)
        places.append(place)
        row = place.end
    return places
