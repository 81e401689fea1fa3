"""Charts draw the whole of their tables: the ranges of their series, read back from the file."""

from __future__ import annotations

import re

import pytest
from openpyxl.utils import range_boundaries

from tests.content.workbooks.registers import (
    ACTIONS,
    FIVE_BY_FIVE,
    RISKS,
    UNSCORED,
    plan_pack,
    register_pack,
)
from tests.renderers.excel.reading import opened, parts_of, rendered, rendered_plan

READINGS = ("Baseline", "Previous", "Latest")
RAG = ("Red (R)", "Amber (A)", "Green (G)")

REGISTER_CHARTS = {
    # table: (rows from the first, None for all; columns; column of the categories or None)
    "RiskCounts": (3, READINGS, None),
    "Scores": (None, ("Highest score", "Average score"), "Reading"),
    "TopRisks": (None, ("Latest score", "Baseline score"), "Reference"),
    "Workstreams": (None, RAG, "Workstream"),
}
PLAN_CHARTS = {
    "ActionCounts": (3, ("Actions",), None),
    "ActionLeads": (None, ("Red (R)", "Green (G)", "Blank"), "Lead"),
}


def charts_by_table(sheet):
    """The charts of a sheet by the table whose heading is their title."""
    tables = {range_boundaries(table.ref)[1]: table for table in sheet.tables.values()}
    found = {}
    for chart in sheet._charts:
        heading = chart.title.tx.strRef.f.replace("$", "").rpartition("!A")[2]
        found[tables[int(heading) + 1].name] = chart
    return found


def cells_of(reference):
    """Every (row, column) of a reference such as Summary!$B$10:$D$10."""
    sheet, _, area = reference.rpartition("!")
    assert sheet == "Summary"
    left, top, right, bottom = range_boundaries(area.replace("$", ""))
    return {(row, column) for row in range(top, bottom + 1) for column in range(left, right + 1)}


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (rendered(register_pack((UNSCORED, *RISKS))), REGISTER_CHARTS),
        (rendered_plan(plan_pack(ACTIONS)), PLAN_CHARTS),
    ],
    ids=["risk register", "action plan"],
)
def test_a_chart_draws_every_row_and_column_of_its_table(data, expected):
    """No row or column is missing, none is drawn twice, and each has its category."""
    sheet = opened(data)["Summary"]
    charts = charts_by_table(sheet)
    assert set(charts) == set(expected)
    for name, (rows, columns, categories) in expected.items():
        left, top, right, bottom = range_boundaries(sheet.tables[name].ref)
        headings = {sheet.cell(top, column).value: column for column in range(left, right + 1)}
        last = bottom if rows is None else top + rows
        drawn = [cell for each in charts[name].series for cell in cells_of(each.val.numRef.f)]
        wanted = [
            (row, headings[heading]) for row in range(top + 1, last + 1) for heading in columns
        ]
        assert sorted(drawn) == sorted(wanted), name
        for each in charts[name].series:
            reference = each.cat.numRef or each.cat.strRef
            told = {(top, headings[heading]) for heading in columns}
            if categories:
                told = {(row, headings[categories]) for row in range(top + 1, bottom + 1)}
            assert cells_of(reference.f) == told, name


def test_each_series_is_drawn_under_its_own_name():
    """The name "R Red" stands for the row of Red, or for the column Red (R)."""
    sheet = opened(rendered(register_pack((UNSCORED, *RISKS))))["Summary"]
    charts = charts_by_table(sheet)
    for each in charts["RiskCounts"].series:
        row = min(cells_of(each.val.numRef.f))[0]
        assert each.tx.v == f"{sheet.cell(row, 2).value} {sheet.cell(row, 1).value}"
    header = range_boundaries(sheet.tables["Workstreams"].ref)[1]
    for each in charts["Workstreams"].series:
        letter, _, word = each.tx.v.partition(" ")
        column = min(cells_of(each.val.numRef.f))[1]
        assert sheet.cell(header, column).value == f"{word} ({letter})"


@pytest.mark.parametrize("word", ["High!A1", "=Sum!B2", "It's!C3", "A1:B2", "=1+1"])
def test_a_word_of_the_scale_that_looks_like_an_address_is_a_word(word):
    """A series is named by its text: no cell elsewhere is asked for it."""
    bands = [dict(band) for band in FIVE_BY_FIVE["bands"]]
    bands[2] |= {"word": word, "colour": "red"}
    data = rendered(register_pack(scoring=FIVE_BY_FIVE | {"bands": tuple(bands)}))
    for name, part in parts_of(data).items():
        if name.startswith("xl/charts/chart"):
            assert "!A1</c:f>" not in part
            assert not re.findall(r"<c:f>(?!(?:Summary)!)[^<]*</c:f>", part)
    names = re.findall(r"<c:tx><c:v>([^<]*)</c:v>", parts_of(data)["xl/charts/chart1.xml"])
    assert names == ["G Green", "A Amber", f"R {word}"]


@pytest.mark.parametrize("word", ["High!A1", "=Sum!B2"])
def test_a_word_of_the_key_that_looks_like_an_address_is_a_word(word):
    """In the charts of an action plan too, whose series begin with the word."""
    plan = register_pack().settings.action_plan.model_dump()
    first, *others = plan["key"]
    key = (first | {"word": word, "colour": "red"}, *others)
    data = rendered_plan(plan_pack(action_plan=plan | {"key": key}))
    names = re.findall(r"<c:tx><c:v>([^<]*)</c:v>", parts_of(data)["xl/charts/chart1.xml"])
    assert names[0] == f"{word} (R)"
