"""Applies what a pack says of rules: lower, raise or silence one at a place, with a reason."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from difflib import get_close_matches

from generator.findings import Finding, Location, Severity, rule
from generator.model.pack import Pack
from generator.settings.pack_settings import RuleChange

CHANGE_WITHOUT_FINDING = rule("RULE-01")
CHANGE_REFUSED = rule("RULE-02")
CHANGE_OF_NOTHING = rule("RULE-03")


def judge_findings(
    findings: Iterable[Finding], pack: Pack, codes: Callable[[], Collection[str]]
) -> tuple[Finding, ...]:
    """All findings on a pack as its `rules` judge them, with findings on idle or refused changes.

    The first change that fits a finding counts. `codes` gives those of all rules there are; it is
    asked only where a change is idle.
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
        if finding.severity is Severity.ERROR and rule(finding.code).firm:
            refused[number] = finding.code
            judged.append(finding)
        else:
            judged.append(_judge(finding, changes[number]))
    places = tuple(pack.settings_at(f"rules.{number}") for number in range(len(changes)))
    return (*judged, *_said(idle, refused, places, codes() if idle else ()))


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
    idle: dict[int, RuleChange],
    refused: dict[int, str],
    places: tuple[Location, ...],
    codes: Collection[str],
) -> tuple[Finding, ...]:
    missing = [_idle(change.rule, places[number], codes) for number, change in idle.items()]
    why = "since a value that was not read would be lost, or no document could be made"
    firm = [
        CHANGE_REFUSED.at(places[number], f"{code} cannot be changed, {why}")
        for number, code in refused.items()
    ]
    return (*missing, *firm)


def _idle(code: str, place: Location, codes: Collection[str]) -> Finding:
    if code in codes:
        return CHANGE_WITHOUT_FINDING.at(place, f"no finding {code} is at that place")
    near = get_close_matches(code.upper(), codes, n=2)
    hint = f"; near it {'is' if len(near) == 1 else 'are'} {' and '.join(near)}" if near else ""
    return CHANGE_OF_NOTHING.at(place, f"there is no rule {code}{hint}")
