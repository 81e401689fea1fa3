"""Small templates made on the spot, and finished files read back with the standard library."""

from __future__ import annotations

import html
import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from docx import Document
from docx.document import Document as DocumentObject

from generator.renderers.word import render_word
from tests.renderers.word.samples import HOUSE_STYLE, content, draw

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def draft(
    folder: Path, *paragraphs: str, edit: Callable[[DocumentObject], None] | None = None
) -> Path:
    """A template with these paragraphs, and whatever else `edit` puts in it."""
    document = Document()
    for text in paragraphs:
        document.add_paragraph(text)
    if edit:
        edit(document)
    path = folder / "draft.docx"
    document.save(str(path))
    return path


def table(*rows: tuple[str, ...]) -> Callable[[DocumentObject], None]:
    """An edit that adds a table."""

    def edit(document: DocumentObject) -> None:
        made = document.add_table(rows=len(rows), cols=len(rows[0]))
        for cells, texts in zip(made.rows, rows, strict=True):
            for cell, text in zip(cells.cells, texts, strict=True):
                cell.text = text

    return edit


def with_part(template: Path, kind: str, xml: str) -> Path:
    """The template with one more part ("footnotes", "comments") that belongs to its body."""
    office = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    content = f'<Override PartName="/word/{kind}.xml" ContentType="{office}.{kind}+xml"/></Types>'
    relation = f'<Relationship Id="rId99" Type="{relations}/{kind}" Target="{kind}.xml"/>'
    return with_changes(
        template,
        {
            "[Content_Types].xml": ("</Types>", content),
            "word/_rels/document.xml.rels": ("</Relationships>", f"{relation}</Relationships>"),
        },
        {f"word/{kind}.xml": xml},
    )


def with_changes(
    template: Path, changes: dict[str, tuple[str, str]], parts: dict[str, str] | None = None
) -> Path:
    """The template with a text replaced by another in some parts, and with further parts."""
    changed = template.with_name(f"changed-{template.name}")
    with zipfile.ZipFile(template) as old, zipfile.ZipFile(changed, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name in changes:
                data = data.decode().replace(*changes[name]).encode()
            new.writestr(name, data)
        for name, xml in (parts or {}).items():
            new.writestr(name, xml)
    return changed


def torn_apart(template: Path, folder: Path, step: int) -> Path:
    """The template with its text in runs of a few letters, as Word's proofing leaves it."""

    def tear(run: re.Match[str]) -> str:
        letters = [html.escape(letter) for letter in html.unescape(run[2])]
        pieces = ("".join(letters[at : at + step]) for at in range(0, len(letters), step))
        return '<w:proofErr w:type="spellStart"/>'.join(
            f'<w:r w:rsidR="00AB12CD">{run[1]}<w:t xml:space="preserve">{piece}</w:t></w:r>'
            for piece in pieces
        )

    look = r"(?:<w:rPr>(?:(?!</w:rPr>).)*</w:rPr>)?"
    single = f'<w:r>({look})<w:t xml:space="preserve">([^<]*)</w:t></w:r>'
    torn = folder / template.name
    with zipfile.ZipFile(template) as old, zipfile.ZipFile(torn, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name.startswith(("word/document", "word/header", "word/footer")):
                data = re.sub(single, tear, data.decode()).encode()
            new.writestr(name, data)
    return torn


def rendered(template: Path, **context: Any) -> bytes:
    return render_word(template, content(context), house_style=HOUSE_STYLE, draw=draw)


def part(package: bytes, name: str = "word/document.xml") -> ElementTree.Element:
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        return ElementTree.fromstring(archive.read(name))


def texts(package: bytes, name: str = "word/document.xml") -> list[str]:
    """The text of each paragraph: line breaks as newlines, tabs as tabs."""
    return [paragraph_text(paragraph) for paragraph in part(package, name).iter(f"{W}p")]


def paragraph_text(paragraph: ElementTree.Element) -> str:
    signs = {f"{W}br": "\n", f"{W}tab": "\t"}
    return "".join(
        element.text or "" if element.tag == f"{W}t" else signs.get(element.tag, "")
        for run in paragraph.iter(f"{W}r")
        for element in run
    )
