"""What a cell says of a risk's standing: its letter, its trend, or that there is none."""

from __future__ import annotations

from generator.content.risk_tables import ARROWS
from generator.model.risks import Reading, Risk, Trend
from generator.model.standing import band_of, score_of, trend_of
from generator.settings.scoring import Scoring

NOT_SCORED = "Not scored"
NOT_BANDED = "Not banded"


def letter_text(reading: Reading, scoring: Scoring) -> str:
    """The letter of the reading's band; without one, why there is none."""
    band = band_of(reading, scoring)
    if band is not None:
        return band.letter
    return NOT_SCORED if scoring.matrix or score_of(reading) is None else NOT_BANDED


def is_letter_given(reading: Reading, scoring: Scoring) -> bool:
    """Whether only the register's own rating tells the letter, so that no formula comes to it."""
    if scoring.matrix:
        return bool(reading.rag) and reading.product is None
    return bool(reading.rag) and score_of(reading) is None


def trend_label(trend: Trend) -> str:
    """Arrow and word: "↑ Increased"."""
    return f"{ARROWS[trend]} {trend.value.capitalize()}"


def trend_text(risk: Risk) -> str:
    """Arrow and word for the risk's trend, or that a score is missing."""
    trend = trend_of(risk)
    return NOT_SCORED if trend is None else trend_label(trend)
