"""Registers that officers keep in ways of their own: what log, workbook and mail say of them."""

from __future__ import annotations

import openpyxl
import pytest

from tests.test_documents_agree import rows_of
from tests.test_stages import build, texts, word_rows

HEAD = "Ref,Description of Risk,Impact,Likelihood,Risk Owner"
RISKS = ("R1,The quay wall fails,4,3,HM", "R2,The crane fails,2,2,HM", "R3,No grant,5,4,HM")


def papers(folder, heading, *cells):
    """The rows of workbook and log, and the mail, of a register with one more column."""
    rows = [f"{risk},{cell}" for risk, cell in zip(RISKS, cells, strict=True)]
    outputs = build(folder, "\n".join([f"{HEAD},{heading}", *rows]) + "\n")
    book = openpyxl.load_workbook(outputs / "workbook.xlsx", data_only=True)
    log = word_rows(outputs / "exception-log.docx")
    return rows_of(book, "RiskRegister"), log, texts(outputs)["mail"].replace("\r\n", "\n")


@pytest.mark.parametrize(
    ("heading", "cells"),
    [
        ("Open?", ("Yes", "No", "Yes")),
        ("Closed (Y/N)", ("N", "Y", "N")),
        ("Status", ("On hold", "Closed 12/02/2025", "Live")),
    ],
)
def test_a_closed_risk_is_closed_in_every_paper(heading, cells, tmp_path):
    """However the register says so: the log leaves it out, workbook and mail count it as closed."""
    rows, log, mail = papers(tmp_path, heading, *cells)
    assert [row["Status"] for row in rows] == ["Open", "Closed", "Open"]
    assert [row["No."] for row in log] == ["R1", "R3"]
    assert "Risks in the register: 3 (open 2, issues 0, closed 1)" in mail


def test_an_appetite_in_words_is_no_target(tmp_path):
    """No paper prints a target, or a distance to one."""
    rows, log, mail = papers(tmp_path, "Risk Appetite", "Open", "Averse", "Cautious")
    said = [heading for row in (*rows, *log) for heading in row]
    assert not any("arget" in heading or "ppetite" in heading for heading in said)
    assert "arget" not in mail


def test_a_plain_score_is_the_current_one_beside_a_current_rating(tmp_path):
    """Impact and likelihood are printed with the current rating, not as the baseline."""
    rows, _, mail = papers(tmp_path, "Current Rating", "Amber", "Green", "Red")
    assert [(row["Latest score"], row["Latest RAG"]) for row in rows] == [
        (12, "A"), (4, "G"), (20, "R"),
    ]  # fmt: skip
    assert "Latest score: 12 (Amber)." in mail
