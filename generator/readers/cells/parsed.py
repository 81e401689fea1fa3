"""What a cell's parser gives back."""

from __future__ import annotations

from typing import Generic, TypeVar

from msgspec import Struct

from generator.findings import Rule

T = TypeVar("T")


class Remark(Struct, frozen=True):
    """A finding that does not know its place yet."""

    rule: Rule
    seen: str
    remedy: str | None = None


class Parsed(Struct, Generic[T], frozen=True):
    """The value, None where there is none, and the remarks on it."""

    value: T | None
    remarks: tuple[Remark, ...] = ()


NOTHING: Parsed[object] = Parsed(None)


def quoted(text: object, most: int = 60) -> str:
    """A value in quotes for a message, on one line, cut where it is long."""
    line = " ".join(str(text).split())
    return f"“{line}”" if len(line) <= most else f"“{line[: most - 1]}…”"
