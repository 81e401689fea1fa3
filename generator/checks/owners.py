"""Checks of who owns what."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from generator.checks.evidence import Evidence, place
from generator.findings import Finding, Location, rule

OWNER_MISSING = rule("OWNER-01")
OWNER_UNKNOWN = rule("OWNER-02")
OWNERS_SEVERAL = rule("OWNER-03")
_STRONG = re.compile(r"\s*[/;\n+|]\s*")
_WEAK = re.compile(r"\s*(?:,|(?<=\s)&(?=\s)|\band\b)\s*")
_LONGEST = 200
"""Letters of a cell that can be a list of owners."""
_INITIALS = re.compile(r"^[A-Z][A-Z&]{1,5}$")
_PERSON = re.compile(r"^[A-Z][a-z]+(?:[ -][A-Z][a-z'-]+){1,2}$")


def _owners(evidence: Evidence) -> Iterator[tuple[str, str, str, Location]]:
    """Reference, owner as written, owner's role ("" for none known), and place."""
    initials = {role.initials for role in evidence.pack.settings.roles}
    for risk in evidence.live_risks:
        known = risk.owner if risk.owner in initials else ""
        yield risk.reference, risk.owner_as_written, known, place(risk.where, "owner")
    for action in evidence.actions:
        yield action.reference, action.lead, "", place(action.where, "lead")


def check_missing(evidence: Evidence) -> Iterator[Finding]:
    """Each open risk and each action has an owner, where the input has the column."""
    for reference, written, _, location in _owners(evidence):
        if location.column is not None and not re.search(r"\w", written):
            yield OWNER_MISSING.at(location, f"{reference} has no owner")


def check_known(evidence: Evidence) -> Iterator[Finding]:
    """Each risk's owner is one of the pack's roles, where the pack declares roles."""
    roles = evidence.pack.settings.roles
    if not roles:
        return
    known = ", ".join(role.initials for role in roles)
    initials = {role.initials for role in roles}
    for risk in evidence.live_risks:
        if not re.search(r"\w", risk.owner_as_written) or risk.owner in initials:
            continue
        if len(parts(risk.owner_as_written, _names(evidence))) > 1:
            continue
        written = " ".join(risk.owner_as_written.split())
        yield OWNER_UNKNOWN.at(place(risk.where, "owner"), f"“{written}” is none of {known}")


def check_several(evidence: Evidence) -> Iterator[Finding]:
    """No cell names several owners."""
    names = _names(evidence)
    for reference, written, known, location in _owners(evidence):
        several = () if known else parts(written, names)
        if len(several) > 1:
            seen = f"{reference} is owned by {' and '.join(several)}"
            yield OWNERS_SEVERAL.at(location, seen)


def _names(evidence: Evidence) -> Mapping[str, str]:
    return {
        name.casefold(): role.initials
        for role in evidence.pack.settings.roles
        for name in (role.initials, role.title, *role.also_written)
    }


def parts(written: str, names: Mapping[str, str]) -> tuple[str, ...]:
    """The owners that a cell names.

    Strokes and new lines part owners; commas and "and" do so only between roles, initials or
    persons, for "Director of Policy & Transformation" is one.
    """
    if len(written) > _LONGEST:
        return (written,)
    strong = [part for part in _STRONG.split(written.strip()) if part.strip(" -–")]
    if len(strong) > 1:
        return tuple(strong)
    weak = [part for part in _WEAK.split(written.strip()) if part]
    if len(weak) > 1 and all(
        part.casefold() in names or _INITIALS.match(part) or _PERSON.match(part) for part in weak
    ):
        titled = any(re.search(r"\b(Director|Head|Manager|Officer|Lead|Chief)\b", p) for p in weak)
        return tuple(weak) if not titled else (written,)
    return (written,)
