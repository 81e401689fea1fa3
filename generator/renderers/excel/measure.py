"""How wide columns and how high rows must be, since a writer cannot ask the spreadsheet.

Widths of columns are in characters, as spreadsheets count them; heights of rows in points.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

TALLEST = 409.0
"""In points: no spreadsheet shows a higher row."""

WIDEST = 200.0
"""In characters: a wider column is no use on any screen."""

# The widths of ASCII 32 to 126 in Arial, in hundredths of an em.
_ARIAL = bytes(
    [
        28, 28, 36, 56, 56, 89, 67, 19, 33, 33, 39, 58, 28, 33, 28, 28, 56, 56, 56, 56, 56, 56,
        56, 56, 56, 56, 28, 28, 58, 58, 58, 56, 102, 67, 67, 72, 72, 67, 61, 78, 72, 28, 50,
        67, 56, 83, 72, 78, 67, 78, 72, 67, 61, 72, 67, 94, 67, 67, 61, 28, 28, 28, 47, 56, 33,
        56, 56, 50, 56, 56, 28, 56, 56, 22, 22, 50, 22, 83, 56, 56, 56, 56, 33, 50, 28, 56, 50,
        72, 50, 50, 50, 33, 26, 33, 58,
    ]
)  # fmt: skip
_WIDTHS = bytes([0] * 32) + _ARIAL + bytes([60] * (256 - 32 - len(_ARIAL)))
_EM = 100
_BROADEST = max(_ARIAL)

_WIDER_FONTS = {"verdana": 1.19, "tahoma": 1.03, "trebuchet ms": 1.02, "georgia": 1.05}
_BOLD = 1.1
_CARE = 1.02
"""Text is taken for this much wider than it is: rather a line too many than one too few."""

_RAGGED = 0.5
"""The narrower a column, the more of it stays empty at the ends of lines."""

_DIGIT_PIXELS, _CELL_MARGIN = 7, 5
_PIXELS_PER_POINT = 4 / 3
_LEADING = 1.28
_PADDING = 4.0


def pixels_of(width: float) -> float:
    """The width of a column in pixels."""
    return width * _DIGIT_PIXELS + _CELL_MARGIN


class Ruler:
    """Measures text of one font at one size in points."""

    def __init__(self, font: str, size: float) -> None:
        wider = _WIDER_FONTS.get(font.lower(), 1.0)
        self._pixels = size * _PIXELS_PER_POINT * wider * _CARE / _EM
        self._line = size * _LEADING
        self._letter = self._pixels * _BOLD * _BROADEST / _DIGIT_PIXELS

    def lines(self, text: str, width: float, *, bold: bool = False) -> int:
        """How many lines a text takes in a column of a width."""
        if len(text) * self._letter < width - 1 and text.isascii() and "\n" not in text:
            return 1
        room = (pixels_of(width) - 2 * _CELL_MARGIN) / (self._pixels * (_BOLD if bold else 1.0))
        room *= 1 - _RAGGED / width
        if "\n" in text:
            return sum(_lines(each, room) for each in text.split("\n"))
        return _lines(text, room)

    def height(self, lines: int) -> float:
        """The height of a row of so many lines, no more than a spreadsheet shows."""
        return min(TALLEST, lines * self._line + _PADDING)

    def overflows(self, text: str, width: float) -> bool:
        """Whether a text takes more lines than the tallest row has."""
        return self.lines(text, width) > int((TALLEST - _PADDING) // self._line)

    def width(self, texts: Iterable[str], width: float) -> float:
        """A column's own width, or as much more as its longest text needs to be shown whole."""
        longest = max(texts, key=len, default="")
        while width < WIDEST and self.overflows(longest, width):
            width = min(WIDEST, width * 1.15)
        return width


def _lines(text: str, room: float) -> int:
    """Lines of one paragraph, where `room` is a line's length in hundredths of an em.

    Letters are taken at the text's own average, and lines broken by counting letters.
    """
    length = sum(text.encode("latin-1", "replace").translate(_WIDTHS))
    if not text.isascii():
        length += _EM * sum(letter >= _FIRST_BROAD for letter in text)
    if length <= room:
        return 1
    return len(_line_pattern(max(1, int(room * len(text) / length))).findall(text))


_FIRST_BROAD = "\u2e80"
"""Chinese, emoji and their like come from here on."""


@lru_cache(maxsize=512)
def _line_pattern(fit: int) -> re.Pattern[str]:
    """A line ends after a space or, in a word longer than the line, anywhere."""
    return re.compile(rf".{{0,{fit - 1}}}\S(?:\s+|$)|.{{{fit}}}|\s+$", re.DOTALL)
