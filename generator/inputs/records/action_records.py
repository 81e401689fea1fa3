"""Builds the action plan from its table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from generator.findings import Finding, rule
from generator.inputs.cells.parsed_cell import CellParser
from generator.inputs.cells.rating_cells import parse_rating
from generator.inputs.records.record_reader import RecordReader
from generator.inputs.records.stated_dates import find_stated_dates
from generator.inputs.tables.columns.input_columns import CellKind
from generator.inputs.tables.input_table import InputTable
from generator.model.actions import Action, ActionPlan
from generator.settings.pack_settings import PackSettings
from generator.settings.registers import ActionPlanSettings, ActionStatus

RATING_BLANK = rule("RAG-04")

PLAIN_KEY = (
    ActionStatus(letter="R", word="Red", meaning="Needs intervention"),
    ActionStatus(letter="A", word="Amber", meaning="Needs attention"),
    ActionStatus(letter="G", word="Green", meaning="On track"),
    ActionStatus(letter="B", word="Blue", meaning="Complete"),
)
"""How ratings are read where a pack declares no key."""
_NO_RATING = ActionStatus(letter="", word="No rating", meaning="Not rated", colour="none")
"""How blank ratings are shown where the pack's key has no line for them."""


def action_rating_parser(settings: PackSettings) -> CellParser:
    """The parser of an action's rating, by the pack's key."""
    key = settings.action_plan.key if settings.action_plan else PLAIN_KEY
    return partial(parse_rating, ratings=key, declared="action_plan.key")


def build_action_plan(
    table: InputTable, settings: PackSettings, findings: list[Finding]
) -> ActionPlan:
    """The actions of the table. A cell that cannot be read is a finding and a blank."""
    rating = {CellKind.ACTION_RATING: action_rating_parser(settings)}
    reader = RecordReader(table, findings, rating)
    numbered = "reference" not in table.header.columns
    actions = []
    for number, record in enumerate(table.records, start=1):
        fields = reader.fields(record)
        reference = str(number) if numbered else fields["reference"]
        part = f"/{record.part}" if record.part > 1 else ""
        fields["reference"] = f"{reference}{part}"
        actions.append(Action(**fields, other=reader.unknown(record)))
    if settings.action_plan and not _has_blank_line(settings.action_plan):
        findings += _blank_ratings(table, actions)
    return ActionPlan(
        actions=tuple(actions), file=table.sheet.file, stated_dates=find_stated_dates(table)
    )


def with_blank_status(settings: PackSettings, plan: ActionPlan | None) -> PackSettings:
    """The settings with a line for blank ratings in the key, where the plan has some.

    So every document has a status for every action of the plan.
    """
    of_plan = settings.action_plan
    if of_plan is None or plan is None or _has_blank_line(of_plan):
        return settings
    if all(action.rag for action in plan.actions):
        return settings
    key = (*of_plan.key, _NO_RATING)
    return settings.model_copy(update={"action_plan": of_plan.model_copy(update={"key": key})})


def _has_blank_line(settings: ActionPlanSettings) -> bool:
    return any(not status.letter for status in settings.key)


def _blank_ratings(table: InputTable, actions: Sequence[Action]) -> Iterator[Finding]:
    """The blank ratings of a plan whose key has no line for them; none where it has no ratings."""
    column = table.header.columns.get("rag")
    for action in actions if column is not None else ():
        place = action.where["rag"]
        if not action.rag and not (place.row and table.sheet.value(place.row, column or 0)):
            seen = f"{action.reference} has no rating: it is shown as '{_NO_RATING.word}'"
            yield RATING_BLANK.at(place, seen, value=action.reference, cause="blank ratings")
