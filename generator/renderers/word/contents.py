"""The entries of a table of contents, as they can be known without pages.

Word works the pages out when it is asked to; until then, and in previews and Protected View, people
see what is stored. So the headings of the finished document are stored, in their order and without
page numbers, not those of the template.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from copy import deepcopy

from lxml import etree

from generator.renderers.word.markup import W, add, ancestor, make, remove
from generator.renderers.word.template_styles import (
    Chains,
    paragraph_style,
    style_chains,
    style_name,
)
from generator.renderers.word.text_runs import text_run

NO_ENTRIES = "No table of contents entries found."
"""What Word prints then."""
_SWITCH = re.compile(r'\\(\w)(?:\s+("[^"]*"|[^\s\\]+))?')
_LEVELS = re.compile(r"(\d)-(\d)")
_HEADING = re.compile(r"heading (\d)")
_HIDDEN = (f"{W}del", f"{W}txbxContent", f"{W}instrText")
_DEEPEST = 9

Entry = tuple[int, str]
"""The level of an entry, 1 to 9, and its text."""


def write_entries(
    code: str, start: etree._Element, end: etree._Element, styles: etree._Element
) -> bool:
    """Store the entries of a field from its first run to its last; False where they are not known.

    So it is with entries from hidden fields or of a part of the document, and where the field has
    more in it than paragraphs.
    """
    switches = {
        letter: value.strip('"') for letter, value in _SWITCH.findall(code.partition("TOC")[2])
    }
    first, last = ancestor(start, "p"), ancestor(end, "p")
    if switches.keys() & {"b", "f", "l"} or first is None or last is None:
        return False
    body = first.getroottree().getroot()
    old = list(_paragraphs_between(body, first, last))
    if any(each.getparent() is not first.getparent() for each in old) or _holds_more(old, end):
        return False
    chains, within = style_chains(styles), {*old}
    entries = [
        entry
        for paragraph in body.iter(f"{W}p")
        if paragraph not in within and (entry := _entry(paragraph, switches, chains))
    ]
    _replace(old, start, end, entries or [(1, NO_ENTRIES)], chains)
    return True


def _paragraphs_between(
    body: etree._Element, first: etree._Element, last: etree._Element
) -> Iterator[etree._Element]:
    inside = False
    for paragraph in body.iter(f"{W}p"):
        inside = inside or paragraph is first
        if inside:
            yield paragraph
        if paragraph is last:
            return


def _holds_more(old: list[etree._Element], end: etree._Element) -> bool:
    """Whether a section ends within the paragraphs, or text comes behind the field."""
    behind = [each for each in end.itersiblings() if each.find(f".//{W}t") is not None]
    return bool(behind) or any(each.find(f"{W}pPr/{W}sectPr") is not None for each in old)


def _entry(paragraph: etree._Element, switches: Mapping[str, str], chains: Chains) -> Entry | None:
    """The entry of a paragraph, None where it has none."""
    text = " ".join("".join(_texts(paragraph)).split())
    chain = chains.get(paragraph_style(paragraph), ())
    level = _level(paragraph, chain, switches)
    return (level, text) if text and level else None


def _texts(paragraph: etree._Element) -> Iterator[str]:
    for each in paragraph.iter(f"{W}t", f"{W}tab", f"{W}br"):
        if next(each.iterancestors(*_HIDDEN), None) is None:
            yield each.text or "" if each.tag == f"{W}t" else " "


def _level(
    paragraph: etree._Element, chain: tuple[etree._Element, ...], switches: Mapping[str, str]
) -> int | None:
    captions = switches.get("c") or switches.get("a")
    if captions:
        codes = " ".join(
            str(each.get(f"{W}instr") or each.text or "")
            for each in paragraph.iter(f"{W}fldSimple", f"{W}instrText")
        )
        return 1 if re.search(rf"\bSEQ\s+{re.escape(captions)}\b", codes) else None
    names = [style_name(style) for style in chain]
    parts = re.split(r"[,;]", switches.get("t", ""))
    own = dict(zip(map(str.casefold, map(str.strip, parts[::2])), parts[1::2], strict=False))
    if names and own.get(names[0], "").strip().isdigit():
        return int(own[names[0]])
    lowest, deepest = 1, _DEEPEST
    if found := _LEVELS.fullmatch(switches.get("o", "")):
        lowest, deepest = int(found[1]), int(found[2])
    heading = _HEADING.fullmatch(names[0]) if names else None
    level = int(heading[1]) if heading and ("o" in switches or not own) else None
    if level is None and "u" in switches:
        outline = (each.find(f"{W}pPr/{W}outlineLvl") for each in (paragraph, *chain))
        found_level = next((each.get(f"{W}val") for each in outline if each is not None), None)
        level = int(found_level) + 1 if found_level else None
    return level if level and lowest <= level <= deepest else None


def _replace(
    old: list[etree._Element],
    start: etree._Element,
    end: etree._Element,
    entries: list[Entry],
    chains: Chains,
) -> None:
    """Put the entries between the field's beginning and its end, each in the look of its level."""
    looks: dict[str, etree._Element] = {}
    for paragraph in old:
        properties = paragraph.find(f"{W}pPr")
        if properties is not None:
            looks.setdefault(_look(chains.get(paragraph_style(paragraph), ())), properties)
    styles = {_look(chain): key for key, chain in chains.items()}
    first = old[0]
    kept = _up_to_the_result(first, start)
    for child in list(first):
        if child not in kept and child.tag != f"{W}pPr":
            first.remove(child)
    for paragraph in old[1:]:
        remove(paragraph)
    at = first
    for number, (level, text) in enumerate(entries):
        if number:
            fresh = make("p")
            at.addnext(fresh)
            at = fresh
        _give_look(at, f"toc {level}", looks, styles)
        at.append(text_run(text, None))
    at.append(end)


def _look(chain: tuple[etree._Element, ...]) -> str:
    return style_name(chain[0]) if chain else ""


def _up_to_the_result(paragraph: etree._Element, start: etree._Element) -> list[etree._Element]:
    """What a paragraph holds up to the mark that parts a field's code from its result."""
    kept: list[etree._Element] = []
    begun = False
    for child in paragraph:
        kept.append(child)
        begun = begun or child is start
        marks = [each.get(f"{W}fldCharType") for each in child.iter(f"{W}fldChar")]
        if begun and "separate" in marks:
            return kept
    separate = make("r")
    add(separate, "fldChar", fldCharType="separate")
    end = next((at for at, each in enumerate(kept) if each is start), 0)
    codes = [at for at, each in enumerate(kept) if each.find(f"{W}instrText") is not None]
    place = max([end, *codes])
    kept[place].addnext(separate)
    return [*kept[: place + 1], separate]


def _give_look(
    paragraph: etree._Element,
    name: str,
    looks: Mapping[str, etree._Element],
    styles: Mapping[str, str | None],
) -> None:
    old = paragraph.find(f"{W}pPr")
    if name in looks:
        fresh = deepcopy(looks[name])
    elif styles.get(name):
        fresh = make("pPr")
        add(fresh, "pStyle", val=styles[name])
    else:
        return
    if old is not None:
        remove(old)
    paragraph.insert(0, fresh)
