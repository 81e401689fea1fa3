"""The history of the register: a row for each risk and reading."""

from __future__ import annotations

from collections.abc import Iterator

from generator.content.workbooks.nodes import Cell, Column, Given, Kind, Table
from generator.content.workbooks.standing_words import is_letter_given, letter_text
from generator.content.workbooks.workings import LetterOfCell, LetterOfScore, Working
from generator.model.risks import Reading, Risk
from generator.model.standing import score_of
from generator.settings.scoring import Scoring


def history_table(risks: tuple[Risk, ...], scoring: Scoring) -> Table:
    """Each risk's readings in the order baseline, revised, earlier periods, latest.

    Scores are typed in: they are what was reported, and no edit changes them. Letters follow the
    bands of the Definitions.
    """
    readings = [(risk, reading) for risk in risks for reading in told_readings(risk)]
    return Table(
        name="History",
        columns=_columns(scoring),
        rows=tuple(_row(risk, reading, scoring) for risk, reading in readings),
        alt="The score of every risk in every reading, as reported.",
        records=tuple(risk.reference for risk, _ in readings),
    )


def told_readings(risk: Risk) -> Iterator[Reading]:
    """The readings of a risk that say anything, oldest knowledge first."""
    for reading in (risk.baseline, risk.revised, *risk.earlier, risk.latest):
        if reading.impact or reading.likelihood or reading.given_score or reading.rag:
            yield reading


def _columns(scoring: Scoring) -> tuple[Column, ...]:
    letter: Working = LetterOfScore(score="score")
    if scoring.matrix:
        letter = LetterOfCell(impact="impact", likelihood="likelihood")
    return (
        Column(key="reference", heading="Reference", kind=Kind.CODE),
        Column(key="reading", heading="Reading", kind=Kind.NAME),
        Column(key="date", heading="Date", kind=Kind.DATE),
        Column(key="impact", heading="Impact", kind=Kind.STEP),
        Column(key="likelihood", heading="Likelihood", kind=Kind.STEP),
        Column(key="score", heading="Score", kind=Kind.STEP, letter="rag"),
        Column(key="rag", heading="RAG", kind=Kind.LETTER, letter="rag", working=letter),
    )


def _row(risk: Risk, reading: Reading, scoring: Scoring) -> tuple[Cell, ...]:
    letter = letter_text(reading, scoring)
    return (
        risk.reference,
        reading.name.capitalize() if reading.name.islower() else reading.name,
        reading.date,
        reading.impact,
        reading.likelihood,
        score_of(reading),
        Given(value=letter) if is_letter_given(reading, scoring) else letter,
    )
