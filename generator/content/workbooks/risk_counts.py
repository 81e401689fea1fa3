"""Counts of risks on the Summary sheet: by band, by movement, by workstream, with their charts.

Closed risks are not counted, but where they are named.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from generator.content.standing_words import trend_label
from generator.content.workbooks.group_counts import (
    CountedLetter,
    Groups,
    group_chart,
    group_table,
)
from generator.content.workbooks.sheet_content import (
    Cell,
    ColumnKind,
    Live,
    SheetChart,
    SheetColumn,
    SheetTable,
    sentence,
)
from generator.content.workbooks.standing_cells import IS_LIVE, LIVE, REGISTER, band_name
from generator.model import standing
from generator.model.risks import Risk
from generator.model.standing import READINGS
from generator.settings.pack_settings import Period
from generator.settings.scoring import Scoring

_ALL_LIVE = f'ROWS({REGISTER}[Status])-COUNTIF({REGISTER}[Status],"Closed")'


def _bands(scoring: Scoring) -> list[CountedLetter]:
    """The bands, highest first. The Definitions sheet numbers them from the lowest up."""
    return [
        CountedLetter(
            letter=band.letter,
            word=band.word,
            colour=band.colour_name,
            condition=f"({REGISTER}[Latest RAG]={band_name(place)})",
        )
        for place, band in reversed(list(enumerate(standing.bands_upwards(scoring), start=1)))
    ]


def _counts(
    values: Sequence[int], formulas: Sequence[str], risks: Sequence[Risk]
) -> Iterator[Cell]:
    """Counts that follow the register; typed in where there is no register to follow."""
    for value, formula in zip(values, formulas, strict=True):
        yield Live(value=value, formula=formula) if risks else value


# By band


def band_table(risks: tuple[Risk, ...], scoring: Scoring) -> SheetTable:
    """A row for each band, highest first, then those without a band, then all."""
    counted = [standing.count_bands(risks, scoring, name) for name in READINGS]
    letters = [f"{REGISTER}[{name.capitalize()} RAG]" for name in READINGS]
    rows: list[tuple[Cell, ...]] = []
    rest = [_ALL_LIVE for _ in READINGS]
    for place, band in zip(range(len(scoring.bands), 0, -1), _bands(scoring), strict=True):
        formulas = [f"COUNTIFS({each},{band_name(place)},{LIVE})" for each in letters]
        rest = [f"{before}-{each}" for before, each in zip(rest, formulas, strict=True)]
        word, letter = (f"INDEX(Bands[{heading}],{place})" for heading in ("Word", "Letter"))
        numbers = [counts[band.letter] for counts in counted]
        rows.append(
            (
                Live(value=band.word, formula=word),
                Live(value=band.letter, formula=letter),
                *_counts(numbers, formulas, risks),
            )
        )
    without = [counts[None] for counts in counted]
    if any(without):
        rows.append(("Not scored", "None", *_counts(without, rest, risks)))
    everything = [len(standing.live_risks(risks))] * len(READINGS)
    formulas = [_ALL_LIVE] * len(READINGS)
    rows.append(("All risks", "All", *_counts(everything, formulas, risks)))
    table = SheetTable(
        name="RiskCounts",
        heading="No risks are open",
        columns=(
            SheetColumn(heading="RAG", kind=ColumnKind.LABEL, letter_in="Letter"),
            SheetColumn(heading="Letter", kind=ColumnKind.LETTER, letter_in="Letter"),
            *(SheetColumn(heading=name.capitalize(), kind=ColumnKind.COUNT) for name in READINGS),
        ),
        rows=tuple(rows),
        alt="The number of risks in each RAG band at baseline, revised and latest reading.",
        note="Baseline: before action. Revised: the target after mitigation. Latest: now.",
    )
    return replace(table, heading=_band_message(table)) if standing.live_risks(risks) else table


def _band_message(table: SheetTable) -> Live:
    """ "Red risks: 4 of 9 now, 9 at baseline"."""
    word, latest, baseline = (table.cell(heading, 1) for heading in ("RAG", "Latest", "Baseline"))
    everything = table.cell("Latest", len(table.rows))
    return sentence(
        word, " risks: ", latest, " of ", everything, " now, ", baseline, " at baseline"
    )


def band_chart(table: SheetTable, scoring: Scoring) -> SheetChart:
    """A column for each reading, the bands upon one another, the highest on top."""
    readings, bands = [name.capitalize() for name in READINGS], _bands(scoring)
    figures = "; ".join(
        f"{reading.lower()} "
        + ", ".join(f"{table.column(reading)[row]} {band.word}" for row, band in enumerate(bands))
        for reading in readings
    )
    return SheetChart(
        table=table.name,
        form="stacked columns",
        categories=readings,
        series=tuple(
            band.series(row, f"{band.letter} {band.word}", row - 1)
            for row, band in reversed(list(enumerate(bands, start=1)))
        ),
        category_axis="Reading",
        value_axis="Number of risks",
        alt=f"Stacked columns of risks by RAG. {figures}.",
    )


# By movement


def movement_table(risks: tuple[Risk, ...], period: Period) -> SheetTable:
    """Live risks by trend, those that are new, and the closed ones."""
    new = sum(standing.is_new(risk, period) for risk in standing.live_risks(risks))
    trends, closed = standing.count_trends(risks), standing.count_register(risks, None).closed
    labels = [trend_label(trend) for trend in standing.TRENDS]
    moved = [
        f"COUNTIFS({REGISTER}[Trend],INDEX(TrendKey[Trend],{place}),{LIVE})"
        for place, _ in enumerate(labels, start=1)
    ]
    numbers = _counts([trends[trend] for trend in standing.TRENDS], moved, risks)
    rows: tuple[tuple[Cell, ...], ...] = (
        *zip(labels, numbers, strict=True),
        ("New in the period", new),
        ("Closed", *_counts([closed], [f'COUNTIF({REGISTER}[Status],"Closed")'], risks)),
    )
    return SheetTable(
        name="Movement",
        heading="Movement of the risks",
        columns=(
            SheetColumn(heading="Movement", kind=ColumnKind.LABEL),
            SheetColumn(heading="Risks", kind=ColumnKind.COUNT),
        ),
        rows=rows,
        alt="How many risks went up, went down, stayed, are new or closed.",
        note="The arrow compares the latest score with the revised one. New risks, first recorded "
        "in the period, have an arrow too.",
    )


# By workstream


def has_workstreams(risks: Iterable[Risk]) -> bool:
    """Whether any risk names one."""
    return any(risk.workstream for risk in risks)


def workstream_table(risks: tuple[Risk, ...], scoring: Scoring) -> SheetTable:
    """The workstreams with the most live risks first; equal numbers in register order.

    Where all risks are closed, their workstreams stay.
    """
    live = standing.live_risks(risks)
    groups = Groups(risk.workstream for risk in live or risks)
    bands = ((risk, standing.band_of(risk.latest, scoring)) for risk in live)
    return group_table(
        groups.count((risk.workstream, band.letter if band else None) for risk, band in bands),
        _bands(scoring),
        name="Workstreams",
        label=SheetColumn(heading="Workstream", kind=ColumnKind.LABEL),
        source=f"{REGISTER}[Workstream]",
        condition=IS_LIVE,
        noun="risks",
        alt="The number of risks of each workstream in each RAG band, latest reading.",
        note="Latest reading. Closed risks are not counted.",
    )


def workstream_chart(table: SheetTable, scoring: Scoring) -> SheetChart:
    """A bar for each workstream, its bands one after the other."""
    bands = _bands(scoring)
    names = [f"{band.letter} {band.word}" for band in bands]
    return group_chart(table, bands, names, noun="risks", by="workstream")
