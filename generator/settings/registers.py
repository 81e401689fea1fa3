"""What `pack.yaml` says of the risk register and the action plan: headings, keys, exceptions."""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import Field, model_validator

from generator.settings.declaration import Day, Filled, Settings, Spellings
from generator.settings.exceptions import ExceptionRule, ReadingName
from generator.settings.scoring import Word

_HEADING_WORD = re.compile(r"[^\W\d_][\w -]{0,23}")
_OTHER_HEADINGS = frozenset(
    ("reference", "workstream", "title", "cause", "owner", "notes", "status", "escalated")
)


class RegisterWords(Settings):
    """Your council's words for what the tool calls baseline, latest and so on. The papers use them
    in every heading. Left out: the words of your register's headings, else these."""

    baseline: str | None = Field(default=None, examples=["Inherent"])
    """The score before any action: Baseline."""
    previous: str | None = None
    """The last reading before the latest: Previous."""
    latest: str | None = Field(default=None, examples=["Current"])
    """The score now: Latest."""
    target: str | None = None
    """The score to be reached: Target."""
    impact: str | None = Field(default=None, examples=["Consequence"])
    """Impact."""
    likelihood: str | None = None
    """Likelihood."""
    trend: str | None = Field(default=None, examples=["Direction of travel"])
    """Trend."""

    @model_validator(mode="after")
    def _differ(self) -> RegisterWords:
        words = [word for _, word in self if word is not None]
        plain = [word.casefold() for word in words]
        if len(set(plain)) < len(plain) or _OTHER_HEADINGS & set(plain):
            raise ValueError("two columns would have the same heading; give each its own word")
        odd = next((word for word in words if not _HEADING_WORD.fullmatch(word)), None)
        if odd is not None:
            raise ValueError(
                f"'{odd}' is no word for a heading; use at most 24 letters, digits, spaces and "
                "hyphens, beginning with a letter"
            )
        return self


class RegisterSettings(Settings):
    """What is printed above the risk register, and which risks the exception log takes."""

    project: Filled = Field(examples=["Harbour Renewal"])
    """The name of the programme or project, printed above the register."""
    version_date: Day = Field(examples=["2025-06-30"])
    """The date of this version of the register. A note with a later date is a warning."""
    latest_date: Day = Field(examples=["2025-06-30"])
    """When the latest scores were given. The documents print it. It is the date of every latest
    score if the register has no column for that."""
    exceptions: ExceptionRule
    """Which risks the exception log takes."""
    stages: dict[str, ReadingName] = Field(default_factory=dict)
    """What a word in your headings means where it can be doubted: {Revised: previous}. A reading is
    baseline (before any action), previous (the last reading), latest (now) or target (to be
    reached). Movement is from previous to latest."""
    words: RegisterWords = RegisterWords()
    """Your council's words for these, such as {latest: Current, impact: Consequence}."""
    statuses: dict[str, Literal["Open", "Closed", "Issue"]] = Field(default_factory=dict)
    """What your register's own words for a status mean: {Mitigated: Closed}."""


class ActionStatus(Settings):
    """One line of the action plan's RAG key."""

    letter: Annotated[str, Field(max_length=3)] = Field(examples=["A"])
    """The letter in the RAG column. "" is the status of a blank cell."""
    word: Word = Field(examples=["Amber"])
    """The word, such as Amber. The plan may use it too."""
    meaning: str = Field(examples=["In progress"])
    """What the status says about an action. The RAG key prints it."""
    also_written: Spellings = ()
    """Other words that the plan uses for the status, such as On track."""
    colour: str = ""
    """The name of a house style colour. If you leave it out, the word is the name, in lower case
    with - for each space."""

    @property
    def colour_name(self) -> str:
        """The house style's name for the status's colour."""
        return self.colour or self.word.lower().replace(" ", "-")


class ActionPlanSettings(Settings):
    """The action plan's title, date and RAG key."""

    title: Filled = Field(examples=["Peer Challenge Action Plan"])
    """The title above the plan."""
    updated: str = Field(examples=["Nov 2022"])
    """When the plan was last updated, in the words to be printed: Nov 2022."""
    key: tuple[ActionStatus, ...] = Field(
        min_length=1, examples=["[{letter: G, word: Green, meaning: On track}]"]
    )
    """The RAG key, one entry per status. A rating that is not in it is an error."""


class TrendWords(Settings):
    """The words of the key of arrows."""

    increased: str = "Risk score has increased"
    """What ↑ means."""
    unchanged: str = "Risk score is unchanged"
    """What ⇔ means."""
    decreased: str = "Risk score has decreased"
    """What ↓ means."""
