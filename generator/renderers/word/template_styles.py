"""The styles of a template that rendering asks for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from lxml import etree

from generator.renderers.word.markup import W, add, find, make, value_at
from generator.renderers.word.template_tags import WHOLE_TAG, paragraph_text, place, shortened

_SIDES = ("left", "start", "right", "end")
_WORDS_CELL_MARGINS = 216  # twips, both sides
_STYLE_USES = tuple(f"{W}{name}" for name in ("pStyle", "rStyle", "tblStyle"))
_LIST = re.compile(r"list (?:bullet|number)\b")
_CHARACTER_STYLES = ("Hyperlink", "Strong", "Emphasis")


def character_styles(styles: etree._Element) -> dict[str, str]:
    """The ids of the styles of text by name; a template without one of them gets it."""
    ids = {style_name(style): style.get(f"{W}styleId") for style in styles.iterfind(f"{W}style")}
    # Word keeps a built-in style out of the file until somebody uses it.
    for name in _CHARACTER_STYLES:
        if name.casefold() not in ids:
            styles.append(_character_style(name))
    return {name: str(ids.get(name.casefold(), name)) for name in _CHARACTER_STYLES}


def caption_styles(styles: etree._Element) -> frozenset[str]:
    """The ids of the caption style and of the styles based on it."""
    found: set[str | None] = set()
    for style in styles.iterfind(f"{W}style"):
        if style_name(style) == "caption" or value_at(style, "basedOn") in found:
            found.add(str(style.get(f"{W}styleId")))
    return frozenset(map(str, found))


def list_styles(styles: etree._Element) -> dict[str, tuple[str, int]]:
    """For each paragraph style that belongs to a list: the list's number and the level in it."""
    places = ((style, own_list(style)) for style in styles.iterfind(f"{W}style"))
    return {str(style.get(f"{W}styleId")): place for style, place in places if place}


def own_list(element: etree._Element) -> tuple[str, int] | None:
    """The number of a list and the level in it, where a style or paragraph itself names one."""
    number = value_at(element, "pPr/numPr/numId")
    return (number, int(value_at(element, "pPr/numPr/ilvl") or 0)) if number else None


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
        name = style_name(chain[0]) if chain else ""
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
        key = value_at(style, "basedOn")


def _is_in_list(paragraph: etree._Element, chain: tuple[etree._Element, ...]) -> bool:
    return any(each.find(f"{W}pPr/{W}numPr") is not None for each in (paragraph, *chain))


def _hidden_text(
    paragraph: etree._Element, chain: tuple[etree._Element, ...], chains: Chains
) -> Iterator[str]:
    for run in paragraph.iter(f"{W}r"):
        own = chains.get(value_at(run, "rPr/rStyle"), ())
        marks = (each.find(f"{W}rPr/{W}vanish") for each in (run, *own, *chain))
        mark = next((each for each in marks if each is not None), None)
        # Hidden text is not printed, but is there for everybody who opens the file.
        if mark is not None and mark.get(f"{W}val") not in ("0", "false", "off"):
            yield from (text.text or "" for text in run.iterfind(f"{W}t"))


def cell_margins(table: etree._Element, chains: Chains) -> int:
    """The room in twips left and right of a cell's text: the table's own, or its style's."""
    for element in (table, *chains.get(value_at(table, "tblPr/tblStyle"), ())):
        margins = find(element, "tblPr/tblCellMar")
        if margins is not None:
            sides = [each for side in _SIDES for each in margins.iterfind(f"{W}{side}")]
            return sum(int(float(side.get(f"{W}w") or 0)) for side in sides)
    return _WORDS_CELL_MARGINS


def paragraph_style(paragraph: etree._Element) -> str | None:
    """The id of a paragraph's style, None where it has none of its own."""
    return value_at(paragraph, "pPr/pStyle")


def style_name(style: etree._Element) -> str:
    """The name in small letters: Word writes "caption" and shows "Caption"."""
    return (value_at(style, "name") or "").casefold()


def _character_style(name: str) -> etree._Element:
    """Word's own style of this name, which a template holds only once it has been used."""
    style = make("style", type="character", styleId=name)
    add(style, "name", val=name)
    look = add(style, "rPr")
    if name == "Hyperlink":
        add(look, "color", val="0563C1")
        add(look, "u", val="single")
    else:
        add(look, "b" if name == "Strong" else "i")
    return style
