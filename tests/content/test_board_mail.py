"""The message says the counts, what moved and the exceptions, each from the catalogue."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from generator.content import board_mail
from generator.content.board_mail import compose_board_mail
from generator.content.nodes import ColourName
from generator.settings.declaration import changed
from generator.settings.mail_settings import MailSettings
from tests.content.packs import PACK, RISKS

SETTINGS = MailSettings(
    sender="Programme Office <office@example.org>",
    to=("Board <board@example.org>",),
    cc=("copy@example.org",),
    subject="Harbour log",
)


def marked(marking):
    return replace(PACK, settings=changed(PACK.settings, marking=marking))


def test_the_envelope() -> None:
    """Sender, recipients, subject and date come from the settings."""
    mail = compose_board_mail(PACK, SETTINGS)
    assert str(mail.sender) == "Programme Office <office@example.org>"
    assert [str(each) for each in (*mail.to, *mail.cc)] == [
        "Board <board@example.org>",
        "copy@example.org",
    ]
    assert (mail.subject, mail.as_of) == ("Harbour log", date(2025, 7, 1))


def test_the_marking_stands_in_the_subject() -> None:
    """The protective marking comes first in the subject, in brackets."""
    mail = compose_board_mail(marked("OFFICIAL-SENSITIVE"), SETTINGS)
    assert mail.subject == "[OFFICIAL-SENSITIVE] Harbour log"


def test_the_workbooks_are_attached_by_default() -> None:
    """Without a list of attachments, the Excel files of the pack are attached; else the list."""
    assert compose_board_mail(PACK, SETTINGS).attachments == ("register.xlsx",)
    named = changed(SETTINGS, attach=("report.docx",))
    assert compose_board_mail(PACK, named).attachments == ("report.docx",)


def test_the_register() -> None:
    """Counts leave closed risks out where the catalogue does; movements name the risks."""
    register = compose_board_mail(PACK, SETTINGS).context["register"]
    listed = register.pop("listed")
    assert [risk.reference for risk in listed] == ["H1", "H4"]
    words = register.pop("words")
    assert (words.previous, words.latest, words.target) == ("Previous", "Latest", "")
    assert register == {
        "latest_date": "28.06.25",
        "dates": "in the register of 30 June 2025, with scores of 28 June 2025",
        "total": "4",
        "open": "2",
        "issues": "1",
        "closed": "1",
        "up": "1",
        "unchanged": "1",
        "down": "1",
        "exceptions": "2",
        "opportunities": "0",
        "bands": [
            {"letter": "R", "word": "Red", "number": "1", "colour": ColourName(name="red")},
            {"letter": "A", "word": "Amber", "number": "0", "colour": ColourName(name="amber")},
            {"letter": "G", "word": "Green", "number": "2", "colour": ColourName(name="green")},
        ],
        "moved": [
            moved("H1", "↑", "Increased", "6", "15"),
            moved("H4", "↓", "Decreased", "4", "1"),
        ],
        "moved_besides": "0",
        "not_listed": "0",
    }


def moved(reference, arrow, words, before, after):
    return {
        "reference": reference,
        "description": f"What {reference} is",
        "arrow": arrow,
        "words": words,
        "before": before,
        "after": after,
    }


def test_a_pack_without_register_or_plan() -> None:
    """What the pack does not have is an empty record."""
    context = compose_board_mail(replace(PACK, register=None, action_plan=None), SETTINGS).context
    assert (context["register"], context["action_plan"]) == ({}, {})


def test_long_lists_are_cut_and_say_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """Beyond what a message is for, the number of what is left out stands in its place."""
    monkeypatch.setattr(board_mail, "MOST_EXCEPTIONS", 1)
    monkeypatch.setattr(board_mail, "MOST_MOVEMENTS", 1)
    register = compose_board_mail(PACK, SETTINGS).context["register"]
    assert len(register["listed"]) == len(register["moved"]) == 1
    assert (register["not_listed"], register["moved_besides"]) == ("1", "1")
    assert len(RISKS) == 4
