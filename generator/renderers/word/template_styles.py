"""The styles of a template that rendering asks for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from lxml import etree

from generator.renderers.word.template_tags import WHOLE_TAG, W, paragraph_text, place, shortened

_SIDES = ("left", "start", "right", "end")
_WORDS_CELL_MARGINS = 216  # twips, both sides
_STYLE_USES = tuple(f"{W}{name}" for name in ("pStyle", "rStyle", "tblStyle"))
_LIST = re.compile(r"list (?:bullet|number)\b")
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


Chains = Mapping[str | None, tuple[etree._Element, ...]]
"""For each style's id the style and those that it is based on, itself first."""


def style_faults(
    root: etree._Element, chains: Chains, numbering: etree._Element | None
) -> Iterator[str]:
    """A sentence for each style and list that a story uses and the template lacks.

    Also for bullets without a bullet, and for hidden text.
    """
    yield from _missing_styles(root, chains, numbering)
    for paragraph in root.iter(f"{W}p"):
        chain = chains.get(paragraph_style(paragraph), ())
        name = _name(chain[0]) if chain else ""
        if _LIST.match(name) and not _is_in_list(paragraph, chain):
            yield (
                f"{place(paragraph)}: its style '{name}' has no bullet or number; give it one in "
                "Word, or copy it from a template in the folder templates"
            )
        hidden = "".join(_hidden_text(paragraph, chain, chains))
        if hidden.strip() and not WHOLE_TAG.match(paragraph_text(paragraph).strip()):
            yield (
                f"{place(paragraph)}: the text '{shortened(hidden)}' is hidden, but would be "
                "published; delete it, or take the mark Hidden off (Home, Font)"
            )


def _missing_styles(
    root: etree._Element, chains: Chains, numbering: etree._Element | None
) -> Iterator[str]:
    lists = {"0"}
    if numbering is not None:
        lists |= {str(number.get(f"{W}numId")) for number in numbering.iterfind(f"{W}num")}
    seen = set()
    for use in root.iter(*_STYLE_USES, f"{W}numId"):
        name = str(use.get(f"{W}val"))
        is_list = use.tag == f"{W}numId"
        if (use.tag, name) in seen or name in (lists if is_list else chains):
            continue
        seen.add((use.tag, name))
        what = f"the list {name}" if is_list else f"the style '{name}'"
        yield (
            f"{place(use)}: it uses {what}, which the template does not have; choose a style in "
            "Word, or copy it from a template in the folder templates"
        )


def style_chains(styles: etree._Element) -> Chains:
    """The styles of a template, each with those that it is based on."""
    named = {style.get(f"{W}styleId"): style for style in styles.iterfind(f"{W}style")}
    return {key: tuple(_chain(key, named)) for key in named}


def _chain(key: str | None, named: Mapping[str | None, etree._Element]) -> Iterator[etree._Element]:
    """A style and those that it is based on; styles may name one another."""
    seen: set[str | None] = set()
    while key in named and key not in seen:
        seen.add(key)
        style = named[key]
        yield style
        parent = style.find(f"{W}basedOn")
        key = parent.get(f"{W}val") if parent is not None else None


def _is_in_list(paragraph: etree._Element, chain: tuple[etree._Element, ...]) -> bool:
    return any(each.find(f"{W}pPr/{W}numPr") is not None for each in (paragraph, *chain))


def _hidden_text(
    paragraph: etree._Element, chain: tuple[etree._Element, ...], chains: Chains
) -> Iterator[str]:
    for run in paragraph.iter(f"{W}r"):
        style = run.find(f"{W}rPr/{W}rStyle")
        own = chains.get(style.get(f"{W}val"), ()) if style is not None else ()
        marks = (each.find(f"{W}rPr/{W}vanish") for each in (run, *own, *chain))
        mark = next((each for each in marks if each is not None), None)
        if mark is not None and mark.get(f"{W}val") not in ("0", "false", "off"):
            yield from (text.text or "" for text in run.iterfind(f"{W}t"))


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
