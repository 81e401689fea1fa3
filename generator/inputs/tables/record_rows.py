"""Groups the rows below the heading row into records."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from generator.inputs.files.input_sheet import InputSheet
from generator.inputs.tables.columns.input_columns import InputForm
from generator.inputs.tables.header_row import HeaderRow
from generator.inputs.tables.input_table import RecordRows
from generator.inputs.tables.non_record_rows import NonRecordKind, RowClassifier

_SAMPLE = 50
"""Records that are looked at to learn how many columns a record fills."""

NonRecordRows = Mapping[NonRecordKind, Sequence[int]]


def sort_rows(
    sheet: InputSheet, header: HeaderRow, form: InputForm
) -> tuple[tuple[RecordRows, ...], NonRecordRows]:
    """The records below the header, and the numbers of all other rows by their kind."""
    return _Sorter(sheet, header, form).run()


@dataclass
class _Draft:
    """A record to which rows may still be added."""

    rows: list[int]
    base: int | None = None
    part: int = 1
    section: str = ""


class _Sorter:
    def __init__(self, sheet: InputSheet, header: HeaderRow, form: InputForm) -> None:
        self._sheet = sheet
        self._header = header
        self._form = form
        self._kinds = RowClassifier(sheet, header, form)
        self._records: list[_Draft] = []
        self._others: dict[NonRecordKind, list[int]] = {}
        self._section = ""
        self._merged_to = self._merged_references()

    def run(self) -> tuple[tuple[RecordRows, ...], NonRecordRows]:
        last, after_gap = self._header.bottom, False
        for row in self._sheet.rows:
            if row <= self._header.bottom:
                continue
            after_gap = after_gap or row - last > 1
            last = row
            kind = self._kinds.kind(row, first=not self._records)
            if kind is None and after_gap and not self._resembles(row):
                kind = NonRecordKind.LEGEND
            if kind is not None:
                self._others.setdefault(kind, []).append(row)
                if kind is NonRecordKind.SECTION:
                    self._section = self._kinds.section_title(row)
                continue
            after_gap = False
            self._take(row)
        self._set_footers_apart()
        records = tuple(
            RecordRows(
                rows=tuple(draft.rows), base=draft.base, part=draft.part, section=draft.section
            )
            for draft in self._records
        )
        return records, self._others

    def _set_footers_apart(self) -> None:
        """Call texts below the last record footers: they head no section."""
        last = self._records[-1].rows[-1] if self._records else 0
        sections = self._others.pop(NonRecordKind.SECTION, [])
        for row in sections:
            kind = NonRecordKind.SECTION if row < last else NonRecordKind.FOOTER
            self._others.setdefault(kind, []).append(row)

    def _take(self, row: int) -> None:
        """Add a row to the record above, or start a part of that record, or a new record."""
        above = self._records[-1] if self._records else None
        keys = self._own_keys(row)
        if above is None or not self._belongs(row, keys, above):
            self._records.append(_Draft(rows=[row], section=self._section))
        elif keys & set(self._form.part_starters):
            base = above.base or above.rows[0]
            self._records.append(
                _Draft(rows=[row], base=base, part=above.part + 1, section=above.section)
            )
        else:
            above.rows.append(row)

    def _belongs(self, row: int, keys: set[str], above: _Draft) -> bool:
        """Whether a row belongs to the record above it.

        It does if the reference is merged over both, or if it follows directly and has neither a
        reference or description nor a score of its own.
        """
        top = self._merged_to.get(row)
        if top is not None:
            return top in above.rows or top == above.base
        if row - above.rows[-1] != 1 or not self._form.multi_row:
            return False
        if self._repeats(row, above):
            return True
        if not keys & {*self._form.multi_row, *self._form.part_starters}:
            return False
        scores = {key for key in keys if key.endswith(("_impact", "_likelihood", "_score"))}
        return not keys & {*self._form.identifiers, "title"} and not scores

    def _repeats(self, row: int, above: _Draft) -> bool:
        """Whether a row repeats the record above it except in columns of several rows.

        A row that repeats everything is a copy: a record of its own, found as a duplicate later.
        """
        running = {*self._form.multi_row, *self._form.part_starters}
        mine, first = self._sheet.rows[row], self._sheet.rows[above.base or above.rows[0]]
        differs = False
        for column, key in self._kinds.known.items():
            value = mine.get(column)
            if value == first.get(column):
                continue
            if key in running:
                differs = differs or value is not None
            elif value is not None or key in self._form.identifiers:
                return False
        return differs

    def _own_keys(self, row: int) -> set[str]:
        """The keys of the columns in which a row has a value of its own, not a merged one."""
        known = self._kinds.known
        return {known[column] for column, _ in self._sheet.own_values(row) if column in known}

    def _resembles(self, row: int) -> bool:
        """Whether a row after a blank row fills as many columns as a record."""
        filled = sum(1 for column in self._sheet.rows[row] if column in self._kinds.known)
        usual = self._usual_width()
        if self._kinds.is_reference(row):
            return filled * 3 >= usual
        named = self._kinds.has_reference(row) and self._references_look_alike()
        return not named and filled * 2 >= usual

    def _references_look_alike(self) -> bool:
        """Whether all records so far have references such as R1, so that a word is not one."""
        sample = self._records[:_SAMPLE]
        return bool(sample) and all(self._kinds.is_reference(draft.rows[0]) for draft in sample)

    def _usual_width(self) -> int:
        widths = sorted(
            sum(1 for column in self._sheet.rows[draft.rows[0]] if column in self._kinds.known)
            for draft in self._records[:_SAMPLE]
        )
        return widths[len(widths) // 2] if widths else len(self._kinds.known) // 2

    def _merged_references(self) -> dict[int, int]:
        """Each further row of a merged cell in the column of references, with its first row."""
        reference = self._header.columns.get("reference")
        joined: dict[int, int] = {}
        for area in self._sheet.merges:
            if area.left == area.right == reference and area.bottom > self._header.bottom:
                last = min(area.bottom, max(self._sheet.rows, default=0))
                joined.update(dict.fromkeys(range(area.top + 1, last + 1), area.top))
        return joined
