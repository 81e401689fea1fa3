"""Writes the cells of one column of a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.content.workbooks.nodes import Cell, Column, Given, Table, Worked
from generator.renderers.excel.cells import check_written, put, put_formula
from generator.renderers.excel.formats import BOLD
from generator.renderers.excel.formulas import formula_of
from generator.renderers.excel.tools import Tools

if TYPE_CHECKING:
    from xlsxwriter.format import Format

    from generator.renderers.excel.writer import QuickWorksheet


class ColumnWriter:
    """Asks for each look and for the column's formula once. `bold` tells whether its text is."""

    def __init__(self, tools: Tools, sheet: QuickWorksheet, table: Table, at: int) -> None:
        self._tools, self._sheet, self._table, self._at = tools, sheet, table, at
        self._column = table.columns[at]
        self._formula = column_formula(tools, table, self._column)
        self._letter = table.index(self._column.letter) if self._column.letter else None
        self._forms: dict[str, Format] = {}
        self.bold = self._column.kind in BOLD

    def put(self, row: int, cell: Cell, whole_row: tuple[Cell, ...], record: str) -> str:
        """Writes a cell; returns its text where it may take several lines, else ""."""
        form, heading = self._form(cell, whole_row), self._column.heading
        if isinstance(cell, Worked):
            self._put_worked(row, cell, form, record)
            value: object = cell.value
        elif isinstance(cell, Given):
            put(self._sheet, row, self._at, cell.value, form, record, heading)
            value = cell.value
        else:
            value = cell
            if self._formula and isinstance(cell, str | int | float):
                put_formula(self._sheet, row, self._at, self._formula, cell, form, record)
            else:
                put(self._sheet, row, self._at, cell, form, record, heading)
        return value if isinstance(value, str) else ""

    def _put_worked(self, row: int, cell: Worked, form: Format, record: str) -> None:
        formula, at = formula_of(cell.by, self._table, self._tools.places), self._at
        if formula.is_array:
            text = f"{{={formula.text}}}"
            written = self._sheet.write_array_formula(row, at, row, at, text, form, cell.value)
            check_written(written, record)
        else:
            put_formula(self._sheet, row, at, formula.text, cell.value, form, record)

    def _form(self, cell: Cell, whole_row: tuple[Cell, ...]) -> Format:
        letter = ""
        if self._letter is not None:
            letter = _text_of(whole_row[self._letter])
        elif self._table.heat_map:
            letter = _text_of(cell).partition(":")[0]
        if letter not in self._forms:
            self._forms[letter] = self._made_form(letter)
        return self._forms[letter]

    def _made_form(self, letter: str) -> Format:
        framed = self._tools.places[self._table.name].has_frame
        return self._tools.formats.cell(
            self._column.kind,
            editable=self._column.editable,
            colour=self._tools.colouring.colour_of(letter) if letter else "",
            valign="vcenter" if framed else "top",
        )


def column_formula(tools: Tools, table: Table, column: Column) -> str:
    """The formula that every row of a column bears, or ""."""
    return formula_of(column.working, table, tools.places).text if column.working else ""


def _text_of(cell: Cell) -> str:
    return str(cell.value if isinstance(cell, Worked | Given) else cell)
