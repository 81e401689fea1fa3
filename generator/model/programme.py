"""What else a programme reports, and a figure that the narrative may draw."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from generator.model.placed import Placed


@dataclass(frozen=True, kw_only=True)
class ServiceReview(Placed):
    """The review of one service. Dates are None where the input has none."""

    phase: str
    service: str
    stage: str
    update: str
    business_case: date | None = None
    original_end: date | None = None
    completed: date | None = None


@dataclass(frozen=True, kw_only=True)
class Saving(Placed):
    """What one council saves in one year. `year` is as written, such as "2024/25"."""

    council: str
    year: str
    amount_gbp: Decimal


@dataclass(frozen=True, kw_only=True)
class AreaCounts(Placed):
    """The survey's counts in one area.

    `answers` gives for each question ("Awareness") its counts of yes and no; `other` gives further
    counts by heading ("Further comments"); `given_shares` the percentages that the input itself
    gives, by question and answer ("Awareness: Yes").
    """

    area: str
    responses: int
    answers: Mapping[str, tuple[int, int]]
    other: Mapping[str, int] = field(default_factory=dict)
    given_shares: Mapping[str, Decimal] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Survey:
    """A survey's counts by area, in the order of the input.

    `total` is worked out from the areas; `given_total` is the input's own total row, if it has one.
    """

    questions: tuple[str, ...]
    areas: tuple[AreaCounts, ...]
    total: AreaCounts
    given_total: AreaCounts | None = None


@dataclass(frozen=True, kw_only=True)
class KeyFigure(Placed):
    """A single figure that the narrative draws on, such as an underspend.

    `unit` is "£", "%" or a noun.
    """

    name: str
    value: Decimal
    unit: str = ""
    description: str = ""


@dataclass(frozen=True, kw_only=True)
class PastMeeting(Placed):
    """An earlier meeting at which the subject was considered."""

    meeting: str
    date: date


@dataclass(frozen=True, kw_only=True)
class KnownFigure:
    """A figure by its name in the narrative ("survey.responses").

    `text` is the value as it is printed without a filter.
    """

    name: str
    value: Decimal | int | date | str
    text: str
