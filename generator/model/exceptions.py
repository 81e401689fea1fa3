"""Selects the risks of the exception log from the full register."""

from __future__ import annotations

from generator.model.risks import Reading, Risk, RiskRegister
from generator.settings.exceptions import ExceptionCondition, ExceptionRule
from generator.settings.scoring import Band, Scoring


def exceptional_risks(
    register: RiskRegister, rule: ExceptionRule, scoring: Scoring
) -> tuple[Risk, ...]:
    """The risks that the rule selects, in the order of the register."""
    return tuple(risk for risk in register.risks if is_exceptional(risk, rule, scoring))


def is_exceptional(risk: Risk, rule: ExceptionRule, scoring: Scoring) -> bool:
    """Whether the risk meets any condition of the rule.

    A closed risk meets only a condition that names the status Closed.
    """
    return any(
        _meets(risk, condition, scoring)
        for condition in rule.any_of
        if risk.status != "Closed" or "Closed" in condition.status
    )


def _meets(risk: Risk, condition: ExceptionCondition, scoring: Scoring) -> bool:
    """Whether the risk meets every part of the condition."""
    reading = {"baseline": risk.baseline, "revised": risk.revised, "latest": risk.latest}[
        condition.reading
    ]
    if condition.band:
        band = band_of_reading(reading, scoring)
        if band is None or band not in map(scoring.band_named, condition.band):
            return False
    if condition.score_at_least is not None and (reading.score or 0) < condition.score_at_least:
        return False
    if condition.escalated is not None and risk.escalated is not condition.escalated:
        return False
    if condition.status and risk.status.value not in condition.status:
        return False
    return not condition.trend or (risk.trend is not None and risk.trend.value in condition.trend)


def band_of_reading(reading: Reading, scoring: Scoring) -> Band | None:
    """The band of a reading: of its factors, else of its score, else as the register rates it.

    None where none of them tells, or the pack has no band for it, which is a finding elsewhere.
    """
    try:
        if reading.impact is not None and reading.likelihood is not None:
            return scoring.band(reading.impact, reading.likelihood)
        if reading.given_score is not None and not scoring.matrix:
            return scoring.band_of_score(reading.given_score)
    except LookupError:
        return None
    return scoring.band_named(reading.rag or "")
