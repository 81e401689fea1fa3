"""Checks of the owners of risks and actions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from generator.checks.evidence import Evidence, check, place
from generator.findings import Finding, Location, rule

_STRONG = re.compile(r"\s*[/;\n+|]\s*")
_WEAK = re.compile(r"\s*(?:,|(?<=\s)&(?=\s)|\band\b)\s*")
_LONGEST = 200
"""Characters of a cell that can be a list of owners."""
_LETTER = re.compile(r"[^\W\d_]")
_INITIALS = re.compile(r"^[A-Z][A-Z&]{1,5}$")
_PERSON = re.compile(r"^[A-Z][a-z]+(?:[ -][A-Z][a-z'-]+){1,2}$")
_TITLE = re.compile(r"\b(?:Director|Head|Manager|Officer|Lead|Chief)\b")


def _owners(evidence: Evidence) -> Iterator[tuple[str, str, str, Location]]:
    """Reference, owner as written, the role's initials ("" if not a role), and place."""
    initials = {role.initials for role in evidence.pack.settings.roles}
    for risk in evidence.live_risks:
        known = risk.owner if risk.owner in initials else ""
        yield risk.reference, risk.owner_as_written, known, place(risk.where, "owner")
    for action in evidence.actions:
        yield action.reference, action.lead, "", place(action.where, "lead")


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
    roles = {role.initials for role in evidence.pack.settings.roles}
    known = ", ".join(role.initials for role in evidence.pack.settings.roles)
    for risk in evidence.live_risks if roles else ():
        written = " ".join(risk.owner_as_written.split())
        several = len(split_owners(risk.owner_as_written, _names(evidence))) > 1
        if _LETTER.search(written) and risk.owner not in roles and not several:
            seen = f'"{written}" is not one of your roles: {known}'
            yield rule("OWNER-02").at(place(risk.where, "owner"), seen, value=written)


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
        for role in evidence.pack.settings.roles
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
