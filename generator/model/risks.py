"""The risk register as it was read: risks and their readings. `standing` says what they mean."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from generator.findings import Location
from generator.model.placed import Placed
from generator.model.written_dates import StatedDate
from generator.settings.scoring import ScoreRule

Score = int | float
"""A step or a score; a whole one is an int. Scores have at most two decimals."""


def rounded(number: float, decimals: int = 2) -> Score:
    """Rounded as spreadsheets do, halves up: of the fifteen digits that they show. 2.25 is 2.3."""
    if isinstance(number, int):
        return number
    found = Decimal(f"{number:.15g}").quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    return int(found) if found == int(found) else float(found)


class Status(StrEnum):
    """The status of a risk. An issue is a risk that has happened."""

    OPEN = "Open"
    CLOSED = "Closed"
    ISSUE = "Issue"


class Trend(StrEnum):
    """How the latest score compares with the score before it."""

    INCREASED = "increased"
    UNCHANGED = "unchanged"
    DECREASED = "decreased"


@dataclass(frozen=True, kw_only=True)
class Reading:
    """Impact and likelihood at one time, and the score that the register gives for them.

    `name` is "baseline" (before any action), "previous" (the last reading), "latest" (now),
    "target" (to be reached), or the name of an earlier period. Impact and likelihood
    are from 1 to the top of the pack's scale. `given_score` is what the register says and may
    contradict them: that is a finding, never recomputed. `rag` is the letter that
    the register gives, if it does. `rule` is the pack's, by which a score is worked out.
    """

    name: str
    impact: Score | None = None
    likelihood: Score | None = None
    given_score: Score | None = None
    rag: str | None = None
    date: date | None = None
    rule: ScoreRule = "product"

    @property
    def says_nothing(self) -> bool:
        """Whether there is neither a step, a score nor a rating."""
        return (self.impact, self.likelihood, self.given_score, self.rag) == (None,) * 4

    @property
    def by_rule(self) -> Score | None:
        """The score of impact and likelihood; None where one is missing or the rule tells none."""
        if self.impact is None or self.likelihood is None:
            return None
        if self.rule == "product":
            return rounded(self.impact * self.likelihood)
        return rounded(self.impact + self.likelihood) if self.rule == "sum" else None


@dataclass(frozen=True, kw_only=True)
class DatedNote:
    """An entry of a notes cell: its date where it starts with one, and its text without it.

    `written_date` is the date as the officer wrote it ("1.2.23"), `separator` what is between
    it and the text.
    """

    text: str
    date: date | None = None
    written_date: str = ""
    separator: str = " - "

    def __str__(self) -> str:
        return f"{self.written_date}{self.separator}{self.text}" if self.written_date else self.text


@dataclass(frozen=True, kw_only=True)
class RiskAction:
    """One of the actions of a risk whose register lists them row by row.

    `rag` is a letter of the pack's action key, "" where there is none; `due_at` is the place of
    the due date.
    """

    action: str
    owner: str = ""
    due: date | None = None
    rag: str = ""
    due_at: Location | None = field(default=None, compare=False)


@dataclass(frozen=True, kw_only=True)
class Risk(Placed):
    """One risk of the register.

    `owner` is the role's initials as the pack declares them; `owner_as_written` what the register
    holds. `actions` lists the actions where the register gives them an owner, a date or a rating;
    their texts are in `mitigations` or `further_actions` too. `earlier` holds the readings of
    earlier periods, oldest first. `was_before` tells whether the register of the period before has
    the risk, None where none was read; `said_new` whether the register's trend says that it is new.
    `other` holds what the columns have that no document shows, by heading: texts, and amounts of
    money in pounds. `where` gives the place of each field by its column key, and under "row" the
    place of the record.
    """

    reference: str
    description: str
    title: str = ""
    cause: str = ""
    workstream: str = ""
    potential_impact: str = ""
    baseline: Reading = Reading(name="baseline")
    mitigations: str = ""
    further_actions: str = ""
    actions: tuple[RiskAction, ...] = ()
    owner: str = ""
    owner_as_written: str = ""
    previous: Reading = Reading(name="previous")
    latest: Reading = Reading(name="latest")
    target: Reading = Reading(name="target")
    given_trend: Trend | None = None
    said_new: bool = False
    notes: tuple[DatedNote, ...] = ()
    status: Status = Status.OPEN
    escalated: bool = False
    raised: date | None = None
    closed: date | None = None
    next_review: date | None = None
    earlier: tuple[Reading, ...] = ()
    was_before: bool | None = None
    other: Mapping[str, str | Decimal] = field(default_factory=dict)

    @property
    def due(self) -> date | None:
        """When the actions are due; None where they have no date, or not all the same."""
        days = {each.due for each in self.actions}
        return days.pop() if len(days) == 1 else None

    @property
    def readings(self) -> tuple[Reading, ...]:
        """Baseline, previous, latest and target, as the register itself gives them."""
        return self.baseline, self.previous, self.latest, self.target


@dataclass(frozen=True, kw_only=True)
class GivenCount:
    """A number of risks as the workbook gives it, beside or below the table or on another sheet.

    `of` is "" for all risks, a status ("Open"), or a band's letter. In a heat map `impact` and
    `likelihood` name the cell.
    """

    count: int
    location: Location
    of: str = ""
    impact: int | None = None
    likelihood: int | None = None


@dataclass(frozen=True, kw_only=True)
class GivenBand:
    """A band of scores as a key in the workbook explains it: Red is 17 to 25."""

    word: str
    lowest: int
    highest: int
    location: Location


@dataclass(frozen=True, kw_only=True)
class RiskRegister:
    """All risks, in the order of the register.

    `opportunities` are records of good things that may happen; they are neither counted nor printed
    among the risks. `given_counts` are counts that the workbook itself gives of its risks,
    `given_bands` the bands of its own key. `suggested_scoring` holds the lines of `pack.yaml` that
    would declare the scoring which the workbook shows, "" where the pack declares one. `words` are
    the register's own for its readings, impact, likelihood and trend ("latest": "Current").
    """

    risks: tuple[Risk, ...]
    file: str
    opportunities: tuple[Risk, ...] = ()
    given_counts: tuple[GivenCount, ...] = ()
    given_bands: tuple[GivenBand, ...] = ()
    suggested_scoring: str = ""
    stated_dates: tuple[StatedDate, ...] = ()
    words: Mapping[str, str] = field(default_factory=dict)
