"""The figures of the summary, against counts made by hand."""

from datetime import date

import pytest

from generator.content.workbooks.reading_columns import RegisterSource
from generator.content.workbooks.register_workbook import summary_of
from generator.content.workbooks.sheet_content import value_of
from generator.model.risks import Status
from generator.settings.scoring import Scoring
from tests.content.workbooks.registers import (
    FIVE_BY_FIVE,
    RISKS,
    SCORE_ONLY,
    UNSCORED,
    many_risks,
    reading,
    register_pack,
    risk,
)

SCORING = Scoring.model_validate(FIVE_BY_FIVE)


WHEN = "in the register of 30 June 2025, with scores of 28 June 2025"


def shown(table):
    """The values of a table's rows."""
    return [tuple(map(value_of, row)) for row in table.rows]


def heading(table):
    return value_of(table.heading)


def source(risks):
    return RegisterSource(pack=register_pack(risks), risks=tuple(risks), scoring=SCORING)


def summary_tables(risks):
    return summary_of(source(risks))[0]


def summary_charts(risks):
    return summary_of(source(risks))[1]


@pytest.fixture
def tables():
    made = summary_tables((UNSCORED, SCORE_ONLY, *RISKS))
    return {table.name: table for table in made}


def test_counts_by_rag(tables):
    """H1 20-6-15, H2 16-4-4, H4 4-4-2, U2 20-6-6, U1 unscored; H3 is closed."""
    assert shown(tables["RiskCounts"]) == [
        ("Red", "R", 3, 0, 1),
        ("Amber", "A", 0, 2, 1),
        ("Green", "G", 1, 2, 2),
        ("No RAG", "None", 1, 1, 1),
        ("All risks", "All", 5, 5, 5),
    ]
    assert heading(tables["RiskCounts"]) == "Red risks: 1 of 5 (baseline: 3)"


def test_average_and_highest_scores(tables):
    """Means to one decimal, of the risks that have a score."""
    assert shown(tables["Scores"]) == [
        ("Baseline", 15.0, 20),
        ("Previous", 5.0, 6),
        ("Latest", 6.8, 15),
    ]
    assert heading(tables["Scores"]) == "Average latest score: 6.8 (baseline: 15.0)"


def test_earlier_periods_stand_before_the_latest():
    """In the order in which the risks tell them; the last of them is the previous reading."""
    first = risk("A", (5, 5), (2, 2), (1, 1), earlier=(reading("Q3", 3, 3), reading("Q4", 4, 3)))
    second = risk("B", (5, 5), (2, 2), (1, 1), earlier=(reading("Q4", 2, 2),))
    table = summary_tables((first, second))[1]
    assert shown(table)[1:] == [("Q3", 9.0, 9), ("Previous", 8.0, 12), ("Latest", 1.0, 1)]


def test_movement(tables):
    """Up, unchanged, down of standing risks; new by the first note; closed."""
    assert shown(tables["Movement"]) == [
        ("↑ Increased", 1),
        ("⇔ Unchanged", 2),
        ("↓ Decreased", 1),
        ("New in the period", 1),
        ("Closed", 1),
    ]


def test_a_risk_raised_and_closed_in_the_period_is_closed_and_new():
    """As its row of the register says."""
    first = risk("A", (5, 5), (2, 2), (1, 1), raised=date(2025, 5, 1))
    closed = risk("B", (5, 5), (2, 2), (1, 1), raised=date(2025, 5, 1), status=Status.CLOSED)
    table = next(t for t in summary_tables((first, closed)) if t.name == "Movement")
    assert shown(table)[3:] == [("New in the period", 2), ("Closed", 1)]


def test_the_highest_risks_come_first(tables):
    """Equal scores in register order; unscored and closed risks are left out."""
    assert shown(tables["TopRisks"]) == [
        ("H1", "Dredging", 20, 6, 15, "R"),
        ("U2", "Not recorded", 20, 6, 6, "A"),
        ("H2", "Quays", 16, 4, 4, "G"),
        ("H4", "Not recorded", 4, 4, 2, "G"),
        *[("None",) * 6] * 2,
    ]
    assert heading(tables["TopRisks"]) == "Highest latest score: 15 (H1, baseline 20)"


def test_only_ten_of_many_risks_are_ranked():
    """Charts stay legible."""
    tables = {each.name: each for each in summary_tables(many_risks(500))}
    assert len(tables["TopRisks"].rows) == 10
    assert {row[4] for row in shown(tables["TopRisks"])} == {25}


def test_workstreams_with_the_most_risks_come_first(tables):
    """An unnamed one too."""
    assert shown(tables["Workstreams"]) == [
        ("Not recorded", 0, 1, 1, 3),
        ("Dredging", 1, 0, 0, 1),
        ("Quays", 0, 0, 1, 1),
    ]
    assert heading(tables["Workstreams"]) == "Most risks: Not recorded (3)"


def test_past_eleven_workstreams_share_a_row():
    """All others together, so that the total is the register's."""
    risks = tuple(
        risk(f"A{place}", (1, 1), (1, 1), (1, 1), workstream=f"W{place}") for place in range(20)
    )
    tables = {each.name: each for each in summary_tables(risks)}
    rows = shown(tables["Workstreams"])
    assert rows[0] == ("W0", 0, 0, 1, 1)
    assert rows[-1] == ("All others", 0, 0, 9, 9)
    assert sum(row[-1] for row in rows) == 20
    assert heading(tables["Workstreams"]) == "Most risks: All others (9)"


def test_a_register_without_workstreams_has_no_table_and_chart_of_them():
    """Nor a column that would be empty."""
    risks = tuple(risk(f"A{n}", (1, 1), (1, 1), (1, 1), workstream="") for n in range(3))
    tables = {each.name: each for each in summary_tables(risks)}
    assert "Workstreams" not in tables
    assert [row[0] for row in shown(tables["TopRisks"])] == ["A0", "A1", "A2"]
    assert "Workstream" not in [column.heading for column in tables["TopRisks"].columns]
    assert [chart.table for chart in summary_charts(risks)] == [
        "RiskCounts",
        "Scores",
        "TopRisks",
    ]


def test_the_heat_map_lies_as_the_matrix_does(tables):
    """Likelihood from the highest down; each room has letter, number and references."""
    rows = shown(tables["HeatMapLatest"])
    assert [row[0] for row in rows] == [
        "5 Catastrophic", "4 Major", "3 Moderate", "2 Minor", "1 Negligible",
    ]  # fmt: skip
    assert rows[2] == (
        "3 Moderate",
        "G: no risks",
        "A: no risks",
        "A: no risks",
        "A: no risks",
        "R: 1 risk\nH1",
    )


def test_a_full_room_tells_the_number_alone():
    """Fifty references would not be legible."""
    risks = tuple(risk(f"A{place}", (2, 3), (1, 1), (1, 1)) for place in range(50))
    tables = {each.name: each for each in summary_tables(risks)}
    assert shown(tables["HeatMapBaseline"])[2][2] == "A: 50 risks"


def test_an_empty_register_has_plain_noughts():
    """There is no table that formulas could refer to, and nothing to draw."""
    counts, movement = summary_tables(())
    assert heading(counts) == "No risks are open"
    assert [row[2:] for row in counts.rows] == [(0,)] * 5
    assert [row[1] for row in movement.rows] == [0] * 2
    assert summary_charts(()) == ()


def test_every_chart_says_its_figures_to_those_who_do_not_see_it():
    """The alternative text holds the message with its numbers, and of which date they are."""
    assert [chart.alt for chart in summary_charts(RISKS)] == [
        f"Stacked columns of risks by RAG {WHEN}. baseline 2 Red, 0 Amber, 1 Green; "
        "previous 0 Red, 1 Amber, 2 Green; latest 1 Red, 0 Amber, 2 Green.",
        f"Lines of the average and the highest score {WHEN}. Baseline average 13.3, highest 20; "
        "Previous average 4.7, highest 6; Latest average 7.0, highest 15.",
        f"Bars of the highest scores {WHEN}: latest score, baseline score. "
        "H1 15, 20; H2 4, 16; H4 2, 4.",
        f"Stacked bars of risks by workstream and RAG {WHEN}. All risks: "
        "Dredging 1; Quays 1; Not recorded 1.",
    ]
