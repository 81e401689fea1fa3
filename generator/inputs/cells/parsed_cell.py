"""What a cell's parser gives back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from generator.findings import Rule
from generator.inputs.files.input_sheet import Value

T = TypeVar("T")


@dataclass(frozen=True)
class Remark:
    """A finding that does not know its cell yet.

    Remarks with the same `cause` are shown as one finding, whatever their columns; with "", those
    of one column are.
    """

    rule: Rule
    seen: str
    remedy: str | None = None
    cause: str = ""


@dataclass(frozen=True)
class Parsed(Generic[T]):
    """The value, None where there is none, and the remarks on it."""

    value: T | None
    remarks: tuple[Remark, ...] = ()


CellParser = Callable[[Value], Parsed[Any]]
