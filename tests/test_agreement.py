"""Finished documents are read back, and nothing goes out that contradicts the register."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

import openpyxl
import pytest
from docx import Document

from generator.agreement import refuse_disagreements
from generator.cli.main import main
from generator.errors import DocumentError
from generator.inputs.folders import PackFolder
from generator.inputs.pack_reader import read_pack
from tests.conftest import ROOT

LOG = "appendix-2-exception-risk-log.docx"
REGISTER = "risk-register.xlsx"


@pytest.fixture(scope="module")
def sample(tmp_path_factory):
    """The OneTeam pack and its finished files, the mail among them."""
    home = tmp_path_factory.mktemp("agreement")
    places = ["--pack", "oneteam", "--outputs", str(home)]
    assert main(places) == 0
    assert main(["email", *places]) == 0
    path = ROOT / "inputs" / "oneteam" / "2023-24-q4"
    folder = PackFolder(name="oneteam", period="2023-24-q4", path=path)
    pack, _ = read_pack(folder, templates=ROOT / "templates")
    made = home / "oneteam" / "2023-24-q4"
    files = {name: (made / name).read_bytes() for name in (LOG, REGISTER, "executive-report.docx")}
    (mail,) = (made / "outbox").glob("*.eml")
    return pack, files | {"message.eml": mail.read_bytes()}


def with_cell(content: bytes, old: str, new: str, *, table: int, row: int) -> bytes:
    """A Word document in whose table a cell of a row says something else."""
    document = Document(io.BytesIO(content))
    for cell in document.tables[table].rows[row].cells:
        if cell.text == old:
            cell.text = new
            break
    else:
        raise AssertionError(f"no cell says {old}")
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def with_value(content: bytes, sheet: str, address: str, value: object) -> bytes:
    """A workbook of values in which one cell holds another."""
    book = openpyxl.load_workbook(io.BytesIO(content), data_only=True)
    assert book[sheet][address].value != value
    book[sheet][address] = value
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def places_of(content: bytes, sheet: str, heading: str, reference: str) -> str:
    """The address of a risk's cell under a heading."""
    page = openpyxl.load_workbook(io.BytesIO(content))[sheet]
    for head in page.iter_rows():
        columns = {cell.value: cell.column_letter for cell in head}
        if heading in columns:
            for row in page.iter_rows(min_row=head[0].row + 1):
                if reference in (cell.value for cell in row):
                    return f"{columns[heading]}{row[0].row}"
    raise AssertionError(f"{sheet} has no {heading} of {reference}")


def test_finished_documents_of_the_sample_agree(sample):
    """Sound documents are released."""
    pack, files = sample
    refuse_disagreements(pack, files)


def told(sample, name: str, content: bytes) -> str:
    """What is told of the sample in which one file is another."""
    pack, files = sample
    with pytest.raises(DocumentError) as refused:
        refuse_disagreements(pack, files | {name: content})
    return refused.value.message


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("3 G", "4 G", "R15: latest score is 4"),
        ("3 G", "3 R", "R15: latest rating is R"),
        ("6 A", "9 A", "R15: previous score is 9"),
        ("20 R", "16 R", "R15: baseline score is 16"),
        ("↓ Decreased", "↑ Increased", "R15: trend is increased"),
    ],
)
def test_a_word_table_that_contradicts_the_register_is_found(sample, old, new, expected):
    """Score, letter and movement of each risk, with both places."""
    content = with_cell(sample[1][LOG], old, new, table=0, row=1)
    message = told(sample, LOG, content)
    assert expected in message
    assert f"in {LOG}, table 1, row 2" in message


@pytest.mark.parametrize(
    ("sheet", "heading", "value", "expected"),
    [
        ("Risk register", "Latest score", 8, "WR6: latest score is 8"),
        ("Risk register", "Latest RAG", "G", "WR6: latest rating is G"),
        ("Risk register", "Status", "Closed", "WR6: status is Closed"),
        ("Risk register", "Baseline impact", 2, "WR6: baseline impact is 2"),
        ("Risk register", "Trend", "⇔ Unchanged", "WR6: trend is unchanged"),
    ],
)
def test_a_workbook_that_contradicts_the_register_is_found(sample, sheet, heading, value, expected):
    """Every sheet that lists risks."""
    content = sample[1][REGISTER]
    address = places_of(content, sheet, heading, "WR6")
    if openpyxl.load_workbook(io.BytesIO(content), data_only=True)[sheet][address].value == value:
        value = "↑ Increased" if heading == "Trend" else "R"
        expected = expected.replace("unchanged", "increased").replace("is G", "is R")
    assert expected in told(sample, REGISTER, with_value(content, sheet, address, value))


def test_a_count_that_contradicts_the_register_is_found(sample):
    """On the Summary sheet, and in the mail."""
    content = with_value(sample[1][REGISTER], "Summary", "C11", 7)
    assert "the risks rated R: baseline count is 7" in told(sample, REGISTER, content)
    mail = sample[1]["message.eml"].decode("ascii")
    for part in ("(open 9, issues 0", "3 up, 2 unchanged"):
        if part in mail:
            changed = mail.replace(part, part.replace("9", "8").replace("3 up", "4 up"))
            assert "the register: " in told(sample, "message.eml", changed.encode("ascii"))
            break
    else:
        raise AssertionError("the message holds neither of the counts")


def test_a_template_with_a_tag_under_the_wrong_heading_releases_nothing(tmp_path, capsys):
    """An officer's template that prints the previous score as the latest one."""
    inputs, templates = tmp_path / "inputs", tmp_path / "templates"
    shutil.copytree(ROOT / "inputs" / "oneteam", inputs / "oneteam")
    shutil.copytree(ROOT / "templates", templates)
    path = templates / "exception-risk-log.docx"
    document = Document(str(path))
    row = document.tables[0]._tbl.findall(
        "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}tr"
    )[2]
    for text in row.iter("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t"):
        text.text = (text.text or "").replace("risk.latest.score", "risk.previous.score")
    document.save(str(path))
    places = ["--inputs", str(inputs), "--outputs", str(tmp_path / "outputs")]
    assert main([*places, "--templates", str(templates)]) == 1
    shown = " ".join(capsys.readouterr().err.split())
    assert "R15: latest score is 6" in shown
    assert "but 3 in the register risk-register.xlsx" in shown
    assert not list(Path(tmp_path / "outputs").rglob("*.docx"))
