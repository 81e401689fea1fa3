"""How the scores of the whole register moved over the readings."""

from __future__ import annotations

from generator.content.workbooks.nodes import Cell, Column, Drawn, Kind, SheetChart, Table, Worked
from generator.content.workbooks.standing_words import NOT_SCORED
from generator.content.workbooks.workings import AverageScore, CellOf, HighestScore, Sentence
from generator.model.risks import Risk
from generator.model.standing import ReadingName, live_risks, mean_score, reading_of, scores_of

SCORES = "Scores"


def score_table(risks: tuple[Risk, ...]) -> Table:
    """Average and highest score: baseline, revised, each earlier period, latest."""
    rows = (
        _row("baseline", risks),
        _row("revised", risks),
        *(_earlier_row(name, risks) for name in _earlier_names(risks)),
        _row("latest", risks),
    )
    return Table(
        name=SCORES,
        heading=_message(rows),
        columns=(
            Column(key="reading", heading="Reading", kind=Kind.LABEL),
            Column(key="average", heading="Average score", kind=Kind.MEAN),
            Column(key="highest", heading="Highest score", kind=Kind.COUNT),
        ),
        rows=rows,
        alt="The average and the highest score in each reading.",
        records=tuple(str(row[0]) for row in rows),
    )


def _row(reading: ReadingName, risks: tuple[Risk, ...]) -> tuple[Cell, ...]:
    title = reading.capitalize()
    scores = scores_of(reading_of(risk, reading) for risk in live_risks(risks))
    average, highest = _figures(scores)
    return (
        title,
        Worked(value=average, by=AverageScore(reading=title)),
        Worked(value=highest, by=HighestScore(reading=title)),
    )


def _earlier_names(risks: tuple[Risk, ...]) -> tuple[str, ...]:
    """The earlier periods in the order in which the risks tell them."""
    return tuple(dict.fromkeys(each.name for risk in risks for each in risk.earlier))


def _earlier_row(name: str, risks: tuple[Risk, ...]) -> tuple[Cell, ...]:
    readings = (each for risk in live_risks(risks) for each in risk.earlier if each.name == name)
    return (name, *_figures(scores_of(readings)))


def _figures(scores: tuple[int, ...]) -> tuple[str | float, str | int]:
    if not scores:
        return NOT_SCORED, NOT_SCORED
    return mean_score(scores), max(scores)


def _message(rows: tuple[tuple[Cell, ...], ...]) -> Worked:
    now, before = rows[-1][1], rows[0][1]
    return Worked(
        value=f"Average score: {_shown(now)} now, {_shown(before)} at baseline",
        by=Sentence(
            parts=(
                "Average score: ",
                CellOf(table=SCORES, row=len(rows), column="average", places=1),
                " now, ",
                CellOf(table=SCORES, row=1, column="average", places=1),
                " at baseline",
            )
        ),
    )


def _shown(cell: Cell) -> str:
    value = cell.value if isinstance(cell, Worked) else cell
    return f"{value:.1f}" if isinstance(value, float) else str(value)


def score_chart(risks: tuple[Risk, ...]) -> SheetChart:
    """Two lines, average and highest: lines of single risks would lie on one another."""
    figures = "; ".join(
        f"{row[0]} average {_shown(row[1])}, highest {_shown(row[2])}"
        for row in score_table(risks).rows
    )
    return SheetChart(
        table=SCORES,
        form="lines",
        along="reading",
        series=(
            Drawn(of="highest", name="Highest score"),
            Drawn(of="average", name="Average score"),
        ),
        category_axis="Reading",
        value_axis="Score",
        alt=f"Lines of the average and the highest score. {figures}.",
    )
