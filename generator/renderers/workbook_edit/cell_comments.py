"""Adds comments to cells: their texts, and the boxes in which Excel shows them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from lxml import etree

from generator.inputs.files.input_sheet import Place, address
from generator.renderers.workbook_edit.workbook_parts import MAIN, OFFICE, WorkbookParts

_AUTHOR = "Checks"
_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_DRAWING_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_DRAWING = """<xml xmlns:v="urn:schemas-microsoft-com:vml" \
xmlns:o="urn:schemas-microsoft-com:office:office" \
xmlns:x="urn:schemas-microsoft-com:office:excel">\
<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" \
path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/>\
<v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype></xml>"""
_BOX = """<v:shape xmlns:v="urn:schemas-microsoft-com:vml" \
xmlns:o="urn:schemas-microsoft-com:office:office" \
xmlns:x="urn:schemas-microsoft-com:office:excel" id="_x0000_s{id}" type="#_x0000_t202" \
style="position:absolute;visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto">\
<v:fill color2="#ffffe1"/><v:path o:connecttype="none"/>\
<v:textbox><div style="text-align:left"/></v:textbox>\
<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>\
<x:Anchor>{left}, 12, {top}, 4, {right}, 40, {bottom}, 8</x:Anchor><x:AutoFill>False</x:AutoFill>\
<x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"""
_LETTERS_PER_LINE = 45
_AFTER_DRAWING = (
    "legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems",
    "tableParts", "extLst",
)  # fmt: skip
"""What may follow a sheet's legacyDrawing: the schema fixes the order."""


def add_comments(
    parts: WorkbookParts, name: str, sheet: etree._Element, texts: Mapping[Place, str]
) -> None:
    """Add comments to the sheet whose part is `name`; `sheet` is its XML, which may change.

    A cell that has a comment keeps it, with the new text below. A cell with a threaded
    conversation is left alone, because Excel shows no other comment there.
    """
    named = dict(parts.relations(name).values())
    if "threadedComment" in named:
        threaded = {each.get("ref") for each in parts.tree(named["threadedComment"])}
        texts = {at: text for at, text in texts.items() if address(*at) not in threaded}
    if not texts:
        return
    new = _add_texts(parts, name, named.get("comments"), texts)
    drawing = named.get("vmlDrawing")
    if drawing is None:
        drawing, relation = parts.add_part(
            "xl/drawings/checks{}.vml", "vmlDrawing", name, _DRAWING_TYPE
        )
        parts.put(drawing, _DRAWING.encode())
        _name_drawing(sheet, relation)
    _add_boxes(parts, drawing, {at: texts[at] for at in new})


def _add_texts(
    parts: WorkbookParts, sheet: str, comments: str | None, texts: Mapping[Place, str]
) -> list[Place]:
    """Write the texts; return the places that had no comment before."""
    if comments is None:
        comments, _ = parts.add_part("xl/checks{}.xml", "comments", sheet, _COMMENTS_TYPE)
        tree = etree.fromstring(f'<comments xmlns="{MAIN}"/>')
        authors = etree.SubElement(tree, f"{{{MAIN}}}authors")
        listed = etree.SubElement(tree, f"{{{MAIN}}}commentList")
    else:
        tree = parts.tree(comments)
        authors, listed = _child(tree, "authors"), _child(tree, "commentList")
    etree.SubElement(authors, f"{{{MAIN}}}author").text = _AUTHOR
    author = str(len(authors) - 1)
    present = {comment.get("ref"): comment for comment in listed}
    new = []
    for at, text in sorted(texts.items()):
        reference = address(*at)
        if reference in present:
            _add_run(_child(present[reference], "text"), "\n\n" + text)
            continue
        comment = etree.SubElement(listed, f"{{{MAIN}}}comment", ref=reference, authorId=author)
        _add_run(etree.SubElement(comment, f"{{{MAIN}}}text"), text)
        new.append(at)
    parts.put_tree(comments, tree)
    return new


def _child(parent: etree._Element, name: str) -> etree._Element:
    found = parent.find(f"{{{MAIN}}}{name}")
    if found is None:
        raise KeyError(name)
    return found


def _add_run(text: etree._Element, added: str) -> None:
    """Add words to a comment's text, which is either one plain text or a row of runs."""
    plain = text.find(f"{{{MAIN}}}t")
    if plain is not None:
        etree.SubElement(text, f"{{{MAIN}}}r").append(plain)
    run = etree.SubElement(text, f"{{{MAIN}}}r")
    words = etree.SubElement(run, f"{{{MAIN}}}t")
    words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    words.text = added


def _add_boxes(parts: WorkbookParts, drawing: str, texts: Mapping[Place, str]) -> None:
    """Add a box per comment before the end of the drawing.

    The drawing is changed as text: Excel itself writes ones that are not well-formed XML.
    """
    text = parts.data(drawing).decode("utf-8", "surrogateescape")
    taken = [int(number) for number in re.findall(r"_x0000_s(\d+)", text)]
    boxes = _boxes(texts.items(), first=max(taken, default=1024) + 1)
    head, end, tail = text.rpartition("</xml>")
    parts.put(drawing, (head + boxes + end + tail).encode("utf-8", "surrogateescape"))


def _boxes(texts: Iterable[tuple[Place, str]], first: int) -> str:
    """The boxes, each beside its cell. VML counts rows and columns from 0."""
    boxes = []
    for number, ((row, column), text) in enumerate(texts, start=first):
        lines = sum(1 + len(line) // _LETTERS_PER_LINE for line in text.split("\n"))
        top = max(row - 2, 0)
        boxes.append(
            _BOX.format(
                id=number,
                left=column,
                top=top,
                right=column + 4,
                bottom=top + lines + 2,
                row=row - 1,
                column=column - 1,
            )
        )
    return "".join(boxes)


def _name_drawing(sheet: etree._Element, relation: str) -> None:
    """Make the sheet name the drawing that holds the boxes of its comments."""
    named = etree.Element(f"{{{MAIN}}}legacyDrawing")
    named.set(f"{{{OFFICE}}}id", relation)
    following = [child for child in sheet if etree.QName(child).localname in _AFTER_DRAWING]
    if following:
        following[0].addprevious(named)
    else:
        sheet.append(named)
