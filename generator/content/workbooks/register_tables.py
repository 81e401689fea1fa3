"""The tables that list risks: register, exception log, issues, score history."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.content.register_columns import (
    FIELD_COLUMNS,
    Filled,
    field_column,
    is_shown,
    register_columns,
)
from generator.content.workbooks.sheet_content import Cell, ColumnKind, SheetColumn, SheetTable
from generator.content.workbooks.standing_cells import (
    REGISTER,
    letter_cell,
    letter_formula,
    letter_text,
    score_text,
)
from generator.model.pack import Pack
from generator.model.risks import Reading, Risk
from generator.model.standing import issues_of, score_of
from generator.settings.pack import PackSettings
from generator.settings.scoring import Scoring

EXCEPTIONS = "ExceptionLog"
_ISSUE_FIELDS = (
    "reference", "workstream", "description", "potential_impact", "mitigations", "owner",
)  # fmt: skip


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
    columns = register_columns(name, risks, pack.settings, scoring)
    key = SheetColumn(heading="Record key", kind=ColumnKind.RECORD_KEY)
    columns.append((key, lambda risk: record_key(pack.name, risk.reference)))
    return _table(name, columns, shown, alt)


def record_key(pack: str, reference: str) -> str:
    """What identifies a record in a workbook that comes back, wherever its row has gone."""
    return f"{pack}/{reference}"


def _table(name: str, columns: list[Filled], risks: Sequence[Risk], alt: str) -> SheetTable:
    values = [value for _, value in columns]
    return SheetTable(
        name=name,
        columns=tuple(column for column, _ in columns),
        rows=tuple(tuple(value(risk) for value in values) for risk in risks),
        alt=alt,
        records=tuple(risk.reference for risk in risks),
    )


def issues_table(settings: PackSettings, risks: tuple[Risk, ...], scoring: Scoring) -> SheetTable:
    """The risks that have come about, to be read: they are edited in the register."""
    fields = {
        column.key: _read_only(field_column(column, settings))
        for column in FIELD_COLUMNS
        if is_shown(column, risks)
    }
    letter = letter_formula("Issues", scoring, "Latest")
    columns = [
        *(fields[key] for key in _ISSUE_FIELDS if key in fields),
        (
            SheetColumn(heading="Latest score", kind=ColumnKind.STEP, letter_in="Latest RAG"),
            lambda risk: score_text(risk.latest),
        ),
        (
            SheetColumn(heading="Latest RAG", kind=ColumnKind.LETTER, letter_in="Latest RAG"),
            lambda risk: (
                letter_text(risk.latest, scoring)  # a matrix needs the factors, not shown here
                if scoring.matrix
                else letter_cell(risk.latest, scoring, letter)
            ),
        ),
        fields["notes"],
    ]
    alt = "Risks that have come about, with what is being done."
    return _table("Issues", columns, issues_of(risks), alt)


def _read_only(filled: Filled) -> Filled:
    column, value = filled
    return SheetColumn(heading=column.heading, kind=column.kind), value


def history_table(risks: tuple[Risk, ...], scoring: Scoring) -> SheetTable:
    """Each risk's readings in the order baseline, revised, earlier periods, latest.

    Scores are typed in: they are what was reported, and no edit changes them. Letters follow the
    bands of the Definitions.
    """
    readings = [(risk, reading) for risk in risks for reading in _told_readings(risk)]
    letter = letter_formula("ScoreHistory", scoring)
    return SheetTable(
        name="ScoreHistory",
        columns=(
            SheetColumn(heading="Reference", kind=ColumnKind.CODE),
            SheetColumn(heading="Reading", kind=ColumnKind.NAME),
            SheetColumn(heading="Date", kind=ColumnKind.DATE),
            SheetColumn(heading="Impact", kind=ColumnKind.STEP),
            SheetColumn(heading="Likelihood", kind=ColumnKind.STEP),
            SheetColumn(heading="Score", kind=ColumnKind.STEP, letter_in="RAG"),
            SheetColumn(heading="RAG", kind=ColumnKind.LETTER, letter_in="RAG", formula=letter),
        ),
        rows=tuple(_history_row(risk, reading, scoring, letter) for risk, reading in readings),
        alt="The score of every risk in every reading, as reported.",
        records=tuple(risk.reference for risk, _ in readings),
    )


def _told_readings(risk: Risk) -> Iterator[Reading]:
    """The readings of a risk that say anything."""
    for reading in (risk.baseline, risk.revised, *risk.earlier, risk.latest):
        if reading.impact or reading.likelihood or reading.given_score or reading.rag:
            yield reading


def _history_row(risk: Risk, reading: Reading, scoring: Scoring, letter: str) -> tuple[Cell, ...]:
    return (
        risk.reference,
        reading.name.capitalize() if reading.name.islower() else reading.name,
        reading.date,
        reading.impact,
        reading.likelihood,
        score_of(reading),
        letter_cell(reading, scoring, letter),
    )
