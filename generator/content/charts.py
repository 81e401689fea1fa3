"""What the charts of a report say: their bars, their message, their alternative text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from decimal import Decimal

from generator.content.nodes import ChartSpec, Series
from generator.content.wording import listed, pounds, saving
from generator.model.pack import Pack
from generator.model.programme import Saving, ServiceReview, Survey

_YEARS_IN_TITLE = 3
"""With more years the message tells of the first and the last."""


def charts_of(pack: Pack) -> Mapping[str, ChartSpec]:
    """The charts that the pack's inputs allow, by the name that `pack.yaml` calls them."""
    charts = {}
    if pack.service_reviews:
        charts["service-reviews"] = _service_reviews(pack.service_reviews)
    if pack.survey:
        charts["survey"] = _survey(pack.survey)
    if pack.savings:
        charts["savings"] = _savings(pack.savings)
    return charts


def _service_reviews(reviews: tuple[ServiceReview, ...]) -> ChartSpec:
    counts = Counter(review.stage for review in reviews)
    stage, most = counts.most_common(1)[0]
    figures = listed([f"{name} {count}" for name, count in counts.items()])
    return ChartSpec(
        key="service_reviews",
        caption="Service reviews by stage",
        title=f"{most} of {len(reviews)} service reviews: {stage.lower()}",
        alt=f"Bar chart. Of {len(reviews)} service reviews, by stage: {figures}.",
        categories=tuple(counts),
        series=(Series(name="Service reviews", values=tuple(map(float, counts.values()))),),
        category_axis="Stage",
        value_axis="Number of service reviews",
        horizontal=True,
    )


def _survey(survey: Survey) -> ChartSpec:
    """A bar for each area and question, parted into yes and no."""
    bars = [(area, question) for question in survey.questions for area in survey.areas]
    yes = tuple(float(area.answers[question][0]) for area, question in bars)
    no = tuple(float(area.answers[question][1]) for area, question in bars)
    totals = [
        f"{question}: {survey.total.answers[question][0]} of {survey.total.responses} said yes"
        for question in survey.questions
    ]
    areas = [
        f"{area.area} {question.lower()} {area.answers[question][0]} yes and "
        f"{area.answers[question][1]} no"
        for area, question in bars
    ]
    return ChartSpec(
        key="survey",
        caption=f"{listed(list(survey.questions))} by area",
        title="; ".join(totals),
        alt=f"Stacked bar chart. {'; '.join(totals)}. By area: {', '.join(areas)}.",
        categories=tuple(f"{question}: {area.area}" for area, question in bars),
        series=(Series(name="Yes", values=yes), Series(name="No", values=no)),
        category_axis="Question and area",
        value_axis="Number of respondents",
        stacked=True,
        horizontal=True,
    )


def _saved(amount: Decimal) -> str:
    """ "£5,000" after the word savings; "a cost increase of £5,000" below nought."""
    return f"a {saving(amount)}" if amount < 0 else pounds(amount)


def _savings(savings: tuple[Saving, ...]) -> ChartSpec:
    years = tuple(dict.fromkeys(saving.year for saving in savings))
    councils = tuple(dict.fromkeys(saving.council for saving in savings))
    amounts = {(saving.council, saving.year): saving.amount_gbp for saving in savings}
    totals = [
        f"{_saved(sum((s.amount_gbp for s in savings if s.year == year), Decimal(0)))} in {year}"
        for year in years
    ]
    parts = [f"{s.council} {_saved(s.amount_gbp)} in {s.year}" for s in savings]
    told = totals if len(totals) <= _YEARS_IN_TITLE else [totals[0], totals[-1]]
    return ChartSpec(
        key="savings",
        caption="Savings by council and year",
        title=f"Savings in all: {listed(told)}",
        alt=f"Bar chart. Savings in all: {listed(totals)}. By council: {listed(parts)}.",
        categories=years,
        series=tuple(
            Series(
                name=council,
                values=tuple(float(amounts.get((council, year), 0)) for year in years),
            )
            for council in councils
        ),
        category_axis="Year",
        value_axis="Saving (£)",
        value_format="£{:,.0f}",
    )
