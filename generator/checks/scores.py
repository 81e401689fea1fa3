"""Checks of impact, likelihood and score."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.evidence import Evidence, place
from generator.findings import Finding, rule
from generator.model.risks import Reading, Risk
from generator.model.standing import score_of

NOT_PRODUCT = rule("SCORE-02")
SCORES_ARE_SUMS = rule("SCORE-09")
REVISED_ABOVE_BASELINE = rule("SCORE-03")
LATEST_MISSING = rule("SCORE-04")
HALF_READING = rule("SCORE-05")
NO_LATEST_COLUMN = rule("SCORE-06")


def _readings(risk: Risk) -> tuple[Reading, ...]:
    return (*risk.readings, *risk.earlier)


def _is_odd(reading: Reading) -> bool:
    """Whether the given score is not the product."""
    given, product = reading.given_score, reading.product
    return given is not None and product is not None and given != product


def check_products(evidence: Evidence) -> Iterator[Finding]:
    """Each given score is impact × likelihood; one finding where all are impact + likelihood."""
    sums = [(risk, each) for risk in evidence.risks for each in _readings(risk) if _is_odd(each)]
    if len(sums) > 1 and all(
        each.given_score == (each.impact or 0) + (each.likelihood or 0) for _, each in sums
    ):
        risk, reading = sums[0]
        seen = (
            f"the scores are impact + likelihood, such as {reading.given_score} for "
            f"{risk.reference} ({reading.impact} + {reading.likelihood}); a score here is impact × "
            "likelihood"
        )
        yield SCORES_ARE_SUMS.at(place(risk.where, f"{reading.name}_score"), seen)
        return
    for risk in evidence.risks:
        for reading in _readings(risk):
            if not _is_odd(reading):
                continue
            seen = (
                f"{risk.reference}'s {reading.name} score says {reading.given_score}, but impact "
                f"{reading.impact} × likelihood {reading.likelihood} is {reading.product}"
            )
            yield NOT_PRODUCT.at(place(risk.where, f"{reading.name}_score"), seen)


def check_revised(evidence: Evidence) -> Iterator[Finding]:
    """The score after mitigation is not above the one before it."""
    for risk in evidence.risks:
        baseline, revised = score_of(risk.baseline), score_of(risk.revised)
        if baseline is not None and revised is not None and revised > baseline:
            seen = f"{risk.reference}'s revised score {revised} is above its baseline {baseline}"
            yield REVISED_ABOVE_BASELINE.at(place(risk.where, "revised_score"), seen)


def check_latest(evidence: Evidence) -> Iterator[Finding]:
    """Each risk that is not closed has a latest score, where the register has one at all."""
    if not evidence.risks:
        return
    first = evidence.risks[0].where
    if not any(key.startswith("latest_") and key != "latest_date" for key in first):
        seen = "no column gives the latest impact, likelihood or score"
        yield NO_LATEST_COLUMN.at(evidence.risks[0].where["row"], seen)
        return
    for risk in evidence.live_risks:
        if score_of(risk.latest) is None and risk.latest.rag is None:
            key = next(key for key in ("latest_score", "latest_impact", "row") if key in risk.where)
            yield LATEST_MISSING.at(risk.where[key], f"{risk.reference} has no latest score")


def check_halves(evidence: Evidence) -> Iterator[Finding]:
    """Impact and likelihood are both there or both not, where the register has both columns."""
    for risk in evidence.live_risks:
        for reading in risk.readings:
            keys = f"{reading.name}_impact", f"{reading.name}_likelihood"
            if keys[0] not in risk.where or keys[1] not in risk.where:
                continue
            if (reading.impact is None) == (reading.likelihood is None):
                continue
            known, missing = ("impact", "likelihood")
            value, key = reading.impact, keys[1]
            if reading.impact is None:
                known, missing, value, key = "likelihood", "impact", reading.likelihood, keys[0]
            whose = f"{risk.reference}'s {reading.name}"
            seen = f"{whose} {known} is {value}, but its {missing} is blank"
            yield HALF_READING.at(risk.where[key], seen)
