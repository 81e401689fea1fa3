"""The catalogue of figures."""

from decimal import Decimal

import pytest

from generator.content.figures import figures_of, year_slug
from tests.content.packs import PACK

TEXTS = {
    "programme": "Harbour Renewal",
    "meeting.date": "15 July 2025",
    "period.end": "30 June 2025",
    "appendix.appendix_a_log": "Appendix 1",
    "survey.responses": "100",
    "survey.awareness_yes": "50",
    "survey.awareness_yes_percent": "50%",
    "survey.north_quay.awareness_no": "30",
    "survey.south_quay.comments": "4",
    "savings.northport_2025_26": "£1,000",
    "savings.southport_council_2025_26": "£500",
    "savings.northport_2026_27": "£2,000",
    "savings.total_2025_26": "£1,500",
    "figures.berth_income": "£1,234,567",
    "service_reviews.total": "3",
    "service_reviews.delayed": "2",
    "risks.total": "4",
    "risks.exceptions": "2",
    "risks.closed": "1",
    "risks.up": "1",
    "risks.down": "1",
    "risks.red": "1",
    "risks.green": "2",
    "actions.total": "2",
    "actions.blank": "1",
}


@pytest.mark.parametrize(("name", "text"), TEXTS.items())
def test_each_input_gives_its_figures(name, text):
    """A figure has the value that a person would count in the inputs; closed risks do not count."""
    assert figures_of(PACK)[name].text == text


def test_money_stays_decimal():
    """Money is never a float."""
    assert figures_of(PACK)["savings.total_2025_26"].value == Decimal(1500)


@pytest.mark.parametrize(
    ("year", "slug"),
    [
        ("2024/25", "2024_25"),
        ("2024/2025", "2024_2025"),
        ("2025/26 onwards", "2025_26"),
        ("2024-25", "2024_25"),
        ("2024", "2024"),
        ("To date", "to_date"),
    ],
)
def test_years_in_names(year, slug):
    """A year's name is its digits; what follows them is left out."""
    assert year_slug(year) == slug
