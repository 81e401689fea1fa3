"""Checks who has not updated what."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date

from generator.checks.evidence import Evidence, place
from generator.findings import Finding, Location, rule
from generator.model.actions import Action
from generator.model.written_dates import find_dates
from generator.settings.registers import ActionStatus

STALE = rule("STALE-01")
STALE_BY_OWNER = rule("STALE-02")
_LEAST_LEAD = 12
"""Letters that may stand before a paragraph's date, such as "Update " or "Q3: "."""


def check_staleness(evidence: Evidence) -> Iterator[Finding]:
    """Each open risk and action has a note dated within the period.

    An input of which no record bears a dated note is said once, not record by record.
    """
    period = evidence.pack.settings.period
    risks = {
        risk.reference: (
            risk.owner or "no owner",
            place(risk.where, "notes"),
            [note.date for note in risk.notes if note.date],
        )
        for risk in evidence.live_risks
        if "notes" in risk.where
    }
    yield from _stale(risks, period.start, period.end)
    done = _done_letters(evidence)
    actions = {
        action.reference: (
            action.lead or "no lead",
            place(action.where, "progress"),
            _days(action, evidence),
        )
        for action in evidence.actions
        if "progress" in action.where and action.rag not in done and not action.completed
    }
    yield from _stale(actions, period.start, period.end)


def _days(action: Action, evidence: Evidence) -> list[date]:
    """The dates, up to the as-of date, with which paragraphs of the progress begin."""
    last = evidence.pack.settings.as_of
    found = [written for text in action.progress for written in find_dates(text)]
    return [
        written.last for written in found if written.start <= _LEAST_LEAD and written.first <= last
    ]


def _done_letters(evidence: Evidence) -> frozenset[str]:
    plan = evidence.pack.settings.action_plan
    return (
        frozenset(status.letter for status in plan.key if is_done(status))
        if plan
        else (frozenset())
    )


def is_done(status: ActionStatus) -> bool:
    """Whether a status of the key says that the action is complete."""
    said = f"{status.word} {status.meaning}".casefold()
    return "not " not in said and any(
        word in said for word in ("complete", "closed", "implemented", "done", "delivered")
    )


def _stale(
    records: Mapping[str, tuple[str, Location, list[date]]], start: date, end: date
) -> Iterator[Finding]:
    stale: dict[str, list[str]] = defaultdict(list)
    any_dated = any(days for _, _, days in records.values())
    for reference, (owner, location, days) in records.items():
        if any(start <= day for day in days):
            continue
        stale[owner].append(reference)
        if any_dated:
            last = f"its last is of {_said(max(days))}" if days else "it has none at all"
            seen = f"{reference} ({owner}) has no note dated within the period; {last}"
            yield STALE.at(location, seen)
    if stale:
        listed = "; ".join(
            f"{owner}: {', '.join(names[:12])}{' …' if len(names) > 12 else ''}"
            for owner, names in sorted(stale.items())
        )
        first = next(iter(records.values()))[1]
        place = Location(file=first.file, sheet=first.sheet, column=first.column)
        period = f"{_said(start)} to {_said(end)}"
        yield STALE_BY_OWNER.at(place, f"without a note dated within {period}: {listed}")


def _said(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
