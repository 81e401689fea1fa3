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

CODE, NAME, WORD = ColumnKind.CODE, ColumnKind.NAME, ColumnKind.WORD
PROSE, LONG_PROSE = ColumnKind.PROSE, ColumnKind.LONG_PROSE

_MESSAGE_LIMIT = 255
"""The most characters that Excel shows as a message beside a cell."""


@dataclass(frozen=True, kw_only=True)
class RegisterColumn:
    """A column that shows one field of a risk.

    `key` is the field of `Risk` and the name in Word templates; `meaning` is what their
    documentation says of it. `value` takes something else from the risk than the field itself; ""
    or None is a blank cell.
    """

    key: str
    heading: str
    kind: ColumnKind
    meaning: str
    value: Callable[[Risk], str | date | None] | None = None
    editable: bool = False
    choices: Callable[[PackSettings], Choices | None] | None = None

    def of(self, risk: Risk) -> str | date | None:
        """What the column holds of a risk."""
        found: str | date | None = self.value(risk) if self.value else getattr(risk, self.key)
        return found or None


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
    RegisterColumn(key="reference", heading="Reference", kind=CODE, meaning="the reference"),
    RegisterColumn(key="workstream", heading="Workstream", kind=NAME, meaning="the workstream"),
    RegisterColumn(key="description", heading="Description of risk", kind=PROSE,
                   meaning="the description"),
    RegisterColumn(key="potential_impact", heading="Potential impact", kind=PROSE,
                   meaning="the potential impact"),
    "baseline",
    RegisterColumn(key="mitigations", heading="Mitigating actions", kind=LONG_PROSE,
                   meaning="the mitigating actions", editable=True),
    RegisterColumn(key="owner", heading="Owner", kind=CODE, meaning="the risk owner",
                   value=lambda risk: risk.owner or risk.owner_as_written,
                   editable=True, choices=_owners),
    "revised",
    "latest",
    "trend",
    RegisterColumn(key="notes", heading="Notes", kind=LONG_PROSE, meaning="the dated notes",
                   value=lambda risk: "\n".join(map(str, risk.notes)), editable=True),
    RegisterColumn(key="status", heading="Status", kind=WORD, meaning="Open, Closed or Issue",
                   editable=True, choices=_statuses),
    RegisterColumn(key="escalated", heading="Escalated", kind=WORD, meaning="Yes or No",
                   value=lambda risk: "Yes" if risk.escalated else "No"),
)  # fmt: skip
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
    return column.editable or any(column.of(risk) for risk in risks)


def field_column(column: RegisterColumn, settings: PackSettings) -> Filled:
    """A column of one field. A field that says nothing is a blank cell."""
    shown = SheetColumn(
        heading=column.heading,
        kind=column.kind,
        editable=column.editable,
        choices=column.choices(settings) if column.choices else None,
    )
    return shown, column.of


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
