"""A figure that the narrative may draw, and where it comes from."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from msgspec import Struct

from generator.findings import Location


class KnownFigure(Struct, frozen=True, kw_only=True):
    """A figure by its name in the narrative ("survey.responses").

    `text` is the value as it is printed without a filter; `location` the cell that it comes from,
    None where it is worked out from several.
    """

    name: str
    value: Decimal | int | date | str
    text: str
    location: Location | None = None
