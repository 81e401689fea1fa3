"""Finds the counts of risks that a workbook itself gives: totals, counts by band, heat maps."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from generator.inputs.cells.rating_cells import parse_rating
from generator.inputs.cells.score_cells import StepScale, parse_step
from generator.inputs.files.input_sheet import InputSheet, Value
from generator.inputs.tables.heading_words import plain
from generator.inputs.tables.input_table import InputTable
from generator.model.risks import GivenCount, Status
from generator.settings.scoring import Scoring

_LABEL = re.compile(
    r"^(?:(?:total|number|no|count|sum) )?(?:of )?(?:all |the )?(?P<of>[a-z ]*?) ?"
    r"(?P<noun>risks?|issues?)?(?: (?:in total|total|count|identified|recorded))?$"
)
_COUNTING = re.compile(r"\b(?:total|number|no|count|risks|issues)\b")
_INLINE = re.compile(r"^(?P<label>[^\d:]{3,40}):?\s*(?P<count>\d{1,4})$")
MOST_ROWS = 400
"""Rows of a sheet that are searched; summaries are on top of sheets, or below small tables."""


def find_given_counts(
    sheets: Sequence[InputSheet],
    tables: Sequence[InputTable],
    scoring: Scoring,
    references: Sequence[str],
) -> tuple[GivenCount, ...]:
    """The counts on all sheets, outside the records of the register's own tables."""
    records = record_rows_by_sheet(tables)
    impact, likelihood = (StepScale.of(name, scoring) for name in ("impact", "likelihood"))
    found: list[GivenCount] = []
    for sheet in sheets:
        own = records.get(sheet.name, set())
        rows = {
            row: cells for row, cells in islice(sheet.rows.items(), MOST_ROWS) if row not in own
        }
        found += _labelled(sheet, rows, scoring)
        found += _heat_maps(sheet, rows, (impact, likelihood), references)
    return tuple(found)


def record_rows_by_sheet(tables: Sequence[InputTable]) -> Mapping[str | None, set[int]]:
    """The rows of records, by the name of their sheet."""
    return {
        table.sheet.name: {row for record in table.records for row in record.rows}
        for table in tables
    }


def _labelled(
    sheet: InputSheet, rows: Mapping[int, Mapping[int, Value]], scoring: Scoring
) -> Iterator[GivenCount]:
    """Counts beside their label: "Total risks | 9", "Red risks: 3"."""
    for row, cells in rows.items():
        numbers = [(column, value) for column, value in cells.items() if _is_count(value)]
        for column, value in cells.items():
            if not isinstance(value, str) or len(value) > 60 or (row, column) in sheet.spread:
                continue
            inline = _INLINE.match(value.strip())
            if inline:
                of = _counted(inline["label"], scoring)
                if of is not None:
                    yield GivenCount(
                        count=int(inline["count"]), location=sheet.at(row, column), of=of
                    )
                continue
            of = _counted(value, scoring)
            after = [each for each in numbers if each[0] > column]
            if of is not None and after and len(numbers) == 1:
                at, count = after[0]
                yield GivenCount(count=int(str(count)), location=sheet.at(row, at), of=of)


def _is_count(value: Value) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 10_000


def _counted(label: str, scoring: Scoring) -> str | None:
    """What a label counts: "" for all risks, a status, a band's letter; None for anything else."""
    text = plain(label)
    found = _LABEL.match(text)
    if found is None or not _COUNTING.search(text):
        return None
    of = found["of"].strip()
    if not of:
        if found["noun"] is None:
            return None
        return "" if found["noun"].startswith("risk") else Status.ISSUE.value
    for status in Status:
        if of == status.value.lower():
            return status.value
    band = parse_rating(of, scoring.bands, "").value
    return band if band and len(of) > 1 else None


def _heat_maps(
    sheet: InputSheet,
    rows: Mapping[int, Mapping[int, Value]],
    scales: tuple[StepScale, StepScale],
    references: Sequence[str],
) -> Iterator[GivenCount]:
    """The cells of each heat map that holds numbers of risks, or their references."""
    for row, cells in rows.items():
        for column in cells:
            if any(_axis(sheet, scale, row, column) for scale in scales):
                yield from _heat_map(sheet, scales, references, row, column)


def _axis(sheet: InputSheet, scale: StepScale, row: int, column: int) -> bool:
    """Whether a scale from 1 up begins at a cell and goes to the right, and no further."""
    steps = (_step(sheet.value(row, column + at), scale) for at in range(len(scale.points)))
    return all(step == number for number, step in enumerate(steps, 1))


def _step(value: Value | None, scale: StepScale) -> int | None:
    step = None if value is None else parse_step(value, scale).value
    return step if isinstance(step, int) else None


def _heat_map(
    sheet: InputSheet,
    scales: tuple[StepScale, StepScale],
    references: Sequence[str],
    axis_row: int,
    first: int,
) -> Iterator[GivenCount]:
    """The heat map of which a scale is above or below; its other scale is to the left."""
    across, down = scales
    if _says_likelihood(sheet, axis_row):
        across, down = down, across
    size = len(down.points)
    for rows in (range(axis_row - size, axis_row), range(axis_row + 1, axis_row + size + 1)):
        steps = {row: _step(sheet.value(row, first - 1), down) for row in rows}
        if sorted(step or 0 for step in steps.values()) != list(range(1, size + 1)):
            continue
        cells = {
            (row, offset): sheet.value(row, first + offset)
            for row in rows
            for offset in range(len(across.points))
        }
        if not _is_counted(
            {(steps[row], at + 1): value for (row, at), value in cells.items()}, references
        ):
            continue
        for (row, offset), value in cells.items():
            pair = (offset + 1, steps[row])
            impact, likelihood = pair if across.name == "impact" else pair[::-1]
            yield GivenCount(
                count=_how_many(value, references),
                location=sheet.at(row, first + offset),
                impact=impact,
                likelihood=likelihood,
            )


def _says_likelihood(sheet: InputSheet, axis_row: int) -> bool:
    """Whether the words beside the scale say that it is the likelihood."""
    for row in (axis_row - 1, axis_row, axis_row + 1):
        said = " ".join(plain(str(value)) for value in sheet.rows.get(row, {}).values())
        if "likelihood" in said and "impact" not in said:
            return True
    return False


def _is_counted(cells: Mapping[tuple[int | None, int], Value | None], known: Sequence[str]) -> bool:
    """Whether the cells hold numbers of risks, and not the scores that explain the matrix."""
    filled = {place: value for place, value in cells.items() if value is not None}
    if not filled or not all(_is_count(value) or _names(value, known) for value in filled.values()):
        return False
    scores = sum(1 for (step, other), value in filled.items() if value == (step or 0) * other)
    return scores * 2 < len(cells) or scores < len(filled) / 2


def _names(value: Value, known: Sequence[str]) -> int:
    """How many references a cell lists; 0 where it holds anything else."""
    if not isinstance(value, str):
        return 0
    parts = [part.strip().casefold() for part in re.split(r"[,;\n]+", value) if part.strip()]
    mine = {reference.casefold() for reference in known}
    return len(parts) if parts and all(part in mine for part in parts) else 0


def _how_many(value: Value | None, known: Sequence[str]) -> int:
    if value is None:
        return 0
    return int(str(value)) if _is_count(value) else _names(value, known)
