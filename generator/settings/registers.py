"""What `pack.yaml` says of the risk register and the action plan: headings, keys, exceptions."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from generator.settings.declaration import NOT_BLANK, Settings, means
from generator.settings.exceptions import ExceptionRule


class RegisterSettings(Settings, frozen=True, kw_only=True):
    """What stands above the risk register: whose it is and which version."""

    project: Annotated[
        str, means("The name of the programme or project above the register.", pattern=NOT_BLANK)
    ]
    version_date: Annotated[
        date,
        means("The date of this version of the register. A note with a later date is a warning."),
    ]
    latest_date: Annotated[
        date,
        means(
            "When the latest scores were given. It is the date of every latest score where "
            "the register has no column for that, and the documents print it."
        ),
    ]
    exceptions: Annotated[ExceptionRule, means("Which risks stand in the exception log.")]


class ActionStatus(Settings, frozen=True, kw_only=True):
    """A line of the action plan's RAG key. The letter may be "" for not started or on hold."""

    letter: Annotated[
        str,
        means('The letter in the RAG column; "" is the status of a blank cell.', max_length=3),
    ]
    word: Annotated[
        str,
        means(
            "The word for it, such as Amber; a cell may hold this too.",
            max_length=200,
            pattern=NOT_BLANK,
        ),
    ]
    meaning: Annotated[str, means("What the status says of an action; the RAG key prints it.")]
    colour: Annotated[
        str,
        means(
            "The name of a colour of the house style. Left out, the word in small letters, "
            "with - for a space."
        ),
    ] = ""

    @property
    def colour_name(self) -> str:
        """The house style's name for the status's colour."""
        return self.colour or self.word.lower().replace(" ", "-")


class ActionPlanSettings(Settings, frozen=True, kw_only=True):
    """The action plan's title, when it was last updated (as written), and its RAG key."""

    title: Annotated[str, means("The title above the plan.", pattern=NOT_BLANK)]
    updated: Annotated[
        str, means("When the plan was last updated, as it is to be printed: Nov 2022.")
    ]
    key: Annotated[
        tuple[ActionStatus, ...],
        means(
            "The RAG key, a line an entry. A rating that is not in it is an error.", min_length=1
        ),
    ]


class TrendWords(Settings, frozen=True, kw_only=True):
    """What the key of arrows says."""

    increased: Annotated[str, means("What ↑ means.")] = "Risk score has increased"
    unchanged: Annotated[str, means("What ⇔ means.")] = "Risk score is unchanged"
    decreased: Annotated[str, means("What ↓ means.")] = "Risk score has decreased"
