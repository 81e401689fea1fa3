"""A table of records: which rows are records, and each record's cells by key."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from generator.findings import Location
from generator.readers.columns.form import Form
from generator.readers.grid import Grid, Value
from generator.readers.header import Header


@dataclass(frozen=True, kw_only=True)
class Table:
    """A form's table within a grid, and its records in the order of the rows."""

    form: Form
    grid: Grid
    header: Header
    records: tuple[Record, ...] = ()

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
        return self.grid.at(row, column)


@dataclass(frozen=True, kw_only=True)
class Record:
    """The rows of one record, mostly a single one."""

    rows: tuple[int, ...]

    @property
    def row(self) -> int:
        """The first row."""
        return self.rows[0]


def values_of(table: Table, record: Record, column: int) -> tuple[tuple[int, Value], ...]:
    """The values of a record in a column, each with its row, none twice for a merge's sake."""
    found = []
    for row in record.rows:
        value = table.grid.value(row, column)
        repeated = row != record.row and (row, column) in table.grid.spread
        if value is not None and not repeated:
            found.append((row, value))
    return tuple(found)


def places(table: Table, record: Record) -> Mapping[str, Location]:
    """Where each field of a record stands, and under "row" the record itself."""
    where = {key: table.grid.at(record.row, column) for key, column in table.header.columns.items()}
    return MappingProxyType({**where, "row": table.grid.at(record.row)})
