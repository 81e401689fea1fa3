"""Checks of dates and amounts within texts: days that do not exist, weekdays, ranges, thousands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from generator.checks.evidence import Evidence, check
from generator.findings import Finding, rule
from generator.model.written_dates import WrittenDate, find_dates, find_impossible_dates

_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WEEKDAY = re.compile(
    r"\b(mon|tue|wed|thu|fri|sat|sun)(?:s|nes|rs|r|ur|urs)?(?:day)?\.?,?\s+(?:the )?$",
    re.IGNORECASE,
)
_MAY_HOLD_DATE = re.compile(r"\d[./-]\d|(?:19|20)\d\d|'\d\d")
_DAY_NAME = re.compile(r"\b(?:mon|tue|wed|thu|fri|sat|sun)", re.IGNORECASE)
"""Looking for these first is faster than reading every date."""
_RANGE = re.compile(r"\s*(?:to|until|till|[–—-])\s*", re.IGNORECASE)
_AND = re.compile(r"\s*and\s*", re.IGNORECASE)
_BETWEEN = re.compile(r"\bbetween\s*$", re.IGNORECASE)
_MOVED = re.compile(
    r"\b(?:forward|moved?|chang\w+|revis\w+|amend\w+|bring|brought|reduc\w+|was|originally)\b",
    re.IGNORECASE,
)
_AMOUNT = re.compile(r"£\s?(\d+(?:,\d+)+)")
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+")


@check
def check_written_dates(evidence: Evidence) -> Iterator[Finding]:
    """The dates within texts exist, are of their weekday, and their ranges end after they begin."""
    for name, text, location in evidence.passages():
        if not _MAY_HOLD_DATE.search(text):
            continue
        if not name.endswith("'s notes"):  # the reader looks at notes itself
            for written in find_impossible_dates(text):
                yield rule("DATE-12").at(location, f"'{written}' is not a date", value=written)
        dates = tuple(find_dates(text))
        for code, written, seen in (*_wrong_weekdays(text, dates), *_wrong_ranges(text, dates)):
            yield rule(code).at(location, seen, value=written)


def _wrong_weekdays(text: str, dates: Sequence[WrittenDate]) -> Iterator[tuple[str, str, str]]:
    for written in dates if _DAY_NAME.search(text) else ():
        found = _WEEKDAY.search(text, max(0, written.start - 20), written.start)
        is_day = written.first == written.last
        if found and is_day and written.first.weekday() != _WEEKDAYS.index(found[1].lower()):
            said = f"{found[0].strip()} {written.written}"
            yield "DATE-18", written.written, f"'{said}' is a {written.first:%A}"


def _wrong_ranges(text: str, dates: Sequence[WrittenDate]) -> Iterator[tuple[str, str, str]]:
    for one, other in pairwise(dates):
        if other.last >= one.first:
            continue
        between = text[one.start + len(one.written) : other.start]
        before = text[max(0, one.start - 60) : one.start]
        is_range = _RANGE.fullmatch(between) or (
            _AND.fullmatch(between) and _BETWEEN.search(before)
        )
        # "moved from 31 January to 6 December" is no range
        if is_range and not _MOVED.search(before):
            said = f"{one.written}{between}{other.written}"
            yield "DATE-17", other.written, f"'{said}' ends before it begins"


@check
def check_thousands(evidence: Evidence) -> Iterator[Finding]:
    """The commas of an amount stand before groups of three digits."""
    for _, text, location in evidence.passages():
        for found in _AMOUNT.finditer(text) if "£" in text else ():
            if not _THOUSANDS.fullmatch(found[1]):
                seen = f"'{found[0]}' has a comma in the wrong place"
                yield rule("TEXT-10").at(location, seen, value=found[0])
