"""Where a risk stands: score, band, trend, and the counts of a register."""

from datetime import date

import pytest

from generator.model.risks import DatedNote, Reading, Risk, Trend
from generator.model.standing import (
    RegisterCounts,
    band_of,
    band_of_score,
    count_bands,
    count_register,
    is_new,
    live_risks,
    mean_score,
    score_of,
    top_score,
    trend_of,
)
from generator.settings.pack_settings import Period
from generator.settings.scoring import Scoring
from tests.content.workbooks.registers import (
    BY_CELL,
    FIVE_BY_FIVE,
    FOUR_BY_FOUR,
    RISKS,
    SCORE_ONLY,
    UNSCORED,
    reading,
    risk,
)

PRODUCT = Scoring.model_validate(FIVE_BY_FIVE)
CELLS = Scoring.model_validate(BY_CELL)
PERIOD = Period(name="Quarter 1", start=date(2025, 4, 1), end=date(2025, 6, 30))


@pytest.mark.parametrize(
    ("stand", "score", "by_product", "by_cell"),
    [
        (reading("latest", 1, 5), 5, "G", "A"),
        (reading("latest", 5, 1), 5, "G", "A"),
        (reading("latest", 3, 5), 15, "R", "R"),
        (reading("latest", 5, 5), 25, "R", "R"),
        (reading("latest", 3, 5, given_score=9), 9, "A", "R"),
        (reading("latest", 3, 5, given_score=9, rag="G"), 9, "A", "R"),
        (Reading(name="latest", given_score=6), 6, "A", None),
        (Reading(name="latest", given_score=6, rag="R"), 6, "A", "R"),
        (Reading(name="latest", rag="R"), None, "R", "R"),
        (Reading(name="latest", impact=3, rag="R"), None, "R", "R"),
        (Reading(name="latest", impact=3), None, None, None),
        (Reading(name="latest"), None, None, None),
    ],
)
def test_score_and_band(stand, score, by_product, by_cell):
    """A given score is the score, else the product; a rating tells where nothing else does."""
    bands = [band_of(stand, scoring) for scoring in (PRODUCT, CELLS)]
    letters = [band and band.letter for band in bands]
    assert [score_of(stand), *letters] == [score, by_product, by_cell]


def test_a_cell_outside_the_matrix_has_no_band():
    """A finding tells of it earlier; here it is not an error."""
    assert band_of(reading("latest", 6, 1), CELLS) is None
    assert band_of(reading("latest", 1, 6), CELLS) is None


def test_bands_are_sought_by_where_they_begin():
    """As the workbook's look-up does, so that an edited gap does not part the two."""
    gap = Scoring.model_validate(
        FIVE_BY_FIVE
        | {
            "bands": (
                {"letter": "R", "word": "Red", "lowest": 15, "highest": 25},
                {"letter": "G", "word": "Green", "lowest": 2, "highest": 5},
            )
        },
    )
    letters = [
        band and band.letter for band in (band_of_score(score, gap) for score in (1, 2, 9, 15))
    ]
    assert letters == [None, "G", "G", "R"]


def test_the_highest_score_is_that_of_both_scales():
    """16 for four by four."""
    assert top_score(Scoring.model_validate(FOUR_BY_FOUR)) == 16


@pytest.mark.parametrize(
    ("each", "trend"),
    [
        (risk("A", (5, 5), (2, 2), (1, 1)), Trend.DECREASED),
        (risk("A", (1, 1), (2, 2), (1, 4)), Trend.UNCHANGED),
        (risk("A", (5, 5), (2, 2), (5, 1)), Trend.INCREASED),
        (SCORE_ONLY, Trend.UNCHANGED),
        (UNSCORED, None),
    ],
)
def test_the_trend_compares_latest_with_previous(each, trend):
    """The baseline does not matter."""
    assert trend_of(each, PRODUCT) is trend


def test_a_given_score_tells_the_trend_too():
    """From 8 to a given 9, though impact × likelihood is 15."""
    each = Risk(
        reference="A",
        description="",
        previous=reading("previous", 2, 4),
        latest=reading("latest", 3, 5, given_score=9),
    )
    assert trend_of(each, PRODUCT) is Trend.INCREASED
    assert score_of(each.latest) == 9


@pytest.mark.parametrize(
    ("before", "latest", "said", "trend"),
    [
        ({"rag": "R"}, {"rag": "A"}, None, Trend.DECREASED),
        ({"rag": "G"}, {"rag": "A"}, None, Trend.INCREASED),
        ({"rag": "A"}, {"rag": "A"}, None, Trend.UNCHANGED),
        ({"rag": "A"}, {"rag": "A"}, Trend.INCREASED, Trend.INCREASED),
        ({"rag": "G"}, {"given_score": 20}, None, Trend.INCREASED),
        ({"rag": "R"}, {"given_score": 20}, None, None),
        ({"rag": "X"}, {"rag": "A"}, None, None),
    ],
)
def test_ratings_alone_tell_the_trend_too(before, latest, said, trend):
    """Bands have an order; whether a risk moved within its band is told by the register alone."""
    each = Risk(
        reference="A",
        description="",
        previous=Reading(name="previous", **before),
        latest=Reading(name="latest", **latest),
        given_trend=said,
    )
    assert trend_of(each, PRODUCT) is trend


def test_closed_risks_are_not_live():
    """Issues are."""
    assert [risk.reference for risk in live_risks(RISKS)] == ["H1", "H2", "H4"]


def test_the_counts_of_a_register():
    """H1 15 red and up, H2 4 green, H3 closed, H4 an issue, 2 green and down; U1 has no score."""
    assert count_register((UNSCORED, *RISKS), PRODUCT) == RegisterCounts(
        total=5, live=4, open=3, issues=1, closed=1, up=1, unchanged=1, down=1,
        bands={"R": 1, "A": 0, "G": 2},
    )  # fmt: skip
    assert count_bands((UNSCORED, *RISKS), PRODUCT, "baseline") == {"R": 2, "G": 1, None: 1}


def test_means_round_halves_up():
    """As spreadsheets do: 2.25 is 2.3."""
    assert mean_score((2, 2, 2, 3)) == 2.3
    assert mean_score((1, 2)) == 1.5


@pytest.mark.parametrize(
    ("told", "new"),
    [
        ({"raised": date(2025, 5, 1)}, True),
        (
            {
                "raised": date(2024, 5, 1),
                "notes": (DatedNote(text="x", date=date(2025, 5, 1)),),
            },
            False,
        ),
        ({"notes": (DatedNote(text="A new risk", date=date(2025, 4, 1)),)}, True),
        ({"notes": (DatedNote(text="x", date=date(2025, 3, 31)),)}, False),
        ({"notes": (DatedNote(text="New", date=date(2025, 6, 30)), DatedNote(text="y"))}, True),
        ({"notes": (DatedNote(text="Reviewed", date=date(2025, 6, 30)),)}, None),
        ({"was_before": False}, True),
        ({"was_before": True, "notes": (DatedNote(text="New", date=date(2025, 5, 1)),)}, False),
        ({"notes": (DatedNote(text="x"),)}, None),
        ({}, None),
        ({"said_new": True}, True),
        ({"said_new": True, "raised": date(2024, 5, 1)}, False),
        ({"previous": Reading(name="previous", rag="R")}, False),
        ({"baseline": Reading(name="baseline", date=date(2025, 5, 1))}, True),
        (
            {
                "baseline": Reading(name="baseline", date=date(2024, 5, 1)),
                "notes": (DatedNote(text="x", date=date(2025, 5, 1)),),
            },
            False,
        ),
        (
            {
                "earlier": (Reading(name="Q3", impact=1),),
                "notes": (DatedNote(text="x", date=date(2025, 5, 1)),),
            },
            False,
        ),
        (
            {
                "given_trend": Trend.UNCHANGED,
                "notes": (DatedNote(text="Reviewed", date=date(2025, 5, 1)),),
            },
            None,
        ),
        (
            {
                "given_trend": Trend.INCREASED,
                "notes": (DatedNote(text="New risk.", date=date(2025, 5, 1)),),
            },
            True,
        ),
    ],
)
def test_what_is_new_in_a_period(told, new):
    """The baseline's date, else no earlier reading and the first dated note; else not known."""
    assert is_new(Risk(reference="A", description="", **told), PERIOD) is new
