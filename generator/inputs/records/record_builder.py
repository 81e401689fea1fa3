"""Reads a record's cells by key, each through its parser, and gathers the findings."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import TypeVar

from generator.findings import Finding, Location
from generator.inputs.cells.cell_rules import CELL_EMPTY, CELL_NOT_TEXT
from generator.inputs.cells.date_cells import parse_date
from generator.inputs.cells.parsed_cell import Parsed, Remark
from generator.inputs.cells.text_cells import parse_code, parse_text
from generator.inputs.files.input_sheet import Value
from generator.inputs.tables.columns.input_columns import CellKind
from generator.inputs.tables.input_table import InputTable, Places, RecordRows, values_of

T = TypeVar("T")
_SCORES = ("_score", "_impact", "_likelihood")


class RecordBuilder:
    """One record of a table. Every method gives a value or None, and says what was amiss."""

    def __init__(self, table: InputTable, record: RecordRows, findings: list[Finding]) -> None:
        self._table = table
        self._record = record
        self._findings = findings
        self.name = f"row {record.row}"

    @property
    def where(self) -> Mapping[str, Location]:
        """The places of the record's fields."""
        return Places(self._table, self._record)

    def has(self, key: str) -> bool:
        """Whether the table has the column."""
        return key in self._table.header.columns

    def parse(self, key: str, parser: Callable[[Value], Parsed[T]]) -> T | None:
        """The first value of the record under a key, parsed; None where it has none."""
        column = self._table.header.columns.get(key)
        if column is None:
            return None
        return self.parse_at(column, parser, key)

    def parse_at(
        self, column: int, parser: Callable[[Value], Parsed[T]], key: str = ""
    ) -> T | None:
        """The first value of the record in a column, parsed."""
        values = values_of(self._table, self._record, column)
        declared = self._table.form.column(key)
        if not values:
            if declared is not None and declared.filled:
                self._say_empty(key)
            return None
        row, value = values[0]
        if value == 0 and key.endswith(_SCORES) and (row, column) in self._table.sheet.formulas:
            return None  # the product of two blanks
        parsed = parser(value)
        for remark in parsed.remarks:
            self._say(remark, row, column)
        if parsed.value is None and not parsed.remarks and declared and declared.filled:
            self._say_empty(key)
        return parsed.value

    def wanted(self, column: int, parser: Callable[[Value], Parsed[T]]) -> T | None:
        """The first value in a column that must be filled, parsed."""
        if not values_of(self._table, self._record, column):
            heading = " ".join(self._table.header.headings[column].whole.split())
            place = self._table.sheet.at(self._record.row, column)
            self._findings.append(CELL_EMPTY.at(place, f"{self.name} has no {heading}"))
            return None
        return self.parse_at(column, parser)

    def text(self, key: str) -> str:
        """The text under a key; the texts of several rows stand in lines below each other."""
        column = self._table.header.columns.get(key)
        return "" if column is None else self.text_at(column, key)

    def text_at(self, column: int, key: str = "") -> str:
        """The text in a column, "" where there is none."""
        texts: list[str] = []
        declared = self._table.form.column(key)
        values = values_of(self._table, self._record, column)
        for row, value in values:
            parsed = parse_text(value)
            for remark in parsed.remarks:
                self._say(remark, row, column)
            if (
                isinstance(value, date)
                and declared is not None
                and declared.kind is not CellKind.DATE
            ):
                seen = f"the text column holds the date {value:%d/%m/%Y}"
                self._say(Remark(CELL_NOT_TEXT, seen), row, column)
            if parsed.value and parsed.value not in texts:
                texts.append(parsed.value)
        said = any(parse_text(value).remarks for _, value in values)
        if declared is not None and declared.filled and not texts and not said:
            self._say_empty(key)
        return "\n".join(texts)

    def joined(self, key: str, parser: Callable[[Value], Parsed[T]]) -> T | None:
        """What a parser makes of the text of all rows of the record under a key."""
        column = self._table.header.columns.get(key)
        text = self.text(key)
        if column is None or not text:
            return None
        parsed = parser(text)
        for remark in parsed.remarks:
            self._say(remark, self._record.row, column)
        return parsed.value

    def code(self, key: str) -> str:
        """A short text in Latin letters, "" where there is none."""
        return self.parse(key, parse_code) or ""

    def date(self, key: str) -> date | None:
        """A date."""
        return self.parse(key, parse_date)

    def _say(self, remark: Remark, row: int, column: int) -> None:
        place = self._table.sheet.at(row, column)
        self._findings.append(remark.rule.at(place, remark.seen, remark.remedy))

    def _say_empty(self, key: str) -> None:
        heading = self._table.heading(key)
        place = self._table.at(self._record.row, key)
        self._findings.append(CELL_EMPTY.at(place, f"{self.name} has no {heading}"))
