"""The action plan."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from generator.model.placed import Placed
from generator.model.written_dates import StatedDate


@dataclass(frozen=True, kw_only=True)
class Action(Placed):
    """One action of the plan.

    `rag` is a letter of the pack's action key, or "" for not started or on hold. `progress` holds
    a paragraph each. `other` holds the text of columns that no document shows, by heading. `where`
    gives the place of each field by its column key, and under "row" the
    place of the record.
    """

    reference: str
    recommendation: str
    lead: str = ""
    what_we_will_do: str = ""
    progress: tuple[str, ...] = ()
    rag: str = ""
    due: date | None = None
    completed: date | None = None
    other: Mapping[str, str | Decimal] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class ActionPlan:
    """All actions, in the order of the plan, and the dates that the workbook gives of itself."""

    actions: tuple[Action, ...]
    file: str
    stated_dates: tuple[StatedDate, ...] = ()
