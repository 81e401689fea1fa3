"""Numbered lists begin again: Word would let the second list of a document go on from the first.

Only a list whose outermost items are numbered by themselves needs this. Items that stand below a
numbered paragraph in one multilevel list begin again with each paragraph anyway.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from generator.renderers.word.template_styles import list_styles, paragraph_style
from generator.renderers.word.template_tags import W

Item = tuple[etree._Element, int]


def restart_lists(body: etree._Element, styles: etree._Element, numbering: etree._Element) -> None:
    """Give every list after the first of its kind a numbering of its own."""
    in_lists = list_styles(styles)
    for number in sorted(_restartable(numbering, in_lists)):
        members = {name: level for name, (its, level) in in_lists.items() if its == number}
        groups = list(_groups(body, members, frozenset(in_lists)))
        for group in groups[1:]:
            fresh = _restarted(numbering, number)
            for paragraph, level in group:
                _set_numbering(paragraph, fresh, level)


def _restartable(numbering: etree._Element, in_lists: dict[str, tuple[str, int]]) -> Iterator[str]:
    """The numbers of the lists whose level 0 is a style of numbered items, not of headings."""
    formats = {}
    for abstract in numbering.iterfind(f"{W}abstractNum"):
        level = abstract.find(f"{W}lvl")
        kind = level.find(f"{W}numFmt") if level is not None else None
        style = level.find(f"{W}pStyle") if level is not None else None
        if kind is not None and style is not None and kind.get(f"{W}val") != "bullet":
            formats[abstract.get(f"{W}abstractNumId")] = str(style.get(f"{W}val"))
    for number, abstract_id in _numbers(numbering).items():
        style_name = formats.get(abstract_id, "")
        if style_name.startswith("ListNumber") and in_lists.get(style_name) == (number, 0):
            yield number


def _groups(
    body: etree._Element, members: dict[str, int], in_lists: frozenset[str]
) -> Iterator[list[Item]]:
    """The items of each list: paragraphs of other lists may be between them, nothing else."""
    group: list[Item] = []
    for block in body:
        style = paragraph_style(block) if block.tag == f"{W}p" else None
        if style in members:
            group.append((block, members[style]))
        elif style not in in_lists and group:
            yield group
            group = []
    if group:
        yield group


def _numbers(numbering: etree._Element) -> dict[str, str | None]:
    return {
        str(number.get(f"{W}numId")): abstract.get(f"{W}val")
        for number in numbering.iterfind(f"{W}num")
        if (abstract := number.find(f"{W}abstractNumId")) is not None
    }


def _restarted(numbering: etree._Element, number: str) -> str:
    numbers = _numbers(numbering)
    fresh = str(max(map(int, numbers)) + 1)
    element = etree.Element(f"{W}num", {f"{W}numId": fresh})
    etree.SubElement(element, f"{W}abstractNumId", {f"{W}val": str(numbers[number])})
    override = etree.SubElement(element, f"{W}lvlOverride", {f"{W}ilvl": "0"})
    etree.SubElement(override, f"{W}startOverride", {f"{W}val": "1"})
    numbering.findall(f"{W}num")[-1].addnext(element)
    return fresh


def _set_numbering(paragraph: etree._Element, number: str, level: int) -> None:
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    properties = paragraph.find(f"{W}pPr")
    if style is None or properties is None:
        return
    for old in properties.findall(f"{W}numPr"):
        properties.remove(old)
    own = etree.Element(f"{W}numPr")
    etree.SubElement(own, f"{W}ilvl", {f"{W}val": str(level)})
    etree.SubElement(own, f"{W}numId", {f"{W}val": number})
    place = style
    for child in properties:  # what the schema wants before a paragraph's numbering
        if child.tag in {f"{W}{n}" for n in ("keepNext", "keepLines", "pageBreakBefore",
                                             "framePr", "widowControl")}:  # fmt: skip
            place = child
    place.addnext(own)
