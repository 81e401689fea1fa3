"""Makes a Word template of the council's last report.

Page, styles, header, footer, logo and headings stay the council's. Under each heading the text
gives way to a tag; the building blocks that such a tag needs come from the common template of an
appendix, in the report's own styles where it has them.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from lxml import etree

from generator.inputs.narrative.word_file import R, W
from generator.model.written_dates import find_dates
from generator.new_pack.council_report import CouncilReport, label_of, make_plain, text_of
from generator.new_pack.template_styles import StyleImport
from generator.renderers.package import word_package

BLOCKS_FROM = "narrative-appendix.docx"
_END = "END OF THE BUILDING BLOCKS"
_MACRO, _MACRO_NUMBERED = "{%p macro blocks(items) %}", "{%p macro blocks(items, numbered=true) %}"
_IF_PARAGRAPH = '{%p elif block.kind == "paragraph" %}'
_IF_NUMBERED = '{%p elif block.kind == "paragraph" and numbered %}'
_IF_CONTINUED = '{%p elif block.kind == "continued" %}'
_BLOCK_TEXT = "{{ block.text }}"
_TAGS = {
    "title": "{{ document.title }}",
    "committee": "{{ meeting.committee }}",
    "date": "{{ meeting.date }}",
}
_UNUSED = ("hyperlink", "image", "chart", "comments", "package", "oleObject", "diagram")
_REMOTE = ("attachedTemplate", "mailMerge")


@dataclass(frozen=True, kw_only=True)
class ReportTemplate:
    """A template, as a .docx.

    `committee` and `date` are what stood where the template has a tag for them now, "" where
    nothing did. `has_title` says whether the title was found.
    """

    template: bytes
    has_title: bool
    committee: str
    date: str


def make_template(report: CouncilReport, templates: Path) -> ReportTemplate:
    """The template of a report, whose document it changes."""
    replaced = _tag_title_block(report)
    _tag_sections(report, templates)
    for section in report.document.sections:
        for part in (section.header, section.footer, section.first_page_header,
                     section.first_page_footer, section.even_page_header,
                     section.even_page_footer):  # fmt: skip
            if not part.is_linked_to_previous:
                make_plain(part._element)
                for paragraph in part._element.iter(f"{W}p"):
                    _tag_date(paragraph, replaced)
    _drop_unused_parts(report.document)
    return ReportTemplate(
        template=word_package(report.document),
        has_title="title" in replaced,
        committee=replaced.get("committee", ""),
        date=replaced.get("date", ""),
    )


def _tag_title_block(report: CouncilReport) -> dict[str, str]:
    """Put tags for title, committee and date into the title block; returns what they replace."""
    replaced: dict[str, str] = {}
    for element in report.title_block:
        if element.tag == f"{W}tbl":
            for row in element.iter(f"{W}tr"):
                cells = list(row.iterfind(f"{W}tc"))
                for label, value in pairwise(cells):
                    _tag_value(label_of(text_of(label)), list(value.iter(f"{W}p")), replaced)
        elif element.tag == f"{W}p":
            _tag_line(element, report, replaced)
    for element in report.title_block:
        for paragraph in element.iter(f"{W}p"):
            _tag_date(paragraph, replaced)
    return replaced


def _tag_value(kind: str, paragraphs: list[etree._Element], replaced: dict[str, str]) -> None:
    filled = [each for each in paragraphs if text_of(each)]
    if kind and kind not in replaced and filled:
        replaced[kind] = text_of(filled[0])
        _retype(filled[0], _TAGS[kind])


def _tag_line(paragraph: etree._Element, report: CouncilReport, replaced: dict[str, str]) -> None:
    """Tag a line of the title block: the title itself, or "Date: 12 March 2025"."""
    text = text_of(paragraph)
    label, colon, rest = text.partition(":")
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    name = str(style.get(f"{W}val")).lower() if style is not None else ""
    kind = label_of(label) if colon and rest.strip() else ""
    if kind and kind not in replaced:
        replaced[kind] = rest.strip()
        _retype(paragraph, f"{label}: {_TAGS[kind]}")
    elif (
        text
        and "title" not in replaced
        and (name == "title" or name.startswith("heading") or text == report.own_title)
    ):
        replaced["title"] = text
        _retype(paragraph, _TAGS["title"])


def _tag_date(paragraph: etree._Element, replaced: dict[str, str]) -> None:
    """Put the tag of the meeting's date where the same date, or the first one, stands."""
    for run in paragraph.iter(f"{W}t"):
        text = run.text or ""
        for written in find_dates(text):
            if written.first == written.last and replaced.get("date", written.written) in text:
                replaced.setdefault("date", written.written)
                run.text = text.replace(written.written, _TAGS["date"])


def _retype(paragraph: etree._Element, text: str) -> None:
    """Give a paragraph other words in the format of its first run."""
    first, *others = list(paragraph.iter(f"{W}t"))
    first.text = text
    first.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    for other in others:
        other.text = ""
    for tab in list(paragraph.iter(f"{W}tab", f"{W}br")):
        run = tab.getparent()
        if run is not None and run.tag == f"{W}r":
            run.remove(tab)


def _tag_sections(report: CouncilReport, templates: Path) -> None:
    """Keep the headings of the sections, each with a tag below it, and put the blocks first."""
    from docx import Document

    body = report.body
    elements = list(body)
    headings = {section.at: section for section in report.sections}
    last = body.find(f"{W}sectPr")
    for element in elements[report.sections[0].at :]:
        if element is not last:
            body.remove(element)
    common = Document(str(templates / BLOCKS_FROM))
    styles = StyleImport(report.document, common)
    blocks = list(_fitting_blocks(common, report, styles))
    for at, section in headings.items():
        heading = elements[at]
        _insert(body, heading, last)
        if text_of(heading):
            _retype(heading, section.heading)
        plain = "" if section.is_numbered or "numbered" not in report.looks else ", numbered=false"
        tag = f"{{{{p blocks(narrative.{section.key}{plain}) }}}}"
        _insert(body, _paragraph(tag, styles.id_of("TemplateTag")), last)
    for at, block in enumerate(blocks):
        body.insert(at, block)


def _insert(body: etree._Element, element: etree._Element, last: etree._Element | None) -> None:
    """Put an element at the end of the body, before the page set-up."""
    for properties in element.iter(f"{W}pPr"):
        for mark in properties.findall(f"{W}sectPr"):
            properties.remove(mark)
    if last is None:
        body.append(element)
    else:
        last.addprevious(element)


def _fitting_blocks(
    common: Any, report: CouncilReport, styles: StyleImport
) -> Iterator[etree._Element]:
    """The building blocks in the report's styles, its paragraphs as the report has them."""
    is_numbering = "numbered" in report.looks
    before = ""
    for element in common.element.body:
        block = deepcopy(element)
        for use in block.iter(f"{W}pStyle", f"{W}rStyle", f"{W}tblStyle"):
            use.set(f"{W}val", styles.id_of(_deeper(str(use.get(f"{W}val")), report.level)))
        text = text_of(block)
        if is_numbering and text == _MACRO:
            _retype(block, _MACRO_NUMBERED)
        if is_numbering and text == _IF_PARAGRAPH:
            numbered = deepcopy(block)
            _retype(numbered, _IF_NUMBERED)
            yield numbered
            yield _looking(_paragraph(_BLOCK_TEXT), report.looks["numbered"])
        if text == _BLOCK_TEXT and before == _IF_PARAGRAPH:
            block = _looking(block, report.looks.get("plain"))
        if text == _BLOCK_TEXT and before == _IF_CONTINUED:
            block = _looking(block, report.looks.get("continued"))
        yield block
        before = text
        if _END in text:
            return


def _deeper(style: str, level: int) -> str:
    """The style of a block below a heading of a level: the common blocks stand below level 1."""
    if not style.startswith("Heading"):
        return style
    return f"Heading{min(int(style[7:]) + level - 1, 9)}"


def _looking(paragraph: etree._Element, look: etree._Element | None) -> etree._Element:
    """The paragraph with the properties of another one."""
    old = paragraph.find(f"{W}pPr")
    if look is not None:
        if old is not None:
            paragraph.remove(old)
        paragraph.insert(0, deepcopy(look))
    return paragraph


def _paragraph(text: str, style: str = "") -> etree._Element:
    paragraph = etree.Element(f"{W}p")
    if style:
        properties = etree.SubElement(paragraph, f"{W}pPr")
        etree.SubElement(properties, f"{W}pStyle", {f"{W}val": style})
    run = etree.SubElement(paragraph, f"{W}r")
    etree.SubElement(run, f"{W}t").text = text
    return paragraph


def _drop_unused_parts(document: Any) -> None:
    """Leave out what only the old text used, and what is fetched from elsewhere."""
    part = document.part
    used = etree.tostring(document.element)
    for name, relation in list(part.rels.items()):
        kind = relation.reltype.rpartition("/")[2]
        if kind.startswith(_UNUSED) and f'"{name}"'.encode() not in used:
            del part.rels[name]
    settings = part._settings_part
    for name, relation in list(settings.rels.items()):
        if relation.reltype.rpartition("/")[2].startswith(_REMOTE):
            del settings.rels[name]
            for element in list(settings.element.iter()):
                if element.get(f"{R}id") == name:
                    element.getparent().remove(element)
