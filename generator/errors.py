"""Bad surroundings, as opposed to bad data: each kind owns its exit code and its remedy.

Bad data is a `Finding`. What is here stops the run, and only `cli` catches it.
"""

from __future__ import annotations

from typing import ClassVar


class PackError(Exception):
    """The run cannot go on. `message` says what is the matter, `remedy` what to do."""

    exit_code: ClassVar[int]

    def __init__(self, message: str, remedy: str) -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.message}. {self.remedy}"


class UsageError(PackError):
    """What was asked for does not exist or is ambiguous."""

    exit_code = 2


class InputUnreadable(PackError):
    """The inputs folder, or a file in it, cannot be opened at all."""

    exit_code = 3


class TemplateError(PackError):
    """A template is missing, broken, or asks for something that the pack does not have."""

    exit_code = 4


class DocumentError(PackError):
    """A document cannot hold what the inputs say: a text is too long, a name is refused."""

    exit_code = 1


class OutputError(PackError):
    """The outputs cannot be written: no room, no right, or a file is open elsewhere."""

    exit_code = 5


class MailError(PackError):
    """The documents are written, but the mail was not (wholly) sent."""

    exit_code = 6
