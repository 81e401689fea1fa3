"""What should not leave the council: personal numbers and addresses, and marks of unfinished work.

Patterns alone find these: a false one is lowered in pack.yaml with a reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.evidence import Evidence, check, texts_within
from generator.checks.people import PRIVATE_DOMAIN
from generator.findings import Finding, Location, rule

# HMRC, NIM39110: no D, F, I, Q, U or V, no O as the second letter, and prefixes that are not given.
_INSURANCE = re.compile(
    r"(?<![\w/.-])(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]"
    r"[ -]?\d{2}[ -]?\d{2}[ -]?\d{2}[ -]?[A-D](?![\w/-])",
    re.IGNORECASE,
)
# Ofcom's National Telephone Numbering Plan: 071 to 075 and 077 to 079 are mobiles.
_MOBILE = re.compile(
    r"(?<![\w/.+£-])(?:(?:\+|00)44[ -]?(?:\(0\)[ -]?)?|\(?0)7[1-57-9]"
    r"(?:[ -]?\)?[ -]?\d){8}(?![\w/-])"
)
_ADDRESS = re.compile(r"[\w.+'-]+@((?:[\w-]+\.)+[a-z]{2,})", re.IGNORECASE)
# In capitals, or as a mark beside the text; "a draft budget" is no mark.
_MARK = re.compile(
    r"\bDRAFT\b|\b(?:STRICTLY )?CONFIDENTIAL\b|\bNOT FOR PUBLICATION\b|\bIN CONFIDENCE\b"
    r"|\b(?:OFFICIAL[ -–:]*SENSITIVE)\b|[\[({<](?i:draft|confidential|not for publication)[\])}>]"
    r"|\b(?i:draft (?:version|v)\.? ?\d[\d.]*)|\b(?i:(?:private and|strictly) confidential)\b"
)
_HINTS = ("draft", "confid", "public", "sensitive")
_NUMBER_OR_ADDRESS = re.compile(r"[\d@]")
_FEW_WORDS = 3


@check
def check_personal(evidence: Evidence) -> Iterator[Finding]:
    """No National Insurance number, mobile number or private mail address is in what is shown."""
    for name, text, location in _shown(evidence):
        if not _NUMBER_OR_ADDRESS.search(text):
            continue
        for found in _INSURANCE.finditer(text):
            number = re.sub(r"\d", "*", found[0])
            seen = f"{name} holds a National Insurance number ({number})"
            yield rule("PUB-01").at(location, seen, value=number)
        private = [
            found
            for found in _ADDRESS.finditer(text)
            if re.fullmatch(PRIVATE_DOMAIN, found[1].lower())
        ]
        for found in (*_MOBILE.finditer(text), *private):
            seen = f"{name} holds {found[0]}, which may be private"
            yield rule("TEXT-13").at(location, seen, value=found[0])


@check
def check_marks(evidence: Evidence) -> Iterator[Finding]:
    """Nothing says that it is a draft or confidential."""
    for name, text, location in _shown(evidence):
        for mark in marks_of(text):
            yield rule("PUB-02").at(location, f'{name} says "{mark}"', value=mark)
    marks = (each for printed in evidence.printed for each in printed.marks)
    for template, mark in dict.fromkeys(marks):  # documents share templates
        yield rule("PUB-02").at(Location(file=template), f'the text says "{mark}"', value=mark)


def marks_of(text: str) -> Iterator[str]:
    """Every mark of a draft or of confidence in a text, once.

    In a text all in capitals such a word is one of many, unless it stands at an end of it.
    """
    lower = text.lower()
    if not any(hint in lower for hint in _HINTS):
        return
    shouted = text.isupper() and len(text.split()) > _FEW_WORDS
    for mark in dict.fromkeys(found[0] for found in _MARK.finditer(text)):
        apart = re.search(rf"(?:^|[^\w\s]\s*){re.escape(mark)}(?:\s*[^\w\s]|$)", text.strip())
        if not shouted or apart:
            yield mark


def _shown(evidence: Evidence) -> Iterator[tuple[str, str, Location]]:
    """Every text that a document may show: its name, itself, its place."""
    settings = evidence.settings
    for path, text in texts_within(settings):
        if not path.startswith(
            ("mail.", "rules.", "report.author.email")
        ):  # CONTACT-03 is of these
            yield path, text, evidence.at(path)
    for record_text in evidence.texts:
        yield record_text.name, record_text.text, record_text.location
    for line, location in evidence.prose:
        yield "the line", line, location
