"""Cells of numbers: counts, amounts of money, figures."""

from __future__ import annotations

import math
import re
from datetime import date, time
from decimal import Decimal

from generator.characters import quoted
from generator.findings import rule
from generator.inputs.cells.parsed_cell import Parsed, Remark
from generator.inputs.cells.text_cells import broken_value, parse_code, says_nothing
from generator.inputs.files.input_sheet import Value

NUMBER_IN_WORDS = rule("NUM-03")
NUMBER_OUT_OF_RANGE = rule("NUM-02")
NUMBER_UNREADABLE = rule("NUM-01")

_NUMBER = re.compile(
    r"^(?P<sign>[-−+]|\()?\s*(?:£|gbp)?\s*(?P<after>[-−])?"
    r"(?P<digits>\d{1,3}(?:[, ]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)"
    r"\s*(?P<unit>k|m|million|thousand|bn|%|p)?\s*(?P<end>\))?$",
    re.IGNORECASE,
)
_TOO_LARGE = 10**15
"""Beyond this Excel itself loses digits."""
_UNITS = {
    "k": Decimal(1000),
    "thousand": Decimal(1000),
    "m": Decimal(1_000_000),
    "million": Decimal(1_000_000),
    "bn": Decimal(1_000_000_000),
}


def parse_number(value: Value) -> Parsed[Decimal]:
    """A finite number. Text such as "£491k" is understood, and remarked on."""
    broken = broken_value(value)
    if broken is not None:
        return Parsed(None, (broken,))
    if isinstance(value, (bool, date, time)):
        return Parsed(None, (Remark(NUMBER_UNREADABLE, f"{quoted(value)} is not a number"),))
    if isinstance(value, (int, float)):
        return _finite(value)
    code = parse_code(value)
    if code.value is None or says_nothing(code.value):
        return Parsed(None, code.remarks)
    return _from_text(code.value, code.remarks)


def _finite(value: int | float) -> Parsed[Decimal]:
    if not math.isfinite(value) or abs(value) >= _TOO_LARGE:
        what = "too large" if math.isfinite(value) else "not a number"
        return Parsed(None, (Remark(NUMBER_OUT_OF_RANGE, f"{quoted(value, 30)} is {what}"),))
    if isinstance(value, int):
        return Parsed(Decimal(value))
    # Fifteen digits are what Excel shows; the rest is the noise of binary fractions.
    return Parsed(Decimal(f"{value:.15g}"))


def _from_text(text: str, remarks: tuple[Remark, ...]) -> Parsed[Decimal]:
    found = _NUMBER.match(text.replace("\u00a0", " "))
    if found is None or (found["sign"] == "(") != (found["end"] == ")"):
        seen = f"{quoted(text)} is not a number"
        return Parsed(None, (*remarks, Remark(NUMBER_UNREADABLE, seen)))
    number = Decimal(re.sub("[, ]", "", found["digits"]))
    number *= _UNITS.get((found["unit"] or "").lower(), Decimal(1))
    if found["sign"] in ("-", "−", "(") or found["after"]:
        number = -number
    if abs(number) >= _TOO_LARGE:
        seen = f"{quoted(text, 30)} is too large"
        return Parsed(None, (*remarks, Remark(NUMBER_OUT_OF_RANGE, seen)))
    if found["unit"] and found["unit"] not in "%p":
        seen = f"{quoted(text)} was read as {number.normalize():,f}"
        remarks = (*remarks, Remark(NUMBER_IN_WORDS, seen))
    return Parsed(number, remarks)


def parse_count(value: Value) -> Parsed[int]:
    """A whole number of 0 or more."""
    number = parse_number(value)
    if number.value is None:
        return Parsed(None, number.remarks)
    if number.value != number.value.to_integral_value():
        seen = f"{quoted(value)} is not a whole number"
        return Parsed(None, (*number.remarks, Remark(NUMBER_UNREADABLE, seen)))
    if number.value < 0:
        seen = f"{quoted(value)} is below 0"
        return Parsed(None, (*number.remarks, Remark(NUMBER_OUT_OF_RANGE, seen)))
    return Parsed(int(number.value), number.remarks)
