"""Which risks the exception log takes, as `pack.yaml` says it."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta

from generator.settings.declaration import Settings, means


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
