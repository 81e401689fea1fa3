"""Cells of dates, and dates within text. The day comes first, as people write in Britain."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, datetime, time

from generator.characters import quoted
from generator.findings import rule
from generator.inputs.cells.parsed_cell import Parsed, Remark
from generator.inputs.cells.text_cells import parse_text, says_nothing
from generator.inputs.files.excel_formats import serial_date
from generator.inputs.files.input_sheet import Value
from generator.model.written_dates import MONTH_WORD, MONTHS, full_year

DATE_IN_WORDS = rule("DATE-05")
DATE_NOT_WHOLE = rule("DATE-04")
DATE_ORDER = rule("DATE-03")
DATE_UNREADABLE = rule("DATE-01")

_NUMERIC = re.compile(r"^(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2})$")
_SPACED = re.compile(r"^(\d{1,2}) (\d{1,2}) (\d{4}|\d{2})$")
_ISO = re.compile(r"^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$")
_WORDS = re.compile(
    rf"^(\d{{1,2}})(?:st|nd|rd|th)?[ -./]*(?:of )?({MONTH_WORD})\.?,?[ -./]*'?(\d{{4}}|\d{{2}})$"
)
_MONTH_FIRST = re.compile(rf"^({MONTH_WORD})\.? (\d{{1,2}})(?:st|nd|rd|th)?,? (\d{{4}})$")
_MONTH = re.compile(rf"^({MONTH_WORD})\.?[ -./,]*'?(\d{{4}}|\d{{2}})$")
_MONTH_NUMBER = re.compile(r"^(\d{1,2})[/.-](\d{4})$")
_WEEKDAY = re.compile(r"^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,? +")
_TIME = re.compile(r"[ ,t]+\d{1,2}[:.]\d\d(?:[:.]\d\d(?:\.\d+)?)?(?: ?[ap]m)?z?$")
_LOOKS_LIKE_DATE = re.compile(r"^\d{1,4}[./-]\d{1,2}[./-]\d{1,4}$")
_SERIALS = range(20_000, 80_000)
"""Serial numbers of the years 1954 to 2119."""


def parse_date(value: Value) -> Parsed[date]:
    """A date. A month without a day gives its first day; a month-first date is remarked on."""
    if isinstance(value, datetime):
        return Parsed(value.date())
    if isinstance(value, date):
        return Parsed(value)
    if isinstance(value, (bool, time)):
        return Parsed(None, (Remark(DATE_UNREADABLE, f"{quoted(value)} is not a date"),))
    if isinstance(value, (int, float)):
        return _from_serial(value)
    text = parse_text(value)
    if text.value is None or says_nothing(text.value):
        return Parsed(None, text.remarks)
    return read_date(text.value)


def parse_deadline(value: Value) -> Parsed[date]:
    """A date by which something is due: a month without a day means its last one."""
    parsed = parse_date(value)
    if parsed.value is None or [each.rule for each in parsed.remarks] != [DATE_NOT_WHOLE]:
        return parsed
    return month_end(str(value), parsed.value)


def month_end(written: str, day: date) -> Parsed[date]:
    """The last day of a month that is given without a day."""
    last = date(day.year, day.month, monthrange(day.year, day.month)[1])
    seen = f"{quoted(written)} was read as {in_words(last)}"
    return Parsed(last, (Remark(DATE_NOT_WHOLE, seen),))


def is_month_alone(shown: str) -> bool:
    """Whether a text gives a month and a year and no day."""
    return [each.rule for each in read_date(shown).remarks] == [DATE_NOT_WHOLE]


def _from_serial(value: int | float) -> Parsed[date]:
    moment = serial_date(value, from_1904=False) if int(value) in _SERIALS else None
    if isinstance(moment, datetime):
        return Parsed(moment.date())
    if isinstance(moment, date):
        return Parsed(moment)
    return Parsed(None, (Remark(DATE_UNREADABLE, f"{quoted(value)} is not a date"),))


def read_date(written: str) -> Parsed[date]:
    """The date of a text that is a date and nothing else."""
    text = _TIME.sub("", " ".join(written.lower().split()))
    text = _WEEKDAY.sub("", text)
    if found := _NUMERIC.match(text):
        return _day_first(written, int(found[1]), int(found[3]), full_year(found[4]))
    if found := _SPACED.match(text):
        return _day_first(written, int(found[1]), int(found[2]), full_year(found[3]))
    if found := _ISO.match(text):
        return _made(written, int(found[1]), int(found[2]), int(found[3]))
    if found := _WORDS.match(text):
        return _made(written, full_year(found[3]), MONTHS[found[2]], int(found[1]))
    if found := _MONTH_FIRST.match(text):
        return _made(written, int(found[3]), MONTHS[found[1]], int(found[2]))
    if found := _MONTH.match(text):
        return _month(written, full_year(found[2]), MONTHS[found[1]])
    if (found := _MONTH_NUMBER.match(text)) and 1 <= int(found[1]) <= 12:
        return _month(written, int(found[2]), int(found[1]))
    if _LOOKS_LIKE_DATE.match(text):
        return Parsed(None, (Remark(DATE_UNREADABLE, f"{quoted(written)} is not a date"),))
    return Parsed(None, (Remark(DATE_IN_WORDS, f"{quoted(written)} is not a date"),))


def _day_first(written: str, day: int, month: int, year: int) -> Parsed[date]:
    if month > 12 >= day:
        parsed = _made(written, year, day, month)
        if parsed.value is None:
            return parsed
        seen = f"{quoted(written)} has the month first; it was read as {in_words(parsed.value)}"
        return Parsed(parsed.value, (Remark(DATE_ORDER, seen),))
    return _made(written, year, month, day)


def _made(written: str, year: int, month: int, day: int) -> Parsed[date]:
    try:
        return Parsed(date(year, month, day))
    except ValueError:
        seen = f"{quoted(written)} is not a date"
        return Parsed(None, (Remark(DATE_UNREADABLE, seen),))


def _month(written: str, year: int, month: int) -> Parsed[date]:
    parsed = _made(written, year, month, 1)
    if parsed.value is None:
        return parsed
    seen = f"{quoted(written)} was read as {in_words(parsed.value)}"
    return Parsed(parsed.value, (Remark(DATE_NOT_WHOLE, seen),))


def in_words(day: date) -> str:
    """A date as a person writes it: 1 January 2024."""
    return f"{day.day} {day:%B %Y}"
