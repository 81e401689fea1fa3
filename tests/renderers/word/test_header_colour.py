"""The house style's header colour, wherever a template has the one it is drawn in."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from generator.renderers.word import render_word
from generator.settings.declaration import changed
from generator.settings.house_style import Colour
from tests.renderers.word.drafts import W, draft, part, table
from tests.renderers.word.samples import DOCUMENTS, HOUSE_STYLE, TEMPLATES, content, draw

STYLES = "word/styles.xml"
HEADINGS = ("Heading1", "Heading2", "Heading3", "Heading4", "Heading5", "Caption")


def made(template: Path, fill: str, text: str, context: object = None) -> bytes:
    colours = HOUSE_STYLE.colours | {"header": Colour(fill=fill, text=text)}
    style = changed(HOUSE_STYLE, colours=colours)
    document = content(context or {})
    return render_word(template, document, house_style=style, draw=draw)


def look(package: bytes) -> tuple[set[str], str, str]:
    """The colours of headings; fill and text of the header rows of the table style."""
    styles = {s.get(f"{W}styleId"): s for s in part(package, STYLES).iter(f"{W}style")}
    found = {styles[name].find(f"{W}rPr/{W}color") for name in HEADINGS if name in styles}
    row = next(
        each
        for each in styles["CouncilTable"].iter(f"{W}tblStylePr")
        if each.get(f"{W}type") == "firstRow"
    )
    return (
        {str(colour.get(f"{W}val")) for colour in found},
        row.find(f"{W}tcPr/{W}shd").get(f"{W}fill"),
        row.find(f"{W}rPr/{W}color").get(f"{W}val"),
    )


@pytest.mark.parametrize("name", sorted(DOCUMENTS))
@pytest.mark.parametrize(
    ("fill", "text", "headings"),
    [
        ("#5B2C83", "#FFF8E1", "5B2C83"),
        ("#FFD54F", "#4A148C", "4A148C"),  # yellow cannot be read on paper
        ("#FFD54F", "#EEEEEE", "1F3864"),
        ("#1F3864", "#FFFFFF", "1F3864"),
    ],
)
def test_headings_and_header_rows_follow_the_house_style(
    name: str, fill: str, text: str, headings: str
):
    """Fill and text of header rows; headings and captions in what can be read on paper."""
    package = made(TEMPLATES / name, fill, text, DOCUMENTS[name])
    assert look(package) == ({headings}, fill[1:], text[1:])


def coloured(document: Document) -> None:
    """A cell and a text in the templates' colour, and the same in an officer's own."""
    table(("navy", "own"))(document)
    for cell, fill in zip(document.tables[0].rows[0].cells, ("1f3864", "ABCDEF"), strict=True):
        shading = f'<w:shd {nsdecls("w")} w:val="clear" w:fill="{fill}" w:themeFill="accent1"/>'
        cell._tc.get_or_add_tcPr().append(parse_xml(shading))
    for colour in ("1F3864", "123456"):
        run = document.add_paragraph().add_run(colour)
        run._r.get_or_add_rPr().append(parse_xml(f'<w:color {nsdecls("w")} w:val="{colour}"/>'))


def test_direct_formatting_follows_and_other_colours_stay(tmp_path: Path):
    """A cell gets fill and text; what an officer coloured otherwise is left alone."""
    body = part(made(draft(tmp_path, edit=coloured), "#5B2C83", "#FFF8E1"))
    fills = [(s.get(f"{W}fill"), s.get(f"{W}themeFill")) for s in body.iter(f"{W}shd")]
    assert fills == [("5B2C83", None), ("ABCDEF", "accent1")]
    texts = [colour.get(f"{W}val") for colour in body.iter(f"{W}color")]
    assert texts == ["FFF8E1", "5B2C83", "123456"]
