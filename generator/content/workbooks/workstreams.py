"""Risks by workstream and RAG, in a register that names workstreams."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from generator.content.workbooks.groups import REST, UNNAMED, group_names, group_of
from generator.content.workbooks.messages import most_message
from generator.content.workbooks.nodes import Column, Drawn, Kind, SheetChart, Table, Worked
from generator.content.workbooks.workings import (
    RestOfColumn,
    StandingRisks,
    Working,
)
from generator.model.risks import Risk
from generator.model.standing import band_of, bands_upwards, live_risks
from generator.settings.scoring import Scoring

WORKSTREAMS = "Workstreams"

Counts = Counter[tuple[str, str | None]]
"""Numbers by workstream and letter; under None, of all letters."""


def has_workstreams(risks: Iterable[Risk]) -> bool:
    """Whether any risk names one."""
    return any(risk.workstream for risk in risks)


def fitted(table: Table, risks: Iterable[Risk]) -> Table:
    """A table of risks without its column of workstreams where the register names none."""
    if has_workstreams(risks):
        return table
    place = table.index("workstream")
    return replace(
        table,
        columns=table.columns[:place] + table.columns[place + 1 :],
        rows=tuple(row[:place] + row[place + 1 :] for row in table.rows),
    )


def workstream_table(risks: tuple[Risk, ...], scoring: Scoring) -> Table:
    """The workstreams with the most risks first; equal numbers in register order."""
    names, counts = _counted(risks, scoring)
    bands = bands_upwards(scoring)
    letters: list[tuple[str, str | None, int | None]] = [
        (f"band_{place}", bands[place - 1].letter, place) for place in range(len(bands), 0, -1)
    ]
    letters.append(("all", None, None))
    return Table(
        name=WORKSTREAMS,
        heading=most_message("risks", names, counts, table=WORKSTREAMS, label="workstream"),
        columns=(
            Column(key="workstream", heading="Workstream", kind=Kind.LABEL),
            *(
                Column(key=f"band_{place}", kind=Kind.COUNT,
                       heading=f"{bands[place - 1].word} ({bands[place - 1].letter})")
                for place in range(len(bands), 0, -1)
            ),
            Column(key="all", heading="All risks", kind=Kind.COUNT),
        ),
        rows=tuple(
            (
                name,
                *(
                    Worked(value=counts[name, letter], by=_working(name, key, place))
                    for key, letter, place in letters
                ),
            )
            for name in names
        ),
        alt="The number of risks of each workstream in each RAG band, latest reading.",
        note="Latest reading. Closed risks are not counted.",
        records=names,
    )  # fmt: skip


def _counted(risks: tuple[Risk, ...], scoring: Scoring) -> tuple[tuple[str, ...], Counts]:
    """The rows, and the numbers in them. Where all risks are closed, their workstreams stay."""
    names = group_names(risk.workstream for risk in live_risks(risks) or risks)
    counts: Counts = Counter()
    for risk in live_risks(risks):
        group = group_of(risk.workstream, names)
        if band := band_of(risk.latest, scoring):
            counts[group, band.letter] += 1
        counts[group, None] += 1
    return names, counts


def _working(name: str, column: str, band: int | None) -> Working:
    if name == REST:
        return RestOfColumn(total=StandingRisks(band=band), table=WORKSTREAMS, column=column)
    return StandingRisks(band=band, workstream="" if name == UNNAMED else name)


def workstream_chart(risks: tuple[Risk, ...], scoring: Scoring) -> SheetChart:
    """A bar for each workstream, its bands one after the other."""
    bands = bands_upwards(scoring)
    names, counts = _counted(risks, scoring)
    figures = "; ".join(f"{name} {counts[name, None]}" for name in names)
    return SheetChart(
        table=WORKSTREAMS,
        form="stacked bars",
        along="workstream",
        series=tuple(
            Drawn(of=f"band_{place}", name=f"{band.letter} {band.word}", label=band.letter,
                  colour=band.colour_name, texture=len(bands) - place)
            for place, band in reversed(tuple(enumerate(bands, start=1)))
        ),
        category_axis="Workstream",
        value_axis="Number of risks",
        alt=f"Stacked bars of risks by workstream and RAG. All risks: {figures}.",
    )  # fmt: skip
