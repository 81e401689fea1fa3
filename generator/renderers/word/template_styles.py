"""The styles of a template that rendering asks for."""

from __future__ import annotations

from lxml import etree

from generator.renderers.word.template_tags import W

_SIDES = ("left", "start", "right", "end")
_WORDS_CELL_MARGINS = 216  # twips, both sides
_CHARACTER_STYLES = ("Hyperlink", "Strong", "Emphasis")


def character_styles(styles: etree._Element) -> dict[str, str]:
    """The ids of the styles of text by name; a template without one of them gets it."""
    ids = {_name(style): style.get(f"{W}styleId") for style in styles.iterfind(f"{W}style")}
    for name in _CHARACTER_STYLES:
        if name.casefold() not in ids:
            styles.append(_character_style(name))
    return {name: str(ids.get(name.casefold(), name)) for name in _CHARACTER_STYLES}


def caption_styles(styles: etree._Element) -> frozenset[str]:
    """The ids of the caption style and of the styles based on it."""
    found = set()
    for style in styles.iterfind(f"{W}style"):
        base = style.find(f"{W}basedOn")
        if _name(style) == "caption" or (base is not None and base.get(f"{W}val") in found):
            found.add(str(style.get(f"{W}styleId")))
    return frozenset(found)


def list_styles(styles: etree._Element) -> dict[str, tuple[str, int]]:
    """For each paragraph style that belongs to a list: the list's number and the level in it."""
    found = {}
    for style in styles.iterfind(f"{W}style"):
        number = style.find(f"{W}pPr/{W}numPr/{W}numId")
        level = style.find(f"{W}pPr/{W}numPr/{W}ilvl")
        if number is not None:
            depth = int(level.get(f"{W}val", "0")) if level is not None else 0
            found[str(style.get(f"{W}styleId"))] = (str(number.get(f"{W}val")), depth)
    return found


def cell_margins(table: etree._Element, styles: etree._Element) -> int:
    """The room in twips left and right of a cell's text: the table's own, or its style's."""
    named = {style.get(f"{W}styleId"): style for style in styles.iterfind(f"{W}style")}
    element, parent = table, table.find(f"{W}tblPr/{W}tblStyle")
    while (margins := element.find(f"{W}tblPr/{W}tblCellMar")) is None:
        name = parent.get(f"{W}val") if parent is not None else None
        if name not in named:
            return _WORDS_CELL_MARGINS
        element = named.pop(name)  # a style that is based on itself ends here too
        parent = element.find(f"{W}basedOn")
    sides = [each for side in _SIDES for each in margins.iterfind(f"{W}{side}")]
    return sum(int(float(side.get(f"{W}w") or 0)) for side in sides)


def paragraph_style(paragraph: etree._Element) -> str | None:
    """The id of a paragraph's style, None where it has none of its own."""
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    return style.get(f"{W}val") if style is not None else None


def _name(style: etree._Element) -> str:
    """The name in small letters: Word writes "caption" and shows "Caption"."""
    name = style.find(f"{W}name")
    return str(name.get(f"{W}val")).casefold() if name is not None else ""


def _character_style(name: str) -> etree._Element:
    """Word's own style of this name, which a template holds only once it has been used."""
    style = etree.Element(f"{W}style", {f"{W}type": "character", f"{W}styleId": name})
    etree.SubElement(style, f"{W}name", {f"{W}val": name})
    look = etree.SubElement(style, f"{W}rPr")
    if name == "Hyperlink":
        etree.SubElement(look, f"{W}color", {f"{W}val": "0563C1"})
        etree.SubElement(look, f"{W}u", {f"{W}val": "single"})
    else:
        etree.SubElement(look, f"{W}b" if name == "Strong" else f"{W}i")
    return style
