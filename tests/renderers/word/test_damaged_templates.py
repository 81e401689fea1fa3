"""Whatever is in a template, it is refused with a sentence or makes a document that opens."""

from __future__ import annotations

import io
import random
import zipfile
from pathlib import Path

import pytest
from docx import Document
from lxml import etree

from generator.errors import TemplateError
from generator.renderers.word import render_word
from tests.renderers.word.samples import DOCUMENTS, HOUSE_STYLE, TEMPLATES, content, draw

NS = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
PIECES = [
    '<w:r><w:br w:type="page"/></w:r>', '<w:bookmarkStart w:id="9" w:name="b"/>',
    '<w:bookmarkEnd w:id="9"/>', "<w:r><w:t>{{ pack.programme }}</w:t></w:r>",
    "<w:r><w:t>{{ x</w:t></w:r>", "<w:r><w:t>}}</w:t></w:r>",
    "<w:r><w:t>{%p if pack.marking %}</w:t></w:r>", "<w:r><w:t>{%p endif %}</w:t></w:r>",
    "<w:p><w:r><w:t>{%p if pack.marking %}</w:t></w:r></w:p>", "<w:p/>", "<w:tbl/>",
    "<w:p><w:r><w:t>{%p endif %}</w:t></w:r></w:p>", "<w:tbl><w:tr/></w:tbl>", "<w:sectPr/>",
    "<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>", '<w:fldSimple w:instr="SEQ Table"/>',
    "<w:fldSimple/>", '<w:r><w:fldChar w:fldCharType="begin"/></w:r>', "<w:r><w:fldChar/></w:r>",
    '<w:r><w:fldChar w:fldCharType="end"/></w:r>', "<w:r><w:instrText>TOC</w:instrText></w:r>",
    "<w:sdt/>", "<w:r/>", "<w:t>stray</w:t>", "<w:numPr><w:numId/></w:numPr>", "<w:gridSpan/>",
    "<m:oMath><m:r><m:t>{{ a }}</m:t></m:r></m:oMath>", "<w:tblGrid><w:gridCol/></w:tblGrid>",
    '<w:shd w:fill="zz"/>', "<w:pStyle/>", "<w:r><w:t>{% cellbg pack.marking %}</w:t></w:r>",
    '<w:r><w:t>{{ "a" ~ 1/0 }}</w:t></w:r>', "<w:r><w:pict><v:rect/></w:pict></w:r>", "<!-- c -->",
    '<w:pPr><w:sectPr><w:pgSz w:w="x"/></w:sectPr></w:pPr>', '<w:ilvl w:val="a"/>',
]  # fmt: skip
PARTS = ["word/document.xml"] * 4 + [
    "word/header1.xml", "word/styles.xml", "word/numbering.xml", "word/settings.xml",
]  # fmt: skip


def damaged(chance: random.Random, template: Path, path: Path) -> None:
    """Write the template with a few elements put in, taken out or changed."""
    with zipfile.ZipFile(template) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for _ in range(chance.randint(1, 4)):
        name = chance.choice(PARTS)
        root = etree.fromstring(parts[name])
        element = chance.choice(list(root.iter(etree.Element)))
        way = chance.random()
        if way < 0.7:
            (piece,) = etree.fromstring(f"<x {NS}>{chance.choice(PIECES)}</x>")
            element.insert(chance.randint(0, len(element)), piece)
        elif way < 0.85 and element.getparent() is not None:
            element.getparent().remove(element)
        elif element.attrib:
            element.set(
                chance.choice(list(element.attrib)), chance.choice(["", "x", "-1", "{{ y }}"])
            )
        parts[name] = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)


@pytest.mark.parametrize("seed", range(8))
def test_a_damaged_template_is_refused_or_opens(tmp_path: Path, seed: int):
    """No other exception comes out, and no tag is left in any part."""
    chance = random.Random(seed)
    for number in range(8):
        name = chance.choice(sorted(DOCUMENTS))
        path = tmp_path / f"{number}.docx"
        damaged(chance, TEMPLATES / name, path)
        try:
            made = render_word(path, content(DOCUMENTS[name]), house_style=HOUSE_STYLE, draw=draw)
        except TemplateError:
            continue
        Document(io.BytesIO(made))
        with zipfile.ZipFile(io.BytesIO(made)) as archive:
            for part in archive.namelist():
                assert b"{{" not in archive.read(part)
                assert b"{%" not in archive.read(part)
