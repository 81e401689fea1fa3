"""Builds the survey: from its counts by area, or from raw responses, which are counted."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from generator.findings import Finding, Location, rule
from generator.inputs.files.input_sheet import InputSheet
from generator.inputs.records.record_reader import RecordReader
from generator.inputs.tables.columns.input_columns import CellKind
from generator.inputs.tables.input_table import InputTable, RecordRows
from generator.inputs.tables.non_record_rows import is_total_text
from generator.model.programme import AreaCounts, Survey

if TYPE_CHECKING:
    from pandas import DataFrame

ANSWER_UNREADABLE = rule("COUNT-01")
_YES = ("yes", "y", "true", "1")
_NO = ("no", "n", "false", "0")
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


def build_survey_from_responses(table: InputTable, findings: list[Finding]) -> Survey:
    """The counts by area, in the order in which the areas first appear.

    A column is a question if more than half of its filled cells say yes or no; of any other column
    the filled cells are counted.
    """
    frame = _answers(table, findings)
    headings = {column: heading.whole for column, heading in table.header.unknown.items()}
    said = frame[list(headings)].apply(lambda answers: answers.str.lower())
    yes, no, filled = (
        answers.groupby(frame["area"], sort=False).sum()
        for answers in (said.isin(_YES), said.isin(_NO), said != "")
    )
    questions = {
        column: name
        for column, name in headings.items()
        if 0 < filled[column].sum() < 2 * (yes[column].sum() + no[column].sum())
    }
    _say_unreadable(table, frame, questions, findings)
    rows = frame.groupby("area", sort=False)["row"]
    areas = tuple(
        AreaCounts(
            area=str(area),
            responses=len(numbers),
            answers={
                name: (int(yes[column][area]), int(no[column][area]))
                for column, name in questions.items()
            },
            other={
                name: int(filled[column][area])
                for column, name in headings.items()
                if column not in questions
            },
            where={"row": table.sheet.at(int(numbers.iloc[0]))},
        )
        for area, numbers in rows
    )
    names = tuple(questions.values())
    return Survey(questions=names, areas=areas, total=total_of(areas, names))


def _answers(table: InputTable, findings: list[Finding]) -> DataFrame:
    """The row, the area and the text of each further column of every response with an area."""
    import pandas as pd  # takes half a second to load, and only raw responses need it

    reader = RecordReader(table, findings)
    columns = list(table.header.unknown)
    rows = [
        (record.row, reader.fields(record)["area"], *(reader.text(record, at) for at in columns))
        for record in table.records
    ]
    frame = pd.DataFrame(rows, columns=["row", "area", *columns])
    return frame[frame["area"] != ""]


def _say_unreadable(
    table: InputTable, frame: DataFrame, questions: dict[int, str], findings: list[Finding]
) -> None:
    """Say which answers to a question were not counted."""
    for column, name in questions.items():
        for row, answer in zip(frame["row"], frame[column], strict=True):
            if answer and answer.lower() not in (*_YES, *_NO):
                seen = f"'{answer}' is neither yes nor no: it was not counted for {name}"
                place = table.sheet.at(int(row), column)
                findings.append(ANSWER_UNREADABLE.at(place, seen, value=answer))
