"""How wide columns and how high rows must be, since a writer cannot ask the spreadsheet.

Widths are in characters of the standard font, as spreadsheets count them; heights in points.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

LINE = 13.0
"""The height of a line of 10 point type."""

PADDING = 4.0
TALLEST = 409.0
"""No spreadsheet shows a higher row."""

WIDEST = 200
_MOST_LINES = int((TALLEST - PADDING) // LINE)
_ROOMY = 0.97
"""The part of a column's width that text may fill. Most letters are narrower than the digit that
a width counts, capitals are wider."""


def lines_of(text: str, width: float) -> int:
    """How many lines a text takes in a column, rather one too many than one too few."""
    count = len(text)
    if count <= width * 0.6 and "\n" not in text:
        return 1
    if not text.isascii():
        text = _widened(text)
    fit = max(1, int(width * _ROOMY * _narrowing(text)))
    return sum(_paragraph(part, fit) for part in text.split("\n"))


def _paragraph(text: str, fit: int) -> int:
    return 1 if len(text) <= fit else len(_line_pattern(fit).findall(text))


@lru_cache(maxsize=256)
def _line_pattern(fit: int) -> re.Pattern[str]:
    """A line breaks after a space or, in a word longer than the line, anywhere."""
    return re.compile(rf".{{1,{fit}}}(?:\s+|$)|.{{{fit}}}", re.DOTALL)


def _widened(text: str) -> str:
    """Chinese, emoji and their like count as two letters."""
    return re.sub(r"[\u2e80-\uffff\U00010000-\U0010ffff]", "MM", text)


def _narrowing(text: str) -> float:
    """1 for ordinary text, less the more capitals it has."""
    capitals = sum(map(text.count, "MW")) * 2 + len(_CAPITALS.findall(text))
    share = capitals / max(1, len(text))
    return 1.0 if share < 0.15 else 1.0 - 0.3 * min(1.0, share)


_CAPITALS = re.compile(r"[A-Z]")


def height_of(lines: int) -> float:
    """The height of a row of so many lines, no more than a spreadsheet shows."""
    return min(TALLEST, lines * LINE + PADDING)


def width_for(texts: Iterable[str], width: float) -> float:
    """The column's own width, or as much more as its longest text needs to be shown whole."""
    longest = max(texts, key=len, default="")
    while width < WIDEST and _too_long(longest, width):
        width = min(WIDEST, width * 1.15)
    return width


def _too_long(text: str, width: float) -> bool:
    return lines_of(text, width) > _MOST_LINES
