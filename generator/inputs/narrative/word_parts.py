"""What the parts of a Word file are: text, boxes around text, or something that would be lost."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from generator.inputs.narrative.word_file import W
from generator.inputs.narrative.word_styles import value

TRACKED_TAGS = frozenset(
    f"{W}{name}"
    for name in (
        "ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange", "sectPrChange",
        "tblPrChange", "tblGridChange", "trPrChange", "tcPrChange", "tblPrExChange", "cellIns",
        "cellDel", "cellMerge", "numberingChange",
    )
)  # fmt: skip
WRAPPERS = frozenset(("smartTag", "customXml", "dir", "bdo", "ins", "moveTo", "sdtContent"))
SILENT = frozenset(
    (
        "pPr", "rPr", "sdtPr", "sdtEndPr", "smartTagPr", "customXmlPr", "proofErr", "permStart",
        "permEnd", "bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd",
        "annotationRef", "footnoteRef", "endnoteRef", "del", "moveFrom", "delText", "delInstrText",
        "moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd",
        "sectPr", "fldData", "tblPr", "tblGrid", "tblPrEx", "trPr", "tcPr",
    )
)  # fmt: skip
"""What holds no text of the report; deletions are told of as tracked changes."""
_PARTS = frozenset(("p", "tbl", "tr", "tc", "altChunk"))


@dataclass(frozen=True, kw_only=True)
class Refusal:
    """Something that would be lost: what the text holds, and what to do about it.

    `is_review` is true for tracked changes and comments.
    """

    seen: str
    remedy: str
    is_review: bool = False


DELETE = "Delete it, or write what it says as text."
REVIEW = "In Word, under Review, accept or reject all changes, delete all comments, and save it."
CONTENTS = Refusal(
    seen="a table of contents or an index", remedy="Delete it: the template makes its own."
)
ENDLESS = Refusal(seen="a field that never ends", remedy="Delete the last field of the file.")
TICK = Refusal(seen="a box to tick", remedy=DELETE)
TRACKED = Refusal(seen="the text holds tracked changes", remedy=REVIEW, is_review=True)


def control_refusal(control: etree._Element) -> Refusal | None:
    """Why the contents of a content control cannot be taken over; None where they can."""
    properties = control.find(f"{W}sdtPr")
    if properties is None:
        return None
    if value(properties, "docPartObj/docPartGallery") == "Table of Contents":
        return CONTENTS
    if properties.find(f"{W}showingPlcHdr") is not None:
        return Refusal(seen="a box that is not filled in", remedy="Fill it in, or delete it.")
    return TICK if properties.find("{*}checkbox") is not None else None


def parts_of(element: etree._Element) -> Iterator[etree._Element | Refusal]:
    """What an element is made of (paragraphs, rows, cells), whatever boxes it lies in."""
    for child in element:
        name = etree.QName(child).localname if isinstance(child.tag, str) else ""
        if name == "sdt":
            if refusal := control_refusal(child):
                yield refusal
            else:
                yield from parts_of(child)
        elif name in WRAPPERS:
            yield from parts_of(child)
        elif name in _PARTS:
            yield child
        elif name and name not in SILENT:
            yield Refusal(seen=f"something that is not text ({name})", remedy=DELETE)
        if child.tag in TRACKED_TAGS:
            yield TRACKED


def shortened(text: str, longest: int = 40) -> str:
    """The first words of a text."""
    text = " ".join(text.split())
    return (
        text if len(text) <= longest else f"{text[:longest].rpartition(' ')[0] or text[:longest]} …"
    )
