"""Rules on scores."""

from __future__ import annotations

from generator.findings import Rule, Severity

SCORE_NOT_PRODUCT = Rule(
    code="SCORE-02",
    severity=Severity.ERROR,
    title="A score that is not impact × likelihood",
    explanation=(
        "The register's own score contradicts its impact and likelihood. It is never recomputed: "
        "only its author knows which of the three is wrong."
    ),
    example="WR3's latest score says 6, but impact 3 × likelihood 1 is 3",
    remedy="Correct one of the three cells.",
)
