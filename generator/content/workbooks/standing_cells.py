"""Cells that show a risk's standing: score, letter and trend, each value beside its formula.

The value is the standing's. The formula comes to the same value, and follows an edit of impact,
likelihood or bands. Where it cannot come to it (a given score without its factors or against them,
a rating without a score), the value is typed in, so that no recalculation changes it.

Formulas use only functions of Excel 2013 and LibreOffice, and name tables and headings, so that
people can read them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.content.standing_words import trend_label
from generator.content.workbooks.sheet_content import Cell, Live, formula_text
from generator.model.risks import Reading, Risk
from generator.model.standing import (
    band_of,
    distance_to_target,
    reading_before,
    score_of,
    trend_of,
)
from generator.model.vocabulary import Measure, Vocabulary
from generator.settings.exceptions import ReadingName
from generator.settings.scoring import Scoring

REGISTER = "RiskRegister"
LIVE = f'{REGISTER}[Status],"<>Closed"'
"""The range and the criterion by which COUNTIFS and its like take live risks."""
IS_LIVE = f'({REGISTER}[Status]<>"Closed")'

NOT_SCORED = "Not scored"
NOT_BANDED = "Not banded"
NOT_KNOWN = "Not known"


def this_row(table: str, heading: str) -> str:
    """The cell of a column in the formula's own row."""
    return f"{table}[[#This Row],[{heading}]]"


def band_name(number: int) -> str:
    """The name of the cell that holds the letter of a band, counted from 1 upwards."""
    return f"Band_letter_{number}"


# Score


def score_formula(table: str, headings: Mapping[Measure, str]) -> str:
    """Impact × likelihood of a reading, where both are there. `headings` are its columns'."""
    impact, likelihood = (this_row(table, headings[each]) for each in ("impact", "likelihood"))
    return f"IF(COUNT({impact},{likelihood})=2,{impact}*{likelihood},{formula_text(NOT_SCORED)})"


def score_cell(reading: Reading, formula: str) -> Cell:
    """The score: live where it is the product of its factors, else as the register gives it."""
    score = score_of(reading)
    if score != reading.product or not formula:
        return NOT_SCORED if score is None else score
    return Live(value=NOT_SCORED if score is None else score, formula=formula)


def score_text(reading: Reading) -> str | int:
    """The score as it was reported, or that there is none."""
    score = score_of(reading)
    return NOT_SCORED if score is None else score


# Letter


def letter_formula(table: str, scoring: Scoring, headings: Mapping[Measure, str]) -> str:
    """The letter of a score in the same row, or of its cell in a matrix."""
    score, impact, likelihood = (
        this_row(table, headings[each]) for each in ("score", "impact", "likelihood")
    )
    missing = formula_text(NOT_SCORED)
    if scoring.matrix:
        cell = f"INDEX(Matrix_letters,ROWS(Matrix_letters)+1-{likelihood},{impact})"
        return f"IF(COUNT({impact},{likelihood})=2,IFERROR({cell},{missing}),{missing})"
    return f"IF(ISNUMBER({score}),{letter_of_score(score)},{missing})"


def letter_of_score(score: str) -> str:
    """The formula that looks a score up in the bands of the Definitions."""
    return f"IFERROR(LOOKUP({score},Bands[Lowest score],Bands[Letter]),{formula_text(NOT_BANDED)})"


def letter_cell(reading: Reading, scoring: Scoring, formula: str) -> Cell:
    """The letter: live, unless only the register's own rating tells it."""
    letter = letter_text(reading, scoring)
    number = reading.product if scoring.matrix else score_of(reading)
    typed = not formula or (reading.rag and number is None)
    return letter if typed else Live(value=letter, formula=formula)


def letter_text(reading: Reading, scoring: Scoring) -> str:
    """The letter of the reading's band; without one, why there is none."""
    band = band_of(reading, scoring)
    if band is not None:
        return band.letter
    return NOT_SCORED if scoring.matrix or score_of(reading) is None else NOT_BANDED


# Movement and distance


def _scores(table: str, words: Vocabulary, *readings: ReadingName) -> Iterator[str]:
    """The cells of a row's scores."""
    return (this_row(table, words.heading(each, "score")) for each in readings)


def trend_formula(table: str, words: Vocabulary) -> str:
    """The key lists up, unchanged, down, so that the sign of the difference finds its row."""
    latest, before = (
        this_row(table, words.heading(each, "score")) for each in ("latest", "previous")
    )
    return f"IFERROR(INDEX(TrendKey[Trend],2-SIGN({latest}-{before})),{formula_text(NOT_KNOWN)})"


def trend_cell(risk: Risk, formula: str) -> Cell:
    """Arrow and word; typed in where only the register itself says how the risk moved."""
    trend = trend_of(risk)
    if trend is not None and score_of(reading_before(risk)) is None:
        return trend_label(trend)
    value = NOT_KNOWN if trend is None else trend_label(trend)
    return Live(value=value, formula=formula) if formula else value


def distance_formula(table: str, words: Vocabulary) -> str:
    """The latest score less the target, where both are there."""
    latest, target = (
        this_row(table, words.heading(each, "score")) for each in ("latest", "target")
    )
    return f"IF(COUNT({latest},{target})=2,{latest}-{target},{formula_text(NOT_KNOWN)})"


def distance_cell(risk: Risk, formula: str) -> Live:
    """How far the latest score is above the target; below 0 where it is lower."""
    distance = distance_to_target(risk)
    return Live(value=NOT_KNOWN if distance is None else distance, formula=formula)
