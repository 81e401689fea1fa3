"""What charts say."""

from dataclasses import replace
from decimal import Decimal

from generator.content.insertable_blocks import charts_of
from generator.content.nodes import Series
from tests.content.packs import PACK


def test_service_reviews_by_stage():
    """The message names the stage of most reviews; the alternative text has every count."""
    chart = charts_of(PACK)["service-reviews"]
    assert chart.title == "2 of 3 service reviews: delayed"
    assert chart.alt == "Bar chart. Of 3 service reviews, by stage: Complete 1 and Delayed 2."
    assert (chart.categories, chart.series[0].values) == (("Complete", "Delayed"), (1.0, 2.0))


def test_survey_bars_are_parted_into_yes_and_no():
    """Each area has a bar for each question, and its parts add up to the responses."""
    chart = charts_of(PACK)["survey"]
    assert chart.title == "Awareness: 50 of 100 said yes"
    assert chart.series == (
        Series(name="Yes", values=(10.0, 40.0)),
        Series(name="No", values=(30.0, 20.0)),
    )


def test_savings_by_council_and_year():
    """The message has the year's totals; a missing saving is a bar of nothing."""
    chart = charts_of(PACK)["savings"]
    assert chart.title == "Savings in all: £1,500 in 2025/26 and £2,000 in 2026/27 onwards"
    assert chart.series[1] == Series(name="Southport Council", values=(500.0, 0.0))


def test_a_saving_below_nought_is_a_cost_increase_in_words():
    """No sentence has savings of −£500; a bar is labelled with a minus before the pound sign."""
    saving = replace(PACK.savings[0], amount_gbp=Decimal(-500))
    chart = charts_of(replace(PACK, savings=(saving,)))["savings"]
    assert chart.title == f"Savings in all: a cost increase of £500 in {saving.year}"
    assert f"{saving.council} a cost increase of £500 in {saving.year}" in chart.alt
    assert [chart.shown(value) for value in (-500.0, 1500.0, 0.0)] == ["−£500", "£1,500", "£0"]


def test_the_message_of_many_years_names_the_first_and_the_last():
    """The title stays short; the alternative text has every saving."""
    saving = PACK.savings[0]
    years = tuple(replace(saving, year=f"20{year}/{year + 1}") for year in range(24, 30))
    chart = charts_of(replace(PACK, savings=years))["savings"]
    assert chart.title == "Savings in all: £1,000 in 2024/25 and £1,000 in 2029/30"
    assert "£1,000 in 2026/27" in chart.alt
