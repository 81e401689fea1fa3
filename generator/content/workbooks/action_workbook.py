"""The workbook of the action plan, sheet by sheet."""

from __future__ import annotations

from collections.abc import Iterator

from generator.content.workbooks.about import about_sheet, period_of
from generator.content.workbooks.action_summary import (
    action_charts,
    action_key,
    action_tables,
)
from generator.content.workbooks.nodes import (
    ActionPlanWorkbook,
    Cell,
    Choices,
    Column,
    Kind,
    Sheet,
    Table,
)
from generator.content.workbooks.register_table import record_key
from generator.content.workbooks.risk_workbook import identity_of, properties_of
from generator.errors import DocumentError
from generator.model.actions import Action
from generator.model.pack import Pack
from generator.settings.pack import DocumentSettings
from generator.settings.registers import ActionStatus

_BLANK_RAG = "A blank RAG cell means: "


def compose_action_plan(
    pack: Pack, document: DocumentSettings, *, version: str
) -> ActionPlanWorkbook:
    """All sheets in their order. Raises DocumentError where the pack has no action plan."""
    if pack.action_plan is None or pack.settings.action_plan is None:
        raise DocumentError(
            f"{document.file_name} needs an action plan and its key",
            "Name inputs: action_plan and write action_plan: in pack.yaml.",
        )
    actions, key = pack.action_plan.actions, pack.settings.action_plan.key
    return ActionPlanWorkbook(
        properties=properties_of(pack, document),
        marking=pack.settings.marking,
        sheets=(
            _summary(pack, document, actions, key),
            _plan(pack, actions, key),
            about_sheet(pack, document, version=version, how_to_edit=_HOW_TO_EDIT),
        ),
        colour_key=action_key(key),
        identity=identity_of(pack, version),
    )


_HOW_TO_EDIT = (
    "On the sheet Action plan, edit the shaded columns: Progress, RAG and, where there is one, "
    "Due date.",
    "Pick the RAG letter from its list; delete it for a blank. Colours and the Summary follow.",
    "All other cells are protected, without a password. Filters, column widths and row heights can "
    "be changed. To sort or to add a row, choose Review, Unprotect Sheet first.",
    "Save the workbook under its own name and send it back to whom to ask, below. Leave the sheet "
    "names, the headings and the hidden column Record key as they are: they identify each action.",
)


def _summary(
    pack: Pack,
    document: DocumentSettings,
    actions: tuple[Action, ...],
    key: tuple[ActionStatus, ...],
) -> Sheet:
    tables, charts = action_tables(actions, key), action_charts(actions, key)
    return Sheet(
        name="Summary",
        title=document.title,
        lines=tuple(_lines(pack, len(tables), len(charts))),
        tables=tables,
        charts=charts,
        form="dashboard",
    )


def _lines(pack: Pack, tables: int, charts: int) -> Iterator[str]:
    settings = pack.settings
    yield (
        "This workbook holds the action plan: this summary with the RAG key, the plan itself, and "
        "how to edit it (About)."
    )
    yield f"Programme: {settings.programme}"
    yield f"Published by: {settings.councils[0]}"
    yield f"Period: {period_of(pack)}"
    if settings.action_plan:
        yield f"Updated: {settings.action_plan.updated}"
    if settings.marking:
        yield f"Protective marking: {settings.marking}"
    beside = f", with {charts} charts beside them" if charts else "; the plan holds no actions"
    yield f"Tables on this sheet, beneath one another: {tables}{beside}."


def _plan(pack: Pack, actions: tuple[Action, ...], key: tuple[ActionStatus, ...]) -> Sheet:
    return Sheet(
        name="Action plan",
        title=pack.settings.action_plan.title if pack.settings.action_plan else "Action plan",
        lines=_plan_lines(key) if actions else ("The plan holds no actions.",),
        tables=(_plan_table(pack, actions, key),) if actions else (),
    )


def _plan_lines(key: tuple[ActionStatus, ...]) -> tuple[str, ...]:
    blank = next((status.meaning for status in key if not status.letter), "nothing is recorded")
    return (
        f"Edit the shaded columns. The other cells are protected. {_BLANK_RAG}"
        f"{blank}. Any other blank cell means that nothing is recorded.",
    )


def _plan_table(pack: Pack, actions: tuple[Action, ...], key: tuple[ActionStatus, ...]) -> Table:
    dated = any(action.due for action in actions)
    due = Column(key="due", heading="Due date", kind=Kind.DATE, editable=True)
    return Table(
        name="ActionPlan",
        columns=(
            Column(key="reference", heading="Reference", kind=Kind.CODE),
            Column(key="recommendation", heading="Recommendation", kind=Kind.PROSE),
            Column(key="lead", heading="Lead", kind=Kind.NAME),
            Column(key="what_we_will_do", heading="What we will do", kind=Kind.LONG_PROSE),
            Column(key="progress", heading="Progress", kind=Kind.NARRATIVE, editable=True),
            Column(key="rag", heading="RAG", kind=Kind.LETTER, editable=True, letter="rag",
                   choices=_letters(key)),
            *((due,) if dated else ()),
            Column(key="record", heading="Record key", kind=Kind.RECORD),
        ),
        rows=tuple(_row(action, pack.name, dated) for action in actions),
        alt="The actions with lead, progress and RAG.",
        records=tuple(action.reference for action in actions),
    )  # fmt: skip


def _letters(key: tuple[ActionStatus, ...]) -> Choices:
    meanings = "; ".join(f"{status.letter or 'blank'} {status.meaning}" for status in key)
    if len(meanings) > 255:
        meanings = "The Summary sheet says what each letter means."
    return Choices(
        values=tuple(status.letter for status in key if status.letter),
        title="RAG",
        message=meanings,
    )


def _row(action: Action, pack: str, dated: bool) -> tuple[Cell, ...]:
    return (
        action.reference,
        action.recommendation or None,
        action.lead or None,
        action.what_we_will_do or None,
        "\n\n".join(action.progress) or None,
        action.rag or None,
        *((action.due,) if dated else ()),
        record_key(pack, action.reference),
    )
