"""Builds the action plan from its table."""

from __future__ import annotations

import re

from generator.findings import Finding
from generator.inputs.cells.parsed_cell import Parsed
from generator.inputs.cells.score_cells import parse_rating
from generator.inputs.files.input_sheet import Value
from generator.inputs.records.record_builder import RecordBuilder
from generator.inputs.tables.input_table import InputTable, RecordRows
from generator.model.actions import Action, ActionPlan
from generator.settings.pack import PackSettings
from generator.settings.registers import ActionStatus

PLAIN_KEY = (
    ActionStatus(letter="R", word="Red", meaning="Needs intervention"),
    ActionStatus(letter="A", word="Amber", meaning="Needs attention"),
    ActionStatus(letter="G", word="Green", meaning="On track"),
    ActionStatus(letter="B", word="Blue", meaning="Complete"),
)
"""How ratings are read where a pack declares no key."""


def build_action_plan(
    table: InputTable, settings: PackSettings, findings: list[Finding]
) -> ActionPlan:
    """The actions of the table. A cell that cannot be read is a finding and a blank."""
    key = settings.action_plan.key if settings.action_plan else PLAIN_KEY

    def rating(value: Value) -> Parsed[str]:
        return parse_rating(value, key)

    actions = []
    for number, record in enumerate(table.records, start=1):
        cells = RecordBuilder(table, record, findings)
        reference = cells.code("reference") if cells.has("reference") else str(number)
        if record.part > 1:
            reference = f"{reference}/{record.part}"
        cells.name = reference or cells.name
        actions.append(
            Action(
                reference=reference,
                recommendation=cells.text("recommendation"),
                lead=cells.text("lead"),
                what_we_will_do=cells.text("what_we_will_do"),
                progress=paragraphs(cells.text("progress")),
                rag=cells.parse("rag", rating) or "",
                due=cells.date("due"),
                completed=cells.date("completed"),
                other=_other(table, record, cells),
                where=cells.where,
            )
        )
    return ActionPlan(actions=tuple(actions), file=table.sheet.file)


def paragraphs(text: str) -> tuple[str, ...]:
    """The paragraphs of a cell: each line that is not blank."""
    return tuple(line.strip() for line in re.split(r"\n+", text) if line.strip())


def _other(table: InputTable, record: RecordRows, cells: RecordBuilder) -> dict[str, str]:
    kept = {}
    for column, heading in table.header.unknown.items():
        if text := cells.text_at(column):
            kept[" ".join(heading.whole.split())] = text
    return kept
