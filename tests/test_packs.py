"""The sample packs from end to end: made by the command, read back from the finished files."""

from __future__ import annotations

import itertools
import json
import subprocess
import sys
import zipfile
from hashlib import sha256
from xml.etree import ElementTree

import pytest

from generator.cli.main import main
from tests.conftest import ROOT
from tests.outline import W, excel_cells, heading_levels, word_outline

ONETEAM = "oneteam/2023-24-q4"
PEER = "peer-challenge/2022-11"
DOCUMENTS = (
    f"{ONETEAM}/executive-report.docx",
    f"{ONETEAM}/appendix-1-consultation-feedback.docx",
    f"{ONETEAM}/appendix-2-exception-risk-log.docx",
    f"{ONETEAM}/risk-register.xlsx",
    f"{PEER}/action-plan.docx",
    f"{PEER}/action-plan.xlsx",
)
WORD = tuple(name for name in DOCUMENTS if name.endswith(".docx"))
EXCEL = tuple(name for name in DOCUMENTS if name.endswith(".xlsx"))


@pytest.mark.parametrize("name", WORD)
def test_a_reports_outline_is_the_golden_one(packs, golden, name):
    """Every style, paragraph, cell and colour of a report is what was last looked at."""
    golden(f"{name.replace('/', '-')}.txt", word_outline((packs / name).read_bytes()))


@pytest.mark.parametrize("name", EXCEL)
def test_a_workbooks_cells_are_the_golden_ones(packs, golden, name):
    """Every stored value of a workbook is what was last looked at."""
    golden(f"{name.replace('/', '-')}.txt", excel_cells((packs / name).read_bytes()))


KEPT = {
    "appendix-1-consultation-feedback.docx": "[Heading1] One Team Consultation Qualitative",
    "executive-report.docx": "Appendix 1 – OneTeam Consultation Qualitative Feedback",
    "appendix-2-exception-risk-log.docx": "(not just for One Team)",
}


@pytest.mark.parametrize("name", KEPT)
def test_the_programmes_name_is_spelled_as_published(packs, name):
    """The paper writes it as one word in some places and as two in others; both are kept."""
    assert KEPT[name] in word_outline((packs / ONETEAM / name).read_bytes())


@pytest.mark.slow
def test_a_second_build_gives_the_same_bytes(packs, tmp_path):
    """Another process, with another hash seed, makes every file of the folder byte for byte."""
    subprocess.run(
        [sys.executable, "generate.py", "--outputs", str(tmp_path)],
        cwd=ROOT, check=True, capture_output=True, env={"PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo"},
    )  # fmt: skip
    for first in sorted(packs.rglob("*.*")):
        assert (tmp_path / first.relative_to(packs)).read_bytes() == first.read_bytes(), first


def test_the_manifest_tells_the_truth(packs):
    """Each document's hash in the manifest is its own, and the inputs' hashes are theirs."""
    manifest = json.loads((packs / ONETEAM / "manifest.json").read_bytes())
    documents = {name.rpartition("/")[2] for name in DOCUMENTS if name.startswith(ONETEAM)}
    assert set(manifest["documents"]) == documents
    for name, record in manifest["documents"].items():
        assert record["sha256"] == sha256((packs / ONETEAM / name).read_bytes()).hexdigest()
    for path, digest in manifest["inputs"].items():
        folder = ROOT if path.startswith("templates/") else ROOT / "inputs" / ONETEAM
        assert digest == sha256((folder / path).read_bytes()).hexdigest()
    assert manifest["as_of"] == "2024-04-25"


def body(packs, name):
    with zipfile.ZipFile(packs / name) as package:
        return ElementTree.fromstring(package.read("word/document.xml")).find(f"{W}body")


@pytest.mark.parametrize("name", WORD)
def test_headings_skip_no_level(packs, name):
    """A report has one Heading 1, first, and no heading is more than one level below the last."""
    levels = heading_levels((packs / name).read_bytes())
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


@pytest.mark.parametrize("name", WORD)
def test_tables_are_accessible(packs, name):
    """Each table has a marked header row, a title, no merged cell, no empty cell, no split row."""
    for table in body(packs, name).iter(f"{W}tbl"):
        rows = table.findall(f"{W}tr")
        header = rows[0].find(f"{W}trPr/{W}tblHeader")
        assert header is not None
        assert header.get(f"{W}val") is None
        assert table.find(f"{W}tblPr/{W}tblCaption").get(f"{W}val")
        assert not list(table.iter(f"{W}gridSpan")) + list(table.iter(f"{W}vMerge"))
        assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
        for cell in table.iter(f"{W}tc"):
            assert "".join(node.text or "" for node in cell.iter(f"{W}t")).strip()


@pytest.mark.parametrize("name", WORD)
def test_no_blank_paragraph_makes_space(packs, name):
    """Space comes from styles: no paragraph of the body is empty."""
    for paragraph in body(packs, name).findall(f"{W}p"):
        shown = [n for n in paragraph.iter() if n.tag in (f"{W}t", f"{W}drawing", f"{W}sectPr")]
        assert shown, ElementTree.tostring(paragraph)


@pytest.mark.slow
@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_output_opens_in_libreoffice(packs, soffice, tmp_path, name):
    """LibreOffice opens each document and makes pages of it."""
    pdf = soffice(packs / name, "pdf", tmp_path)
    found = subprocess.run(["pdfinfo", str(pdf)], check=True, capture_output=True, text=True)
    pages = next(line for line in found.stdout.splitlines() if line.startswith("Pages:"))
    assert int(pages.split()[1]) >= 1


def test_one_document_alone_is_that_of_the_full_build(packs, tmp_path):
    """`make appendix-2` writes that document and the manifest, with the full build's bytes."""
    assert main(["make", "appendix-2", "--outputs", str(tmp_path)]) == 0
    folder = tmp_path / ONETEAM
    made = {path.name for path in folder.iterdir() if path.is_file()}
    assert made == {"appendix-2-exception-risk-log.docx", "manifest.json"}
    name = "appendix-2-exception-risk-log.docx"
    assert (folder / name).read_bytes() == (packs / ONETEAM / name).read_bytes()


def test_the_samples_have_no_error(capsys):
    """`check` finds no error in the sample packs, and says so with exit code 0."""
    assert main(["check", "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert not [finding for finding in found if finding["severity"] == "error"]
