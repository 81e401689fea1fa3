"""Applies `rules` of pack.yaml: lower, raise or silence a rule at a place, with a reason."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from generator.checks.likeness import did_you_mean
from generator.findings import Finding, Severity, all_rules, rule
from generator.model.pack import Pack
from generator.settings.pack_settings import RuleChange


def apply_rule_changes(findings: Iterable[Finding], pack: Pack) -> tuple[Finding, ...]:
    """The findings with the severity that the pack gives them; then mistakes in `rules` itself.

    The first entry that fits a finding counts. A firm error stays an error.
    """
    changes = pack.settings.rules
    used: set[int] = set()
    refused: dict[int, str] = {}
    changed = []
    for finding in findings:
        number = next((n for n, change in enumerate(changes) if fits(change, finding)), None)
        if number is None:
            changed.append(finding)
            continue
        used.add(number)
        if finding.severity is Severity.ERROR and rule(finding.code).firm:
            refused[number] = finding.code
            changed.append(finding)
        else:
            changed.append(_change(finding, changes[number]))
    return (*changed, *_unused(pack, used), *_refused(pack, refused))


def fits(change: RuleChange, finding: Finding) -> bool:
    """Whether an entry of `rules` names the finding's rule and place."""
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


def _change(finding: Finding, change: RuleChange) -> Finding:
    if change.severity == "silent":
        return replace(finding, severity=Severity.NOTE, reason=change.reason, silenced=True)
    return replace(finding, severity=Severity(change.severity), reason=change.reason)


def _refused(pack: Pack, refused: dict[int, str]) -> Iterator[Finding]:
    why = "because a value would be lost or a document could not be made"
    for number, code in refused.items():
        seen = f"{code} cannot be lowered or silenced, {why}"
        yield rule("RULE-02").at(pack.settings_at(f"rules.{number}"), seen)


def _unused(pack: Pack, used: set[int]) -> Iterator[Finding]:
    """The entries that fit no finding, or name a rule that does not exist."""
    for number, change in enumerate(pack.settings.rules):
        place = pack.settings_at(f"rules.{number}")
        if change.rule not in all_rules():
            hint = did_you_mean(change.rule.upper(), all_rules())
            yield rule("RULE-03").at(place, f"there is no rule {change.rule}{hint}")
        elif number not in used:
            yield rule("RULE-01").at(place, f"there is no finding {change.rule} at this place")
