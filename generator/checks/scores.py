"""Checks of scores, and of what a register says of them: ratings, trends, counts, key of bands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from generator.checks.evidence import Evidence, check
from generator.findings import Finding, rule
from generator.model.risks import (
    GivenBand,
    GivenCount,
    Reading,
    Risk,
    RiskRegister,
    Score,
    Status,
    rounded,
)
from generator.model.standing import band_of, reading_before, score_of, trend_of
from generator.model.written_dates import spell_day
from generator.settings.pack_settings import Period
from generator.settings.scoring import ScoreRule, Scoring

_SIGNS: dict[ScoreRule, str] = {"product": "×", "sum": "+"}
# Scores that must all follow no rule before the register is taken to have none.
_FEW = 3


def _follows(reading: Reading, by: ScoreRule) -> bool:
    """Whether a given score is that of a rule, rounded to as many decimals as it has itself."""
    given, right = reading.given_score, replace(reading, rule=by).by_rule
    if given is None or right is None:
        return True
    decimals = len(f"{given:.15g}".partition(".")[2])
    return given in (right, rounded(right, decimals))


def _with_all(evidence: Evidence) -> list[tuple[Risk, Reading]]:
    """The readings that give impact, likelihood and score."""
    return [
        (risk, reading)
        for risk in evidence.risks
        for reading in (*risk.readings, *risk.earlier)
        if None not in (reading.impact, reading.likelihood, reading.given_score)
    ]


@check
def check_rule_of_scores(evidence: Evidence) -> Iterator[Finding]:
    """Each given score follows the pack's rule; one finding if all follow another, or none."""
    scoring = evidence.settings.scoring
    if scoring is None or scoring.score not in _SIGNS:
        return
    whole = _with_all(evidence)
    odd = [each for each in whole if not _follows(each[1], scoring.score)]
    others = [
        by
        for by in _SIGNS
        if by != scoring.score and all(_follows(reading, by) for _, reading in odd)
    ]
    if len(odd) > 1 and (others or (len(odd) == len(whole) >= _FEW)):
        yield _other_rule(*odd[0], scoring.score, others)
        return
    for risk, reading in odd:
        seen = (
            f"{risk.reference}'s {reading.name} score is {reading.given_score}, but "
            f"{_worked_out(reading, scoring.score)}"
        )
        where = risk.at(f"{reading.name}_score")
        yield rule("SCORE-02").at(where, seen, value=str(reading.given_score))


def _worked_out(reading: Reading, by: ScoreRule) -> str:
    """ "impact 3 × likelihood 5 is 15"."""
    right = replace(reading, rule=by).by_rule
    impact, likelihood = _shown(reading.impact), _shown(reading.likelihood)
    return f"impact {impact} {_SIGNS[by]} likelihood {likelihood} is {right}"


def _shown(step: Score | None) -> Score:
    return rounded(step or 0)


def _other_rule(risk: Risk, reading: Reading, ours: ScoreRule, others: list[ScoreRule]) -> Finding:
    """All scores follow the other rule, or none that is known."""
    where = risk.at(f"{reading.name}_score")
    given = f"such as {reading.given_score} for {risk.reference}"
    own = f"a score here is impact {_SIGNS[ours]} likelihood"
    if others:
        sign = _SIGNS[others[0]]
        factors = f"{_shown(reading.impact)} {sign} {_shown(reading.likelihood)}"
        seen = f"the scores are impact {sign} likelihood, {given} ({factors}); {own}"
        return rule("SCORE-09").at(where, seen, _line_to_write(others[0]))
    seen = f"no score is impact {_SIGNS[ours]} likelihood, {given}, where "
    return rule("SCORE-09").at(
        where, f"{seen}{_worked_out(reading, ours)}", _line_to_write("given")
    )


def _line_to_write(by: ScoreRule) -> str:
    bands = ", and set lowest and highest of the bands for these scores"
    return f"If that is how your council scores, write `score: {by}` under scoring{bands}."


@check
def check_target(evidence: Evidence) -> Iterator[Finding]:
    """The score to be reached is not above the one before any action."""
    for risk in evidence.risks:
        baseline, target = score_of(risk.baseline), score_of(risk.target)
        if baseline is not None and target is not None and target > baseline:
            seen = f"{risk.reference}'s target score {target} is higher than its baseline "
            where = risk.at("target_score")
            yield rule("SCORE-03").at(where, f"{seen}{baseline}", value=str(target))


@check
def check_latest_columns(evidence: Evidence) -> Iterator[Finding]:
    """The register has a column for the latest score; if not, that is one finding."""
    if evidence.risks and not _has_latest(evidence):
        seen = "no column has the latest impact, likelihood or score"
        yield rule("SCORE-06").at(evidence.risks[0].where["row"], seen)


def _has_latest(evidence: Evidence) -> bool:
    keys = evidence.risks[0].where
    return any(key.startswith("latest_") and key != "latest_date" for key in keys)


@check
def check_latest(evidence: Evidence) -> Iterator[Finding]:
    """Each live risk has a latest score, or at least a latest rating or a cell of the matrix."""
    scoring = evidence.settings.scoring
    for risk in evidence.live_risks:
        is_banded = scoring is not None and band_of(risk.latest, scoring) is not None
        if score_of(risk.latest) is None and risk.latest.rag is None and not is_banded:
            key = next(key for key in ("latest_score", "latest_impact", "row") if key in risk.where)
            yield rule("SCORE-04").at(risk.where[key], f"{risk.reference} has no latest score")


@check
def check_halves(evidence: Evidence) -> Iterator[Finding]:
    """Impact and likelihood are both filled or both blank, if the register has both columns."""
    for risk in evidence.live_risks:
        for reading in risk.readings:
            factors = {"impact": reading.impact, "likelihood": reading.likelihood}
            blank = [name for name, value in factors.items() if value is None]
            if len(blank) != 1 or any(
                f"{reading.name}_{name}" not in risk.where for name in factors
            ):
                continue
            known = next(name for name in factors if name not in blank)
            seen = (
                f"{risk.reference}'s {reading.name} {known} is {factors[known]}, but its "
                f"{blank[0]} is blank"
            )
            yield rule("SCORE-05").at(risk.where[f"{reading.name}_{blank[0]}"], seen)


# What the register itself says: ratings, trends, counts, key of bands


@check
def check_ratings(evidence: Evidence) -> Iterator[Finding]:
    """Each given rating is the band of its score."""
    register, scoring = evidence.pack.register, evidence.settings.scoring
    if register is None or scoring is None:
        return
    by_key = _differing_bands(register.given_bands, scoring)
    for risk in evidence.risks:
        for reading in risk.readings:
            given, right = scoring.band_named(reading.rag or ""), band_of(reading, scoring)
            if given is None or right is None or given == right:
                continue
            if (score_of(reading) or 0) in by_key.get(given.letter, ()):
                continue  # the rating follows the workbook's own key: check_key shows that once
            what = f"a score of {score_of(reading)}"
            if scoring.matrix:
                impact, likelihood = _shown(reading.impact), _shown(reading.likelihood)
                what = f"the cell of impact {impact} and likelihood {likelihood}"
            seen = (
                f"{risk.reference}'s {reading.name} rating is {given.word}, but {what} is "
                f"{right.word}"
            )
            where = risk.at(f"{reading.name}_rag")
            yield rule("RAG-03").at(where, seen, value=given.word)


@check
def check_key(evidence: Evidence) -> Iterator[Finding]:
    """The key of bands in the workbook has the bands of pack.yaml."""
    register, scoring = evidence.pack.register, evidence.settings.scoring
    if register and scoring and _differing_bands(register.given_bands, scoring):
        key, ours = (
            ", ".join(f"{each.word} {each.lowest} to {each.highest}" for each in bands)
            for bands in (register.given_bands, scoring.bands)
        )
        seen = f"the key says {key}, but pack.yaml says {ours}"
        yield rule("SCORE-10").at(register.given_bands[0].location, seen)


def _differing_bands(key: tuple[GivenBand, ...], scoring: Scoring) -> Mapping[str, range]:
    """The scores of each band by the workbook's key, by letter.

    Empty where the key agrees with pack.yaml, or does not name exactly the same bands.
    """
    bands = [scoring.band_named(each.word) for each in key]
    named = {
        band.letter: (range(each.lowest, each.highest + 1), (band.lowest, band.highest))
        for band, each in zip(bands, key, strict=True)
        if band is not None
    }
    if not scoring.has_limits or None in bands or len(named) != len(scoring.bands):
        return {}
    if all((given.start, given.stop - 1) == ours for given, ours in named.values()):
        return {}
    return {letter: given for letter, (given, _) in named.items()}


@check
def check_trends(evidence: Evidence) -> Iterator[Finding]:
    """Each given trend is that of the scores, or of the ratings."""
    scoring = evidence.settings.scoring
    for risk in evidence.risks:
        if risk.given_trend not in (None, trend_of(risk, scoring)):
            readings = reading_before(risk), risk.latest
            scores = [score_of(each) for each in readings]
            bands = [band_of(each, scoring) if scoring else None for each in readings]
            what = "rating" if None in scores else "score"
            before, latest = (each.word for each in bands if each) if None in scores else scores
            seen = (
                f"{risk.reference}'s trend is {risk.given_trend}, but its {what} went from "
                f"{before} to {latest}"
            )
            yield rule("TREND-02").at(risk.at("trend"), seen, value=risk.given_trend)


@check
def check_new(evidence: Evidence) -> Iterator[Finding]:
    """No risk whose trend says that it is new was there before."""
    for risk in evidence.risks:
        if risk.said_new and (past := _past(risk, evidence.settings.period)):
            seen = f"{risk.reference}'s trend says new, but {past}"
            yield rule("TREND-06").at(risk.at("trend"), seen)


def _past(risk: Risk, period: Period) -> str:
    """What tells that a risk was there before the period, "" if nothing does."""
    before = reading_before(risk)
    if risk.raised and risk.raised < period.start:
        return f"it was raised on {spell_day(risk.raised)}"
    if risk.was_before:
        return "the period before has it"
    if not before.says_nothing:
        return "it has an earlier reading"
    return ""


@check
def check_previous(evidence: Evidence) -> Iterator[Finding]:
    """Each previous score that the register gives is that of the period before."""
    for risk in evidence.risks:
        given, before = score_of(risk.previous), reading_before(risk)
        if given is not None and given != score_of(before):
            seen = (
                f"{risk.reference}'s previous score is {given}, but its score in {before.name} was "
                f"{score_of(before)}"
            )
            yield rule("TREND-04").at(risk.at("previous_score"), seen, value=str(given))


@check
def check_given_counts(evidence: Evidence) -> Iterator[Finding]:
    """The workbook's own counts of its risks are those of its rows."""
    register, scoring = evidence.pack.register, evidence.settings.scoring
    for given in register.given_counts if register else ():
        # A count may include closed risks or not: it is wrong only if it is neither.
        counts = {_count(given, risks, scoring) for risks in (evidence.risks, evidence.live_risks)}
        if given.count in counts or None in counts or _sum_of_like(given, register) in counts:
            continue
        right = " or ".join(str(count) for count in sorted(map(int, filter(None, counts))) or [0])
        what = f"{given.of} risks" if given.of else "risks"
        if given.impact is not None:
            what = f"risks of impact {given.impact} and likelihood {given.likelihood}"
        seen = f"the workbook counts {given.count} {what}, but the rows hold {right}"
        yield rule("SCORE-07").at(given.location, seen, value=str(given.count))


def _sum_of_like(given: GivenCount, register: RiskRegister | None) -> int:
    """The sum of a sheet's counts of one thing: each may count the risks of a section."""
    counts = register.given_counts if register and given.impact is None else ()
    return sum(
        each.count
        for each in counts
        if each.impact is None
        and each.of == given.of
        and each.location.sheet == given.location.sheet
    )


def _count(given: GivenCount, risks: tuple[Risk, ...], scoring: Scoring | None) -> int | None:
    """How many risks are what the workbook counts; None if the pack has no bands to tell."""
    if given.impact is not None:
        cell = (given.impact, given.likelihood)
        return sum((risk.latest.impact, risk.latest.likelihood) == cell for risk in risks)
    if not given.of:
        return len(risks)
    if given.of in tuple(Status):
        return sum(risk.status == given.of for risk in risks)
    if scoring is None:
        return None
    bands = (band_of(risk.latest, scoring) for risk in risks)
    return sum(band is not None and band.letter == given.of for band in bands)
