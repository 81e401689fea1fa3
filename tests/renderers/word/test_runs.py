"""Manners of text, links and breaks keep the format of the place where they stand."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest
from docx.document import Document

from generator.errors import TemplateError
from tests.renderers.word.drafts import W, draft, part, rendered, texts
from tests.renderers.word.samples import Span, text

R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


def coloured(document: Document) -> None:
    run = document.add_paragraph().add_run("before {{ figures.t }} after")
    run.font.size = 140_000


def looks(package: bytes) -> list[tuple[str, list[str]]]:
    """The text of each run, and what its properties hold."""
    return [
        (
            "".join(t.text or "" for t in run.iter(f"{W}t")),
            [
                each.tag.removeprefix(W) + (f"={each.get(f'{W}val')}" if each.attrib else "")
                for each in run.findall(f"{W}rPr/*")
            ],
        )
        for run in part(package).iter(f"{W}r")
    ]


def test_each_manner_has_its_style_within_the_format_of_the_place(tmp_path: Path):
    """Strong and emphasis are character styles; the size of the place stays."""
    spans = text(
        "a ",
        Span(text="b", strong=True),
        Span(text="c", emphasis=True),
        Span(text="d", strong=True, emphasis=True),
    )
    size = "sz=22"
    assert looks(rendered(draft(tmp_path, edit=coloured), figures={"t": spans})) == [
        ("before ", [size]),
        ("a ", [size]),
        ("b", ["rStyle=Strong", size]),
        ("c", ["rStyle=Emphasis", size]),
        ("d", ["rStyle=Strong", "i", size]),
        (" after", [size]),
    ]


def test_a_link_is_a_real_one(tmp_path: Path):
    """A link has the Hyperlink style and a relation; odd signs in the address are escaped."""
    address = "https://example.org/a b?x=1&y=“2”#z"
    package = rendered(
        draft(tmp_path, "{{ figures.t }}"),
        figures={
            "t": text(
                "see ",
                Span(text="the page", link=address),
                Span(text="me", link="mailto:a@example.org"),
            ),
        },
    )
    links = part(package).findall(f".//{W}hyperlink")
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        relations = ElementTree.fromstring(archive.read("word/_rels/document.xml.rels"))
    targets = {each.get("Id"): each.get("Target") for each in relations}
    assert [targets[link.get(f"{R}id")] for link in links] == [
        "https://example.org/a%20b?x=1&y=%E2%80%9C2%E2%80%9D#z",
        "mailto:a@example.org",
    ]
    assert looks(package)[1:] == [
        ("the page", ["rStyle=Hyperlink"]),
        ("me", ["rStyle=Hyperlink"]),
    ]
    styles = part(package, "word/styles.xml")
    assert styles.find(f"{W}style[@{W}styleId='Hyperlink']") is not None


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "file:///etc", "page.html", "http://[x", "http:"]
)
def test_an_address_that_word_cannot_open_is_refused(tmp_path: Path, address: str):
    """Word calls a file with such a relation corrupt."""
    template = draft(tmp_path, "{{ figures.t }}")
    with pytest.raises(TemplateError, match="neither a web address nor a mail address"):
        rendered(template, figures={"t": text("x", Span(text="y", link=address))})


def test_what_stands_beside_the_text_in_its_run_stays(tmp_path: Path):
    """A tab before a tag in one run is kept, and line breaks come where they were written."""

    def edit(document: Document) -> None:
        document.add_paragraph().add_run("TITLE:\t{{ figures.t }}\tend")

    template = draft(tmp_path, edit=edit)
    assert texts(rendered(template, figures={"t": "a\nb"})) == ["TITLE:\ta\nb\tend"]
    bold = text("a\n", Span(text="b\t", strong=True))
    assert texts(rendered(template, figures={"t": bold})) == ["TITLE:\ta\nb\t\tend"]
