"""Counts of risks on the Summary sheet: by band, by movement, by workstream, with their charts.

Closed risks are not counted, but where they are named.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from generator.content.standing_words import trend_label
from generator.content.workbooks.group_counts import (
    CountColumn,
    Groups,
    group_table,
    totals_told,
)
from generator.content.workbooks.sheet_content import (
    Cell,
    ChartSeries,
    ColumnKind,
    Live,
    SheetChart,
    SheetColumn,
    SheetTable,
    sentence,
)
from generator.content.workbooks.standing_cells import (
    IS_LIVE,
    LIVE,
    REGISTER,
    band_name,
)
from generator.model.risks import Risk
from generator.model.standing import (
    READINGS,
    TRENDS,
    bands_upwards,
    count_bands,
    count_register,
    count_trends,
    is_new,
    live_risks,
)
from generator.settings.pack import Period
from generator.settings.scoring import Band, Scoring

BAND_COUNTS, MOVEMENT, WORKSTREAMS = "RiskCounts", "Movement", "Workstreams"
_ALL_LIVE = f'ROWS({REGISTER}[Status])-COUNTIF({REGISTER}[Status],"Closed")'


def live_count(value: int, formula: str, risks: Sequence[Risk]) -> Cell:
    """A count that follows the register; typed in where there is no register to follow."""
    return Live(value=value, formula=formula) if risks else value


# By band


def band_table(risks: tuple[Risk, ...], scoring: Scoring) -> SheetTable:
    """A row for each band, highest first, then those without a band, then all."""
    counted = {name: count_bands(risks, scoring, name) for name in READINGS}
    letters = {name: f"{REGISTER}[{name.capitalize()} RAG]" for name in READINGS}
    banded = {
        name: [
            f"COUNTIFS({letters[name]},{band_name(place)},{LIVE})" for place, _ in _places(scoring)
        ]
        for name in READINGS
    }
    rows: list[tuple[Cell, ...]] = [
        (
            Live(value=band.word, formula=f"INDEX(Bands[Word],{place})"),
            Live(value=band.letter, formula=f"INDEX(Bands[Letter],{place})"),
            *(
                live_count(counted[name][band.letter], banded[name][row], risks)
                for name in READINGS
            ),
        )
        for row, (place, band) in enumerate(_places(scoring))
    ]
    if any(counts[None] for counts in counted.values()):
        without = {name: "-".join([_ALL_LIVE, *banded[name]]) for name in READINGS}
        numbers = (live_count(counted[name][None], without[name], risks) for name in READINGS)
        rows.append(("Not scored", "None", *numbers))
    rows.append(
        (
            "All risks",
            "All",
            *(live_count(len(live_risks(risks)), _ALL_LIVE, risks) for _ in READINGS),
        )
    )
    table = SheetTable(
        name=BAND_COUNTS,
        columns=(
            SheetColumn(heading="RAG", kind=ColumnKind.LABEL, letter_in="Letter"),
            SheetColumn(heading="Letter", kind=ColumnKind.LETTER, letter_in="Letter"),
            *(SheetColumn(heading=name.capitalize(), kind=ColumnKind.COUNT) for name in READINGS),
        ),
        rows=tuple(rows),
        alt="The number of risks in each RAG band at baseline, revised and latest reading.",
        note="Baseline is before action, revised the target after mitigation, latest is now.",
        records=tuple(str(row[0]) for row in rows),
    )
    return replace(table, heading=_band_message(table, risks))


def _places(scoring: Scoring) -> list[tuple[int, Band]]:
    """The bands, highest first, each with its row on the Definitions sheet."""
    return list(reversed(list(enumerate(bands_upwards(scoring), start=1))))


def _band_message(table: SheetTable, risks: tuple[Risk, ...]) -> str | Live:
    """ "Red risks: 4 of 9 now, 9 at baseline"."""
    if not live_risks(risks):
        return "No risks are open"
    return sentence(
        table.cell("RAG", 1),
        " risks: ",
        table.cell("Latest", 1),
        " of ",
        table.cell("Latest", len(table.rows)),
        " now, ",
        table.cell("Baseline", 1),
        " at baseline",
    )


def band_chart(table: SheetTable, scoring: Scoring) -> SheetChart:
    """A column for each reading, the bands upon one another."""
    readings = [name.capitalize() for name in READINGS]
    bands = [band for _, band in _places(scoring)]
    figures = "; ".join(
        f"{reading.lower()} "
        + ", ".join(f"{table.column(reading)[row]} {band.word}" for row, band in enumerate(bands))
        for reading in readings
    )
    return SheetChart(
        table=BAND_COUNTS,
        form="stacked columns",
        categories=readings,
        series=tuple(
            _band_series(band, row + 1, row) for row, band in reversed(list(enumerate(bands)))
        ),
        category_axis="Reading",
        value_axis="Number of risks",
        alt=f"Stacked columns of risks by RAG. {figures}.",
    )


def _band_series(band: Band, of: str | int, pattern: int) -> ChartSeries:
    return ChartSeries(
        of=of,
        name=f"{band.letter} {band.word}",
        colour=band.colour_name,
        label=band.letter,
        pattern=pattern,
    )


# By movement


def movement_table(risks: tuple[Risk, ...], period: Period) -> SheetTable:
    """Live risks by trend, those that are new, and the closed ones."""
    trends, closed = count_trends(risks), count_register(risks, None).closed
    rows: list[tuple[Cell, ...]] = [
        (
            trend_label(trend),
            live_count(
                trends[trend],
                f"COUNTIFS({REGISTER}[Trend],INDEX(TrendKey[Trend],{place}),{LIVE})",
                risks,
            ),
        )
        for place, trend in enumerate(TRENDS, start=1)
    ]
    rows.append(("New in the period", sum(is_new(risk, period) for risk in live_risks(risks))))
    rows.append(("Closed", live_count(closed, f'COUNTIF({REGISTER}[Status],"Closed")', risks)))
    return SheetTable(
        name=MOVEMENT,
        heading="Movement of the risks",
        columns=(
            SheetColumn(heading="Movement", kind=ColumnKind.LABEL),
            SheetColumn(heading="Risks", kind=ColumnKind.COUNT),
        ),
        rows=tuple(rows),
        alt="How many risks went up, went down, stayed, are new or closed.",
        note="The arrow compares latest with revised. New: first recorded in the period; it has an "
        "arrow too.",
        records=tuple(str(row[0]) for row in rows),
    )


# By workstream


def has_workstreams(risks: Iterable[Risk]) -> bool:
    """Whether any risk names one."""
    return any(risk.workstream for risk in risks)


def workstream_table(risks: tuple[Risk, ...], scoring: Scoring) -> SheetTable:
    """The workstreams with the most live risks first; equal numbers in register order.

    Where all risks are closed, their workstreams stay.
    """
    live = live_risks(risks)
    groups = Groups(risk.workstream for risk in live or risks)
    of_group: dict[str, list[Risk]] = {name: [] for name in groups.names}
    for risk in live:
        of_group[groups.of(risk.workstream)].append(risk)
    bands = {name: count_bands(held, scoring) for name, held in of_group.items()}
    counts = [
        CountColumn(
            heading=_band_heading(band),
            condition=f"({REGISTER}[Latest RAG]={band_name(place)})",
            numbers={name: counted[band.letter] for name, counted in bands.items()},
        )
        for place, band in _places(scoring)
    ]
    everything = {name: len(held) for name, held in of_group.items()}
    counts.append(CountColumn(heading="All risks", condition="", numbers=everything))
    return group_table(
        groups,
        counts,
        name=WORKSTREAMS,
        label=SheetColumn(heading="Workstream", kind=ColumnKind.LABEL),
        source=f"{REGISTER}[Workstream]",
        counted=IS_LIVE,
        noun="risks",
        alt="The number of risks of each workstream in each RAG band, latest reading.",
        note="Latest reading. Closed risks are not counted.",
    )


def _band_heading(band: Band) -> str:
    return f"{band.word} ({band.letter})"


def workstream_chart(table: SheetTable, scoring: Scoring) -> SheetChart:
    """A bar for each workstream, its bands one after the other."""
    return SheetChart(
        table=WORKSTREAMS,
        form="stacked bars",
        categories="Workstream",
        series=tuple(
            _band_series(band, _band_heading(band), row)
            for row, (_, band) in enumerate(_places(scoring))
        ),
        category_axis="Workstream",
        value_axis="Number of risks",
        alt=f"Stacked bars of risks by workstream and RAG. All risks: {totals_told(table)}.",
    )
