"""A copy of an officer's workbook bears the findings, and is else what it was."""

from __future__ import annotations

import io
import re
import zipfile

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.utils import get_column_letter

from generator.findings import Finding, Location, Severity
from generator.renderers.workbook_edit.annotated_copy import annotated_copy
from tests.inputs.workbooks import Sheet, workbook

ROWS = [["No.", "Risk", "Score"], ["R1", "A risk", 12], ["R2", None, "=1+1"]]
BASE = workbook(Sheet(rows=ROWS, name="Risks"), Sheet(rows=[["Other"]], name="Lists"))


def finding(severity=Severity.ERROR, seen="the score is wrong", **place):
    return Finding(
        code="SCORE-02",
        severity=severity,
        location=Location(file="register.xlsx", **place),
        seen=seen,
        remedy="Correct it.",
    )


def read(data):
    return openpyxl.load_workbook(io.BytesIO(data))


def marked(sheet):
    """The comment and the fill of each cell that has either."""
    return {
        cell.coordinate: (cell.comment.text if cell.comment else None, cell.fill.fgColor.rgb[2:])
        for row in sheet.iter_rows()
        for cell in row
        if cell.comment or cell.fill.fill_type
    }


def test_each_finding_is_a_comment_and_a_fill():
    """The fill is that of the worst finding of the cell; the texts stand below each other."""
    made = annotated_copy(
        BASE,
        [
            finding(sheet="Risks", row=2, column="C"),
            finding(Severity.NOTE, "it is odd", sheet="Risks", row=2, column="C"),
            finding(Severity.WARNING, "it is blank", sheet="Risks", row=3, column="B"),
            finding(Severity.NOTE, "the row is short", sheet="Risks", row=9),
            finding(Severity.NOTE, "read as it stands"),
        ],
    )
    assert marked(read(made)["Risks"]) == {
        "A1": ("note SCORE-02: read as it stands. Correct it.", "000000"),
        "C2": (
            "error SCORE-02: the score is wrong. Correct it.\n\n"
            "note SCORE-02: it is odd. Correct it.",
            "FFC7CE",
        ),
        "B3": ("warning SCORE-02: it is blank. Correct it.", "FFEB9C"),
        "A9": ("note SCORE-02: the row is short. Correct it.", "DDEBF7"),
    }


def boxes(data):
    """The cells beside which Excel shows a comment's box; a drawing counts them from 0."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        drawings = [package.read(n).decode() for n in package.namelist() if n.endswith(".vml")]
    found = re.findall(r"<x:Row>(\d+)</x:Row>\s*<x:Column>(\d+)</x:Column>", "".join(drawings))
    return {f"{get_column_letter(int(column) + 1)}{int(row) + 1}" for row, column in found}


def test_each_comment_has_its_box_at_its_own_cell():
    """Excel shows a comment where its box says, whatever cell the comment's text names."""
    places = [("B", 2), ("C", 2), ("AA", 3), ("A", 1)]
    found = [finding(sheet="Risks", row=row, column=column) for column, row in places]
    made = annotated_copy(BASE, found)
    cells = {f"{column}{row}" for column, row in places}
    assert boxes(made) == set(marked(read(made)["Risks"])) == cells


def test_values_formulas_and_other_parts_stay():
    """No value and no formula changes, and parts without a finding stay byte for byte."""
    made = annotated_copy(BASE, [finding(sheet="Risks", row=2, column="C")])
    for sheet in ("Risks", "Lists"):
        old = [[cell.value for cell in row] for row in read(BASE)[sheet].iter_rows()]
        assert [[cell.value for cell in row] for row in read(made)[sheet].iter_rows()] == old
    with zipfile.ZipFile(io.BytesIO(BASE)) as old, zipfile.ZipFile(io.BytesIO(made)) as new:
        changed = {name for name in old.namelist() if old.read(name) != new.read(name)}
    assert changed == {"[Content_Types].xml", "xl/styles.xml", "xl/worksheets/sheet1.xml"}


def test_old_comments_stay():
    """A comment of the officer's keeps its text, with the finding below it."""
    book = read(BASE)
    book["Risks"]["C2"].comment = Comment("Ask the owner", "Officer")
    book["Risks"]["A2"].comment = Comment("New", "Officer")
    stream = io.BytesIO()
    book.save(stream)
    made = annotated_copy(stream.getvalue(), [finding(sheet="Risks", row=2, column="C")])
    comments = {cell: text for cell, (text, _) in marked(read(made)["Risks"]).items()}
    assert comments == {
        "A2": "New",
        "C2": "Ask the owner\n\nerror SCORE-02: the score is wrong. Correct it.",
    }


def test_cell_keeps_its_own_style_but_for_the_fill():
    """Bold stays bold, and a date a date."""
    book = read(BASE)
    book["Risks"]["C2"].font = openpyxl.styles.Font(bold=True)
    book["Risks"]["C2"].number_format = "0.00"
    stream = io.BytesIO()
    book.save(stream)
    made = annotated_copy(stream.getvalue(), [finding(sheet="Risks", row=2, column="C")])
    cell = read(made)["Risks"]["C2"]
    assert (cell.font.bold, cell.number_format, cell.fill.fgColor.rgb) == (True, "0.00", "FFFFC7CE")


@pytest.mark.parametrize("data", [b"No.,Risk\n1,A\n", b"", BASE[:500], b"%PDF-1.7"])
def test_other_files_have_no_copy(data):
    """What is no whole .xlsx cannot be annotated."""
    assert annotated_copy(data, [finding(row=1)]) is None


def test_same_findings_give_the_same_bytes():
    """The copy holds no time."""
    found = [finding(sheet="Risks", row=2, column="C")]
    assert annotated_copy(BASE, found) == annotated_copy(BASE, found)


@pytest.mark.slow
def test_copy_opens_in_libreoffice(soffice, tmp_path):
    """Another office program opens the copy and keeps its values."""
    path = tmp_path / "copy.xlsx"
    path.write_bytes(annotated_copy(BASE, [finding(sheet="Risks", row=2, column="C")]))
    assert "A risk" in soffice(path, "csv", tmp_path).read_text(encoding="utf-8")
