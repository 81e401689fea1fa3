"""What a published file says of itself: title, author, dates, font, language."""

from __future__ import annotations

from typing import Any

from lxml import etree

from generator.content.nodes import Properties
from generator.renderers.template_language import refusal
from generator.renderers.word.template_tags import TagMistake, W

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
