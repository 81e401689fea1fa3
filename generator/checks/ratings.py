"""Checks of what a register says of its scores: rating, trend, counts, heat map."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.evidence import Evidence, place
from generator.findings import Finding, rule
from generator.model.risks import GivenCount, Reading, Risk, Status, Trend
from generator.settings.scoring import Scoring

RATING_CONTRADICTS = rule("RAG-03")
TREND_CONTRADICTS = rule("TREND-02")
COUNT_CONTRADICTS = rule("SCORE-07")


def _letter(reading: Reading, scoring: Scoring) -> str | None:
    """The band of a reading, None where it has none."""
    try:
        if reading.impact is not None and reading.likelihood is not None:
            return scoring.band(reading.impact, reading.likelihood).letter
        if reading.score is not None and not scoring.matrix:
            return scoring.band_of_score(reading.score).letter
    except (KeyError, IndexError):
        return None
    return None


def check_ratings(evidence: Evidence) -> Iterator[Finding]:
    """Each given rating is the band of its score."""
    scoring = evidence.pack.settings.scoring
    if scoring is None:
        return
    for risk in evidence.risks:
        for reading in risk.readings:
            letter = _letter(reading, scoring)
            if reading.rag is None or letter is None or letter == reading.rag:
                continue
            given, right = scoring.band_by_letter(reading.rag), scoring.band_by_letter(letter)
            seen = (
                f"{risk.reference}'s {reading.name} rating is {given.word}, but a score of "
                f"{reading.score} is {right.word}"
            )
            yield RATING_CONTRADICTS.at(place(risk.where, f"{reading.name}_rag"), seen)


def check_trends(evidence: Evidence) -> Iterator[Finding]:
    """Each given trend is that of the scores, against the revised one or the one before."""
    for risk in evidence.risks:
        if not risk.given_trend or risk.latest.score is None:
            continue
        before = [risk.revised.score, *(reading.score for reading in risk.earlier[-1:])]
        known = [score for score in before if score is not None]
        if not known or any(_trend(score, risk) == risk.given_trend for score in known):
            continue
        seen = (
            f"{risk.reference}'s trend says {risk.given_trend}, but its score went from "
            f"{known[-1]} to {risk.latest.score}"
        )
        yield TREND_CONTRADICTS.at(place(risk.where, "trend"), seen)


def _trend(before: int, risk: Risk) -> str:
    latest = risk.latest.score or 0
    if latest == before:
        return Trend.UNCHANGED
    return Trend.INCREASED if latest > before else Trend.DECREASED


def check_given_counts(evidence: Evidence) -> Iterator[Finding]:
    """The workbook's own counts of its risks are those of its rows."""
    register, scoring = evidence.pack.register, evidence.pack.settings.scoring
    for given in register.given_counts if register else ():
        # A count may leave closed risks out or not: it is wrong only if it is neither.
        counts = {_count(given, risks, scoring) for risks in (evidence.risks, evidence.live_risks)}
        if given.count in counts or None in counts:
            continue
        right = " or ".join(str(count) for count in sorted(map(int, filter(None, counts))) or [0])
        seen = f"the workbook counts {given.count} {_what(given)}, but the rows hold {right}"
        yield COUNT_CONTRADICTS.at(given.location, seen)


def _count(given: GivenCount, risks: tuple[Risk, ...], scoring: Scoring | None) -> int | None:
    if given.impact is not None:
        cell = (given.impact, given.likelihood)
        return sum(1 for risk in risks if (risk.latest.impact, risk.latest.likelihood) == cell)
    if not given.of:
        return len(risks)
    if given.of in tuple(Status):
        return sum(1 for risk in risks if risk.status == given.of)
    if scoring is None:
        return None
    return sum(1 for risk in risks if _letter(risk.latest, scoring) == given.of)


def _what(given: GivenCount) -> str:
    if given.impact is not None:
        return f"risks of impact {given.impact} and likelihood {given.likelihood}"
    return f"{given.of} risks" if given.of else "risks"
