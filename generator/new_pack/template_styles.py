"""Brings the styles that building blocks need into a document that may have its own."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from lxml import etree

from generator.inputs.narrative.word_file import W

_NUMBERED = ("List Bullet", "List Number")
_COUNCIL_FONT = ("TemplateTag", "TableTag")
"""Styles of grey tags, which keep a font of their own: they are never printed."""


class StyleImport:
    """Finds or copies the styles of one document, `common`, for another one, `document`."""

    def __init__(self, document: Any, common: Any) -> None:
        self._styles = document.styles.element
        self._common = {
            str(each.get(f"{W}styleId")): each for each in common.styles.element.iter(f"{W}style")
        }
        self._own = {_name(each): each for each in self._styles.iter(f"{W}style")}
        self._default = next(
            (
                str(each.get(f"{W}styleId"))
                for each in self._own.values()
                if each.get(f"{W}type") == "paragraph" and each.get(f"{W}default") in ("1", "true")
            ),
            "Normal",
        )
        self._found: dict[str, str] = {"Normal": self._default}
        self._numbering = _Numbering(document, common)

    def id_of(self, style_id: str) -> str:
        """The id in the document of a style that the common template calls so."""
        if style_id not in self._found:
            self._found[style_id] = self._find_or_copy(style_id)
        return self._found[style_id]

    def _find_or_copy(self, style_id: str) -> str:
        style = self._common.get(style_id)
        if style is None:  # a deeper heading than the common template has
            own = self._own.get(f"heading {style_id.removeprefix('Heading')}")
            return str(own.get(f"{W}styleId")) if own is not None else self.id_of("Heading4")
        name = _name(style)
        own = self._own.get(name)
        wants_list = style.find(f"{W}pPr/{W}numPr") is not None
        if own is not None and not (wants_list and own.find(f"{W}pPr/{W}numPr") is None):
            return str(own.get(f"{W}styleId"))
        return self._copy(style, is_taken=own is not None)

    def _copy(self, style: etree._Element, *, is_taken: bool) -> str:
        """Copy a style, under another name where the document uses its name otherwise."""
        copied = deepcopy(style)
        new_id = f"Pack{style.get(f'{W}styleId')}"
        copied.set(f"{W}styleId", new_id)
        if copied.get(f"{W}default"):
            del copied.attrib[f"{W}default"]
        named = copied.find(f"{W}name")
        if is_taken and named is not None:
            named.set(f"{W}val", f"Pack {named.get(f'{W}val')}")
            copied.set(f"{W}customStyle", "1")
        self._found[str(style.get(f"{W}styleId"))] = new_id
        for link in copied.iter(f"{W}basedOn", f"{W}next", f"{W}link"):
            link.set(f"{W}val", self.id_of(str(link.get(f"{W}val"))))
        for number in copied.iter(f"{W}numId"):
            number.set(f"{W}val", self._numbering.copy(str(number.get(f"{W}val"))))
        self._styles.append(copied)
        return new_id


class _Numbering:
    """Copies lists from one document into another."""

    def __init__(self, document: Any, common: Any) -> None:
        self._document = document
        self._common = common.part.numbering_part.element
        self._copied: dict[str, str] = {}

    def copy(self, number: str) -> str:
        """Copy a list; returns its number in the document."""
        if number in self._copied:
            return self._copied[number]
        numbering = _numbering_of(self._document)
        num = self._common.find(f"{W}num[@{W}numId='{number}']")
        wanted = num.find(f"{W}abstractNumId").get(f"{W}val")
        look = deepcopy(self._common.find(f"{W}abstractNum[@{W}abstractNumId='{wanted}']"))
        new_look = _free(numbering, "abstractNum", "abstractNumId")
        look.set(f"{W}abstractNumId", new_look)
        for style in look.iter(f"{W}pStyle"):
            style.set(f"{W}val", f"Pack{style.get(f'{W}val')}")
        first = numbering.find(f"{W}num")
        if first is None:
            numbering.append(look)
        else:
            first.addprevious(look)
        new = _free(numbering, "num", "numId")
        added = etree.SubElement(numbering, f"{W}num", {f"{W}numId": new})
        etree.SubElement(added, f"{W}abstractNumId", {f"{W}val": new_look})
        self._copied[number] = new
        return new


def _numbering_of(document: Any) -> etree._Element:
    """The lists of a document, which gets a part for them if it has none."""
    from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.oxml import parse_xml
    from docx.parts.numbering import NumberingPart

    part = document.part
    if not any(each.reltype == RELATIONSHIP_TYPE.NUMBERING for each in part.rels.values()):
        empty = parse_xml(f'<w:numbering xmlns:w="{W[1:-1]}"/>')
        name = PackURI("/word/numbering.xml")
        lists = NumberingPart(name, CONTENT_TYPE.WML_NUMBERING, empty, part.package)
        part.relate_to(lists, RELATIONSHIP_TYPE.NUMBERING)
    found: etree._Element = part.numbering_part.element
    return found


def _free(numbering: etree._Element, name: str, key: str) -> str:
    """The first number that no list has."""
    taken = [int(each.get(f"{W}{key}") or 0) for each in numbering.iterfind(f"{W}{name}")]
    return str(max(taken, default=0) + 1)


def _name(style: etree._Element) -> str:
    named = style.find(f"{W}name")
    return str(named.get(f"{W}val")).casefold() if named is not None else ""
