"""The tables that list risks: the register, its views (exception log, issues), score history."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from generator.content.record_columns import RISK_COLUMNS
from generator.content.workbooks.reading_columns import (
    EXCEPTIONAL,
    REGISTER,
    FilledColumn,
    ReadingCells,
    RegisterSource,
    reading_columns,
    this_row,
)
from generator.content.workbooks.register_columns import register_columns, rule_columns
from generator.content.workbooks.sheet_content import (
    Cell,
    ColumnKind,
    Live,
    SheetColumn,
    SheetTable,
    formula_text,
    value_of,
)
from generator.model.risks import Reading, Risk, Status
from generator.model.standing import score_of
from generator.model.vocabulary import Measure

_EXCEPTIONS, _ISSUES, _HISTORY = "ExceptionLog", "Issues", "ScoreHistory"
_SPARE_ROW = "(spare row)"
# Which rows of the register each view shows.
_TESTS = {_EXCEPTIONS: f'{REGISTER}[{EXCEPTIONAL}]="Yes"', _ISSUES: f'{REGISTER}[Status]="Issue"'}
_ROW = "Register row"
# The rows of a view that wait for risks which an edit brings into it.
_SPARE = 5
# Columns of the register that say nothing new of an issue.
_NOT_OF_ISSUES = ("status", "closed", "escalated")


def register_table(register: RegisterSource) -> SheetTable:
    """All risks, with a hidden key that identifies each in a workbook that comes back."""
    key = SheetColumn(heading="Record key", kind=ColumnKind.RECORD_KEY)
    columns: list[FilledColumn] = [
        *register_columns(register),
        *rule_columns(register),
        # Rows are sorted and inserted by the Board: only a key tells whose a returned row is.
        (key, lambda risk: record_key(register.pack.name, risk.reference)),
    ]
    values = [value for _, value in columns]
    return SheetTable(
        name=REGISTER,
        columns=tuple(column for column, _ in columns),
        rows=tuple(tuple(value(risk) for value in values) for risk in register.risks),
        alt="All risks with their scores, actions and notes.",
    )


def record_key(pack: str, reference: str) -> str:
    """What identifies a record in a workbook that comes back, wherever its row has gone."""
    return f"{pack}/{reference}"


# Views of the register


def exception_table(register: RegisterSource) -> SheetTable:
    """The exceptional risks, in the register's columns."""
    taken = {risk.reference for risk in register.pack.exceptions}
    return _view(
        _EXCEPTIONS,
        register_columns(register),
        [risk.reference in taken for risk in register.risks],
        register.risks,
        "The exceptional risks with their scores, actions and notes.",
    )


def issues_table(register: RegisterSource) -> SheetTable:
    """The risks that have come about."""
    fields: list[FilledColumn] = [
        (SheetColumn(heading=each.heading, kind=each.kind), each.of)
        for each in RISK_COLUMNS
        if each.key not in _NOT_OF_ISSUES and each.is_shown(register.risks)
    ]
    _, _, *score_and_letter = reading_columns(register, "latest")
    return _view(
        _ISSUES,
        [*fields[:-1], *score_and_letter, fields[-1]],
        [risk.status is Status.ISSUE for risk in register.risks],
        register.risks,
        "Risks that have happened, with what is being done.",
    )


def opportunities_table(register: RegisterSource, opportunities: Sequence[Risk]) -> SheetTable:
    """The opportunities as the register has them. No band: its colours are those of threats."""
    columns: list[FilledColumn] = [
        (SheetColumn(heading=each.heading, kind=each.kind), each.of)
        for each in RISK_COLUMNS
        if each.is_shown(opportunities)
    ]
    latest: tuple[tuple[Measure, Callable[[Risk], Cell]], ...] = (
        ("impact", lambda risk: risk.latest.impact),
        ("likelihood", lambda risk: risk.latest.likelihood),
        ("score", lambda risk: score_of(risk.latest)),
    )
    for measure, value in latest:
        heading = register.words.heading("latest", measure)
        columns.append((SheetColumn(heading=heading, kind=ColumnKind.STEP), value))
    return SheetTable(
        name="Opportunities",
        columns=tuple(column for column, _ in columns),
        rows=tuple(tuple(value(each) for _, value in columns) for each in opportunities),
        alt="Good things that may happen, as the register has them.",
    )


def _view(
    name: str,
    columns: Iterable[FilledColumn],
    shown: Sequence[bool],
    risks: Sequence[Risk],
    alt: str,
) -> SheetTable:
    """The risks of the register that meet a test, by formulas alone: nothing is entered twice.

    A hidden column finds the row of the register, the others look it up. Spare rows say so until an
    edit brings a risk in.
    """
    rows: list[int | None] = [row for row, is_shown in enumerate(shown, start=1) if is_shown]
    rows += [None] * min(_SPARE, len(risks) - len(rows))
    this, place = this_row(_ROW, name), f"ROW({REGISTER}[Reference])"
    above = f"ROW({REGISTER}[[#Headers],[Reference]])"
    rank = f"ROW()-ROW({name}[[#Headers],[Reference]])"
    found = f"SMALL(IF({_TESTS[name]},{place}-{above}),{rank})"
    # In a register of one row the test is a single FALSE, of which SMALL makes 0.
    row_formula = f'IF({_count(name)}<{rank},"",{found})'

    def looked_up(column: SheetColumn, value: Callable[[Risk], Cell]) -> list[Live]:
        spare = _SPARE_ROW if column.heading == "Reference" else ""
        found = f"INDEX({REGISTER}[{column.heading}],{this})"
        # INDEX makes 0 of a blank cell, so a blank is asked for by itself.
        formula = f'IF({this}="",{formula_text(spare)},IF({found}="","",{found}))'
        held = [spare if row is None else value_of(value(risks[row - 1])) for row in rows]
        return [Live(value="" if each is None else each, formula=formula) for each in held]

    columns = list(columns)
    cells = [looked_up(column, value) for column, value in columns]
    cells.append([Live(value=row or "", formula=row_formula, is_array=True) for row in rows])
    seen = [
        SheetColumn(heading=each.heading, kind=each.kind, letter_in=each.letter_in)
        for each, _ in columns
    ]
    return SheetTable(
        name=name,
        columns=(*seen, SheetColumn(heading=_ROW, kind=ColumnKind.RECORD_KEY)),
        rows=tuple(zip(*cells, strict=True)),
        alt=alt,
    )


def _count(view: str) -> str:
    return f"SUMPRODUCT(({_TESTS[view]})*1)"


def count_of_view(table: SheetTable, *, none: str, one: str, many: str) -> Live:
    """How many risks a view shows: "3 risks are exceptional.".

    Where an edit brings in more than the view has rows for, it says where all of them are.
    """
    number = sum(value_of(row[-1]) != "" for row in table.rows)
    count = _count(table.name)
    few = f" Only the first {len(table.rows)} are shown here; the Risk register has all."
    words = f"IF({count}=0,{formula_text(none)},IF({count}=1,{formula_text(one)},"
    return Live(
        value=none if number == 0 else one if number == 1 else f"{number} {many}",
        formula=f"{words}{count}&{formula_text(f' {many}')}))"
        f'&IF({count}>{len(table.rows)},{formula_text(few)},"")',
    )


# Score history


def history_table(register: RegisterSource) -> SheetTable:
    """Each risk's readings in the order of time, the target last.

    Scores are typed in: they are what was reported, and no edit changes them. Letters follow the
    bands of the Definitions.
    """
    words = register.words
    measures: dict[Measure, str] = {"impact": words["impact"], "likelihood": words["likelihood"]}
    cells = ReadingCells({**measures, "score": "Score"}, register.scoring, _HISTORY)

    def row(risk: Risk, reading: Reading) -> tuple[Cell, ...]:
        name = words.words.get(reading.name) or reading.name[0].upper() + reading.name[1:]
        factors = reading.impact, reading.likelihood
        letter = cells.letter(reading) if is_told else cells.letter_text(reading)
        return (risk.reference, name, reading.date, *factors, score_of(reading), letter)

    is_told = register.scoring.has_limits or bool(register.scoring.matrix)
    letter = cells.letter_formula if is_told else ""
    return SheetTable(
        name=_HISTORY,
        columns=(
            SheetColumn(heading="Reference", kind=ColumnKind.CODE),
            SheetColumn(heading="Reading", kind=ColumnKind.NAME),
            SheetColumn(heading="Date", kind=ColumnKind.DATE),
            *(SheetColumn(heading=each, kind=ColumnKind.STEP) for each in measures.values()),
            SheetColumn(heading="Score", kind=ColumnKind.STEP, letter_in="RAG"),
            SheetColumn(heading="RAG", kind=ColumnKind.LETTER, letter_in="RAG", formula=letter),
        ),
        rows=tuple(row(risk, each) for risk in register.risks for each in _known_readings(risk)),
        alt="The score of every risk in every reading, as reported.",
    )


def _known_readings(risk: Risk) -> Iterator[Reading]:
    """The readings of a risk that say anything."""
    for reading in (risk.baseline, *risk.earlier, risk.previous, risk.latest, risk.target):
        if not reading.says_nothing:
            yield reading
