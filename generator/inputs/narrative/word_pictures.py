"""The pictures of a Word file, and by name what is drawn in it and cannot be taken over."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

from generator.inputs.narrative.word_file import R, WordFile
from generator.inputs.narrative.word_parts import Refusal
from generator.inputs.picture_metadata import without_metadata
from generator.inputs.pictures import picture_fault

_GRAPHIC = "{http://schemas.openxmlformats.org/drawingml/2006/main}graphicData"
_OTHER_DRAWINGS = {
    "chart": "a chart made in Word",
    "diagram": "a SmartArt diagram",
    "wordprocessingShape": "a text box or shape",
    "wordprocessingGroup": "a group of shapes",
    "wordprocessingCanvas": "a drawing canvas",
    "wordprocessingInk": "handwriting",
}
"""What a drawing is by the last word of the address of its kind."""
_BY_A_PROGRAM = re.compile(
    r"description automatically generated|AI-generated content may be incorrect", re.IGNORECASE
)
_DESCRIBE = "In Word, click the picture, choose View Alt Text, and say in words what it shows."
_SAVE_AS_PNG = "Save the picture as a PNG file and insert that into the Word file."
_WRITE_IT = "Write its text as paragraphs, or insert it as a picture with a description."


@dataclass(frozen=True, kw_only=True)
class WordPicture:
    """A picture: PNG or JPEG, its alternative text, its printed width in EMU (0 if not known)."""

    data: bytes
    alt: str
    width: int


def read_drawing(drawing: etree._Element, word: WordFile) -> WordPicture | Refusal:
    """The picture of a `w:drawing`, or why there is none."""
    graphic = next(drawing.iter(_GRAPHIC), None)
    kind = "" if graphic is None else graphic.get("uri", "").rpartition("/")[2]
    if graphic is None or kind != "picture":
        return Refusal(seen=_OTHER_DRAWINGS.get(kind, "a drawing"), remedy=_WRITE_IT)
    blip = next(graphic.iter("{*}blip"), None)
    if blip is None or len(list(graphic.iter("{*}blip"))) > 1:
        return Refusal(seen="a group of pictures", remedy=_SAVE_AS_PNG)
    crop = next(graphic.iter("{*}srcRect"), None)
    if crop is not None and any(str(each).lstrip("-").strip("0") for each in crop.attrib.values()):
        remedy = (
            "Choose Picture Format, Compress Pictures, Delete cropped areas: otherwise the whole "
            "picture would be published."
        )
        return Refusal(seen="a picture that is cropped", remedy=remedy)
    turn = next(graphic.iter("{*}xfrm"), None)
    if turn is not None and any(turn.get(each, "0") not in ("0", "false") for each in _TURNS):
        return Refusal(seen="a picture that is turned or mirrored", remedy=_SAVE_AS_PNG)
    named, size = next(drawing.iter("{*}docPr"), None), next(drawing.iter("{*}extent"), None)
    width = "0" if size is None else size.get("cx", "0")
    alt = "" if named is None else named.get("descr") or named.get("title") or ""
    return _picture(word, blip.get(f"{R}embed", ""), alt, width)


_TURNS = ("rot", "flipH", "flipV")


def read_old_picture(element: etree._Element, word: WordFile) -> WordPicture | Refusal:
    """The picture of a `w:pict`, which older programs write, or why there is none."""
    image = next(element.iter("{*}imagedata"), None)
    shapes = [each for each in element if etree.QName(each).localname != "shapetype"]
    if image is None or len(shapes) != 1 or next(element.iter("{*}textbox"), None) is not None:
        is_rule = any(each.get("{urn:schemas-microsoft-com:office:office}hr") for each in shapes)
        seen = "a rule" if is_rule else "a text box or shape"
        return Refusal(seen=seen, remedy="Delete it." if is_rule else _WRITE_IT)
    return _picture(word, image.get(f"{R}id", ""), shapes[0].get("alt", ""), "0")


def _picture(word: WordFile, relation: str, alt: str, width: str) -> WordPicture | Refusal:
    data = word.picture(relation)
    if data is None:
        remedy = "Insert the picture itself: Insert, Pictures, This Device, Insert."
        return Refusal(seen="a picture that is linked and not in the file", remedy=remedy)
    if fault := picture_fault(data):
        return Refusal(seen=f"a picture that {fault}", remedy=_SAVE_AS_PNG)
    alt = " ".join(alt.split())
    if not re.search(r"\w", alt):
        return Refusal(seen="a picture without a description (alt text)", remedy=_DESCRIBE)
    if _BY_A_PROGRAM.search(alt):
        return Refusal(seen=f"a picture described by a program: {alt[:60]}", remedy=_DESCRIBE)
    known = width.isascii() and width.isdecimal() and len(width) < 10
    return WordPicture(data=without_metadata(data), alt=alt, width=int(width) if known else 0)
