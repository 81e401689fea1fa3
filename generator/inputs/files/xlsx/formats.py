"""Which cell styles mean a date, and what a serial number is as a date."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

from generator.inputs.files.xlsx.package import Package, PartHandler

_BUILT_IN = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
_NOT_CODE = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
_ELAPSED = re.compile(r"\[(h+|m+|s+)\]", re.IGNORECASE)
_LAST_SERIAL = 2_958_466
"""The serial number of 1 January 10000, the first that is no date."""


class _Styles(PartHandler):
    def __init__(self) -> None:
        self.codes: dict[int, str] = {}
        self.formats: list[int] = []
        self._in_cell_formats = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        tag = name.rpartition(" ")[2]
        if tag == "numFmt":
            number = attributes.get("numFmtId", "")
            if number.isdigit():
                self.codes[int(number)] = attributes.get("formatCode", "")
        elif tag == "cellXfs":
            self._in_cell_formats = True
        elif tag == "xf" and self._in_cell_formats:
            number = attributes.get("numFmtId", "0")
            self.formats.append(int(number) if number.isdigit() else 0)

    def end(self, name: str) -> None:
        if name.endswith(" cellXfs"):
            self._in_cell_formats = False


def date_styles(package: Package, part: str | None) -> frozenset[int]:
    """The indices of the cell styles that show a number as a date or a time."""
    if part is None or part not in package:
        return frozenset()
    styles = _Styles()
    package.parse(part, styles)
    return frozenset(
        index
        for index, number in enumerate(styles.formats)
        if is_date_format(number, styles.codes.get(number))
    )


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
