"""The tables and charts that a line such as [Table: survey] inserts into the narrative."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from generator.content.charts import charts_of
from generator.content.nodes import Number, Picture
from generator.content.printed_values import PrintedValue, amount_of, count_of
from generator.content.template_records import (
    ChartBlock,
    ServiceReviewRow,
    ServiceReviewsBlock,
    TableBlock,
    TableRow,
)
from generator.content.wording import EMPTY
from generator.model.pack import Pack
from generator.model.programme import AreaCounts, Saving, ServiceReview, Survey
from generator.settings.pack_settings import DocumentSettings

NumberedBlock = TableBlock | ServiceReviewsBlock | ChartBlock
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
        block = ChartBlock(
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


def _service_reviews(reviews: tuple[ServiceReview, ...]) -> list[ServiceReviewsBlock]:
    """A table for each phase, in the order in which the phases come."""
    phases = list(dict.fromkeys(review.phase for review in reviews))
    return [
        ServiceReviewsBlock(
            number=Number(of="table", key=f"service_reviews_{index}"),
            caption=phase,
            description=f"Services and the progress of their reviews: {phase}",
            rows=tuple(
                ServiceReviewRow(
                    service=review.service, update=review.update or EMPTY, stage=review.stage
                )
                for review in reviews
                if review.phase == phase
            ),
        )
        for index, phase in enumerate(phases, start=1)
    ]


def _table(key: str, caption: str, header: list[str], rows: list[Cells]) -> TableBlock:
    return TableBlock(
        number=Number(of="table", key=key),
        caption=caption,
        description=caption,
        header=tuple(header),
        rows=tuple(TableRow(cells=tuple(cells)) for cells in rows),
    )


def _stages(reviews: tuple[ServiceReview, ...]) -> TableBlock:
    counts = Counter(review.stage for review in reviews)
    rows: list[Cells] = [[stage, count_of(count)] for stage, count in counts.items()]
    rows.append(["All service reviews", count_of(len(reviews))])
    caption = "Number of service reviews at each stage"
    return _table("service_review_stages", caption, ["Stage", "Number"], rows)


def _survey(survey: Survey) -> TableBlock:
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


def _savings(savings: tuple[Saving, ...]) -> TableBlock:
    """Councils as rows, years as columns."""
    years = list(dict.fromkeys(saving.year for saving in savings))
    amounts = {(saving.council, saving.year): saving.amount_gbp for saving in savings}
    rows: list[Cells] = []
    for council in dict.fromkeys(saving.council for saving in savings):
        rows.append([council, *(amount_of(amounts.get((council, year))) for year in years)])
    return _table("savings", "Savings by council and year", ["Council", *years], rows)
