"""Checks of dates against the as-of date, the calendar, and each other."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import date

from generator.checks.evidence import Evidence, place
from generator.findings import Finding, Location, rule
from generator.model.risks import DatedNote
from generator.model.written_dates import find_dates

AFTER_AS_OF = rule("DATE-06")
IMPLAUSIBLE = rule("DATE-07")
NOTE_BEFORE_RISK = rule("DATE-08")
END_BEFORE_START = rule("DATE-09")
VERSION_BEFORE_NOTE = rule("DATE-10")
OUT_OF_ORDER = rule("DATE-11")
_PAST = re.compile(
    r"\b(?:approved|agreed|reviewed|completed?|concluded|held|considered|implemented|reported"
    r"|received|signed|appointed|launched|delivered|presented|took|was|were|has been|have been"
    r"|undertaken|finalised|published|adopted|met|closed|started|commenced|began)\b",
    re.IGNORECASE,
)
_FUTURE = re.compile(
    r"\b(?:until|will|due|target(?:ed|ing|s)?|plan(?:s|ned|ning)?|expected|expects?|scheduled"
    r"|aim(?:s|ing)?|timeline|timescale|deadline|to be|forecast|anticipated?|proposed|next"
    r"|intend(?:s|ed)?|would|should|shall|may be|upcoming|forthcoming|ready for|effective"
    r"|deferred|postponed|estimated|onwards|later|going to|extend(?:s|ed)?|expires?|expiry"
    r"|set for|looking to|to (?:go|start|begin|finish|commence|complete|take|follow|report"
    r"|conclude|return|present|consider))\b",
    re.IGNORECASE,
)
_FUTURE_RIGHT_BEFORE = re.compile(
    r"\b(?:by|from|after|before|in time for|end of|start of|with effect from)"
    r"(?: the| early| late| mid| end| start| of)*\s*$",
    re.IGNORECASE,
)
_NEW_RISK = re.compile(r"\W*(?:new risk|risk (?:raised|added|identified|opened))\b", re.IGNORECASE)
_REACH = 300
"""Letters of a sentence around a date that are looked at."""
_SENTENCE_END = re.compile(r"[.!?]\s+(?=[A-Z])|\n")
_YEARS_BACK, _YEARS_ON = 30, 15


def _last_day(evidence: Evidence) -> date:
    """The day up to which the papers may speak of things as done."""
    settings = evidence.pack.settings
    return max(settings.as_of, settings.meeting.date) if settings.meeting else settings.as_of


def _dated(evidence: Evidence) -> Iterator[tuple[str, date, Location]]:
    """Every date that tells of something done: whose, when, where."""
    for risk in evidence.risks:
        yield from (
            (f"{risk.reference}'s note", note.date, place(risk.where, "notes"))
            for note in risk.notes
            if note.date
        )
        if risk.latest.date and "latest_date" in risk.where:
            whose = f"{risk.reference}'s latest score"
            yield whose, risk.latest.date, place(risk.where, "latest_date")
        if risk.raised:
            yield f"{risk.reference}'s raising", risk.raised, place(risk.where, "raised_date")
    for action in evidence.actions:
        if action.completed:
            whose = f"{action.reference}'s completion"
            yield whose, action.completed, place(action.where, "completed")
    for review in evidence.pack.service_reviews:
        for key, day in (("business_case", review.business_case), ("completed", review.completed)):
            if day:
                yield f"{review.service}: {key.replace('_', ' ')}", day, place(review.where, key)
    for meeting in evidence.pack.subject_history:
        yield meeting.meeting, meeting.date, place(meeting.where, "date")


def check_after_as_of(evidence: Evidence) -> Iterator[Finding]:
    """Nothing is dated after the day up to which the papers speak."""
    last = _last_day(evidence)
    for whose, day, location in _dated(evidence):
        if day > last:
            yield AFTER_AS_OF.at(location, f"{whose} is dated {_said(day)}, after {_said(last)}")


def check_texts_after_as_of(evidence: Evidence) -> Iterator[Finding]:
    """No text tells of something done at a time that is yet to come."""
    last = _last_day(evidence)
    for text in evidence.texts:
        if text.key in ("notes", "update", "progress"):
            yield from _told_as_done(text.text, text.location, last, doubtful=True)
    for line, location in evidence.prose():
        yield from _told_as_done(line, location, last, doubtful=False)


def _told_as_done(
    text: str, location: Location, last: date, *, doubtful: bool
) -> Iterator[Finding]:
    """Dates to come in sentences that tell of the past; if `doubtful` also without a verb."""
    ahead = [written for written in find_dates(text) if written.first > last]
    ends = [0, *(found.end() for found in _SENTENCE_END.finditer(text)), len(text)] if ahead else []
    for written in ahead:
        number = bisect_right(ends, written.start)
        start = max(ends[number - 1], written.start - _REACH)
        end = min(ends[min(number, len(ends) - 1)], written.start + _REACH)
        before, sentence = text[start : written.start], text[start:end]
        if _FUTURE.search(before) or _FUTURE_RIGHT_BEFORE.search(before):
            continue
        if _FUTURE.search(sentence) and not _PAST.search(before):
            continue
        if _PAST.search(sentence) or doubtful:
            seen = f"“{written.written}” is after {_said(last)}, the day up to which the papers "
            yield AFTER_AS_OF.at(location, seen + "speak")


def check_years(evidence: Evidence) -> Iterator[Finding]:
    """No date lies decades away from the period."""
    centre = evidence.pack.settings.period.end.year
    others = [
        (action.reference, action.due, place(action.where, "due"))
        for action in evidence.actions
        if action.due
    ] + [
        (review.service, review.original_end, place(review.where, "original_end"))
        for review in evidence.pack.service_reviews
        if review.original_end
    ]
    for _, day, location in [*_dated(evidence), *others]:
        if not centre - _YEARS_BACK <= day.year <= centre + _YEARS_ON:
            years = abs(day.year - centre)
            yield IMPLAUSIBLE.at(location, f"{day.year} is {years} years from the period")


def check_notes_after_risk(evidence: Evidence) -> Iterator[Finding]:
    """No note is older than the risk that it is on."""
    for risk in evidence.risks:
        new = [note.date for note in risk.notes if note.date and _is_new_risk(note)]
        raised = risk.raised or (new[0] if new else None)
        for note in risk.notes:
            if raised and note.date and note.date < raised:
                seen = (
                    f"{risk.reference}'s note of {note.written_date} is older than the risk, "
                    f"which was raised on {_said(raised)}"
                )
                yield NOTE_BEFORE_RISK.at(place(risk.where, "notes"), seen)


def _is_new_risk(note: DatedNote) -> bool:
    return bool(_NEW_RISK.match(note.text))


def check_ends(evidence: Evidence) -> Iterator[Finding]:
    """Nothing was completed before it was approved or raised."""
    for review in evidence.pack.service_reviews:
        start, end = review.business_case, review.completed
        if start and end and end < start:
            seen = f"{review.service} was completed on {_said(end)}, before its approval on "
            yield END_BEFORE_START.at(place(review.where, "completed"), seen + _said(start))


def check_version(evidence: Evidence) -> Iterator[Finding]:
    """The register's version date is not before its latest note."""
    register = evidence.pack.settings.risk_register
    notes = [(note.date, risk) for risk in evidence.risks for note in risk.notes if note.date]
    if register is None or not notes:
        return
    day, risk = max(notes, key=lambda each: each[0])
    if register.version_date < day <= _last_day(evidence):
        seen = (
            f"the version is of {_said(register.version_date)}, but {risk.reference} has a note of "
            f"{_said(day)}"
        )
        yield VERSION_BEFORE_NOTE.at(place(risk.where, "notes"), seen)


def check_order(evidence: Evidence) -> Iterator[Finding]:
    """Dated entries go from old to new, or from new to old."""
    for risk in evidence.risks:
        dated = [note for note in risk.notes if note.date]
        days = [note.date for note in dated if note.date]
        wrong = _misplaced(days)
        for index in wrong[:1]:
            seen = f"{risk.reference}'s note of {dated[index].written_date} is out of order"
            yield OUT_OF_ORDER.at(place(risk.where, "notes"), seen)
    history = evidence.pack.subject_history
    for index in _misplaced([meeting.date for meeting in history]):
        meeting = history[index]
        seen = f"{meeting.meeting} of {_said(meeting.date)} is out of order"
        yield OUT_OF_ORDER.at(place(meeting.where, "date"), seen)


def _misplaced(days: Sequence[date]) -> list[int]:
    """The indices that must move for the days to be in order, in the direction that needs fewer.

    Of two that could move, the later one is named; so the days are looked at from the last.
    """
    backwards = [day.toordinal() for day in reversed(days)]
    rising = _outside_longest_run([-number for number in backwards])
    falling = _outside_longest_run(backwards)
    fewer = min(falling, rising, key=len)
    return sorted(len(days) - 1 - index for index in fewer)


def _outside_longest_run(numbers: Sequence[int]) -> list[int]:
    """The indices outside a longest sequence that never falls."""
    ends: list[int] = []
    lowest: list[int] = []
    before: list[int | None] = []
    for index, number in enumerate(numbers):
        length = bisect_right(lowest, number)
        before.append(ends[length - 1] if length else None)
        ends[length : length + 1] = [index]
        lowest[length : length + 1] = [number]
    kept: set[int] = set()
    at = ends[-1] if ends else None
    while at is not None:
        kept.add(at)
        at = before[at]
    return [index for index in range(len(numbers)) if index not in kept]


def _said(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
