"""Tells records from everything else that stands below a heading row."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from generator.readers.cells.words import as_text
from generator.readers.columns.form import Form, Kind
from generator.readers.grid import CellError, Grid, Uncalculated, Value
from generator.readers.header import Header, heading_text
from generator.readers.headings import plain
from generator.readers.table import Record

_TOTAL = re.compile(
    r"^(?:grand |sub-? ?|overall )?totals?\b"
    r"|^(?:average|mean|count|sum|number of (?:risks|actions))\b",
    re.IGNORECASE,
)
_REFERENCE = re.compile(r"^[^\W\d_]{0,12}[ ./_-]{0,2}\d[\w./ _-]{0,14}$")
_EXAMPLE = re.compile(r"^(?:e\.?g\.?|example|sample|guidance|instructions?)\b", re.IGNORECASE)
_KINDS_THAT_PARSE = frozenset({Kind.SCORE, Kind.TOTAL, Kind.DATE, Kind.POUNDS, Kind.COUNT})


class RowKind(StrEnum):
    """What a row that is no record is."""

    SECTION = "section heading"
    TOTAL = "total"
    HEADING = "repeated heading"
    EXPLANATION = "explanation"
    PREPARED = "prepared but empty"
    LEGEND = "beside or below the table"
    BLANK = "blank"


@dataclass(frozen=True, kw_only=True)
class SortedRows:
    """The records, and the rows of each kind that are none."""

    records: tuple[Record, ...]
    others: Mapping[RowKind, Sequence[int]]


def sort_rows(grid: Grid, header: Header, form: Form) -> SortedRows:
    """Every row below the header, as a record, a part of one, or something else."""
    return _Sorter(grid, header, form).run()


class _Sorter:
    def __init__(self, grid: Grid, header: Header, form: Form) -> None:
        self._grid = grid
        self._header = header
        self._form = form
        self._known = {
            **{column: key for key, column in header.columns.items()},
            **dict.fromkeys(header.earlier.values(), "earlier"),
        }
        self._headed = set(header.headings)
        self._reference = header.columns.get("reference")
        self._records: list[list[int]] = []
        self._others: dict[RowKind, list[int]] = {}
        self._merged_records = self._merged_references()

    def run(self) -> SortedRows:
        last = self._header.bottom
        after_gap = False
        for row in self._grid.rows:
            if row <= self._header.bottom:
                continue
            gap = row - last > 1
            last = row
            after_gap = gap or after_gap
            kind = self._kind(row, after_gap)
            after_gap = after_gap and kind is not None
            if kind is not None:
                self._others.setdefault(kind, []).append(row)
            elif self._continues(row):
                self._records[-1].append(row)
            else:
                self._records.append([row])
        return SortedRows(
            records=tuple(Record(rows=tuple(rows)) for rows in self._records),
            others=self._others,
        )

    def _kind(self, row: int, gap: bool) -> RowKind | None:
        """What the row is, None for a record or a part of one."""
        cells = self._grid.rows[row]
        mine = {column: value for column, value in cells.items() if column in self._known}
        if not mine:
            return RowKind.LEGEND
        if self._is_prepared(row, mine):
            return RowKind.PREPARED
        if self._repeats_headings(cells):
            return RowKind.HEADING
        if self._is_total(mine):
            return RowKind.TOTAL
        if self._is_section(row, cells):
            return RowKind.SECTION
        if row <= self._header.bottom + 2 and not self._records and self._explains(mine):
            return RowKind.EXPLANATION
        if gap and not self._resembles(mine):
            return RowKind.LEGEND
        return None

    def _is_prepared(self, row: int, mine: Mapping[int, Value]) -> bool:
        """Nothing but formulas, a number in the reference's place, and blanks that look filled."""
        for column, value in mine.items():
            formula = (row, column) in self._grid.formulas
            numbered = column == self._reference and _is_reference(value)
            if not formula and not numbered and value != 0:
                return False
        return not self._filled_after(row)

    def _filled_after(self, row: int) -> bool:
        """Whether the row is a reference alone, with records below it: then it is a record."""
        if self._reference is None or not _is_reference(self._grid.rows[row].get(self._reference)):
            return False
        bearers = [
            self._header.columns[key]
            for key in self._form.bearers
            if key != "reference" and key in self._header.columns
        ]
        if not bearers:
            return False
        return any(
            later > row and any(column in cells for column in bearers)
            for later, cells in self._grid.rows.items()
        )

    def _repeats_headings(self, cells: Mapping[int, Value]) -> bool:
        same = sum(
            1
            for column, value in cells.items()
            if (heading := self._header.headings.get(column))
            and plain(heading_text(value)) == plain(heading.text)
        )
        return same >= 2 and same * 2 >= len(cells)

    def _is_total(self, mine: Mapping[int, Value]) -> bool:
        first = next(iter(mine.values()))
        return (
            not self._form.reads_totals
            and is_total_text(as_text(first))
            and not self._long_texts(mine)
        )

    def _long_texts(self, mine: Mapping[int, Value]) -> bool:
        return sum(1 for value in mine.values() if len(as_text(value)) > 60) > 0

    def _is_section(self, row: int, cells: Mapping[int, Value]) -> bool:
        """One text alone, over one cell or merged over several, that is no reference."""
        own = [value for _, value in self._grid.own_values(row)]
        if len(own) != 1 or not isinstance(own[0], str):
            return False
        alone = next(column for column, _ in self._grid.own_values(row))
        if row in self._merged_records:
            return False
        spread_wide = sum(1 for column in cells if (row, column) in self._grid.spread) > 0
        if spread_wide and len(set(map(str, cells.values()))) == 1:
            return True
        key = self._known.get(alone)
        if key in self._form.joins and self._records:
            return False
        if alone == self._reference and _is_reference(own[0]):
            return False
        return not any((row, column) in self._grid.spread for column in cells)

    def _explains(self, mine: Mapping[int, Value]) -> bool:
        """Whether the first row says what to fill in: no reference, and no score that reads."""
        if self._reference is None:
            return False
        reference = mine.get(self._reference)
        if reference is not None and _EXAMPLE.match(as_text(reference)):
            return True
        if reference is not None and _is_reference(reference):
            return False
        meant = [
            value
            for column, value in mine.items()
            if (declared := self._form.column(self._known[column]))
            and declared.kind in _KINDS_THAT_PARSE
        ]
        return bool(meant) and all(
            isinstance(value, str)
            and not re.match(r"^\W*\d+(?:\.0)?\W*$", value)
            and len(value.split()) != 1
            for value in meant
        )

    def _resembles(self, mine: Mapping[int, Value]) -> bool:
        """Whether a row after a gap still is like a record."""
        reference = mine.get(self._reference) if self._reference else None
        filled = len(mine)
        usual = self._usual_width()
        if reference is not None and _is_reference(reference) and filled * 3 >= usual:
            return True
        return filled * 2 >= usual

    def _usual_width(self) -> int:
        widths = sorted(
            sum(1 for column in self._grid.rows[rows[0]] if column in self._known)
            for rows in self._records
        )
        return widths[len(widths) // 2] if widths else len(self._known) // 2

    def _merged_references(self) -> dict[int, int]:
        """The rows that a merge of the reference column joins to its first row."""
        joined: dict[int, int] = {}
        for area in self._grid.merges:
            if self._reference is not None and area.left <= self._reference <= area.right:
                if area.left != area.right:
                    continue
                joined.update(dict.fromkeys(range(area.top + 1, area.bottom + 1), area.top))
        return joined

    def _continues(self, row: int) -> bool:
        """Whether the row is a part of the record above it."""
        if not self._records:
            return False
        top = self._merged_records.get(row)
        if top is not None:
            return top in self._records[-1]
        keys = {
            self._known[column]
            for column in self._grid.rows[row]
            if column in self._known and (row, column) not in self._grid.spread
        }
        if not keys or not self._form.joins:
            return False
        return keys <= set(self._form.joins) and row - self._records[-1][-1] == 1


def is_total_text(text: str) -> bool:
    """Whether a row's first text says that it is a total."""
    return _TOTAL.match(text) is not None and len(text) < 60


def _is_reference(value: Value | None) -> bool:
    if isinstance(value, (CellError, Uncalculated)) or value is None:
        return False
    return _REFERENCE.match(as_text(value)) is not None
