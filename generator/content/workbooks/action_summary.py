"""The summary of an action plan: its RAG key with counts, and the actions of each lead."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from generator.content.workbooks.group_counts import (
    CountedLetter,
    Groups,
    group_chart,
    group_table,
)
from generator.content.workbooks.sheet_content import (
    Cell,
    ColumnKind,
    LetterColours,
    Live,
    SheetChart,
    SheetColumn,
    SheetTable,
    formula_text,
    sentence,
)
from generator.model.actions import Action
from generator.settings.registers import ActionStatus

COUNTS = "ActionCounts"
_BLANK = "Blank"

Actions = tuple[Action, ...]
Key = Sequence[ActionStatus]


def status_colours(key: Key) -> LetterColours:
    """The letters of the key and their colours; a blank has none."""
    lettered = tuple(status for status in key if status.letter)
    return LetterColours(
        name="Status_letter",
        table=COUNTS,
        heading="Letter",
        letters=tuple(status.letter for status in lettered),
        colours=tuple(status.colour_name for status in lettered),
    )


def action_summary(
    actions: Actions, key: Key
) -> tuple[tuple[SheetTable, ...], tuple[SheetChart, ...]]:
    """The tables, and the charts beside them; without actions only the key, with noughts.

    Lettered statuses come first, so that the rows of the letters are numbered as the key is.
    """
    statuses = sorted(key, key=lambda status: not status.letter)
    letters = [
        CountedLetter(
            letter=status.letter,
            word=status.word,
            colour=status.colour_name,
            condition=f"(ActionPlan[RAG]={formula_text(status.letter)})",
        )
        for status in statuses
    ]
    counts = _count_table(actions, statuses, letters)
    if not actions:
        return (counts,), ()
    leads = _lead_table(actions, letters)
    names = [each.heading for each in letters]
    by_lead = group_chart(leads, letters, names, noun="actions", by="lead")
    return (counts, leads), (_count_chart(counts, letters), by_lead)


def _count_table(actions: Actions, key: Key, letters: Sequence[CountedLetter]) -> SheetTable:
    """A row for each status, then all actions. It is the key too."""
    numbers = Counter(action.rag for action in actions)

    def count(value: int, formula: str) -> Cell:
        return Live(value=value, formula=formula) if actions else value

    rows: list[tuple[Cell, ...]] = [
        (
            f"{status.word}: {status.meaning}",
            status.letter or _BLANK,
            count(numbers[status.letter], f"SUMPRODUCT({letter.condition}*1)"),
        )
        for status, letter in zip(key, letters, strict=True)
    ]
    rows.append(("All actions", "All", count(len(actions), "ROWS(ActionPlan[RAG])")))
    table = SheetTable(
        name=COUNTS,
        heading="RAG key: the plan holds no actions",
        columns=(
            SheetColumn(heading="RAG status", kind=ColumnKind.WIDE_LABEL),
            SheetColumn(heading="Letter", kind=ColumnKind.LETTER, letter_in="Letter"),
            SheetColumn(heading="Actions", kind=ColumnKind.COUNT),
        ),
        rows=tuple(rows),
        alt="The RAG key with the number of actions of each status.",
        note="This is the RAG key: the letters are what the Action plan's RAG column may hold.",
    )
    if not actions:
        return table
    parts: list[str | Live] = ["Actions by RAG: "]
    for row, status in enumerate(key, start=1):
        parts += [f"{'' if row == 1 else ', '}{status.word} ", table.cell("Actions", row)]
    return replace(table, heading=sentence(*parts))


def _count_chart(table: SheetTable, letters: Sequence[CountedLetter]) -> SheetChart:
    pairs = zip(letters, table.column("Actions"), strict=False)  # the last row counts all
    figures = ", ".join(f"{each.word} {number}" for each, number in pairs)
    return SheetChart(
        table=COUNTS,
        form="columns",
        categories=("Actions",),
        series=tuple(
            each.series(row, each.heading, row - 1) for row, each in enumerate(letters, start=1)
        ),
        category_axis="All actions of the plan",
        value_axis="Number of actions",
        alt=f"Columns of the actions by RAG: {figures}.",
    )


def _lead_table(actions: Actions, letters: Sequence[CountedLetter]) -> SheetTable:
    """Leads with the most actions first."""
    groups = Groups(action.lead for action in actions)
    return group_table(
        groups.count((action.lead, action.rag) for action in actions),
        letters,
        name="ActionLeads",
        label=SheetColumn(heading="Lead", kind=ColumnKind.WIDE_LABEL),
        source="ActionPlan[Lead]",
        noun="actions",
        alt="The number of actions of each lead in each RAG status.",
        note="Leads with the most actions first.",
    )
