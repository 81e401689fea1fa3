"""Values in words."""

from datetime import date
from decimal import Decimal

import pytest

from generator.content import wording


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        (491000, "£491,000"),
        (Decimal("1234.5"), "£1,234.50"),
        (Decimal("1234.00"), "£1,234"),
        (0, "£0"),
        (-5, "−£5"),
    ],
)
def test_pounds(amount, text):
    """Money has its sign before the pound, thousands parted, pence only where there are some."""
    assert wording.pounds(amount) == text


@pytest.mark.parametrize("value", [-50_000, Decimal(-50_000)])
def test_an_amount_below_nought_turns_its_word_round(value):
    """Never an underspend of −£50,000, and never a saving of −£50,000."""
    assert wording.underspend(value) == "overspend of £50,000"
    assert wording.underspend(-value) == "underspend of £50,000"
    assert wording.saving(value) == "cost increase of £50,000"
    assert wording.saving(-value) == "saving of £50,000"


@pytest.mark.parametrize(
    ("part", "whole", "text"), [(25, 78, "32%"), (1, 8, "13%"), (0, 3, "0%"), (0, 0, "–")]
)
def test_percent(part, whole, text):
    """Shares are whole per cents, halves rounded up, and a share of nothing is a dash."""
    assert wording.percent(part, whole) == text


def test_dates_are_british_and_do_not_follow_the_machine():
    """A date has three forms, all day first, whatever the machine's language."""
    day = date(2024, 4, 5)
    assert wording.long_date(day) == "5 April 2024"
    assert wording.slashed_date(day) == "05/04/24"
    assert wording.dotted_date(day) == "05.04.24"


def test_slug_makes_a_name_of_a_heading():
    """Whatever is no letter or digit parts the words of a name."""
    assert wording.slug("  Further comments (free text)! ") == "further_comments_free_text"


def test_small_numbers_are_words():
    """Prose has words up to nine and figures from there."""
    assert [wording.in_words(n) for n in (0, 9, 10, 1200)] == ["zero", "nine", "10", "1,200"]


def test_lists_read_as_prose():
    """Two parts have "and", more have commas too."""
    assert wording.listed(["a"]) == "a"
    assert wording.listed(["a", "b", "c"]) == "a, b and c"
