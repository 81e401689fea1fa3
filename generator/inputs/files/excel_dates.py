"""Which number formats show a date, and which date a serial number is."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

_BUILT_IN = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
_NOT_CODE = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
_ELAPSED = re.compile(r"\[(h+|m+|s+)\]", re.IGNORECASE)
_LAST_SERIAL = 2_958_466
"""The serial number of 1 January 10000, the first that is no date."""


def is_date_format(number: int, code: str | None) -> bool:
    """Whether a number format shows a date or a time; `code` is None for a built-in one."""
    if code is None:
        return number in _BUILT_IN
    if _ELAPSED.search(code):
        return False
    first = _NOT_CODE.sub("", code).split(";")[0].lower()
    return any(letter in first for letter in "ymdhs") and "general" not in first


def serial_date(serial: float, *, from_1904: bool) -> date | datetime | time | None:
    """The date of a serial number; None where it is out of range.

    Excel counts from 1900 and believes in 29 February 1900, so serial numbers below 60 are a day
    less. A part of a day alone is a time.
    """
    if from_1904:
        serial += 1462
    if not 0 <= serial < _LAST_SERIAL:
        return None
    days, part = divmod(round(serial * 86_400), 86_400)
    if days == 0:
        return (datetime.min + timedelta(seconds=part)).time()
    start = datetime(1899, 12, 31) if days < 60 else datetime(1899, 12, 30)
    moment = start + timedelta(days=days, seconds=part)
    return moment if part else moment.date()
