"""Where a risk stands in a reading: its score, the letter of its band, the words for its trend."""

from __future__ import annotations

from collections.abc import Iterable

from generator.content.risk_tables import ARROWS
from generator.model.risks import Reading, Risk, Status, Trend
from generator.settings.scoring import Band, Scoring

NOT_SCORED = "Not scored"
NOT_BANDED = "Not banded"

READINGS = ("baseline", "revised", "latest")
"""The readings of the register's columns, by their names in `Risk`."""

TRENDS = (Trend.INCREASED, Trend.UNCHANGED, Trend.DECREASED)
"""The order of the key of arrows; the workbook's formula counts on it."""


def score_of(reading: Reading) -> int | None:
    """Impact × likelihood, or the given score where the register holds only that."""
    return reading.product if reading.product is not None else reading.given_score


def letter_of(reading: Reading, scoring: Scoring) -> str:
    """The letter that the workbook's own formula comes to."""
    if scoring.matrix:
        return _letter_of_cell(reading, scoring)
    score = score_of(reading)
    if score is None:
        return NOT_SCORED
    band = band_of(score, scoring)
    return band.letter if band else NOT_BANDED


def _letter_of_cell(reading: Reading, scoring: Scoring) -> str:
    impact, likelihood = reading.impact, reading.likelihood
    if impact is None or likelihood is None:
        return reading.rag or NOT_SCORED
    if not (1 <= impact <= len(scoring.impact) and 1 <= likelihood <= len(scoring.likelihood)):
        return NOT_SCORED
    return scoring.matrix[len(scoring.likelihood) - likelihood][impact - 1]


def bands_upwards(scoring: Scoring) -> tuple[Band, ...]:
    """The bands from the lowest scores to the highest."""
    return tuple(sorted(scoring.bands, key=lambda band: band.lowest))


def band_of(score: int, scoring: Scoring) -> Band | None:
    """The last band that begins at or below a score, as a look-up in a sorted list finds it."""
    found = None
    for band in scoring.bands:
        if band.lowest <= score and (found is None or band.lowest > found.lowest):
            found = band
    return found


def top_score(scoring: Scoring) -> int:
    """The highest score that the scales allow."""
    return len(scoring.impact) * len(scoring.likelihood)


def trend_label(trend: Trend) -> str:
    """Arrow and word: "↑ Increased"."""
    return f"{ARROWS[trend]} {trend.value.capitalize()}"


def movement_of(risk: Risk) -> str:
    """Arrow and word for latest against revised, or that one of them is missing."""
    latest, revised = score_of(risk.latest), score_of(risk.revised)
    if latest is None or revised is None:
        return NOT_SCORED
    if latest == revised:
        return trend_label(Trend.UNCHANGED)
    return trend_label(Trend.INCREASED if latest > revised else Trend.DECREASED)


def standing(risks: Iterable[Risk]) -> tuple[Risk, ...]:
    """The risks that are not closed, in their order."""
    return tuple(risk for risk in risks if risk.status is not Status.CLOSED)


def reading_of(risk: Risk, name: str) -> Reading:
    """The reading of a name in `READINGS`."""
    if name == "baseline":
        return risk.baseline
    return risk.revised if name == "revised" else risk.latest
