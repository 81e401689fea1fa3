"""The issues: risks that have come about."""

from __future__ import annotations

from generator.content.workbooks.nodes import Cell, Column, Given, Kind, Table
from generator.content.workbooks.register_table import notes_of
from generator.content.workbooks.standing_words import NOT_SCORED, is_letter_given, letter_text
from generator.content.workbooks.workings import LetterOfScore
from generator.model.risks import Risk
from generator.model.standing import score_of
from generator.settings.scoring import Scoring


def issues_table(issues: tuple[Risk, ...], scoring: Scoring) -> Table:
    """A row for each issue, to be read: it is edited in the register."""
    return Table(
        name="Issues",
        columns=_COLUMNS,
        rows=tuple(_row(risk, scoring) for risk in issues),
        alt="Risks that have come about, with what is being done.",
        records=tuple(risk.reference for risk in issues),
    )


_COLUMNS = (
    Column(key="reference", heading="Reference", kind=Kind.CODE),
    Column(key="workstream", heading="Workstream", kind=Kind.NAME),
    Column(key="description", heading="Description of issue", kind=Kind.PROSE),
    Column(key="potential_impact", heading="Potential impact", kind=Kind.PROSE),
    Column(key="mitigations", heading="Mitigating actions", kind=Kind.LONG_PROSE),
    Column(key="owner", heading="Owner", kind=Kind.CODE),
    Column(key="score", heading="Latest score", kind=Kind.STEP, letter="rag"),
    Column(
        key="rag",
        heading="Latest RAG",
        kind=Kind.LETTER,
        letter="rag",
        working=LetterOfScore(score="score"),
    ),
    Column(key="notes", heading="Notes", kind=Kind.LONG_PROSE),
)


def _row(risk: Risk, scoring: Scoring) -> tuple[Cell, ...]:
    score = score_of(risk.latest)
    letter = letter_text(risk.latest, scoring)
    return (
        risk.reference,
        risk.workstream or None,
        risk.description or None,
        risk.potential_impact or None,
        risk.mitigations or None,
        risk.owner or risk.owner_as_written or None,
        NOT_SCORED if score is None else score,
        Given(value=letter) if scoring.matrix or is_letter_given(risk.latest, scoring) else letter,
        notes_of(risk) or None,
    )
