"""An input column whose field no document shows is found here, before an officer misses it."""

from __future__ import annotations

from datetime import date

import pytest

from generator.content.workbooks import compose_workbook
from generator.content.workbooks.sheet_content import value_of
from generator.inputs.tables.columns.action_columns import ACTION_PLAN
from generator.inputs.tables.columns.input_columns import CellKind
from generator.inputs.tables.columns.risk_columns import RISK_REGISTER
from generator.settings.pack_settings import DocumentSettings
from tests.inputs.workbooks import Sheet, pack_with, workbook

NOT_SHOWN = {
    # The trend follows from the scores where they are known; a given one that contradicts them
    # is TREND-02.
    ("risk_register", "trend"),
    # A rating counts only where no score tells the band; one that contradicts it is RAG-03.
    ("risk_register", "baseline_rag"),
    ("risk_register", "previous_rag"),
    ("risk_register", "latest_rag"),
    ("risk_register", "target_rag"),
}
"""Columns that are read for the checks alone, each with the reason."""

SAMPLES = {
    CellKind.TEXT: ("the quay wall", "the crane rail"),
    CellKind.PARAGRAPHS: ("Soundings taken", "Survey ordered"),
    CellKind.REFERENCE: ("R1", "R2"),
    CellKind.IMPACT: (2, 3),
    CellKind.LIKELIHOOD: (2, 3),
    CellKind.SCORE: (4, 9),
    CellKind.RATING: ("Red", "Green"),
    CellKind.ACTION_RATING: ("Red", "Green"),
    CellKind.DATE: (date(2024, 1, 10), date(2024, 3, 11)),
    CellKind.DEADLINE: (date(2024, 1, 10), date(2024, 3, 11)),
    CellKind.NOTES: ("01.02.24 - quay", "01.02.24 - rail"),
    CellKind.STATUS: ("Open", "Issue"),
    CellKind.YES_NO: ("Yes", "No"),
    CellKind.TREND: ("↑", "↓"),
}
"""Two values of each kind, of which a document that shows them must make a difference."""

BEFORE = date(2023, 6, 1), date(2024, 2, 1)
"""Dates before and in the period, for what is only counted as new in it."""

CASES = [(form, column) for form in (RISK_REGISTER, ACTION_PLAN) for column in form.columns]


def shown(folder, form, values):
    """Every value of the workbook that is composed of one record."""
    rows = [[column.heading for column in form.columns], list(values.values())]
    pack, findings = pack_with(
        folder, f"{{{form.key}: {{file: i.xlsx}}}}", {"i.xlsx": workbook(Sheet(rows=rows))}
    )
    assert pack is not None, list(map(str, findings))
    name = form.key.replace("_", "-")
    document = DocumentSettings(name=name, title=form.title, workbook=name)
    made = compose_workbook(pack, document, version="0")
    return [
        value_of(cell)
        for sheet in made.sheets
        for table in sheet.tables
        if table.name != "About"  # it holds the hash of the input
        for row in table.rows
        for cell in row
    ]


@pytest.mark.parametrize(
    ("form", "column"), CASES, ids=[f"{form.key}-{column.key}" for form, column in CASES]
)
def test_every_declared_column_is_shown(form, column, tmp_path):
    """Another value in the column makes another workbook, or the column is on the list above."""
    first = {each.key: SAMPLES[each.kind][0] for each in form.columns}
    values = SAMPLES[column.kind] if column.key != "raised_date" else BEFORE
    made = [
        shown(tmp_path / str(number), form, first | {column.key: value})
        for number, value in enumerate(values)
    ]
    assert (made[0] != made[1]) is ((form.key, column.key) not in NOT_SHOWN)
