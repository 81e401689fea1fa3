"""Dates as people write them within a text, the day first."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from generator.findings import Location

MONTH_NAMES = (
    *("January", "February", "March", "April", "May", "June", "July", "August", "September"),
    *("October", "November", "December"),
)
"""Spelled here: those of strftime follow the machine."""
MONTHS = {"sept": 9} | {
    word.lower(): number
    for number, name in enumerate(MONTH_NAMES, start=1)
    for word in (name, name[:3])
}
"""The number of each month by its name and abbreviations, in small letters."""
MONTH_WORD = "(?:" + "|".join(sorted(MONTHS, key=len, reverse=True)) + ")"
_DATE = re.compile(
    rf"\b(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+)?(?P<month>{MONTH_WORD})\.?,?\s+'?"
    r"(?P<year>(?:19|20)\d\d|(?<=')\d\d)\b"
    r"|\b(?P<d>\d{1,2})(?P<sep>[./-])(?P<m>\d{1,2})(?P=sep)(?P<y>(?:19|20)?\d\d)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, kw_only=True)
class WrittenDate:
    """A date or a month within a text: its days, and where it begins in the text."""

    written: str
    first: date
    last: date
    start: int


@dataclass(frozen=True, kw_only=True)
class StatedDate:
    """The date or month that a workbook gives of itself above its table, and the cell."""

    written: str
    first: date
    last: date
    location: Location


def find_impossible_dates(text: str) -> Iterator[str]:
    """What is written as a day of a month and a year, but is no date: 31 April 2024.

    With figures alone, only where a year of four digits and a month show that a date is meant.
    """
    for found in _DATE.finditer(text):
        if found["d"]:
            month, is_meant = int(found["m"]), len(found["y"]) == 4
            parts = int(found["d"]), month, int(found["y"])
        else:
            month, is_meant = MONTHS[found["month"].lower()], True
            parts = int(found["day"] or 0), month, full_year(found["year"])
        if is_meant and 1 <= month <= 12 and _days(*parts) is None:
            yield found[0]


def find_dates(text: str) -> Iterator[WrittenDate]:
    """The dates and months of a text in their order; what is no date of the calendar is none."""
    for found in _DATE.finditer(text):
        if found["d"]:
            parts = int(found["d"]), int(found["m"]), full_year(found["y"])
        else:
            month = MONTHS[found["month"].lower()]
            parts = int(found["day"] or 0), month, full_year(found["year"])
        days = _days(*parts)
        if days is not None:
            yield WrittenDate(written=found[0], first=days[0], last=days[1], start=found.start())


def full_year(digits: str) -> int:
    """The year of two or four digits: 24 is 2024, 80 is 1980."""
    number = int(digits)
    if len(digits) == 4:
        return number
    # 80 to 99 are of the last century: no plan reaches so far, but services are as old.
    return number + (2000 if number < 80 else 1900)


def _days(day: int, month: int, year: int) -> tuple[date, date] | None:
    if not 1 <= month <= 12:
        return None
    last = monthrange(year, month)[1]
    if day > last:
        return None
    if day == 0:
        return date(year, month, 1), date(year, month, last)
    return date(year, month, day), date(year, month, day)


def spell_day(day: date) -> str:
    """25 April 2024, as every paper and message has it."""
    return f"{day.day} {MONTH_NAMES[day.month - 1]} {day.year}"
