"""The action plan as a Word template shows it: its key, its counts, a row for each action."""

from __future__ import annotations

from collections import Counter

from generator.content.nodes import ColourName
from generator.content.printed_values import count_of
from generator.content.record_columns import PLAN_COLUMNS
from generator.content.template_records import (
    ActionPlanTable,
    ActionRow,
    StatusCount,
    StatusLine,
    TemplateRecord,
)
from generator.content.wording import EMPTY
from generator.model.actions import Action
from generator.model.pack import Pack
from generator.settings.registers import ActionPlanSettings, ActionStatus


def compose_action_plan(pack: Pack, *_: object) -> ActionPlanTable | None:
    """The whole plan, its statuses in the order of the key; None where the pack has none."""
    plan, settings = pack.action_plan, pack.settings.action_plan
    if plan is None or settings is None:
        return None
    counts = Counter(action.rag for action in plan.actions)
    key = tuple(_status(status) for status in settings.key)
    return ActionPlanTable(
        title=settings.title,
        updated=settings.updated,
        key=key,
        counts=tuple(
            StatusCount(**vars(line), number=count_of(counts[status.letter]))
            for line, status in zip(key, settings.key, strict=True)
        ),
        total=count_of(len(plan.actions)),
        actions=tuple(_row(action, settings) for action in plan.actions),
    )


def _status(status: ActionStatus) -> StatusLine:
    return StatusLine(
        label=status.letter or status.word,
        word=status.word,
        meaning=status.meaning,
        colour=ColourName(name=status.colour_name),
    )


def _row(action: Action, settings: ActionPlanSettings) -> TemplateRecord:
    status = next(each for each in settings.key if each.letter == action.rag)
    texts: dict[str, object] = {column.key: column.text(action) for column in PLAN_COLUMNS}
    texts |= {"progress": tuple(action.progress) or (EMPTY,), "rag": _status(status)}
    row: TemplateRecord = ActionRow(**texts)
    return row
