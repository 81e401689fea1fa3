"""What the styles and lists of a Word file say of a paragraph: a heading, an item, bold text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from lxml import etree

from generator.inputs.narrative.word_file import W, WordFile

BODY_TEXT = 9
"""The outline level of a paragraph that is no heading."""
_OFF = ("0", "false", "off", "none")
_HEADING = re.compile(
    r"\b(?P<sub>sub[ -]?)?(?:heading|headline|section title)s?(?:\D{0,12}(?P<level>[1-9])\b)?",
    re.IGNORECASE,
)
"""The name of a council's own style of headings: NCC Heading 2, Report sub-heading."""
_NO_HEADING = re.compile(r"\b(?:table|toc|contents|column|row|cell|figure|box|page)\b", re.I)
_FORMATS = {f"{W}{name}": name for name in ("b", "i", "strike", "dstrike", "vanish")}
_LONGEST_HEADING = 250
_TWIPS_PER_LEVEL = 360


@dataclass(frozen=True, kw_only=True)
class ListPlace:
    """The place of a paragraph in a numbered or bulleted list.

    `definition` names the list, `indent` is its distance from the margin in twips. `template` is
    how its number is put together ("%1.%2"), `restarts` whether this list's numbers begin anew.
    """

    definition: str
    list_id: str
    level: int
    is_bullet: bool
    start: int
    indent: int
    template: str
    restarts: bool


@dataclass(frozen=True)
class _Style:
    """What a style says with all that it is based on."""

    chain: tuple[etree._Element, ...]
    names: tuple[str, ...]
    outline: str | None
    named_level: int
    formats: dict[str, bool]

    @classmethod
    def of(cls, chain: tuple[etree._Element, ...]) -> _Style:
        names = tuple((value(each, "name") or "").lower() for each in chain)
        levels = (value(each, "pPr/outlineLvl") for each in chain)
        formats: dict[str, bool] = {}
        for each in reversed(chain):
            formats |= _formats_in(each.find(f"{W}rPr"))
        return cls(
            chain=chain,
            names=names,
            outline=next((each for each in levels if each is not None), None),
            named_level=next((level for each in names if (level := _named_level(each))), 0),
            formats=formats,
        )


def _named_level(name: str) -> int:
    """The level of a heading in a style of this name; 0 where it is for other text."""
    found = None if _NO_HEADING.search(name) else _HEADING.search(name)
    return int(found["level"] or (2 if found["sub"] else 1)) if found else 0


def _formats_in(properties: etree._Element | None) -> dict[str, bool]:
    return {
        _FORMATS[each.tag]: each.get(f"{W}val", "1") not in _OFF
        for each in (() if properties is None else properties)
        if each.tag in _FORMATS
    }


class WordStyles:
    """The styles and lists of one file."""

    def __init__(self, word: WordFile) -> None:
        styles, numbering = word.part("styles"), word.part("numbering")
        found = [] if styles is None else styles.findall(f"{W}style")
        self._styles = {each.get(f"{W}styleId", ""): each for each in found}
        self._default = next(
            (
                each.get(f"{W}styleId", "")
                for each in found
                if each.get(f"{W}type") == "paragraph" and each.get(f"{W}default") in ("1", "true")
            ),
            "",
        )
        self._known: dict[str, _Style] = {}
        lists = [] if numbering is None else list(numbering)
        self._lists = {each.get(f"{W}numId", ""): each for each in lists if each.tag == f"{W}num"}
        self._definitions = {
            each.get(f"{W}abstractNumId", ""): each
            for each in lists
            if each.tag == f"{W}abstractNum"
        }

    def chain(self, paragraph: etree._Element) -> tuple[etree._Element, ...]:
        """The paragraph's style, the one that it is based on, and so on."""
        return self._style(value(paragraph, "pPr/pStyle")).chain

    def _style(self, name: str | None) -> _Style:
        """What a style says with all that it is based on; the usual one for None."""
        name = name or self._default
        if name not in self._known:
            self._known[name] = _Style.of(tuple(self._based(name)))
        return self._known[name]

    def _based(self, name: str | None) -> Iterator[etree._Element]:
        seen: set[str] = set()
        while name and name in self._styles and name not in seen:
            seen.add(name)
            yield self._styles[name]
            name = value(self._styles[name], "basedOn")

    def names(self, paragraph: etree._Element) -> tuple[str, ...]:
        """The names of the paragraph's styles in small letters, its own first."""
        return self._style(value(paragraph, "pPr/pStyle")).names

    def heading_level(self, paragraph: etree._Element, text: str) -> int:
        """1 for the highest level, 0 for a paragraph that is no heading."""
        style = self._style(value(paragraph, "pPr/pStyle"))
        level = value(paragraph, "pPr/outlineLvl") or style.outline
        if level is not None and level.isdecimal():
            return 0 if int(level) >= BODY_TEXT else int(level) + 1
        return style.named_level if len(text) <= _LONGEST_HEADING else 0

    def formats(self, paragraph: etree._Element) -> dict[str, bool]:
        """Which formats the words of a paragraph have by its style."""
        return self._style(value(paragraph, "pPr/pStyle")).formats

    def run_formats(self, run: etree._Element, found: dict[str, bool]) -> dict[str, bool]:
        """Which formats a run has, by itself, by its style, or as found by its paragraph's."""
        own = run.find(f"{W}rPr")
        if own is None:
            return found
        if style := value(own, "rStyle"):
            found = found | self._style(style).formats
        return found | _formats_in(own)

    def list_place(self, paragraph: etree._Element) -> ListPlace | None:
        """The paragraph's place in a list; None where it is in none."""
        list_id, level = self._numbered(paragraph)
        if list_id in (None, "0") or list_id not in self._lists:
            return None
        defined = self._definition(list_id)
        levels = self._lists[list_id].findall(f"{W}lvlOverride[@{W}ilvl='{level}']")
        change = levels[0] if levels else None
        shown = change.find(f"{W}lvl") if change is not None else None
        if shown is None and defined is not None:
            shown = defined.find(f"{W}lvl[@{W}ilvl='{level}']")
        form = value(shown, "numFmt") or "decimal"
        if shown is None or form == "none":
            return None
        restart = value(change, "startOverride")
        return ListPlace(
            definition=defined.get(f"{W}abstractNumId", "") if defined is not None else list_id,
            list_id=list_id,
            level=level,
            is_bullet=form == "bullet",
            start=_whole(restart or value(shown, "start"), 1),
            indent=self._indent(paragraph, shown, level),
            template=value(shown, "lvlText") or "",
            restarts=restart is not None,
        )

    def _numbered(self, paragraph: etree._Element) -> tuple[str | None, int]:
        """The list that a paragraph is in, and its level from 0."""
        for each in (paragraph, *self.chain(paragraph)):
            if (list_id := value(each, "pPr/numPr/numId")) is not None:
                level = value(paragraph, "pPr/numPr/ilvl") or value(each, "pPr/numPr/ilvl")
                return list_id, _whole(level or self._level_of_style(list_id, each), 0)
        return None, 0

    def _level_of_style(self, list_id: str, style: etree._Element) -> str | None:
        """The level of a list that names a style as its own."""
        defined = self._definition(list_id) if list_id in self._lists else None
        for shown in () if defined is None else defined.iterfind(f"{W}lvl"):
            if value(shown, "pStyle") == style.get(f"{W}styleId", ""):
                return shown.get(f"{W}ilvl")
        return None

    def _definition(self, list_id: str) -> etree._Element | None:
        found = self._definitions.get(value(self._lists[list_id], "abstractNumId") or "")
        style = self._styles.get(value(found, "numStyleLink") or "")
        linked = value(style, "pPr/numPr/numId")
        if linked in self._lists:
            found = self._definitions.get(value(self._lists[linked], "abstractNumId") or "")
        return found

    def _indent(self, paragraph: etree._Element, shown: etree._Element, level: int) -> int:
        """The nearest of what paragraph, list and styles say. Twips."""
        sources = [paragraph, shown, *self.chain(paragraph)]
        if value(paragraph, "pPr/numPr/numId") is None:  # then a style names the list
            sources = [paragraph, *self.chain(paragraph), shown]
        for each in sources:
            indent = each.find(f"{W}pPr/{W}ind")
            if indent is not None:
                left = indent.get(f"{W}left") or indent.get(f"{W}start")
                if left is not None:
                    return _whole(left, 0)
        return (level + 1) * _TWIPS_PER_LEVEL


def value(element: etree._Element | None, path: str) -> str | None:
    """What the element at a path below says ("pPr/pStyle"); None without one."""
    found = None if element is None else element.find(_qualified(path))
    return None if found is None else found.get(f"{W}val")


@cache
def _qualified(path: str) -> str:
    return "/".join(f"{W}{each}" for each in path.split("/"))


def _whole(text: str | None, otherwise: int) -> int:
    return int(text) if text and re.fullmatch(r"-?\d{1,6}", text, re.ASCII) else otherwise
