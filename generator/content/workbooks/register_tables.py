"""The tables that list risks: register, exception log, issues, score history."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Literal

from generator.content.record_columns import (
    MESSAGE_LIMIT,
    REGISTER_LAYOUT,
    RISK_COLUMNS,
    RecordColumn,
)
from generator.content.workbooks.sheet_content import (
    Cell,
    Choices,
    ColumnKind,
    SheetColumn,
    SheetTable,
)
from generator.content.workbooks.standing_cells import (
    REGISTER,
    distance_cell,
    distance_formula,
    letter_cell,
    letter_formula,
    letter_text,
    score_cell,
    score_formula,
    score_text,
    trend_cell,
    trend_formula,
)
from generator.model.pack import Pack
from generator.model.risks import Reading, Risk
from generator.model.standing import has_factors, issues_of, reading_of, score_of
from generator.model.vocabulary import Measure, Vocabulary
from generator.settings.exceptions import ReadingName
from generator.settings.scoring import ScalePoint, Scoring

EXCEPTIONS = "ExceptionLog"
_NOT_OF_ISSUES = ("status", "closed", "escalated")
"""Columns of the register that say nothing new of an issue."""

FilledColumn = tuple[SheetColumn, Callable[[Risk], Cell]]
"""A column of a sheet and what it holds of a risk."""


def register_table(pack: Pack, risks: tuple[Risk, ...], scoring: Scoring) -> SheetTable:
    """All risks, with their three readings."""
    return _risk_table(
        REGISTER, risks, risks, pack, scoring, "All risks with their scores, actions and notes."
    )


def exception_table(pack: Pack, risks: tuple[Risk, ...], scoring: Scoring) -> SheetTable:
    """The exceptional risks, in the register's columns."""
    alt = "The exceptional risks with their scores, actions and notes."
    return _risk_table(EXCEPTIONS, pack.exceptions, risks, pack, scoring, alt)


def _risk_table(
    name: str,
    shown: tuple[Risk, ...],
    risks: tuple[Risk, ...],
    pack: Pack,
    scoring: Scoring,
    alt: str,
) -> SheetTable:
    """A row for each risk, with a hidden key that identifies it in a workbook that comes back."""
    columns = _register_columns(name, risks, pack, scoring)
    key = SheetColumn(heading="Record key", kind=ColumnKind.RECORD_KEY)
    columns.append((key, lambda risk: record_key(pack.name, risk.reference)))
    return _table(name, columns, shown, alt)


def record_key(pack: str, reference: str) -> str:
    """What identifies a record in a workbook that comes back, wherever its row has gone."""
    return f"{pack}/{reference}"


def _register_columns(
    table: str, risks: Sequence[Risk], pack: Pack, scoring: Scoring
) -> list[FilledColumn]:
    """The columns of the register, or of the exception log, in their order.

    Of readings, trend and distance to the target only what the register gives.
    """
    words = pack.vocabulary
    columns: list[FilledColumn] = []
    for each in REGISTER_LAYOUT:
        if isinstance(each, RecordColumn):
            columns += [(each.on_sheet(pack.settings), each.of)] if each.is_shown(risks) else []
        elif each == "trend":
            columns += [_trend_column(table, words)] if words.has_trend else []
        elif each == "distance":
            columns += [_distance_column(table, words)] if "target" in words.readings else []
        elif each in words.readings:
            columns += _reading_columns(each, table, risks, scoring, words)
    return columns


def _trend_column(table: str, words: Vocabulary) -> FilledColumn:
    """A formula where there are scores of the reading before, else what the register says."""
    formula = trend_formula(table, words) if "previous" in words.readings else ""
    column = SheetColumn(heading=words["trend"], kind=ColumnKind.TREND, formula=formula)
    return column, lambda risk: trend_cell(risk, formula)


def _distance_column(table: str, words: Vocabulary) -> FilledColumn:
    formula = distance_formula(table, words)
    column = SheetColumn(heading=words.distance, kind=ColumnKind.STEP, formula=formula)
    return column, lambda risk: distance_cell(risk, formula)


def _reading_columns(
    name: ReadingName,
    table: str,
    risks: Sequence[Risk],
    scoring: Scoring,
    words: Vocabulary,
) -> list[FilledColumn]:
    """Impact, likelihood, score and letter. The factors of the latest reading can be edited.

    Of another reading they are left out where no risk has them.
    """
    headings, editable = words.columns(name), name == "latest"
    score, letter = score_formula(table, headings), letter_formula(table, scoring, headings)
    rag = headings["RAG"]
    if not (editable or has_factors(risks, name)):
        score, letter = "", "" if scoring.matrix else letter

    def factor(
        what: Literal["impact", "likelihood"], scale: tuple[ScalePoint, ...]
    ) -> FilledColumn:
        column = SheetColumn(
            heading=headings[what],
            kind=ColumnKind.STEP,
            editable=editable,
            choices=_steps(what, words[what], scale) if editable else None,
        )
        return column, lambda risk: getattr(reading_of(risk, name), what)

    factors = [factor("impact", scoring.impact), factor("likelihood", scoring.likelihood)]
    return [
        *(factors if score else ()),
        (
            SheetColumn(
                heading=headings["score"], kind=ColumnKind.STEP, formula=score, letter_in=rag
            ),
            lambda risk: score_cell(reading_of(risk, name), score),
        ),
        (
            SheetColumn(heading=rag, kind=ColumnKind.LETTER, formula=letter, letter_in=rag),
            lambda risk: letter_cell(reading_of(risk, name), scoring, letter),
        ),
    ]


def _steps(what: str, word: str, scale: tuple[ScalePoint, ...]) -> Choices:
    words = ", ".join(f"{point.score} {point.word}" for point in scale)
    if len(words) > MESSAGE_LIMIT:
        words = f"1 (lowest) to {len(scale)} (highest). The Definitions sheet explains each step."
    return Choices(
        values=f"{what.capitalize()}_scores",
        title=f"{word}, 1 to {len(scale)}",
        message=words,
    )


def _table(name: str, columns: list[FilledColumn], risks: Sequence[Risk], alt: str) -> SheetTable:
    values = [value for _, value in columns]
    return SheetTable(
        name=name,
        columns=tuple(column for column, _ in columns),
        rows=tuple(tuple(value(risk) for value in values) for risk in risks),
        alt=alt,
    )


def issues_table(risks: tuple[Risk, ...], scoring: Scoring, words: Vocabulary) -> SheetTable:
    """The risks that have come about, to be read: they are edited in the register."""
    fields: list[FilledColumn] = [
        (SheetColumn(heading=each.heading, kind=each.kind), each.of)
        for each in RISK_COLUMNS
        if each.key not in _NOT_OF_ISSUES and each.is_shown(risks)
    ]
    headings = words.columns("latest")
    score, rag = headings["score"], headings["RAG"]
    letter = letter_formula("Issues", scoring, headings)

    def letter_of(risk: Risk) -> Cell:
        """With a matrix no formula: it would need impact and likelihood, which are not shown."""
        if scoring.matrix:
            return letter_text(risk.latest, scoring)
        return letter_cell(risk.latest, scoring, letter)

    latest: list[FilledColumn] = [
        (
            SheetColumn(heading=score, kind=ColumnKind.STEP, letter_in=rag),
            lambda risk: score_text(risk.latest),
        ),
        (
            SheetColumn(heading=rag, kind=ColumnKind.LETTER, letter_in=rag),
            letter_of,
        ),
    ]
    columns = [*fields[:-1], *latest, fields[-1]]
    alt = "Risks that have happened, with what is being done."
    return _table("Issues", columns, issues_of(risks), alt)


def history_table(risks: tuple[Risk, ...], scoring: Scoring, words: Vocabulary) -> SheetTable:
    """Each risk's readings in the order of time, the target last.

    Scores are typed in: they are what was reported, and no edit changes them. Letters follow the
    bands of the Definitions.
    """
    readings = [(risk, reading) for risk in risks for reading in _known_readings(risk)]
    headings: dict[Measure, str] = {
        "impact": words["impact"],
        "likelihood": words["likelihood"],
        "score": "Score",
    }
    letter = letter_formula("ScoreHistory", scoring, headings)
    return SheetTable(
        name="ScoreHistory",
        columns=(
            SheetColumn(heading="Reference", kind=ColumnKind.CODE),
            SheetColumn(heading="Reading", kind=ColumnKind.NAME),
            SheetColumn(heading="Date", kind=ColumnKind.DATE),
            SheetColumn(heading=headings["impact"], kind=ColumnKind.STEP),
            SheetColumn(heading=headings["likelihood"], kind=ColumnKind.STEP),
            SheetColumn(heading="Score", kind=ColumnKind.STEP, letter_in="RAG"),
            SheetColumn(heading="RAG", kind=ColumnKind.LETTER, letter_in="RAG", formula=letter),
        ),
        rows=tuple(
            _history_row(risk, reading, scoring, letter, words) for risk, reading in readings
        ),
        alt="The score of every risk in every reading, as reported.",
    )


def _known_readings(risk: Risk) -> Iterator[Reading]:
    """The readings of a risk that say anything."""
    for reading in (risk.baseline, *risk.earlier, risk.previous, risk.latest, risk.target):
        if not reading.says_nothing:
            yield reading


def _history_row(
    risk: Risk, reading: Reading, scoring: Scoring, letter: str, words: Vocabulary
) -> tuple[Cell, ...]:
    return (
        risk.reference,
        words.words.get(reading.name) or reading.name[0].upper() + reading.name[1:],
        reading.date,
        reading.impact,
        reading.likelihood,
        score_of(reading),
        letter_cell(reading, scoring, letter),
    )
