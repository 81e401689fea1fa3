"""The summary of an action plan: its RAG key with counts, and the actions of each lead."""

from __future__ import annotations

from collections import Counter

from generator.content.workbooks.groups import REST, UNNAMED, group_names, group_of
from generator.content.workbooks.messages import most_message
from generator.content.workbooks.nodes import (
    Cell,
    ColourKey,
    Column,
    Drawn,
    Kind,
    SheetChart,
    Table,
    Worked,
)
from generator.content.workbooks.workings import (
    ActionsStanding,
    CellOf,
    RestOfColumn,
    Sentence,
    Working,
)
from generator.model.actions import Action
from generator.settings.registers import ActionStatus

COUNTS = "ActionCounts"
LEADS = "ActionLeads"
_BLANK = "Blank"

Actions = tuple[Action, ...]
Key = tuple[ActionStatus, ...]
Counts = Counter[tuple[str, str | None]]
"""Numbers by lead and letter; under None, of all letters."""


def action_tables(actions: Actions, key: Key) -> tuple[Table, ...]:
    """Counts by RAG, which is the key too, and counts by lead where there are actions."""
    if not actions:
        return (_counts(actions, key),)
    return _counts(actions, key), _leads(actions, key)


def action_charts(actions: Actions, key: Key) -> tuple[SheetChart, ...]:
    """A chart beside each of them."""
    return (_counts_chart(actions, key), _leads_chart(actions, key)) if actions else ()


def action_key(key: Key) -> ColourKey:
    """The letters of the key and their colours; a blank has none."""
    lettered = tuple(status for status in key if status.letter)
    return ColourKey(
        name="Status_letter",
        table=COUNTS,
        column="letter",
        letters=tuple(status.letter for status in lettered),
        colours=tuple(status.colour_name for status in lettered),
    )


def _ordered(key: Key) -> Key:
    """Lettered statuses first, so that the rows of the letters are numbered as the key is."""
    return tuple(sorted(key, key=lambda status: not status.letter))


def _counts(actions: Actions, key: Key) -> Table:
    numbers = Counter(action.rag for action in actions)
    rows: list[tuple[Cell, ...]] = [
        (
            f"{status.word}: {status.meaning}",
            status.letter or _BLANK,
            _worked(numbers[status.letter], ActionsStanding(letter=status.letter), actions),
        )
        for status in _ordered(key)
    ]
    rows.append(("All actions", "All", _worked(len(actions), ActionsStanding(), actions)))
    return Table(
        name=COUNTS,
        heading=_counts_message(actions, key),
        columns=(
            Column(key="status", heading="RAG status", kind=Kind.WIDE_LABEL),
            Column(key="letter", heading="Letter", kind=Kind.LETTER, letter="letter"),
            Column(key="actions", heading="Actions", kind=Kind.COUNT),
        ),
        rows=tuple(rows),
        alt="The RAG key with the number of actions of each status.",
        note="This is the RAG key: the letters are what the Action plan's RAG column may hold.",
        records=tuple(str(row[0]) for row in rows),
    )


def _worked(value: int, by: ActionsStanding, actions: Actions) -> Cell:
    return Worked(value=value, by=by) if actions else value


def _counts_message(actions: Actions, key: Key) -> str | Worked:
    if not actions:
        return "RAG key: the plan holds no actions"
    numbers = Counter(action.rag for action in actions)
    parts: list[str | CellOf] = ["Actions by RAG: "]
    for row, status in enumerate(_ordered(key), start=1):
        joint = "" if row == 1 else ", "
        parts += [f"{joint}{status.word} ", CellOf(table=COUNTS, row=row, column="actions")]
    told = ", ".join(f"{status.word} {numbers[status.letter]}" for status in _ordered(key))
    return Worked(value=f"Actions by RAG: {told}", by=Sentence(parts=tuple(parts)))


def _counts_chart(actions: Actions, key: Key) -> SheetChart:
    statuses = _ordered(key)
    numbers = Counter(action.rag for action in actions)
    figures = ", ".join(f"{status.word} {numbers[status.letter]}" for status in statuses)
    return SheetChart(
        table=COUNTS,
        form="columns",
        along=("actions",),
        series=tuple(_drawn(row, status, row) for row, status in enumerate(statuses, start=1)),
        category_axis="All actions of the plan",
        value_axis="Number of actions",
        alt=f"Columns of the actions by RAG: {figures}.",
    )


def _drawn(of: str | int, status: ActionStatus, place: int) -> Drawn:
    return Drawn(
        of=of,
        name=_heading(status),
        colour=status.colour_name,
        label=status.letter or _BLANK,
        texture=place - 1,
    )


def _leads(actions: Actions, key: Key) -> Table:
    names, counts = _counted(actions)
    places: list[tuple[str, str | None]] = [
        (f"status_{place}", status.letter) for place, status in enumerate(_ordered(key), start=1)
    ]
    places.append(("all", None))
    return Table(
        name=LEADS,
        heading=most_message("actions", names, counts, table=LEADS, label="lead"),
        columns=(
            Column(key="lead", heading="Lead", kind=Kind.WIDE_LABEL),
            *(
                Column(key=f"status_{place}", heading=_heading(status), kind=Kind.COUNT)
                for place, status in enumerate(_ordered(key), start=1)
            ),
            Column(key="all", heading="All actions", kind=Kind.COUNT),
        ),
        rows=tuple(
            (
                name,
                *(
                    Worked(value=counts[name, letter], by=_lead_working(name, column, letter))
                    for column, letter in places
                ),
            )
            for name in names
        ),
        alt="The number of actions of each lead in each RAG status.",
        note="Leads with the most actions first.",
        records=names,
    )


def _counted(actions: Actions) -> tuple[tuple[str, ...], Counts]:
    names = group_names(action.lead for action in actions)
    counts: Counts = Counter()
    for action in actions:
        group = group_of(action.lead, names)
        counts[group, action.rag] += 1
        counts[group, None] += 1
    return names, counts


def _heading(status: ActionStatus) -> str:
    return f"{status.word} ({status.letter})" if status.letter else status.word


def _lead_working(name: str, column: str, letter: str | None) -> Working:
    if name == REST:
        return RestOfColumn(total=ActionsStanding(letter=letter), table=LEADS, column=column)
    return ActionsStanding(letter=letter, lead="" if name == UNNAMED else name)


def _leads_chart(actions: Actions, key: Key) -> SheetChart:
    names, counts = _counted(actions)
    figures = ", ".join(f"{name} {counts[name, None]}" for name in names)
    return SheetChart(
        table=LEADS,
        form="stacked bars",
        along="lead",
        series=tuple(
            _drawn(f"status_{place}", status, place)
            for place, status in enumerate(_ordered(key), start=1)
        ),
        category_axis="Lead",
        value_axis="Number of actions",
        alt=f"Stacked bars of actions by lead and RAG: {figures}.",
    )
