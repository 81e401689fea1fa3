"""Colours of the house style: of cells that name one, and of what templates draw in dark blue."""

from __future__ import annotations

import re

from lxml import etree

from generator.renderers.word.markup import W, make, put_after, put_before
from generator.renderers.word.text_runs import Misfit
from generator.settings.contrast import contrast
from generator.settings.house_style import Colour, HouseStyle

DRAWN_IN = "1F3864"
"""The fill in which the templates draw header rows, headings and captions; its text is white."""

_PAPER = "#FFFFFF"
_LEGIBLE = 4.5  # WCAG 2.2 AA
_THEMED = ("themeFill", "themeFillTint", "themeFillShade", "themeColor", "themeTint", "themeShade")


def follow_header(roots: list[etree._Element], house_style: HouseStyle) -> None:
    """Where styles or direct formatting have the templates' colour, give them the house style's.

    Fills take its fill, and text upon them its text; lines take its fill, and other text too where
    it can be read on paper (else its text, else the templates' colour stays). An officer's own
    colours stay.
    """
    header = house_style.colours.get("header")
    if header is None or (_hex(header.fill) == DRAWN_IN and _hex(header.text) == "FFFFFF"):
        return
    for root in roots:
        for shading in root.iter(f"{W}shd"):
            if _is_drawn_in(shading, "fill"):
                _colour(shading, header)
        for element in root.iter(etree.Element):
            if _is_drawn_in(element, "color"):
                _set(element, "color", header.fill)
            elif element.tag == f"{W}color" and _is_drawn_in(element, "val"):
                _set(element, "val", _ink(header))


def _ink(header: Colour) -> str:
    """The colour of headings."""
    for colour in (header.fill, header.text):
        if contrast(_PAPER, colour) >= _LEGIBLE:
            return colour
    return f"#{DRAWN_IN}"


def _colour(shading: etree._Element, header: Colour) -> None:
    """A cell's shading takes the colour by its name, as cells with a tag do; others take it here,
    with the text of what they shade: of a part of a table style, a style, a paragraph."""
    properties = shading.getparent()
    owner = properties.getparent() if properties is not None else None
    _set(shading, "fill", header.fill)
    if owner is None or owner.tag == f"{W}tc":
        shading.set(f"{W}fill", "header")
        return
    styled = owner.findall(f"{W}rPr")
    for look in styled or owner.iterfind(f"{W}r/{W}rPr"):
        for text in look.findall(f"{W}color"):
            _set(text, "val", header.text)


def _is_drawn_in(element: etree._Element, name: str) -> bool:
    return str(element.get(f"{W}{name}")).upper() == DRAWN_IN


def _set(element: etree._Element, name: str, colour: str) -> None:
    element.set(f"{W}{name}", _hex(colour))
    # A colour of the theme wins over the one that is written out.
    for theme in _THEMED:
        element.attrib.pop(f"{W}{theme}", "")


def _hex(colour: str) -> str:
    return colour.removeprefix("#").upper()


_LITERAL = re.compile(r"auto|[0-9A-Fa-f]{6}")
# What the schema wants after a cell's shading, and before a run's colour.
_AFTER_SHADING = ("noWrap", "tcMar", "textDirection", "tcFitText", "vAlign", "hideMark", "headers",
                  "cellIns", "cellDel", "cellMerge", "tcPrChange")  # fmt: skip
_BEFORE_COLOUR = ("rStyle", "rFonts", "b", "bCs", "i", "iCs", "caps", "smallCaps", "strike",
                  "dstrike", "outline", "shadow", "emboss", "imprint", "noProof", "snapToGrid",
                  "vanish", "webHidden")  # fmt: skip


def colour_cells(root: etree._Element, house_style: HouseStyle) -> None:
    """Give each cell whose fill is a colour's name that colour, and its text the colour on it.

    Raises Misfit for a name that the house style does not have.
    """
    for shading in list(root.iter(f"{W}shd")):
        properties = shading.getparent()
        if properties is None or properties.tag != f"{W}tcPr":
            continue
        name = shading.get(f"{W}fill") or ""
        colour = house_style.colours.get(name)
        if colour is not None:
            _colour_cell(properties, shading, colour)
        elif not name:
            properties.remove(shading)
        elif _LITERAL.fullmatch(name):
            put_before(properties, shading, _AFTER_SHADING)
        else:
            known = ", ".join(sorted(house_style.colours))
            raise Misfit(f"the house style has no colour '{name}'; it has {known}", shading)


def _colour_cell(properties: etree._Element, shading: etree._Element, colour: Colour) -> None:
    shading.set(f"{W}fill", _hex(colour.fill))
    put_before(properties, shading, _AFTER_SHADING)
    cell = properties.getparent()
    for run in cell.iter(f"{W}r") if cell is not None else ():
        style = run.find(f"{W}rPr")
        if style is None:
            style = make("rPr")
            run.insert(0, style)
        # A run has one colour: the second would make the file invalid.
        for old in style.findall(f"{W}color"):
            style.remove(old)
        put_after(style, make("color", val=_hex(colour.text)), _BEFORE_COLOUR)
