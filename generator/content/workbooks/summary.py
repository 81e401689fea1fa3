"""The summary of a risk register: counts, scores, movement, the highest risks, heat maps.

Every figure is worked out here and, by the same rule, again in the workbook. Closed risks are not
counted, but where they are named.
"""

from __future__ import annotations

from generator.content.workbooks.heat_map import heat_map
from generator.content.workbooks.nodes import Cell, Column, Drawn, Kind, SheetChart, Table, Worked
from generator.content.workbooks.ranking import top_risks, top_risks_chart
from generator.content.workbooks.score_history import score_chart, score_table
from generator.content.workbooks.standing_words import trend_label
from generator.content.workbooks.workings import (
    CellOf,
    ClosedRisks,
    RisksMoving,
    Sentence,
    StandingRisks,
    UnscoredRisks,
    Working,
)
from generator.content.workbooks.workstreams import (
    fitted,
    has_workstreams,
    workstream_chart,
    workstream_table,
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
from generator.settings.scoring import Scoring

COUNTS = "RiskCounts"


def summary_tables(risks: tuple[Risk, ...], scoring: Scoring, period: Period) -> tuple[Table, ...]:
    """The tables of the Summary sheet, from top to bottom."""
    if not risks:
        return (_counts(risks, scoring), _movement(risks, period))
    return (
        _counts(risks, scoring),
        score_table(risks),
        _movement(risks, period),
        fitted(top_risks(risks, scoring), risks),
        *((workstream_table(risks, scoring),) if has_workstreams(risks) else ()),
        heat_map("baseline", risks, scoring),
        heat_map("latest", risks, scoring),
    )


def summary_charts(risks: tuple[Risk, ...], scoring: Scoring) -> tuple[SheetChart, ...]:
    """The charts beside them."""
    if not live_risks(risks):
        return ()
    return (
        _counts_chart(risks, scoring),
        score_chart(risks),
        top_risks_chart(risks),
        *((workstream_chart(risks, scoring),) if has_workstreams(risks) else ()),
    )


def _counts(risks: tuple[Risk, ...], scoring: Scoring) -> Table:
    """A row for each band from the highest down, then all risks."""
    bands = bands_upwards(scoring)
    rows = [_band_row(risks, scoring, place) for place in range(len(bands), 0, -1)]
    if any(number for number in _unscored(risks, scoring)):
        cells = zip(READINGS, _unscored(risks, scoring), strict=True)
        rows.append(
            (
                "Not scored",
                "None",
                *(worked(n, UnscoredRisks(reading=r.capitalize()), risks) for r, n in cells),
            )
        )
    total = len(live_risks(risks))
    everything = (worked(total, StandingRisks(), risks) for _ in READINGS)
    rows.append(("All risks", "All", *everything))
    return Table(
        name=COUNTS,
        heading=_counts_message(risks, scoring),
        columns=(
            Column(key="word", heading="RAG", kind=Kind.LABEL, letter="letter"),
            Column(key="letter", heading="Letter", kind=Kind.LETTER, letter="letter"),
            *(Column(key=name, heading=name.capitalize(), kind=Kind.COUNT) for name in READINGS),
        ),
        rows=tuple(rows),
        alt="The number of risks in each RAG band at baseline, revised and latest reading.",
        note="Baseline is before action, revised the target after mitigation, latest is now.",
        records=tuple(str(row[0]) for row in rows),
    )


def _band_row(risks: tuple[Risk, ...], scoring: Scoring, place: int) -> tuple[Cell, ...]:
    band = bands_upwards(scoring)[place - 1]
    numbers = (count_bands(risks, scoring, name)[band.letter] for name in READINGS)
    return (
        Worked(value=band.word, by=CellOf(table="Bands", row=place, column="word")),
        Worked(value=band.letter, by=CellOf(table="Bands", row=place, column="letter")),
        *(
            worked(number, StandingRisks(reading=name.capitalize(), band=place), risks)
            for name, number in zip(READINGS, numbers, strict=True)
        ),
    )


def _unscored(risks: tuple[Risk, ...], scoring: Scoring) -> tuple[int, ...]:
    return tuple(count_bands(risks, scoring, name)[None] for name in READINGS)


def worked(value: str | int | float, by: Working, risks: tuple[Risk, ...]) -> Cell:
    """A figure that follows the register; typed in where there is no register to follow."""
    return Worked(value=value, by=by) if risks else value


def _counts_message(risks: tuple[Risk, ...], scoring: Scoring) -> str | Worked:
    band = bands_upwards(scoring)[-1]
    if not live_risks(risks):
        return "No risks are open"
    latest, baseline = (
        count_bands(risks, scoring, name)[band.letter] for name in (READINGS[2], READINGS[0])
    )
    live = len(live_risks(risks))
    total_row = len(scoring.bands) + (2 if any(_unscored(risks, scoring)) else 1)
    return Worked(
        value=f"{band.word} risks: {latest} of {live} now, {baseline} at baseline",
        by=Sentence(
            parts=(
                CellOf(table=COUNTS, row=1, column="word"),
                " risks: ",
                CellOf(table=COUNTS, row=1, column="latest"),
                " of ",
                CellOf(table=COUNTS, row=total_row, column="latest"),
                " now, ",
                CellOf(table=COUNTS, row=1, column="baseline"),
                " at baseline",
            )
        ),
    )


def _counts_chart(risks: tuple[Risk, ...], scoring: Scoring) -> SheetChart:
    bands = bands_upwards(scoring)
    figures = "; ".join(
        f"{name} "
        + ", ".join(
            f"{count_bands(risks, scoring, name)[band.letter]} {band.word}"
            for band in reversed(bands)
        )
        for name in READINGS
    )
    rows = {band.letter: len(bands) - place for place, band in enumerate(bands)}
    return SheetChart(
        table=COUNTS,
        form="stacked columns",
        along=READINGS,
        series=tuple(
            Drawn(of=rows[band.letter], name=f"{band.letter} {band.word}",
                  colour=band.colour_name, label=band.letter, texture=rows[band.letter] - 1)
            for band in bands
        ),
        category_axis="Reading",
        value_axis="Number of risks",
        alt=f"Stacked columns of risks by RAG. {figures}.",
    )  # fmt: skip


def _movement(risks: tuple[Risk, ...], period: Period) -> Table:
    """Of standing risks, but for the number of those that are closed."""
    moved = count_trends(risks)
    closed = count_register(risks, None).closed
    rows: list[tuple[Cell, ...]] = [
        (trend_label(trend), worked(moved[trend], RisksMoving(row=place), risks))
        for place, trend in enumerate(TRENDS, start=1)
    ]
    rows.append(("New in the period", sum(is_new(risk, period) for risk in live_risks(risks))))
    rows.append(("Closed", worked(closed, ClosedRisks(), risks)))
    return Table(
        name="Movement",
        heading="Movement of the risks",
        columns=(
            Column(key="movement", heading="Movement", kind=Kind.LABEL),
            Column(key="risks", heading="Risks", kind=Kind.COUNT),
        ),
        rows=tuple(rows),
        alt="How many risks went up, went down, stayed, are new or closed.",
        note="The arrow compares latest with revised. New: first recorded in the period; it has an "
        "arrow too.",
        records=tuple(str(row[0]) for row in rows),
    )
