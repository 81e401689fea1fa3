"""Risks by workstream and RAG."""

from __future__ import annotations

from collections import Counter

from generator.content.workbooks.nodes import Cell, Column, Drawn, Kind, SheetChart, Table, Worked
from generator.content.workbooks.standing import bands_upwards, letter_of, standing
from generator.content.workbooks.workings import (
    RestOfColumn,
    Sentence,
    StandingRisks,
    TopOfColumn,
)
from generator.model.risks import Risk
from generator.model.scoring import Scoring

WORKSTREAMS = "Workstreams"
_MOST = 12
"""More rows than this no chart shows legibly: the rest shares one."""

_REST = "All others"
_UNNAMED = "Not recorded"


def workstream_table(risks: tuple[Risk, ...], scoring: Scoring) -> Table:
    """The workstreams with the most risks first; equal numbers in register order."""
    names = _names(risks)
    bands = bands_upwards(scoring)
    return Table(
        name=WORKSTREAMS,
        heading=_message(risks),
        columns=(
            Column(key="workstream", heading="Workstream", kind=Kind.LABEL),
            *(
                Column(key=f"band_{place}", heading=f"{bands[place - 1].word} "
                       f"({bands[place - 1].letter})", kind=Kind.COUNT)
                for place in range(len(bands), 0, -1)
            ),
            Column(key="all", heading="All risks", kind=Kind.COUNT),
        ),
        rows=tuple(_row(name, risks, scoring) for name in names),
        alt="The number of risks of each workstream in each RAG band, latest reading.",
        note="Latest reading. Closed risks are not counted.",
        records=names,
    )  # fmt: skip


def _names(risks: tuple[Risk, ...]) -> tuple[str, ...]:
    counts = Counter(risk.workstream or _UNNAMED for risk in standing(risks))
    names = [name for name, _ in counts.most_common()] or [risks[0].workstream or _UNNAMED]
    return (*names[: _MOST - 1], _REST) if len(names) > _MOST else tuple(names)


def _row(name: str, risks: tuple[Risk, ...], scoring: Scoring) -> tuple[Cell, ...]:
    members = _members(name, risks)
    letters = Counter(letter_of(risk.latest, scoring) for risk in members)
    bands = bands_upwards(scoring)
    cells = [
        (f"band_{place}", place, letters[bands[place - 1].letter])
        for place in range(len(bands), 0, -1)
    ]
    cells.append(("all", None, len(members)))  # type: ignore[arg-type]
    return (name, *(_cell(name, *cell) for cell in cells))


def _members(name: str, risks: tuple[Risk, ...]) -> tuple[Risk, ...]:
    if name != _REST:
        return tuple(risk for risk in standing(risks) if (risk.workstream or _UNNAMED) == name)
    named = set(_names(risks))
    return tuple(risk for risk in standing(risks) if (risk.workstream or _UNNAMED) not in named)


def _cell(name: str, column: str, band: int | None, number: int) -> Worked:
    if name == _REST:
        rest = RestOfColumn(reading="Latest", band=band, table=WORKSTREAMS, column=column)
        return Worked(value=number, by=rest)
    workstream = "" if name == _UNNAMED else name
    return Worked(value=number, by=StandingRisks(band=band, workstream=workstream))


def _message(risks: tuple[Risk, ...]) -> Worked:
    name = _names(risks)[0]
    number = len(_members(name, risks))
    if _names(risks)[-1] == _REST and (rest := len(_members(_REST, risks))) > number:
        name, number = _REST, rest
    return Worked(
        value=f"Most risks: {name} ({number})",
        by=Sentence(
            parts=(
                "Most risks: ",
                TopOfColumn(table=WORKSTREAMS, label="workstream", column="all"),
                " (",
                TopOfColumn(table=WORKSTREAMS, label="all", column="all"),
                ")",
            )
        ),
    )


def workstream_chart(risks: tuple[Risk, ...], scoring: Scoring) -> SheetChart:
    """A bar for each workstream, its bands one after the other."""
    bands = bands_upwards(scoring)
    figures = "; ".join(
        f"{row[0]} {row[-1].value}"
        for row in workstream_table(risks, scoring).rows
        if isinstance(row[-1], Worked)
    )
    return SheetChart(
        table=WORKSTREAMS,
        form="stacked bars",
        along="workstream",
        series=tuple(
            Drawn(of=f"band_{place}", name=f"{band.letter} {band.word}",
                  colour=band.colour_name, label=band.letter, texture=len(bands) - place)
            for place, band in reversed(tuple(enumerate(bands, start=1)))
        ),
        category_axis="Workstream",
        value_axis="Number of risks",
        alt=f"Stacked bars of risks by workstream and RAG. All risks: {figures}.",
    )  # fmt: skip
