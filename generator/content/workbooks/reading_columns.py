"""The columns of a reading in the register: impact, likelihood, score, letter, with their formulas.

The value is the standing's. The formula comes to the same value, and follows an edit of impact,
likelihood or bands. What the register gives and no formula comes to (a score without its factors or
against them, a rating without a score, its own arrow) is in the formula of its row, and holds until
the cells that it speaks of are edited.

Formulas use only functions of Excel 2010 and LibreOffice, and name tables and headings, so that
people can read them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from generator.characters import utf_16_units
from generator.content.record_columns import MESSAGE_LIMIT
from generator.content.wording import register_date
from generator.content.workbooks.sheet_content import (
    Cell,
    Choices,
    ColumnKind,
    Live,
    SheetColumn,
    formula_text,
)
from generator.model import standing
from generator.model.pack import Pack
from generator.model.risks import Reading, Risk, Score
from generator.model.vocabulary import Measure, Vocabulary
from generator.settings.exceptions import ExceptionRule, ReadingName
from generator.settings.scoring import Scoring

REGISTER = "RiskRegister"
LIVE = f'{REGISTER}[Status],"<>Closed"'
"""The range and the criterion by which COUNTIFS and its like take live risks."""
IS_LIVE = f'({REGISTER}[Status]<>"Closed")'

NEW = "New in the period"
"""The column of the register that says so of each risk, and the row that counts them."""
EXCEPTIONAL = "Exceptional"

NOT_SCORED, NOT_BANDED, NOT_KNOWN = "Not scored", "Not banded", "Not known"
# The highest score that may be typed in where no rule tells scores.
_HIGHEST = 1000

FilledColumn = tuple[SheetColumn, Callable[[Risk], Cell]]
"""A column of a sheet and what it holds of a risk."""


@dataclass(frozen=True, kw_only=True)
class RegisterSource:
    """What the sheets of a risk register are made from."""

    pack: Pack
    risks: tuple[Risk, ...]
    scoring: Scoring

    @property
    def words(self) -> Vocabulary:
        """The council's words for the readings."""
        return self.pack.vocabulary

    @cached_property
    def live(self) -> tuple[Risk, ...]:
        """The risks that are not closed."""
        return standing.live_risks(self.risks)

    @cached_property
    def has_workstreams(self) -> bool:
        """Whether any risk names one."""
        return any(risk.workstream for risk in self.risks)

    @property
    def when(self) -> str:
        """Of when the figures in alternative texts are: no edit changes them."""
        return register_date(self.pack.settings)

    @property
    def rule(self) -> ExceptionRule | None:
        """The rule of the exception log; None where the pack has none that takes any risk."""
        settings = self.pack.settings.risk_register
        return settings.exceptions if settings and settings.exceptions.any_of else None


def this_row(heading: str, table: str = REGISTER) -> str:
    """The cell of a column in the formula's own row."""
    return f"{table}[[#This Row],[{heading}]]"


def band_name(number: int) -> str:
    """The name of the cell that holds the letter of a band, counted from 1 upwards."""
    return f"Band_letter_{number}"


def reading_columns(register: RegisterSource, name: ReadingName) -> Iterator[FilledColumn]:
    """Impact, likelihood, score and letter. The factors of the latest reading can be edited.

    Of another reading they are left out where no risk has them. What no rule tells is typed in, and
    can be edited in the latest reading.
    """
    headings, scoring, is_latest = register.words.columns(name), register.scoring, name == "latest"
    cells, rag = ReadingCells(headings, scoring), headings["RAG"]
    with_factors = is_latest or standing.has_factors(register.risks, name)
    if with_factors:
        yield _factor_column(register, name, "impact")
        yield _factor_column(register, name, "likelihood")
    has_formula = with_factors and scoring.has_rule
    is_typed = is_latest and not scoring.has_rule
    score = SheetColumn(
        heading=headings["score"],
        kind=ColumnKind.STEP,
        editable=is_typed,
        formula=cells.score_formula if has_formula else "",
        letter_in=rag,
        up_to=_HIGHEST if is_typed else None,
        decimals=not scoring.has_whole_scores,
    )
    score_of = cells.score if has_formula else score_text
    yield score, lambda risk: score_of(standing.reading_of(risk, name))

    is_told = scoring.has_limits or (bool(scoring.matrix) and with_factors)
    letter = SheetColumn(
        heading=rag,
        kind=ColumnKind.LETTER,
        editable=is_latest and not is_told,
        formula=cells.letter_formula if is_told else "",
        letter_in=rag,
        choices=_letters(scoring) if is_latest and not is_told else None,
    )
    letter_of = cells.letter if is_told else cells.letter_text
    yield letter, lambda risk: letter_of(standing.reading_of(risk, name))


def _factor_column(
    register: RegisterSource, name: ReadingName, what: Literal["impact", "likelihood"]
) -> FilledColumn:
    scoring, editable = register.scoring, name == "latest"
    between = editable and scoring.decimals
    column = SheetColumn(
        heading=register.words.heading(name, what),
        kind=ColumnKind.STEP,
        editable=editable,
        choices=_steps(register, what) if editable and not between else None,
        up_to=len(getattr(scoring, what)) if between else None,
        decimals=scoring.decimals,
    )
    return column, lambda risk: getattr(standing.reading_of(risk, name), what)


def _steps(register: RegisterSource, what: Literal["impact", "likelihood"]) -> Choices:
    scale = getattr(register.scoring, what)
    words = ", ".join(point.label for point in scale)
    if utf_16_units(words) > MESSAGE_LIMIT:
        words = f"1 (lowest) to {len(scale)} (highest). The Definitions sheet explains each step."
    return Choices(
        values=f"{what.capitalize()}_scores",
        title=f"{register.words[what]}, 1 to {len(scale)}",
        message=words,
    )


def _letters(scoring: Scoring) -> Choices:
    letters = tuple(band.letter for band in standing.bands_upwards(scoring))
    return Choices(values=letters, title="RAG letter", message="The letter of a band.")


class ReadingCells:
    """The scores and letters of a reading, whose columns in a table have these headings."""

    def __init__(
        self, headings: Mapping[Measure, str], scoring: Scoring, table: str = REGISTER
    ) -> None:
        measures: tuple[Measure, ...] = ("impact", "likelihood", "score")
        cells = (this_row(headings[each], table) for each in measures)
        self._impact, self._likelihood, self._score = cells
        self._scoring = scoring
        # Those of the whole columns are made once: ten thousand rows share them.
        self.score_formula = self._score_or(formula_text(NOT_SCORED))
        self.letter_formula = self._letter_or(NOT_SCORED)

    def _score_or(self, given: str) -> str:
        """The score by the pack's rule, or what is given where a factor of it is missing."""
        impact, likelihood = self._impact, self._likelihood
        result = f"{impact}{'+' if self._scoring.score == 'sum' else '*'}{likelihood}"
        if self._scoring.decimals:
            result = f"ROUND({result},2)"
        return f"IF(COUNT({impact},{likelihood})=2,{result},{given})"

    def score(self, reading: Reading) -> Live:
        """The score; one that is against its factors holds until these are edited."""
        score, formula = score_text(reading), self.score_formula
        if reading.by_rule is None and score != NOT_SCORED:
            formula = self._score_or(str(score))
        elif reading.by_rule not in (None, score):
            impact = _equals(self._impact, reading.impact)
            likelihood = _equals(self._likelihood, reading.likelihood)
            formula = f"IF(AND({impact},{likelihood}),{score},{formula})"
        return Live(value=score, formula=formula)

    def _letter_or(self, given: str) -> str:
        """The letter of a score in the same row, or of its cell in a matrix; else what is given."""
        impact, likelihood, missing = self._impact, self._likelihood, formula_text(given)
        if not self._scoring.matrix:
            return f"IF(ISNUMBER({self._score}),{letter_of_score(self._score)},{missing})"
        row, column = likelihood, impact
        if self._scoring.decimals:  # the nearest cell
            row, column = f"INT({likelihood}+0.5)", f"INT({impact}+0.5)"
        cell = f"INDEX(Matrix_letters,ROWS(Matrix_letters)+1-{row},{column})"
        return f"IF(COUNT({impact},{likelihood})=2,IFERROR({cell},{missing}),{missing})"

    def letter(self, reading: Reading) -> Live:
        """The letter; the register's own rating holds where no score tells the letter."""
        letter, formula = self.letter_text(reading), self.letter_formula
        by_cell = bool(self._scoring.matrix)
        tells = standing.cell_of(reading) if by_cell else standing.score_of(reading)
        if reading.rag and tells is None:
            formula = self._letter_or(letter)
        return Live(value=letter, formula=formula)

    def letter_text(self, reading: Reading) -> str:
        """The letter of the reading's band as text; without one, why there is none."""
        return letter_text(reading, self._scoring)


def _equals(cell: str, step: Score | None) -> str:
    """A formula holds fifteen digits of a number, a cell more of them."""
    return f"ROUND({cell},6)={step:.6f}" if isinstance(step, float) else f"{cell}={step}"


def score_text(reading: Reading) -> str | Score:
    """The score as it was reported, or that there is none."""
    score = standing.score_of(reading)
    return NOT_SCORED if score is None else score


def letter_text(reading: Reading, scoring: Scoring) -> str:
    """The letter of the reading's band; without one, why there is none."""
    band = standing.band_of(reading, scoring)
    if band is not None:
        return band.letter
    return NOT_SCORED if scoring.matrix or standing.score_of(reading) is None else NOT_BANDED


def letter_of_score(score: str) -> str:
    """The formula that looks a score up in the bands of the Definitions.

    Its band is that with the highest lowest score not above it, in whatever order the bands are.
    """
    lowest = "Bands[Lowest score]"
    # SUMPRODUCT makes an array of the condition in every Excel, without Ctrl+Shift+Enter.
    reached = f"SUMPRODUCT(MAX(({lowest}<={score})*{lowest}))"
    letter = f"INDEX(Bands[Letter],MATCH({reached},{lowest},0))"
    return f"IFERROR({letter},{formula_text(NOT_BANDED)})"
