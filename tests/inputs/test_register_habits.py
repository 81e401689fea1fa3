"""Habits of registers beside the fourteen cases: what is read, and the one finding that says so."""

from __future__ import annotations

import io
import re
from datetime import date

import openpyxl
import pytest

from generator.finding_groups import group_findings
from generator.model.risks import Status
from tests.inputs.workbooks import LACKING, SETTINGS, Sheet, pack_with, register_of, workbook

TEXTS = ("The quay wall fails", "A grant is not paid", "The contractor leaves the market")


def read(folder, head, *rows, settings=SETTINGS, merges=()):
    """The register of rows below a heading, and its findings in groups by code.

    That these small tables lack columns is not among them: `test_headings` holds that.
    """
    content = workbook(Sheet(rows=[head, *rows], merges=merges))
    inputs = "{risk_register: {file: r.xlsx}}"
    pack, findings = pack_with(folder, inputs, {"r.xlsx": content}, settings)
    groups = {group.code: group for group in group_findings(findings)}
    return pack.register, {code: groups[code] for code in groups if code not in LACKING}


def test_blank_column_of_references_numbers_the_records(tmp_path):
    """One warning says so, not an error for each row."""
    rows = [[None, text, 4, 3] for text in TEXTS]
    register, groups = read(tmp_path, ["Ref", "Risk", "Impact", "Likelihood"], *rows)
    assert [risk.reference for risk in register.risks] == ["1", "2", "3"]
    assert list(groups) == ["COL-06"]


def test_second_row_of_headings_is_no_record(tmp_path):
    """Letters below a merged heading name no risk; the columns below them are said."""
    head = ["Ref", "Risk", "Impact", None, None, "Owner"]
    rows = [[f"M{n}", text, None, "X", None, "HM"] for n, text in enumerate(TEXTS)]
    register, groups = read(
        tmp_path, head, [None, None, "L", "M", "H", None], *rows, merges=["C1:E1"]
    )
    assert [risk.reference for risk in register.risks] == ["M0", "M1", "M2"]
    assert groups["COL-09"].places == "D1"


def test_misspelt_headings_are_one_question(tmp_path):
    """All misspelt headings with a known one near are one error, with the line to paste."""
    head = ["Ref", "Risk", "Risk Onwer", "Imapct", "Likelyhood", "Project Stage"]
    rows = [[f"M{n}", text, "HM", 4, 3, "Design"] for n, text in enumerate(TEXTS)]
    _, groups = read(tmp_path, head, *rows)
    assert groups["COL-01"].places == "C1:E1"
    assert groups["COL-01"].remedy == (
        "Correct the headings, or add to pack.yaml under inputs.risk_register: `columns: {owner: "
        "Risk Onwer, latest_impact: Imapct, latest_likelihood: Likelyhood}`."
    )
    assert groups["COL-02"].seen == "ignored column F 'Project Stage': it matches no known heading"


def test_ignored_columns_say_what_is_read_instead(tmp_path):
    """A second column for the owner is not unknown: the finding names the one that is read."""
    head = ["Ref", "Risk", "Risk Owner", "Lead Officer", "Impact", "Likelihood"]
    rows = [[f"M{n}", text, "HM", "FM", 4, 3] for n, text in enumerate(TEXTS)]
    _, groups = read(tmp_path, head, *rows)
    assert groups["COL-02"].seen == (
        "ignored column D 'Lead Officer': column C 'Risk Owner' is read instead"
    )


def test_blank_columns_are_not_mentioned(tmp_path):
    """A heading without a value below it is no finding."""
    _, groups = read(tmp_path, ["Ref", "Risk", "Insurance"], ["R1", TEXTS[0], None])
    assert groups == {}


def test_words_of_a_status_can_be_declared(tmp_path):
    """One finding lists the words with the line to paste; with it they are known."""
    head = ["Ref", "Risk", "Impact", "Likelihood", "Status"]
    states = ("Mitigated", "Parked", "Open", "Mitigated")
    rows = [[f"M{n}", TEXTS[n % 3], 4, 3, state] for n, state in enumerate(states)]
    _, groups = read(tmp_path, head, *rows)
    assert groups["STATUS-01"].remedy.endswith("`statuses: {Mitigated: Closed, Parked: Closed}`.")
    own = SETTINGS.replace(
        "  exceptions:", "  statuses: {Mitigated: Closed, Parked: Open}\n  exceptions:"
    )
    register, groups = read(tmp_path, head, *rows, settings=own)
    assert [risk.status for risk in register.risks] == [
        Status.CLOSED,
        Status.OPEN,
        Status.OPEN,
        Status.CLOSED,
    ]
    assert groups == {}


def test_words_of_a_rating_can_be_declared(tmp_path):
    """An unknown rating is one error with the list to paste; with it the rating is known."""
    head = ["Ref", "Risk", "Impact", "Likelihood", "RAG"]
    rows = [[f"M{n}", text, 4, 3, "Tolerable"] for n, text in enumerate(TEXTS)]
    _, groups = read(tmp_path, head, *rows)
    assert groups["RAG-01"].remedy.endswith("scoring.bands: also_written: [Tolerable]")
    own = SETTINGS.replace("word: Amber, lowest", "word: Amber, also_written: [Tolerable], lowest")
    register, groups = read(tmp_path, head, *rows, settings=own)
    assert {risk.latest.rag for risk in register.risks} == {"A"}
    assert groups == {}


def test_invisible_letters_do_not_hide_a_column(tmp_path):
    """References with an invisible letter are references, and one finding names the cells."""
    head = ["Ref", "Risk", "Impact", "Likelihood"]
    rows = [[f"M{n}\u200b", TEXTS[n % 3], 4, 3] for n in range(6)]
    register, groups = read(tmp_path, head, *rows)
    assert [risk.reference for risk in register.risks] == [f"M{n}" for n in range(6)]
    assert [(code, group.places) for code, group in groups.items()] == [("CELL-04", "A2:A7")]


def test_heading_with_another_scale_is_said(tmp_path):
    """(1-4) over a scale of five steps: 4 is the top of one and not of the other."""
    head = ["Ref", "Risk", "Impact (1-4)", "Likelihood (1 to 4)"]
    rows = [[f"M{n}", text, 4, 3] for n, text in enumerate(TEXTS)]
    _, groups = read(tmp_path, head, *rows)
    assert [(code, group.places) for code, group in groups.items()] == [("SCORE-11", "C1:D1")]


def test_words_find_their_step_by_the_score(tmp_path):
    """Where score and likelihood are numbers, the line to paste has the right step."""
    head = ["Ref", "Risk", "Impact", "Likelihood", "Score"]
    rows = [["M1", TEXTS[0], "Grave", 2, 10], ["M2", TEXTS[1], "Slight", 3, 6]]
    _, groups = read(tmp_path, head, *rows)
    assert groups["SCORE-01"].places == "C2:C3"
    assert groups["SCORE-01"].remedy.splitlines()[1:] == [
        "- {score: 2, word: Minor, also_written: [Slight]}",
        "- {score: 5, word: Catastrophic, also_written: [Grave]}",
    ]


def test_number_before_a_word_is_the_step(tmp_path):
    """What stands in brackets explains the step, and the score may show its factors."""
    head = ["Ref", "Risk", "Impact", "Likelihood", "Score"]
    cells = ("5 - Catastrophic\n(>£1m)", "2 - Unlikely\n(5-20%)", "10 (5x2)")
    register, groups = read(tmp_path, head, *([f"M{n}", TEXTS[n], *cells] for n in range(3)))
    latest = register.risks[0].latest
    assert (latest.impact, latest.likelihood, latest.given_score) == (5, 2, 10)
    assert groups == {}


def test_code_of_a_matrix_is_no_score(tmp_path):
    """B3 is a cell of a matrix, not the score 3."""
    head = ["Ref", "Risk", "Impact", "Likelihood", "Score"]
    register, groups = read(tmp_path, head, *([f"M{n}", TEXTS[n], 3, 4, "B3"] for n in range(3)))
    assert {risk.latest.given_score for risk in register.risks} == {None}
    assert [(code, group.places) for code, group in groups.items()] == [("SCORE-01", "E2:E4")]


def test_scores_in_several_rows_of_a_record_are_said(tmp_path):
    """Only the first of several scores of one record is read, and one warning says so."""
    head = ["Ref", "Risk", "Stage", "Impact", "Likelihood"]
    rows = [["M1", TEXTS[0], "Inherent", 5, 4], [None, None, "Residual", 4, 3]]
    register, groups = read(tmp_path, head, *rows, merges=["A2:A3", "B2:B3"])
    assert len(register.risks) == 1
    assert groups["ROW-07"].places == "D2:E2"


def test_second_table_beside_the_first_is_said(tmp_path):
    """Its columns repeat the headings; they are not read as other stages of the scores."""
    head = ["Ref", "Risk", "Impact", "Likelihood"]
    rows = [[f"A{n}", text, 4, 3, None, f"B{n}", text, 2, 2] for n, text in enumerate(TEXTS)]
    register, groups = read(tmp_path, [*head, None, *head], *rows)
    assert [(risk.latest.impact, risk.baseline.impact) for risk in register.risks] == [
        (4, None)
    ] * 3
    assert groups["COL-03"].places == "F1:I1"


def test_status_that_holds_colours_is_the_rating(tmp_path):
    """Where no other column is the rating, a column headed Status may be."""
    head = ["Ref", "Risk", "Impact", "Likelihood", "Status"]
    register, groups = read(tmp_path, head, *([f"M{n}", TEXTS[n], 4, 3, "Amber"] for n in range(3)))
    assert {risk.latest.rag for risk in register.risks} == {"A"}
    assert groups == {}


def test_priority_is_no_text_of_an_action(tmp_path):
    """A column of ratings does not become the recommendation because of its heading."""
    rows = [["Ref", "Priority", "Objective", "Lead"]]
    rows += [[f"A{n}", "High", text, "HM"] for n, text in enumerate(TEXTS)]
    content = workbook(Sheet(rows=rows))
    pack, _ = pack_with(tmp_path, "{action_plan: {file: p.xlsx}}", {"p.xlsx": content})
    assert [action.recommendation for action in pack.action_plan.actions] == list(TEXTS)


def test_rows_that_formulas_look_up_are_records(tmp_path):
    """A row whose texts come from formulas is a record; one of prepared formulas is none."""
    book = openpyxl.Workbook()
    page = book.active
    page.append(["Ref", "Risk", "Impact", "Likelihood", "Score"])
    page.append(["R1", "=A10", 4, 3, "=C2*D2"])
    page.append(["R2", None, None, None, "=C3*D3"])
    path = tmp_path / "made.xlsx"
    book.save(path)
    register, _ = register_of(tmp_path, _with_results(path.read_bytes()))
    assert [risk.reference for risk in register.risks] == ["R1"]
    assert register.risks[0].description == "The quay wall fails"


def _with_results(content):
    """The workbook with stored results, as Excel leaves them."""
    import io
    import zipfile

    results = {"A10": ' t="str"', "C2*D2": "", "C3*D3": ""}
    values = {"A10": TEXTS[0], "C2*D2": "12", "C3*D3": "0"}
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            text = old.read(name)
            if name.endswith("sheet1.xml"):
                xml = text.decode()
                for formula, kind in results.items():
                    pattern = rf'<c r="(\w+)"[^>]*><f>{re.escape(formula)}</f><v\s*/?>(?:</v>)?</c>'
                    cell = rf'<c r="\1"{kind}><f>{formula}</f><v>{values[formula]}</v></c>'
                    xml = re.sub(pattern, cell, xml)
                text = xml.encode()
            new.writestr(name, text)
    return made.getvalue()


def test_rating_without_a_stage_completes_the_current_score(tmp_path):
    """RAG beside Current Impact, Likelihood and Score is the current one, not the target's."""
    head = ["Ref", "Risk", "Inherent Impact", "Inherent Likelihood"]
    head += ["Current Impact", "Current Likelihood", "Current Score", "RAG"]
    rows = [[f"M{n}", text, 5, 4, 3, 3, 9, "Amber"] for n, text in enumerate(TEXTS)]
    register, groups = read(tmp_path, head, *rows)
    assert {risk.latest.rag for risk in register.risks} == {"A"}
    assert {risk.target.rag for risk in register.risks} == {None}
    assert groups == {}


def test_current_rating_belongs_to_the_steps_beside_it(tmp_path):
    """L, I and their product are the current score where only the RAG says "current"."""
    head = ["Ref", "Risk", "L", "I", "LxI", "Current RAG"]
    rows = [[f"M{n}", text, 3, 4, 12, "Amber"] for n, text in enumerate(TEXTS)]
    register, groups = read(tmp_path, head, *rows)
    latest = register.risks[0].latest
    assert (latest.likelihood, latest.impact, latest.given_score, latest.rag) == (3, 4, 12, "A")
    assert groups == {}


def test_rating_in_words_beside_a_score_is_read(tmp_path):
    """Of two columns headed as the latest score, the one with words of the bands is the rating."""
    head = ["Ref", "Risk", "Impact", "Likelihood", "Risk Score", "Rating"]
    rows = [[f"M{n}", text, 4, 3, 12, "Amber\t"] for n, text in enumerate(TEXTS)]
    register, groups = read(tmp_path, head, *rows)
    assert {(risk.latest.given_score, risk.latest.rag) for risk in register.risks} == {(12, "A")}
    assert "COL-02" not in groups


def test_stage_in_brackets_after_the_measure(tmp_path):
    """A measure with the stage in brackets, as in Consequence (initial), is that stage's."""
    stages = ("initial", "current", "Target")
    head = ["ID", "Description"]
    for stage in stages:
        head += [f"Consequence ({stage})", f"Likelihood ({stage})", f"Rating ({stage})"]
        head += [f"Risk level ({stage})"]
    scores = ["Major (4)", "Likely (4)", 16, "Red", "Moderate (3)", "Likely (4)", 12, "Amber"]
    scores += ["Minor (2)", "Rare (1)", 2, "Green"]
    register, groups = read(tmp_path, head, *([f"M{n}", t, *scores] for n, t in enumerate(TEXTS)))
    risk = register.risks[0]
    readings = (risk.baseline, risk.latest, risk.target)
    found = [(r.impact, r.likelihood, r.given_score, r.rag) for r in readings]
    assert found == [(4, 4, 16, "R"), (3, 4, 12, "A"), (2, 1, 2, "G")]
    assert groups.keys() <= {"SCORE-08"}


def test_dates_of_the_next_review_are_no_dates_of_the_score(tmp_path):
    """A "Review date" that is mostly to come is not that of the latest score, nor a mistake."""
    head = ["Ref", "Risk", "Impact", "Likelihood", "Review date"]
    rows = [[f"M{n}", text, 4, 3, date(2098, 5, n + 1)] for n, text in enumerate(TEXTS)]
    register, groups = read(tmp_path, head, *rows)
    assert not {risk.latest.date for risk in register.risks} & {row[4] for row in rows}
    assert "DATE-06" not in groups


@pytest.mark.parametrize("dash", ["–", "‑", "−"])
def test_references_with_any_dash_and_space(tmp_path, dash):
    """References that hold a dash of any kind, with spaces of any kind around, are references."""
    head = ["Risk ref", "Risk", "Impact", "Likelihood"]
    rows = [[f"\tCR{dash}0{n}\u00a0\r", text, 4, 3] for n, text in enumerate(TEXTS)]
    register, groups = read(tmp_path, head, *rows)
    assert register.risks[0].reference.startswith("CR")
    assert "COL-06" not in groups


def test_score_and_word_in_one_cell(tmp_path):
    """The number of "16 - High" is the score; one warning lists the words that contradict it."""
    head = ["Ref", "Risk and consequences", "Residual rating"]
    cells = ("16 - Red", "12 (Amber)", "20 - Green")
    rows = [[f"M{n}", TEXTS[n], cell] for n, cell in enumerate(cells)]
    register, groups = read(tmp_path, head, *rows)
    assert [risk.latest.given_score for risk in register.risks] == [16, 12, 20]
    assert [risk.description for risk in register.risks] == list(TEXTS)
    assert groups["RAG-03"].seen == "'20 - Green' was read as 20, which is Red by your bands"
    assert groups["RAG-03"].places == "C4"


def test_text_beside_the_impact_lends_no_words_to_its_scale(tmp_path):
    """The line to paste names words of the impact's own column only, not of "Effect"."""
    head = ["Ref", "Risk", "Effect", "Impact", "Likelihood"]
    rows = [[f"M{n}", text, "Delay", "5 - Critical", 3] for n, text in enumerate(TEXTS)]
    _, groups = read(tmp_path, head, *rows)
    assert "Critical" in groups["SCORE-08"].remedy
    assert "Delay" not in groups["SCORE-08"].remedy


def test_appetite_in_words_is_an_unknown_column(tmp_path):
    """Words under a stage alone, such as "Risk appetite", are no failed score."""
    head = ["Ref", "Risk", "Risk appetite", "Impact", "Likelihood"]
    rows = [[f"M{n}", text, "Averse", 4, 3] for n, text in enumerate(TEXTS)]
    _, groups = read(tmp_path, head, *rows)
    assert "COL-05" not in groups


def test_first_word_of_a_heading_in_the_plural(tmp_path):
    """The heading "Mitigations in place" means the mitigations, as "Mitigation in place" are."""
    head = ["Ref", "Risk", "Impact", "Likelihood", "Mitigations in place"]
    rows = [[f"M{n}", text, 4, 3, "A policy"] for n, text in enumerate(TEXTS)]
    register, groups = read(tmp_path, head, *rows)
    assert register.risks[0].mitigations == "A policy"
    assert groups == {}


def test_counts_below_each_section_are_counts_of_the_section(tmp_path):
    """Counts of sections that add up to all risks are right."""
    head = ["Ref", "Risk", "Impact", "Likelihood"]
    rows = [["M1", TEXTS[0], 4, 3], ["M2", TEXTS[1], 4, 3], ["Number of risks: 2"]]
    rows += [["M3", TEXTS[2], 4, 3], ["Number of risks: 1"]]
    _, groups = read(tmp_path, head, *rows)
    assert "SCORE-07" not in groups


def test_row_of_misspelt_headings_is_asked_about(tmp_path):
    """Where every heading is misspelt, the finding names the ones meant and the lines to paste."""
    head = ["Risk Ref", "Risk Descripton", "Risk Onwer", "Curent Impact", "Current Liklihood"]
    rows = [[f"M{n}", text, "HM", 4, 3] for n, text in enumerate(TEXTS)]
    _, groups = read(tmp_path, head, *rows)
    finding = groups["SHEET-01"]
    assert "'Risk Description' (B1 'Risk Descripton')" in finding.seen
    assert "columns: {description: Risk Descripton, owner: Risk Onwer, latest_impact: Curent" in (
        finding.remedy
    )


@pytest.mark.parametrize("leads", [("Executive lead", "Operational lead")])
def test_second_lead_of_an_action_is_named(tmp_path, leads):
    """Of two columns of leads the first is read, and the finding on the other says so."""
    head = ["Ref", "Action", *leads, "RAG", "Due date"]
    rows = [[f"M{n}", text, "HM", "FM", "Green", None] for n, text in enumerate(TEXTS)]
    content = workbook(Sheet(rows=[head, *rows]))
    pack, findings = pack_with(tmp_path, "{action_plan: {file: r.xlsx}}", {"r.xlsx": content})
    assert {action.lead for action in pack.action_plan.actions} == {"HM"}
    groups = {group.code: group for group in group_findings(findings)}
    assert groups["COL-02"].seen.endswith("column C 'Executive lead' is read instead")


def test_reference_is_read_as_displayed(tmp_path):
    """1.1 that is shown with two decimals is 1.10, and no second 1.1."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["Ref", "Risk", "Impact", "Likelihood"])
    for number, text in zip((1.01, 1.1, 2), TEXTS, strict=True):
        sheet.append([number, text, 4, 3])
        sheet.cell(sheet.max_row, 1).number_format = "0.00"
    made = io.BytesIO()
    book.save(made)
    inputs = "{risk_register: {file: r.xlsx}}"
    pack, _ = pack_with(tmp_path, inputs, {"r.xlsx": made.getvalue()}, SETTINGS)
    assert [risk.reference for risk in pack.register.risks] == ["1.01", "1.10", "2.00"]


@pytest.mark.parametrize(
    ("heading", "answers", "expected"),
    [
        ("Open?", ("Yes", "No", "Y"), ("Open", "Closed", "Open")),
        ("Live (Y/N)", ("Y", "N", "Y"), ("Open", "Closed", "Open")),
        ("Active", ("Y", "Y", "N"), ("Open", "Open", "Closed")),
        ("Closed?", ("Yes", "No", None), ("Closed", "Open", "Open")),
        ("Risk closed", ("x", None, None), ("Closed", "Open", "Open")),
    ],
)
def test_status_asked_as_a_question(heading, answers, expected, tmp_path):
    """Yes and no below "Open?" or "Closed?" are the status."""
    rows = [[f"M{n}", TEXTS[n], 4, 3, answer] for n, answer in enumerate(answers)]
    register, groups = read(tmp_path, ["Ref", "Risk", "Impact", "Likelihood", heading], *rows)
    assert tuple(risk.status.value for risk in register.risks) == expected
    assert groups == {}


def test_closed_may_head_dates(tmp_path):
    """They are the dates of closing."""
    rows = [[f"M{n}", TEXTS[n], 4, 3, day] for n, day in enumerate((date(2024, 3, 1), None, None))]
    register, _ = read(tmp_path, ["Ref", "Risk", "Impact", "Likelihood", "Closed"], *rows)
    assert [risk.closed for risk in register.risks] == [date(2024, 3, 1), None, None]


def test_statuses_in_the_councils_own_words_are_asked_once(tmp_path):
    """One finding lists the words that are not known, and how to declare them."""
    words = ("Dormant", "Paused", "Dormant")
    rows = [[f"M{n}", TEXTS[n], 4, 3, word] for n, word in enumerate(words)]
    head = ["Ref", "Risk", "Impact", "Likelihood", "Status"]
    _, groups = read(tmp_path, head, *rows)
    assert groups["STATUS-01"].places == "E2:E4"
    assert "`statuses: {Dormant: Closed, Paused: Closed}`" in groups["STATUS-01"].remedy
    settings = SETTINGS.replace(
        "  exceptions:", "  statuses: {Dormant: Closed, Paused: Open}\n  exceptions:"
    )
    register, groups = read(tmp_path / "declared", head, *rows, settings=settings)
    assert [risk.status.value for risk in register.risks] == ["Closed", "Open", "Closed"]
    assert groups == {}


@pytest.mark.parametrize("rows", [2, 3])
def test_appetite_in_words_is_no_score(rows, tmp_path):
    """Open, averse and cautious are no target; the column is said, and no cell is an error."""
    words = ("Averse", "Open", "Cautious")
    lines = [[f"M{n}", TEXTS[n], 4, 3, words[n]] for n in range(rows)]
    register, groups = read(tmp_path, ["Ref", "Risk", "Impact", "Likelihood", "Appetite"], *lines)
    assert all(risk.target.says_nothing for risk in register.risks)
    assert groups["COL-02"].seen.endswith("an appetite in words is not a score")
    assert list(groups) == ["COL-02"]


@pytest.mark.parametrize(
    ("score", "rating", "now", "before", "codes"),
    [
        (None, "Amber", (4, 3, None, "A"), (None, None, None), []),
        (12, "Amber", (4, 3, 12, "A"), (None, None, None), []),
        (None, 12, (4, 3, 12, None), (None, None, None), []),
        (12, 8, (None, None, 8, None), (4, 3, 12), ["COL-10"]),
    ],
)
def test_plain_score_beside_a_current_rating(score, rating, now, before, codes, tmp_path):
    """Impact, likelihood and score without a stage are of now, unless another score is; then it is
    said that they were read as the baseline."""
    head = ["Ref", "Risk", "Impact", "Likelihood", "Score", "Current rating"]
    rows = [[f"M{n}", text, 4, 3, score, rating] for n, text in enumerate(TEXTS)]
    register, groups = read(tmp_path, head, *rows)
    risk = register.risks[0]
    latest, first = risk.latest, risk.baseline
    assert (latest.impact, latest.likelihood, latest.given_score, latest.rag) == now
    assert (first.impact, first.likelihood, first.given_score) == before
    assert list(groups) == codes


@pytest.mark.parametrize(
    ("head", "cells", "previous", "latest"),
    [
        (("Last Quarter", "This Quarter"), (12, 8), 12, 8),
        (("Previous Period", "Current Period"), (6, 9), 6, 9),
    ],
)
def test_quarters_without_a_measure_are_scores(head, cells, previous, latest, tmp_path):
    """Numbers below "Last quarter" and "This quarter" are the previous and the latest score."""
    rows = [[f"M{n}", text, *cells] for n, text in enumerate(TEXTS)]
    register, groups = read(tmp_path, ["Ref", "Risk", *head], *rows)
    risk = register.risks[0]
    assert (risk.previous.given_score, risk.latest.given_score) == (previous, latest)
    assert groups == {}


def test_rating_before_and_after(tmp_path):
    """Words of ratings with a colour beside them are read in both columns."""
    rows = [[f"M{n}", text, "High/Red", "Low/Green"] for n, text in enumerate(TEXTS)]
    head = ["Ref", "Risk", "Risk rating (before)", "Risk rating (after)"]
    register, _ = read(tmp_path, head, *rows)
    assert {(risk.baseline.rag, risk.latest.rag) for risk in register.risks} == {("R", "G")}


def test_the_last_quarters_update_is_the_note(tmp_path):
    """Of "Q3 update" and "Q4 update" the papers print the later one; the other is said."""
    rows = [[f"M{n}", text, 4, 3, "Was late", "Is on time"] for n, text in enumerate(TEXTS)]
    head = ["Ref", "Risk", "Impact", "Likelihood", "Q3 update", "Q4 update"]
    register, groups = read(tmp_path, head, *rows)
    assert str(register.risks[0].notes[0]) == "Is on time"
    assert groups["COL-02"].places == "E1"
