"""Checks of what a register says of its scores: rating, trend, counts, heat map."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.evidence import Evidence, place
from generator.findings import Finding, rule
from generator.model.risks import GivenBand, GivenCount, Risk, Status
from generator.model.standing import band_of, reading_before, score_of, scores_of, trend_between
from generator.settings.scoring import Scoring

RATING_CONTRADICTS = rule("RAG-03")
TREND_CONTRADICTS = rule("TREND-02")
COUNT_CONTRADICTS = rule("SCORE-07")
KEY_CONTRADICTS = rule("SCORE-10")


def check_ratings(evidence: Evidence) -> Iterator[Finding]:
    """Each given rating is the band of its score."""
    scoring = evidence.pack.settings.scoring
    if scoring is None:
        return
    register = evidence.pack.register
    by_key = _other_bands(register.given_bands, scoring) if register else {}
    for risk in evidence.risks:
        for reading in risk.readings:
            given, right = scoring.band_named(reading.rag or ""), band_of(reading, scoring)
            if given is None or right is None or given == right:
                continue
            if given.letter in by_key and (score_of(reading) or 0) in by_key[given.letter]:
                continue  # the workbook's key differs, which check_key says once
            seen = (
                f"{risk.reference}'s {reading.name} rating is {given.word}, but a score of "
                f"{score_of(reading)} is {right.word}"
            )
            yield RATING_CONTRADICTS.at(place(risk.where, f"{reading.name}_rag"), seen)


def check_key(evidence: Evidence) -> Iterator[Finding]:
    """The key in the workbook has the bands of pack.yaml."""
    register, scoring = evidence.pack.register, evidence.pack.settings.scoring
    if register is None or scoring is None or not _other_bands(register.given_bands, scoring):
        return
    given = ", ".join(
        f"{each.word} {each.lowest} to {each.highest}" for each in register.given_bands
    )
    ours = ", ".join(f"{band.word} {band.lowest} to {band.highest}" for band in scoring.bands)
    seen = f"the key says {given}, but pack.yaml says {ours}"
    yield KEY_CONTRADICTS.at(register.given_bands[0].location, seen)


def _other_bands(key: tuple[GivenBand, ...], scoring: Scoring) -> dict[str, range]:
    """The scores of each band by the workbook's key; none where it agrees or has other bands."""
    named = {scoring.band_named(each.word): each for each in key}
    if None in named or scoring.matrix or len(named) != len(scoring.bands):
        return {}
    same = all(
        band and (band.lowest, band.highest) == (each.lowest, each.highest)
        for band, each in named.items()
    )
    return (
        {}
        if same
        else {
            band.letter: range(each.lowest, each.highest + 1)
            for band, each in named.items()
            if band
        }
    )


def check_trends(evidence: Evidence) -> Iterator[Finding]:
    """Each given trend is that of the scores, against the revised one or the one before."""
    for risk in evidence.risks:
        latest = score_of(risk.latest)
        known = scores_of((reading_before(risk), *risk.earlier[-1:]))
        if not risk.given_trend or latest is None or not known:
            continue
        if any(trend_between(score, latest) == risk.given_trend for score in known):
            continue
        seen = (
            f"{risk.reference}'s trend says {risk.given_trend}, but its score went from "
            f"{known[-1]} to {latest}"
        )
        yield TREND_CONTRADICTS.at(place(risk.where, "trend"), seen)


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
    bands = (band_of(risk.latest, scoring) for risk in risks)
    return sum(1 for band in bands if band is not None and band.letter == given.of)


def _what(given: GivenCount) -> str:
    if given.impact is not None:
        return f"risks of impact {given.impact} and likelihood {given.likelihood}"
    return f"{given.of} risks" if given.of else "risks"
