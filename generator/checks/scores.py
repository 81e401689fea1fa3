"""Checks of impact, likelihood and score."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.evidence import Evidence, check, place
from generator.findings import Finding, rule
from generator.model.risks import Reading, Risk
from generator.model.standing import score_of


def _contradicting(evidence: Evidence) -> list[tuple[Risk, Reading]]:
    """The readings whose given score is not impact × likelihood."""
    return [
        (risk, reading)
        for risk in evidence.risks
        for reading in (*risk.readings, *risk.earlier)
        if None not in (reading.given_score, reading.product)
        and reading.given_score != reading.product
    ]


def _are_sums(odd: list[tuple[Risk, Reading]]) -> bool:
    """Whether all of several given scores are impact + likelihood."""
    return len(odd) > 1 and all(
        reading.given_score == (reading.impact or 0) + (reading.likelihood or 0)
        for _, reading in odd
    )


@check
def check_products(evidence: Evidence) -> Iterator[Finding]:
    """Each given score is impact × likelihood; one finding if all are impact + likelihood."""
    odd = _contradicting(evidence)
    if _are_sums(odd):
        risk, reading = odd[0]
        seen = (
            f"the scores are impact + likelihood, such as {reading.given_score} for "
            f"{risk.reference} ({reading.impact} + {reading.likelihood}); a score here is impact × "
            "likelihood"
        )
        yield rule("SCORE-09").at(place(risk.where, f"{reading.name}_score"), seen)
        return
    for risk, reading in odd:
        seen = (
            f"{risk.reference}'s {reading.name} score is {reading.given_score}, but impact "
            f"{reading.impact} × likelihood {reading.likelihood} is {reading.product}"
        )
        where = place(risk.where, f"{reading.name}_score")
        yield rule("SCORE-02").at(where, seen, value=str(reading.given_score))


@check
def check_target(evidence: Evidence) -> Iterator[Finding]:
    """The score to be reached is not above the one before any action."""
    for risk in evidence.risks:
        baseline, target = score_of(risk.baseline), score_of(risk.target)
        if baseline is not None and target is not None and target > baseline:
            seen = f"{risk.reference}'s target score {target} is higher than its baseline "
            where = place(risk.where, "target_score")
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
    """Each live risk has a latest score, or at least a latest rating."""
    for risk in evidence.live_risks:
        if score_of(risk.latest) is None and risk.latest.rag is None:
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
