"""The tables that list risks: the register, its views (exception log, issues), score history."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Literal

from generator.content.record_columns import (
    MESSAGE_LIMIT,
    REGISTER_LAYOUT,
    RISK_COLUMNS,
    RecordColumn,
)
from generator.content.workbooks.sheet_content import (
    Cell,
    Choices,
    ColumnKind,
    Live,
    SheetColumn,
    SheetTable,
    formula_text,
    value_of,
)
from generator.content.workbooks.standing_cells import (
    NEW,
    NOT_KNOWN,
    REGISTER,
    distance_cell,
    distance_formula,
    exception_formula,
    letter_cell,
    letter_formula,
    letter_text,
    score_cell,
    score_formula,
    score_text,
    this_row,
    trend_cell,
    trend_formula,
)
from generator.model.pack import Pack
from generator.model.risks import Reading, Risk, Status
from generator.model.standing import (
    bands_upwards,
    has_factors,
    is_exceptional,
    is_new,
    reading_of,
    score_of,
    tells_new,
)
from generator.model.vocabulary import Measure, Vocabulary
from generator.settings.exceptions import ExceptionRule, ReadingName
from generator.settings.scoring import ScalePoint, Scoring

EXCEPTIONS, ISSUES, _HISTORY = "ExceptionLog", "Issues", "ScoreHistory"
EXCEPTIONAL = "Exceptional"
_SPARE_ROW = "(spare row)"
_TESTS = {
    EXCEPTIONS: f'{REGISTER}[{EXCEPTIONAL}]="Yes"',
    ISSUES: f'{REGISTER}[Status]="Issue"',
}
"""Which rows of the register each view shows."""
_ROW = "Register row"
_HIGHEST = 1000
"""The highest score that may be typed in where no rule tells scores."""
_SPARE = 5
"""The rows of a view that wait for risks which an edit brings into it."""
_NOT_OF_ISSUES = ("status", "closed", "escalated")
"""Columns of the register that say nothing new of an issue."""

FilledColumn = tuple[SheetColumn, Callable[[Risk], Cell]]
"""A column of a sheet and what it holds of a risk."""


# The register


def register_table(pack: Pack, risks: tuple[Risk, ...], scoring: Scoring) -> SheetTable:
    """All risks, with a hidden key that identifies each in a workbook that comes back."""
    key = SheetColumn(heading="Record key", kind=ColumnKind.RECORD_KEY)
    columns = [
        *_register_columns(risks, pack, scoring),
        *_rule_columns(pack, risks, scoring),
        (key, lambda risk: record_key(pack.name, risk.reference)),
    ]
    return _table(REGISTER, columns, risks, "All risks with their scores, actions and notes.")


def record_key(pack: str, reference: str) -> str:
    """What identifies a record in a workbook that comes back, wherever its row has gone."""
    return f"{pack}/{reference}"


def _register_columns(risks: Sequence[Risk], pack: Pack, scoring: Scoring) -> list[FilledColumn]:
    """The columns of the register in their order.

    Of readings, trend and distance to the target only what the register gives.
    """
    words = pack.vocabulary
    columns: list[FilledColumn] = []
    for each in REGISTER_LAYOUT:
        if isinstance(each, RecordColumn):
            columns += [(each.on_sheet(pack.settings), each.of)] if each.is_shown(risks) else []
        elif each == "trend":
            columns += [_trend_column(words, scoring)] if words.has_trend else []
        elif each == "distance":
            columns += [_distance_column(scoring, words)] if "target" in words.readings else []
        elif each in words.readings:
            columns += _reading_columns(each, risks, scoring, words)
    return columns


def _trend_column(words: Vocabulary, scoring: Scoring) -> FilledColumn:
    formula = trend_formula(REGISTER, words)
    column = SheetColumn(heading=words["trend"], kind=ColumnKind.TREND, formula=formula)
    return column, lambda risk: trend_cell(risk, formula, REGISTER, words, scoring)


def _distance_column(scoring: Scoring, words: Vocabulary) -> FilledColumn:
    formula = distance_formula(REGISTER, scoring, words)
    column = SheetColumn(heading=words.distance, kind=ColumnKind.STEP, formula=formula)
    return column, lambda risk: distance_cell(risk, formula)


def _reading_columns(
    name: ReadingName, risks: Sequence[Risk], scoring: Scoring, words: Vocabulary
) -> Iterator[FilledColumn]:
    """Impact, likelihood, score and letter. The factors of the latest reading can be edited.

    Of another reading they are left out where no risk has them. What no rule tells is typed in, and
    can be edited in the latest reading.
    """
    with_factors = name == "latest" or has_factors(risks, name)
    if with_factors:
        yield _factor_column(name, "impact", scoring, words)
        yield _factor_column(name, "likelihood", scoring, words)
    headings = words.columns(name)
    yield _score_column(name, headings, scoring, with_factors)
    yield _letter_column(name, headings, scoring, with_factors)


def _factor_column(
    name: ReadingName,
    what: Literal["impact", "likelihood"],
    scoring: Scoring,
    words: Vocabulary,
) -> FilledColumn:
    editable, scale = name == "latest", getattr(scoring, what)
    between = editable and scoring.decimals
    column = SheetColumn(
        heading=words.heading(name, what),
        kind=ColumnKind.STEP,
        editable=editable,
        choices=_steps(what, words[what], scale) if editable and not between else None,
        up_to=len(scale) if between else None,
        decimals=scoring.decimals,
    )
    return column, lambda risk: getattr(reading_of(risk, name), what)


def _score_column(
    name: ReadingName, headings: Mapping[Measure, str], scoring: Scoring, with_factors: bool
) -> FilledColumn:
    is_live = with_factors and scoring.has_rule
    editable = name == "latest" and not scoring.has_rule
    formula = score_formula(REGISTER, scoring, headings) if is_live else ""
    column = SheetColumn(
        heading=headings["score"],
        kind=ColumnKind.STEP,
        editable=editable,
        formula=formula,
        letter_in=headings["RAG"],
        up_to=_HIGHEST if editable else None,
        decimals=not scoring.has_whole_scores,
    )

    def cell(risk: Risk) -> Cell:
        reading = reading_of(risk, name)
        if is_live:
            return score_cell(reading, scoring, formula, REGISTER, headings)
        return score_text(reading)

    return column, cell


def _letter_column(
    name: ReadingName, headings: Mapping[Measure, str], scoring: Scoring, with_factors: bool
) -> FilledColumn:
    is_live = scoring.has_limits or (bool(scoring.matrix) and with_factors)
    formula = letter_formula(REGISTER, scoring, headings) if is_live else ""
    rag = headings["RAG"]
    editable = name == "latest" and not is_live
    column = SheetColumn(
        heading=rag,
        kind=ColumnKind.LETTER,
        editable=editable,
        formula=formula,
        letter_in=rag,
        choices=_letters(scoring) if editable else None,
    )

    def cell(risk: Risk) -> Cell:
        reading = reading_of(risk, name)
        if is_live:
            return letter_cell(reading, scoring, formula, REGISTER, headings)
        return letter_text(reading, scoring)

    return column, cell


def _rule_columns(pack: Pack, risks: Sequence[Risk], scoring: Scoring) -> Iterator[FilledColumn]:
    """Whether the risk is new where anything tells, and whether the exception log takes it."""
    period, rule = pack.settings.period, exception_rule(pack)
    new = SheetColumn(heading=NEW, kind=ColumnKind.WORD)
    if tells_new(risks, period):
        answers = {True: "Yes", False: "No", None: NOT_KNOWN}
        yield new, lambda risk: answers[is_new(risk, period)]
    if rule is not None:
        formula = exception_formula(rule, scoring, pack.vocabulary)
        taken = SheetColumn(heading=EXCEPTIONAL, kind=ColumnKind.WORD, formula=formula)

        def is_taken(risk: Risk) -> Live:
            exceptional = is_exceptional(risk, rule, scoring)
            return Live(value="Yes" if exceptional else "No", formula=formula)

        yield taken, is_taken


def exception_rule(pack: Pack) -> ExceptionRule | None:
    """The rule of the exception log; None where the pack has none that takes any risk."""
    settings = pack.settings.risk_register
    return settings.exceptions if settings and settings.exceptions.any_of else None


def _letters(scoring: Scoring) -> Choices:
    letters = tuple(band.letter for band in bands_upwards(scoring))
    return Choices(values=letters, title="RAG letter", message="The letter of a band.")


def _steps(what: str, word: str, scale: tuple[ScalePoint, ...]) -> Choices:
    words = ", ".join(point.label for point in scale)
    if len(words) > MESSAGE_LIMIT:
        words = f"1 (lowest) to {len(scale)} (highest). The Definitions sheet explains each step."
    return Choices(
        values=f"{what.capitalize()}_scores",
        title=f"{word}, 1 to {len(scale)}",
        message=words,
    )


def _table(name: str, columns: list[FilledColumn], risks: Sequence[Risk], alt: str) -> SheetTable:
    values = [value for _, value in columns]
    return SheetTable(
        name=name,
        columns=tuple(column for column, _ in columns),
        rows=tuple(tuple(value(risk) for value in values) for risk in risks),
        alt=alt,
    )


# Views of the register


def exception_table(pack: Pack, risks: tuple[Risk, ...], scoring: Scoring) -> SheetTable:
    """The exceptional risks, in the register's columns."""
    taken = {risk.reference for risk in pack.exceptions}
    return _view(
        EXCEPTIONS,
        _register_columns(risks, pack, scoring),
        [risk.reference in taken for risk in risks],
        risks,
        "The exceptional risks with their scores, actions and notes.",
    )


def issues_table(pack: Pack, risks: tuple[Risk, ...], scoring: Scoring) -> SheetTable:
    """The risks that have come about."""
    fields: list[FilledColumn] = [
        (SheetColumn(heading=each.heading, kind=each.kind), each.of)
        for each in RISK_COLUMNS
        if each.key not in _NOT_OF_ISSUES and each.is_shown(risks)
    ]
    latest = list(_reading_columns("latest", risks, scoring, pack.vocabulary))[2:]
    return _view(
        ISSUES,
        [*fields[:-1], *latest, fields[-1]],
        [risk.status is Status.ISSUE for risk in risks],
        risks,
        "Risks that have happened, with what is being done.",
    )


def _view(
    name: str,
    columns: Sequence[FilledColumn],
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
    this, place = this_row(name, _ROW), f"ROW({REGISTER}[Reference])"
    above = f"ROW({REGISTER}[[#Headers],[Reference]])"
    rank = f"ROW()-ROW({name}[[#Headers],[Reference]])"
    found = f"SMALL(IF({_TESTS[name]},{place}-{above}),{rank})"
    # In a register of one row the test is a single FALSE, of which SMALL makes 0.
    row_formula = f'IF({_count(name)}<{rank},"",{found})'

    def looked_up(column: SheetColumn, value: Callable[[Risk], Cell]) -> list[Live]:
        spare = _SPARE_ROW if column.heading == "Reference" else ""
        found = f"INDEX({REGISTER}[{column.heading}],{this})"
        formula = f'IF({this}="",{formula_text(spare)},IF({found}="","",{found}))'
        held = [spare if row is None else value_of(value(risks[row - 1])) for row in rows]
        return [Live(value="" if each is None else each, formula=formula) for each in held]

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


def history_table(risks: tuple[Risk, ...], scoring: Scoring, words: Vocabulary) -> SheetTable:
    """Each risk's readings in the order of time, the target last.

    Scores are typed in: they are what was reported, and no edit changes them. Letters follow the
    bands of the Definitions.
    """
    readings = [(risk, reading) for risk in risks for reading in _known_readings(risk)]
    headings: dict[Measure, str] = {
        "impact": words["impact"],
        "likelihood": words["likelihood"],
        "score": "Score",
    }
    is_live = scoring.has_limits or bool(scoring.matrix)
    letter = letter_formula(_HISTORY, scoring, headings) if is_live else ""
    return SheetTable(
        name=_HISTORY,
        columns=(
            SheetColumn(heading="Reference", kind=ColumnKind.CODE),
            SheetColumn(heading="Reading", kind=ColumnKind.NAME),
            SheetColumn(heading="Date", kind=ColumnKind.DATE),
            SheetColumn(heading=headings["impact"], kind=ColumnKind.STEP),
            SheetColumn(heading=headings["likelihood"], kind=ColumnKind.STEP),
            SheetColumn(heading="Score", kind=ColumnKind.STEP, letter_in="RAG"),
            SheetColumn(heading="RAG", kind=ColumnKind.LETTER, letter_in="RAG", formula=letter),
        ),
        rows=tuple(
            _history_row(risk, reading, scoring, letter, headings, words)
            for risk, reading in readings
        ),
        alt="The score of every risk in every reading, as reported.",
    )


def _known_readings(risk: Risk) -> Iterator[Reading]:
    """The readings of a risk that say anything."""
    for reading in (risk.baseline, *risk.earlier, risk.previous, risk.latest, risk.target):
        if not reading.says_nothing:
            yield reading


def _history_row(
    risk: Risk,
    reading: Reading,
    scoring: Scoring,
    letter: str,
    headings: Mapping[Measure, str],
    words: Vocabulary,
) -> tuple[Cell, ...]:
    return (
        risk.reference,
        words.words.get(reading.name) or reading.name[0].upper() + reading.name[1:],
        reading.date,
        reading.impact,
        reading.likelihood,
        score_of(reading),
        letter_cell(reading, scoring, letter, _HISTORY, headings)
        if letter
        else letter_text(reading, scoring),
    )
