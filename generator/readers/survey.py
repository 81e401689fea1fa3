"""Builds the survey from its counts by area."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from generator.findings import Finding, Location
from generator.model.programme import AreaCounts, Survey
from generator.readers.cells.numbers import parse_count
from generator.readers.grid import Grid
from generator.readers.header import Heading
from generator.readers.record_cells import RecordCells
from generator.readers.row_kinds import is_total_text
from generator.readers.table import Record, Table

_ANSWER = re.compile(
    r"^(?P<question>.+?)\s*[:–—-]?\s*\(?(?P<answer>yes|no)\)?$", re.IGNORECASE | re.DOTALL
)


def build_survey(table: Table, findings: list[Finding]) -> Survey:
    """The survey's counts. Its total is worked out; a row headed Total is the given one."""
    columns = _questions(table.header.unknown)
    other = {
        column: " ".join(heading.whole.split())
        for column, heading in table.header.unknown.items()
        if column not in {at for pair in columns.values() for at in pair.values()}
    }
    read = [_area(table, record, columns, other, findings) for record in table.records]
    areas = tuple(area for area in read if area is not None and not is_total_text(area.area))
    given = [area for area in read if area is not None and is_total_text(area.area)]
    return Survey(
        questions=tuple(columns),
        areas=areas,
        total=total_of(areas, tuple(columns)),
        given_total=given[-1] if given else None,
    )


def _questions(unknown: Mapping[int, Heading]) -> dict[str, dict[str, int]]:
    """The columns of yes and no for each question, in the order of the table."""
    columns: dict[str, dict[str, int]] = {}
    for column, heading in unknown.items():
        found = _ANSWER.match(" ".join(heading.whole.split()))
        if found:
            columns.setdefault(found["question"], {})[found["answer"].lower()] = column
    return columns


def _area(
    table: Table,
    record: Record,
    columns: Mapping[str, Mapping[str, int]],
    other: Mapping[int, str],
    findings: list[Finding],
) -> AreaCounts | None:
    cells = RecordCells(table, record, findings)
    area, responses = cells.text("area"), cells.parse("responses", parse_count)
    answers: dict[str, tuple[int, int]] = {}
    for question, pair in columns.items():
        counts = {answer: cells.parse_at(at, parse_count) or 0 for answer, at in pair.items()}
        answers[question] = (counts.get("yes", 0), counts.get("no", 0))
    further = {
        name: count
        for at, name in other.items()
        if (count := cells.parse_at(at, parse_count)) is not None
    }
    if responses is None:
        return None
    return AreaCounts(
        area=area,
        responses=responses,
        answers=MappingProxyType(answers),
        other=MappingProxyType(further),
        where=MappingProxyType({**cells.where, **_places(table.grid, record, columns, other)}),
    )


def _places(
    grid: Grid,
    record: Record,
    columns: Mapping[str, Mapping[str, int]],
    other: Mapping[int, str],
) -> dict[str, Location]:
    answers = {
        f"{question}: {answer.title()}": grid.at(record.row, at)
        for question, pair in columns.items()
        for answer, at in pair.items()
    }
    return answers | {name: grid.at(record.row, at) for at, name in other.items()}


def total_of(areas: Sequence[AreaCounts], questions: Sequence[str]) -> AreaCounts:
    """The sums over all areas."""
    names = dict.fromkeys(name for area in areas for name in area.other)
    return AreaCounts(
        area="Total",
        responses=sum(area.responses for area in areas),
        answers=MappingProxyType(
            {
                question: (
                    sum(area.answers[question][0] for area in areas),
                    sum(area.answers[question][1] for area in areas),
                )
                for question in questions
            }
        ),
        other=MappingProxyType(
            {name: sum(area.other.get(name, 0) for area in areas) for name in names}
        ),
    )
