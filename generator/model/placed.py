"""Records that know where each of their fields was read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.findings import Location


@dataclass(frozen=True, kw_only=True)
class Placed:
    """A record of an input: `where` has the place of each field by its column key.

    Under "row" is the place of the whole record.
    """

    where: Mapping[str, Location] = field(default_factory=dict)

    def at(self, key: str) -> Location:
        """The place of a field, or of its record where the input lacks the column."""
        return self.where.get(key) or self.where["row"]
