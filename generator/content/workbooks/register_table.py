"""The risk register and its exception log as tables that a Programme Board works in."""

from __future__ import annotations

from collections.abc import Iterable

from generator.content.workbooks.nodes import Cell, Choices, Column, Given, Kind, Table
from generator.content.workbooks.standing_words import (
    NOT_SCORED,
    is_letter_given,
    letter_text,
    trend_text,
)
from generator.content.workbooks.workings import (
    LetterOfCell,
    LetterOfScore,
    Movement,
    Product,
    Working,
)
from generator.model.pack import Pack
from generator.model.risks import Reading, Risk, Status
from generator.model.standing import READINGS, score_of
from generator.settings.pack import Role
from generator.settings.scoring import ScalePoint, Scoring

REGISTER = "RiskRegister"
EXCEPTIONS = "ExceptionLog"
_MESSAGE_LIMIT = 255
"""What a spreadsheet shows beside a cell holds no more."""


def risk_table(name: str, risks: Iterable[Risk], pack: Pack, scoring: Scoring, alt: str) -> Table:
    """A row for each risk, with its three readings, and a hidden key that stays with it."""
    risks = tuple(risks)
    return Table(
        name=name,
        columns=_columns(scoring, pack.settings.roles),
        rows=tuple(_row(risk, scoring, pack.name) for risk in risks),
        alt=alt,
        records=tuple(risk.reference for risk in risks),
    )


def _columns(scoring: Scoring, roles: tuple[Role, ...]) -> tuple[Column, ...]:
    baseline, revised, latest = (_reading_columns(name, scoring) for name in READINGS)
    return (
        Column(key="reference", heading="Reference", kind=Kind.CODE),
        Column(key="workstream", heading="Workstream", kind=Kind.NAME),
        Column(key="description", heading="Description of risk", kind=Kind.PROSE),
        Column(key="potential_impact", heading="Potential impact", kind=Kind.PROSE),
        *baseline,
        Column(key="mitigations", heading="Mitigating actions", kind=Kind.LONG_PROSE,
               editable=True),
        Column(key="owner", heading="Owner", kind=Kind.CODE, editable=True,
               choices=_owners(roles)),
        *revised,
        *latest,
        Column(key="trend", heading="Trend", kind=Kind.TREND,
               working=Movement(latest="latest_score", before="revised_score")),
        Column(key="notes", heading="Notes", kind=Kind.LONG_PROSE, editable=True),
        Column(key="status", heading="Status", kind=Kind.WORD, editable=True,
               choices=_statuses()),
        Column(key="escalated", heading="Escalated", kind=Kind.WORD),
        Column(key="record", heading="Record key", kind=Kind.RECORD),
    )  # fmt: skip


def _reading_columns(name: str, scoring: Scoring) -> tuple[Column, ...]:
    title, editable = name.capitalize(), name == "latest"
    impact, likelihood, score = f"{name}_impact", f"{name}_likelihood", f"{name}_score"
    letter: Working = LetterOfScore(score=score)
    if scoring.matrix:
        letter = LetterOfCell(impact=impact, likelihood=likelihood)
    return (
        Column(key=impact, heading=f"{title} impact", kind=Kind.STEP, editable=editable,
               choices=_steps("impact", scoring.impact) if editable else None),
        Column(key=likelihood, heading=f"{title} likelihood", kind=Kind.STEP, editable=editable,
               choices=_steps("likelihood", scoring.likelihood) if editable else None),
        Column(key=score, heading=f"{title} score", kind=Kind.STEP, letter=f"{name}_rag",
               working=Product(impact=impact, likelihood=likelihood)),
        Column(key=f"{name}_rag", heading=f"{title} RAG", kind=Kind.LETTER, letter=f"{name}_rag",
               working=letter),
    )  # fmt: skip


def _steps(what: str, scale: tuple[ScalePoint, ...]) -> Choices:
    words = ", ".join(f"{point.score} {point.word}" for point in scale)
    if len(words) > _MESSAGE_LIMIT:
        words = f"1 (lowest) to {len(scale)} (highest). The Definitions sheet explains each step."
    return Choices(
        values=f"{what.capitalize()}_scores",
        title=f"{what.capitalize()}, 1 to {len(scale)}",
        message=words,
    )


def _owners(roles: tuple[Role, ...]) -> Choices | None:
    if not roles:
        return None
    return Choices(
        values="Role_initials",
        title="Owner",
        message="The initials of a role. The Definitions sheet says who holds it.",
        strict=False,
    )


def _statuses() -> Choices:
    return Choices(
        values=tuple(status.value for status in Status),
        title="Status",
        message="An issue is a risk that has come about. Closed risks are not counted.",
    )


def _row(risk: Risk, scoring: Scoring, pack: str) -> tuple[Cell, ...]:
    return (
        risk.reference,
        risk.workstream or None,
        risk.description or None,
        risk.potential_impact or None,
        *_reading_cells(risk.baseline, scoring),
        risk.mitigations or None,
        risk.owner or risk.owner_as_written or None,
        *_reading_cells(risk.revised, scoring),
        *_reading_cells(risk.latest, scoring),
        trend_text(risk),
        notes_of(risk) or None,
        risk.status.value,
        "Yes" if risk.escalated else "No",
        record_key(pack, risk.reference),
    )


def _reading_cells(reading: Reading, scoring: Scoring) -> tuple[Cell, ...]:
    """Impact, likelihood, score, letter."""
    letter = letter_text(reading, scoring)
    return (
        reading.impact,
        reading.likelihood,
        _score_cell(reading),
        Given(value=letter) if is_letter_given(reading, scoring) else letter,
    )


def _score_cell(reading: Reading) -> Cell:
    """A given score that is not the product of its factors is typed in, so that it stays."""
    score = score_of(reading)
    if score is None:
        return NOT_SCORED
    return score if score == reading.product else Given(value=score)


def notes_of(risk: Risk) -> str:
    """One dated entry a line."""
    return "\n".join(str(note) for note in risk.notes)


def record_key(pack: str, reference: str) -> str:
    """What identifies a record in a workbook that comes back, whatever its row has become."""
    return f"{pack}/{reference}"
