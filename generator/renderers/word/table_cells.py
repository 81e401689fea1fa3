"""Tables after rendering: colours by name, nothing that Word cannot open."""

from __future__ import annotations

import re

from lxml import etree

from generator.renderers.word.template_tags import W
from generator.renderers.word.text_runs import Misfit
from generator.settings.house_style import Colour, HouseStyle

_LITERAL = re.compile(r"auto|[0-9A-Fa-f]{6}")
# What the schema wants after a cell's shading, and before a run's colour.
_AFTER_SHADING = frozenset(
    f"{W}{name}"
    for name in ("noWrap", "tcMar", "textDirection", "tcFitText", "vAlign", "hideMark", "headers",
                 "cellIns", "cellDel", "cellMerge", "tcPrChange")
)  # fmt: skip
_BEFORE_COLOUR = frozenset(
    f"{W}{name}"
    for name in ("rStyle", "rFonts", "b", "bCs", "i", "iCs", "caps", "smallCaps", "strike",
                 "dstrike", "outline", "shadow", "emboss", "imprint", "noProof", "snapToGrid",
                 "vanish", "webHidden")
)  # fmt: skip


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
        elif not _LITERAL.fullmatch(name):
            known = ", ".join(sorted(house_style.colours))
            raise Misfit(f"the house style has no colour “{name}”; it has {known}", shading)


def mark_plainly(root: etree._Element) -> None:
    """Mark header rows and unsplit rows as Word does: others add a value that is not valid."""
    for mark in root.iter(f"{W}tblHeader", f"{W}cantSplit"):
        if mark.get(f"{W}val") in ("true", "on", "1"):
            del mark.attrib[f"{W}val"]


def check_tables(root: etree._Element) -> None:
    """Raises Misfit for tables, rows and cells with nothing in them, which Word cannot open."""
    for table in root.iter(f"{W}tbl"):
        rows = table.findall(f"{W}tr")
        if not rows:
            raise Misfit("the table has no rows; give it a header row", table)
        for row in rows:
            _check_row(row)


def _check_row(row: etree._Element) -> None:
    cells = row.findall(f"{W}tc")
    if not cells and row.find(f"{W}sdt") is None:
        raise Misfit("a row of the table has no cells", row)
    for cell in cells:
        if cell.find(f"{W}p") is None and cell.find(f"{W}sdt") is None:
            raise Misfit("a cell has nothing in it; print “–” where there is nothing to say", cell)


def _colour_cell(properties: etree._Element, shading: etree._Element, colour: Colour) -> None:
    shading.set(f"{W}fill", colour.fill.removeprefix("#").upper())
    _put(properties, shading, after=False)
    cell = properties.getparent()
    for run in cell.iter(f"{W}r") if cell is not None else ():
        style = run.find(f"{W}rPr")
        if style is None:
            style = etree.Element(f"{W}rPr")
            run.insert(0, style)
        for old in style.findall(f"{W}color"):
            style.remove(old)
        text = etree.Element(f"{W}color", {f"{W}val": colour.text.removeprefix("#").upper()})
        _put(style, text, after=True)


def _put(parent: etree._Element, element: etree._Element, *, after: bool) -> None:
    """Move an element to where the schema wants it in its parent."""
    if element.getparent() is parent:
        parent.remove(element)
    place = 0 if after else len(parent)
    for index, child in enumerate(parent):
        if after and child.tag in _BEFORE_COLOUR:
            place = index + 1
        elif not after and child.tag in _AFTER_SHADING:
            place = min(place, index)
    parent.insert(place, element)
