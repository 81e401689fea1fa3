"""Numbered lists begin again: Word would let the second list of a document go on from the first.

An item of the narrative knows its list and the list's first number. Items that a template types
itself form a list with their neighbours.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass

from lxml import etree

from generator.renderers.word.markup import W, add, make, put_after, value_at
from generator.renderers.word.template_styles import list_styles, own_list, paragraph_style
from generator.renderers.word.text_runs import IN_LIST, LIST_START

_BEFORE_NUMBERING = (
    *("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl"),
)


@dataclass(frozen=True)
class _Item:
    """A paragraph in one of Word's lists; `key` names the list that it is meant to be in."""

    paragraph: etree._Element
    number: str
    level: int
    key: str = ""
    start: int = 1


def number_lists(body: etree._Element, styles: etree._Element, numbering: etree._Element) -> None:
    """Give each list that would go on from another, or begins elsewhere, its own numbering."""
    own: dict[str, str] = {}
    known: set[str] = set()
    counted: dict[str | None, set[int]] = defaultdict(set)  # by the look that lists share
    looks = _numbers(numbering)
    around: dict[int, str] = {}
    for item in list(_items(body, styles, numbering)):
        around = {level: key for level, key in around.items() if level < item.level}
        number = next((own[key] for key in reversed(around.values()) if key in own), item.number)
        if item.key and item.key not in known:
            known.add(item.key)
            if item.start != 1 or item.level in counted[looks.get(item.number)]:
                own[item.key] = _restarted(numbering, number, item)
        number = own.get(item.key, number)
        if item.key:
            around[item.level] = item.key
        if number != item.number:
            _set_numbering(item, number)
        look = looks.get(item.number)
        counted[look] = {level for level in counted[look] if level < item.level} | {item.level}


def _items(
    body: etree._Element, styles: etree._Element, numbering: etree._Element
) -> Iterator[_Item]:
    """Every paragraph in a list, in order; neighbours without a mark are items of one list."""
    in_lists = list_styles(styles)
    counting = _counting(numbering)
    group = 0
    for paragraph in body.iter(f"{W}p"):
        key = paragraph.attrib.pop(IN_LIST, "")
        start = int(paragraph.attrib.pop(LIST_START, "1"))
        place = own_list(paragraph) or in_lists.get(paragraph_style(paragraph) or "")
        if place is None or place[0] == "0":
            group += 1
            continue
        number, level = place
        if not key and (number, level) in counting:
            key = f"group {group} {number} {level}"
        yield _Item(paragraph, number, level, str(key), start)


def _counting(numbering: etree._Element) -> frozenset[tuple[str, int]]:
    """The lists, with their level, whose items have a style of numbered items, not of headings."""
    levels = {
        (abstract.get(f"{W}abstractNumId"), int(level.get(f"{W}ilvl", "0")))
        for abstract in numbering.iterfind(f"{W}abstractNum")
        for level in abstract.iterfind(f"{W}lvl")
        if (value_at(level, "pStyle") or "").startswith("ListNumber")
    }
    return frozenset(
        (number, level)
        for number, its in _numbers(numbering).items()
        for abstract, level in levels
        if its == abstract
    )


def _numbers(numbering: etree._Element) -> dict[str, str | None]:
    return {
        str(number.get(f"{W}numId")): abstract
        for number in numbering.iterfind(f"{W}num")
        if (abstract := value_at(number, "abstractNumId"))
    }


def _restarted(numbering: etree._Element, number: str, item: _Item) -> str:
    """The number of a new list that looks like another and begins with the item's start.

    Below the first level it has a definition of its own: LibreOffice would count on there.
    """
    numbers = _numbers(numbering)
    fresh = str(max(map(int, numbers)) + 1)
    look = numbers[number]
    if item.level:
        look = _copied_look(numbering, look)
    element = make("num", numId=fresh)
    add(element, "abstractNumId", val=str(look))
    override = add(element, "lvlOverride", ilvl=str(item.level))
    add(override, "startOverride", val=str(item.start))
    numbering.findall(f"{W}num")[-1].addnext(element)
    return fresh


def _copied_look(numbering: etree._Element, look: str | None) -> str:
    """The id of a copy of a list's definition, which no style refers to."""
    definitions = {each.get(f"{W}abstractNumId"): each
                   for each in numbering.iterfind(f"{W}abstractNum")}  # fmt: skip
    copy = deepcopy(definitions[look])
    fresh = str(max(int(key or 0) for key in definitions) + 1)
    copy.set(f"{W}abstractNumId", fresh)
    # These tell Word which definitions belong together: the copy is one of its own.
    for name in ("nsid", "tmpl", "name", "styleLink", "numStyleLink"):
        for mark in copy.findall(f"{W}{name}"):
            copy.remove(mark)
    for level in copy.iterfind(f"{W}lvl"):
        for style in level.findall(f"{W}pStyle"):
            level.remove(style)
    list(definitions.values())[-1].addnext(copy)
    return fresh


def _set_numbering(item: _Item, number: str) -> None:
    properties = item.paragraph.find(f"{W}pPr")
    if properties is None:
        return
    for old in properties.findall(f"{W}numPr"):
        properties.remove(old)
    own = make("numPr")
    add(own, "ilvl", val=str(item.level))
    add(own, "numId", val=number)
    put_after(properties, own, _BEFORE_NUMBERING)
