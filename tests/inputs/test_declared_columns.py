"""A declared column cannot be forgotten: the model has its field, and its value arrives there."""

from __future__ import annotations

import dataclasses
import typing
from datetime import date
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.inputs.tables.columns.input_columns import CellKind
from generator.model.risks import DatedNote, Status, Trend
from tests.inputs.workbooks import Sheet, pack_with, workbook
from tests.reference import FORMS

COLUMNS = [(form, column) for form in FORMS for column in form.columns]
TEXT = st.lists(
    st.sampled_from(["roof", "budget", "winter", "quay", "grant"]), min_size=5, max_size=9
).map(" ".join)
DAY = st.dates(date(2020, 1, 1), date(2024, 4, 30))
STEP = st.integers(1, 5)
CELLS = {
    CellKind.TEXT: TEXT.map(lambda text: (text, text)),
    CellKind.PARAGRAPHS: TEXT.map(lambda text: (f"{text}\nmore", (text, "more"))),
    CellKind.REFERENCE: st.integers(1, 99).map(lambda number: (f"R{number}", f"R{number}")),
    CellKind.IMPACT: STEP.map(lambda step: (step, step)),
    CellKind.LIKELIHOOD: STEP.map(lambda step: (step, step)),
    CellKind.SCORE: st.integers(1, 25).map(lambda score: (score, score)),
    CellKind.RATING: st.sampled_from([("Red", "R"), ("Amber", "A"), ("G", "G")]),
    CellKind.ACTION_RATING: st.sampled_from([("Red", "R"), ("Blue", "B")]),
    CellKind.DATE: DAY.map(lambda day: (f"{day:%d/%m/%Y}", day)),
    CellKind.DEADLINE: DAY.map(lambda day: (f"{day:%d/%m/%Y}", day)),
    CellKind.NOTES: TEXT.map(
        lambda text: (
            f"01.02.24 - {text}",
            (DatedNote(date=date(2024, 2, 1), text=text, written_date="01.02.24"),),
        )
    ),
    CellKind.STATUS: st.sampled_from([("Closed", Status.CLOSED), ("Issue", Status.ISSUE)]),
    CellKind.YES_NO: st.just(("Yes", True)),
    CellKind.TREND: st.sampled_from([("↑", Trend.INCREASED), ("Decreased", Trend.DECREASED)]),
    CellKind.POUNDS: st.integers(1, 10**6).map(lambda sum_: (sum_, Decimal(sum_))),
    CellKind.COUNT: st.integers(1, 10**6).map(lambda count: (count, count)),
    CellKind.NUMBER: st.integers(1, 10**6).map(lambda number: (number, Decimal(number))),
}
"""For each kind, what a cell holds and the value that is read from it."""
RECORDS = {
    "risk_register": lambda pack: pack.register.risks,
    "action_plan": lambda pack: pack.action_plan.actions,
    "service_reviews": lambda pack: pack.service_reviews,
    "savings": lambda pack: pack.savings,
    "survey_counts": lambda pack: pack.survey.areas,
    "survey_responses": lambda pack: pack.survey.areas,
    "subject_history": lambda pack: pack.subject_history,
    "figures": lambda pack: pack.figures,
}


@pytest.mark.parametrize(
    ("form", "column"), COLUMNS, ids=[f"{form.key}-{column.key}" for form, column in COLUMNS]
)
def test_model_has_the_field_of_a_column(form, column):
    """The record of an input has the field that a column says it fills."""
    model = form.record
    for name in column.field.split("."):
        assert name in {field.name for field in dataclasses.fields(model)}
        kind = typing.get_type_hints(model)[name]
        model = typing.get_args(kind)[0] if typing.get_origin(kind) is tuple else kind


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.key)
@given(data=st.data())
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_value_of_every_column_arrives_in_the_record(form, data):
    """A workbook with every declared column filled gives a record with every field filled."""
    drawn = {column.key: data.draw(CELLS[column.kind]) for column in form.columns}
    rows = [
        [column.heading for column in form.columns],
        [drawn[column.key][0] for column in form.columns],
    ]
    if len(form.columns) == 1:  # a single cell would be a section heading
        rows = [[*rows[0], "Aware?"], [*rows[1], "Yes"]]
    with TemporaryDirectory() as folder:
        inputs = f"{{{form.key}: {{file: input.xlsx}}}}"
        pack, findings = pack_with(Path(folder), inputs, {"input.xlsx": workbook(Sheet(rows=rows))})
    (record,) = RECORDS[form.key](pack)
    read = {column.key: _value(record, column.field) for column in form.columns}
    assert read == {key: value for key, (_, value) in drawn.items()}, list(map(str, findings))


def _value(record, field):
    """The value at a path such as "latest.impact" or, of the first action, "actions.owner"."""
    *path, last = field.split(".")
    for name in path:
        part = getattr(record, name)
        record = part[0] if isinstance(part, tuple) else part
    return getattr(record, last)
