"""Applies what a pack says of rules: lower, raise or silence one at a place, with a reason."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from generator.findings import Finding, Location, Rule, Severity
from generator.model.pack import Pack
from generator.model.settings import RuleChange

CHANGE_WITHOUT_FINDING = Rule(
    code="RULE-01",
    severity=Severity.WARNING,
    title="A change of a rule that changes nothing",
    explanation="An entry under `rules` in pack.yaml fits none of the findings.",
    example="no finding SCORE-02 at risk-register.xlsx, cell F7 is there any more",
    remedy="Delete the entry, or correct its place.",
)
CHANGE_REFUSED = Rule(
    code="RULE-02",
    severity=Severity.ERROR,
    title="A rule that cannot be changed",
    explanation="Without the file, the settings or storable text no document can be made.",
    example="FILE-01 cannot be changed",
    remedy="Delete the entry under `rules`, and mend the finding itself.",
)
_FIRM = ("FILE-", "PACK-", "SHEET-01", "SHEET-03", "COL-01", "CELL-05", "CELL-06", "NARR-", "RULE-")
"""Codes whose errors mean that something could not be read or cannot be made."""


def judge_findings(findings: Iterable[Finding], pack: Pack) -> tuple[Finding, ...]:
    """All findings on a pack as its `rules` judge them, with findings on idle or refused changes.

    The first change that fits a finding counts.
    """
    changes = pack.settings.rules
    idle = dict(enumerate(changes))
    refused: dict[int, str] = {}
    judged = []
    for finding in findings:
        number = next((n for n, change in enumerate(changes) if fits(change, finding)), None)
        if number is None:
            judged.append(finding)
            continue
        idle.pop(number, None)
        if finding.severity is Severity.ERROR and finding.code.startswith(_FIRM):
            refused[number] = finding.code
            judged.append(finding)
        else:
            judged.append(_judge(finding, changes[number]))
    places = tuple(pack.settings_at(f"rules.{number}") for number in range(len(changes)))
    return (*judged, *_said(idle, refused, places))


def fits(change: RuleChange, finding: Finding) -> bool:
    """Whether a change names the finding's rule and place."""
    place = finding.location
    return (
        change.rule == finding.code
        and change.file in ("", place.file)
        and change.sheet in ("", place.sheet)
        and change.row in (None, place.row)
        and change.column in ("", place.column)
        and change.cell in ("", place.cell)
        and change.line in (None, place.line)
        and change.about in finding.seen
    )


def _judge(finding: Finding, change: RuleChange) -> Finding:
    if change.severity == "silent":
        return replace(finding, severity=Severity.NOTE, reason=change.reason, silenced=True)
    return replace(finding, severity=Severity(change.severity), reason=change.reason)


def _said(
    idle: dict[int, RuleChange], refused: dict[int, str], places: tuple[Location, ...]
) -> tuple[Finding, ...]:
    missing = [
        CHANGE_WITHOUT_FINDING.at(places[number], f"no finding {change.rule} is at that place")
        for number, change in idle.items()
    ]
    firm = [
        CHANGE_REFUSED.at(places[number], f"{code} cannot be changed")
        for number, code in refused.items()
    ]
    return (*missing, *firm)
