"""Builds the survey from its counts by area."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal

from generator.findings import Finding, Location
from generator.inputs.cells.number_cells import parse_count, parse_number
from generator.inputs.files.input_sheet import InputSheet
from generator.inputs.records.record_builder import RecordBuilder
from generator.inputs.tables.input_table import InputTable, RecordRows
from generator.inputs.tables.rows_without_records import is_total_text
from generator.model.programme import AreaCounts, Survey

_ANSWER = re.compile(
    r"^(?P<question>.+?)\s*[:–—-]?\s*\(?(?P<answer>yes|no)\)?$", re.IGNORECASE | re.DOTALL
)

_PERCENT = re.compile(r"\(\s*%\s*\)|%|\bper ?cent(?:age)?\b", re.IGNORECASE)


def build_survey(table: InputTable, findings: list[Finding]) -> Survey:
    """The survey's counts. Its total is worked out; a row headed Total is the given one."""
    columns = _Columns(table)
    read = [_area(table, record, columns, findings) for record in table.records]
    areas = tuple(area for area in read if area is not None and not is_total_text(area.area))
    given = [area for area in read if area is not None and is_total_text(area.area)]
    return Survey(
        questions=tuple(columns.questions),
        areas=areas,
        total=total_of(areas, tuple(columns.questions)),
        given_total=given[-1] if given else None,
    )


class _Columns:
    """What the columns beside area and responses hold.

    `questions` gives the columns of yes and no by question; `shares` the columns of percentages
    by question and answer; `other` the headings of all further columns.
    """

    def __init__(self, table: InputTable) -> None:
        self.questions: dict[str, dict[str, int]] = {}
        self.shares: dict[str, int] = {}
        self.other: dict[int, str] = {}
        for column, heading in table.header.unknown.items():
            whole = " ".join(heading.whole.split())
            bare = _PERCENT.sub(" ", whole).strip()
            found = _ANSWER.match(bare)
            if bare != whole and found:
                self.shares[f"{found['question']}: {found['answer'].title()}"] = column
            elif found:
                pair = self.questions.setdefault(found["question"], {})
                pair[found["answer"].lower()] = column
            else:
                self.other[column] = whole


def _area(
    table: InputTable, record: RecordRows, columns: _Columns, findings: list[Finding]
) -> AreaCounts | None:
    cells = RecordBuilder(table, record, findings)
    area, responses = cells.text("area"), cells.parse("responses", parse_count)
    cells.name = area or cells.name
    answers: dict[str, tuple[int, int]] = {}
    for question, pair in columns.questions.items():
        counts = {answer: cells.wanted(at, parse_count) or 0 for answer, at in pair.items()}
        answers[question] = (counts.get("yes", 0), counts.get("no", 0))
    further = {
        name: count
        for at, name in columns.other.items()
        if (count := cells.parse_at(at, parse_count)) is not None
    }
    if responses is None:
        return None
    return AreaCounts(
        area=area,
        responses=responses,
        answers=answers,
        other=further,
        given_shares=_shares(cells, columns.shares),
        where={**cells.where, **_places(table.sheet, record, columns)},
    )


def _shares(cells: RecordBuilder, columns: Mapping[str, int]) -> dict[str, Decimal]:
    """The percentages that the input gives; a share of 1 or less is a part of 1."""
    given = {name: cells.parse_at(at, parse_number) for name, at in columns.items()}
    known = {name: share for name, share in given.items() if share is not None}
    parts = all(share <= 1 for share in known.values())
    return {name: share * 100 if parts else share for name, share in known.items()}


def _places(sheet: InputSheet, record: RecordRows, columns: _Columns) -> dict[str, Location]:
    answers = {
        f"{question}: {answer.title()}": sheet.at(record.row, at)
        for question, pair in columns.questions.items()
        for answer, at in pair.items()
    }
    shares = {f"{name} %": sheet.at(record.row, at) for name, at in columns.shares.items()}
    other = {name: sheet.at(record.row, at) for at, name in columns.other.items()}
    return answers | shares | other


def total_of(areas: Sequence[AreaCounts], questions: Sequence[str]) -> AreaCounts:
    """The sums over all areas."""
    names = dict.fromkeys(name for area in areas for name in area.other)
    return AreaCounts(
        area="Total",
        responses=sum(area.responses for area in areas),
        answers={
            question: (
                sum(area.answers[question][0] for area in areas),
                sum(area.answers[question][1] for area in areas),
            )
            for question in questions
        },
        other={name: sum(area.other.get(name, 0) for area in areas) for name in names},
    )
