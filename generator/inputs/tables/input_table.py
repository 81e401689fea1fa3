"""A table of an input: its heading row, which rows are records, and where each field is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from generator.findings import Location
from generator.inputs.files.input_sheet import InputSheet, Value, letters
from generator.inputs.tables.columns.input_columns import JOINED_KINDS, InputForm
from generator.inputs.tables.header_row import HeaderRow


@dataclass(frozen=True, kw_only=True)
class RecordRows:
    """The rows of one record, mostly a single one.

    `base` is the row from which it takes its reference and what it belongs to, where it has none
    of its own; then `part` counts from 2. `section` is the text of the section row above it.
    """

    rows: tuple[int, ...]
    base: int | None = None
    part: int = 1
    section: str = ""

    @property
    def row(self) -> int:
        """The first row."""
        return self.rows[0]


@dataclass(frozen=True, kw_only=True)
class InputTable:
    """A form's table within a sheet, and its records in the order of the rows.

    `closed` says that it is on a sheet of closed risks, `stream` is the name of the sheet where a
    register has one for each workstream.
    """

    form: InputForm
    sheet: InputSheet
    header: HeaderRow
    records: tuple[RecordRows, ...] = ()
    closed: bool = False
    stream: str = ""

    @cached_property
    def text_keys(self) -> frozenset[str]:
        """The keys of the columns that hold texts, which may be in several cells."""
        return frozenset(column.key for column in self.form.columns if column.kind in JOINED_KINDS)

    def heading(self, key: str) -> str:
        """The heading of a key as the table has it, or as the form does."""
        column = self.header.columns.get(key)
        if column is not None:
            return self.header.headings[column].whole
        declared = self.form.column(key)
        return declared.heading if declared else key

    def values(self, record: RecordRows, column: int) -> tuple[tuple[int, Value], ...]:
        """The values of a record in a column, each with its row, a merged one only once."""
        rows, spread = self.sheet.rows, self.sheet.spread
        if len(record.rows) == 1 and record.base is None:
            row = record.rows[0]
            return ((row, rows[row][column]),) if column in rows[row] else ()
        found = []
        for row in record.rows:
            value = rows[row].get(column)
            if value is not None and (row == record.rows[0] or (row, column) not in spread):
                found.append((row, value))
        if not found and record.base is not None and column in self._borrowed:
            value = rows[record.base].get(column)
            return () if value is None else ((record.base, value),)
        return tuple(found)

    @cached_property
    def filled(self) -> Mapping[int, Sequence[int]]:
        """The rows of records in which each column has a value of its own, by column."""
        rows, spread = self.sheet.rows, self.sheet.spread
        found: dict[int, list[int]] = defaultdict(list)
        for record in self.records:
            for row in record.rows:
                for column in rows[row]:
                    if not spread or (row, column) not in spread:
                        found[column].append(row)
        return found

    @cached_property
    def _borrowed(self) -> frozenset[int]:
        """The columns that a part of a record takes from its first row."""
        keys = (*self.form.identifiers, "workstream", "title")
        return frozenset(self.header.columns[key] for key in keys if key in self.header.columns)

    def places(self, record: RecordRows) -> RecordPlaces:
        """Where each field of a record is."""
        return RecordPlaces(
            file=self.sheet.file,
            sheet=self.sheet.name,
            row=record.row,
            line=self.sheet.lines.get(record.row),
            columns=self._column_letters,
        )

    @cached_property
    def _column_letters(self) -> dict[str, str]:
        return {key: letters(column) for key, column in self.header.columns.items()}


@dataclass(frozen=True, kw_only=True, eq=False)
class RecordPlaces(Mapping[str, Location]):
    """Where each field of a record is, by column key, and under "row" the record itself.

    Locations are made when they are asked for: a register has many more fields than findings.
    `columns` are the letters of each key's column, one mapping for all records of a table.
    """

    file: str
    sheet: str | None
    row: int
    line: int | None
    columns: Mapping[str, str]

    def __getitem__(self, key: str) -> Location:
        column = None if key == "row" else self.columns[key]
        return Location(
            file=self.file, sheet=self.sheet, row=self.row, column=column, line=self.line
        )

    def __iter__(self) -> Iterator[str]:
        yield from self.columns
        yield "row"

    def __len__(self) -> int:
        return len(self.columns) + 1

    def __contains__(self, key: object) -> bool:
        return key == "row" or key in self.columns
