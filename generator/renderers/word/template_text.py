"""The text of a template as docxtpl sees it and as an officer sees it, each tag known in both."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cached_property

from lxml import etree

from generator.renderers.word.template_tags import (
    TAG,
    Tag,
    place,
    shortened,
    story_tags,
    straight,
    tag_faults,
    tag_key,
)

_OPENING = re.compile(r"^(\{[{%][-+]?)")


class TagMistake(Exception):
    """A tag that does not work: the sentence says where, which and why."""


class Story:
    """One part of the template with text in it: its tags as the officer wrote them."""

    def __init__(self, root: etree._Element) -> None:
        self.root = root

    @cached_property
    def tags(self) -> list[Tag]:
        """Every whole tag of the story, in order."""
        return list(story_tags(self.root))

    def at(self, element: etree._Element, tag: str, reason: str) -> str:
        """A sentence about a tag, without its full stop."""
        return f"{place(element)}: {shortened(straight(tag))}: {reason}"

    def broken_tags(self) -> Iterator[str]:
        """A sentence for each tag that is broken as it is."""
        for element, tag, reason in tag_faults(self.root):
            yield self.at(element, tag, reason)

    def find(self, key: str, occurrence: int) -> Tag | None:
        """The tag that docxtpl's n-th tag of this key, counted from 0, was made from."""
        same = [tag for tag in self.tags if tag.key == key]
        return same[min(occurrence, len(same) - 1)] if same else None


class NumberedSource:
    """docxtpl's source with each tag on a line of its own, so that a line names a tag.

    The line breaks are inside the tags, where they mean nothing.
    """

    def __init__(self, patched: str, story: Story) -> None:
        self.story = story
        self.lines: list[tuple[int, str, int]] = []
        self._seen: Counter[str] = Counter()
        self._line = 1
        self._end = 0
        self._patched = patched
        self.text = TAG.sub(self._number, patched)

    def _number(self, found: re.Match[str]) -> str:
        self._line += self._patched.count("\n", self._end, found.start())
        self._end = found.end()
        tag = straight(found.group())
        if tag.startswith("{#"):
            return ""
        key = tag_key(tag)
        broken = _OPENING.sub(r"\1\n", tag)
        self.lines.append((self._line + 1, key, self._seen[key]))
        self._seen[key] += 1
        self._line += broken.count("\n")
        return broken

    def at(self, line: int | None, reason: str) -> str:
        """A sentence about the tag on a line."""
        before = [entry for entry in self.lines if entry[0] <= (line or 0)] or self.lines[:1]
        if not before:
            return f"{place(self.story.root)}: {reason}"
        _, key, occurrence = before[-1]
        tag = self.story.find(key, occurrence)
        if tag is None:
            return f"{place(self.story.root)}: {key}: {reason}"
        return self.story.at(tag.element, tag.text, reason)
