"""The columns of the risk register: one line each, for the workbook and for Word templates.

A column that is added here stands in the register and the exception log of the workbook, and Word
templates can use it as `risk.<key>`. Readings and trend are columns of several cells each.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from generator.content.workbooks.sheet_content import (
    Cell,
    Choices,
    ColumnKind,
    SheetColumn,
)
from generator.content.workbooks.standing_cells import (
    letter_cell,
    letter_formula,
    score_cell,
    score_formula,
    trend_cell,
    trend_formula,
)
from generator.model.risks import Risk, Status
from generator.model.standing import ReadingName, reading_of
from generator.settings.pack import PackSettings
from generator.settings.scoring import ScalePoint, Scoring

_MESSAGE_LIMIT = 255
"""The most characters that Excel shows as a message beside a cell."""


@dataclass(frozen=True, kw_only=True)
class RegisterColumn:
    """A column that shows one field of a risk.

    `key` is its name in Word templates and `meaning` what their documentation says of it; `value`
    takes it from a risk, "" or None where the register says nothing.
    """

    key: str
    heading: str
    kind: ColumnKind
    meaning: str
    value: Callable[[Risk], str | date | None]
    editable: bool = False
    choices: Callable[[PackSettings], Choices | None] | None = None


def _owners(settings: PackSettings) -> Choices | None:
    if not settings.roles:
        return None
    return Choices(
        values="Role_initials",
        title="Owner",
        message="The initials of a role. The Definitions sheet says who holds it.",
        strict=False,
    )


def _statuses(settings: PackSettings) -> Choices:
    return Choices(
        values=tuple(status.value for status in Status),
        title="Status",
        message="An issue is a risk that has happened. Closed risks are not counted.",
    )


REGISTER_LAYOUT: tuple[RegisterColumn | ReadingName | Literal["trend"], ...] = (
    RegisterColumn(
        key="reference",
        heading="Reference",
        kind=ColumnKind.CODE,
        meaning="the reference",
        value=lambda risk: risk.reference,
    ),
    RegisterColumn(
        key="workstream",
        heading="Workstream",
        kind=ColumnKind.NAME,
        meaning="the workstream",
        value=lambda risk: risk.workstream,
    ),
    RegisterColumn(
        key="description",
        heading="Description of risk",
        kind=ColumnKind.PROSE,
        meaning="the description",
        value=lambda risk: risk.description,
    ),
    RegisterColumn(
        key="potential_impact",
        heading="Potential impact",
        kind=ColumnKind.PROSE,
        meaning="the potential impact",
        value=lambda risk: risk.potential_impact,
    ),
    "baseline",
    RegisterColumn(
        key="mitigations",
        heading="Mitigating actions",
        kind=ColumnKind.LONG_PROSE,
        meaning="the mitigating actions",
        value=lambda risk: risk.mitigations,
        editable=True,
    ),
    RegisterColumn(
        key="owner",
        heading="Owner",
        kind=ColumnKind.CODE,
        meaning="the risk owner",
        value=lambda risk: risk.owner or risk.owner_as_written,
        editable=True,
        choices=_owners,
    ),
    "revised",
    "latest",
    "trend",
    RegisterColumn(
        key="notes",
        heading="Notes",
        kind=ColumnKind.LONG_PROSE,
        meaning="the dated notes",
        value=lambda risk: "\n".join(str(note) for note in risk.notes),
        editable=True,
    ),
    RegisterColumn(
        key="status",
        heading="Status",
        kind=ColumnKind.WORD,
        meaning="Open, Closed or Issue",
        value=lambda risk: risk.status.value,
        editable=True,
        choices=_statuses,
    ),
    RegisterColumn(
        key="escalated",
        heading="Escalated",
        kind=ColumnKind.WORD,
        meaning="Yes or No",
        value=lambda risk: "Yes" if risk.escalated else "No",
    ),
)
"""The register from left to right."""

FIELD_COLUMNS = tuple(each for each in REGISTER_LAYOUT if isinstance(each, RegisterColumn))

Filled = tuple[SheetColumn, Callable[[Risk], Cell]]
"""A column of a sheet and what it holds of a risk."""


def register_columns(
    table: str, risks: Sequence[Risk], settings: PackSettings, scoring: Scoring
) -> list[Filled]:
    """The columns of the register, or of the exception log, in their order."""
    filled: list[Filled] = []
    for each in REGISTER_LAYOUT:
        if isinstance(each, RegisterColumn):
            filled += [field_column(each, settings)] if is_shown(each, risks) else []
        elif each == "trend":
            filled.append(_trend_column(table))
        else:
            filled += _reading_columns(each, table, scoring)
    return filled


def is_shown(column: RegisterColumn, risks: Sequence[Risk]) -> bool:
    """Whether a column is to be edited or says anything of any risk; others are left out."""
    return column.editable or any(column.value(risk) for risk in risks)


def field_column(column: RegisterColumn, settings: PackSettings) -> Filled:
    """A column of one field. A field that says nothing is a blank cell."""
    shown = SheetColumn(
        heading=column.heading,
        kind=column.kind,
        editable=column.editable,
        choices=column.choices(settings) if column.choices else None,
    )
    return shown, lambda risk: column.value(risk) or None


def _trend_column(table: str) -> Filled:
    formula = trend_formula(table)
    column = SheetColumn(heading="Trend", kind=ColumnKind.TREND, formula=formula)
    return column, lambda risk: trend_cell(risk, formula)


def _reading_columns(name: ReadingName, table: str, scoring: Scoring) -> list[Filled]:
    """Impact, likelihood, score and letter. The factors of the latest reading can be edited."""
    title, editable = name.capitalize(), name == "latest"
    score, letter = score_formula(table, title), letter_formula(table, scoring, title)
    coloured = f"{title} RAG"

    def factor(what: Literal["impact", "likelihood"]) -> Filled:
        scale = scoring.impact if what == "impact" else scoring.likelihood
        column = SheetColumn(
            heading=f"{title} {what}",
            kind=ColumnKind.STEP,
            editable=editable,
            choices=_steps(what, scale) if editable else None,
        )
        return column, lambda risk: getattr(reading_of(risk, name), what)

    return [
        factor("impact"),
        factor("likelihood"),
        (
            SheetColumn(
                heading=f"{title} score", kind=ColumnKind.STEP, formula=score, letter_in=coloured
            ),
            lambda risk: score_cell(reading_of(risk, name), score),
        ),
        (
            SheetColumn(
                heading=coloured, kind=ColumnKind.LETTER, formula=letter, letter_in=coloured
            ),
            lambda risk: letter_cell(reading_of(risk, name), scoring, letter),
        ),
    ]


def _steps(what: str, scale: tuple[ScalePoint, ...]) -> Choices:
    words = ", ".join(f"{point.score} {point.word}" for point in scale)
    if len(words) > _MESSAGE_LIMIT:
        words = f"1 (lowest) to {len(scale)} (highest). The Definitions sheet explains each step."
    return Choices(
        values=f"{what.capitalize()}_scores",
        title=f"{what.capitalize()}, 1 to {len(scale)}",
        message=words,
    )
