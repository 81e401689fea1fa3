"""The other columns of the register that no cell of an officer fills: trend, distance, exceptions.

Here too each holds its value and beside it the formula that comes to it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.content.record_columns import REGISTER_LAYOUT, RecordColumn
from generator.content.wording import trend_label
from generator.content.workbooks.reading_columns import (
    EXCEPTIONAL,
    NEW,
    NOT_KNOWN,
    FilledColumn,
    RegisterSource,
    band_name,
    letter_text,
    reading_columns,
    score_text,
    this_row,
)
from generator.content.workbooks.sheet_content import ColumnKind, Live, SheetColumn, formula_text
from generator.model import standing
from generator.model.risks import Risk, Status, Trend
from generator.model.vocabulary import Vocabulary
from generator.settings.exceptions import ExceptionCondition, ReadingName
from generator.settings.scoring import Scoring

_NEW_RISK = "New"
_FROM_TO: tuple[ReadingName, ReadingName] = ("latest", "previous")


def register_columns(register: RegisterSource) -> Iterator[FilledColumn]:
    """All columns of the register in their order.

    Of readings, trend and distance to the target only what the register gives.
    """
    words, settings = register.words, register.pack.settings
    for each in REGISTER_LAYOUT:
        if isinstance(each, RecordColumn):
            if each.is_shown(register.risks):
                yield each.on_sheet(settings), each.of
        elif each == "trend":
            yield from [_trend_column(register)] if words.has_trend else []
        elif each == "distance":
            yield from [_distance_column(register)] if "target" in words.readings else []
        elif each in words.readings:
            yield from reading_columns(register, each)


# Movement and distance


def _scores(words: Vocabulary, *readings: ReadingName) -> Iterator[str]:
    """The cells of a row's scores."""
    return (this_row(words.heading(each, "score")) for each in readings)


def _trend_column(register: RegisterSource) -> FilledColumn:
    """Arrow and word; what the formula does not tell holds until the latest reading is edited.

    The key lists up, unchanged, down, so that the sign of the difference finds its row. Where no
    rule tells scores, the places of the letters among the bands are compared too. Without a column
    of earlier readings nothing is known.
    """
    words, scoring = register.words, register.scoring
    latest, before = _scores(words, "latest", "previous")
    now, then = (this_row(words.heading(each, "RAG")) for each in _FROM_TO)
    formula = formula_text(NOT_KNOWN)
    if "previous" in words.readings:
        if not scoring.has_rule:
            places = (f"MATCH({each},Bands[Letter],0)" for each in (now, then))
            formula = f"IFERROR(INDEX(TrendKey[Trend],2-SIGN({'-'.join(places)})),{formula})"
        formula = f"IFERROR(INDEX(TrendKey[Trend],2-SIGN({latest}-{before})),{formula})"

    def cell(risk: Risk) -> Live:
        trend, told = standing.trend_of(risk, scoring), _told_by_formula(risk, scoring)
        value = trend_label(trend) if trend else _NEW_RISK if risk.said_new else NOT_KNOWN
        if value == (trend_label(told) if told else NOT_KNOWN):
            return Live(value=value, formula=formula)
        score = score_text(risk.latest)
        test = f"{latest}={formula_text(score) if isinstance(score, str) else score}"
        if not scoring.has_rule:
            test = f"AND({test},{now}={formula_text(letter_text(risk.latest, scoring))})"
        return Live(value=value, formula=f"IF({test},{formula_text(value)},{formula})")

    return SheetColumn(heading=words["trend"], kind=ColumnKind.TREND, formula=formula), cell


def _told_by_formula(risk: Risk, scoring: Scoring) -> Trend | None:
    before, after = standing.reading_before(risk), risk.latest
    moved = standing.trend_between(standing.score_of(before), standing.score_of(after))
    if moved is None and not scoring.has_rule:
        return standing.trend_of_bands(before, after, scoring)
    return moved


def _distance_column(register: RegisterSource) -> FilledColumn:
    """How far the latest score is above the target, where both are there; below 0 if lower."""
    words = register.words
    latest, target = _scores(words, "latest", "target")
    less = f"{latest}-{target}"
    if not register.scoring.has_whole_scores:
        less = f"ROUND({less},2)"
    formula = f"IF(COUNT({latest},{target})=2,{less},{formula_text(NOT_KNOWN)})"

    def cell(risk: Risk) -> Live:
        distance = standing.distance_to_target(risk)
        return Live(value=NOT_KNOWN if distance is None else distance, formula=formula)

    return SheetColumn(heading=words.distance, kind=ColumnKind.STEP, formula=formula), cell


# Exceptions


def rule_columns(register: RegisterSource) -> Iterator[FilledColumn]:
    """Whether the risk is new where anything tells, and whether the exception log takes it."""
    period, rule = register.pack.settings.period, register.rule
    if standing.tells_new(register.risks, period):
        answers = {True: "Yes", False: "No", None: NOT_KNOWN}
        new = SheetColumn(heading=NEW, kind=ColumnKind.WORD)
        yield new, lambda risk: answers[standing.is_new(risk, period)]
    if rule is None:
        return
    tests = ",".join(_condition(each, register) for each in rule.any_of)
    formula = f'IF(OR({tests}),"Yes","No")'

    def is_taken(risk: Risk) -> Live:
        exceptional = standing.is_exceptional(risk, rule, register.scoring)
        return Live(value="Yes" if exceptional else "No", formula=formula)

    yield SheetColumn(heading=EXCEPTIONAL, kind=ColumnKind.WORD, formula=formula), is_taken


def _condition(condition: ExceptionCondition, register: RegisterSource) -> str:
    """The test of one condition. What the register does not give is met by no risk."""
    words, reading, status = register.words, condition.reading, this_row("Status")
    tests = []
    if Status.CLOSED not in condition.status:
        tests.append(f'{status}<>"Closed"')
    if condition.status:
        tests.append(_any(status, map(formula_text, condition.status)))
    if condition.escalated is not None:
        wanted = "Yes" if condition.escalated else "No"
        tests.append(f'{this_row("Escalated")}="{wanted}"')
    if condition.band:
        wanted_bands = [register.scoring.band_named(each) for each in condition.band]
        bands = enumerate(standing.bands_upwards(register.scoring), start=1)
        numbers = [place for place, band in bands if band in wanted_bands]
        letter = this_row(words.heading(reading, "RAG"))
        known = reading in words.readings
        tests.append(_any(letter, map(band_name, numbers)) if known and numbers else "FALSE")
    if condition.score_at_least is not None:
        (score,) = _scores(words, reading)
        known = reading in words.readings
        tests.append(f"N({score})>={condition.score_at_least}" if known else "FALSE")
    if condition.trend:
        numbers = [standing.TRENDS.index(Trend(each)) + 1 for each in condition.trend]
        labels = (f"INDEX(TrendKey[Trend],{number})" for number in numbers)
        tests.append(_any(this_row(words["trend"]), labels) if words.has_trend else "FALSE")
    return f"AND({','.join(tests)})"


def _any(cell: str, values: Iterable[str]) -> str:
    return f"OR({','.join(f'{cell}={each}' for each in values)})"
