"""Word files for tests, made with python-docx; raw XML where Word has what python-docx lacks."""

from __future__ import annotations

import io
from collections.abc import Callable

from docx import Document
from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.text.paragraph import Paragraph
from PIL import Image

from tests.inputs.workbooks import pack_with

NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
)


def saved(document: WordDocument) -> bytes:
    """The bytes of a document."""
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def word(fill: Callable[[WordDocument], object]) -> bytes:
    """A Word file that a function has filled."""
    document = Document()
    fill(document)
    return saved(document)


def put(paragraph: Paragraph, xml: str) -> Paragraph:
    """Add raw XML to a paragraph; its outermost element gets the names."""
    end = min(at for at in (xml.find(" "), xml.find(">"), xml.find("/>")) if at > 0)
    paragraph._p.append(parse_xml(f"{xml[:end]} {NAMES}{xml[end:]}"))
    return paragraph


def picture(width: int = 60, height: int = 40, kind: str = "PNG") -> io.BytesIO:
    """A picture of one colour."""
    stream = io.BytesIO()
    Image.new("RGB", (width, height), (20, 90, 160)).save(stream, kind)
    stream.seek(0)
    return stream


def described(document: WordDocument, alt: str, **size: object) -> None:
    """Add a picture with an alternative text in a paragraph of its own."""
    document.add_picture(picture(), **size)
    shape = document.inline_shapes[-1]
    shape._inline.docPr.set("descr", alt)


def read(folder, data: bytes, name: str = "report-text.docx", narrative: str = "report-text.docx"):
    """The sections of a Word file, and the findings."""
    pack, findings = pack_with(folder, f"{{narrative: {narrative}}}", {name: data})
    return (pack.narrative if pack else {}), findings


def outline(section) -> list[tuple]:
    """The blocks of a section in short: kind, level, text with its formats."""
    found = []
    for block in section.blocks:
        kind = getattr(block, "kind", type(block).__name__)
        text = "".join(map(_marked, getattr(block, "text", ()) or ()))
        found.append((kind, getattr(block, "level", 0), text or getattr(block, "seen", "")))
    return found


def _marked(run) -> str:
    text = f"<{run.text}>" if run.is_placeholder else run.text
    text = f"**{text}**" if run.strong else text
    text = f"*{text}*" if run.emphasis else text
    return f"[{text}]({run.link})" if run.link else text
