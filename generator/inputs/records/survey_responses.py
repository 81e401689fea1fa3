"""Counts raw survey responses, one row per response, into a survey."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.findings import Finding, rule
from generator.inputs.records.record_reader import RecordReader
from generator.inputs.records.survey_counts import total_of
from generator.inputs.tables.input_table import InputTable
from generator.model.programme import AreaCounts, Survey

if TYPE_CHECKING:
    from pandas import DataFrame

ANSWER_UNREADABLE = rule("COUNT-01")
_YES = ("yes", "y", "true", "1")
_NO = ("no", "n", "false", "0")


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
