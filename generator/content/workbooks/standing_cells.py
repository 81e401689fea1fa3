"""Cells that show a risk's standing: score, letter and trend, each value beside its formula.

The value is the standing's. The formula comes to the same value, and follows an edit of impact,
likelihood or bands. Where it cannot come to it (a given score without its factors or against them,
a rating without a score), the value is typed in, so that no recalculation changes it.

Formulas use only functions of Excel 2013 and LibreOffice, and name tables and headings, so that
people can read them.
"""

from __future__ import annotations

from generator.content.standing_words import trend_label
from generator.content.workbooks.sheet_content import Cell, Live, formula_text
from generator.model.risks import Reading, Risk
from generator.model.standing import band_of, score_of, trend_of
from generator.settings.scoring import Scoring

REGISTER = "RiskRegister"
LIVE = f'{REGISTER}[Status],"<>Closed"'
"""The range and the criterion by which COUNTIFS and its like take live risks."""
IS_LIVE = f'({REGISTER}[Status]<>"Closed")'

NOT_SCORED = "Not scored"
NOT_BANDED = "Not banded"


def this_row(table: str, heading: str) -> str:
    """The cell of a column in the formula's own row."""
    return f"{table}[[#This Row],[{heading}]]"


def band_name(number: int) -> str:
    """The name of the cell that holds the letter of a band, counted from 1 upwards."""
    return f"Band_letter_{number}"


# Score


def score_formula(table: str, reading: str) -> str:
    """Impact × likelihood of a reading such as "Latest", where both are there."""
    impact, likelihood = (
        this_row(table, f"{reading} impact"),
        this_row(table, f"{reading} likelihood"),
    )
    return f"IF(COUNT({impact},{likelihood})=2,{impact}*{likelihood},{formula_text(NOT_SCORED)})"


def score_cell(reading: Reading, formula: str) -> Cell:
    """The score: live where it is the product of its factors, else as the register gives it."""
    score = score_of(reading)
    if score != reading.product:
        return score
    return Live(value=NOT_SCORED if score is None else score, formula=formula)


def score_text(reading: Reading) -> str | int:
    """The score as it was reported, or that there is none."""
    score = score_of(reading)
    return NOT_SCORED if score is None else score


# Letter


def letter_formula(table: str, scoring: Scoring, prefix: str = "") -> str:
    """The letter of a score in the same row, or of its cell in a matrix.

    `prefix` comes before "score", "impact" and "likelihood" in the headings ("Latest").
    """
    score, impact, likelihood = (
        this_row(table, f"{prefix} {part}".strip().capitalize())
        for part in ("score", "impact", "likelihood")
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
    return letter if reading.rag and number is None else Live(value=letter, formula=formula)


def letter_text(reading: Reading, scoring: Scoring) -> str:
    """The letter of the reading's band; without one, why there is none."""
    band = band_of(reading, scoring)
    if band is not None:
        return band.letter
    return NOT_SCORED if scoring.matrix or score_of(reading) is None else NOT_BANDED


# Trend


def trend_formula(table: str) -> str:
    """The key lists up, unchanged, down, so that the sign of the difference finds its row."""
    latest, before = this_row(table, "Latest score"), this_row(table, "Revised score")
    return f"IFERROR(INDEX(TrendKey[Trend],2-SIGN({latest}-{before})),{formula_text(NOT_SCORED)})"


def trend_cell(risk: Risk, formula: str) -> Live:
    """Arrow and word, or that a score is missing."""
    trend = trend_of(risk)
    return Live(value=NOT_SCORED if trend is None else trend_label(trend), formula=formula)
