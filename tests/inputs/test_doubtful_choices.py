"""Where a sheet leaves a choice, the whole column decides, and a doubtful choice is said."""

from __future__ import annotations

import pytest

from generator.finding_groups import group_findings
from tests.inputs.workbooks import SETTINGS, Sheet, pack_with, plan_of, register_of, workbook

TEXTS = ("The quay wall fails in a storm", "The grant is not confirmed", "A contractor leaves")
PLAN = ["Agreed action", "Lead", "RAG", "Progress"]
ACTIONS = [
    ["Mend the quay wall", "Harbour Master", "G", "Surveyed"],
    ["Ask for the grant", "Head of Finance", "A", "Asked"],
    ["Find a contractor", "Head of Property", "R", "Called"],
]


def said(findings, *codes):
    """The sentences of the findings of some rules, in groups."""
    return [(each.code, each.seen) for each in group_findings(findings) if each.code in codes]


@pytest.mark.parametrize("written", [5, "5", "5 - Moderate", "5 (Moderate)"])
def test_number_that_is_declared_as_another_spelling_is_that_step(tmp_path, written):
    """What pack.yaml says of a number counts more than the number."""
    settings = SETTINGS.replace("word: Moderate}", 'word: Moderate, also_written: ["5"]}')
    rows = [["Ref", "Risk", "Impact", "Likelihood"], ["M1", TEXTS[0], written, 2]]
    content = workbook(Sheet(rows=rows))
    pack, findings = pack_with(
        tmp_path, "{risk_register: {file: r.xlsx}}", {"r.xlsx": content}, settings
    )
    assert pack.register.risks[0].latest.impact == 3
    assert said(findings, "SCORE-01", "SCORE-08") == []


def test_words_of_one_step_beside_each_other_are_that_step(tmp_path):
    """ "2 - Unlikely / Remote" is step 2 where both words are declared."""
    settings = SETTINGS.replace("word: Unlikely}", "word: Unlikely, also_written: [Remote]}")
    rows = [["Ref", "Risk", "Impact", "Likelihood"], ["M1", TEXTS[0], 4, "2 - Unlikely / Remote"]]
    content = workbook(Sheet(rows=rows))
    pack, findings = pack_with(
        tmp_path, "{risk_register: {file: r.xlsx}}", {"r.xlsx": content}, settings
    )
    assert pack.register.risks[0].latest.likelihood == 2
    assert said(findings, "SCORE-01", "SCORE-08") == []


@pytest.mark.parametrize(
    ("written", "step"),
    [
        ("Likely (50-80%)", 4),
        ("Possible 20-50%", 3),
        ("2 (5 to 20%)", 2),
        ("Almost certain >80%", 5),
        ("50%", None),
        ("20-50%", None),
    ],
)
def test_percentages_explain_a_step_and_are_none(tmp_path, written, step):
    """A percentage beside a word or number is its explanation; alone it is an error."""
    rows = [["Ref", "Risk", "Impact", "Likelihood"], ["M1", TEXTS[0], 4, written]]
    rows += [["M2", TEXTS[1], 4, 3], ["M3", TEXTS[2], 4, 3]]
    register, findings = register_of(tmp_path, workbook(Sheet(rows=rows)))
    assert register.risks[0].latest.likelihood == step
    assert [code for code, _ in said(findings, "SCORE-01")] == ([] if step else ["SCORE-01"])


def test_merged_group_heading_ends_with_its_merge(tmp_path):
    """What stands to the right of a merged group heading is not of that group."""
    rows = [
        [None, None, "Inherent", None, "Current", None, None],
        ["Ref", "Risk", "I", "L", "I", "L", "Impact on others"],
        *[[f"M{n}", text, 5, 4, 3, 2, "Neighbours"] for n, text in enumerate(TEXTS)],
    ]
    content = workbook(Sheet(rows=rows, merges=["C1:D1", "E1:F1"]))
    _, findings = register_of(tmp_path, content)
    assert said(findings, "COL-02") == [
        ("COL-02", "ignored column G 'Impact on others': it matches no known heading")
    ]


def merged(folder, *rows):
    """A register with one heading over columns C to E."""
    head = ["Ref", "Risk", "Current score", None, None]
    named = [[f"M{n}", text, *row] for n, (text, row) in enumerate(zip(TEXTS, rows, strict=True))]
    content = workbook(Sheet(rows=[head, *named], merges=["C1:E1"]))
    return register_of(folder, content)


def test_product_below_a_merged_heading_is_the_score(tmp_path):
    """Impact, likelihood and score below one heading: the score is the product, and it is said."""
    register, findings = merged(tmp_path, [4, 3, 12], [2, 2, 4], [5, 1, 5])
    assert [risk.latest.given_score for risk in register.risks] == [12, 4, 5]
    assert said(findings, "COL-05", "COL-09") == [
        (
            "COL-05",
            "column C 'Current score' has one heading with D, E: E, the product of the others, is "
            "the score",
        )
    ]


def test_numbers_below_a_merged_heading_are_no_score_by_themselves(tmp_path):
    """Where no column is the product of the others, none is read, and one finding says so."""
    register, findings = merged(tmp_path, [4, 3, 9], [2, 2, 6], [5, 1, 5])
    assert [risk.latest.given_score for risk in register.risks] == [None, None, None]
    assert said(findings, "COL-05", "COL-09") == [
        ("COL-05", "column C 'Current score' has one heading with D, E: none of them was read as "
         "the score")
    ]  # fmt: skip


def test_single_value_without_a_heading_is_said(tmp_path):
    """A cell in a column without a heading, within the table, is lost with a finding only."""
    rows = [["Ref", "Risk", None, "Impact", "Likelihood"]]
    rows += [[f"M{n}", text, None, 4, 3] for n, text in enumerate(TEXTS)]
    rows[2][2] = "See minutes"
    _, findings = register_of(tmp_path, workbook(Sheet(rows=rows)))
    assert said(findings, "COL-09") == [
        ("COL-09", "column C has no heading of its own, and its cell was not read")
    ]


def test_records_of_lookups_without_results_are_one_error(tmp_path):
    """Rows that formulas fill are records; where the file holds no result, that is the error."""
    rows = [["Ref", "Risk", "Impact", "Likelihood"]]
    rows += [[f"M{n}", *[f"=INDEX(Data!{c}:{c},{n})" for c in "BCD"]] for n in (1, 2, 3)]
    _, findings = register_of(tmp_path, workbook(Sheet(rows=rows)))
    (group,) = [each for each in group_findings(findings) if each.severity == "error"]
    assert (group.code, group.places) == ("CELL-03", "B2:D4")


def plan_with(folder, **columns):
    """A plan with further columns before the others, and what is said of them."""
    head = [name.replace("_", " ") for name in columns]
    rows = [[*values, *action] for *values, action in zip(*columns.values(), ACTIONS, strict=True)]
    return plan_of(folder, workbook(Sheet(rows=[[*head, *PLAN], *rows])))


def test_numbers_of_people_and_of_groups_are_no_references(tmp_path):
    """Any "... ID" is not the reference: not an officer's, nor one that several records share."""
    plan, findings = plan_with(
        tmp_path, Audit_ID=["IA1", "IA1", "IA2"], Officer_ID=["E1", "E2", "E3"]
    )
    assert [action.reference for action in plan.actions] == ["1", "2", "3"]
    assert [code for code, _ in said(findings, "COL-05", "COL-06")] == ["COL-06"]


def test_one_of_several_references_is_said(tmp_path):
    """The alternatives are named, with the line that settles it."""
    plan, findings = plan_with(tmp_path, Audit_ID=["A1", "A2", "A3"], Pentana_ID=["7", "8", "9"])
    assert [action.reference for action in plan.actions] == ["A1", "A2", "A3"]
    assert said(findings, "COL-05") == [
        (
            "COL-05",
            "column A 'Audit ID' was read as the references; it could be Pentana ID too",
        )
    ]


def test_priority_is_no_action(tmp_path):
    """A column of priorities is never what the plan is about."""
    plan, findings = plan_with(tmp_path, Ref=[1, 2, 3], Priority=["High", "Low", "Medium"])
    assert [action.recommendation for action in plan.actions] == [row[0] for row in ACTIONS]
    assert [code for code, _ in said(findings, "COL-01", "COL-02")] == ["COL-02"]


def test_sheet_with_fewer_columns_is_named_too(tmp_path):
    """The sheet with the most columns is read, and the others that could be meant are named."""
    rows = [["Ref", "Risk", "Impact", "Likelihood", "Owner", "Status"]]
    rows += [[f"M{n}", text, 4, 3, "PS", "Open"] for n, text in enumerate(TEXTS)]
    short = [row[:4] for row in rows]
    content = workbook(Sheet(rows=short, name="Q1"), Sheet(rows=rows, name="Q4 last year"))
    _, findings = register_of(tmp_path, content)
    assert said(findings, "SHEET-02") == [
        ("SHEET-02", "sheet 'Q4 last year' was read; Q1 could be the risk register too")
    ]


def test_blank_ratings_have_a_status_of_their_own(tmp_path):
    """Where the key has no line for a blank, the settings of the pack get one, and it is said."""
    line = '    - {letter: "", word: Blank, meaning: Not started, colour: none}\n'
    rows = [["Ref", "Action", "RAG"], [1, "Mend the quay wall", "G"], [2, "Ask for it", None]]
    inputs = "{action_plan: {file: p.xlsx}}"
    files = {"p.xlsx": workbook(Sheet(rows=rows))}
    pack, findings = pack_with(tmp_path, inputs, files, SETTINGS.replace(line, ""))
    assert [status.word for status in pack.settings.action_plan.key if not status.letter] == [
        "No rating"
    ]
    assert said(findings, "RAG-04") == [("RAG-04", "2 has no rating: it is shown as 'No rating'")]
    pack, findings = pack_with(tmp_path, inputs, files)
    assert [status.word for status in pack.settings.action_plan.key if not status.letter] == [
        "Blank"
    ]
    assert said(findings, "RAG-04") == []
