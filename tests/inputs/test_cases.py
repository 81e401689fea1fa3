"""Fourteen habits of real registers, each in a small file, are read rightly with few findings.

The files stand in `cases_files`.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from generator.checks import check
from generator.finding_groups import group_findings
from generator.findings import Severity, without_consequences
from generator.inputs.cells.score_cells import StepScale, parse_step
from generator.model.risks import Reading, RiskAction, Status
from generator.model.standing import score_of, trend_of
from generator.settings.scoring import ScalePoint
from tests.inputs.workbooks import LACKING, SETTINGS, pack_with

FILES = Path(__file__).with_name("cases_files")
NO_SCORING = re.sub(r"scoring:.*?(?=risk_register:)", "", SETTINGS, flags=re.DOTALL)
NUMBERS_ALONE = re.sub(r"score: (\d), word: [\w ]+}", r"score: \1, word: '\1'}", SETTINGS)
LOW_TO_HIGH = (
    SETTINGS.replace("letter: G, word: Green", "letter: L, word: Low, colour: green")
    .replace("letter: A, word: Amber, lowest", "letter: M, word: Medium, colour: amber, lowest")
    .replace("letter: R, word: Red, lowest", "letter: H, word: High, colour: red, lowest")
    .replace("band: [R]", "band: [H]")
)


@pytest.fixture
def read(tmp_path):
    """The register of a case, and its findings in groups, without notes and columns it lacks."""

    def read_case(number, settings=SETTINGS, columns=""):
        (path,) = FILES.glob(f"{number:02}-*.xlsx")
        inputs = f"{{risk_register: {{file: {path.name}, columns: {{{columns}}}}}}}"
        pack, found = pack_with(tmp_path, inputs, {path.name: path.read_bytes()}, settings)
        groups = group_findings(without_consequences((*found, *check(pack))))
        return pack.register, [
            each
            for each in groups
            if each.severity is not Severity.NOTE and each.code not in LACKING
        ]

    return read_case


def latest(register, *measures):
    """The given measures of each risk's latest reading."""
    return [tuple(getattr(risk.latest, name) for name in measures) for risk in register.risks]


def references(risks):
    return [risk.reference for risk in risks]


def codes(groups):
    return sorted(group.code for group in groups)


@pytest.mark.parametrize("settings", [LOW_TO_HIGH, NO_SCORING])
def test_words_with_numbers_are_read_as_the_number(read, settings):
    """Impact and likelihood are the numbers, whatever the scale calls the steps."""
    register, _ = read(1, settings)
    assert latest(register, "impact", "likelihood") == [(4, 2), (3, 3), (3, 2)]


def test_ratings_beside_words_with_numbers_are_kept(read):
    """The register's own ratings are read as given."""
    register, _ = read(1, LOW_TO_HIGH)
    assert latest(register, "rag") == [("M",), ("M",), ("L",)]


def test_words_that_the_scale_lacks_are_one_finding_with_the_lines(read):
    """One warning names every cell; its remedy is the lines to paste, for both scales."""
    _, groups = read(1, NUMBERS_ALONE)
    (group,) = [group for group in groups if group.code == "SCORE-08"]
    assert group.places == "D2:E4"
    assert group.remedy.splitlines() == [
        "Write in pack.yaml, under scoring.impact:",
        '- {score: 3, word: "3", also_written: [Moderate]}',
        '- {score: 4, word: "4", also_written: [Severe]}',
        "Write in pack.yaml, under scoring.likelihood:",
        '- {score: 2, word: "2", also_written: [Unlikely, Remote]}',
        '- {score: 3, word: "3", also_written: [Possible, Occasional]}',
    ]


def test_score_column_beside_a_text_of_the_same_name(read):
    """ "Impact" is a text where "Impact (1-10)" holds the numbers; a dash is no text."""
    register, groups = read(2)
    assert references(register.risks) == ["3", "4", "10"]
    assert [risk.potential_impact for risk in register.risks] == ["Delay to start", "Cost", ""]
    assert codes(groups) == ["OWNER-03", "SCORE-01"]
    (group,) = [group for group in groups if group.code == "SCORE-01"]
    assert group.places == "E2:E3, F2, F4:G4"


TEN_POINTS = re.sub(
    r"scoring:.*?  bands:.*?(?=risk_register:)",
    "scoring:\n  impact: 1-10\n  likelihood: 1-10\n  decimals: true\n  bands:\n"
    "    - {letter: G, word: Green, lowest: 1, highest: 20}\n"
    "    - {letter: R, word: Red, lowest: 21, highest: 100}\n",
    SETTINGS,
    flags=re.DOTALL,
)


def test_scale_with_decimals(read):
    """Steps and the given score are kept as they stand; that no score is a product is said once."""
    register, groups = read(2, TEN_POINTS)
    steps = [(round(i, 3), round(p, 3)) for i, p in latest(register, "impact", "likelihood")]
    assert steps == [(1.667, 3.333), (5, 6.667), (10, 5)]
    assert [score_of(risk.latest) for risk in register.risks] == [2, 12, 17.5]
    (group,) = [group for group in groups if group.code.startswith("SCORE")]
    assert group.code == "SCORE-09"
    assert "`score: given`" in group.remedy


def test_given_scores_are_accepted(read):
    """A council whose scores follow no rule says so, and nothing is worked out or blamed."""
    settings = TEN_POINTS.replace("scoring:\n", "scoring:\n  score: given\n")
    register, groups = read(2, settings)
    assert [score_of(risk.latest) for risk in register.risks] == [2, 12, 17.5]
    assert codes(groups) == ["OWNER-03"]


def test_decimals_on_a_scale_of_whole_steps_are_one_finding(read):
    """It shows the line that allows them, and the given score is kept all the same."""
    register, groups = read(2)
    assert [score_of(risk.latest) for risk in register.risks] == [2, 12, 17.5]
    (group,) = [group for group in groups if group.code == "SCORE-01"]
    assert "decimals: true" in group.remedy


def test_letters_are_no_numbers(read):
    """Letters that the scale lacks give no score, and one finding with the lines to paste."""
    register, groups = read(3, LOW_TO_HIGH)
    assert references(register.risks) == ["A", "B", "C"]
    assert [score_of(risk.latest) for risk in register.risks] == [None, None, None]
    assert latest(register, "rag") == [("H",), ("L",), (None,)]
    assert codes(groups) == ["RAG-01", "SCORE-01"]
    (group,) = [group for group in groups if group.code == "SCORE-01"]
    assert "- {score: 4, word: Major, also_written: [H]}" in group.remedy


def test_letters_and_a_matrix_can_be_declared(read):
    """With letters as other spellings of the steps, and a matrix, only the range is a finding."""
    settings = LOW_TO_HIGH
    for step, letter in enumerate(("VL", "L", "M", "H", "VH"), start=1):
        settings = re.sub(
            rf"score: {step}, word: ([\w ]+)}}",
            rf"score: {step}, word: \1, also_written: [{letter}]}}",
            settings,
        )
    matrix = "  matrix: [" + ", ".join(["[L, M, M, H, H]"] * 5) + "]\n"
    settings = settings.replace("risk_register:\n", f"{matrix}risk_register:\n", 1)
    register, groups = read(3, settings)
    assert latest(register, "impact", "likelihood") == [(4, 3), (3, 2), (5, None)]
    assert {(group.code, group.places) for group in groups} >= {("SCORE-01", "C4")}


@pytest.mark.parametrize("text", ["L to M", "L - M", "L-M", "L/M", "Low to Medium", "2-3"])
def test_a_range_is_asked_for_its_step(text):
    """The finding lists the steps, and shows the line that would settle it."""
    words = (("Low", "L"), ("Medium", "M"), ("High", "H"))
    points = tuple(
        ScalePoint(score=number, word=word, also_written=(letter,))
        for number, (word, letter) in enumerate(words, start=2)
    )
    parsed = parse_step(text, StepScale(name="impact", points=points))
    (remark,) = parsed.remarks
    assert parsed.value is None
    assert remark.seen == f"'{text}' names more than one step of your impact scale (2 to 4)"
    assert "2 Low or 3 Medium" in remark.remedy
    written = f'"{text}"' if text == "2-3" else text
    assert f"- {{score: 3, word: Medium, also_written: [M, {written}]}}" in remark.remedy


def test_sheet_of_closed_risks_is_read_too(read):
    """Its risks are closed, and one that says otherwise is one finding."""
    register, groups = read(4)
    assert references(register.risks) == ["R_002", "R_004", "R_001", "R_003"]
    assert [risk.status for risk in register.risks] == [
        Status.OPEN,
        Status.OPEN,
        Status.CLOSED,
        Status.CLOSED,
    ]
    assert [(group.code, group.sheet, group.places) for group in groups] == [
        ("SHEET-06", "Closed Risks", "F2")
    ]


def test_pairs_are_told_apart_by_their_group(read):
    """The same headings under Baseline and under Residual are two readings."""
    register, groups = read(5)
    read_so = [
        [(each.impact, each.likelihood, each.given_score) for each in (risk.baseline, risk.latest)]
        for risk in register.risks
    ]
    assert read_so == [[(3, 4, 12), (3, 2, 6)], [(5, 2, 10), (5, 1, 5)]]
    assert references(register.risks) == ["1", "2"]
    assert codes(groups) == ["COL-06"]


def test_category_row_becomes_the_workstream(read):
    """A section row is no record; what stands below it belongs to it."""
    register, _ = read(5)
    assert [risk.workstream for risk in register.risks] == ["", "Budget period 1"]


def test_sums_are_found_out_and_said_once(read):
    """A given sum is kept, never recomputed, and one error says what to do."""
    register, groups = read(6)
    assert [score_of(risk.latest) for risk in register.risks] == [7, 7, 8]
    assert codes(groups) == ["SCORE-09"]


def test_sums_are_accepted(read):
    """A register whose scores are sums has no error where pack.yaml says so."""
    settings = SETTINGS.replace("scoring:\n", "scoring:\n  score: sum\n")
    register, groups = read(6, settings)
    assert [score_of(risk.latest) for risk in register.risks] == [7, 7, 8]
    assert groups == []


def test_sums_are_worked_out_where_none_are_given(read):
    """Impact + likelihood is the score of a reading without one, if the pack's rule is the sum."""
    settings = SETTINGS.replace("scoring:\n", "scoring:\n  score: sum\n")
    register, _ = read(7, settings)
    assert [score_of(risk.latest) for risk in register.risks] == [7, 6]


def test_each_action_of_a_risk_is_kept(read):
    """Rows that share a merged risk are its actions, each with owner, date and RAG."""
    register, groups = read(7)
    assert references(register.risks) == ["S1", "S2"]
    first, second = (risk.actions for risk in register.risks)
    assert [(each.owner, each.due, each.rag) for each in first] == [
        ("P. Lead", date(2026, 7, 31), "G"),
        ("J. Lead", date(2026, 8, 30), "R"),
        ("P. Lead", date(2026, 10, 30), "A"),
    ]
    assert second == (
        RiskAction(action="Move to the cloud", owner="D. Lead", due=date(2026, 7, 31), rag="A"),
    )
    assert groups == []


def test_opportunities_are_kept_apart(read):
    """An opportunity is no threat, and the total no risk; one warning says so."""
    register, groups = read(8)
    assert references(register.risks) == ["1", "3"]
    assert [(each.reference, each.latest.impact) for each in register.opportunities] == [("2", 4)]
    assert codes(groups) == ["ROW-06"]


@pytest.mark.parametrize(("case", "shares"), [(9, ["25%", "40%"]), (13, ["20%", "100%", "5%"])])
def test_percentages_are_no_steps(read, case, shares):
    """The whole column decides: 1 among fractions is 100 %, and 5% is never step 5."""
    register, groups = read(case)
    assert [risk.other["Probability"] for risk in register.risks] == shares
    assert latest(register, "likelihood") == [(None,)] * len(shares)
    assert codes(groups).count("COL-08") == 1


def test_register_without_impact_is_one_finding(read):
    """Percentages and money alone: no score, and one finding says that there is none."""
    register, groups = read(9)
    assert codes(groups) == ["COL-02", "COL-06", "COL-08", "SCORE-06"]
    assert [risk.latest for risk in register.risks] == [
        Reading(name="latest", date=date(2024, 3, 31))
    ] * 2


def test_money_is_a_number(read):
    """Amounts beside a risk are numbers, however they are written."""
    register, _ = read(9)
    costs = [risk.other["Most likely cost"] for risk in register.risks]
    assert costs == [Decimal(64500), Decimal(20000)]


LIMITS = re.sub(
    r"  likelihood:.*?(?=  bands:)",
    "  likelihood:\n    - {word: Rare, up_to: 10%}\n    - {word: Possible, up_to: 30 %}\n"
    "    - {word: Likely}\n",
    SETTINGS,
    flags=re.DOTALL,
)


@pytest.mark.parametrize(("case", "steps"), [(9, [2, 3]), (13, [2, 3, 1])])
def test_limits_turn_percentages_into_steps(read, case, steps):
    """25% is the step that goes up to 30%; of a column of fractions, 1 is 100%."""
    register, groups = read(case, LIMITS)
    assert [risk.latest.likelihood for risk in register.risks] == steps
    assert "COL-08" not in codes(groups)


def test_percentages_that_name_steps_are_steps(read):
    """As other spellings of a step they are read, however the cell holds them; others are found."""
    named = SETTINGS.replace("word: Possible}", "word: Possible, also_written: [25%]}")
    register, groups = read(9, named)
    assert [risk.latest.likelihood for risk in register.risks] == [3, None]
    assert [(each.code, each.places) for each in groups if each.code == "SCORE-01"] == [
        ("SCORE-01", "B3")
    ]


def test_limits_turn_amounts_into_steps(read):
    """Money is a step of impact where the scale says up to which amount each step goes."""
    settings = re.sub(
        r"  impact:.*?(?=  likelihood:)",
        "  impact: [{word: Low, up_to: £50k}, {word: Medium, up_to: 100000}, {word: High}]\n",
        LIMITS,
        flags=re.DOTALL,
    )
    register, groups = read(9, settings, "latest_impact: Most likely cost")
    assert latest(register, "impact", "likelihood") == [(2, 2), (1, 3)]
    assert [score_of(risk.latest) for risk in register.risks] == [4, 3]
    assert codes(groups) == ["COL-02", "COL-06"]


def test_key_on_a_sheet_gives_the_lines_of_the_scoring(read):
    """Where pack.yaml has no scoring, one error shows the lines that the key stands for."""
    register, groups = read(10, NO_SCORING)
    assert references(register.risks) == ["CR1", "CR2", "CR3", "CR4"]
    assert codes(groups) == ["PACK-07"]
    assert "- {score: 5, word: Almost certain}" in groups[0].remedy
    assert "{letter: A, word: Amber, lowest: 5, highest: 16, colour: amber}" in groups[0].remedy


@pytest.mark.parametrize(
    ("case", "lines"),
    [
        (2, ["  score: given", "  decimals: true", "  impact: 1-10", "  likelihood: 1-10"]),
        (6, ["  score: sum", "    - {letter: R, word: Red, lowest: 8, highest: 10}"]),
        (8, []),
    ],
)
def test_lines_of_the_scoring_say_how_scores_follow(read, case, lines):
    """Sums, scores by no rule, steps between two and a scale of ten are in the lines to paste."""
    _, groups = read(case, NO_SCORING)
    (group,) = [each for each in groups if each.code == "PACK-07"]
    shown = group.remedy.splitlines()
    said = [each for each in shown if each.startswith(("  score:", "  decimals:", "  impact: 1"))]
    assert [each for each in lines if "likelihood" not in each and "Red" not in each] == said
    assert {*lines} <= {*shown}


def test_key_that_differs_from_the_bands_is_one_finding(read):
    """Ratings that follow the key are not blamed one by one."""
    _, groups = read(10)
    assert [(group.code, group.sheet) for group in groups] == [("SCORE-10", "Scoring key")]


def test_key_that_agrees_is_not_mentioned(read):
    """With the key's bands in pack.yaml there is nothing to say."""
    settings = SETTINGS.replace("highest: 5}", "highest: 4}")
    settings = settings.replace("lowest: 6, highest: 14}", "lowest: 5, highest: 16}")
    _, groups = read(10, settings.replace("lowest: 15,", "lowest: 17,"))
    assert groups == []


def test_plain_score_beside_residual_is_the_inherent_one(read):
    """Inherent and residual are apart, and nothing is missing."""
    register, groups = read(11)
    pairs = [(score_of(risk.baseline), score_of(risk.latest)) for risk in register.risks]
    assert pairs == [(20, 10), (9, 9)]
    assert [trend_of(risk, None) for risk in register.risks] == [None, None]
    assert groups == []


def test_rank_is_no_score(read):
    """Rank is left alone and said; a status that says neither open nor closed is asked once."""
    register, groups = read(12)
    assert latest(register, "given_score") == [(20,), (12,), (4,)]
    assert [(group.code, group.places) for group in groups] == [
        ("COL-02", "A1"),
        ("STATUS-01", "G3"),
        ("STATUS-09", "H4"),
    ]


def test_letters_of_impact_under_a_heading_with_its_scale(read):
    """ "Impact (H/M/L)" heads the impact; letters that the scale lacks are one finding."""
    _, groups = read(13)
    assert codes(groups).count("SCORE-01") == 1
    settings = SETTINGS
    for word, letter in (("Minor", "L"), ("Moderate", "M"), ("Major", "H")):
        settings = settings.replace(f"word: {word}}}", f"word: {word}, also_written: [{letter}]}}")
    register, _ = read(13, settings)
    assert latest(register, "impact") == [(4,), (2,), (3,)]


def test_heading_over_three_columns_keeps_all_three(read):
    """Texts below a merged heading belong to it, one line each."""
    register, groups = read(14)
    assert [risk.mitigations for risk in register.risks] == [
        "Sensors\nDuty rota\nOff-site copy",
        "Credit checks\nSecond supplier",
    ]
    assert [risk.owner_as_written for risk in register.risks] == ["ICT", "Procurement"]
    assert groups == []


@pytest.mark.parametrize("number", range(1, 15))
@pytest.mark.parametrize("settings", [SETTINGS, NO_SCORING], ids=["scoring", "no scoring"])
def test_findings_are_a_handful(read, number, settings):
    """Five at most in each case; without scoring, none blames a cell for its scale."""
    _, groups = read(number, settings)
    assert len(groups) <= 5
    if settings is NO_SCORING:
        assert codes(groups).count("PACK-07") == 1
        assert not {"SCORE-01", "RAG-01"} & {group.code for group in groups}
