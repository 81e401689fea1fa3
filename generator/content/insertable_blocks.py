"""The charts and tables that a line such as [Table: survey] inserts into the narrative."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from generator.content import template_records as records
from generator.content.nodes import ChartSpec, Number, Picture, Series
from generator.content.printed_values import PrintedValue, amount_of, count_of
from generator.content.wording import EMPTY, listed, pounds, saving
from generator.model.pack import Pack
from generator.model.programme import AreaCounts, Saving, ServiceReview, Survey
from generator.settings.pack_settings import DocumentSettings

# With more years the message tells of the first and the last.
_YEARS_IN_TITLE = 3


def charts_of(pack: Pack) -> Mapping[str, ChartSpec]:
    """The charts that the pack's inputs allow, by the name that `pack.yaml` calls them."""
    charts = {}
    if pack.service_reviews:
        charts["service-reviews"] = _review_chart(pack.service_reviews)
    if pack.survey:
        charts["survey"] = _survey_chart(pack.survey)
    if pack.savings:
        charts["savings"] = _savings_chart(pack.savings)
    return charts


def _review_chart(reviews: tuple[ServiceReview, ...]) -> ChartSpec:
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


def _survey_chart(survey: Survey) -> ChartSpec:
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


def _savings_chart(savings: tuple[Saving, ...]) -> ChartSpec:
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
                name=council, values=tuple(float(amounts.get((council, year), 0)) for year in years)
            )
            for council in councils
        ),
        category_axis="Year",
        value_axis="Saving (£)",
        value_format="£{:,.0f}",
    )


# Tables

NumberedBlock = records.TableBlock | records.ServiceReviewsBlock | records.ChartBlock
Cells = list[str | PrintedValue]
BlocksByName = Mapping[tuple[str, str], tuple[NumberedBlock, ...]]


def insertable_blocks(pack: Pack, document: DocumentSettings) -> BlocksByName:
    """The blocks of each table and chart that the pack's inputs allow: ("table", "survey").

    A chart that the document's settings do not list has no blocks: its line prints nothing.
    """
    blocks: dict[tuple[str, str], tuple[NumberedBlock, ...]] = {
        ("table", name): tuple(found) for name, found in _tables(pack)
    }
    for name, chart in charts_of(pack).items():
        block = records.ChartBlock(
            number=Number(of="figure", key=f"figure_{chart.key}"),
            caption=chart.caption,
            picture=Picture(chart=chart),
        )
        blocks["chart", name] = (block,) if name in document.charts else ()
    return blocks


def _tables(pack: Pack) -> Iterator[tuple[str, Sequence[NumberedBlock]]]:
    if pack.service_reviews:
        yield "service-reviews", _service_reviews(pack.service_reviews)
        yield "service-review-stages", [_stages(pack.service_reviews)]
    if pack.survey:
        yield "survey", [_survey(pack.survey)]
    if pack.savings:
        yield "savings", [_savings(pack.savings)]


def _service_reviews(reviews: tuple[ServiceReview, ...]) -> list[records.ServiceReviewsBlock]:
    """A table for each phase, in the order in which the phases come."""
    phases = list(dict.fromkeys(review.phase for review in reviews))
    return [
        records.ServiceReviewsBlock(
            number=Number(of="table", key=f"service_reviews_{index}"),
            caption=phase,
            description=f"Services and the progress of their reviews: {phase}",
            rows=tuple(
                records.ServiceReviewRow(
                    service=review.service, update=review.update or EMPTY, stage=review.stage
                )
                for review in reviews
                if review.phase == phase
            ),
        )
        for index, phase in enumerate(phases, start=1)
    ]


def _table(key: str, caption: str, header: list[str], rows: list[Cells]) -> records.TableBlock:
    return records.TableBlock(
        number=Number(of="table", key=key),
        caption=caption,
        description=caption,
        header=tuple(header),
        rows=tuple(records.TableRow(cells=tuple(cells)) for cells in rows),
    )


def _stages(reviews: tuple[ServiceReview, ...]) -> records.TableBlock:
    counts = Counter(review.stage for review in reviews)
    rows: list[Cells] = [[stage, count_of(count)] for stage, count in counts.items()]
    rows.append(["All service reviews", count_of(len(reviews))])
    caption = "Number of service reviews at each stage"
    return _table("service_review_stages", caption, ["Stage", "Number"], rows)


def _survey(survey: Survey) -> records.TableBlock:
    """Areas as rows, the total last."""
    header = ["Area", "Responses"]
    for question in survey.questions:
        header += [f"{question}: Yes", f"{question}: No"]
    rows = [_area_row(survey, area) for area in (*survey.areas, survey.total)]
    return _table("survey", "Responses to the survey by area", header, rows)


def _area_row(survey: Survey, area: AreaCounts) -> Cells:
    row: Cells = [area.area, count_of(area.responses)]
    for question in survey.questions:
        row += [count_of(count) for count in area.answers[question]]
    return row


def _savings(savings: tuple[Saving, ...]) -> records.TableBlock:
    """Councils as rows, years as columns."""
    years = list(dict.fromkeys(each.year for each in savings))
    amounts = {(each.council, each.year): each.amount_gbp for each in savings}
    rows: list[Cells] = []
    for council in dict.fromkeys(each.council for each in savings):
        rows.append([council, *(amount_of(amounts.get((council, year))) for year in years)])
    return _table("savings", "Savings by council and year", ["Council", *years], rows)
