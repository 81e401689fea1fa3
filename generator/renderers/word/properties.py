"""What the finished file says of itself: title, author, dates, language."""

from __future__ import annotations

from typing import Any

from lxml import etree

from generator.content.nodes import Properties
from generator.renderers.word.stories import TagMistake
from generator.renderers.word.tags import W
from generator.renderers.word.values import refusal

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
            raise TagMistake(f"the document’s {name}: {reason}")
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


def set_language(styles: etree._Element, settings: etree._Element, language: str) -> None:
    """Make a language that of all text that does not say another."""
    defaults = styles.find(f"{W}docDefaults")
    if defaults is None:
        defaults = etree.Element(f"{W}docDefaults")
        styles.insert(0, defaults)
    properties = _child(_child(defaults, "rPrDefault"), "rPr")
    _child(properties, "lang").set(f"{W}val", language)
    theme = settings.find(f"{W}themeFontLang")
    if theme is not None:
        theme.set(f"{W}val", language)


def _child(parent: etree._Element, name: str) -> etree._Element:
    found = parent.find(f"{W}{name}")
    return found if found is not None else etree.SubElement(parent, f"{W}{name}")
