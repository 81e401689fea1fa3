"""Reads the cells of a record into the fields of the model, as the form's columns declare."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

from generator.characters import quoted
from generator.findings import Finding, rule
from generator.inputs.cells.date_cells import (
    DATE_NOT_WHOLE,
    in_words,
    is_month_alone,
    month_end,
    parse_date,
    parse_deadline,
)
from generator.inputs.cells.dated_notes import parse_notes
from generator.inputs.cells.number_cells import parse_count, parse_number
from generator.inputs.cells.parsed_cell import CellParser, Parsed, Remark
from generator.inputs.cells.state_cells import parse_status, parse_trend, parse_yes_no
from generator.inputs.cells.text_cells import as_text, is_dash, parse_code, parse_text
from generator.inputs.files.input_sheet import Value
from generator.inputs.tables.column_contents import percentage
from generator.inputs.tables.columns.input_columns import DATES, JOINED_KINDS, CellKind, InputColumn
from generator.inputs.tables.input_table import InputTable, RecordRows

CELL_EMPTY = rule("CELL-01")
CELL_NOT_TEXT = rule("CELL-07")
SEVERAL_VALUES = rule("ROW-07")

R = TypeVar("R")
_SCORES = frozenset({CellKind.IMPACT, CellKind.LIKELIHOOD, CellKind.SCORE})
_TEXTS = frozenset({CellKind.TEXT, CellKind.REFERENCE})
_MONEY = re.compile(r"£|\b(?:costs?|budget|expenditure|savings?|financial|gbp)\b", re.IGNORECASE)
_ENOUGH = 200
"""Records that tell what a column holds."""


def parse_paragraphs(value: Value) -> Parsed[tuple[str, ...]]:
    """The paragraphs of a cell: each line that is not blank."""
    lines = (line.strip() for line in re.split(r"\n+", str(value)))
    return Parsed(tuple(line for line in lines if line))


_PARSERS: Mapping[CellKind, CellParser] = {
    CellKind.TEXT: Parsed,
    CellKind.PARAGRAPHS: parse_paragraphs,
    CellKind.NOTES: parse_notes,
    CellKind.REFERENCE: parse_code,
    CellKind.DATE: parse_date,
    CellKind.DEADLINE: parse_deadline,
    CellKind.STATUS: parse_status,
    CellKind.YES_NO: parse_yes_no,
    CellKind.TREND: parse_trend,
    CellKind.POUNDS: parse_number,
    CellKind.COUNT: parse_count,
    CellKind.NUMBER: parse_number,
}
"""The parser of each kind that needs no settings. The first three are given the joined text."""


def _remembering(parser: CellParser) -> CellParser:
    """The parser with its results kept; 1, 1.0 and TRUE are distinguished."""
    kept: dict[tuple[type, Value], Parsed[Any]] = {}

    def parse(value: Value) -> Parsed[Any]:
        key = type(value), value
        found = kept.get(key)
        if found is None:
            found = kept[key] = parser(value)
        return found

    return parse


def _holds_money(table: InputTable, at: int) -> bool:
    """Whether a column holds amounts: its heading or a cell says so, and most cells are numbers."""
    rows = [record.row for record in table.records[:_ENOUGH]]
    texts = [as_text(value) for row in rows if (value := table.sheet.value(row, at)) is not None]
    heading = table.header.headings[at].whole
    if not (_MONEY.search(heading) or any("£" in text for text in texts)):
        return False
    amounts = sum(parse_number(text).value is not None for text in texts)
    return amounts > 0 and amounts * 2 > len(texts)


class RecordReader:
    """Reads the records of one table. What is wrong with a cell becomes a finding and a blank.

    `more` holds the parsers of kinds that depend on the pack's settings.
    """

    def __init__(
        self,
        table: InputTable,
        findings: list[Finding],
        more: Mapping[CellKind, CellParser] | None = None,
    ) -> None:
        self.table = table
        self._findings = findings
        parsers = {**_PARSERS, **(more or {})}
        # A register repeats its scores, owners and ratings: each is parsed once.
        self._parsers = {kind: _remembering(parser) for kind, parser in parsers.items()}
        declared = [
            (column, column.field.split("."), table.header.columns.get(column.key))
            for column in table.form.columns
        ]
        per_row = table.form.per_row
        self._columns = [each for each in declared if each[1][0] != per_row]
        self._money = frozenset(at for at in table.header.unknown if _holds_money(table, at))
        self._row_columns = [
            (column, path[-1], at) for column, path, at in declared if path[0] == per_row and at
        ]

    def fields(self, record: RecordRows) -> dict[str, Any]:
        """The value of each model field that the record's cells fill.

        Fields of a part ("latest.impact") are in a mapping of their own. A text is "" where it is
        blank or the table lacks its column; any other field is left out then.
        """
        fields: dict[str, Any] = {"where": self.table.places(record)}
        name = f"row {record.row}"
        for column, (*path, last), at in self._columns:
            value = None if at is None else self._declared(record, column, at, name)
            if value is None and column.kind in _TEXTS:
                value = ""
            if value is None:
                continue
            into = fields
            for part in path:
                into = into.setdefault(part, {})
            into[last] = value
            if value and column.key == self.table.form.identifiers[0]:
                name = str(value)
        return fields

    def row_parts(self, row: int) -> dict[str, Any]:
        """What the cells of one row fill of its part of the record, such as an action's owner."""
        only = RecordRows(rows=(row,))
        parts = {name: self._declared(only, col, at, "") for col, name, at in self._row_columns}
        return {name: value for name, value in parts.items() if value is not None}

    def build(self, model: type[R], record: RecordRows) -> R | None:
        """The record; None where a value is missing without which there is none, such as a date."""
        fields = self.fields(record)
        wanted = {
            column.field
            for column in self.table.form.columns
            if column.filled and column.kind not in _TEXTS
        }
        return model(**fields) if wanted <= fields.keys() else None

    def unknown(self, record: RecordRows) -> dict[str, str | Decimal]:
        """What the columns that are not declared hold, by their headings: texts, and amounts.

        The text of a column of amounts that is none stays a text.
        """
        header, found = self.table.header, {}
        for column, heading in header.unknown.items():
            if text := self.text(record, column):
                is_share = column in header.percentages
                amount = parse_number(text).value if column in self._money else None
                held = percentage(text) if is_share else text
                found[heading.whole] = held if amount is None else amount
        return found

    def text(self, record: RecordRows, at: int, *, declared: bool = False) -> str:
        """The text in a column, "" where there is none; texts of several rows are lines of it.

        A date in a column that is declared to hold texts is a finding.
        """
        texts: dict[str, None] = {}
        for column in (at, *self.table.header.beside.get(at, ())):
            for row, value in self.table.values(record, column):
                shown = self._displayed(row, column, value)
                parsed = parse_text(shown)
                self._say(parsed.remarks, row, column, value)
                if declared and isinstance(value, date):
                    seen = f"the text column holds a date, which was read as {as_text(shown)}"
                    self._say((Remark(CELL_NOT_TEXT, seen),), row, column, value)
                if parsed.value and not is_dash(parsed.value):
                    texts[parsed.value] = None
        return "\n".join(texts)

    def parse(self, record: RecordRows, at: int, kind: CellKind) -> Any:
        """The first value of the record in a column, parsed; None where there is none."""
        values = self.table.values(record, at)
        if not values:
            return None
        row, value = values[0]
        if others := [other for _, other in values[1:] if other != value]:
            rest = ", ".join(as_text(other) for other in others[:3])
            seen = f"only {quoted(as_text(value))} was read of a record that holds {rest} too"
            self._say((Remark(SEVERAL_VALUES, seen, cause="several values"),), row, at, value)
        if value == 0 and kind in _SCORES and (row, at) in self.table.sheet.formulas:
            return None  # the product of two blanks
        shown = self._displayed(row, at, value)
        if kind is CellKind.REFERENCE:  # 1.10 is not 1.1
            value = shown
        if at in self.table.header.percentages:
            value = percentage(as_text(value))
        parsed = self._parsers[kind](value)
        if kind is CellKind.DEADLINE and shown != value and is_month_alone(str(shown)):
            parsed = month_end(str(shown), parsed.value) if parsed.value else parsed
            shown = value
        self._say(parsed.remarks, row, at, value)
        if kind in DATES and parsed.value and shown != value:
            seen = f"{quoted(shown)} was read as {in_words(parsed.value)}"
            self._say((Remark(DATE_NOT_WHOLE, seen),), row, at, shown)
        return parsed.value

    def _displayed(self, row: int, at: int, value: Value) -> Value:
        """The text that a cell shows of its value: R15 for 15, 1.10 for 1.1, 3.6 for a date."""
        return self.table.sheet.displayed.get((row, at), value)

    def say_empty(self, record: RecordRows, at: int, name: str) -> None:
        """Say that a cell which must be filled is blank."""
        place = self.table.sheet.at(record.row, at)
        heading = self.table.header.headings[at].whole
        self._findings.append(CELL_EMPTY.at(place, f"{name} has no {heading}"))

    def _declared(self, record: RecordRows, column: InputColumn, at: int, name: str) -> Any:
        said = len(self._findings)
        if column.kind in JOINED_KINDS:
            text = self.text(record, at, declared=True)
            parsed = self._parsers[column.kind](text) if text else Parsed(None)
            self._say(parsed.remarks, record.row, at, text)
            value = parsed.value
        else:
            value = self.parse(record, at, column.kind)
        if value is None and column.filled and len(self._findings) == said:
            self.say_empty(record, at, name)
        return value

    def _say(self, remarks: tuple[Remark, ...], row: int, at: int, value: Value) -> None:
        for remark in remarks:
            self._findings.append(
                remark.rule.at(
                    self.table.sheet.at(row, at),
                    remark.seen,
                    remark.remedy,
                    value=as_text(value),
                    cause=remark.cause,
                )
            )
