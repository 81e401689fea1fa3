"""What a section of the narrative may draw on, and how it asks for tables and charts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from generator.content.placeholders import Numbered
from generator.model.programme import KnownFigure

Block = Mapping[str, Any]

PLACE = re.compile(r"^\[(?P<kind>Table|Chart):\s*(?P<name>[\w-]+)\s*\]$", re.IGNORECASE)
"""A line that puts a table or chart into the text: [Table: survey]."""


@dataclass(frozen=True, kw_only=True)
class Sources:
    """What a section may draw on.

    `places` gives the blocks of each table and chart by kind and name ("table", "survey"); a
    chart that the document does not bear has no blocks. `numbered` is what prose can refer to.
    `doubtful` are the first words of names that come from an input with an error: a name that is
    missing there is that error's doing, and not said again.
    """

    figures: Mapping[str, KnownFigure]
    places: Mapping[tuple[str, str], tuple[Block, ...]]
    numbered: Mapping[str, Numbered]
    doubtful: frozenset[str] = frozenset()


def place_key(place: re.Match[str]) -> tuple[str, str]:
    """The kind and name that a placement line asks for."""
    return place["kind"].lower(), place["name"].lower().replace("_", "-")
