"""Builds the survey from its counts by area."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal

from generator.findings import Finding, Location
from generator.inputs.files.input_sheet import InputSheet
from generator.inputs.records.record_reader import RecordReader
from generator.inputs.tables.columns.input_columns import CellKind
from generator.inputs.tables.input_table import InputTable, RecordRows
from generator.inputs.tables.non_record_rows import is_total_text
from generator.model.programme import AreaCounts, Survey

_ANSWER = re.compile(
    r"^(?P<question>.+?)\s*[:–—-]?\s*\(?(?P<answer>yes|no)\)?$", re.IGNORECASE | re.DOTALL
)

_PERCENT = re.compile(r"\(\s*%\s*\)|%|\bper ?cent(?:age)?\b", re.IGNORECASE)


def build_survey(table: InputTable, findings: list[Finding]) -> Survey:
    """The survey's counts. Its total is worked out; a row headed Total is the given one."""
    columns = _SurveyColumns(table)
    reader = RecordReader(table, findings)
    read = [_area(reader, record, columns) for record in table.records]
    areas = tuple(area for area in read if area is not None and not is_total_text(area.area))
    given = [area for area in read if area is not None and is_total_text(area.area)]
    return Survey(
        questions=tuple(columns.questions),
        areas=areas,
        total=total_of(areas, tuple(columns.questions)),
        given_total=given[-1] if given else None,
    )


class _SurveyColumns:
    """What the columns beside area and responses hold.

    `questions` gives the columns of yes and no by question; `shares` the columns of percentages
    by question and answer; `other` the headings of all further columns.
    """

    def __init__(self, table: InputTable) -> None:
        self.questions: dict[str, dict[str, int]] = {}
        self.shares: dict[str, int] = {}
        self.other: dict[int, str] = {}
        for column, heading in table.header.unknown.items():
            whole = heading.whole
            bare = _PERCENT.sub(" ", whole).strip()
            found = _ANSWER.match(bare)
            if bare != whole and found:
                self.shares[f"{found['question']}: {found['answer'].title()}"] = column
            elif found:
                pair = self.questions.setdefault(found["question"], {})
                pair[found["answer"].lower()] = column
            else:
                self.other[column] = whole


def _area(reader: RecordReader, record: RecordRows, columns: _SurveyColumns) -> AreaCounts | None:
    """The counts of one row; None where the number of responses cannot be read."""
    fields = reader.fields(record)
    name = fields["area"] or f"row {record.row}"
    answers: dict[str, tuple[int, int]] = {}
    for question, pair in columns.questions.items():
        counts = {}
        for answer, at in pair.items():
            if not reader.table.values(record, at):
                reader.say_empty(record, at, name)
            counts[answer] = reader.parse(record, at, CellKind.COUNT) or 0
        answers[question] = (counts.get("yes", 0), counts.get("no", 0))
    further = {
        name: count
        for at, name in columns.other.items()
        if (count := reader.parse(record, at, CellKind.COUNT)) is not None
    }
    shares = _shares(reader, record, columns.shares)
    if "responses" not in fields:
        return None
    places = {**fields.pop("where"), **_places(reader.table.sheet, record, columns)}
    return AreaCounts(**fields, answers=answers, other=further, given_shares=shares, where=places)


def _shares(
    reader: RecordReader, record: RecordRows, columns: Mapping[str, int]
) -> dict[str, Decimal]:
    """The percentages that the input gives; a share of 1 or less is a part of 1."""
    given = {name: reader.parse(record, at, CellKind.NUMBER) for name, at in columns.items()}
    known = {name: share for name, share in given.items() if share is not None}
    parts = all(share <= 1 for share in known.values())
    return {name: share * 100 if parts else share for name, share in known.items()}


def _places(sheet: InputSheet, record: RecordRows, columns: _SurveyColumns) -> dict[str, Location]:
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
