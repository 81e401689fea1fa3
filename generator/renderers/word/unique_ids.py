"""Ids that must be unique in a Word file, though loops have copied what has them."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import count

from lxml import etree

from generator.renderers.word.template_tags import W

_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"


def renew_identities(stories: Iterable[etree._Element]) -> None:
    """Number bookmarks, drawings and content controls again; keep the first of like bookmarks."""
    drawings, controls, bookmarks = count(1), count(1), count(1)
    names: set[str] = set()
    for story in stories:
        _renew_bookmarks(story, bookmarks, names)
        for drawing in story.iter(f"{_WP}docPr"):
            drawing.set("id", str(next(drawings)))
        for control in story.iterfind(f".//{W}sdtPr/{W}id"):
            control.set(f"{W}val", str(next(controls)))
        for paragraph in story.iter(f"{W}p", f"{W}tr"):
            for name in (f"{_W14}paraId", f"{_W14}textId"):
                paragraph.attrib.pop(name, "")


def _renew_bookmarks(story: etree._Element, numbers: Iterable[int], names: set[str]) -> None:
    fresh = iter(numbers)
    open_marks: dict[str | None, str] = {}
    for mark in list(story.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd")):
        old = mark.get(f"{W}id")
        parent = mark.getparent()
        if mark.tag == f"{W}bookmarkStart" and (name := mark.get(f"{W}name", "")) not in names:
            names.add(name)
            open_marks[old] = str(next(fresh))
            mark.set(f"{W}id", open_marks[old])
        elif mark.tag == f"{W}bookmarkEnd" and old in open_marks:
            mark.set(f"{W}id", open_marks.pop(old))
        elif parent is not None:
            parent.remove(mark)
