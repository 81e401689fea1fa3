"""What a published file says of itself and what may travel in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

from generator.content.nodes import Properties
from generator.renderers.template_language import refusal
from generator.renderers.word.template_tags import TAG, TagMistake, W, shortened

_CP = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_DC = "http://purl.org/dc/elements/1.1/"
_TERMS = "http://purl.org/dc/terms/"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"


def set_properties(package: Any, properties: Properties) -> None:
    """Replace whatever the template says of itself, its authors' names included.

    Raises TagMistake for a text that Word cannot store.
    """
    package.core_properties  # noqa: B018  makes the part where a template has none
    from docx.opc.constants import RELATIONSHIP_TYPE

    core = package.part_related_by(RELATIONSHIP_TYPE.CORE_PROPERTIES).element
    for child in list(core):
        core.remove(child)
    for name in ("title", "subject", "author", "language"):
        if reason := refusal(getattr(properties, name)):
            raise TagMistake(f"the document's {name}: {reason}")
    moment = f"{properties.date:%Y-%m-%d}T00:00:00Z"
    for tag, text in (
        (f"{{{_DC}}}title", properties.title),
        (f"{{{_DC}}}subject", properties.subject),
        (f"{{{_DC}}}creator", properties.author),
        (f"{{{_CP}}}lastModifiedBy", properties.author),
        (f"{{{_CP}}}revision", "1"),
        (f"{{{_DC}}}language", properties.language),
    ):
        etree.SubElement(core, tag).text = text
    for name in ("created", "modified"):
        date = etree.SubElement(core, f"{{{_TERMS}}}{name}", {f"{{{_XSI}}}type": "dcterms:W3CDTF"})
        date.text = moment


def set_font(styles: etree._Element, font: str) -> None:
    """Make a font that of all text whose style does not say another."""
    fonts = _child(_child(_child(_defaults(styles), "rPrDefault"), "rPr"), "rFonts", first=True)
    fonts.attrib.clear()
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(f"{W}{script}", font)


def set_language(styles: etree._Element, settings: etree._Element, language: str) -> None:
    """Make a language that of all text that does not say another."""
    properties = _child(_child(_defaults(styles), "rPrDefault"), "rPr")
    _child(properties, "lang").set(f"{W}val", language)
    theme = settings.find(f"{W}themeFontLang")
    if theme is not None:
        theme.set(f"{W}val", language)


def _defaults(styles: etree._Element) -> etree._Element:
    """What holds for every style, at the start of the styles as the schema wants it."""
    defaults = styles.find(f"{W}docDefaults")
    if defaults is None:
        defaults = etree.Element(f"{W}docDefaults")
        styles.insert(0, defaults)
    return defaults


def _child(parent: etree._Element, name: str, *, first: bool = False) -> etree._Element:
    found = parent.find(f"{W}{name}")
    if found is not None:
        return found
    child = etree.Element(f"{W}{name}")
    parent.insert(0 if first else len(parent), child)
    return child


_FOREIGN_FIELDS = re.compile(
    r"^\s*(DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|LINK|IMPORT|DATABASE|MACROBUTTON|RD)\b", re.I
)
_REMOTE = {
    "image": "a picture that is fetched from elsewhere",
    "attachedTemplate": "a template attached from elsewhere",
    "oleObject": "an object that is linked from elsewhere",
    "subDocument": "a document that is linked from elsewhere",
    "frame": "a frame that is fetched from elsewhere",
    "aFChunk": "a document that is embedded",
    "mailMergeSource": "a mail merge",
}
_LOCAL = {
    "comments": "comments",
    "vbaProject": "macros",
    "oleObject": "an embedded object",
    "control": "a control that runs a program",
    "package": "an embedded file",
    "aFChunk": "an embedded document",
}
_CHANGES = ("ins", "del", "moveFrom", "moveTo")


def foreign_matter(package: Any) -> Iterator[str]:
    """Each thing that has no place in a template, with what to do about it."""
    for part in package.iter_parts():
        yield from _relations(part)
    for part in package.iter_parts():
        if part.content_type.endswith(("document.main+xml", "header+xml", "footer+xml")):
            yield from _contents(part.element)


def _relations(part: Any) -> Iterator[str]:
    for relation in part.rels.values():
        kind = relation.reltype.rsplit("/", 1)[-1]
        if relation.is_external:
            if kind != "hyperlink":
                what = _REMOTE.get(kind, f"something from elsewhere ({kind})")
                yield f"it holds {what}: {shortened(relation.target_ref)}; take it out"
        elif kind == "comments":
            if relation.target_part.blob.count(b"<w:comment "):
                yield "it holds comments, which would be published; delete them"
        elif kind in _LOCAL:
            yield f"it holds {_LOCAL[kind]}; take it out"


def _contents(root: etree._Element) -> Iterator[str]:
    changes = list(root.iter(*(f"{W}{name}" for name in _CHANGES)))
    if changes:
        yield "it holds tracked changes, which would be published; accept or reject them"
    fields = [*(code.text or "" for code in root.iter(f"{W}instrText"))]
    fields += [str(simple.get(f"{W}instr")) for simple in root.iter(f"{W}fldSimple")]
    for code in fields:
        if TAG.search(code):
            yield f"it holds a tag in a field's code: {shortened(code)}; put the tag into the text"
        if _FOREIGN_FIELDS.match(code):
            yield f"it holds a field that fetches from elsewhere: {shortened(code)}; take it out"
