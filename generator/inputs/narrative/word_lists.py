"""Follows the lists of a Word file: levels, which items belong together, what their numbers are."""

from __future__ import annotations

from dataclasses import dataclass, replace

from lxml import etree

from generator.inputs.narrative.word_styles import ListPlace, WordStyles
from generator.model.narrative import ProseBlock


@dataclass
class _Run:
    """Items of one level of a list that have numbers one after the other, and the last number."""

    number: int
    first: int
    last: int


class ListReader:
    """Told of each paragraph in the order of the file.

    A paragraph that Word numbers 2.1, 2.2 below a heading is a paragraph like any other: templates
    number those. The paragraphs without such a number then go on with the one before.
    """

    def __init__(self, styles: WordStyles) -> None:
        self._styles = styles
        self._open: list[ListPlace] = []
        self._runs: dict[str, dict[int, _Run]] = {}
        self._restarted: set[str] = set()
        self._of_headings: set[str] = set()
        self._count = 0
        self._numbers_paragraphs = False

    def place(self, paragraph: etree._Element) -> ListPlace | None:
        """The place of a paragraph that is an item of a list."""
        found = self._styles.list_place(paragraph)
        if found is None or found.is_bullet:
            return found
        is_outline = found.template.count("%") > 1 and found.definition not in self._runs
        if is_outline or found.definition in self._of_headings:
            self._numbers_paragraphs = True
            return None
        return found

    def item(self, block: ProseBlock, place: ListPlace) -> ProseBlock:
        """The block of an item."""
        while self._open and not _is_below(place, self._open[-1]):
            self._open.pop()
        self._open.append(place)
        if place.is_bullet:
            return replace(block, kind="bullet", level=len(self._open))
        run = self._counted(place)
        return replace(
            block,
            kind="numbered_item",
            level=len(self._open),
            list_number=run.number,
            list_start=run.first,
        )

    def mark(self, place: ListPlace) -> str:
        """What stands before an item in a cell, where no list can be: "• ", "2. "."""
        return "• " if place.is_bullet else f"{self._counted(place).last}. "

    def goes_on(self, paragraph: etree._Element) -> bool:
        """Whether a paragraph goes on with the item or the numbered paragraph before it."""
        style = next(iter(self._styles.names(paragraph)), "")
        if self._open and "list" in style:
            return True
        numbered = self._styles.list_place(paragraph) is not None
        return "quote" in style or (self._numbers_paragraphs and not numbered)

    def leave(self) -> None:
        """End the lists: a paragraph or table without a bullet or number follows."""
        self._open.clear()

    def begin_section(self, heading: etree._Element) -> None:
        """Let what follows a heading be new lists, whose numbers may go on."""
        self.leave()
        place = self._styles.list_place(heading)
        if place is not None and not place.is_bullet:
            self._of_headings.add(place.definition)
        for runs in self._runs.values():
            for level, run in runs.items():
                self._count += 1
                runs[level] = _Run(number=self._count, first=run.last + 1, last=run.last)

    def _counted(self, place: ListPlace) -> _Run:
        """The run of an item, with the item counted."""
        runs = self._runs.setdefault(place.definition, {})
        if place.restarts and place.list_id not in self._restarted:
            self._restarted.add(place.list_id)
            runs.pop(place.level, None)
        for level in [each for each in runs if each > place.level]:
            del runs[level]
        if place.level not in runs:
            self._count += 1
            runs[place.level] = _Run(number=self._count, first=place.start, last=place.start - 1)
        run = runs[place.level]
        run.last += 1
        return run


def _is_below(item: ListPlace, other: ListPlace) -> bool:
    """Whether an item is a level below another one; lists of their own are told by indents."""
    if item.list_id == other.list_id:
        return item.level > other.level
    return item.indent > other.indent
