"""Findings as a workbook."""

from __future__ import annotations

import io
from datetime import date

import openpyxl

from generator.findings import Finding, Location, Severity
from generator.renderers.findings_workbook import findings_workbook
from generator.settings.house_style import Colour, HouseStyle

STYLE = HouseStyle(
    font="Arial",
    colours={
        name: Colour(fill="#1F3864", text="#FFFFFF") for name in ("header", "red", "amber", "none")
    },
    series=("#1F3864",),
)
FOUND = [
    Finding(
        code="SCORE-02",
        severity=Severity.ERROR,
        location=Location(file="register.xlsx", sheet="Risks", row=7, column="F"),
        seen="=1+1 is no score",
        remedy="Correct it.",
    ),
    Finding(
        code="NARR-10",
        severity=Severity.WARNING,
        location=Location(file="narrative/summary.md", line=3),
        seen="78 is survey.responses",
        remedy="Draw it.",
        reason="It is a quotation",
    ),
]


def rows(sheet):
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def made(findings):
    data = findings_workbook(
        findings, house_style=STYLE, title="Findings of Example", as_of=date(2024, 4, 30)
    )
    return openpyxl.load_workbook(io.BytesIO(data))


def test_all_findings_stand_in_a_named_table():
    """Each is a row, text is text and never a formula, and no cell is empty."""
    book = made(FOUND)
    sheet = book["Findings"]
    assert rows(sheet)[2:] == [
        ["Severity", "Code", "File", "Sheet", "Cell", "Row", "Column", "Line", "What was seen",
         "What to do", "Why pack.yaml judges it so"],
        ["error", "SCORE-02", "register.xlsx", "Risks", "F7", 7, "F", "none", "=1+1 is no score",
         "Correct it.", "none"],
        ["warning", "NARR-10", "narrative/summary.md", "none", "none", "none", "none", 3,
         "78 is survey.responses", "Draw it.", "It is a quotation"],
    ]  # fmt: skip
    assert list(sheet.tables) == ["AllFindings"]
    assert sheet["I4"].data_type == "s"


def test_summary_counts_by_file():
    """The first sheet says what the workbook is, and how many findings each file has."""
    sheet = made(FOUND)["Summary"]
    assert sheet["A1"].value == "Findings of Example"
    assert rows(sheet)[3:] == [
        ["File", "Errors", "Warnings", "Notes"],
        ["register.xlsx", 1, 0, 0],
        ["narrative/summary.md", 0, 1, 0],
    ]


def test_no_findings_are_a_workbook_too():
    """It says that there are none."""
    assert rows(made([])["Summary"])[4] == ["No findings", 0, 0, 0]
