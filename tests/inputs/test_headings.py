"""A column that is filled is read, or a finding says so; what officers expect and lacks is said."""

from __future__ import annotations

from datetime import date

import pytest

from generator.finding_groups import group_findings
from tests.inputs.workbooks import Sheet, plan_of, register_of, workbook

HEAD = ["Ref", "Risk description", "Risk owner", "Impact", "Likelihood", "Notes", "Status"]
RISKS = [
    ["M1", "The quay wall fails in a storm", "HM", 4, 3, "1.3.24 - Surveyed.", "Open"],
    ["M2", "The grant is not confirmed in time", "PS", 2, 2, "2.3.24 - Asked.", "Open"],
    ["M3", "A contractor leaves the market", "PS", 5, 1, "3.3.24 - Called.", "Closed"],
]


def register(folder, *further, change=(), without=(), more=""):
    """The register with further columns, other headings, or without some, and what is said."""
    table = [list(row) for row in (HEAD, *RISKS)]
    for column in further:
        for row, value in zip(table, column, strict=True):
            row.append(value)
    kept = [at for at, heading in enumerate(table[0]) if heading not in without]
    table[0] = [dict(change).get(heading, heading) for heading in table[0]]
    rows = [[row[at] for at in kept] for row in table]
    read, findings = register_of(folder, workbook(Sheet(rows=rows)), more=more)
    return read, {group.code: group for group in group_findings(findings)}


def test_column_that_is_not_understood_is_a_warning(tmp_path):
    """All of them are one warning; its remedy has the line that leaves them alone."""
    _, groups = register(tmp_path, ["Zone", "A", "B", "C"], ["Cost code", 11, 12, 13])
    assert list(groups) == ["COL-02"]
    assert (groups["COL-02"].severity, groups["COL-02"].places) == ("warning", "H1:I1")
    assert groups["COL-02"].remedy.endswith("`ignore: [Zone, Cost code]`.")


def test_column_can_be_left_alone(tmp_path):
    """A heading under `ignore` is not read, even where it is known, and nothing is said of it."""
    read, groups = register(
        tmp_path, ["Zone", "A", "B", "C"], ["Score", 9, 9, 9], more=", ignore: [zone, Score]"
    )
    assert groups == {}
    assert [risk.latest.given_score for risk in read.risks] == [None, None, None]
    assert [dict(risk.other) for risk in read.risks] == [{}, {}, {}]


def test_heading_to_leave_alone_must_be_there(tmp_path):
    """A misspelt entry of `ignore` is an error, as a misspelt mapping is."""
    _, groups = register(tmp_path, more=", ignore: [Zonne]")
    assert groups["COL-04"].seen == "pack.yaml ignores 'Zonne', but no column has that heading"


@pytest.mark.parametrize(
    ("heading", "misspelt", "meant"),
    [
        ("Risk owner", "Risk Onwer", "Risk Owner"),
        ("Status", "Statsu", "Status"),
        ("Notes", "Updaets", "Updates"),
        ("Risk description", "Risk Descripton", "Risk Description"),
    ],
)
def test_misspelt_heading_that_the_papers_need_is_an_error(tmp_path, heading, misspelt, meant):
    """Documents without owners, statuses or notes are not made because of a letter."""
    _, groups = register(tmp_path, change={heading: misspelt}.items())
    found = groups.get("COL-01") or groups["SHEET-01"]
    assert found.severity == "error"
    assert f"did you mean '{meant}'" in found.seen


def test_misspelt_scores_are_one_error(tmp_path):
    """Where no latest score can be read because of its headings, that is one error."""
    change = {"Impact": "Imapct", "Likelihood": "Likelyhood"}
    _, groups = register(tmp_path, change=change.items())
    assert groups["COL-01"].places == "D1:E1"
    assert "COL-07" not in groups


@pytest.mark.parametrize(
    ("heading", "code", "consequence"),
    [
        ("Risk owner", "COL-11", "no column is read as Risk Owner (no owner is printed)"),
        ("Status", "COL-12", "no column is read as Status (every risk counts as open)"),
        ("Notes", "COL-12", "no column is read as Notes (no note is printed)"),
    ],
)
def test_missing_column_that_officers_expect_is_said(tmp_path, heading, code, consequence):
    """Owners are worth a warning, statuses and notes a note; each says what follows."""
    _, groups = register(tmp_path, without=[heading])
    assert [(each, group.seen) for each, group in groups.items()] == [(code, consequence)]


def test_sheet_of_closed_risks_needs_no_status(tmp_path):
    """What the sheet's name says is not asked again."""
    closed = [["Ref", "Risk description", "Impact", "Likelihood"], ["M9", "A grant ends", 2, 2]]
    content = workbook(
        Sheet(rows=[HEAD, *RISKS], name="Open risks"), Sheet(rows=closed, name="Closed risks")
    )
    _, findings = register_of(tmp_path, content)
    assert {each.code for each in findings} & {"COL-11", "COL-12"} == set()


def test_date_of_the_next_review_is_no_due_date(tmp_path):
    """When a risk is reviewed next is not when its actions are due."""
    days = [date(2024, 9, 1), date(2024, 9, 2), date(2024, 9, 3)]
    for heading in ("Next review", "Review date"):
        read, groups = register(tmp_path, [heading, *days])
        assert [(risk.next_review, risk.due) for risk in read.risks] == [
            (day, None) for day in days
        ]
        assert groups == {}


def test_plan_without_ratings_and_leads_is_said(tmp_path):
    """One warning for all columns that a plan lacks."""
    rows = [["Ref", "Action", "Progress"], [1, "Mend the quay wall", "Surveyed"]]
    _, findings = plan_of(tmp_path, workbook(Sheet(rows=rows)))
    assert [each.seen for each in findings] == [
        "no column is read as Lead (no lead is printed), RAG (no rating is printed)"
    ]


@pytest.mark.parametrize("heading", ["Rank", "Risk Rank", "Ranking"])
@pytest.mark.parametrize("ranks", [[1, 2, 3], [3, 1, 2], [1, 1, 3]])
def test_rank_is_no_score(tmp_path, heading, ranks):
    """A rank orders the risks, whichever numbers it holds; that it is left alone is said."""
    read, groups = register(tmp_path, [heading, *ranks])
    assert [risk.latest.given_score for risk in read.risks] == [None, None, None]
    assert groups["COL-02"].seen == f"ignored column H '{heading}': a rank is not a score"
