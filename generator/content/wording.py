"""How values and standings are put into words: money, numbers, dates, names, arrows."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from generator.model.risks import Trend
from generator.model.standing import heat_map_cells
from generator.model.written_dates import spell_day
from generator.settings.pack_settings import PackSettings
from generator.settings.scoring import Band, Scoring

EMPTY = "–"
"""What is written where an input is empty: a table for the public has no empty cell."""

_SMALL_NUMBERS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]


long_date = spell_day
"""25 April 2024."""


def slashed_date(day: date) -> str:
    """25/04/24, as lists of meetings have it."""
    return f"{day.day:02}/{day.month:02}/{day.year % 100:02}"


def dotted_date(day: date) -> str:
    """25.04.24, as registers have it."""
    return f"{day.day:02}.{day.month:02}.{day.year % 100:02}"


def number(value: int | Decimal) -> str:
    """1,234 or 1,234.5."""
    return f"{value:,}"


def pounds(value: int | Decimal) -> str:
    """£491,000, with pence only where there are some; −£5 for a negative amount."""
    # A true minus: Word breaks a line after a hyphen.
    sign = "−" if value < 0 else ""
    amount = abs(Decimal(value))
    whole = amount == amount.to_integral_value()
    return f"{sign}£{amount:,.0f}" if whole else f"{sign}£{amount:,.2f}"


def percent(part: int, whole: int) -> str:
    """The share as a whole per cent, halves rounded up; "–" where the whole is nothing."""
    if whole == 0:
        return EMPTY
    # Not round(), which takes 12.5 to 12: members work it out again with a calculator.
    share = Decimal(100 * part) / Decimal(whole)
    return f"{share.quantize(Decimal(1), ROUND_HALF_UP)}%"


def in_words(value: int | Decimal) -> str:
    """Zero to nine in words, as prose has it; anything else in figures."""
    if value == int(value) and 0 <= value <= 9:
        return _SMALL_NUMBERS[int(value)]
    return number(value)


def slug(text: str) -> str:
    """A name for the narrative: "Further comments" becomes further_comments."""
    return re.sub(r"[^a-z0-9]+", "_", text.lower()).strip("_")


def listed(items: list[str]) -> str:
    """a, b and c."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} and {items[-1]}"


def underspend(value: int | Decimal) -> str:
    """ "underspend of £50,000"; an amount below nought is an "overspend of £50,000"."""
    return f"{'overspend' if value < 0 else 'underspend'} of {pounds(abs(Decimal(value)))}"


def saving(value: int | Decimal) -> str:
    """ "saving of £50,000"; an amount below nought is a "cost increase of £50,000"."""
    return f"{'cost increase' if value < 0 else 'saving'} of {pounds(abs(Decimal(value)))}"


FILTERS: Mapping[str, Callable[..., str]] = {
    "pounds": pounds,
    "underspend": underspend,
    "saving": saving,
    "number": number,
    "words": in_words,
    "date": long_date,
    "short_date": slashed_date,
    "upper": lambda value: str(value).upper(),
    "lower": lambda value: str(value).lower(),
}
"""What may follow a figure's name in the narrative: {{ name | filter }}."""


# Standings

ARROWS = {Trend.INCREASED: "↑", Trend.UNCHANGED: "⇔", Trend.DECREASED: "↓"}
"""Bare arrows, not pictures: a screen reader says them, and the word is beside each."""


def trend_label(trend: Trend) -> str:
    """Arrow and word: "↑ Increased"."""
    return f"{ARROWS[trend]} {trend.value.capitalize()}"


def register_date(settings: PackSettings) -> str:
    """Of when the register and its scores are: words that follow a noun."""
    register = settings.risk_register
    if register is None:
        return f"as at {long_date(settings.as_of)}"
    return (
        f"in the register of {long_date(register.version_date)}, with scores of "
        f"{long_date(register.latest_date)}"
    )


def cells_of(band: Band, scoring: Scoring) -> str:
    """The cells of the heat map that have a band, impact first: "1×1, 1×2, 2×1"."""
    cells = sorted(cell[:2] for cell in heat_map_cells(scoring) if cell[2] == band)
    return ", ".join(f"{impact}×{likelihood}" for impact, likelihood in cells)
