"""A header whose columns are moved to the keys that their contents fit."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date
from itertools import islice

from generator.findings import Finding, Rule, rule
from generator.inputs.cells.date_cells import parse_date
from generator.inputs.files.input_sheet import InputSheet, letters
from generator.inputs.tables.column_contents import (
    ColumnContents,
    PackWords,
    read_contents,
)
from generator.inputs.tables.header_row import HeaderRow
from generator.inputs.tables.heading_words import mapping_line
from generator.inputs.tables.score_headings import (
    Stage,
    parse_reading,
)

COLUMN_TAKEN_AS = rule("COL-05")

_SAMPLE = 200
"""Records that are looked at to tell what a column holds."""


def _sample_rows(sheet: InputSheet, header: HeaderRow) -> list[int]:
    """The first rows below the headings that fill at least half of what the widest row fills."""
    known = {*header.columns.values(), *header.earlier.values()}
    widths = {
        row: sum(1 for column in known if column in cells)
        for row, cells in islice(sheet.rows.items(), 2 * _SAMPLE)
        if row > header.bottom
    }
    least = max(2, max(widths.values(), default=0) / 2)
    return [row for row, width in widths.items() if width >= least][:_SAMPLE]


class ColumnSettler:
    """The columns of a header by key, what they hold, and how one gets another key."""

    def __init__(
        self,
        sheet: InputSheet,
        header: HeaderRow,
        key: str,
        fixed: Collection[str],
        words: PackWords,
        findings: list[Finding],
    ) -> None:
        self._sheet = sheet
        self._input = key
        self._header = header
        self._fixed = fixed
        self._words = words
        self._findings = findings
        self._columns = dict(header.columns)
        self._headings = dict(header.headings)
        self._rivals = {key: list(places) for key, places in header.rivals.items()}
        self._earlier = dict(header.earlier)
        self._rows = _sample_rows(sheet, header)
        self._explained: dict[int, str] = {}
        self._percentages: set[int] = set()

    def header(self) -> HeaderRow:
        """The header as it is settled."""
        used = set(self._columns.values())
        return replace(
            self._header,
            columns=self._columns,
            headings=self._headings,
            doubled={at: key for at, key in self._header.doubled.items() if at not in used},
            earlier=self._earlier,
            explained=self._explained,
            percentages=frozenset(self._percentages),
        )

    def contents(self, column: int) -> ColumnContents:
        """What a column holds in the first records."""
        return read_contents(self._sheet, self._rows, column, self._words)

    def held(self, key: str) -> ColumnContents | None:
        """What the column of a key holds; None where there is none to settle."""
        if key in self._fixed or key not in self._columns:
            return None
        return self.contents(self._columns[key])

    def stage(self, key: str) -> Stage | None:
        """The stage that the heading of a key's column says; None where the pack maps it."""
        if key in self._fixed or key not in self._columns:
            return None
        heading = self._headings[self._columns[key]]
        read = parse_reading(heading.text, heading.group, self._words.stages)
        return read.stage if read else None

    def dates(self, key: str) -> list[date]:
        """The dates in the column of a key."""
        values = (self._sheet.value(row, self._columns[key]) for row in self._rows)
        read = (parse_date(value).value for value in values if value is not None)
        return [each for each in read if each is not None]

    def move(self, key: str, to: str) -> None:
        """Put a column under another key, or none; the next that could have its key takes it."""
        column = self._columns.pop(key)
        if to and to not in self._columns:
            self._columns[to] = column
        used = set(self._columns.values())
        waiting = [at for at in self._rivals.get(key, []) if at not in used and at != column]
        if waiting:
            self._columns[key] = waiting[0]
            self._rivals[key] = waiting[1:]

    def say(self, column: int, what: str, key: str, said: Rule = COLUMN_TAKEN_AS) -> None:
        """Say how a column was read; `key` is what it should be mapped to if that is wrong."""
        self._explained[column] = key
        place = self._sheet.at(self._header.bottom, column)
        heading = self._headings[column].whole
        seen = f"column {letters(column)} '{heading}' {what}"
        line = mapping_line(self._input, key, self._headings[column].text)
        remedy = f"If that is wrong, {line}" if key else None
        self._findings.append(said.at(place, seen, remedy, value=heading))
