"""What only a cell's format says is read as displayed, or a finding says what differs."""

from __future__ import annotations

import io
from datetime import date

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font, PatternFill

from generator.inputs.files.excel_formats import display_of
from tests.inputs.workbooks import Sheet, plan_of, register_of, workbook

HEAD = ["Ref", "Risk description", "Controls", "RAG", "Status"]
RISKS = [
    [1, "The quay wall fails in a storm", "Weekly survey", "R", "Open"],
    [2, "The grant is not confirmed in time", "Monthly call", "A", "Open"],
    [3, "A contractor leaves the market", "Second supplier", "G", "Closed"],
]


def changed(*changes, rows=(HEAD, *RISKS)):
    """A workbook of the rows after the changes, each made to its sheet with openpyxl."""
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    for change in changes:
        change(book.active)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def fill(*addresses, colour="FFFF0000"):
    def change(sheet):
        for address in addresses:
            sheet[address].fill = PatternFill("solid", fgColor=colour)

    return change


def strike(*addresses):
    def change(sheet):
        for address in addresses:
            sheet[address].font = Font(strike=True)

    return change


def empty(*addresses):
    def change(sheet):
        for address in addresses:
            sheet[address] = None

    return change


def said(findings, *codes):
    """The places of the findings of some rules."""
    return [
        (each.code, each.location.cell or f"row {each.location.row}")
        for each in findings
        if each.code in codes
    ]


@pytest.mark.parametrize(
    ("number_format", "value", "shown"),
    [
        ('"R"00', 15, "R15"),
        ('"CRR-"000', 7, "CRR-007"),
        ("\\R0", 4, "R4"),
        ("000", 7, "007"),
        ("0.00", 3.1, "3.10"),
        ("0.0", 3.14, "3.1"),
        ("0", 3.7, "4"),
        ("0%", 0.05, "5%"),
        ("£#,##0", 64500, "£64,500"),
        ("d.m", date(2025, 6, 3), "3.6"),
        ("mmm yy", date(2025, 9, 1), "Sep 25"),
    ],
)
def test_values_as_excel_shows_them(number_format, value, shown):
    """Letters, zeros and rounding of a number format count."""
    assert display_of(number_format)(value) == shown


@pytest.mark.parametrize("number_format", ["General", "@", "dd/mm/yyyy", "h:mm", "0E+00"])
def test_formats_that_say_nothing_more(number_format):
    """Whole dates, plain numbers, and formats that are not understood: the value counts."""
    assert display_of(number_format) is None


def test_references_are_read_as_displayed(tmp_path):
    """A reference that its number format completes is the one that officers see."""
    sheet = Sheet(rows=[HEAD, *RISKS], formats={f"A{row}": '"R"00' for row in (2, 3, 4)})
    register, _ = register_of(tmp_path, workbook(sheet))
    assert [risk.reference for risk in register.risks] == ["R01", "R02", "R03"]


def test_text_that_became_a_date_is_read_as_displayed(tmp_path):
    """3.6 typed as a reference became 3 June; it is read as 3.6 again. In a text it is said."""
    rows = [["3.6", *RISKS[0][1:]], [date(2025, 6, 4), *RISKS[1][1:]]]
    rows[0][2] = date(2025, 6, 3)
    sheet = Sheet(rows=[HEAD, *rows], formats={"A3": "d.m", "C2": "d mmm"})
    register, findings = register_of(tmp_path, workbook(sheet))
    assert [risk.reference for risk in register.risks] == ["3.6", "4.6"]
    assert register.risks[0].mitigations == "3 Jun"
    assert said(findings, "CELL-07") == [("CELL-07", "C2")]


def test_date_without_a_day_is_said(tmp_path):
    """A deadline that shows its month alone is the last day of that month, with a note."""
    rows = [["Ref", "Action", "Due date"], [1, "Mend the wall", date(2025, 9, 1)]]
    sheet = Sheet(rows=rows, formats={"C2": "mmm yy"})
    plan, findings = plan_of(tmp_path, workbook(sheet))
    assert plan.actions[0].due == date(2025, 9, 30)
    assert [each.seen for each in findings if each.code == "DATE-04"] == [
        "'Sep 25' was read as 30 September 2025"
    ]


def test_rating_that_is_only_a_colour_is_said(tmp_path):
    """Each blank rating with a colour of its own is a finding; a row's banding is none."""
    band = fill(*(f"{column}3" for column in "ABCDE"), colour="FFDDDDDD")
    content = changed(empty("D2", "D3"), fill("D2"), band)
    register, findings = register_of(tmp_path, content)
    assert [risk.latest.rag for risk in register.risks] == [None, None, "G"]
    assert said(findings, "CELL-11") == [("CELL-11", "D2")]


def test_greyed_out_record_is_said(tmp_path):
    """A row in a colour that other rows lack may be meant as closed; rows in turn are not."""
    rows = [HEAD, *([n, *RISKS[0][1:]] for n in range(1, 7))]
    grey = fill(*(f"{column}3" for column in "ABCDE"), colour="FFBFBFBF")
    _, findings = register_of(tmp_path, changed(grey, rows=rows))
    assert said(findings, "CELL-11", "CELL-13") == [("CELL-13", "row 3")]
    bands = fill(*(f"{column}{row}" for column in "ABCDE" for row in (2, 4, 6)), colour="FFDDEEFF")
    _, findings = register_of(tmp_path, changed(bands, rows=rows))
    assert said(findings, "CELL-11", "CELL-13") == []


def test_struck_through_record_is_said(tmp_path):
    """A record that is struck through is a finding, unless its status says that it is closed."""
    content = changed(strike("A3", "B3", "C3", "D3", "E3", "A4", "B4", "C4", "D4", "E4"))
    _, findings = register_of(tmp_path, content)
    assert said(findings, "CELL-12") == [("CELL-12", "row 3")]


def test_struck_through_words_are_said(tmp_path):
    """Words within a cell that are struck through are found, in whichever way they are stored."""

    def rich(sheet):
        sheet["C2"] = CellRichText("Weekly ", TextBlock(InlineFont(strike=True), "survey"))

    _, findings = register_of(tmp_path, changed(rich, strike("C3")))
    assert said(findings, "CELL-12") == [("CELL-12", "C2"), ("CELL-12", "C3")]
