"""The files of a pack that starts with none: register and plan with drop-downs, blank narrative.

Both workbooks have a sheet with the key of their scoring, so that they are read as an officer's own
files are, and say in one place what their pack.yaml says.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from generator.content.nodes import Properties
from generator.content.workbooks.sheet_content import (
    Choices,
    ColumnKind,
    LetterColours,
    Sheet,
    SheetColumn,
    SheetTable,
    Workbook,
)
from generator.inputs.tables.columns.action_columns import ACTION_PLAN
from generator.inputs.tables.columns.input_columns import CellKind, InputForm
from generator.inputs.tables.columns.risk_columns import RISK_REGISTER
from generator.model.risks import Status
from generator.renderers.excel import render_workbook
from generator.settings.house_style import HouseStyle

NARRATIVE = ("summary", "background")
IMPLICATIONS = (
    *("other_options", "relevant_risks", "engagement", "financial", "legal", "equality"),
    "climate",
)
"""The sections that the common template of a report prints."""
_REGISTER_KEYS = (
    *("reference", "title", "workstream", "description", "potential_impact", "owner"),
    *("baseline_impact", "baseline_likelihood", "mitigations", "latest_impact"),
    *("latest_likelihood", "target_impact", "target_likelihood", "further_actions", "due"),
    *("status", "raised_date", "latest_date", "notes"),
)
_PLAN_KEYS = (
    *("reference", "recommendation", "what_we_will_do", "lead", "due", "rag", "completed"),
    "progress",
)
_LEVELS = (
    (1, "Rare", "Negligible"),
    (2, "Unlikely", "Minor"),
    (3, "Possible", "Moderate"),
    (4, "Likely", "Major"),
    (5, "Almost certain", "Catastrophic"),
)
_BANDS = (("1-5", "Green"), ("6-14", "Amber"), ("15-25", "Red"))
_RATINGS = (("R", "Off track"), ("A", "Some delay"), ("G", "On track"), ("B", "Complete"))
_COLOURS = {"Green": "green", "Amber": "amber", "Red": "red"}
_RATING_COLOURS = {"R": "red", "A": "amber", "G": "green", "B": "blue"}
_BLANK_ROWS = 50
_STEPS = tuple(str(level) for level, *_ in _LEVELS)
_CHOICES: Mapping[CellKind, tuple[str, ...]] = {
    CellKind.IMPACT: _STEPS,
    CellKind.LIKELIHOOD: _STEPS,
    CellKind.STATUS: tuple(Status),
    CellKind.ACTION_RATING: tuple(_RATING_COLOURS),
}
_KINDS: Mapping[CellKind, ColumnKind] = {
    CellKind.REFERENCE: ColumnKind.CODE,
    CellKind.DATE: ColumnKind.DATE,
    CellKind.DEADLINE: ColumnKind.DATE,
    CellKind.IMPACT: ColumnKind.STEP,
    CellKind.LIKELIHOOD: ColumnKind.STEP,
    CellKind.STATUS: ColumnKind.WORD,
    CellKind.ACTION_RATING: ColumnKind.LETTER,
    CellKind.NOTES: ColumnKind.PROSE,
}


def empty_register(title: str, style: HouseStyle, day: date) -> bytes:
    """A register workbook without a risk: its columns, drop-downs, and a key of the scoring."""
    level = ColumnKind.LABEL
    levels = _key_table("Levels", ("Level", "Likelihood", "Impact"), _LEVELS, level)
    bands = _key_table("Bands", ("Score", "Rating"), _BANDS, level)
    return _render(
        f"{title}: risk register",
        RISK_REGISTER,
        _REGISTER_KEYS,
        (levels, bands),
        LetterColours(
            name="Band",
            table="Bands",
            heading="Rating",
            letters=tuple(_COLOURS),
            colours=tuple(_COLOURS.values()),
        ),
        style,
        day,
    )


def empty_plan(title: str, style: HouseStyle, day: date) -> bytes:
    """An action plan without an action: its columns, drop-downs, and the key of its ratings."""
    key = _key_table("Ratings", ("Rating", "Meaning"), _RATINGS, ColumnKind.LABEL)
    return _render(
        f"{title}: action plan",
        ACTION_PLAN,
        _PLAN_KEYS,
        (key,),
        LetterColours(
            name="Rating",
            table="Ratings",
            heading="Rating",
            letters=tuple(_RATING_COLOURS),
            colours=tuple(_RATING_COLOURS.values()),
        ),
        style,
        day,
    )


def empty_narrative() -> dict[str, bytes]:
    """The blank sections of a report, by their paths in the pack's folder."""
    sections = {f"narrative/{name}.md": b"" for name in NARRATIVE}
    lines = ["# The sections on implications: Markdown, a blank line between paragraphs.", ""]
    lines += [f"{name}: |\n" for name in IMPLICATIONS]
    return {**sections, "implications.yaml": "\n".join(lines).encode()}


def _render(
    title: str,
    form: InputForm,
    keys: Sequence[str],
    key_tables: tuple[SheetTable, ...],
    colours: LetterColours,
    style: HouseStyle,
    day: date,
) -> bytes:
    columns = tuple(_column(form, key) for key in keys)
    noun = f"{form.noun}s"
    records = SheetTable(
        name=form.title.replace(" ", ""),
        columns=columns,
        rows=((None,) * len(columns),) * _BLANK_ROWS,
        alt=f"The {noun}, one in each row.",
    )
    workbook = Workbook(
        properties=Properties(
            title=title, subject=form.title, author=title, language="en-GB", date=day
        ),
        marking="",
        sheets=(
            Sheet(
                name=form.title,
                title=title,
                lines=(f"One row per {form.noun}. The sheet Key explains scores and ratings.",),
                tables=(records,),
            ),
            Sheet(name="Key", title="Key", tables=key_tables, form="reference"),
        ),
        letter_colours=colours,
    )
    return render_workbook(workbook, house_style=style)


def _column(form: InputForm, key: str) -> SheetColumn:
    column = form.column(key)
    if column is None:
        raise KeyError(key)
    values = _CHOICES.get(column.kind)
    return SheetColumn(
        heading=column.heading,
        kind=_KINDS.get(column.kind, ColumnKind.PROSE),
        choices=Choices(values=values, title=column.heading[:32], message=column.meaning[:255])
        if values
        else None,
    )


def _key_table(
    name: str, headings: Sequence[str], rows: Sequence[tuple[str | int, ...]], kind: ColumnKind
) -> SheetTable:
    return SheetTable(
        name=name,
        heading=name,
        columns=tuple(SheetColumn(heading=each, kind=kind) for each in headings),
        rows=tuple(rows),
        alt=f"The key of the {name.lower()}.",
    )
