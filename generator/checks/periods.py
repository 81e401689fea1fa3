"""Checks of the period, of the dates in pack.yaml, and of the quarters that its texts name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from generator.checks.evidence import Evidence, check
from generator.findings import Finding, rule
from generator.model.written_dates import StatedDate, find_dates, spell_day
from generator.settings.pack_settings import Period

# Of a period: two weeks; a quarter and two months; a year and some days.
_LEAST_DAYS, _MOST_DAYS_OF_QUARTER, _MOST_DAYS = 14, 160, 400
_MOST_DAYS_TO_AS_OF, _MOST_DAYS_TO_MEETING = 366, 183
_ROUGHLY = timedelta(days=14)
_ORDINALS = {"first": "1", "second": "2", "third": "3", "fourth": "4"}
_QUARTER = re.compile(
    r"\b(?:quarter[ -]?(\d)|qtr\.? ?(\d)|q(\d)|(\d)(?:st|nd|rd|th) quarter"
    r"|(first|second|third|fourth) quarter)\b",
    re.IGNORECASE,
)
_YEARS = re.compile(r"\b(20\d\d) ?[/–-] ?(?:20)?(\d\d)\b")
_YEAR = re.compile(r"\b20\d\d\b")
_COVERS = re.compile(
    r"\b(?:this|the) (?:report|paper|update|pack) (?:is (?:for|of)|covers?|relates to|reports on)\b"
    r"[^.]*",
    re.IGNORECASE,
)
_FOLDER_MONTH = re.compile(r"\b(20\d\d)-(0[1-9]|1[0-2])\b")


@dataclass(frozen=True, kw_only=True)
class _WrittenTime:
    """A quarter, year or month within a text, and the runs of months that it can mean.

    Months are counted from the year 0. `quarter` is its number, 0 for other times.
    """

    written: str
    months: tuple[range, ...]
    quarter: int = 0


def _month(day: date) -> int:
    return day.year * 12 + day.month - 1


def _times(text: str, period: Period) -> Iterator[_WrittenTime]:
    """The quarters, financial years and months that a text names.

    Without a year a quarter is one of the period's years. A quarter of "2023/24" counts from April,
    one of "2024" from January or from an April.
    """
    pairs = [found for found in _YEARS.finditer(text) if int(found[2]) == (int(found[1]) + 1) % 100]
    years = [int(found[0]) for found in _YEAR.finditer(text)]
    if not years:
        years = [period.start.year, period.end.year]
    aprils = [int(found[1]) * 12 + 3 for found in pairs]
    starts = aprils or [
        start for year in years for start in (year * 12, year * 12 + 3, year * 12 - 9)
    ]
    for found in _QUARTER.finditer(text):
        said = next(filter(None, found.groups())).lower()
        number = int(_ORDINALS.get(said, said))
        months = tuple(range(start + 3 * number - 3, start + 3 * number) for start in starts)
        yield _WrittenTime(written=found[0], months=months, quarter=number)
    for found in pairs:
        april = int(found[1]) * 12 + 3
        yield _WrittenTime(written=found[0], months=(range(april, april + 12),))
    for day in find_dates(text):
        months = (range(_month(day.first), _month(day.last) + 1),)
        yield _WrittenTime(written=day.written, months=months)


def _other_time(text: str, period: Period, last: date, *, only_quarters: bool) -> str:
    """The first time in a text that is not of the period, "" if there is none.

    `last` is the last day that a month may name. A quarter that has the number of the period's own
    name is right; with `only_quarters` no other time is looked at.
    """
    own = {time.quarter for time in _times(period.name, period)} - {0}
    ours = range(_month(period.start), _month(period.end) + 1)
    for time in _times(text, period):
        until = ours if time.quarter else range(ours.start, _month(last) + 1)
        fits = any(set(months) & set(until) for months in time.months)
        if time.quarter and own:
            fits = time.quarter in own and (fits or text != period.name)
        if not fits and (time.quarter or not only_quarters):
            return time.written
    return ""


@check
def check_period_names(evidence: Evidence) -> Iterator[Finding]:
    """The period's name and folder, and the titles and subject of its papers, name its quarter."""
    pack, settings = evidence.pack, evidence.settings
    period = settings.period
    last = max(settings.as_of, settings.meeting.date if settings.meeting else settings.as_of)
    folder = _FOLDER_MONTH.sub(_month_in_words, pack.period.replace("_", "-"))
    named = [
        ("period.name", "the period's name", period.name, period.end, False),
        ("period", f"the folder's name {pack.period}", folder, last, False),
    ]
    if settings.mail:
        named.append(("mail.subject", "the mail's subject", settings.mail.subject, last, False))
    if settings.report:
        named.append(("report.title", "the report's title", settings.report.title, last, True))
    for number, document in enumerate(settings.documents):
        for key in ("title", "listed_as"):
            what = f"the title of {document.file_name}"
            named.append((f"documents.{number}.{key}", what, getattr(document, key), last, True))
    for path, what, text, until, only_quarters in named:
        if wrong := _other_time(text, period, until, only_quarters=only_quarters):
            seen = (
                f"{what} says '{wrong}', but the period, {period.name}, is from "
                f"{spell_day(period.start)} to {spell_day(period.end)}"
            )
            yield rule("PACK-20").at(evidence.at(path), seen, value=wrong)


def _month_in_words(found: re.Match[str]) -> str:
    """2022-11 as November 2022, unless it is the year 2011-12."""
    if int(found[2]) == (int(found[1]) + 1) % 100:
        return found[0]
    return f"{date(int(found[1]), int(found[2]), 1):%B %Y}"


@check
def check_covered_quarter(evidence: Evidence) -> Iterator[Finding]:
    """The quarter that the text says it reports on is the period's."""
    settings = evidence.settings
    for line, location in evidence.prose:
        for found in _COVERS.finditer(line):
            wrong = _other_time(found[0], settings.period, settings.as_of, only_quarters=True)
            if wrong:
                seen = f"the text says '{found[0][:80]}', but the period is {settings.period.name}"
                yield rule("PACK-20").at(location, seen, value=wrong)


@check
def check_order(evidence: Evidence) -> Iterator[Finding]:
    """The end of the period, the as-of date and the meeting follow each other."""
    settings, at = evidence.settings, evidence.at
    period, as_of, meeting = settings.period, settings.as_of, settings.meeting
    if as_of < period.end:
        seen = f"as_of {as_of} is before the end of the period, {period.end}"
        yield rule("PACK-14").at(at("as_of"), seen)
    if meeting and meeting.date < max(period.end, as_of):
        what = f"as_of, {as_of}" if as_of >= period.end else f"the end of the period, {period.end}"
        seen = f"the meeting on {meeting.date} is before {what}"
        yield rule("PACK-14").at(at("meeting.date"), seen)
    register = settings.risk_register
    for key in ("version_date", "latest_date") if register else ():
        day = getattr(register, key)
        if day > as_of:
            seen = f"{key} {day} is after as_of, {as_of}"
            yield rule("PACK-14").at(at(f"risk_register.{key}"), seen)
    if register and register.version_date + _ROUGHLY < register.latest_date <= as_of:
        seen = f"latest_date {register.latest_date} is after version_date {register.version_date}"
        yield rule("PACK-14").at(at("risk_register.latest_date"), seen)
    last = max(as_of, meeting.date) if meeting else as_of
    for written in find_dates(settings.action_plan.updated) if settings.action_plan else ():
        if written.first > last:
            seen = f"updated {written.written} is after {last}"
            yield rule("PACK-14").at(at("action_plan.updated"), seen)


@check
def check_copied_dates(evidence: Evidence) -> Iterator[Finding]:
    """No date of the register or the plan is of an earlier period, as after copying its folder."""
    settings, at = evidence.settings, evidence.at
    start = settings.period.start
    dates = []
    if settings.risk_register:
        for key in ("version_date", "latest_date"):
            day = getattr(settings.risk_register, key)
            dates.append((f"risk_register.{key}", str(day), day))
    if settings.action_plan:
        for day in find_dates(settings.action_plan.updated):
            dates.append(("action_plan.updated", day.written, day.last))
    for path, written, day in dates:
        if day < start:
            key = path.rpartition(".")[2]
            seen = f"{key} {written} is before the period, which starts on {start}"
            yield rule("PACK-19").at(at(path), seen, value=written)


@check
def check_stated_dates(evidence: Evidence) -> Iterator[Finding]:
    """The date that a workbook gives of itself above its table is the one that is printed."""
    pack, settings = evidence.pack, evidence.settings
    register, plan = settings.risk_register, settings.action_plan
    printed: list[tuple[str, str, tuple[StatedDate, ...], list[tuple[date, date]]]] = []
    if register and pack.register:
        days = (register.version_date, register.latest_date, settings.as_of)
        ours = [(day, day) for day in days]
        key, stated = "risk_register.version_date", pack.register.stated_dates
        printed.append((key, str(register.version_date), stated, ours))
    if plan and pack.action_plan:
        ours = [(day.first, day.last) for day in find_dates(plan.updated)]
        printed.append(("action_plan.updated", plan.updated, pack.action_plan.stated_dates, ours))
    for key, written, stated, ours in printed:
        for day in stated:
            if ours and not any(first <= day.last and last >= day.first for first, last in ours):
                name = key.rpartition(".")[2]
                seen = f"{name} is {written}, but {day.location} says {day.written}"
                yield rule("PACK-26").at(evidence.at(key), seen, value=written)


@check
def check_likely_dates(evidence: Evidence) -> Iterator[Finding]:
    """The period is weeks or months long, and its papers follow within months, on a weekday."""
    settings, at = evidence.settings, evidence.at
    period, as_of, meeting = settings.period, settings.as_of, settings.meeting
    days = (period.end - period.start).days + 1
    quarters = {time.quarter for time in _times(period.name, period)} - {0}
    most = _MOST_DAYS if len(quarters) != 1 else _MOST_DAYS_OF_QUARTER
    if not _LEAST_DAYS <= days <= most:
        seen = f"the period from {period.start} to {period.end} has {days} days"
        yield rule("PACK-21").at(at("period.end"), seen)
    if as_of - period.end > timedelta(days=_MOST_DAYS_TO_AS_OF):
        seen = f"as_of {as_of} is more than a year after the period, which ends on {period.end}"
        yield rule("PACK-21").at(at("as_of"), seen)
    if meeting and meeting.date - as_of > timedelta(days=_MOST_DAYS_TO_MEETING):
        seen = f"the meeting on {meeting.date} is more than half a year after as_of, {as_of}"
        yield rule("PACK-21").at(at("meeting.date"), seen)
    if meeting and meeting.date.weekday() >= 5:
        seen = f"the meeting on {meeting.date} is on a {meeting.date:%A}"
        yield rule("PACK-21").at(at("meeting.date"), seen)
