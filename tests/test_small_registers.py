"""Packs with no risk, one risk, all closed, none exceptional, no action: their papers say so."""

from __future__ import annotations

import shutil
from email import message_from_bytes, policy

import openpyxl
from docx import Document

from generator.cli.main import main
from tests.conftest import ROOT

PACK = "oneteam/2023-24-q4"
FIRST = 5
"""The row of the first risk of the sample register."""


def made(folder, change):
    """Log, workbook and mail of the sample pack with its risks changed."""
    inputs = folder / "inputs"
    shutil.copytree(ROOT / "inputs" / "oneteam", inputs / "oneteam")
    path = inputs / PACK / "risk-register.xlsx"
    book = openpyxl.load_workbook(path)
    change(book.active)
    book.save(path)
    places = ["--inputs", str(inputs), "--outputs", str(folder / "outputs")]
    assert main(places) == 0
    assert main(["email", *places]) == 0
    outputs = folder / "outputs" / PACK
    log = Document(str(outputs / "appendix-2-exception-risk-log.docx"))
    (mail,) = (outputs / "outbox").glob("*.eml")
    message = message_from_bytes(mail.read_bytes(), policy=policy.default)
    return (
        "\n".join(each.text for each in log.paragraphs),
        openpyxl.load_workbook(outputs / "risk-register.xlsx", data_only=True),
        message.get_body(("plain",)).get_content(),
    )


def keep(number):
    return lambda sheet: sheet.delete_rows(FIRST + number, 20)


def fill(**values):
    """Fills columns of all risks, by heading."""

    def change(sheet):
        headings = {cell.value: cell.column for cell in sheet[FIRST - 1]}
        for row in range(FIRST, sheet.max_row + 1):
            for heading, value in values.items():
                sheet.cell(row, headings[heading.replace("_", " ")], value)

    return change


def sentences(book):
    return {sheet.title: [row[0].value for row in sheet.iter_rows(max_row=3)] for sheet in book}


def test_no_risk(tmp_path):
    """Every paper says that there is none, and no chart of nothing is drawn."""
    log, book, mail = made(tmp_path, keep(0))
    assert "no exceptional risks" in log
    assert "The register holds no risks." in mail
    for name in ("Risk register", "Exception log", "Issues"):
        assert sentences(book)[name][1] == "The register holds no risks."
    assert not any(sheet._charts for sheet in book)


def test_one_risk(tmp_path):
    """A table of one row, and sentences about one risk."""
    _, book, mail = made(tmp_path, keep(1))
    assert sentences(book)["Exception log"][2] == "1 risk is exceptional."
    assert "Risks in the register: 1 (open 1, issues 0, closed 0)" in mail
    assert book["Summary"]["A9"].value == "Red risks: 0 of 1 (baseline: 1)"


def test_all_risks_closed(tmp_path):
    """None is counted as open; the register still has them all."""
    log, book, mail = made(tmp_path, fill(Status="Closed"))
    assert "no exceptional risks" in log
    assert book["Summary"]["A9"].value == "No risks are open"
    assert sentences(book)["Exception log"][2] == "No risk is exceptional."
    assert "(open 0, issues 0, closed 9)" in mail
    assert not book["Summary"]._charts


def test_no_risk_is_exceptional(tmp_path):
    """The log says so in Word, Excel and mail."""
    low = {f"{reading}_{what}": 1 for reading in ("Baseline", "Revised", "Latest")
           for what in ("Impact", "Likelihood")}  # fmt: skip
    scores = {"Initial_Risk_Score": 1, "Revised_Risk_Score": 1, "Latest_Risk_Score": 1}
    log, book, mail = made(tmp_path, fill(**low, **scores))
    assert "no exceptional risks" in log
    assert sentences(book)["Exception log"][2] == "No risk is exceptional."
    assert "Risks in the exception log: 0" in mail


def test_no_action(tmp_path):
    """A plan without an action says so in Word and Excel."""
    inputs = shutil.copytree(ROOT / "inputs" / "peer-challenge", tmp_path / "inputs" / "plan")
    (path,) = inputs.rglob("action-plan.xlsx")
    book = openpyxl.load_workbook(path)
    book.worksheets[0].delete_rows(4, 50)
    book.save(path)
    assert main(["--inputs", str(inputs.parent), "--outputs", str(tmp_path / "outputs")]) == 0
    (word,) = (tmp_path / "outputs").rglob("action-plan.docx")
    assert "The plan holds no actions." in [each.text for each in Document(str(word)).paragraphs]
    plan = openpyxl.load_workbook(word.with_suffix(".xlsx"))
    assert plan["Action plan"]["A2"].value == "The plan holds no actions."
