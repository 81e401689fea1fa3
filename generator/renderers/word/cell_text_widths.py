"""The widths of the words in a Word table's cells, at the sizes of the document's styles."""

from __future__ import annotations

import re

from lxml import etree

from generator.renderers.text_width import width_of
from generator.renderers.word.template_styles import paragraph_style
from generator.renderers.word.template_tags import W

_TWIPS_PER_POINT = 20
_LONGEST_EM = 15  # some 28 letters: a longer word, such as a web address, may break
_BREAKS = re.compile(r"\s+|(?<=[-–—])")


class CellTextWidths:
    """Measures cells in the font of the document's text."""

    def __init__(self, styles: etree._Element, font: str) -> None:
        self._font = font
        self._sizes = _sizes(styles)

    def longest_word(self, cell: etree._Element, *, bold: bool) -> int:
        """The width in twips of the widest word of a cell, 0 where it has none."""
        return max((self._longest(each, bold) for each in cell.iter(f"{W}p")), default=0)

    def _longest(self, paragraph: etree._Element, bold: bool) -> int:
        words = set(_BREAKS.split(_text(paragraph)))
        longest = _LONGEST_EM * _TWIPS_PER_POINT * self._size_pt(paragraph)
        return int(min(longest, max(self._twips(word, paragraph, bold) for word in words)))

    def line(self, cell: etree._Element, most: int, *, bold: bool) -> int:
        """The width in twips of a cell's text on one line; at most its first letters count."""
        paragraphs = [(each, _text(each)[:most]) for each in cell.iter(f"{W}p")]
        return max((self._twips(text, each, bold) for each, text in paragraphs), default=0)

    def _twips(self, text: str, paragraph: etree._Element, bold: bool) -> int:
        size = self._size_pt(paragraph)
        points = width_of(text, size_pt=size, bold=bold, font=self._font)
        return int(points * _TWIPS_PER_POINT + 1)

    def _size_pt(self, paragraph: etree._Element) -> float:
        """Word stores sizes in half-points."""
        return self._sizes.get(paragraph_style(paragraph), self._sizes[None]) / 2


def _text(paragraph: etree._Element) -> str:
    return "".join(
        part.text or "" if part.tag == f"{W}t" else " "
        for part in paragraph.iter(f"{W}t", f"{W}br", f"{W}tab")
    )


def _sizes(styles: etree._Element) -> dict[str | None, float]:
    """The size in half-points of each paragraph style; of text without one under None."""
    default = styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}sz")
    named = {
        style.get(f"{W}styleId"): style
        for style in styles.iterfind(f"{W}style")
        if style.get(f"{W}type") == "paragraph"
    }
    base = _half_points(default, 20)
    normal = next((s for s in named.values() if s.get(f"{W}default") in ("1", "true")), None)
    sizes: dict[str | None, float] = {key: _size(key, named, base) for key in named}
    sizes[None] = _half_points(normal.find(f"{W}rPr/{W}sz"), base) if normal is not None else base
    return sizes


def _size(key: str | None, named: dict[str | None, etree._Element], base: float) -> float:
    """A style's own size, else that of the style it is based on; styles may name one another."""
    seen = set()
    while key in named and key not in seen:
        seen.add(key)
        own = named[key].find(f"{W}rPr/{W}sz")
        if own is not None:
            return _half_points(own, base)
        parent = named[key].find(f"{W}basedOn")
        key = parent.get(f"{W}val") if parent is not None else None
    return base


def _half_points(size: etree._Element | None, otherwise: float) -> float:
    return float(size.get(f"{W}val") or otherwise) if size is not None else otherwise
