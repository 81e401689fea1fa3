"""Builds the action plan from its table."""

from __future__ import annotations

from functools import partial

from generator.findings import Finding
from generator.inputs.cells.parsed_cell import CellParser
from generator.inputs.cells.rating_cells import parse_rating
from generator.inputs.records.record_reader import RecordReader
from generator.inputs.tables.columns.input_columns import CellKind
from generator.inputs.tables.input_table import InputTable
from generator.model.actions import Action, ActionPlan
from generator.settings.pack_settings import PackSettings
from generator.settings.registers import ActionStatus

PLAIN_KEY = (
    ActionStatus(letter="R", word="Red", meaning="Needs intervention"),
    ActionStatus(letter="A", word="Amber", meaning="Needs attention"),
    ActionStatus(letter="G", word="Green", meaning="On track"),
    ActionStatus(letter="B", word="Blue", meaning="Complete"),
)
"""How ratings are read where a pack declares no key."""


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
    return ActionPlan(actions=tuple(actions), file=table.sheet.file)
