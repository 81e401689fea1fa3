"""A figure that the narrative may draw, and where it comes from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from generator.findings import Location


@dataclass(frozen=True, kw_only=True)
class KnownFigure:
    """A figure by its name in the narrative ("survey.responses").

    `text` is the value as it is printed without a filter; `location` the cell that it comes from,
    None where it is worked out from several.
    """

    name: str
    value: Decimal | int | date | str
    text: str
    location: Location | None = None
