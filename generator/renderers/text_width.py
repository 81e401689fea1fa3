"""How wide text is, in points: for columns in Word and Excel, and for the heights of rows.

The widths are Arial's. They come from Adobe's metrics of Helvetica, which matplotlib ships for its
PDF files and which Arial copies letter for letter; Liberation Sans does so too.
"""

from __future__ import annotations

import importlib.util
import math
import re
import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path

_METRICS = "fonts/pdfcorefonts"
_GLYPH = re.compile(r"^C (-?\d+) ; WX (\d+) ; N (\w+)", re.MULTILINE)

_NAMED_LETTERS = {
    "quotesingle": "'", "grave": "`", "quoteleft": "‘", "quoteright": "’", "quotedblleft": "“",
    "quotedblright": "”", "endash": "–", "emdash": "—", "ellipsis": "…", "bullet": "•",
    "periodcentered": "·", "Euro": "€", "multiply": "×", "minus": "−", "degree": "°",
}  # fmt: skip
"""The letters beyond ASCII that papers hold. Accented ones are as wide as their base letter."""

_BROAD, _UNKNOWN = 1000, 700
"""Thousandths of the size: Chinese, emoji and arrows; any other letter without metrics."""

_WIDER_THAN_ARIAL = {
    "arial": 1.0, "helvetica": 1.0, "liberation sans": 1.0, "calibri": 1.0, "carlito": 1.0,
    "aptos": 1.03, "segoe ui": 1.03, "tahoma": 1.03, "trebuchet ms": 1.03,
}  # fmt: skip
_WIDEST_FONT = 1.2
"""Verdana's letters against Arial's. A font that is not known is taken to be as wide, since a
column that is too wide does less harm than a word that is broken."""
_WIDER_FIGURES = 0.1 * 556
"""What each figure adds in such a font, in thousandths: Georgia's are 1.3 times as wide."""


def width_of(text: str, *, size_pt: float, bold: bool = False, font: str = "Arial") -> float:
    """The width in points of text on one line. A line end counts as nothing."""
    wider = _wider(font)
    figures = sum(map(str.isdigit, text)) if wider == _WIDEST_FONT else 0
    return (_thousandths(text, bold) * wider + figures * _WIDER_FIGURES) * size_pt / 1000


def count_lines(
    text: str, *, width_pt: float, size_pt: float, bold: bool = False, font: str = "Arial"
) -> int:
    """How many lines text takes in a width, 1 for no text.

    Lines break at spaces and at line ends; a word longer than the line is broken anywhere.
    """
    room = width_pt * 1000 / (size_pt * _wider(font))
    if len(text) * _BROAD < room and "\n" not in text:
        return 1
    space = _thousandths(" ", bold)
    return sum(_lines(each, room, space, bold) for each in text.split("\n"))


def _lines(paragraph: str, room: float, space: int, bold: bool) -> int:
    lines, used = 1, 0.0
    for word in paragraph.split(" "):
        width = _thousandths(word, bold)
        if used and used + width > room:
            lines, used = lines + 1, 0.0
        if width > room:
            broken = math.ceil(width / room) - 1
            lines, width = lines + broken, width - int(broken * room)
        used += width + space
    return lines


def _wider(font: str) -> float:
    return _WIDER_THAN_ARIAL.get(font.casefold(), _WIDEST_FONT)


@lru_cache(maxsize=50_000)
def _thousandths(text: str, bold: bool) -> int:
    """The width in thousandths of the size. Cached, since the same words come again and again."""
    return sum(map(_widths(bold).__getitem__, text))


@cache
def _widths(bold: bool) -> Mapping[str, int]:
    return _Widths(_read_metrics("Helvetica-Bold.afm" if bold else "Helvetica.afm"))


class _Widths(dict[str, int]):
    """Widths by letter; those that the metrics do not list are worked out when they are met."""

    def __missing__(self, letter: str) -> int:
        base = unicodedata.normalize("NFD", letter)[0]
        if base != letter and base in self:
            width = self[base]
        elif unicodedata.combining(letter) or letter == "\n":
            width = 0
        elif unicodedata.east_asian_width(letter) in "WF" or unicodedata.category(letter) == "Sm":
            width = _BROAD
        else:
            width = _UNKNOWN
        self[letter] = width
        return width


def matplotlib_data() -> Path:
    """matplotlib's folder of data, found without importing it, which takes a third of a second."""
    package = importlib.util.find_spec("matplotlib")
    if package is None or package.origin is None:
        raise ModuleNotFoundError("No module named 'matplotlib'", name="matplotlib")
    return Path(package.origin).parent / "mpl-data"


def _read_metrics(name: str) -> dict[str, int]:
    """The widths by letter of one of the fonts that matplotlib has metrics of."""
    text = (matplotlib_data() / _METRICS / name).read_text(encoding="ascii")
    widths: dict[str, int] = {}
    for code, width, glyph in _GLYPH.findall(text):
        if glyph in _NAMED_LETTERS:
            widths[_NAMED_LETTERS[glyph]] = int(width)
        elif 32 <= int(code) < 127 or glyph in ("sterling", "section"):
            widths[chr(int(code))] = int(width)
    return widths
