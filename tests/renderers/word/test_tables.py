"""Tables: colours by meaning, columns by content, nothing that Word cannot open."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from docx.document import Document
from docx.oxml import OxmlElement

from generator.content.nodes import ColourName, Span, Text
from generator.errors import TemplateError
from tests.renderers.word.drafts import W, draft, part, rendered, table

RAG = (("Risk", "RAG"), ("R1", "{% cellbg figures.colour %}{{ figures.score }}"))


def test_a_cell_has_the_colour_of_the_house_style_and_its_text(tmp_path: Path):
    """The fill comes by its name, the text's colour with it, both where the schema wants them."""
    package = rendered(
        draft(tmp_path, edit=table(*RAG)),
        figures={"colour": ColourName(name="red"), "score": "20 R\nhigh"},
    )
    cell = part(package).findall(f".//{W}tc")[3]
    properties = [each.tag.removeprefix(W) for each in cell.findall(f"{W}tcPr/*")]
    assert properties == ["tcW", "shd"]
    assert cell.find(f"{W}tcPr/{W}shd").get(f"{W}fill") == "C00000"
    colours = [run.find(f"{W}rPr/{W}color") for run in cell.iter(f"{W}r")]
    assert [colour.get(f"{W}val") for colour in colours] == ["FFFFFF"]


def test_no_colour_is_no_shading(tmp_path: Path):
    """An empty name leaves the cell as it is."""
    package = rendered(
        draft(tmp_path, edit=table(*RAG)), figures={"colour": ColourName(name=""), "score": "–"}
    )
    assert part(package).find(f".//{W}shd") is None


def test_an_unknown_colour_is_told(tmp_path: Path):
    """The message names the colour, the place and the colours that there are."""
    with pytest.raises(TemplateError) as caught:
        rendered(
            draft(tmp_path, edit=table(*RAG)),
            figures={"colour": ColourName(name="mauve"), "score": "1"},
        )
    assert caught.value.message == (
        "the template draft.docx has a mistake: table 1, row 2, column 'RAG': "
        "the house style has no colour 'mauve'; it has amber, blue, green, none, red"
    )


def free_table(document: Document) -> None:
    """A table whose columns come from a loop and have no width of their own."""
    made = document.add_table(rows=1, cols=3)
    made.autofit = True
    for cell, words in zip(
        made.rows[0].cells,
        ("{%tc for cell in figures.row %}", "{{ cell }}", "{%tc endfor %}"),
        strict=True,
    ):
        cell.text = words
        width = cell._tc.tcPr.find(f"{W}tcW")
        width.set(f"{W}w", "0")
        width.set(f"{W}type", "auto")


def test_columns_share_the_width_by_what_they_hold(tmp_path: Path):
    """A long column gets more than a short one, and none less than its longest word."""
    row = ["April", "3", "A quiet month with a long note on all that happened in it"]
    package = rendered(draft(tmp_path, edit=free_table), figures={"row": row})
    grid = [int(each.get(f"{W}w")) for each in part(package).iter(f"{W}gridCol")]
    cells = [int(each.get(f"{W}w")) for each in part(package).iter(f"{W}tcW")]
    assert cells == grid
    assert grid[2] > grid[0] > grid[1] > 600
    assert sum(grid) <= 8640
    many = rendered(draft(tmp_path, edit=free_table), figures={"row": ["Responses"] * 12})
    assert sum(int(each.get(f"{W}w")) for each in part(many).iter(f"{W}gridCol")) <= 8640


def loop_in_cell(document: Document) -> None:
    table(("Name",), ("",))(document)
    cell = document.tables[0].rows[1].cells[0]
    cell.paragraphs[0].text = "{%p for note in figures.notes %}"
    cell.add_paragraph("{{ note }}")
    cell.add_paragraph("{%p endfor %}")


@pytest.mark.parametrize(
    ("edit", "reason"),
    [
        (loop_in_cell, "a cell has nothing in it; print '–' where there is nothing to say"),
        (table(("{%tr for note in figures.notes %}",), ("x",), ("{%tr endfor %}",)),
         "the table has no rows; give it a header row"),
        (table(("{%tc for note in figures.notes %}", "x", "{%tc endfor %}")),
         "a row of the table has no cells"),
    ],
)  # fmt: skip
def test_what_word_cannot_open_is_told(
    tmp_path: Path, edit: Callable[[Document], None], reason: str
):
    """An empty list must not leave a table, row or cell that Word calls corrupt."""
    with pytest.raises(TemplateError) as caught:
        rendered(draft(tmp_path, edit=edit), figures={"notes": []})
    assert caught.value.message.endswith(reason)


def test_header_rows_are_marked_as_word_marks_them(tmp_path: Path):
    """A template from another writer may carry a value that the validator refuses."""

    def edit(document: Document) -> None:
        table(("Name",), ("x",))(document)
        properties = document.tables[0].rows[0]._tr.get_or_add_trPr()
        for name in ("w:cantSplit", "w:tblHeader"):
            mark = OxmlElement(name)
            mark.set(f"{W}val", "true")
            properties.append(mark)

    row = part(rendered(draft(tmp_path, edit=edit))).find(f".//{W}trPr")
    assert [(each.tag.removeprefix(W), each.attrib) for each in row] == [
        ("cantSplit", {}),
        ("tblHeader", {}),
    ]


def test_a_title_with_emphasis_is_plain_text_in_a_tables_properties(tmp_path: Path):
    """An attribute can hold no runs: what a screen reader says is the words alone."""

    def edit(document: Document) -> None:
        table(("Berth", "Depth"))(document)
        caption = OxmlElement("w:tblCaption")
        caption.set(f"{W}val", "About {{ figures.title }}")
        document.tables[0]._tbl.tblPr.append(caption)

    title = Text(
        spans=(Span(text="the "), Span(text="deep & wide", strong=True), Span(text=" one"))
    )
    package = rendered(draft(tmp_path, edit=edit), figures={"title": title})
    (caption,) = part(package).iter(f"{W}tblCaption")
    assert caption.get(f"{W}val") == "About the deep & wide one"


def test_parts_are_packed_small(tmp_path: Path):
    """Those of the finished file, and of what python-docx saves for itself afterwards."""
    package = rendered(draft(tmp_path, "x"))
    for data in (package, draft(tmp_path, "y").read_bytes()):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            kinds = {entry.compress_type for entry in archive.infolist()}
        assert kinds == {zipfile.ZIP_DEFLATED}
