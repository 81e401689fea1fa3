"""What a cell's parser gives back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from generator.findings import Rule

T = TypeVar("T")


@dataclass(frozen=True)
class Remark:
    """A finding that does not know its place yet."""

    rule: Rule
    seen: str
    remedy: str | None = None


@dataclass(frozen=True)
class Parsed(Generic[T]):
    """The value, None where there is none, and the remarks on it."""

    value: T | None
    remarks: tuple[Remark, ...] = ()


NOTHING: Parsed[object] = Parsed(None)


def quoted(text: object, most: int = 60) -> str:
    """A value in quotes for a message, on one line, cut where it is long."""
    line = " ".join(str(text).split())
    return f"“{line}”" if len(line) <= most else f"“{line[: most - 1]}…”"
