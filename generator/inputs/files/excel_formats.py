"""What Excel shows for a stored number: the date of a serial number, and text by number format."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from functools import lru_cache

_END_OF_DATES = 2_958_466
"""The serial number of 1 January 10000, which Python cannot hold."""
_FROM_1904 = 1_462
"""Days between the starts of Excel's two calendars."""
_PIECES = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|_.|\*.|\[[^\]]*\]'
    r"|(?P<digits>[0#?][0#?,.]*)|(?P<day>d+)|(?P<month>m+)|(?P<year>y+)|(?P<other>.)",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"(?P<thousands>#,##)?[#?]*(?P<zeros>0*)(?:\.(?P<part>0+))?")
_SHOWN_AS_TYPED = frozenset(" -+/().:,'£$€")
Shown = Callable[[object], str]


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


@lru_cache(maxsize=1024)
def display_of(number_format: str) -> Shown | None:
    """Return what writes a value as a number format shows it; None for a format that hides nothing.

    It gives "" for a value that shows as it is stored. Understood are formats with one group of
    digits between letters (`"R"00`, `0.00`, `0%`) and dates without a day or a year (`d.m`).
    """
    pieces = list(_PIECES.finditer(number_format.split(";")[0]))
    kinds = {piece.lastgroup for piece in pieces}
    if {"day", "month", "year"} & kinds:
        if {"day", "month", "year"} <= kinds or any(
            piece["other"] not in (None, *_SHOWN_AS_TYPED) for piece in pieces
        ):
            return None
        return lambda value: _date_text(value, pieces)
    digits = [piece["digits"] for piece in pieces if piece["digits"]]
    found = _DIGITS.fullmatch(digits[0]) if len(digits) == 1 else None
    others = {piece["other"] for piece in pieces} - {None, *_SHOWN_AS_TYPED, "%"}
    if found is None or others or number_format == "#":
        return None
    return lambda value: _number_text(value, pieces, found)


def _number_text(value: object, pieces: list[re.Match[str]], digits: re.Match[str]) -> str:
    if not isinstance(value, (int, float)) or isinstance(value, bool) or value < 0:
        return ""
    decimals = len(digits["part"] or "")
    scaled = value * 100 if any(piece["other"] == "%" for piece in pieces) else value
    number = f"{scaled:{',' if digits['thousands'] else ''}.{decimals}f}"
    width = len(digits["zeros"]) + (decimals + 1 if decimals else 0)
    shown = "".join(
        number.rjust(width, "0") if piece["digits"] else _literal(piece) for piece in pieces
    ).strip()
    return "" if shown == f"{value:.15g}" else shown


def _date_text(value: object, pieces: list[re.Match[str]]) -> str:
    if not isinstance(value, date):
        return ""
    return "".join(_date_part(value, piece) for piece in pieces).strip()


def _date_part(value: date, piece: re.Match[str]) -> str:
    written = piece[0].lower()
    if piece["day"]:
        return (str(value.day), f"{value:%d}", f"{value:%a}", f"{value:%A}")[
            min(len(written), 4) - 1
        ]
    if piece["month"]:
        names = (str(value.month), f"{value:%m}", f"{value:%b}", f"{value:%B}", f"{value:%b}"[0])
        return names[min(len(written), 5) - 1]
    if piece["year"]:
        return f"{value:%Y}" if len(written) > 2 else f"{value:%y}"
    return _literal(piece)


def _literal(piece: re.Match[str]) -> str:
    """Return what a piece of a format prints by itself; spacing and colours print nothing."""
    return piece["quoted"] or piece["escaped"] or piece["other"] or ""
