"""The workbook of the action plan, sheet by sheet."""

from __future__ import annotations

from collections.abc import Iterator

from generator.content.record_columns import PLAN_COLUMNS
from generator.content.workbooks.about_sheet import about_sheet, period_of
from generator.content.workbooks.action_summary import action_summary, status_colours
from generator.content.workbooks.register_tables import record_key
from generator.content.workbooks.register_workbook import identity_of, properties_of
from generator.content.workbooks.sheet_content import (
    ColumnKind,
    Sheet,
    SheetColumn,
    SheetTable,
    Workbook,
)
from generator.errors import DocumentError
from generator.model.actions import Action
from generator.model.pack import Pack
from generator.settings.pack_settings import DocumentSettings
from generator.settings.registers import ActionStatus


def compose_action_plan(pack: Pack, document: DocumentSettings, *, version: str) -> Workbook:
    """All sheets in their order. Raises DocumentError where the pack has no action plan."""
    if pack.action_plan is None or pack.settings.action_plan is None:
        raise DocumentError(
            f"{document.file_name} needs an action plan and its key",
            "Name inputs: action_plan and write action_plan: in pack.yaml.",
        )
    actions, key = pack.action_plan.actions, pack.settings.action_plan.key
    return Workbook(
        properties=properties_of(pack, document),
        marking=pack.settings.marking,
        sheets=(
            _summary(pack, document, actions, key),
            _plan(pack, actions, key),
            about_sheet(pack, document, version=version, how_to_edit=_HOW_TO_EDIT),
        ),
        letter_colours=status_colours(key),
        identity=identity_of(pack, version),
    )


_HOW_TO_EDIT = (
    "On the sheet Action plan, edit the shaded columns: Progress, RAG and, where there is one, "
    "Due date.",
    "Pick the RAG letter from its list; delete it for a blank. Colours and the Summary follow.",
    "All other cells are protected, without a password. Filters, column widths and row heights can "
    "be changed. To sort or to add a row, choose Review, Unprotect Sheet first.",
    "Save the workbook under its own name and send it back to the contact below. Leave the sheet "
    "names, the headings and the hidden column Record key as they are: they identify each action.",
)


def _summary(
    pack: Pack,
    document: DocumentSettings,
    actions: tuple[Action, ...],
    key: tuple[ActionStatus, ...],
) -> Sheet:
    tables, charts = action_summary(actions, key)
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
    if not charts:
        yield "This sheet has one table. The plan holds no actions."
    else:
        yield f"This sheet has {tables} tables, one below the other, and {charts} charts."


def _plan(pack: Pack, actions: tuple[Action, ...], key: tuple[ActionStatus, ...]) -> Sheet:
    return Sheet(
        name="Action plan",
        title=pack.settings.action_plan.title if pack.settings.action_plan else "Action plan",
        lines=_plan_lines(key) if actions else ("The plan holds no actions.",),
        tables=(_plan_table(pack, actions),) if actions else (),
    )


def _plan_lines(key: tuple[ActionStatus, ...]) -> tuple[str, ...]:
    blank = next((status.meaning for status in key if not status.letter), "nothing is recorded")
    return (
        f"Edit the shaded columns. The other cells are protected. A blank RAG cell means: "
        f"{blank}. Any other blank cell means that nothing is recorded.",
    )


def _plan_table(pack: Pack, actions: tuple[Action, ...]) -> SheetTable:
    """A row for each action, with a hidden key that identifies it in a workbook that comes back."""
    columns = [each for each in PLAN_COLUMNS if each.is_shown(actions)]
    record = SheetColumn(heading="Record key", kind=ColumnKind.RECORD_KEY)
    return SheetTable(
        name="ActionPlan",
        columns=(*(each.on_sheet(pack.settings) for each in columns), record),
        rows=tuple(
            (*(each.of(action) for each in columns), record_key(pack.name, action.reference))
            for action in actions
        ),
        alt="The actions with lead, progress and RAG.",
    )
