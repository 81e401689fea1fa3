"""Finished files as text that a person can compare: the outline of a .docx, the cells of an .xlsx.

Word files are read with the standard library alone, so that what wrote a file does not vouch for
it.
"""

from __future__ import annotations

import io
import re
import zipfile
from xml.etree import ElementTree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"


def word_outline(document: bytes) -> str:
    """A line for each paragraph, "[style] text", and for each table row, "| cell | cell |"."""
    with zipfile.ZipFile(io.BytesIO(document)) as package:
        body = ElementTree.fromstring(package.read("word/document.xml")).find(f"{W}body")
    lines = []
    for block in body:
        if block.tag == f"{W}p":
            lines.append(f"[{style(block)}] {text(block)}".rstrip())
        elif block.tag == f"{W}tbl":
            lines += [
                "| " + " | ".join(_cell(cell) for cell in row.findall(f"{W}tc")) + " |"
                for row in block.findall(f"{W}tr")
            ]
    return "\n".join(lines) + "\n"


def heading_levels(document: bytes) -> list[int]:
    """The level of each heading in order, by python-docx; only Word's own heading styles count.

    Fails where a style has an outline level without being a heading style, or its name says
    another level than its outline: a checker would see another structure than a screen reader.
    """
    from docx import Document
    from docx.text.paragraph import Paragraph

    opened = Document(io.BytesIO(document))
    levels = []
    for element in opened.element.body.iter(f"{W}p"):
        paragraph = Paragraph(element, opened._body)
        named = re.fullmatch(r"Heading (\d)", paragraph.style.name)
        outlined = _outline_level(paragraph)
        assert (int(named[1]) if named else None) == outlined, paragraph.style.name
        if named:
            levels.append(int(named[1]))
    return levels


def _outline_level(paragraph) -> int | None:
    """From 1; None for body text. The paragraph's own level, or that of its nearest style."""
    styles, style_ = [paragraph._p], paragraph.style
    while style_ is not None:
        styles.append(style_.element)
        style_ = style_.base_style
    found = (each.find(f"{W}pPr/{W}outlineLvl") for each in styles)
    level = next((each for each in found if each is not None), None)
    return None if level is None else int(level.get(f"{W}val")) + 1


def style(paragraph: ElementTree.Element) -> str:
    """The id of the paragraph's style."""
    found = paragraph.find(f"{W}pPr/{W}pStyle")
    return "Normal" if found is None else found.get(f"{W}val")


def text(element: ElementTree.Element) -> str:
    """All text below an element; pictures as their alternative text."""
    parts = []
    for node in element.iter():
        if node.tag == f"{W}t":
            parts.append(node.text or "")
        elif node.tag == f"{W}tab" and "val" not in str(node.attrib):
            parts.append("\t")
        elif node.tag == f"{W}br":
            parts.append("\n")
        elif node.tag == f"{WP}docPr":
            parts.append(f"<picture: {node.get('descr')}>")
    return "".join(parts)


def _cell(cell: ElementTree.Element) -> str:
    fill = cell.find(f"{W}tcPr/{W}shd")
    colour = "" if fill is None or fill.get(f"{W}fill") in ("auto", None) else fill.get(f"{W}fill")
    said = " ¶ ".join(text(paragraph) for paragraph in cell.findall(f"{W}p"))
    return f"{said} #{colour}" if colour else said


def excel_cells(workbook: bytes) -> str:
    """A line for each row that holds something, "Sheet!A1: value | value", by openpyxl."""
    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(workbook), data_only=True)
    lines = []
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            values = ["" if cell.value is None else str(cell.value) for cell in row]
            if any(values):
                shown = " | ".join(values).rstrip(" |").replace("\n", " ¶ ")
                lines.append(f"{sheet.title}!{row[0].coordinate}: {shown}")
    return "\n".join(lines) + "\n"
