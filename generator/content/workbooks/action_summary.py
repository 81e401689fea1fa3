"""The summary of an action plan: its RAG key with counts, and the actions of each lead."""

from __future__ import annotations

from collections import Counter

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
from generator.content.workbooks.workings import ActionsStanding, CellOf, Sentence
from generator.model.actions import Action
from generator.model.settings import ActionStatus

COUNTS = "ActionCounts"
LEADS = "ActionLeads"
_BLANK = "Blank"
_UNNAMED = "Not recorded"

Actions = tuple[Action, ...]
Key = tuple[ActionStatus, ...]


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
        series=tuple(
            Drawn(of=row, name=f"{status.letter or _BLANK} {status.word}".replace("Blank Blank", _BLANK),
                  colour=status.colour_name, label=status.letter or _BLANK, texture=row - 1)
            for row, status in enumerate(statuses, start=1)
        ),
        category_axis="All actions of the plan",
        value_axis="Number of actions",
        alt=f"Columns of the actions by RAG: {figures}.",
    )  # fmt: skip


def _leads(actions: Actions, key: Key) -> Table:
    names = _names(actions)
    return Table(
        name=LEADS,
        heading="Actions of each lead by RAG",
        columns=(
            Column(key="lead", heading="Lead", kind=Kind.WIDE_LABEL),
            *(
                Column(key=f"status_{place}", heading=_heading(status), kind=Kind.COUNT)
                for place, status in enumerate(_ordered(key), start=1)
            ),
            Column(key="all", heading="All actions", kind=Kind.COUNT),
        ),
        rows=tuple(_lead_row(name, actions, key) for name in names),
        alt="The number of actions of each lead in each RAG status.",
        note="Leads with the most actions first.",
        records=names,
    )


def _names(actions: Actions) -> tuple[str, ...]:
    counts = Counter(action.lead or _UNNAMED for action in actions)
    return tuple(name for name, _ in counts.most_common())


def _heading(status: ActionStatus) -> str:
    return f"{status.word} ({status.letter})" if status.letter else status.word


def _lead_row(name: str, actions: Actions, key: Key) -> tuple[Cell, ...]:
    lead = "" if name == _UNNAMED else name
    letters = Counter(action.rag for action in actions if action.lead == lead)
    numbers = (
        Worked(value=letters[status.letter], by=ActionsStanding(letter=status.letter, lead=lead))
        for status in _ordered(key)
    )
    return (name, *numbers, Worked(value=letters.total(), by=ActionsStanding(lead=lead)))


def _leads_chart(actions: Actions, key: Key) -> SheetChart:
    counts = Counter(action.lead or _UNNAMED for action in actions)
    figures = ", ".join(f"{name} {number}" for name, number in counts.most_common())
    return SheetChart(
        table=LEADS,
        form="stacked bars",
        along="lead",
        series=tuple(
            Drawn(of=f"status_{place}", name=_heading(status), colour=status.colour_name,
                  label=status.letter or _BLANK, texture=place - 1)
            for place, status in enumerate(_ordered(key), start=1)
        ),
        category_axis="Lead",
        value_axis="Number of actions",
        alt=f"Stacked bars of actions by lead and RAG: {figures}.",
    )  # fmt: skip
