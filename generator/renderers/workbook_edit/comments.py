"""The comments of a sheet: their texts, and the boxes in which Excel shows them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from generator.inputs.files.input_sheet import Place, address
from generator.renderers.workbook_edit.parts import MAIN, Parts

if TYPE_CHECKING:
    from lxml import etree

AUTHOR = "Checks"
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
_LETTERS_A_LINE = 45


def add_comments(parts: Parts, sheet: str, texts: Mapping[Place, str]) -> str | None:
    """Adds comments to a sheet. Gives the relation's id of a drawing that the sheet must name.

    A cell that has a comment keeps it, with the new text below; one with a conversation is left
    alone, for Excel shows nothing else there.
    """
    relations = parts.relations(sheet)
    named = dict(relations.values())
    if "threadedComment" in named:
        talked = _talked_about(parts, named["threadedComment"])
        texts = {place: text for place, text in texts.items() if address(*place) not in talked}
    if not texts:
        return None
    new = _add_texts(parts, sheet, named.get("comments"), texts)
    drawing = named.get("vmlDrawing")
    relation = None
    if drawing is None:
        drawing = parts.free_name("xl/drawings/checks{}.vml")
        parts.put(drawing, _DRAWING.encode())
        parts.declare(drawing, _DRAWING_TYPE)
        relation = parts.relate(sheet, "vmlDrawing", drawing)
    _add_boxes(parts, drawing, {place: texts[place] for place in new})
    return relation


def _talked_about(parts: Parts, name: str) -> set[str]:
    return {str(comment.get("ref")) for comment in parts.tree(name)}


def _add_texts(
    parts: Parts, sheet: str, name: str | None, texts: Mapping[Place, str]
) -> list[Place]:
    """Writes the texts; gives the places that had no comment before."""
    from lxml import etree

    if name is None:
        name = parts.free_name("xl/checks{}.xml")
        tree = etree.fromstring(f'<comments xmlns="{MAIN}"/>')
        etree.SubElement(tree, f"{{{MAIN}}}authors")
        etree.SubElement(tree, f"{{{MAIN}}}commentList")
        parts.declare(name, _COMMENTS_TYPE)
        parts.relate(sheet, "comments", name)
    else:
        tree = parts.tree(name)
    authors, listed = tree.find(f"{{{MAIN}}}authors"), tree.find(f"{{{MAIN}}}commentList")
    if authors is None or listed is None:
        return []
    etree.SubElement(authors, f"{{{MAIN}}}author").text = AUTHOR
    number = str(len(authors) - 1)
    there = {comment.get("ref"): comment for comment in listed}
    new = []
    for place, text in sorted(texts.items()):
        reference = address(*place)
        if reference in there:
            _add_run(there[reference][0], "\n\n" + text)
            continue
        comment = etree.SubElement(listed, f"{{{MAIN}}}comment", ref=reference, authorId=number)
        _add_run(etree.SubElement(comment, f"{{{MAIN}}}text"), text)
        new.append(place)
    parts.put_tree(name, tree)
    return new


def _add_run(text: etree._Element, added: str) -> None:
    """Adds words to a comment's text, which is one plain text or a row of runs."""
    from lxml import etree

    plain = text.find(f"{{{MAIN}}}t")
    if plain is not None:
        text.remove(plain)
        run = etree.SubElement(text, f"{{{MAIN}}}r")
        run.append(plain)
    run = etree.SubElement(text, f"{{{MAIN}}}r")
    words = etree.SubElement(run, f"{{{MAIN}}}t")
    words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    words.text = added


def _add_boxes(parts: Parts, drawing: str, texts: Mapping[Place, str]) -> None:
    """Adds a box for each comment, before the end of the drawing.

    The drawing is no clean XML in every workbook, so that it is changed as text.
    """
    text = parts.data(drawing).decode("utf-8", "surrogateescape")
    taken = [int(number) for number in re.findall(r"_x0000_s(\d+)", text)]
    number = max(taken, default=1024)
    boxes = []
    for (row, column), said in texts.items():
        number += 1
        lines = sum(1 + len(line) // _LETTERS_A_LINE for line in said.split("\n"))
        boxes.append(
            _BOX.format(
                id=number,
                left=column,
                top=max(row - 2, 0),
                right=column + 4,
                bottom=max(row - 2, 0) + lines + 2,
                row=row - 1,
                column=column - 1,
            )
        )
    head, end, tail = text.rpartition("</xml>")
    parts.put(drawing, (head + "".join(boxes) + end + tail).encode("utf-8", "surrogateescape"))
