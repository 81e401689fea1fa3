"""The standing of each risk: score, band and trend, whether it is live or exceptional; all counts.

This is the one definition. Word, Excel, charts, mail, narrative, exception rule and checks ask
these functions and work nothing of it out for themselves. A live risk is one that is not closed:
an open risk or an issue.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.model.risks import Reading, Risk, Score, Status, Trend, rounded
from generator.settings.exceptions import ExceptionCondition, ExceptionRule, ReadingName
from generator.settings.pack_settings import Period
from generator.settings.scoring import Band, Scoring

READINGS: tuple[ReadingName, ...] = ("baseline", "previous", "latest", "target")
"""The readings in the order of time."""

# The workbook's formula finds the arrow in this key by the sign of the difference.
TRENDS = (Trend.INCREASED, Trend.UNCHANGED, Trend.DECREASED)


# One reading


def score_of(reading: Reading) -> Score | None:
    """The score that the register gives; by the pack's rule only where it gives none.

    A given score that contradicts its factors is a finding (SCORE-02), never recomputed.
    """
    return reading.given_score if reading.given_score is not None else reading.by_rule


def band_of(reading: Reading, scoring: Scoring) -> Band | None:
    """The band of a reading: by matrix cell where the pack has a matrix, else by score.

    The register's own rating tells the band only where neither of them does. None where nothing
    tells it, or where the pack has no such band, which is a finding.
    """
    if scoring.matrix:
        cell = cell_of(reading)
        band = _band_of_matrix_cell(*cell, scoring) if cell else None
    else:
        score = score_of(reading)
        band = None if score is None else band_of_score(score, scoring)
    return band or (scoring.band_named(reading.rag) if reading.rag else None)


def band_of_score(score: Score, scoring: Scoring) -> Band | None:
    """The last band that begins at or below a score, as a spreadsheet looks it up."""
    upwards = bands_upwards(scoring)
    begun = [each for each in upwards if each.lowest is not None and each.lowest <= score]
    return begun[-1] if begun else None


def band_of_cell(impact: int, likelihood: int, scoring: Scoring) -> Band | None:
    """The band of a cell of the heat map: of the matrix, else of the score that the rule tells."""
    reading = Reading(name="", impact=impact, likelihood=likelihood, rule=scoring.score)
    return band_of(reading, scoring)


def cell_of(reading: Reading) -> tuple[int, int] | None:
    """Impact and likelihood of the reading's cell of the heat map: the nearest steps, 2.5 is 3."""
    if reading.impact is None or reading.likelihood is None:
        return None
    # Not round(), which takes 2.5 to 2: the workbook's formula rounds up, as people do.
    return int(reading.impact + 0.5), int(reading.likelihood + 0.5)


def _band_of_matrix_cell(impact: int, likelihood: int, scoring: Scoring) -> Band | None:
    """The matrix lists the highest likelihood first and impact from 1."""
    row, column = len(scoring.matrix) - likelihood, impact - 1
    if not (0 <= row < len(scoring.matrix) and 0 <= column < len(scoring.matrix[row])):
        return None
    letter = scoring.matrix[row][column]
    return next((band for band in scoring.bands if band.letter == letter), None)


def heat_map_cells(scoring: Scoring) -> Iterator[tuple[int, int, Band | None]]:
    """Every (impact, likelihood, band): likelihood from the highest down, impact from 1 up."""
    for likelihood in range(len(scoring.likelihood), 0, -1):
        for impact in range(1, len(scoring.impact) + 1):
            yield impact, likelihood, band_of_cell(impact, likelihood, scoring)


def bands_upwards(scoring: Scoring) -> tuple[Band, ...]:
    """The bands, lowest scores first; in their order where they have no scores."""
    return tuple(sorted(scoring.bands, key=lambda band: band.lowest or 0))


def possible_scores(scoring: Scoring) -> tuple[Score, ...]:
    """The scores of all whole steps, lowest first; none where no rule tells scores."""
    cells = (
        Reading(name="", impact=impact.score, likelihood=likelihood.score, rule=scoring.score)
        for impact in scoring.impact
        for likelihood in scoring.likelihood
    )
    return tuple(sorted({cell.by_rule for cell in cells if cell.by_rule is not None}))


def top_score(scoring: Scoring) -> Score | None:
    """The highest score that the scales allow; None where no rule tells scores."""
    return max(possible_scores(scoring), default=None)


# One risk


def reading_of(risk: Risk, name: ReadingName) -> Reading:
    """The risk's reading of a name; the previous one is that before the latest."""
    reading: Reading = reading_before(risk) if name == "previous" else getattr(risk, name)
    return reading


def reading_before(risk: Risk) -> Reading:
    """The reading that the latest one is compared with.

    It is that of the period before, else the register's own previous one; a score comes before a
    rating alone. The target is not an earlier reading, and never counts.
    """
    known = (*reversed(risk.earlier), risk.previous)
    scored = (each for each in known if score_of(each) is not None)
    rated = (each for each in known if each.rag or cell_of(each))
    return next(scored, next(rated, risk.previous))


def trend_of(risk: Risk, scoring: Scoring | None) -> Trend | None:
    """How the latest score compares with the one before; without two scores, how the bands do.

    Where neither can be compared, what the register itself says; None where it says nothing.
    """
    before = reading_before(risk)
    moved = trend_between(score_of(before), score_of(risk.latest))
    if moved is None and scoring is not None:
        moved = trend_of_bands(before, risk.latest, scoring)
        if moved is Trend.UNCHANGED:  # a risk may move within its band
            moved = risk.given_trend or (None if scores_of((before, risk.latest)) else moved)
    return risk.given_trend if moved is None else moved


def trend_of_bands(before: Reading, after: Reading, scoring: Scoring) -> Trend | None:
    """How the band of one reading compares with that of an earlier one."""
    bands = [band_of(each, scoring) for each in (before, after)]
    first, last = (bands_upwards(scoring).index(each) if each else None for each in bands)
    return trend_between(first, last)


def distance_to_target(risk: Risk) -> Score | None:
    """By how much the latest score is above the target; None where one of them is not known."""
    latest, target = score_of(risk.latest), score_of(risk.target)
    return None if latest is None or target is None else rounded(latest - target)


def trend_between(before: Score | None, after: Score | None) -> Trend | None:
    """How one score compares with an earlier one; None where one of them is not known."""
    if before is None or after is None:
        return None
    if before == after:
        return Trend.UNCHANGED
    return Trend.INCREASED if after > before else Trend.DECREASED


def is_live(risk: Risk) -> bool:
    """Whether the risk is not closed."""
    return risk.status is not Status.CLOSED


def is_new(risk: Risk, period: Period) -> bool | None:
    """Whether the risk was first recorded in the period; None where nothing tells.

    The date on which it was raised tells, or the baseline's; without one the register of the period
    before, where that was read. Else the first dated note tells if it says that the risk is new, or
    is of an earlier period: a note alone may be the latest of many that were written over. Else the
    register's own column for the trend says so, or an earlier reading that it is not.
    """
    first = risk.raised or risk.baseline.date
    if first is None and risk.was_before is not None:
        return not risk.was_before
    if first is None and not risk.earlier:
        notes = [(note.date, note.text) for note in risk.notes if note.date]
        day, text = min(notes, default=(None, ""))
        if day and (day < period.start or re.search(r"\bnew\b", text, re.IGNORECASE)):
            first = day
    if first is not None:
        return period.start <= first <= period.end
    if risk.said_new:
        return True
    return False if risk.earlier or not risk.previous.says_nothing else None


def is_exceptional(risk: Risk, rule: ExceptionRule, scoring: Scoring) -> bool:
    """Whether the risk meets any condition of the rule.

    A closed risk meets only a condition that names the status Closed.
    """
    # Nobody works on a closed risk, so that it is in the log only where a council asks for it.
    return any(
        _meets(risk, condition, scoring)
        for condition in rule.any_of
        if is_live(risk) or Status.CLOSED in condition.status
    )


def _meets(risk: Risk, condition: ExceptionCondition, scoring: Scoring) -> bool:
    """Whether the risk meets every part of the condition."""
    reading, trend = reading_of(risk, condition.reading), trend_of(risk, scoring)
    if condition.band:
        band = band_of(reading, scoring)
        if band is None or band not in map(scoring.band_named, condition.band):
            return False
    if condition.score_at_least is not None:
        score = score_of(reading)
        if score is None or score < condition.score_at_least:
            return False
    if condition.escalated is not None and risk.escalated is not condition.escalated:
        return False
    if condition.status and risk.status not in condition.status:
        return False
    return not condition.trend or trend in condition.trend


# Many risks


def readings_given(risks: Iterable[Risk]) -> tuple[ReadingName, ...]:
    """The readings that any of the risks has, in the order of time; the latest always."""
    given = {name for risk in risks for name in READINGS if not reading_of(risk, name).says_nothing}
    return tuple(name for name in READINGS if name in given or name == "latest")


def averaged_readings(risks: Sequence[Risk]) -> tuple[ReadingName, ...]:
    """The readings whose scores are averaged: the latest, and the earlier ones with any score."""
    return tuple(
        name
        for name in READINGS
        if name == "latest"
        or (name != "target" and scores_of(reading_of(risk, name) for risk in risks))
    )


def has_factors(risks: Iterable[Risk], name: ReadingName) -> bool:
    """Whether any of the risks has an impact or a likelihood in a reading."""
    readings = (reading_of(risk, name) for risk in risks)
    return any((each.impact, each.likelihood) != (None, None) for each in readings)


def has_movement(risks: Iterable[Risk], scoring: Scoring | None) -> bool:
    """Whether the trend of any risk is known."""
    return any(trend_of(risk, scoring) is not None for risk in risks)


def tells_new(risks: Sequence[Risk], period: Period) -> bool:
    """Whether it is known of any risk if it is new; so it is of no risk at all."""
    return not risks or any(is_new(risk, period) is not None for risk in risks)


def live_risks(risks: Iterable[Risk]) -> tuple[Risk, ...]:
    """The risks that are not closed, in their order."""
    return tuple(risk for risk in risks if is_live(risk))


def exceptional_risks(
    risks: Iterable[Risk], rule: ExceptionRule, scoring: Scoring
) -> tuple[Risk, ...]:
    """The risks that the rule selects, in their order."""
    return tuple(risk for risk in risks if is_exceptional(risk, rule, scoring))


def issues_of(risks: Iterable[Risk]) -> tuple[Risk, ...]:
    """The risks that have come about, in their order."""
    return tuple(risk for risk in risks if risk.status is Status.ISSUE)


def highest_risks(risks: Iterable[Risk], most: int) -> tuple[Risk, ...]:
    """The live risks with the highest latest scores; of equal scores, the one that comes first."""
    scored = [
        (score, risk) for risk in live_risks(risks) if (score := score_of(risk.latest)) is not None
    ]
    scored.sort(key=lambda pair: -pair[0])
    return tuple(risk for _, risk in scored[:most])


def scores_of(readings: Iterable[Reading]) -> tuple[Score, ...]:
    """The scores of those readings that have one."""
    return tuple(score for reading in readings if (score := score_of(reading)) is not None)


def mean_score(scores: Sequence[Score]) -> float:
    """The mean to one decimal. Raises ZeroDivisionError where there is no score."""
    return float(rounded(sum(scores) / len(scores), 1))


def count_bands(
    risks: Iterable[Risk], scoring: Scoring, name: ReadingName = "latest"
) -> Counter[str | None]:
    """The number of live risks by the letter of their band; under None, those without a band."""
    bands = (band_of(reading_of(risk, name), scoring) for risk in live_risks(risks))
    return Counter(band.letter if band else None for band in bands)


def risks_by_cell(
    risks: Iterable[Risk], name: ReadingName
) -> Mapping[tuple[int, int], Sequence[Risk]]:
    """The live risks in each cell (impact, likelihood) of the heat map that has any."""
    found: dict[tuple[int, int], list[Risk]] = defaultdict(list)
    for risk in live_risks(risks):
        if cell := cell_of(reading_of(risk, name)):
            found[cell].append(risk)
    return found


@dataclass(frozen=True, kw_only=True)
class RegisterCounts:
    """The counts of a register.

    `total` counts all risks, `open`, `issues` and `closed` those of each status; `live` is open
    and issues together. `up`, `unchanged` and `down` count live risks. `bands` counts live
    risks by the letter of their latest band, every band of the pack listed, highest first.
    """

    total: int
    live: int
    open: int
    issues: int
    closed: int
    up: int
    unchanged: int
    down: int
    bands: Mapping[str, int]


def count_register(risks: Sequence[Risk], scoring: Scoring | None) -> RegisterCounts:
    """The counts of all risks of a register; no bands where the pack has no scoring."""
    statuses = Counter(risk.status for risk in risks)
    live = live_risks(risks)
    trends = Counter(trend_of(risk, scoring) for risk in live)
    bands: dict[str, int] = {}
    if scoring is not None:
        counted = count_bands(risks, scoring)
        bands = {band.letter: counted[band.letter] for band in reversed(bands_upwards(scoring))}
    return RegisterCounts(
        total=len(risks),
        live=len(live),
        open=statuses[Status.OPEN],
        issues=statuses[Status.ISSUE],
        closed=statuses[Status.CLOSED],
        up=trends[Trend.INCREASED],
        unchanged=trends[Trend.UNCHANGED],
        down=trends[Trend.DECREASED],
        bands=bands,
    )
