"""Tables and figures are numbered in the order of the document, and references follow."""

from __future__ import annotations

from pathlib import Path

from docx.document import Document

from generator.content.nodes import Number
from tests.renderers.word.drafts import W, draft, part, rendered, texts, with_changes
from tests.renderers.word.samples import Span, text

ITEMS = [
    {"n": Number(of="table", key="b"), "caption": "Second letter"},
    {"n": Number(of="figure", key="f"), "caption": "A figure"},
    {"n": Number(of="table", key="a"), "caption": "First letter"},
]


def captions(document: Document) -> None:
    document.add_paragraph("{%p for item in figures.items %}")
    document.add_paragraph("No {{ item.n }}: {{ item.caption }}", style="Caption")
    document.add_paragraph("{%p endfor %}")
    document.add_paragraph("Once more {{ figures.items[2].n }}")


def test_numbers_follow_the_document(tmp_path: Path):
    """Each kind counts from 1; a number outside a caption and a reference repeat it."""
    template = draft(tmp_path, "{{ figures.t }}", edit=captions)
    see = text("see ", Span(refers_to="a"), ", ", Span(refers_to="f", strong=True), " & 0")
    assert texts(rendered(template, figures={"items": ITEMS, "t": see})) == [
        "see 2, 1 & 0",
        "No 1: Second letter",
        "No 1: A figure",
        "No 2: First letter",
        "Once more 2",
    ]


def test_numbers_are_fields_with_bookmarks(tmp_path: Path):
    """Word itself can renumber: SEQ fields, bookmarked, and REF fields that name the bookmarks."""
    template = draft(tmp_path, "{{ figures.t }}", edit=captions)
    body = part(rendered(template, figures={"items": ITEMS, "t": text("x", Span(refers_to="a"))}))
    assert [code.text for code in body.iter(f"{W}instrText")] == [
        " REF _RefTable2 \\h ",
        " SEQ Table \\* ARABIC ",
        " SEQ Figure \\* ARABIC ",
        " SEQ Table \\* ARABIC ",
        " REF _RefTable2 \\h ",
    ]
    marks = [(m.get(f"{W}id"), m.get(f"{W}name")) for m in body.iter(f"{W}bookmarkStart")]
    assert marks == [("1", "_RefTable1"), ("2", "_RefFigure1"), ("3", "_RefTable2")]
    assert [m.get(f"{W}id") for m in body.iter(f"{W}bookmarkEnd")] == ["1", "2", "3"]


def test_captions_that_officers_insert_are_counted(tmp_path: Path):
    """Word's own caption in the template takes its place in the order."""
    simple = '<w:fldSimple w:instr=" SEQ Table "><w:r><w:t>7</w:t></w:r></w:fldSimple>'
    complex_ = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> SEQ Table </w:instrText>'
        '</w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>7</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    template = with_changes(
        draft(tmp_path, "SIMPLE", "{{ figures.n }}", "COMPLEX"),
        {"word/document.xml": ("<w:r><w:t>SIMPLE</w:t></w:r>", simple)},
    )
    template = with_changes(
        template, {"word/document.xml": ("<w:r><w:t>COMPLEX</w:t></w:r>", complex_)}
    )
    number = Number(of="table", key="k")
    assert texts(rendered(template, figures={"n": number})) == ["1", "2", "3"]
