"""Charts stand in the document with their alternative text, as wide as their place."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from docx.document import Document
from PIL import Image

from generator.content.nodes import ChartSpec, Picture
from generator.errors import TemplateError
from generator.renderers.word import render_word
from generator.renderers.word.chart_pictures import fitted
from tests.inputs.test_picture_metadata import OWNER, jpeg
from tests.renderers.word.drafts import W, draft, part, rendered, table
from tests.renderers.word.samples import CHART, HOUSE_STYLE, content, draw

WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
EMU = 635


def sizes(package: bytes) -> list[tuple[int, int]]:
    return [(int(e.get("cx")), int(e.get("cy"))) for e in part(package).iter(f"{WP}extent")]


def test_a_chart_fills_the_text_width(tmp_path: Path):
    """6 inches of text on the draft's page; the shape of the picture is kept."""
    template = draft(tmp_path, "{{ figures.c }}")
    assert sizes(rendered(template, figures={"c": Picture(chart=CHART)})) == [
        (8640 * EMU, 4320 * EMU)
    ]


def test_a_chart_in_a_cell_fills_the_cell(tmp_path: Path):
    """A picture never sticks out of its cell."""
    template = draft(tmp_path, edit=table(("a", "b"), ("{{ figures.c }}", "x")))
    ((width, _),) = sizes(rendered(template, figures={"c": Picture(chart=CHART)}))
    assert width == (4320 - 230) * EMU


def test_the_section_says_how_wide(tmp_path: Path):
    """In a wider section the chart is wider."""

    def edit(document: Document) -> None:
        document.add_section()
        document.sections[1].page_width *= 2
        document.add_paragraph("{{ figures.c }}")

    template = draft(tmp_path, "{{ figures.c }}", edit=edit)
    first, second = sizes(rendered(template, figures={"c": Picture(chart=CHART)}))
    assert first[0] == 8640 * EMU
    assert second[0] > first[0]


def test_a_tall_chart_stays_on_its_page():
    """Where the height comes first, it decides."""
    assert fitted((100, 400), (1000, 800)) == (200, 800)
    assert fitted((400, 100), (1000, 800)) == (1000, 250)


def test_alternative_text_and_ids(tmp_path: Path):
    """Each picture says its message, and no two have one id."""
    template = draft(tmp_path, "{{ figures.a }}", "{{ figures.b }}")
    alt = "R&D <rose> “fast”"
    package = rendered(
        template,
        figures={"a": Picture(chart=CHART), "b": Picture(chart=replace(CHART, alt=alt))},
    )
    said = [(e.get("id"), e.get("descr")) for e in part(package).iter(f"{WP}docPr")]
    assert said == [("1", CHART.alt), ("2", alt)]


def test_alternative_text_that_word_cannot_store_is_told(tmp_path: Path):
    """A control character from the inputs is an error, not a crash."""
    chart = replace(CHART, alt="a\x07b")
    with pytest.raises(TemplateError, match=r"figures\.c\.alt holds the character U\+0007"):
        rendered(draft(tmp_path, "{{ figures.c }}"), figures={"c": Picture(chart=chart)})


def test_each_chart_is_drawn_once_and_only_if_printed(tmp_path: Path):
    """Two places for one chart are one drawing; a chart that no tag prints is none."""
    drawn: list[str] = []

    def draw_and_note(chart: ChartSpec) -> bytes:
        drawn.append(chart.key)
        return draw(chart)

    template = draft(tmp_path, "{{ figures.a }} {{ figures.a }}")
    figures = {"a": Picture(chart=CHART), "b": Picture(chart=replace(CHART, key="unused"))}
    package = render_word(
        template, content({"figures": figures}), house_style=HOUSE_STYLE, draw=draw_and_note
    )
    assert drawn == ["visits"]
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        assert [name for name in archive.namelist() if "media" in name] == ["word/media/image1.png"]
    assert len(list(part(package).iter(f"{W}drawing"))) == 2


def test_pictures_of_a_template_lose_what_says_who_made_them(tmp_path: Path):
    """In the body, a header or anywhere else; a TIFF picture is refused by name."""
    photo = tmp_path / "photo.jpg"
    photo.write_bytes(jpeg())

    def edit(document: Document) -> None:
        document.add_picture(str(photo))
        document.sections[0].header.paragraphs[0].add_run().add_picture(str(photo))

    finished = rendered(draft(tmp_path, "x", edit=edit))
    with zipfile.ZipFile(io.BytesIO(finished)) as package:
        pictures = [package.read(name) for name in package.namelist() if "media/" in name]
    assert pictures
    assert not any(OWNER.encode() in each for each in pictures)

    Image.new("RGB", (4, 4)).save(tmp_path / "x.tiff")
    template = draft(tmp_path, "x", edit=lambda each: each.add_picture(str(tmp_path / "x.tiff")))
    with pytest.raises(TemplateError, match=r"a TIFF picture, .*save it as PNG"):
        rendered(template)
