"""Counts raw survey responses, one row a response, into a survey."""

from __future__ import annotations

from collections.abc import Hashable

from generator.findings import Finding, rule
from generator.inputs.cells.text_cells import parse_text
from generator.inputs.files.input_sheet import CellError, Uncalculated
from generator.inputs.records.record_builder import RecordBuilder
from generator.inputs.records.survey_counts import total_of
from generator.inputs.tables.input_table import InputTable
from generator.model.programme import AreaCounts, Survey

ANSWER_UNREADABLE = rule("COUNT-01")
_YES = frozenset({"yes", "y", "true", "1"})
_NO = frozenset({"no", "n", "false", "0"})


def build_survey_from_responses(table: InputTable, findings: list[Finding]) -> Survey:
    """The counts by area, in the order in which the areas first appear."""
    import pandas as pd

    columns = {
        column: " ".join(heading.whole.split()) for column, heading in table.header.unknown.items()
    }
    rows = []
    for record in table.records:
        cells = RecordBuilder(table, record, findings)
        row = {"row": record.row, "area": cells.text("area")}
        for column in columns:
            row[str(column)] = _answer(table, record.row, column)
        rows.append(row)
    frame = pd.DataFrame(rows, columns=["row", "area", *map(str, columns)]).fillna("")
    frame = frame[frame["area"] != ""]
    questions = {
        column: name for column, name in columns.items() if _is_question(list(frame[str(column)]))
    }
    _say_unreadable(table, frame.to_dict("records"), questions, findings)
    areas = []
    for area, group in frame.groupby("area", sort=False):
        answers = {
            name: (
                int(group[str(column)].str.lower().isin(_YES).sum()),
                int(group[str(column)].str.lower().isin(_NO).sum()),
            )
            for column, name in questions.items()
        }
        other = {
            name: int((group[str(column)] != "").sum())
            for column, name in columns.items()
            if column not in questions
        }
        areas.append(
            AreaCounts(
                area=str(area),
                responses=len(group),
                answers=answers,
                other=other,
                where={"row": table.sheet.at(int(group["row"].iloc[0]))},
            )
        )
    names = tuple(questions.values())
    return Survey(questions=names, areas=tuple(areas), total=total_of(areas, names))


def _answer(table: InputTable, row: int, column: int) -> str:
    value = table.sheet.value(row, column)
    if value is None or isinstance(value, (CellError, Uncalculated)):
        return ""
    return parse_text(value).value or ""


def _is_question(answers: list[str]) -> bool:
    given = [answer.lower() for answer in answers if answer]
    plain = sum(1 for answer in given if answer in _YES | _NO)
    return bool(given) and plain * 2 > len(given)


def _say_unreadable(
    table: InputTable,
    rows: list[dict[Hashable, object]],
    questions: dict[int, str],
    findings: list[Finding],
) -> None:
    for row in rows:
        for column in questions:
            answer = str(row[str(column)])
            if answer and answer.lower() not in _YES | _NO:
                seen = f"“{answer}” is neither yes nor no; it was not counted"
                place = table.sheet.at(int(str(row["row"])), column)
                findings.append(ANSWER_UNREADABLE.at(place, seen))
