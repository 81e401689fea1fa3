"""What `pack.yaml` says of the risk register and the action plan: headings, keys, exceptions."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from generator.settings.declaration import Day, Filled, Settings, Texts
from generator.settings.exceptions import ExceptionRule
from generator.settings.scoring import Word


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
    also_written: Texts = ()
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
