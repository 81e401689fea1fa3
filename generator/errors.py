"""Problems outside the inputs' data: each kind has its own exit code, and each error its remedy.

Bad data is a `Finding`. A `PackError` stops the run, and only `cli` catches it.
"""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches
from typing import ClassVar

MOST_CHOICES = 12


class PackError(Exception):
    """The run cannot go on. `message` says what is wrong, `remedy` what to do."""

    exit_code: ClassVar[int]

    def __init__(self, message: str, remedy: str) -> None:
        super().__init__(message, remedy)  # both, so that a process can hand it to another
        self.message = message
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.message}. {self.remedy}"


class UsageError(PackError):
    """What was asked for does not exist, or could mean several things."""

    exit_code = 2


class InputUnreadable(PackError):
    """The inputs folder, or a file in it, cannot be opened at all."""

    exit_code = 3


class TemplateError(PackError):
    """A template is missing or broken, or uses something that the pack does not have."""

    exit_code = 4

    @classmethod
    def listing(cls, template: str, mistakes: Sequence[str], remedy: str) -> TemplateError:
        """All mistakes of a template, by its name, as one error."""
        if len(mistakes) == 1:
            return cls(f"the template {template} has a mistake: {mistakes[0]}", remedy)
        lines = "\n".join(f"- {mistake}" for mistake in mistakes)
        return cls(f"the template {template} has {len(mistakes)} mistakes:\n{lines}", remedy)


class DocumentError(PackError):
    """A document cannot hold what the inputs say: a text is too long, a name is refused."""

    exit_code = 1


class OutputError(PackError):
    """The outputs cannot be written: disk full, no permission, or a file open elsewhere."""

    exit_code = 5


class MailError(PackError):
    """The documents are written, but the mail was not sent, or not to everybody."""

    exit_code = 6


def did_you_mean(word: str, known: Sequence[str]) -> str:
    """'Did you mean "risks.csv"?' for the nearest of the known words, "" where none is near.

    The start of a long name may be typed: "apendix-2" is near "appendix-2-risk-log".
    """
    found = get_close_matches(word.lower(), [each.lower() for each in known], n=1, cutoff=0.6)
    starts = {each.lower()[: len(word) + 1]: each for each in reversed(known)}
    near = [each for each in known if each.lower() in found]
    near = near or [starts[each] for each in get_close_matches(word.lower(), starts, 1, 0.75)]
    return f'Did you mean "{near[0]}"?' if near else ""


def suggest(word: str, known: Sequence[str]) -> str:
    """What to type instead of an unknown word: the nearest known one, and all there are."""
    listed = ", ".join(known[:MOST_CHOICES])
    more = f" and {len(known) - MOST_CHOICES} more" if len(known) > MOST_CHOICES else ""
    choices = f"Choose from: {listed}{more}." if known else ""
    return " ".join(filter(None, (did_you_mean(word, known), choices)))
