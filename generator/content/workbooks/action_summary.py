"""The summary of an action plan: its RAG key with counts, and the actions of each lead."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from generator.content.workbooks.group_counts import CountColumn, Groups, group_table, totals_told
from generator.content.workbooks.sheet_content import (
    Cell,
    ChartSeries,
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

COUNTS, LEADS = "ActionCounts", "ActionLeads"
_BLANK = "Blank"

Actions = tuple[Action, ...]
Key = tuple[ActionStatus, ...]


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
    """The tables, and the charts beside them; without actions only the key, with noughts."""
    statuses = _ordered(key)
    counts = _count_table(actions, statuses)
    if not actions:
        return (counts,), ()
    leads = _lead_table(actions, statuses)
    return (counts, leads), (_count_chart(counts, statuses), _lead_chart(leads, statuses))


def _ordered(key: Key) -> Key:
    """Lettered statuses first, so that the rows of the letters are numbered as the key is."""
    return tuple(sorted(key, key=lambda status: not status.letter))


def _test(status: ActionStatus) -> str:
    """The formula's condition that an action has a status."""
    return f"(ActionPlan[RAG]={formula_text(status.letter)})"


def _count_table(actions: Actions, statuses: Key) -> SheetTable:
    """A row for each status, then all actions. It is the key too."""
    numbers = Counter(action.rag for action in actions)

    def count(value: int, formula: str) -> Cell:
        return Live(value=value, formula=formula) if actions else value

    rows: list[tuple[Cell, ...]] = [
        (
            f"{status.word}: {status.meaning}",
            status.letter or _BLANK,
            count(numbers[status.letter], f"SUMPRODUCT({_test(status)}*1)"),
        )
        for status in statuses
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
        records=tuple(str(row[0]) for row in rows),
    )
    if not actions:
        return table
    parts: list[str | Live] = ["Actions by RAG: "]
    for row, status in enumerate(statuses, start=1):
        parts += [f"{'' if row == 1 else ', '}{status.word} ", table.cell("Actions", row)]
    return replace(table, heading=sentence(*parts))


def _count_chart(table: SheetTable, statuses: Key) -> SheetChart:
    numbers = table.column("Actions")
    figures = ", ".join(
        f"{status.word} {number}" for status, number in zip(statuses, numbers, strict=False)
    )
    return SheetChart(
        table=COUNTS,
        form="columns",
        categories=("Actions",),
        series=tuple(_series(row + 1, status, row) for row, status in enumerate(statuses)),
        category_axis="All actions of the plan",
        value_axis="Number of actions",
        alt=f"Columns of the actions by RAG: {figures}.",
    )


def _series(of: str | int, status: ActionStatus, pattern: int) -> ChartSeries:
    return ChartSeries(
        of=of,
        name=_heading(status),
        colour=status.colour_name,
        label=status.letter or _BLANK,
        pattern=pattern,
    )


def _heading(status: ActionStatus) -> str:
    return f"{status.word} ({status.letter})" if status.letter else status.word


def _lead_table(actions: Actions, statuses: Key) -> SheetTable:
    """Leads with the most actions first."""
    groups = Groups(action.lead for action in actions)
    counted = Counter((groups.of(action.lead), action.rag) for action in actions)
    counts = [
        CountColumn(
            heading=_heading(status),
            condition=_test(status),
            numbers={name: counted[name, status.letter] for name in groups.names},
        )
        for status in statuses
    ]
    everything = Counter(groups.of(action.lead) for action in actions)
    counts.append(CountColumn(heading="All actions", condition="", numbers=everything))
    return group_table(
        groups,
        counts,
        name=LEADS,
        label=SheetColumn(heading="Lead", kind=ColumnKind.WIDE_LABEL),
        source="ActionPlan[Lead]",
        noun="actions",
        alt="The number of actions of each lead in each RAG status.",
        note="Leads with the most actions first.",
    )


def _lead_chart(table: SheetTable, statuses: Key) -> SheetChart:
    return SheetChart(
        table=LEADS,
        form="stacked bars",
        categories="Lead",
        series=tuple(_series(_heading(status), status, row) for row, status in enumerate(statuses)),
        category_axis="Lead",
        value_axis="Number of actions",
        alt=f"Stacked bars of actions by lead and RAG: {totals_told(table).replace('; ', ', ')}.",
    )
