"""Checks which open risks and actions have no note of the period, and which texts are the last
report's."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from generator.checks.evidence import Evidence, check
from generator.findings import Finding, Location, rule
from generator.model.actions import Action
from generator.model.written_dates import find_dates, spell_day
from generator.settings.registers import ActionStatus

# Characters that can be before a paragraph's date, such as "Update " or "Q3: ".
_LONGEST_LEAD = 12
_MOST_NAMED = 12


@dataclass(frozen=True, kw_only=True)
class _OpenRecord:
    """An open risk or action: whose it is, where its notes are, and their days."""

    reference: str
    owner: str
    location: Location
    days: Sequence[date]


@check
def check_staleness(evidence: Evidence) -> Iterator[Finding]:
    """Each open risk and action has a note dated on the first day of the period or later.

    If no record of an input has a dated note, that is one finding and not one per record.
    """
    risks = [
        _OpenRecord(
            reference=risk.reference,
            owner=risk.owner or "no owner",
            location=risk.at("notes"),
            days=[note.date for note in risk.notes if note.date],
        )
        for risk in evidence.live_risks
        if "notes" in risk.where
    ]
    done = _done_letters(evidence)
    actions = [
        _OpenRecord(
            reference=action.reference,
            owner=action.lead or "no lead",
            location=action.at("progress"),
            days=_days(action, evidence.settings.as_of),
        )
        for action in evidence.actions
        if "progress" in action.where and action.rag not in done and not action.completed
    ]
    period = evidence.settings.period
    for records in (risks, actions):
        yield from _stale(records, period.start, period.end)


@check
def check_last_text(evidence: Evidence) -> Iterator[Finding]:
    """No section of the narrative still says what it said in the last report."""
    for key, section in evidence.pack.narrative.items():
        last = evidence.pack.last_narrative.get(key)
        if last and section.text.strip() and section.text.split() == last.text.split():
            seen = f"the section {key} still has the text of the last report"
            at = section.at(section.line)
            yield rule("STALE-03").at(at, seen, value=key, cause="text of the last report")


def _days(action: Action, as_of: date) -> list[date]:
    """The dates, up to the as-of date, with which paragraphs of the progress begin."""
    found = [written for text in action.progress for written in find_dates(text)]
    return [
        written.last
        for written in found
        if written.start <= _LONGEST_LEAD and written.first <= as_of
    ]


def _done_letters(evidence: Evidence) -> frozenset[str]:
    """The letters of the action plan's key that mean complete."""
    plan = evidence.settings.action_plan
    return (
        frozenset(status.letter for status in plan.key if is_done(status)) if plan else frozenset()
    )


def is_done(status: ActionStatus) -> bool:
    """Whether a status of the key says that the action is complete."""
    said = f"{status.word} {status.meaning}".casefold()
    return "not " not in said and any(
        word in said for word in ("complete", "closed", "implemented", "done", "delivered")
    )


def _stale(records: Sequence[_OpenRecord], start: date, end: date) -> Iterator[Finding]:
    """A finding per record without a note since the start, and one that lists them by owner."""
    stale = [record for record in records if not any(start <= day for day in record.days)]
    # Where no note is dated at all, none is late: one finding says so for the whole column.
    if any(record.days for record in records):
        for record in stale:
            last = f"its last note is of {spell_day(max(record.days))}" if record.days else ""
            yield rule("STALE-01").at(
                record.location,
                f"{record.reference} ({record.owner}) has no note dated in the period; "
                + (last or "it has no dated note at all"),
            )
    if stale:
        by_owner: dict[str, list[str]] = defaultdict(list)
        for record in stale:
            by_owner[record.owner].append(record.reference)
        listed = "; ".join(
            f"{owner}: {', '.join(names[:_MOST_NAMED])}{' …' if len(names) > _MOST_NAMED else ''}"
            for owner, names in sorted(by_owner.items())
        )
        first = records[0].location
        column = Location(file=first.file, sheet=first.sheet, column=first.column)
        seen = f"no note dated {spell_day(start)} to {spell_day(end)}: {listed}"
        yield rule("STALE-02").at(column, seen)
