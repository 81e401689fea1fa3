"""Cells that show a risk's standing: score, letter and trend, each value beside its formula.

The value is the standing's. The formula comes to the same value, and follows an edit of impact,
likelihood or bands. What the register gives and no formula comes to (a score without its factors or
against them, a rating without a score, its own arrow) is in the formula of its row, and holds until
the cells that it speaks of are edited.

Formulas use only functions of Excel 2010 and LibreOffice, and name tables and headings, so that
people can read them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from generator.content.wording import trend_label
from generator.content.workbooks.sheet_content import Live, formula_text
from generator.model.risks import Reading, Risk, Score, Status, Trend
from generator.model.standing import (
    TRENDS,
    band_of,
    bands_upwards,
    cell_of,
    distance_to_target,
    reading_before,
    score_of,
    trend_between,
    trend_of,
)
from generator.model.vocabulary import Measure, Vocabulary
from generator.settings.exceptions import ExceptionCondition, ExceptionRule, ReadingName
from generator.settings.scoring import Scoring

REGISTER = "RiskRegister"
LIVE = f'{REGISTER}[Status],"<>Closed"'
"""The range and the criterion by which COUNTIFS and its like take live risks."""
IS_LIVE = f'({REGISTER}[Status]<>"Closed")'

NEW = "New in the period"
"""The column of the register that says so of each risk, and the row that counts them."""

NEW_RISK = "New"
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


def score_formula(
    table: str, scoring: Scoring, headings: Mapping[Measure, str], given: str | Score = NOT_SCORED
) -> str:
    """A reading's score by the pack's rule, or what is given where a factor of it is missing.

    `headings` are those of the reading's columns.
    """
    impact, likelihood = (this_row(table, headings[each]) for each in ("impact", "likelihood"))
    missing = formula_text(given) if isinstance(given, str) else given
    result = f"{impact}{'+' if scoring.score == 'sum' else '*'}{likelihood}"
    if scoring.decimals:
        result = f"ROUND({result},2)"
    return f"IF(COUNT({impact},{likelihood})=2,{result},{missing})"


def score_cell(
    reading: Reading, scoring: Scoring, formula: str, table: str, headings: Mapping[Measure, str]
) -> Live:
    """The score; one that is against its factors holds until these are edited.

    `formula` is that of the whole column, so that it is made once.
    """
    score = score_text(reading)
    if reading.by_rule is None and score != NOT_SCORED:
        formula = score_formula(table, scoring, headings, score)
    elif reading.by_rule not in (None, score):
        impact, likelihood = (this_row(table, headings[each]) for each in ("impact", "likelihood"))
        tests = _equals(impact, reading.impact), _equals(likelihood, reading.likelihood)
        formula = f"IF(AND({','.join(tests)}),{score},{formula})"
    return Live(value=score, formula=formula)


def _equals(cell: str, step: Score | None) -> str:
    """A formula holds fifteen digits of a number, a cell more of them."""
    return f"ROUND({cell},6)={step:.6f}" if isinstance(step, float) else f"{cell}={step}"


def score_text(reading: Reading) -> str | Score:
    """The score as it was reported, or that there is none."""
    score = score_of(reading)
    return NOT_SCORED if score is None else score


# Letter


def letter_formula(
    table: str, scoring: Scoring, headings: Mapping[Measure, str], given: str = NOT_SCORED
) -> str:
    """The letter of a score in the same row, or of its cell in a matrix; else what is given."""
    score, impact, likelihood = (
        this_row(table, headings[each]) for each in ("score", "impact", "likelihood")
    )
    missing = formula_text(given)
    if scoring.matrix:
        row, column = (
            f"INT({each}+0.5)" if scoring.decimals else each for each in (likelihood, impact)
        )
        cell = f"INDEX(Matrix_letters,ROWS(Matrix_letters)+1-{row},{column})"
        return f"IF(COUNT({impact},{likelihood})=2,IFERROR({cell},{missing}),{missing})"
    return f"IF(ISNUMBER({score}),{letter_of_score(score)},{missing})"


def letter_of_score(score: str) -> str:
    """The formula that looks a score up in the bands of the Definitions.

    Its band is that with the highest lowest score not above it, in whatever order the bands are.
    """
    lowest = "Bands[Lowest score]"
    reached = f"SUMPRODUCT(MAX(({lowest}<={score})*{lowest}))"
    letter = f"INDEX(Bands[Letter],MATCH({reached},{lowest},0))"
    return f"IFERROR({letter},{formula_text(NOT_BANDED)})"


def letter_cell(
    reading: Reading, scoring: Scoring, formula: str, table: str, headings: Mapping[Measure, str]
) -> Live:
    """The letter; the register's own rating holds where no score tells the letter.

    `formula` is that of the whole column.
    """
    letter = letter_text(reading, scoring)
    tells = cell_of(reading) if scoring.matrix else score_of(reading)
    if reading.rag and tells is None:
        formula = letter_formula(table, scoring, headings, letter)
    return Live(value=letter, formula=formula)


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
    """The key lists up, unchanged, down, so that the sign of the difference finds its row.

    Without a column of earlier scores nothing is known.
    """
    if "previous" not in words.readings:
        return formula_text(NOT_KNOWN)
    latest, before = _scores(table, words, "latest", "previous")
    return f"IFERROR(INDEX(TrendKey[Trend],2-SIGN({latest}-{before})),{formula_text(NOT_KNOWN)})"


def trend_cell(risk: Risk, formula: str, table: str, words: Vocabulary, scoring: Scoring) -> Live:
    """Arrow and word; what no two scores tell holds until the latest score is edited.

    `formula` is that of the whole column.
    """
    trend = trend_of(risk, scoring)
    value = trend_label(trend) if trend else NEW_RISK if risk.said_new else NOT_KNOWN
    before, after = score_of(reading_before(risk)), score_of(risk.latest)
    if value != NOT_KNOWN and trend_between(before, after) is None:
        score = score_text(risk.latest)
        as_given = formula_text(score) if isinstance(score, str) else score
        (latest,) = _scores(table, words, "latest")
        formula = f"IF({latest}={as_given},{formula_text(value)},{formula})"
    return Live(value=value, formula=formula)


def distance_formula(table: str, scoring: Scoring, words: Vocabulary) -> str:
    """The latest score less the target, where both are there."""
    latest, target = _scores(table, words, "latest", "target")
    less = f"{latest}-{target}" if scoring.has_whole_scores else f"ROUND({latest}-{target},2)"
    return f"IF(COUNT({latest},{target})=2,{less},{formula_text(NOT_KNOWN)})"


def distance_cell(risk: Risk, formula: str) -> Live:
    """How far the latest score is above the target; below 0 where it is lower."""
    distance = distance_to_target(risk)
    value = NOT_KNOWN if distance is None else distance
    return Live(value=value, formula=formula)


# Exceptions


def exception_formula(rule: ExceptionRule, scoring: Scoring, words: Vocabulary) -> str:
    """Yes or No: whether the risk in the same row of the register meets the rule."""
    tests = ",".join(_condition(each, scoring, words) for each in rule.any_of)
    return f'IF(OR({tests}),"Yes","No")'


def _condition(condition: ExceptionCondition, scoring: Scoring, words: Vocabulary) -> str:
    """The test of one condition. What the register does not give is met by no risk."""
    status = this_row(REGISTER, "Status")
    tests = []
    if Status.CLOSED not in condition.status:
        tests.append(f'{status}<>"Closed"')
    if condition.status:
        tests.append(_any(status, map(formula_text, condition.status)))
    if condition.escalated is not None:
        wanted = "Yes" if condition.escalated else "No"
        tests.append(f'{this_row(REGISTER, "Escalated")}="{wanted}"')
    if condition.band:
        wanted_bands = [scoring.band_named(each) for each in condition.band]
        numbers = [
            place
            for place, band in enumerate(bands_upwards(scoring), start=1)
            if band in wanted_bands
        ]
        letter = this_row(REGISTER, words.heading(condition.reading, "RAG"))
        known = condition.reading in words.readings
        tests.append(_any(letter, map(band_name, numbers)) if known and numbers else "FALSE")
    if condition.score_at_least is not None:
        score = this_row(REGISTER, words.heading(condition.reading, "score"))
        known = condition.reading in words.readings
        tests.append(f"N({score})>={condition.score_at_least}" if known else "FALSE")
    if condition.trend:
        labels = [
            f"INDEX(TrendKey[Trend],{TRENDS.index(Trend(each)) + 1})" for each in condition.trend
        ]
        trend = this_row(REGISTER, words["trend"])
        tests.append(_any(trend, labels) if words.has_trend else "FALSE")
    return f"AND({','.join(tests)})"


def _any(cell: str, values: Iterable[str]) -> str:
    return f"OR({','.join(f'{cell}={each}' for each in values)})"
