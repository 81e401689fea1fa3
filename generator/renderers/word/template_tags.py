"""The tags of a template as an officer sees them: where each is, and which are broken.

A story is one stretch of a Word file: the body, a header, a footer, the notes.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from lxml import etree

from generator.renderers.word.markup import W, ancestor, value_at

TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_EDGE = re.compile(r"\{\{|\{%|\{#|\}\}|%\}|#\}")
_CLOSES = {"{{": "}}", "{%": "%}", "{#": "#}"}
WHOLE_TAG = re.compile(r"^\{([{%#])(p|tr|tc)\s+(\w*)")
_DETACHED = re.compile(r"^\{[{%]\s+(tr|tc|p)\s+(\S)")
_RUN = re.compile(r"^\{[{%]\s*r\s+(?![-|.)(+~=<>,%}]|is |in |if )\S")
_TRIMMED = re.compile(r"^\{[{%]-|-[}%]\}$")
_RAW = re.compile(r"^\{%[-+]?\s*(end)?raw\b")
_SHELL = re.compile(
    r"^\{[{%#][-+]?(?:tr |tc |p |r )?\s*(?:cellbg\s|colspan\s)?(.*?)[-+]?[}%#]\}$", re.S
)
STORIES = {"hdr": "header", "ftr": "footer", "footnotes": "footnotes", "endnotes": "endnotes"}
_QUOTES = str.maketrans({"“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "‚": "'", "\xa0": " "})
_LONGEST_QUOTE = 70
_LETTERS = tuple(f"{W}{name}" for name in ("t", "sym", "noBreakHyphen", "softHyphen"))
_PROPERTIES = frozenset(f"{W}{n}" for n in ("pPr", "rPr", "tcPr", "trPr", "tblPrEx"))
_GOES_WITH_TAG = frozenset(
    ("p", "r", "t", "tab", "tr", "tc", "pPr", "rPr", "tcPr", "trPr", "tblPrEx")
)
_WHOLES = {"p": "paragraph", "tr": "row", "tc": "cell"}
_THINGS = {
    "sectPr": "a section break", "pageBreakBefore": "'page break before'",
    "br": "a page break", "drawing": "a picture", "pict": "a picture", "object": "an object",
    "AlternateContent": "a picture or text box", "footnoteReference": "a footnote",
    "endnoteReference": "an endnote", "commentReference": "a comment",
    "commentRangeStart": "a comment", "commentRangeEnd": "a comment", "fldChar": "a field",
    "fldSimple": "a field", "instrText": "a field", "hyperlink": "a link",
    "sdt": "a content control", "tbl": "a table", "oMath": "a formula", "oMathPara": "a formula",
    "sym": "a symbol", "noBreakHyphen": "a hyphen", "softHyphen": "a hyphen",
    "footnoteRef": "the number of a footnote", "endnoteRef": "the number of an endnote",
    "ptab": "a tab", "bookmarkStart": "a bookmark", "bookmarkEnd": "a bookmark",
}  # fmt: skip
_TOKENS = re.compile("[\ufdd0-\ufdef]+")  # what rendering has not yet replaced


@dataclass(frozen=True)
class Tag:
    """A tag and the element that holds it: a paragraph, or the element whose attribute it is."""

    text: str
    element: etree._Element

    @property
    def key(self) -> str:
        """What the tag says, whatever docxtpl has made of its form."""
        return tag_key(self.text)


def tag_key(text: str) -> str:
    """The inside of a tag without its delimiters, prefix, curly quotes and doubled spaces."""
    inside = _SHELL.sub(r"\1", straight(text))
    return " ".join(inside.split())


def straight(tag: str) -> str:
    """The tag as it was meant: Word curls quotes and XML escapes them."""
    return html.unescape(tag).translate(_QUOTES)


def story_tags(root: etree._Element) -> Iterator[Tag]:
    """Every whole tag of a story, in the order in which docxtpl meets them."""
    for element in root.iter(etree.Element):
        for value in element.attrib.values():
            yield from (Tag(found.group(), element) for found in TAG.finditer(str(value)))
        if element.tag == f"{W}p":
            text = paragraph_text(element)
            yield from (Tag(found.group(), element) for found in TAG.finditer(text))


def tag_faults(root: etree._Element) -> Iterator[tuple[etree._Element, str, str]]:
    """What is wrong with the tags of a story before any is worked out: element, tag, reason."""
    for element in root.iter(etree.Element):
        for value in element.attrib.values():
            yield from ((element, tag, why) for tag, why in _broken(str(value)))
        if element.tag == f"{W}p":
            yield from _paragraph_faults(element)


def paragraph_text(paragraph: etree._Element) -> str:
    """The text of a paragraph, without that of text boxes inside it."""
    return "".join(
        text.text or ""
        for text in paragraph.iter(f"{W}t")
        if next(text.iterancestors(f"{W}p")) is paragraph
    )


def place(element: etree._Element) -> str:
    """Where an element is, in words that lead a person there."""
    paragraph = ancestor(element, "p")
    cell = ancestor(element, "tc")
    table = ancestor(element, "tbl")
    story = STORIES.get(etree.QName(element.getroottree().getroot()).localname)
    parts = [f"the {story}"] if story else []
    heading = "" if story else _heading_before(element)
    if heading:
        parts.append(f"under '{shortened(heading)}'")
    if cell is not None:
        parts.append(_cell_place(cell))
    elif table is not None:
        parts.append("the properties of the table")
    if paragraph is not None:
        parts.append(f"paragraph '{shortened(paragraph_text(paragraph))}'")
    return ", ".join(parts) or "the document"


def shortened(text: str) -> str:
    """The text on one line, cut where it is long."""
    line = " ".join(_TOKENS.sub("…", text).split())
    return line if len(line) <= _LONGEST_QUOTE else f"{line[:_LONGEST_QUOTE]}…"


def _paragraph_faults(paragraph: etree._Element) -> Iterator[tuple[etree._Element, str, str]]:
    text = paragraph_text(paragraph)
    yield from ((paragraph, tag, why) for tag, why in _broken(text))
    for tag in (found.group() for found in TAG.finditer(text)):
        why = _form_fault(tag) or _whole_fault(tag, paragraph)
        if why:
            yield paragraph, tag, why


def _form_fault(tag: str) -> str | None:
    """What is wrong with a tag in itself."""
    if _RAW.match(tag):
        return 'write {{ "{{" }} where braces shall be printed'
    if _RUN.match(tag):
        return "take out the 'r': it would drop the formatting of what follows"
    if _TRIMMED.search(tag):
        return "take out the '-': it would join paragraphs and drop what is between them"
    detached = _DETACHED.match(tag)
    if detached and detached.group(2) not in "|.)([+-~=<>,%}":
        prefix = detached.group(1)
        return f"take out the space before '{prefix}': {tag[:2]}{prefix} …"
    return None


def _whole_fault(tag: str, paragraph: etree._Element) -> str | None:
    """What is wrong with a tag that replaces a whole paragraph, cell or row."""
    whole = WHOLE_TAG.match(tag)
    if whole is None:
        return None
    prefix = whole.group(2)
    replaced = ancestor(paragraph, prefix)
    if replaced is None:
        return f"'{prefix}' works inside a table only"
    if set(tag[2:-2]) & set("%}"):
        return f"a tag with '{prefix}' cannot hold the signs % and }}"
    text = "".join(part.text or "" for part in replaced.iter(*_LETTERS))
    beside = text.replace(tag, "", 1)
    if beside.strip():
        return f"the text beside it would be lost: '{shortened(beside)}'"
    return _lost_with(replaced, prefix)


def _lost_with(replaced: etree._Element, prefix: str) -> str | None:
    """What a paragraph, row or cell holds besides its tag, which would go with it."""
    for element in replaced.iter(etree.Element):
        name = etree.QName(element).localname
        if any(each.tag in _PROPERTIES for each in element.iterancestors()):
            is_lost = name in ("sectPr", "pageBreakBefore") and not _is_off(element)
        elif element.tag == f"{W}br":
            is_lost = not is_line_break(element)
        else:
            is_lost = not element.tag.startswith(W) or name not in _GOES_WITH_TAG
        if is_lost:
            what = _THINGS.get(name, f"the mark {name}")
            return f"{what} beside it would be lost: move it to a {_WHOLES[prefix]} of its own"
    return None


def is_line_break(element: etree._Element) -> bool:
    """Whether a w:br ends a line only, not a page or column."""
    return element.get(f"{W}type") in (None, "textWrapping")


def _is_off(element: etree._Element) -> bool:
    return element.get(f"{W}val") in ("0", "false", "off")


def _broken(text: str) -> Iterator[tuple[str, str]]:
    """Tags that open and do not close, or close and were never opened."""
    opened: re.Match[str] | None = None
    for edge in _EDGE.finditer(text):
        if opened is None:
            if edge.group() in _CLOSES:
                opened = edge
            else:
                yield (
                    shortened(text[max(0, edge.start() - 30) : edge.end()]),
                    "nothing opens it: add {{ or {% before it",
                )
        elif edge.group() == _CLOSES[opened.group()]:
            opened = None
        elif edge.group() in _CLOSES:
            yield (
                shortened(text[opened.start() : edge.start()]),
                "it is not closed: add }} or %} after it",
            )
            opened = edge
    if opened is not None:
        yield shortened(text[opened.start() :]), "it is not closed: add }} or %} after it"


def _heading_before(element: etree._Element) -> str:
    """The text of the last heading before an element, or ""."""
    found = ""
    for paragraph in element.getroottree().iter(f"{W}p"):
        if paragraph is element or element in paragraph.iterdescendants():
            break
        if (value_at(paragraph, "pPr/pStyle") or "").startswith("Heading"):
            found = paragraph_text(paragraph)
    return found


def _cell_place(cell: etree._Element) -> str:
    row = next(cell.iterancestors(f"{W}tr"))
    table = next(row.iterancestors(f"{W}tbl"))
    column = row.findall(f"{W}tc").index(cell)
    headings = [
        " ".join(paragraph_text(p) for p in heading.iter(f"{W}p"))
        for heading in table.find(f"{W}tr").findall(f"{W}tc")  # type: ignore[union-attr]
    ]
    tables = list(cell.getroottree().iter(f"{W}tbl"))
    name = f"table {tables.index(table) + 1}, row {table.findall(f'{W}tr').index(row) + 1}"
    if column < len(headings) and "{" not in headings[column]:
        return f"{name}, column '{shortened(headings[column])}'"
    return f"{name}, column {column + 1}"


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
