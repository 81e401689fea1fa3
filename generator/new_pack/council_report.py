"""Reads the council's last report: its title block, its sections, and how its paragraphs look."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from lxml import etree

from generator.findings import Finding, Location
from generator.inputs.files.file_refused import FileRefused, damage_refused
from generator.inputs.narrative.word_file import W, WordFile
from generator.inputs.narrative.word_sections import NO_SECTIONS, read_word_sections
from generator.inputs.narrative.word_styles import WordStyles
from generator.inputs.narrative.written_marks import TYPED_NUMBER, section_key
from generator.new_pack.bold_headings import give_levels
from generator.renderers.package import word_package

_REVIEW = frozenset(f"{W}{name}" for name in ("ins", "moveTo", "smartTag", "customXml"))
_GONE = frozenset(
    f"{W}{name}"
    for name in (
        *("del", "moveFrom", "commentRangeStart", "commentRangeEnd", "bookmarkStart"),
        *("bookmarkEnd", "proofErr", "permStart", "permEnd", "lastRenderedPageBreak"),
        *("moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd"),
        *("rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "trPrChange", "tcPrChange"),
    )
)
_STYLE_HEADINGS = "In Word, give the heading of each section the style Heading 1."
_OF_PLACE = frozenset(f"{W}{name}" for name in ("sectPr", "pageBreakBefore", "rPr", "keepNext"))
"""What belongs to one paragraph's place, and not to how all such paragraphs look."""


@dataclass(frozen=True, kw_only=True)
class Section:
    """A section of the report: its key in templates, its heading, and that one's place in the body.

    `is_numbered` says that Word numbers its paragraphs: 2.1, 2.2.
    """

    key: str
    heading: str
    at: int
    is_numbered: bool


@dataclass(frozen=True, kw_only=True)
class CouncilReport:
    """A report as it was found. `level` is that of its sections' headings, from 1.

    `document` is python-docx's, its body freed of comments, changes and content controls, and
    `text` the same as a file, without its title block. `looks`
    gives the paragraph properties of most paragraphs that are "numbered", "continued" behind
    such a one, or "plain", where there are any. `captioned` tables got a caption that they lacked,
    `bold_headings` bold lines were taken as headings.
    """

    file: str
    document: Any
    text: bytes
    sections: tuple[Section, ...]
    level: int
    looks: dict[str, etree._Element]
    captioned: int
    bold_headings: int

    @property
    def body(self) -> etree._Element:
        """The body of the document."""
        found: etree._Element = self.document.element.body
        return found

    @property
    def own_title(self) -> str:
        """The title in the file's properties."""
        return " ".join(str(self.document.core_properties.title or "").split())

    @property
    def title_block(self) -> list[etree._Element]:
        """What stands before the first section."""
        return list(self.body)[: self.sections[0].at]


def read_report(data: bytes, file: str, findings: list[Finding]) -> CouncilReport | None:
    """The report in a Word file; None, with findings, where it is none or has no sections."""
    try:
        with damage_refused("the Word document is damaged"):
            styles = WordStyles(WordFile(data))
            from docx import Document

            document = Document(io.BytesIO(data))
            make_plain(document.element.body)
            body = list(document.element.body)
            bold = [] if list(_headings(body, styles)) else give_levels(body, styles)
    except FileRefused as refusal:
        findings.append(refusal.finding(file))
        return None
    captioned = _give_captions(list(document.element.body), styles)
    elements = list(document.element.body)
    headings = list(_headings(elements, styles))
    level = min((level for _, level in headings[_titles(headings) :]), default=0)
    starts = [at for at, each in headings[_titles(headings) :] if each == level]
    if not starts:
        seen = f"{file} has no heading, so it has no sections"
        findings.append(NO_SECTIONS.at(Location(file=file), seen, _STYLE_HEADINGS))
        return None
    text = _without(document, elements[: starts[0]])
    return CouncilReport(
        file=file,
        document=document,
        text=text,
        sections=tuple(_sections(text, file, elements, starts, styles, findings)),
        level=level,
        looks=_looks(elements[starts[0] :], styles),
        captioned=captioned,
        bold_headings=len(bold),
    )


def _give_captions(elements: Sequence[etree._Element], styles: WordStyles) -> int:
    """Name each table without a caption after the heading above it; returns how many there were."""
    count, heading, before = 0, "", None
    for element in elements:
        text = text_of(element)
        if element.tag == f"{W}tbl":
            own = element.find(f"{W}tblPr/{W}tblCaption")
            is_captioned = before is not None and (
                "caption" in styles.names(before) or text_of(before).startswith("Table")
            )
            if not is_captioned and own is None and heading:
                count += 1
                paragraph = etree.Element(f"{W}p")
                run = etree.SubElement(paragraph, f"{W}r")
                etree.SubElement(run, f"{W}t").text = f"Table: {heading}"
                element.addprevious(paragraph)
        elif element.tag == f"{W}p" and text and styles.heading_level(element, text):
            heading = TYPED_NUMBER.sub("", text)
        if element.tag in (f"{W}p", f"{W}tbl") and (text or element.tag == f"{W}tbl"):
            before = element if element.tag == f"{W}p" else None
    return count


def _headings(elements: Sequence[etree._Element], styles: WordStyles) -> Iterator[tuple[int, int]]:
    """The place of each heading of the body, and its level."""
    for at, element in enumerate(elements):
        text = text_of(element)
        if element.tag == f"{W}p" and text and (level := styles.heading_level(element, text)):
            yield at, level


def _titles(headings: Sequence[tuple[int, int]]) -> int:
    """1 where the first heading is the title: the only one of its level, above all others."""
    levels = [level for _, level in headings]
    return int(len(levels) > 2 and all(level > levels[0] for level in levels[1:]))


def _without(document: Any, elements: Sequence[etree._Element]) -> bytes:
    """The document without some elements of its body, as a file; they are put back."""
    body = document.element.body
    for element in elements:
        body.remove(element)
    content = word_package(document)
    for at, element in enumerate(elements):
        body.insert(at, element)
    return content


def _sections(
    text: bytes,
    file: str,
    elements: Sequence[etree._Element],
    starts: Sequence[int],
    styles: WordStyles,
    findings: list[Finding],
) -> Iterator[Section]:
    """The sections as the narrative has them, with the places of their headings."""
    wanted = pairwise((*starts, len(elements)))
    for section in read_word_sections(text, file, "", findings):
        for at, end in wanted:
            heading = text_of(elements[at])
            if section_key(TYPED_NUMBER.sub("", heading)) == section.key:
                kinds = [numbered for _, numbered in _paragraphs(elements[at:end], styles)]
                is_numbered = sum(kinds) * 2 > len(kinds)
                yield Section(key=section.key, heading=heading, at=at, is_numbered=is_numbered)
                break


def text_of(element: etree._Element) -> str:
    """The text of a paragraph or a cell on one line."""
    return " ".join("".join(map(str, element.itertext(f"{W}t"))).split())


def make_plain(root: etree._Element) -> None:
    """Take out comments, bookmarks and deletions; keep the text of insertions and controls."""
    for element in list(root.iter()):
        if element.tag == f"{W}sdt":
            content = element.find(f"{W}sdtContent")
            _replace(element, [] if content is None else list(content))
        elif element.tag in _REVIEW:
            _replace(element, list(element))
        elif element.tag in _GONE:
            _replace(element, [])
        elif element.tag == f"{W}commentReference":
            run = element.getparent()
            if run is not None:
                run.remove(element)


def _replace(element: etree._Element, others: Sequence[etree._Element]) -> None:
    parent = element.getparent()
    if parent is None:
        return
    at = parent.index(element)
    parent.remove(element)
    for other in reversed(others):
        parent.insert(at, other)


def _paragraphs(
    elements: Sequence[etree._Element], styles: WordStyles
) -> Iterator[tuple[etree._Element, bool]]:
    """The paragraphs of text, and whether Word numbers them as parts of a section: 2.1, 2.2."""
    for element in elements:
        text = text_of(element)
        if element.tag == f"{W}p" and text and not styles.heading_level(element, text):
            place = styles.list_place(element)
            if place is None or (not place.is_bullet and place.template.count("%") > 1):
                yield element, place is not None


def _looks(elements: Sequence[etree._Element], styles: WordStyles) -> dict[str, etree._Element]:
    """How most paragraphs of each kind look."""
    kinds: dict[str, Counter[bytes]] = {}
    kind = "plain"
    for paragraph, is_numbered in _paragraphs(elements, styles):
        if is_numbered:
            kind = "numbered"
        elif kind != "plain":
            kind = "continued"
        look = etree.tostring(_look_of(paragraph))
        kinds.setdefault(kind, Counter())[look] += len(text_of(paragraph))
    return {kind: etree.fromstring(looks.most_common(1)[0][0]) for kind, looks in kinds.items()}


def _look_of(paragraph: etree._Element) -> etree._Element:
    found = paragraph.find(f"{W}pPr")
    look = etree.Element(f"{W}pPr") if found is None else deepcopy(found)
    for part in list(look):
        if part.tag in _OF_PLACE:
            look.remove(part)
    return look


_LABELS = {
    "title": re.compile(r"(?:report )?title|subject|report", re.IGNORECASE),
    "committee": re.compile(
        r"(?:report )?to|committee|meeting|meeting of|decision[- ]maker|forum|board", re.IGNORECASE
    ),
    "date": re.compile(r"(?:meeting )?date(?: of (?:the )?(?:meeting|committee))?", re.IGNORECASE),
}


def label_of(text: str) -> str:
    """What a label of a title block stands for: "title", "committee", "date"; "" for none."""
    words = text.strip().rstrip(":").strip()
    return next((kind for kind, label in _LABELS.items() if label.fullmatch(words)), "")
