"""The workbook of the action plan, sheet by sheet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from generator.content.record_columns import PLAN_COLUMNS
from generator.content.workbooks.group_counts import CountedLetter, Groups, group_chart, group_table
from generator.content.workbooks.register_tables import record_key
from generator.content.workbooks.sheet_content import (
    Cell,
    ColumnKind,
    LetterColours,
    Live,
    Sheet,
    SheetChart,
    SheetColumn,
    SheetTable,
    Workbook,
    formula_text,
    sentence,
)
from generator.content.workbooks.workbook_frame import PROTECTED, framed, period_of, summary_sheet
from generator.errors import DocumentError
from generator.model.actions import Action
from generator.model.pack import Pack
from generator.settings.pack_settings import DocumentSettings
from generator.settings.registers import ActionStatus

_COUNTS = "ActionCounts"
# Of the status without a letter: an empty cell in the key would say nothing.
_BLANK = "Blank"


def compose_action_plan(pack: Pack, document: DocumentSettings, *, version: str) -> Workbook:
    """All sheets in their order. Raises DocumentError where the pack has no action plan."""
    if pack.action_plan is None or pack.settings.action_plan is None:
        raise DocumentError(
            f"{document.file_name} needs an action plan and its key",
            "Name inputs: action_plan and write action_plan: in pack.yaml.",
        )
    actions, settings = pack.action_plan.actions, pack.settings.action_plan
    tables, charts = _summary_tables(actions, settings.key, when=f"as updated {settings.updated}")
    summary = summary_sheet(
        pack, document, _lines(pack, settings.updated), _extent(tables, charts), tables, charts
    )
    return framed(
        pack,
        document,
        (summary, _plan(pack, settings.title, actions, settings.key)),
        version=version,
        how_to_edit=_HOW_TO_EDIT if actions else (_NONE,),
        letter_colours=_status_colours(settings.key),
    )


_NONE = "The plan holds no actions."
_HOW_TO_EDIT = (
    "On the sheet Action plan, edit the shaded columns: Progress, RAG and, where there is one, "
    "Due date.",
    "Pick the RAG letter from its list; delete it for a blank. Colours and the Summary follow.",
    PROTECTED,
    "Save the workbook under its own name and send it back to the contact below. Leave the sheet "
    "names, the headings and the hidden column Record key as they are: they identify each action.",
)


def _lines(pack: Pack, updated: str) -> Iterator[str]:
    yield (
        "This workbook holds the action plan: this summary with the RAG key, the plan itself, and "
        "how to edit it (About)."
    )
    yield f"Programme: {pack.settings.programme}"
    yield f"Published by: {pack.settings.councils[0]}"
    yield f"Period: {period_of(pack)}"
    yield f"Updated: {updated}"


def _extent(tables: tuple[SheetTable, ...], charts: tuple[SheetChart, ...]) -> str:
    if not charts:
        return f"This sheet has one table. {_NONE}"
    return f"This sheet has {len(tables)} tables, one below the other, and {len(charts)} charts."


def _status_colours(key: tuple[ActionStatus, ...]) -> LetterColours:
    """The letters of the key and their colours; a blank has none."""
    lettered = tuple(status for status in key if status.letter)
    return LetterColours(
        name="Status_letter",
        table=_COUNTS,
        heading="Letter",
        letters=tuple(status.letter for status in lettered),
        colours=tuple(status.colour_name for status in lettered),
    )


def _summary_tables(
    actions: tuple[Action, ...], key: tuple[ActionStatus, ...], *, when: str
) -> tuple[tuple[SheetTable, ...], tuple[SheetChart, ...]]:
    """The tables, and the charts beside them; without actions only the key, with noughts.

    `when` says of which date the alternative texts are: no edit changes them.
    Lettered statuses come first, so that the rows of the letters are numbered as the key is.
    """
    statuses = tuple(sorted(key, key=lambda status: not status.letter))
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
    by_lead = group_chart(leads, letters, names, noun="actions", by="lead", when=when)
    return (counts, leads), (_count_chart(counts, letters, when), by_lead)


def _count_table(
    actions: tuple[Action, ...], key: tuple[ActionStatus, ...], letters: Sequence[CountedLetter]
) -> SheetTable:
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
        name=_COUNTS,
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
    counted = f"SUM(INDEX({_COUNTS}[Actions],1):INDEX({_COUNTS}[Actions],{len(key)}))"
    others = f"ROWS(ActionPlan[RAG])-{counted}"  # what was pasted into the plan is in no status
    formula = f'IF({others}=0,"",", in no status of the key "&({others}))'
    parts.append(Live(value="", formula=formula))
    return replace(table, heading=sentence(*parts))


def _count_chart(table: SheetTable, letters: Sequence[CountedLetter], when: str) -> SheetChart:
    pairs = zip(letters, table.column("Actions"), strict=False)  # the last row counts all
    figures = ", ".join(f"{each.word} {number}" for each, number in pairs)
    return SheetChart(
        table=_COUNTS,
        form="columns",
        categories=("Actions",),
        series=tuple(
            each.series(row, each.heading, row - 1) for row, each in enumerate(letters, start=1)
        ),
        category_axis="All actions of the plan",
        value_axis="Number of actions",
        alt=f"Columns of the actions by RAG {when}: {figures}.",
    )


def _lead_table(actions: tuple[Action, ...], letters: Sequence[CountedLetter]) -> SheetTable:
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


def _plan(
    pack: Pack, title: str, actions: tuple[Action, ...], key: tuple[ActionStatus, ...]
) -> Sheet:
    return Sheet(
        name="Action plan",
        title=title,
        lines=_plan_lines(key) if actions else (_NONE,),
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
