"""Findings as a workbook."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date

import openpyxl

from generator.content.workbooks.findings_workbook import compose_findings
from generator.findings import Finding, Location, Severity
from generator.renderers.excel import render_workbook
from generator.settings.house_style import plain_style

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
    content = compose_findings(findings, as_of=date(2024, 4, 30))
    data = render_workbook(content, house_style=plain_style())
    return openpyxl.load_workbook(io.BytesIO(data))


def test_all_findings_stand_in_a_named_table():
    """Each is a row, text is text and never a formula, and no cell is empty."""
    sheet = made(FOUND)["Findings"]
    assert rows(sheet)[2:] == [
        ["Severity", "Code", "File", "Sheet", "Cells, rows or lines", "Count", "What is wrong",
         "What to do", "Reason given in pack.yaml"],
        ["error", "SCORE-02", "register.xlsx", "Risks", "F7", 1, "=1+1 is no score.",
         "Correct it.", "none"],
        ["warning", "NARR-10", "narrative/summary.md", "none", "line 3", 1,
         "78 is survey.responses.", "Draw it.", "It is a quotation"],
    ]  # fmt: skip
    assert list(sheet.tables) == ["AllFindings"]
    assert sheet["G4"].data_type == "s"


def test_findings_with_one_cause_are_one_row():
    """5,000 bad cells of one column are not 5,000 rows: one says how many and where."""
    many = [
        replace(FOUND[0], location=replace(FOUND[0].location, row=row), seen=f"{row} is no score")
        for row in range(4, 5004)
    ]
    (row,) = rows(made(many)["Findings"])[3:]
    assert row[4:6] == ["F4:F5003", 5000]
    assert rows(made(many)["Summary"])[4] == ["error", 1, 5000, None]


def test_control_characters_are_shown_by_their_code_points():
    """No cell can hold them, and the list must still be written."""
    odd = replace(FOUND[0], seen="a\x07b is no score", remedy="Type it again.\nAll of it.")
    row = rows(made([odd])["Findings"])[3]
    assert row[6:8] == ["a<U+0007>b is no score.", "Type it again.\nAll of it."]


def test_summary_counts_by_severity_and_by_file():
    """The first sheet says what the workbook is, and how many findings each file has."""
    sheet = made(FOUND)["Summary"]
    assert sheet["A2"].value.startswith("What the checks found in the inputs.")
    assert list(sheet.tables) == ["Severities", "FindingsByFile"]
    assert rows(sheet)[9:] == [
        ["File", "Errors", "Warnings", "Notes"],
        ["register.xlsx", 1, 0, 0],
        ["narrative/summary.md", 0, 1, 0],
    ]


def test_no_findings_are_a_workbook_too():
    """It says that there are none."""
    book = made([])
    assert book["Summary"]["A3"].value == "No findings"
    assert book["Findings"]["A2"].value == "There are no findings."


def test_the_list_can_be_sorted_and_written_in():
    """Nothing in it is protected: officers tick off what they have done."""
    assert not any(sheet.protection.sheet for sheet in made(FOUND))
