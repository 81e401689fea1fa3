"""Opportunities are named and counted apart from the risks, in every paper."""

from __future__ import annotations

import re
from email import message_from_bytes, policy

import openpyxl
import pytest

from tests.test_documents_agree import rows_of
from tests.test_stages import build

ROWS = (
    "Risk ID,{heading},Description of Risk,Impact,Likelihood,Score,Risk Owner,Status\n"
    "R1,{threat},The quay wall fails,5,4,20,HM,Open\n"
    "R2,{chance},A grant pays for the crane,{sign}4,3,{sign}12,HM,Open\n"
    "R3,{threat},The crane fails,2,2,4,HM,Open\n"
)


@pytest.mark.parametrize(
    ("heading", "threat", "chance", "sign"),
    [
        ("Risk Type", "Threat", "Opportunity", ""),
        ("Risk / Opportunity Type", "R", "O", ""),
        ("Workstream", "Quays", "Quays", "-"),
    ],
)
def test_an_opportunity_is_no_risk(tmp_path, heading, threat, chance, sign):
    """Its type or its sign tells; workbook and mail name it apart, and no count includes it."""
    csv = ROWS.format(heading=heading, threat=threat, chance=chance, sign=sign)
    outputs = build(tmp_path, csv)
    book = openpyxl.load_workbook(outputs / "workbook.xlsx", data_only=True)
    (row,) = rows_of(book, "Opportunities")
    assert (row["Reference"], row["Latest impact"], row["Latest score"]) == ("R2", 4, 12)
    assert [row["Reference"] for row in rows_of(book, "RiskRegister")] == ["R1", "R3"]
    (written,) = (outputs / "outbox").glob("*.eml")
    message = message_from_bytes(written.read_bytes(), policy=policy.default)
    text = message.get_body(("plain",)).get_content()
    assert re.search(r"Risks in the register: 2 \(open 2,", text)
    assert "Opportunities, counted apart: 1" in text
    assert "Opportunities, counted apart: 1" in message.get_body(("html",)).get_content()


def test_without_opportunities_nothing_speaks_of_them(tmp_path):
    """No empty sheet, no line of none."""
    csv = ROWS.format(heading="Risk Type", threat="Threat", chance="Threat", sign="")
    outputs = build(tmp_path, csv)
    book = openpyxl.load_workbook(outputs / "workbook.xlsx", data_only=True)
    assert "Opportunities" not in book.sheetnames
    (written,) = (outputs / "outbox").glob("*.eml")
    assert b"pportunit" not in written.read_bytes()
