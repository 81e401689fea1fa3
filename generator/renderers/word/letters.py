"""How wide words are: in Arial, or as much wider as another font may make them."""

from __future__ import annotations

import re
from functools import lru_cache

from lxml import etree

from generator.renderers.word.styles import paragraph_style
from generator.renderers.word.tags import W

_BOLD = {
    278: " ,./\\Iijl'",
    333: "!-ft():;[]`",
    389: "r*{}",
    500: "z",
    556: "0123456789aceksvxyJ_$£",
    611: "bdghnopquFLTZ?",
    667: "EPSVXY",
    722: "ABCDHKNRU&",
    778: "GOQw",
    833: "M",
    889: "m%",
    944: "W",
    975: "@",
}
_REGULAR = {
    222: "ijl'",
    278: " !,./\\:;[]Ift",
    333: "-()r`{}",
    389: "*",
    500: "ckvsxyzJ",
    556: "0123456789abdeghnopquL$£?_",
    611: "FTZ",
    667: "ABEKPSVXY&",
    722: "CDHNRUw",
    778: "GOQ",
    833: "mM",
    889: "%",
    944: "W",
    1015: "@",
}
"""Letters by their widths in thousandths of their size: Arial's published metrics."""

_WIDTHS = {
    bold: {letter: width for width, letters in table.items() for letter in letters}
    for bold, table in ((True, _BOLD), (False, _REGULAR))
}
_OTHER = 700
_LIKE_ARIAL = ("arial", "helvetica", "liberation sans")
_WIDER, _WIDER_FIGURES = 1.2, 1.3  # Verdana's letters and Georgia's figures, against Arial's
_LONGEST = 15_000  # thousandths: some 28 letters; addresses and the like may break
_BREAKS = re.compile(r"\s+|(?<=[-–—])")


class Letters:
    """Measures the words of a document in the font of its text and the sizes of its styles."""

    def __init__(self, styles: etree._Element, font: str) -> None:
        self._like_arial = font.casefold() in _LIKE_ARIAL
        self._sizes = _sizes(styles)

    def longest_word(self, cell: etree._Element, *, bold: bool) -> int:
        """The width in twips of the widest word of a cell, 0 where it has none."""
        return max(
            (
                self._twips(min(_LONGEST, self._widest(_text(paragraph), bold)), paragraph)
                for paragraph in cell.iter(f"{W}p")
            ),
            default=0,
        )

    def line(self, cell: etree._Element, most: int, *, bold: bool) -> int:
        """The width in twips of a cell's text on one line, of its first letters at most."""
        return max(
            (
                self._twips(self._thousandths(_text(paragraph)[:most], bold), paragraph)
                for paragraph in cell.iter(f"{W}p")
            ),
            default=0,
        )

    def _widest(self, text: str, bold: bool) -> int:
        return max(self._thousandths(word, bold) for word in set(_BREAKS.split(text)))

    def _thousandths(self, text: str, bold: bool) -> int:
        return _thousandths(text, bold, self._like_arial)

    def _twips(self, thousandths: int, paragraph: etree._Element) -> int:
        size = self._sizes.get(paragraph_style(paragraph), self._sizes[None])
        return int(thousandths * size / 100 + 1)


@lru_cache(maxsize=4096)
def _thousandths(text: str, bold: bool, like_arial: bool) -> int:
    """The width of text in thousandths of its size."""
    widths = ((_WIDTHS[bold].get(letter, _OTHER), letter) for letter in text)
    if like_arial:
        return sum(width for width, _ in widths)
    return int(
        sum(width * (_WIDER_FIGURES if letter.isdigit() else _WIDER) for width, letter in widths)
    )


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
