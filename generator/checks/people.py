"""Checks of people: the owners of risks and actions, mail addresses, telephone numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress

from generator.checks.evidence import Evidence, check
from generator.checks.likeness import one_letter_apart
from generator.findings import Finding, Location, rule
from generator.settings.addresses import Address, parse_address

_STRONG = re.compile(r"\s*[/;\n+|]\s*")
_WEAK = re.compile(r"\s*(?:,|(?<=\s)&(?=\s)|\band\b)\s*")
# Characters of a cell that can be a list of owners.
_LONGEST = 200
_LETTER = re.compile(r"[^\W\d_]")
_INITIALS = re.compile(r"^[A-Z][A-Z&]{1,5}$")
_PERSON = re.compile(r"^[A-Z][a-z]+(?:[ -][A-Z][a-z'-]+){1,2}$")
# A title can hold "and": the Director of Policy and Transformation is one owner.
_TITLE = re.compile(r"\b(?:Director|Head|Manager|Officer|Lead|Chief)\b")


def _owners(evidence: Evidence) -> Iterator[tuple[str, str, str, Location]]:
    """Reference, owner as written, the role's initials ("" if not a role), and place."""
    initials = {role.initials for role in evidence.settings.roles}
    for risk in evidence.live_risks:
        known = risk.owner if risk.owner in initials else ""
        yield risk.reference, risk.owner_as_written, known, risk.at("owner")
    for action in evidence.actions:
        yield action.reference, action.lead, "", action.at("lead")


@check
def check_missing(evidence: Evidence) -> Iterator[Finding]:
    """Each live risk and each action has an owner, if the input has the column."""
    for reference, written, _, location in _owners(evidence):
        if location.column is not None and not _LETTER.search(written):
            only = f", only '{written.strip()}'" if re.search(r"\w", written) else ""
            yield rule("OWNER-01").at(location, f"{reference} has no owner{only}")


@check
def check_known(evidence: Evidence) -> Iterator[Finding]:
    """Each live risk's owner is one of the pack's roles, if the pack declares roles."""
    roles = {role.initials for role in evidence.settings.roles}
    known = ", ".join(role.initials for role in evidence.settings.roles)
    for risk in evidence.live_risks if roles else ():
        written = " ".join(risk.owner_as_written.split())
        several = len(split_owners(risk.owner_as_written, _names(evidence))) > 1
        if _LETTER.search(written) and risk.owner not in roles and not several:
            seen = f'"{written}" is not one of your roles: {known}'
            yield rule("OWNER-02").at(risk.at("owner"), seen, value=written)


@check
def check_several(evidence: Evidence) -> Iterator[Finding]:
    """No cell names several owners."""
    names = _names(evidence)
    for reference, written, known, location in _owners(evidence):
        several = () if known or not _LETTER.search(written) else split_owners(written, names)
        if len(several) > 1:
            seen = f"{reference} has {len(several)} owners, {' and '.join(several)}"
            yield rule("OWNER-03").at(location, seen, value=" ".join(written.split()))


def _names(evidence: Evidence) -> Mapping[str, str]:
    """The initials of each role by every name that it has, in small letters."""
    return {
        name.casefold(): role.initials
        for role in evidence.settings.roles
        for name in (role.initials, role.title, *role.also_written)
    }


def split_owners(written: str, names: Mapping[str, str]) -> tuple[str, ...]:
    """The owners that a cell names.

    Slashes and new lines always separate owners. Commas and "and" do so only between roles,
    initials or persons, because "Director of Policy & Transformation" is one owner.
    """
    if len(written) > _LONGEST:
        return (written,)
    strong = [part for part in _STRONG.split(written.strip()) if part.strip(" -–")]
    if len(strong) > 1:
        return tuple(strong)
    weak = [part for part in _WEAK.split(written.strip()) if part]
    are_owners = all(
        part.casefold() in names or _INITIALS.match(part) or _PERSON.match(part) for part in weak
    )
    if len(weak) > 1 and are_owners and not any(_TITLE.search(part) for part in weak):
        return tuple(weak)
    return (written,)


# Mail addresses and telephone numbers

# A regular expression of mail providers for private people. A private mailbox is outside the
# records that the council must keep and answer for.
PRIVATE_DOMAIN = (
    r"(?:gmail|googlemail|hotmail|outlook|live|msn|yahoo|ymail|rocketmail|icloud|me|mac|aol|gmx"
    r"|proton|protonmail|btinternet|btopenworld|sky|virginmedia|talktalk|ntlworld|tiscali|zoho"
    r"|mail|email|fastmail|tutanota|blueyonder|o2|plusnet|talk21|freeserve|wanadoo|fsmail)"
    r"\.(?:com|co\.uk|net|me|org|uk|de|fr|ie)"
)
_PHONE = re.compile(r"\+?[\d\s().-]+(?:\s*(?:ext|extension|x)\.?\s*\d{1,6})?", re.IGNORECASE)
# The British area codes, without their 0, that have numbers of 10 digits (Ofcom).
_SHORT_CODES = frozenset(
    {
        *("1204", "1208", "1254", "1276", "1297", "1298", "1363", "1364", "1384", "1386", "1404"),
        *("1420", "1460", "1461", "1480", "1488", "1524", "1527", "1562", "1566", "1606", "1629"),
        *("1635", "1647", "1659", "1695", "1697", "1726", "1744", "1750", "1768", "1827", "1837"),
        *("1884", "1900", "1905", "1935", "1946", "1949", "1963", "1995"),
    }
)
# Characters of a telephone number with its extension.
_LONGEST_NUMBER = 60
# Of a telephone number: 9 after a 0 in the shortest British ones, 15 by ITU-T E.164.
_FEWEST_DIGITS, _MOST_DIGITS = 9, 15


@check
def check_author(evidence: Evidence) -> Iterator[Finding]:
    """The author's mail address and telephone number can be used."""
    report = evidence.settings.report
    if report is None:
        return
    author = report.author
    if author.email:
        try:
            parse_address(author.email)
        except ValueError as problem:
            seen = f"the author's e-mail address cannot be used: {problem}"
            yield rule("CONTACT-01").at(evidence.at("report.author.email"), seen)
    if author.phone and (wrong := _wrong_number(author.phone)):
        seen = f"the author's telephone number {author.phone[:_LONGEST_NUMBER]} {wrong}"
        yield rule("CONTACT-02").at(evidence.at("report.author.phone"), seen)


def _wrong_number(phone: str) -> str:
    """What is wrong with a telephone number, "" if nothing is. A short one is an extension."""
    if len(phone) > _LONGEST_NUMBER or not _PHONE.fullmatch(phone.strip()):
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
    settings = evidence.settings
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
        if re.fullmatch(PRIVATE_DOMAIN, address.domain):
            seen = f"{address.mailbox} is a private mail address"
            yield rule("CONTACT-03").at(evidence.at(path), seen, value=address.mailbox)


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
            yield rule("CONTACT-04").at(evidence.at(path), seen, value=domain)
