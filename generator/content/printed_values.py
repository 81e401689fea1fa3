"""Numbers and dates for templates: printed as the paper writes them, sorted as what they are."""

from __future__ import annotations

import operator
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import partialmethod
from typing import Any

from generator.content.wording import EMPTY, dotted_date, long_date, number, pounds, slashed_date
from generator.model.risks import Score, rounded
from generator.settings.own_fields import OwnField

Number = int | float | Decimal
Operation = Callable[[Any, Any], Any]


class PrintedValue:
    """A number or date, or nothing, which prints "–".

    It equals its text as well as its value. A comparison with nothing is false, whichever way
    round; arithmetic with nothing raises TypeError. A sum is printed like its parts.
    """

    __slots__ = ("_value", "_wording")

    def __init__(self, value: Number | date | None, wording: Callable[[Any], str] = str) -> None:
        self._value = value
        self._wording = wording

    @property
    def is_missing(self) -> bool:
        """Whether there is no value."""
        return self._value is None

    def __str__(self) -> str:
        return EMPTY if self._value is None else self._wording(self._value)

    def __repr__(self) -> str:
        return f"PrintedValue({str(self)!r})"

    def __bool__(self) -> bool:
        return bool(self._value)

    def __hash__(self) -> int:
        return hash(str(self))

    def __eq__(self, other: object) -> bool:
        if isinstance(other, str):
            return str(self) == other
        if isinstance(other, PrintedValue):
            return self._value == other._value and str(self) == str(other)
        return self._value == other

    def _compared(self, other: object, *, operation: Operation) -> bool:
        theirs = _value_of(other)
        if self._value is None or theirs is None:
            return False
        return bool(operation(self._value, theirs))

    __lt__ = partialmethod(_compared, operation=operator.lt)
    __le__ = partialmethod(_compared, operation=operator.le)
    __gt__ = partialmethod(_compared, operation=operator.gt)
    __ge__ = partialmethod(_compared, operation=operator.ge)

    def _worked_out(self, left: object, right: object, operation: Operation) -> PrintedValue:
        one, two = _value_of(left), _value_of(right)
        if one is None or two is None:
            raise TypeError("one of the values is missing")
        if isinstance(one, Decimal) and isinstance(two, float):
            one = float(one)
        elif isinstance(two, Decimal) and isinstance(one, float):
            two = float(two)
        found = operation(one, two)
        is_amount = not isinstance(one, date) or not isinstance(two, date)
        return PrintedValue(found, self._wording) if is_amount else PrintedValue(found.days, number)

    def __add__(self, other: object) -> PrintedValue | str:
        if isinstance(other, str):
            return str(self) + other
        return self._worked_out(self, other, operator.add)

    def __radd__(self, other: object) -> PrintedValue | str:
        return other + str(self) if isinstance(other, str) else self + other

    def __sub__(self, other: object) -> PrintedValue:
        return self._worked_out(self, other, operator.sub)

    def __rsub__(self, other: object) -> PrintedValue:
        return self._worked_out(other, self, operator.sub)

    def __truediv__(self, other: object) -> float:
        return float(self) / float(_value_of(other))

    def __rtruediv__(self, other: object) -> float:
        return float(_value_of(other)) / float(self)

    def __int__(self) -> int:
        return int(self._amount())

    def __index__(self) -> int:
        return operator.index(self._value)  # type: ignore[arg-type]

    def __float__(self) -> float:
        return float(self._amount())

    def __round__(self, digits: int = 0) -> PrintedValue:
        rounded: Any = round(self._amount(), digits)
        return PrintedValue(rounded, self._wording)

    def __abs__(self) -> PrintedValue:
        size: Any = abs(self._amount())
        return PrintedValue(size, self._wording)

    def _amount(self) -> Number:
        if self._value is None or isinstance(self._value, date):
            raise TypeError(f"{self} is not a number")
        return self._value

    # As a text it can be cut and searched.

    def __len__(self) -> int:
        return len(str(self))

    def __getitem__(self, place: int | slice) -> str:
        return str(self)[place]

    def __contains__(self, text: str) -> bool:
        return text in str(self)


def _value_of(other: object) -> Any:
    if isinstance(other, PrintedValue):
        return other._value
    if isinstance(other, str):
        raise TypeError(f"a number or date cannot be compared with the text '{other}'")
    return other


def printed_figure(value: Number | date | str, text: str) -> PrintedValue | str:
    """A figure in the wording that gives its text; a figure that is a text stays one."""
    if isinstance(value, str):
        return text
    wordings: list[Callable[[Any], str]] = [number, pounds, long_date, _with_percent]
    for wording in wordings:
        if isinstance(value, date) is (wording is long_date) and wording(value) == text:
            return PrintedValue(value, wording)
    return PrintedValue(value, lambda _: text)


def _with_percent(value: int | Decimal) -> str:
    return f"{number(value)}%"


def field_value(field: OwnField) -> PrintedValue | str:
    """A field of the council's own: printed as its kind is; yes and no can be asked with `if`."""
    value = field.parsed
    if isinstance(value, bool):
        return PrintedValue(value, lambda told: "Yes" if told else "No")
    if isinstance(value, str):
        return value
    return PrintedValue(value, _FIELD_WORDINGS[field.kind])


_FIELD_WORDINGS: dict[str, Callable[[Any], str]] = {
    "date": long_date,
    "number": number,
    "money": pounds,
}


def count_of(value: Number | None) -> PrintedValue:
    """Printed as 1,234."""
    return PrintedValue(value, number)


def score_of_risk(value: Score | None) -> PrintedValue:
    """Printed as 15 or 7.5, with two decimals at most."""
    return PrintedValue(value, _step)


def _step(value: Score) -> str:
    return str(rounded(value))


def amount_of(value: Number | None) -> PrintedValue:
    """Printed as £491,000."""
    return PrintedValue(value, pounds)


def day_of(value: date | None) -> PrintedValue:
    """Printed as 25 April 2024."""
    return PrintedValue(value, long_date)


def dotted_day_of(value: date | None) -> PrintedValue:
    """Printed as 25.04.24."""
    return PrintedValue(value, dotted_date)


def slashed_day_of(value: date | None) -> PrintedValue:
    """Printed as 25/04/24."""
    return PrintedValue(value, slashed_date)
