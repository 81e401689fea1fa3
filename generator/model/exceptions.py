"""Which risks of the full register appear in the exception log."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta

from generator.model.risks import Reading, Risk, RiskRegister
from generator.settings.declaration import Settings, means
from generator.settings.scoring import Band, Scoring


class ExceptionCondition(Settings, frozen=True, kw_only=True):
    """A test of one risk; it holds when everything that it names holds.

    `reading` says which score `band` (letters or words) and `score_at_least` look at.
    """

    reading: Annotated[
        Literal["baseline", "revised", "latest"],
        means("Which reading band and score_at_least look at."),
    ] = "latest"
    band: Annotated[
        tuple[str, ...],
        means("The reading is in one of these bands, by letter or word: [R] or [Very high]."),
    ] = ()
    score_at_least: Annotated[
        Annotated[int, Meta(ge=1)] | None, means("The reading has this score or more.")
    ] = None
    escalated: Annotated[bool | None, means("true: the risk was escalated; false: it was not.")] = (
        None
    )
    status: Annotated[
        tuple[Literal["Open", "Closed", "Issue"], ...],
        means("The risk has one of these."),
    ] = ()
    trend: Annotated[
        tuple[Literal["increased", "unchanged", "decreased"], ...],
        means("The latest score stands so to the revised one."),
    ] = ()

    def __post_init__(self) -> None:
        tests = (self.band, self.score_at_least, self.escalated, self.status, self.trend)
        if all(test is None or test == () for test in tests):
            raise ValueError("the condition names nothing to test")

    def holds(self, risk: Risk, scoring: Scoring) -> bool:
        """Whether the risk meets every part of the condition."""
        reading = {"baseline": risk.baseline, "revised": risk.revised, "latest": risk.latest}[
            self.reading
        ]
        if self.band and not self._banded(reading, scoring):
            return False
        if self.score_at_least is not None and (reading.score or 0) < self.score_at_least:
            return False
        if self.escalated is not None and risk.escalated is not self.escalated:
            return False
        if self.status and risk.status.value not in self.status:
            return False
        return not self.trend or (risk.trend is not None and risk.trend.value in self.trend)

    def _banded(self, reading: Reading, scoring: Scoring) -> bool:
        band = band_of_reading(reading, scoring)
        return band is not None and band in map(scoring.band_named, self.band)


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


class ExceptionRule(Settings, frozen=True, kw_only=True):
    """A risk that is not closed is exceptional when any of the conditions holds.

    A closed risk is taken only by a condition that names the status Closed.
    """

    any_of: Annotated[
        tuple[ExceptionCondition, ...],
        means(
            "The conditions. One that holds is enough; of one condition, all that it names "
            "must hold. With [] no risk is exceptional."
        ),
    ]

    def selects(self, risk: Risk, scoring: Scoring) -> bool:
        """Whether the risk belongs in the exception log."""
        return any(
            condition.holds(risk, scoring)
            for condition in self.any_of
            if risk.status != "Closed" or "Closed" in condition.status
        )

    def select(self, register: RiskRegister, scoring: Scoring) -> tuple[Risk, ...]:
        """The exceptional risks, in the order of the register."""
        return tuple(risk for risk in register.risks if self.selects(risk, scoring))
