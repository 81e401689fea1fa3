"""Reads OpenDocument spreadsheets (.ods) from their XML, in one guarded pass."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from generator.inputs.files.file_rules import FILE_DAMAGED, FILE_REFUSED
from generator.inputs.files.input_sheet import (
    Area,
    CellError,
    InputSheet,
    Place,
    Uncalculated,
    Value,
)
from generator.inputs.files.merges import spread_merges
from generator.inputs.files.refusal import FileRefused
from generator.inputs.files.xlsx.package import Package, PartHandler
from generator.inputs.files.xlsx.worksheet import MOST_CELLS, MOST_COLUMNS, MOST_ROWS

_MOST_LETTERS = 1_000_000
_HIDDEN = frozenset({"collapse", "filter"})


@dataclass
class _Table:
    name: str
    style: str
    rows: dict[int, dict[int, Value]] = field(default_factory=dict)
    merges: list[Area] = field(default_factory=list)
    formulas: set[Place] = field(default_factory=set)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)


class _Content(PartHandler):
    def __init__(self) -> None:
        self.tables: list[_Table] = []
        self.hidden_styles: set[str] = set()
        self._style = ""
        self._row = self._row_count = self._column = self._column_count = 0
        self._cell: Mapping[str, str] = {}
        self._pieces: list[str] = []
        self._paragraphs = self._cells = self._letters = 0
        self._in_cell = self._in_text = self._annotation = False
        self._starts: Mapping[str, Callable[[Mapping[str, str]], None]] = {
            "table": self._start_table,
            "table-column": self._start_column,
            "table-row": self._start_row,
            "table-cell": self._start_cell,
            "covered-table-cell": self._start_cell,
            "annotation": self._start_annotation,
            "p": self._start_paragraph,
            "s": self._space,
            "tab": self._tab,
            "line-break": self._line_break,
            "style": self._start_style,
            "table-properties": self._table_properties,
        }
        self._ends: Mapping[str, Callable[[], None]] = {
            "table-row": self._end_row,
            "table-cell": self._end_cell,
            "covered-table-cell": self._end_cell,
            "annotation": self._end_annotation,
            "p": self._end_paragraph,
        }

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins; attributes are known by their local names."""
        handler = self._starts.get(name.rpartition(" ")[2])
        if handler is not None:
            handler({key.rpartition(" ")[2]: value for key, value in _ordered(attributes)})

    def end(self, name: str) -> None:
        """An element ends."""
        handler = self._ends.get(name.rpartition(" ")[2])
        if handler is not None:
            handler()

    def text(self, data: str) -> None:
        """Text within a paragraph of a cell."""
        if self._in_text and not self._annotation:
            self._add(data)

    def _add(self, data: str) -> None:
        self._pieces.append(data)
        self._letters += len(data)
        if self._letters > _MOST_LETTERS:
            seen = f"a cell holds more than {_MOST_LETTERS:,} letters"
            raise FileRefused(FILE_REFUSED, seen, sheet=self.tables[-1].name)

    def _start_style(self, attributes: Mapping[str, str]) -> None:
        self._style = attributes.get("name", "")

    def _table_properties(self, attributes: Mapping[str, str]) -> None:
        if attributes.get("display") == "false":
            self.hidden_styles.add(self._style)

    def _start_table(self, attributes: Mapping[str, str]) -> None:
        table = _Table(name=attributes.get("name", ""), style=attributes.get("style-name", ""))
        self.tables.append(table)
        self._row = self._column = 0

    def _start_column(self, attributes: Mapping[str, str]) -> None:
        count = _repeat(attributes, "number-columns-repeated")
        if attributes.get("visibility") in _HIDDEN and self.tables:
            self.tables[-1].hidden_columns.append((self._column + 1, self._column + count))
        self._column += count

    def _start_row(self, attributes: Mapping[str, str]) -> None:
        self._row += 1
        self._row_count = _repeat(attributes, "number-rows-repeated")
        self._column = 0
        if attributes.get("visibility") in _HIDDEN and self.tables and self._row_count < MOST_ROWS:
            hidden = range(self._row, self._row + self._row_count)
            self.tables[-1].hidden_rows.update(hidden)

    def _end_row(self) -> None:
        if not self.tables:
            return
        table = self.tables[-1]
        cells = table.rows.get(self._row)
        extra = self._row_count - 1
        if cells and extra:
            self._cells += extra * len(cells)
            if self._row + extra > MOST_ROWS or self._cells > MOST_CELLS:
                seen = f"row {self._row} is repeated {self._row_count:,} times"
                raise FileRefused(FILE_REFUSED, seen, sheet=table.name, row=self._row)
            for row in range(self._row + 1, self._row + extra + 1):
                table.rows[row] = dict(cells)
        self._row += extra

    def _start_cell(self, attributes: Mapping[str, str]) -> None:
        self._column += 1
        self._cells += 1
        self._column_count = _repeat(attributes, "number-columns-repeated")
        self._cell = attributes
        self._pieces.clear()
        self._paragraphs = self._letters = 0
        self._in_cell = True

    def _end_cell(self) -> None:
        self._in_cell = False
        if not self.tables:
            return
        table = self.tables[-1]
        value = self._value()
        columns = range(self._column, self._column + self._column_count)
        if value is not None:
            if columns[-1] > MOST_COLUMNS or self._row > MOST_ROWS:
                seen = f"a value stands in row {self._row}, column {columns[-1]}, outside any table"
                raise FileRefused(FILE_REFUSED, seen, sheet=table.name, row=self._row)
            table.rows.setdefault(self._row, {}).update(dict.fromkeys(columns, value))
            if "formula" in self._cell:
                table.formulas.update((self._row, column) for column in columns)
        self._merge(table)
        self._column = columns[-1]

    def _merge(self, table: _Table) -> None:
        down = _repeat(self._cell, "number-rows-spanned")
        across = _repeat(self._cell, "number-columns-spanned")
        if down > 1 or across > 1:
            bottom, right = self._row + down - 1, self._column + across - 1
            table.merges.append(Area(top=self._row, left=self._column, bottom=bottom, right=right))

    def _value(self) -> Value | None:
        text = "".join(self._pieces)
        kind = self._cell.get("value-type", "")
        if self._cell.get("calcext") == "error" or (
            "formula" in self._cell and text.startswith(("#", "Err:"))
        ):
            return CellError(text)
        if kind in ("float", "percentage", "currency"):
            return _number(self._cell.get("value", ""))
        if kind == "date":
            return _date(self._cell.get("date-value", ""))
        if kind == "boolean":
            return self._cell.get("boolean-value") == "true"
        if not kind and "formula" in self._cell:
            return Uncalculated()
        return text if text.strip() else None

    def _start_annotation(self, attributes: Mapping[str, str]) -> None:
        self._annotation = True

    def _end_annotation(self) -> None:
        self._annotation = False

    def _start_paragraph(self, attributes: Mapping[str, str]) -> None:
        if not self._in_cell or self._annotation:
            return
        if self._paragraphs:
            self._pieces.append("\n")
        self._paragraphs += 1
        self._in_text = True

    def _end_paragraph(self) -> None:
        self._in_text = False

    def _space(self, attributes: Mapping[str, str]) -> None:
        if self._in_text and not self._annotation:
            self._add(" " * min(_repeat(attributes, "c"), 1000))

    def _tab(self, attributes: Mapping[str, str]) -> None:
        if self._in_text and not self._annotation:
            self._add("\t")

    def _line_break(self, attributes: Mapping[str, str]) -> None:
        if self._in_text and not self._annotation:
            self._add("\n")


def _ordered(attributes: Mapping[str, str]) -> list[tuple[str, str]]:
    """The attributes with LibreOffice's own kind of value under a name of its own."""
    return [
        ("calcext", value) if "calcext" in key and key.endswith("value-type") else (key, value)
        for key, value in attributes.items()
    ]


def _repeat(attributes: Mapping[str, str], name: str) -> int:
    text = attributes.get(name, "1")
    return max(1, int(text)) if text.isdigit() and len(text) < 10 else 1


def _number(text: str) -> Value:
    try:
        number = float(text)
    except ValueError as problem:
        raise FileRefused(FILE_DAMAGED, f"a cell holds {text[:40]!r} as a number") from problem
    return int(number) if number.is_integer() and abs(number) < 1e15 else number


def _date(text: str) -> Value:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return text
    midnight = (moment.hour, moment.minute, moment.second) == (0, 0, 0)
    return date(moment.year, moment.month, moment.day) if midnight else moment


def read_ods(data: bytes, file: str) -> tuple[InputSheet, ...]:
    """The sheets of an .ods, hidden ones too. Raises FileRefused."""
    content = _Content()
    with Package(data) as package:
        if "content.xml" not in package:
            raise FileRefused(FILE_DAMAGED, "the spreadsheet lacks its content")
        package.parse("content.xml", content)
    return tuple(_sheet(table, file, content.hidden_styles) for table in content.tables)


def _sheet(table: _Table, file: str, hidden_styles: set[str]) -> InputSheet:
    try:
        rows, spread = spread_merges(table.rows, table.merges)
    except FileRefused as refusal:
        refusal.place["sheet"] = table.name
        raise
    used = {column for cells in rows.values() for column in cells}
    return InputSheet(
        file=file,
        name=table.name,
        rows=rows,
        merges=tuple(table.merges),
        spread=spread,
        formulas=frozenset(table.formulas),
        hidden_rows=frozenset(row for row in table.hidden_rows if row in rows),
        hidden_columns=frozenset(
            column
            for column in used
            if any(first <= column <= last for first, last in table.hidden_columns)
        ),
        hidden=table.style in hidden_styles,
    )
