"""Keeps what is inside or beside a tag, before docxtpl takes it away with the tag.

docxtpl replaces the whole paragraph that holds a `p` tag, and drops whatever is between the runs
over which Word has spread a tag. Here a tag becomes one piece of text, and breaks and bookmarks
leave the paragraph of a `p` tag. What can be kept nowhere is left for `tag_faults` to refuse.
"""

from __future__ import annotations

import re
from copy import deepcopy

from lxml import etree

from generator.renderers.word.markup import W, add, make, remove
from generator.renderers.word.table_layout import thin_line
from generator.renderers.word.template_tags import TAG, WHOLE_TAG, is_line_break

# docxtpl drops the whole run that holds one of these.
_OWN_RUN = re.compile(r"^\{%\s*(?:cellbg|colspan|vm|hm)\b")
_ONE_POINT = 20  # twips
_MIDDLES = ("else", "elif")
_OPENINGS = ("if", "for", "macro", "call", "filter", "with")
_BOOKMARKS = (f"{W}bookmarkStart", f"{W}bookmarkEnd")


def settle_tags(root: etree._Element) -> None:
    """Make each tag of a story one piece of text, and keep what is beside it."""
    for paragraph in list(root.iter(f"{W}p")):
        texts = [t for t in paragraph.iter(f"{W}t") if next(t.iterancestors(f"{W}p")) is paragraph]
        whole = "".join(text.text or "" for text in texts)
        if "{" not in whole:
            continue
        for found in reversed(list(TAG.finditer(whole))):
            _gather(paragraph, texts, found)
        tag = WHOLE_TAG.match(whole.strip())
        if tag and not TAG.sub("", whole).strip():
            _keep_beside(paragraph, *tag.groups())


def _gather(paragraph: etree._Element, texts: list[etree._Element], tag: re.Match[str]) -> None:
    """Put a tag that is spread over several texts into the first of them."""
    holders = []
    at = 0
    for text in texts:
        letters = text.text or ""
        low, high = max(tag.start() - at, 0), min(tag.end() - at, len(letters))
        if low < high:
            holders.append((text, letters[:low], letters[high:]))
        at += len(letters)
    first, before, after = holders[0]
    if len(holders) > 1:
        first.text, after = before + tag[0], ""
        for text, _, rest in holders[1:]:
            text.text = rest or None
        _drop_blanks(paragraph, first, holders[-1][0])
    if _OWN_RUN.match(tag[0]):
        _set_apart(first, before, tag[0], after)


def _drop_blanks(paragraph: etree._Element, first: etree._Element, last: etree._Element) -> None:
    """Line breaks and tabs inside a tag are white space of the tag."""
    elements = list(paragraph.iter(etree.Element))
    for element in elements[elements.index(first) : elements.index(last)]:
        is_blank = element.tag == f"{W}br" and is_line_break(element)
        run = element.getparent()
        if run is not None and run.tag == f"{W}r" and (is_blank or element.tag == f"{W}tab"):
            run.remove(element)


def _set_apart(text: etree._Element, before: str, tag: str, after: str) -> None:
    """Give a tag a run of its own, since docxtpl drops the run that it is in."""
    run = text.getparent()
    if run is None:
        return
    if "cellbg" in tag:
        _prepare_cell(run)
    properties = run.find(f"{W}rPr")
    children = [child for child in run if child is not properties]
    at = children.index(text)
    pieces = ([*children[:at], *_words(before)], _words(tag), [*_words(after), *children[at + 1 :]])
    for piece in filter(None, pieces):
        fresh = make("r")
        fresh.extend([*([] if properties is None else [deepcopy(properties)]), *piece])
        run.addprevious(fresh)
    remove(run)


def _words(letters: str) -> list[etree._Element]:
    if not letters:
        return []
    text = make("t")
    text.text = letters
    return [text]


def _prepare_cell(run: etree._Element) -> None:
    """Give a cell properties with a shading, where docxtpl looks for them."""
    cell = next(run.iterancestors(f"{W}tc"), None)
    if cell is None:
        return
    properties = cell.find(f"{W}tcPr")
    if properties is None:
        properties = make("tcPr")
        cell.insert(0, properties)
    if properties.find(f"{W}shd") is None:
        add(properties, "shd")


def _keep_beside(paragraph: etree._Element, sign: str, prefix: str, word: str) -> None:
    """Move breaks and bookmarks out of what a `p`, `tr` or `tc` tag replaces.

    They go before a tag that opens something and after any other, so that no condition and no loop
    takes hold of them; bookmarks go around what a tag prints.
    """
    replaced = next((each for each in (paragraph, *paragraph.iterancestors())
                     if each.tag == f"{W}{prefix}"), None)  # fmt: skip
    if replaced is None or (sign == "%" and word in _MIDDLES):
        return
    opens = sign == "%" and word in _OPENINGS
    before: list[etree._Element] = []
    after: list[etree._Element] = []
    for mark in list(replaced.iter(*_BOOKMARKS)):
        is_before = opens or (sign == "{" and mark.tag == _BOOKMARKS[0])
        (before if is_before else after).append(mark)
    if prefix == "p":
        (before if opens else after).extend(_breaks_of(paragraph))
    for each in before:
        replaced.addprevious(each)
    for each in reversed(after):
        replaced.addnext(each)


def _breaks_of(paragraph: etree._Element) -> list[etree._Element]:
    """A paragraph for each page or column break, and for the section break, of a paragraph."""
    found = []
    for mark in list(paragraph.iter(f"{W}br")):
        if not is_line_break(mark):
            found.append(thin_line(_ONE_POINT))
            add(found[-1], "r").append(mark)
    section = paragraph.find(f"{W}pPr/{W}sectPr")
    if section is not None:
        if not found:
            found.append(thin_line(_ONE_POINT))
        found[-1][0].append(section)
    return found
