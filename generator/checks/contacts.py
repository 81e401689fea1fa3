"""Checks of mail addresses and telephone numbers in pack.yaml."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress

from generator.checks.evidence import Evidence, check
from generator.checks.likeness import one_letter_apart
from generator.findings import Finding, rule
from generator.settings.addresses import Address, parse_address

_PRIVATE = re.compile(
    r"(?:gmail|googlemail|hotmail|outlook|live|msn|yahoo|ymail|rocketmail|icloud|me|mac|aol|gmx"
    r"|proton|protonmail|btinternet|btopenworld|sky|virginmedia|talktalk|ntlworld|tiscali|zoho"
    r"|mail|email|fastmail|tutanota|blueyonder|o2|plusnet)"
    r"\.(?:com|co\.uk|net|me|org|uk|de|fr|ie)"
)
_PHONE = re.compile(r"\+?[\d\s().-]+(?:\s*(?:ext|extension|x)\.?\s*\d{1,6})?", re.IGNORECASE)
_SHORT_CODES = frozenset(
    {
        *("1204", "1208", "1254", "1276", "1297", "1298", "1363", "1364", "1384", "1386", "1404"),
        *("1420", "1460", "1461", "1480", "1488", "1524", "1527", "1562", "1566", "1606", "1629"),
        *("1635", "1647", "1659", "1695", "1697", "1726", "1744", "1750", "1768", "1827", "1837"),
        *("1884", "1900", "1905", "1935", "1946", "1949", "1963", "1995"),
    }
)
"""The British area codes, without their 0, that have numbers of 10 digits (Ofcom)."""
_LONGEST = 60
"""Characters of a telephone number with its extension."""
_FEWEST_DIGITS, _MOST_DIGITS = 9, 15
"""Of a telephone number: 9 after a 0 in the shortest British ones, 15 by ITU-T E.164."""


@check
def check_author(evidence: Evidence) -> Iterator[Finding]:
    """The author's mail address and telephone number can be used."""
    pack, report = evidence.pack, evidence.pack.settings.report
    if report is None:
        return
    author = report.author
    if author.email:
        try:
            parse_address(author.email)
        except ValueError as problem:
            seen = f"the author's e-mail address cannot be used: {problem}"
            yield rule("CONTACT-01").at(pack.settings_at("report.author.email"), seen)
    if author.phone and (wrong := _wrong_number(author.phone)):
        seen = f"the author's telephone number {author.phone[:_LONGEST]} {wrong}"
        yield rule("CONTACT-02").at(pack.settings_at("report.author.phone"), seen)


def _wrong_number(phone: str) -> str:
    """What is wrong with a telephone number, "" if nothing is. A short one is an extension."""
    if len(phone) > _LONGEST or not _PHONE.fullmatch(phone.strip()):
        return "holds something other than a number"
    digits = re.sub(r"\D", "", re.split(r"[ex]", phone, maxsplit=1, flags=re.IGNORECASE)[0])
    if digits.startswith("44"):
        digits = "0" + digits[2:].removeprefix("0")
    if digits.startswith("0") and not digits.startswith("00"):
        lengths = {10, 11} if digits[1:5] in _SHORT_CODES or digits[1:4] in ("800", "500") else {11}
        if len(digits) not in lengths:
            return f"has {len(digits)} digits, not {' or '.join(map(str, sorted(lengths)))}"
    if len(digits) > _MOST_DIGITS or 6 < len(digits) < _FEWEST_DIGITS:
        return f"has {len(digits)} digits"
    return ""


def _addresses(evidence: Evidence) -> Iterator[tuple[str, Address]]:
    """Every mail address in pack.yaml by its key there: the author's and those of the mail."""
    settings = evidence.pack.settings
    if settings.report and settings.report.author.email:
        with suppress(ValueError):  # check_author has it
            yield "report.author.email", parse_address(settings.report.author.email)
    if settings.mail:
        yield "mail.sender", parse_address(settings.mail.sender)
        for key in ("to", "cc"):
            for number, text in enumerate(getattr(settings.mail, key)):
                yield f"mail.{key}.{number}", parse_address(text)


@check
def check_private(evidence: Evidence) -> Iterator[Finding]:
    """No paper goes to a private mailbox, or comes from one."""
    for path, address in _addresses(evidence):
        if _PRIVATE.fullmatch(address.domain):
            seen = f"{address.mailbox} is a private mail address"
            yield rule("CONTACT-03").at(
                evidence.pack.settings_at(path), seen, value=address.mailbox
            )


@check
def check_domains(evidence: Evidence) -> Iterator[Finding]:
    """No domain differs by one letter from that of another address."""
    domains: dict[str, list[str]] = {}
    for path, address in _addresses(evidence):
        domains.setdefault(address.domain, []).append(path)
    # Of two that are used as often, that of the author or the sender, which comes first, is right.
    usual = sorted(domains, key=lambda domain: -len(domains[domain]))
    for number, domain in enumerate(usual):
        right = next((each for each in usual[:number] if one_letter_apart(domain, each)), None)
        for path in domains[domain] if right else ():
            seen = f"the mail domain {domain} differs by one letter from {right}"
            yield rule("CONTACT-04").at(evidence.pack.settings_at(path), seen, value=domain)
