"""The ten risks with the highest latest scores, against their baseline."""

from __future__ import annotations

from generator.content.workbooks.nodes import Cell, Column, Drawn, Kind, SheetChart, Table, Worked
from generator.content.workbooks.standing_words import NOT_SCORED, letter_text
from generator.content.workbooks.workings import CellOf, OfTopRisk, Sentence, TopRisk
from generator.model.risks import Risk
from generator.model.standing import READINGS, highest_risks, reading_of, score_of
from generator.settings.scoring import Scoring

TOP = "TopRisks"
_MOST = 10
_NONE = "None"


def top_risks(risks: tuple[Risk, ...], scoring: Scoring) -> Table:
    """A row for each rank; one row saying None where no risk has a score."""
    best = highest_risks(risks, _MOST)
    rows = tuple(_row(rank, risk, scoring) for rank, risk in enumerate(best, start=1))
    return Table(
        name=TOP,
        heading=_message(best),
        columns=(
            Column(key="reference", heading="Reference", kind=Kind.LABEL),
            Column(key="workstream", heading="Workstream", kind=Kind.NAME),
            *(
                Column(key=name, heading=f"{name.capitalize()} score", kind=Kind.COUNT)
                for name in READINGS
            ),
            Column(key="rag", heading="Latest RAG", kind=Kind.LETTER, letter="rag"),
        ),
        rows=rows or (_no_row(),),
        alt="The ten risks with the highest latest scores.",
        note="Up to ten risks; of equal scores, the one that stands higher in the register.",
        records=tuple(risk.reference for risk in best) or (_NONE,),
    )


def _row(rank: int, risk: Risk, scoring: Scoring) -> tuple[Cell, ...]:
    scores = (score_of(reading_of(risk, name)) for name in READINGS)
    return (
        Worked(value=risk.reference, by=TopRisk(rank=rank)),
        _of(risk.workstream or "Not recorded", "Workstream"),
        *(
            _of(NOT_SCORED if score is None else score, f"{name.capitalize()} score")
            for name, score in zip(READINGS, scores, strict=True)
        ),
        _of(letter_text(risk.latest, scoring), "Latest RAG"),
    )


def _no_row() -> tuple[Cell, ...]:
    return (
        Worked(value=_NONE, by=TopRisk(rank=1)),
        *(
            _of(_NONE, heading)
            for heading in (
                "Workstream",
                "Baseline score",
                "Revised score",
                "Latest score",
                "Latest RAG",
            )
        ),
    )


def _of(value: str | int, heading: str) -> Worked:
    return Worked(value=value, by=OfTopRisk(reference="reference", heading=heading))


def _message(best: tuple[Risk, ...]) -> Worked:
    first = best[0] if best else None
    latest, baseline = (
        (score_of(first.latest), score_of(first.baseline)) if first else (_NONE, _NONE)
    )
    return Worked(
        value=f"Highest latest score: {latest} ({first.reference if first else _NONE}), "
        f"{NOT_SCORED if baseline is None else baseline} at baseline",
        by=Sentence(
            parts=(
                "Highest latest score: ",
                CellOf(table=TOP, row=1, column="latest"),
                " (",
                CellOf(table=TOP, row=1, column="reference"),
                "), ",
                CellOf(table=TOP, row=1, column="baseline"),
                " at baseline",
            )
        ),
    )


def top_risks_chart(risks: tuple[Risk, ...]) -> SheetChart:
    """Pairs of bars, latest beside baseline."""
    figures = "; ".join(
        f"{risk.reference} {score_of(risk.latest)}, "
        f"{_or_unscored(score_of(risk.baseline))} at baseline"
        for risk in highest_risks(risks, _MOST)
    )
    return SheetChart(
        table=TOP,
        form="bars",
        along="reference",
        series=(
            Drawn(of="latest", name="Latest score"),
            Drawn(of="baseline", name="Baseline score", texture=1),
        ),
        category_axis="Risk",
        value_axis="Score",
        alt="Bars of the highest latest scores against baseline. "
        f"{figures or 'No risk has a score'}.",
    )


def _or_unscored(score: int | None) -> str:
    return NOT_SCORED.lower() if score is None else str(score)
