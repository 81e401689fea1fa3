"""A table of records: which rows are records, and each record's cells by key."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.findings import Location
from generator.inputs.files.input_sheet import InputSheet, Value
from generator.inputs.tables.columns.input_columns import InputForm
from generator.inputs.tables.header_row import HeaderRow


@dataclass(frozen=True, kw_only=True)
class InputTable:
    """A form's table within a sheet, and its records in the order of the rows."""

    form: InputForm
    sheet: InputSheet
    header: HeaderRow
    records: tuple[RecordRows, ...] = ()

    def heading(self, key: str) -> str:
        """The heading of a key as the table has it, or as the form does."""
        column = self.header.columns.get(key)
        if column is not None:
            return " ".join(self.header.headings[column].whole.split())
        declared = self.form.column(key)
        return declared.heading if declared else key

    def at(self, row: int | None = None, key: str | None = None) -> Location:
        """The place of a record's cell; of its row where the table lacks the column."""
        column = None if key is None else self.header.columns.get(key)
        return self.sheet.at(row, column)


@dataclass(frozen=True, kw_only=True)
class RecordRows:
    """The rows of one record, mostly a single one.

    `base` is the row from which it takes its reference and what it belongs to, where it has none
    of its own; then `part` counts from 2.
    """

    rows: tuple[int, ...]
    base: int | None = None
    part: int = 1

    @property
    def row(self) -> int:
        """The first row."""
        return self.rows[0]


def values_of(table: InputTable, record: RecordRows, column: int) -> tuple[tuple[int, Value], ...]:
    """The values of a record in a column, each with its row, none twice for a merge's sake."""
    found = []
    for row in record.rows:
        value = table.sheet.value(row, column)
        repeated = row != record.row and (row, column) in table.sheet.spread
        if value is not None and not repeated:
            found.append((row, value))
    if not found and record.base is not None and column in _borrowed(table):
        value = table.sheet.value(record.base, column)
        return () if value is None else ((record.base, value),)
    return tuple(found)


def _borrowed(table: InputTable) -> set[int]:
    """The columns that a part of a record takes from its first row."""
    keys = (*table.form.bearers, "workstream", "title")
    return {table.header.columns[key] for key in keys if key in table.header.columns}


class Places(Mapping[str, Location]):
    """Where each field of a record stands, by key, and under "row" the record itself.

    Made when asked for, since a register has many more fields than findings.
    """

    def __init__(self, table: InputTable, record: RecordRows) -> None:
        self._sheet = table.sheet
        self._columns = table.header.columns
        self._row = record.row

    def __getitem__(self, key: str) -> Location:
        if key == "row":
            return self._sheet.at(self._row)
        return self._sheet.at(self._row, self._columns[key])

    def __iter__(self) -> Iterator[str]:
        yield from self._columns
        yield "row"

    def __len__(self) -> int:
        return len(self._columns) + 1

    def __contains__(self, key: object) -> bool:
        return key == "row" or key in self._columns
