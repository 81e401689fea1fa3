"""What `pack.yaml` says of the risk register and the action plan: headings, keys, exceptions."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from generator.model.exceptions import ExceptionRule
from generator.model.scoring import Settings


class RegisterSettings(Settings):
    """What stands above the risk register: whose it is and which version."""

    project: str = Field(description="The name of the programme or project above the register.")
    version_date: date = Field(
        description="The date of this version of the register. A note with a later date is a "
        "warning.",
    )
    latest_date: date = Field(
        description="When the latest scores were given. It is the date of every latest score where "
        "the register has no column for that, and the documents print it.",
    )
    exceptions: ExceptionRule = Field(description="Which risks stand in the exception log.")


class ActionStatus(Settings):
    """A line of the action plan's RAG key. The letter may be "" for not started or on hold."""

    letter: str = Field(
        max_length=3,
        description='The letter in the RAG column; "" is the status of a blank cell.',
    )
    word: str = Field(
        max_length=200,
        description="The word for it, such as Amber; a cell may hold this too.",
    )
    meaning: str = Field(description="What the status says of an action; the RAG key prints it.")
    colour: str = Field(
        default="",
        description="The name of a colour of the house style. Left out, the word in small letters, "
        "with - for a space.",
    )

    @property
    def colour_name(self) -> str:
        """The house style's name for the status's colour."""
        return self.colour or self.word.lower().replace(" ", "-")


class ActionPlanSettings(Settings):
    """The action plan's title, when it was last updated (as written), and its RAG key."""

    title: str = Field(description="The title above the plan.")
    updated: str = Field(
        description="When the plan was last updated, as it is to be printed: Nov 2022.",
    )
    key: tuple[ActionStatus, ...] = Field(
        min_length=1,
        description="The RAG key, a line an entry. A rating that is not in it is an error.",
    )


class TrendWords(Settings):
    """What the key of arrows says."""

    increased: str = Field(
        default="Risk score has increased",
        description="What ↑ means.",
    )
    unchanged: str = Field(
        default="Risk score is unchanged",
        description="What ⇔ means.",
    )
    decreased: str = Field(
        default="Risk score has decreased",
        description="What ↓ means.",
    )
