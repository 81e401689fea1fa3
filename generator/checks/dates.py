"""Checks of dates against the as-of date, the period, and each other."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import date

from generator.checks.evidence import Evidence, check
from generator.findings import Finding, Location, rule
from generator.model.risks import Risk
from generator.model.standing import is_live
from generator.model.written_dates import WrittenDate, find_dates, spell_day

# A date in the future is wrong only beside what is told as done; plans and deadlines are not.
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
# Right before a date: what it is the date of.
_APPROVED = re.compile(r"\bapproved\b[^.]{0,60}$", re.IGNORECASE)
_COMPLETED = re.compile(r"\bcompleted?\b[^.]{0,20}$", re.IGNORECASE)
# Characters of a sentence before and after a date that are looked at.
_REACH = 300
_SENTENCE_END = re.compile(r"[.!?]\s+(?=[A-Z])|\n")
_YEARS_BACK, _YEARS_OVERDUE, _YEARS_ON = 30, 10, 15


def _last_day(evidence: Evidence) -> date:
    """The last day on which something can be reported as done: as-of date or meeting."""
    settings = evidence.settings
    return max(settings.as_of, settings.meeting.date) if settings.meeting else settings.as_of


def _done(evidence: Evidence) -> Iterator[tuple[str, date, Location]]:
    """Every date on which something was done: what, when, where."""
    for risk in evidence.risks:
        of = risk.reference
        for note in risk.notes:
            if note.date:
                yield f"{of}'s note", note.date, risk.at("notes")
        if risk.latest.date and "latest_date" in risk.where:
            yield f"{of}'s latest score", risk.latest.date, risk.at("latest_date")
        if risk.raised:
            yield f"{of}'s date raised", risk.raised, risk.at("raised_date")
        if risk.closed and not is_live(risk):  # a live one is check_open's
            yield f"{of}'s closing", risk.closed, risk.at("closed_date")
    for action in evidence.actions:
        if action.completed:
            what = f"{action.reference}'s completion"
            yield what, action.completed, action.at("completed")
    for review in evidence.pack.service_reviews:
        for key, day in (("business_case", review.business_case), ("completed", review.completed)):
            if day:
                yield f"{review.service}'s {key.replace('_', ' ')}", day, review.at(key)
    for meeting in evidence.pack.subject_history:
        yield meeting.meeting, meeting.date, meeting.at("date")


def _planned(evidence: Evidence) -> Iterator[tuple[date, Location]]:
    """Every date that something is due on."""
    for action in evidence.actions:
        if action.due:
            yield action.due, action.at("due")
    for risk in evidence.risks:
        if risk.next_review:
            yield risk.next_review, risk.at("next_review")
        for each in risk.actions:
            if each.due:
                yield each.due, each.due_at or risk.at("due")
    for review in evidence.pack.service_reviews:
        if review.original_end:
            yield review.original_end, review.at("original_end")


@check
def check_after_as_of(evidence: Evidence) -> Iterator[Finding]:
    """Nothing was done after the as-of date or the meeting, whichever is later."""
    last = _last_day(evidence)
    for what, day, location in _done(evidence):
        if day > last:
            seen = f"{what} is dated {spell_day(day)}, after {spell_day(last)}"
            yield rule("DATE-06").at(location, seen, value=spell_day(day))


@check
def check_texts_after_as_of(evidence: Evidence) -> Iterator[Finding]:
    """No text reports something as done at a time in the future."""
    last = _last_day(evidence)
    dated = {(location, day) for _, day, location in _done(evidence) if day > last}
    for text in evidence.texts:
        if text.key in ("notes", "update", "progress"):
            for written in _reported_as_done(text.text, last, needs_verb=False):
                if (text.location, written.first) not in dated:  # check_after_as_of has it
                    yield _future(written, text.location, last)
    for line, location in evidence.prose:
        for written in _reported_as_done(line, last, needs_verb=True):
            yield _future(written, location, last)


def _future(written: WrittenDate, location: Location, last: date) -> Finding:
    seen = f'"{written.written}" is reported as done, but is after {spell_day(last)}'
    return rule("DATE-06").at(location, seen, value=written.written)


def _reported_as_done(text: str, last: date, *, needs_verb: bool) -> Iterator[WrittenDate]:
    """Future dates in sentences about the past; without `needs_verb` in all but plans."""
    future = [written for written in find_dates(text) if written.first > last]
    ends = [found.end() for found in _SENTENCE_END.finditer(text)] if future else []
    for written in future:
        sentence, before = _sentence_around(written, text, ends)
        is_plan = (
            _FUTURE.search(before)
            or _FUTURE_RIGHT_BEFORE.search(before)
            or (_FUTURE.search(sentence) and not _PAST.search(before))
        )
        if not is_plan and (_PAST.search(sentence) or not needs_verb):
            yield written


def _sentence_around(written: WrittenDate, text: str, ends: Sequence[int]) -> tuple[str, str]:
    """The sentence of a date and its part before the date; `ends` are where sentences end."""
    bounds = [0, *ends, len(text)]
    number = bisect_right(bounds, written.start)
    start = max(bounds[number - 1], written.start - _REACH)
    end = min(bounds[min(number, len(bounds) - 1)], written.start + _REACH)
    return text[start:end], text[start : written.start]


@check
def check_years(evidence: Evidence) -> Iterator[Finding]:
    """No date is decades away from the period."""
    centre = evidence.settings.period.end.year
    done = ((day, location) for _, day, location in _done(evidence))
    planned = [(day, location, _YEARS_OVERDUE) for day, location in _planned(evidence)]
    for day, location, back in (*((*each, _YEARS_BACK) for each in done), *planned):
        if not centre - back <= day.year <= centre + _YEARS_ON:
            seen = f"the year {day.year} is {abs(day.year - centre)} years from the period"
            yield rule("DATE-07").at(location, seen, value=str(day.year))


@check
def check_notes_after_risk(evidence: Evidence) -> Iterator[Finding]:
    """No note is older than the risk that it is about."""
    for risk in evidence.risks:
        raised = _raised(risk)
        for note in risk.notes if raised else ():
            if note.date and raised and note.date < raised:
                seen = (
                    f"{risk.reference}'s note of {note.written_date} is before the day the risk "
                    f"was raised, {spell_day(raised)}"
                )
                where = risk.at("notes")
                yield rule("DATE-08").at(where, seen, value=note.written_date)


def _raised(risk: Risk) -> date | None:
    """The day on which the risk was raised, by its column or by a note "New risk"."""
    noted = (note.date for note in risk.notes if note.date and _NEW_RISK.match(note.text))
    return risk.raised or next(noted, None)


@check
def check_risk_dates(evidence: Evidence) -> Iterator[Finding]:
    """No risk was scored, or closed, before it was raised."""
    for risk in evidence.risks:
        days = {"closed_date": ("closed", risk.closed)}
        if "latest_date" in risk.where:
            days["latest_date"] = ("scored", risk.latest.date)
        for key, (done, day) in days.items():
            if risk.raised and day and day < risk.raised:
                seen = (
                    f"{risk.reference} was {done} on {spell_day(day)}, before the day it was "
                    f"raised, {spell_day(risk.raised)}"
                )
                yield rule("DATE-13").at(risk.at(key), seen, value=spell_day(day))


@check
def check_history(evidence: Evidence) -> Iterator[Finding]:
    """Each earlier meeting is there once, on a weekday, and in the years that are stated."""
    pack, settings = evidence.pack, evidence.settings
    last = settings.meeting.date if settings.meeting else settings.as_of
    years = settings.report.subject_history_years if settings.report else 0
    first = _years_before(last, years) if years else None
    seen_before: set[tuple[str, date]] = set()
    for meeting in pack.subject_history:
        day, name = meeting.date, " ".join(meeting.meeting.split())
        where, said = meeting.at("date"), f"{name} of {spell_day(meeting.date)}"
        key = _plain(name), day
        if key in seen_before:
            yield rule("HIST-01").at(meeting.at("meeting"), f"{said} is listed twice")
        seen_before.add(key)
        if settings.meeting and key == (_plain(settings.meeting.committee), last):
            yield rule("HIST-02").at(where, f"{said} is the meeting that receives the pack")
        if first and day < first:
            seen = f"{said} is before {spell_day(first)}, more than {years} years back"
            yield rule("HIST-03").at(where, seen, value=spell_day(day))
        # Committees do not meet at weekends: the day or the year is a slip.
        if day.weekday() >= 5:
            yield rule("HIST-04").at(where, f"{said} is a {day:%A}", value=spell_day(day))


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold().removeprefix("the ")


def _years_before(day: date, years: int) -> date:
    """The same day some years before; of 29 February the day before, where there is none."""
    leap = (day.month, day.day) == (2, 29)
    return date(max(1, day.year - years), day.month, 28 if leap else day.day)


@check
def check_ends(evidence: Evidence) -> Iterator[Finding]:
    """No review was completed, or planned to end, before it was approved."""
    for review in evidence.pack.service_reviews:
        start = review.business_case
        ends = (
            ("completed", "completed", review.completed),
            ("original_end", "planned to end", review.original_end),
        )
        for key, done, end in ends:
            if start and end and end < start:
                seen = (
                    f"{review.service} was {done} on {spell_day(end)}, before its approval on "
                    f"{spell_day(start)}"
                )
                yield rule("DATE-09").at(review.at(key), seen, value=spell_day(end))


@check
def check_said_dates(evidence: Evidence) -> Iterator[Finding]:
    """An update gives the months of approval and completion that the columns give."""
    for review in evidence.pack.service_reviews:
        for key, verb, day in (
            ("business_case", _APPROVED, review.business_case),
            ("completed", _COMPLETED, review.completed),
        ):
            said = [
                written
                for written in find_dates(review.update)
                if verb.search(_sentence_around(written, review.update, ())[1])
            ]
            if (
                day
                and said
                and day.replace(day=1) not in (each.first.replace(day=1) for each in said)
            ):
                month = spell_day(day).partition(" ")[2]
                what = f"{review.service}'s {key.replace('_', ' ')}"
                seen = f"{what} is {month}, but its update says {said[0].written}"
                yield rule("DATE-14").at(review.at(key), seen, value=month)


@check
def check_latest_dates(evidence: Evidence) -> Iterator[Finding]:
    """No latest score is older than the period, where most are of the period."""
    start = evidence.settings.period.start
    scored = [
        (risk, risk.latest.date)
        for risk in evidence.live_risks
        if risk.latest.date and "latest_date" in risk.where
    ]
    old = [(risk, day) for risk, day in scored if day < start]
    for risk, day in old if len(old) * 2 < len(scored) else ():
        seen = f"{risk.reference}'s latest score is of {spell_day(day)}, before {spell_day(start)}"
        yield rule("DATE-15").at(risk.at("latest_date"), seen, value=spell_day(day))


@check
def check_version(evidence: Evidence) -> Iterator[Finding]:
    """The register's version date is not before its latest note."""
    register = evidence.settings.risk_register
    notes = [(note.date, risk) for risk in evidence.risks for note in risk.notes if note.date]
    if register is None or not notes:
        return
    day, risk = max(notes, key=lambda each: each[0])
    # A note after the as-of date is wrong itself, which another check tells.
    if register.version_date < day <= _last_day(evidence):
        seen = (
            f"the version date is {spell_day(register.version_date)}, but {risk.reference} has a "
            f"note of {spell_day(day)}"
        )
        yield rule("DATE-10").at(risk.at("notes"), seen)


@check
def check_order(evidence: Evidence) -> Iterator[Finding]:
    """Dated entries go from old to new, or from new to old."""
    for risk in evidence.risks:
        dated = [(note.date, note.written_date) for note in risk.notes if note.date]
        for index in _misplaced([day for day, _ in dated])[:1]:
            written = dated[index][1]
            seen = f"{risk.reference}'s note of {written} is out of order"
            yield rule("DATE-11").at(risk.at("notes"), seen, value=written)
    history = evidence.pack.subject_history
    for index in _misplaced([meeting.date for meeting in history]):
        meeting = history[index]
        seen = f"{meeting.meeting} of {spell_day(meeting.date)} is out of order"
        yield rule("DATE-11").at(meeting.at("date"), seen)


def _misplaced(days: Sequence[date]) -> list[int]:
    """The indices of the days to move, so that all are in order in the direction that needs fewer.

    If either of two could move, it is the later one, so the days are looked at from the last.
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
