"""What should not leave the council is found where it is, and nothing that only looks like it."""

from __future__ import annotations

import io

import pytest
from docx import Document

from generator.checks.publication import marks_of
from generator.cli.main import main
from tests.checks.planted_faults import cell, notes
from tests.checks.sound import Fault, findings_of, write_pack
from tests.inputs.workbooks import TEMPLATES

PERSONAL = {
    "AB123456C": "PUB-01",
    "ab 12 34 56 d": "PUB-01",
    "AB-12-34-56-A": "PUB-01",
    "QQ123456C": "",  # Q is in no prefix
    "AO123456C": "",  # O is no second letter
    "GB123456A": "",  # a prefix that is not given
    "ZZ123456A": "",
    "AB123456E": "",  # no such ending
    "AB1234567C": "",
    "PO/AB123456C": "",  # a part of a longer reference
    "AB123456C-2": "",
    "07700 900123": "TEXT-13",
    "+44 7700 900 123": "TEXT-13",
    "+44(0)7700900123": "TEXT-13",
    "(07700) 900123": "TEXT-13",
    "07700-900-123": "TEXT-13",
    "01277 312500": "",
    "020 7946 0000": "",
    "07000 123456": "",  # a personal number, which is no mobile
    "£07700900123": "",
    "077009001234": "",
    "0770090012": "",
    "j.smith@gmail.com": "TEXT-13",
    "j.smith@hotmail.co.uk": "TEXT-13",
    "j.smith@BTinternet.com": "TEXT-13",
    "j.smith@brentwood.gov.uk": "",
    "press@notgmail.com": "",
    "board@example.org": "",
}
MARKS = {
    "DRAFT": ["DRAFT"],
    "DRAFT REPORT": ["DRAFT"],
    "DRAFT - RISK REGISTER FOR THE BOARD": ["DRAFT"],
    "The DRAFT is with the board": ["DRAFT"],
    "Register [Draft]": ["[Draft]"],
    "Risk log, draft v0.3": ["draft v0.3"],
    "Private and confidential": ["Private and confidential"],
    "CONFIDENTIAL: two posts go": ["CONFIDENTIAL"],
    "OFFICIAL-SENSITIVE": ["OFFICIAL-SENSITIVE"],
    "NOT FOR PUBLICATION": ["NOT FOR PUBLICATION"],
    "The draft budget goes to the Executive": [],
    "Confidential waste is collected weekly": [],
    "APPROVE THE DRAFT BUDGET FOR NEXT YEAR": [],
    "The public consultation ended": [],
    "OFFICIAL": [],
}


@pytest.mark.parametrize("words", PERSONAL)
def test_personal_numbers_and_addresses_are_told_from_others(words, tmp_path):
    """By the rules of those who give the numbers; the message repeats no insurance number."""
    found = [
        each for each in findings_of(tmp_path, notes(words)) if each.code in ("PUB-01", "TEXT-13")
    ]
    assert [each.code for each in found] == ([PERSONAL[words]] if PERSONAL[words] else [])
    for each in found:
        assert each.location.cell == "R4"
        assert each.code != "PUB-01" or words not in str(each)


@pytest.mark.parametrize("words", MARKS)
def test_marks_are_told_from_words(words):
    """In capitals or set apart they are marks, within a sentence they are words."""
    assert list(marks_of(words)) == MARKS[words]


def test_recipients_of_the_mail_are_said_once(tmp_path):
    """The papers do not show who gets the mail, but they go to a private mailbox."""
    more = (
        "mail:\n  sender: Office <office@example.org>\n  to: [Cllr Smith <cllr@gmail.com>]\n"
        "  subject: Risk log\n"
    )
    found = findings_of(tmp_path, Fault(more=more))
    assert [each.code for each in found if each.severity == "warning"] == ["CONTACT-03"]


def test_one_cause_is_one_finding_for_each_place(tmp_path):
    """A number is said once for a cell, however often other checks look at it."""
    found = findings_of(tmp_path, cell("risk_register", "R4", "29.3.24 - 07700 900123."))
    assert [each.code for each in found if each.severity == "warning"] == ["TEXT-13"]


def checked(folder, fault, *words):
    write_pack(folder / "inputs" / "pack" / "q4", fault)
    folders = ("--inputs", str(folder / "inputs"), "--outputs", str(folder / "outputs"))
    return main(["check", *words, *folders, "--templates", str(TEMPLATES)])


def test_check_for_publication_stops_at_what_is_left(tmp_path, capsys):
    """Without it these are warnings; with it the check fails, and lists nothing else."""
    fault = notes("Ring 07700 900123")
    assert checked(tmp_path, fault) == 0
    capsys.readouterr()
    assert checked(tmp_path, fault, "--publication") == 1
    said = "".join(capsys.readouterr())
    assert "TEXT-13" in said
    assert "07700 900123" in said


def test_a_reason_lets_it_through(tmp_path):
    """What pack.yaml lowers with a reason does not stop the publication."""
    fault = notes("Ring 07700 900123")
    fault.more = "rules: [{rule: TEXT-13, severity: note, reason: The number of the public line}]\n"
    assert checked(tmp_path, fault, "--publication") == 0


def test_a_mark_in_a_template_is_said_once(tmp_path):
    """Two documents share a template with DRAFT in its text: one finding, in the template."""
    template = Document(TEMPLATES / "executive-report.docx")
    template.add_paragraph("DRAFT for members")
    stream = io.BytesIO()
    template.save(stream)
    fault = Fault(files={"templates/executive-report.docx": stream.getvalue()})
    found = [each for each in findings_of(tmp_path, fault) if each.code == "PUB-02"]
    assert [(each.location.file, each.value) for each in found] == [
        ("templates/executive-report.docx", "DRAFT")
    ]
