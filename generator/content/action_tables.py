"""The action plan as a Word template shows it: its key, its counts, a row for each action."""

from __future__ import annotations

from collections import Counter
from typing import Any

from generator.content.nodes import ColourName
from generator.content.record_columns import PLAN_COLUMNS
from generator.content.wording import EMPTY
from generator.model.actions import Action, ActionPlan
from generator.settings.registers import ActionPlanSettings, ActionStatus


def action_plan_context(plan: ActionPlan, settings: ActionPlanSettings) -> dict[str, Any]:
    """The whole plan. Statuses come in the order of the key; `total` is the number of actions."""
    counts = Counter(action.rag for action in plan.actions)
    return {
        "title": settings.title,
        "updated": settings.updated,
        "key": [_status(status) for status in settings.key],
        "counts": [{**_status(status), "number": str(counts[status.letter])}
                   for status in settings.key],
        "total": str(len(plan.actions)),
        "actions": [_row(action, settings) for action in plan.actions],
    }  # fmt: skip


def _status(status: ActionStatus) -> dict[str, Any]:
    return {
        "label": status.letter or status.word,
        "word": status.word,
        "meaning": status.meaning,
        "colour": ColourName(name=status.colour_name),
    }


def _row(action: Action, settings: ActionPlanSettings) -> dict[str, Any]:
    status = next(each for each in settings.key if each.letter == action.rag)
    return {
        **{column.key: column.text(action) for column in PLAN_COLUMNS},
        "progress": list(action.progress) or [EMPTY],
        "rag": _status(status),
    }
