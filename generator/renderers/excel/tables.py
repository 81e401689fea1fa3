"""Writes a table: its rows, its mark-up, its drop-downs, its colours."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from generator.content.workbooks.nodes import Cell, Column, Given, Table, Worked
from generator.renderers.excel.cells import check_written, put, put_formula
from generator.renderers.excel.colouring import Colouring
from generator.renderers.excel.formats import BOLD, HEADER_SIZE, SIZE, Formats
from generator.renderers.excel.formulas import Formula, formula_of
from generator.renderers.excel.measure import Ruler
from generator.renderers.excel.places import Place

if TYPE_CHECKING:
    from xlsxwriter.format import Format

    from generator.renderers.excel.writer import QuickWorksheet


class TableWriter:
    """Writes tables of one workbook. `places` tells where every table lies."""

    def __init__(self, formats: Formats, colouring: Colouring, places: Mapping[str, Place]) -> None:
        self._formats = formats
        self._colouring = colouring
        self._places = places
        self._ruler = Ruler(formats.font, SIZE)
        self._header_ruler = Ruler(formats.font, HEADER_SIZE)

    def write(
        self, sheet: QuickWorksheet, table: Table, widths: Mapping[int, float], least: float
    ) -> list[float]:
        """Writes a table; returns the heights of its header and rows, none under `least`."""
        place = self._places[table.name]
        self._mark_up(sheet, place)
        heights = [self._header_height(place, widths)]
        writers = [_ColumnWriter(self, sheet, table, column) for column in table.columns]
        for number, row in enumerate(table.rows):
            record = table.records[number] if table.records else table.name
            lines = 1
            for at, (writer, cell) in enumerate(zip(writers, row, strict=True)):
                shown = writer.put(place.first + number, at, cell, row, record)
                if shown:
                    lines = max(lines, self._ruler.lines(shown, widths[at], bold=writer.bold))
            heights.append(max(least, self._ruler.height(lines)))
        for offset, height in enumerate(heights):
            check_written(sheet.set_row(place.header + offset, height), table.name)
        self._colouring.follow(sheet, place)
        return heights

    def _mark_up(self, sheet: QuickWorksheet, place: Place) -> None:
        table = place.table
        columns = [
            {
                "header": column.heading,
                "header_format": self._formats.header(),
                "formula": self._column_formula(table, column),
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
        check_written(result, table.name)

    def _column_formula(self, table: Table, column: Column) -> str:
        if column.working is None:
            return ""
        return f"={formula_of(column.working, table, self._places).text}"

    def _header_height(self, place: Place, widths: Mapping[int, float]) -> float:
        """The filters' buttons take a line of their own."""
        ruler, columns = self._header_ruler, enumerate(place.table.columns)
        lines = (ruler.lines(each.heading, widths[at], bold=True) for at, each in columns)
        return ruler.height(max(lines) + (0 if place.has_frame else 1))

    def formula(self, working_of: Column | Worked, table: Table) -> Formula | None:
        """The formula of a column or of a single cell."""
        working = working_of.by if isinstance(working_of, Worked) else working_of.working
        return None if working is None else formula_of(working, table, self._places)

    def form(self, table: Table, column: Column, colour: str) -> Format:
        """The look of a cell of a column."""
        valign = "vcenter" if self._places[table.name].has_frame else "top"
        return self._formats.cell(
            column.kind, editable=column.editable, colour=colour, valign=valign
        )

    @property
    def colouring(self) -> Colouring:
        """What knows the colour of each letter."""
        return self._colouring


class _ColumnWriter:
    """Writes the cells of one column; asks for each look and formula once."""

    def __init__(
        self, tables: TableWriter, sheet: QuickWorksheet, table: Table, column: Column
    ) -> None:
        self._tables, self._sheet, self._table, self._column = tables, sheet, table, column
        formula = tables.formula(column, table)
        self._formula = formula.text if formula else ""
        self._letter = table.index(column.letter) if column.letter else None
        self._forms: dict[str, Format] = {}
        self.bold = column.kind in BOLD

    def put(self, row: int, at: int, cell: Cell, whole_row: tuple[Cell, ...], record: str) -> str:
        """Writes a cell; returns its text where it may take several lines."""
        form = self._form(cell, whole_row)
        value = cell.value if isinstance(cell, Worked | Given) else cell
        if isinstance(cell, Worked):
            self._put_worked(row, at, cell, form, record)
        elif self._formula and not isinstance(cell, Given) and value is not None:
            put_formula(
                self._sheet,
                row,
                at,
                self._formula,
                value,
                form,
                record,  # type: ignore[arg-type]
            )
        else:
            put(self._sheet, row, at, value, form, record)
        return value if isinstance(value, str) else ""

    def _put_worked(self, row: int, at: int, cell: Worked, form: Format, record: str) -> None:
        formula = self._tables.formula(cell, self._table)
        if formula is None:
            return
        if formula.is_array:
            check_written(
                self._sheet.write_array_formula(
                    row, at, row, at, f"{{={formula.text}}}", form, cell.value
                ),
                record,
            )
        else:
            put_formula(self._sheet, row, at, formula.text, cell.value, form, record)

    def _form(self, cell: Cell, whole_row: tuple[Cell, ...]) -> Format:
        letter = ""
        if self._letter is not None:
            marked = whole_row[self._letter]
            letter = str(marked.value if isinstance(marked, Worked | Given) else marked)
        elif self._table.heat_map and isinstance(cell, Worked):
            letter = str(cell.value).partition(":")[0]
        if letter not in self._forms:
            colour = self._tables.colouring.colour_of(letter) if letter else ""
            self._forms[letter] = self._tables.form(self._table, self._column, colour)
        return self._forms[letter]
