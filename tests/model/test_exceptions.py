"""Which risks belong in the exception log."""

from __future__ import annotations

import pytest

from generator.model.risks import Reading, Risk
from generator.model.standing import exceptional_risks, is_exceptional
from generator.settings.exceptions import ExceptionRule
from generator.settings.scoring import Scoring
from tests.content.packs import RISKS, SETTINGS
from tests.content.workbooks.registers import BY_CELL, FOUR_BY_FOUR, risk

SCORING = Scoring.model_validate(FOUR_BY_FOUR)
EXTREME = risk("E1", (4, 4), (2, 2), (4, 4))


def taken(each, band, scoring=SCORING):
    rule = ExceptionRule.model_validate({"any_of": ({"reading": "latest", "band": (band,)},)})
    return is_exceptional(each, rule, scoring)


@pytest.mark.parametrize("band", ["VH", "vh", "Very high", "very  HIGH"])
def test_band_is_named_by_letter_or_word_in_any_case(band):
    """The band's word takes the same risks as its letter."""
    assert taken(EXTREME, band)
    assert not taken(EXTREME, "High")


@pytest.mark.parametrize(
    ("latest", "scoring"),
    [
        (Reading(name="latest", given_score=16), SCORING),
        (Reading(name="latest", rag="VH"), SCORING),
        (Reading(name="latest", given_score=25, rag="R"), Scoring.model_validate(BY_CELL)),
    ],
)
def test_score_or_rating_alone_tells_the_band(latest, scoring):
    """A register that holds no impact and likelihood has exceptions too."""
    each = Risk(reference="S1", description="Only a score", latest=latest)
    assert taken(each, scoring.bands[-1].word, scoring)


@pytest.mark.parametrize("latest", [Reading(name="latest"), Reading(name="latest", impact=4)])
def test_reading_without_a_band_is_no_exception(latest):
    """What is not scored is a finding and not an exception."""
    assert not taken(Risk(reference="S1", description="Odd", latest=latest), "VH")


@pytest.mark.parametrize(
    ("condition", "references"),
    [
        ({"score_at_least": 15}, ["H1"]),
        ({"score_at_least": 16}, []),
        ({"reading": "baseline", "score_at_least": 16}, ["H1", "H2"]),
        ({"trend": ("increased",)}, ["H1"]),
        ({"status": ("Issue",)}, ["H4"]),
        ({"status": ("Closed",)}, ["H3"]),
        ({"escalated": True}, []),
        ({"band": ("R",), "trend": ("decreased",)}, []),
    ],
)
def test_a_condition_takes_the_risks_that_meet_all_of_it(condition, references):
    """Bounds count, every part must hold, and a closed risk wants a condition that names it."""
    rule = ExceptionRule.model_validate({"any_of": (condition,)})
    selected = exceptional_risks(RISKS, rule, SETTINGS.scoring)
    assert [risk.reference for risk in selected] == references
