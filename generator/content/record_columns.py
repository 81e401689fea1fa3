"""The columns of the risk register and the action plan: one line each, for Excel and for Word.

A column that is added here is shown in the workbook's tables, and Word templates can use it as
`risk.<key>` or `action.<key>`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic, Literal, TypeVar

from generator.characters import utf_16_units
from generator.content.printed_values import PrintedValue, day_of
from generator.content.wording import EMPTY, long_date
from generator.content.workbooks.sheet_content import Choices, ColumnKind, SheetColumn
from generator.model.actions import Action
from generator.model.risks import Risk, Status
from generator.settings.exceptions import ReadingName
from generator.settings.pack_settings import PackSettings

CODE, NAME, WORD, DATE = ColumnKind.CODE, ColumnKind.NAME, ColumnKind.WORD, ColumnKind.DATE
PROSE, LONG_PROSE = ColumnKind.PROSE, ColumnKind.LONG_PROSE
NARRATIVE, LETTER = ColumnKind.NARRATIVE, ColumnKind.LETTER

MESSAGE_LIMIT = 255
"""The most characters that Excel shows as a message beside a cell."""

Record = TypeVar("Record", Risk, Action)


@dataclass(frozen=True, kw_only=True)
class RecordColumn(Generic[Record]):
    """A column that shows one field of a risk or an action.

    `key` is the field's name and the name in Word templates; `meaning` is what their documentation
    says of it. `value` takes something else from the record than the field itself; "" or None is a
    blank cell. A column that is `optional` is left out where no record says anything in it.
    """

    key: str
    heading: str
    kind: ColumnKind
    meaning: str
    value: Callable[[Record], str | date | None] | None = None
    editable: bool = False
    choices: Callable[[PackSettings], Choices | None] | None = None
    optional: bool = False

    def of(self, record: Record) -> str | date | None:
        """What the column holds of a record."""
        found: str | date | None = self.value(record) if self.value else getattr(record, self.key)
        return found or None

    def text(self, record: Record) -> str | PrintedValue:
        """What a Word template prints: a date in words, "–" where the record says nothing."""
        found = self.of(record)
        if self.kind is DATE and not isinstance(found, str):
            return day_of(found)
        return str(found or EMPTY)

    def is_shown(self, records: Sequence[Record]) -> bool:
        """Whether a table of these records has the column."""
        return not self.optional or any(self.of(record) for record in records)

    def on_sheet(self, settings: PackSettings) -> SheetColumn:
        """The column as a workbook has it. A letter gives its own cell a colour."""
        return SheetColumn(
            heading=self.heading,
            kind=self.kind,
            editable=self.editable,
            letter_in=self.heading if self.kind is LETTER else "",
            choices=self.choices(settings) if self.choices else None,
        )


def _owners(settings: PackSettings) -> Choices | None:
    if not settings.roles:
        return None
    return Choices(
        values="Role_initials",
        title="Owner",
        message="The initials of a role. The Definitions sheet says who holds it.",
        # Somebody outside the roles may well own a risk, so another owner is only asked about.
        strict=False,
    )


def _statuses(settings: PackSettings) -> Choices:
    return Choices(
        values=tuple(status.value for status in Status),
        title="Status",
        message="An issue is a risk that has happened. Closed risks are not counted.",
    )


def _letters(settings: PackSettings) -> Choices | None:
    if settings.action_plan is None:
        return None
    key = settings.action_plan.key
    meanings = "; ".join(f"{status.letter or 'blank'} {status.meaning}" for status in key)
    if utf_16_units(meanings) > MESSAGE_LIMIT:
        meanings = "The Summary sheet says what each letter means."
    letters = tuple(status.letter for status in key if status.letter)
    return Choices(values=letters, title="RAG", message=meanings)


def _action_lines(risk: Risk) -> str:
    """A line for each action: "Train staff (Finance lead, 31 July 2026, G)".

    "" where all that is known of them is a date that they share: it has a column of its own.
    """
    if not any(each.owner or each.rag for each in risk.actions) and risk.due:
        return ""
    lines = []
    for each in risk.actions:
        day = long_date(each.due) if each.due else ""
        details = ", ".join(filter(None, (each.owner, day, each.rag)))
        lines.append(f"{each.action or 'Action'} ({details})")
    return "\n".join(lines)


REGISTER_LAYOUT: tuple[RecordColumn[Risk] | ReadingName | Literal["trend", "distance"], ...] = (
    RecordColumn(key="reference", heading="Reference", kind=CODE, meaning="the reference"),
    RecordColumn(key="workstream", heading="Workstream", kind=NAME, meaning="the workstream",
                 optional=True),
    RecordColumn(key="title", heading="Title", kind=NAME, meaning="the short name", optional=True,
                 value=lambda risk: risk.title if risk.title != risk.description else ""),
    RecordColumn(key="description", heading="Description of risk", kind=PROSE,
                 meaning="the description"),
    RecordColumn(key="cause", heading="Cause", kind=PROSE, meaning="the cause", optional=True),
    RecordColumn(key="potential_impact", heading="Potential impact", kind=PROSE,
                 meaning="the potential impact", optional=True),
    "baseline",
    RecordColumn(key="mitigations", heading="Mitigating actions", kind=LONG_PROSE,
                 meaning="the mitigating actions", editable=True),
    RecordColumn(key="further_actions", heading="Further actions", kind=PROSE,
                 meaning="the actions still planned", optional=True),
    RecordColumn(key="actions", heading="Action details", kind=LONG_PROSE, optional=True,
                 meaning="each action with its owner, due date and RAG",
                 value=_action_lines),
    RecordColumn(key="due", heading="Actions due", kind=DATE, optional=True,
                 meaning="when the actions are due, 25 April 2024"),
    RecordColumn(key="owner", heading="Owner", kind=CODE, meaning="the risk owner",
                 value=lambda risk: risk.owner or risk.owner_as_written,
                 editable=True, choices=_owners),
    "previous",
    "latest",
    "trend",
    "target",
    "distance",
    RecordColumn(key="notes", heading="Notes", kind=LONG_PROSE, meaning="the dated notes",
                 value=lambda risk: "\n".join(map(str, risk.notes)), editable=True),
    RecordColumn(key="status", heading="Status", kind=WORD, meaning="Open, Closed or Issue",
                 editable=True, choices=_statuses),
    RecordColumn(key="raised", heading="Date raised", kind=DATE, optional=True,
                 meaning="the day on which the risk was raised, 25 April 2024"),
    RecordColumn(key="next_review", heading="Next review", kind=DATE, optional=True,
                 meaning="when the risk is to be reviewed next, 25 April 2024"),
    RecordColumn(key="closed", heading="Date closed", kind=DATE, optional=True,
                 meaning="the day on which the risk was closed, 25 April 2024"),
    RecordColumn(key="escalated", heading="Escalated", kind=WORD, meaning="Yes or No",
                 value=lambda risk: "Yes" if risk.escalated else "No"),
)  # fmt: skip
"""The register from left to right. Readings, trend and distance to the target are of their own
kind."""

RISK_COLUMNS = tuple(each for each in REGISTER_LAYOUT if isinstance(each, RecordColumn))

PLAN_COLUMNS: tuple[RecordColumn[Action], ...] = (
    RecordColumn(key="reference", heading="Reference", kind=CODE, meaning="the reference"),
    RecordColumn(key="recommendation", heading="Recommendation", kind=PROSE,
                 meaning="the recommendation"),
    RecordColumn(key="lead", heading="Lead", kind=NAME, meaning="who leads"),
    RecordColumn(key="what_we_will_do", heading="What we will do", kind=LONG_PROSE,
                 meaning="what will be done"),
    RecordColumn(key="progress", heading="Progress", kind=NARRATIVE, editable=True,
                 meaning="the paragraphs of the progress",
                 value=lambda action: "\n\n".join(action.progress)),
    RecordColumn(key="rag", heading="RAG", kind=LETTER, meaning="the RAG status", editable=True,
                 choices=_letters),
    RecordColumn(key="due", heading="Due date", kind=DATE, meaning="the due date, 25 April 2024",
                 editable=True, optional=True),
    RecordColumn(key="completed", heading="Completed", kind=DATE, optional=True,
                 meaning="the day of completion, 25 April 2024"),
)  # fmt: skip
"""The action plan from left to right."""
