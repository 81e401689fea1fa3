"""A figure that the inputs hold and prose may draw on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from generator.findings import Location


@dataclass(frozen=True, kw_only=True)
class KnownFigure:
    """One figure by its name in the narrative ("survey.responses").

    `text` is how it is printed where no filter says otherwise. `location` is the cell that it
    comes from, None for what was worked out from several.
    """

    name: str
    value: int | Decimal | date | str
    text: str
    location: Location | None = None
