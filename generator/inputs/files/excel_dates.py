"""Which date a serial number of Excel is."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

_END_OF_DATES = 2_958_466
"""The serial number of 1 January 10000, which Python cannot hold."""
_FROM_1904 = 1_462
"""Days between the starts of Excel's two calendars."""


def serial_date(serial: float, *, from_1904: bool) -> date | datetime | time | None:
    """Return the date of a serial number, to the second; None where it is out of range.

    Midnight is a date, a part of a day alone is a time. Excel's calendar begins in 1900 and has a
    29 February 1900 that never was, so serial numbers below 60 are a day off.
    """
    if not 0 <= serial < _END_OF_DATES:
        return None
    days, seconds = divmod(round(serial * 86_400), 86_400)
    if days == 0:
        return (datetime.min + timedelta(seconds=seconds)).time()
    if from_1904:
        days += _FROM_1904
        if days >= _END_OF_DATES:
            return None
    start = datetime(1899, 12, 31) if days < 60 else datetime(1899, 12, 30)
    moment = start + timedelta(days=days, seconds=seconds)
    return moment if seconds else moment.date()
