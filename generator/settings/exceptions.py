"""Which risks the exception log takes, as `pack.yaml` says it."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from generator.settings.declaration import ANY_CASE, AS_LIST, Number, Settings, Texts, Truth

ReadingName = Annotated[Literal["baseline", "previous", "latest", "target"], ANY_CASE]
"""A reading by its stage, in the order of time: before any action, the last reading, now, to be
reached."""
StatusName = Annotated[Literal["Open", "Closed", "Issue"], ANY_CASE]
TrendName = Annotated[Literal["increased", "unchanged", "decreased"], ANY_CASE]


class ExceptionCondition(Settings):
    """A test of one risk. The risk meets it if it meets every key that you give."""

    reading: ReadingName = "latest"
    """Which score `band` and `score_at_least` look at."""
    band: Texts = ()
    """The score is in one of these bands, by letter or word: [R] or [Very high]."""
    score_at_least: Annotated[Number, Field(ge=1)] | None = None
    """The score is this or higher."""
    escalated: Truth | None = None
    """true: the risk was escalated. false: it was not."""
    status: Annotated[tuple[StatusName, ...], AS_LIST] = ()
    """The risk has one of these statuses."""
    trend: Annotated[tuple[TrendName, ...], AS_LIST] = ()
    """How the latest score compares with the previous one."""

    @model_validator(mode="after")
    def _tests_something(self) -> ExceptionCondition:
        tests = (self.band, self.score_at_least, self.escalated, self.status, self.trend)
        if all(test is None or test == () for test in tests):
            raise ValueError(
                "the condition tests nothing: give it band, score_at_least, escalated, status or "
                "trend"
            )
        return self


class ExceptionRule(Settings):
    """Which risks the exception log takes. A closed risk is taken only by a condition that names
    the status Closed."""

    any_of: tuple[ExceptionCondition, ...] = Field(examples=["[{reading: latest, band: [R]}]"])
    """The conditions. A risk is taken if it meets one of them. With [] the log is empty."""
