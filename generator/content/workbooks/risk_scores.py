"""Scores on the Summary sheet: average and highest of each reading, the ten highest risks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from generator.content.workbooks.group_counts import UNNAMED
from generator.content.workbooks.reading_columns import (
    IS_LIVE,
    LIVE,
    NOT_SCORED,
    REGISTER,
    RegisterSource,
    letter_text,
    score_text,
    this_row,
)
from generator.content.workbooks.sheet_content import (
    Cell,
    ChartSeries,
    ColumnKind,
    Live,
    SheetChart,
    SheetColumn,
    SheetTable,
    either,
    formula_text,
    sentence,
)
from generator.model.risks import Reading, Score
from generator.model.standing import (
    averaged_readings,
    highest_risks,
    mean_score,
    reading_of,
    scores_of,
)
from generator.model.vocabulary import Vocabulary
from generator.settings.exceptions import ReadingName

SCORES, TOP_RISKS = "Scores", "TopRisks"
_TOP = 10
_NONE = "None"
_NO_SCORE = "No open risk has a score"


# Average and highest


def score_table(register: RegisterSource) -> SheetTable:
    """Average and highest score of each reading up to the latest, in the order of time.

    One in which no risk has a score is left out: a spreadsheet would draw it as nought.
    Of the periods before the previous reading no cell of the workbook holds the scores by name, so
    they are typed in, and the note says which risks are in them: those open then.
    """
    words, live, averaged = register.words, register.live, averaged_readings(register.risks)
    names = list(dict.fromkeys(each.name for risk in register.risks for each in risk.earlier))[:-1]
    known = {
        name: _reading_row(words, name, [reading_of(risk, name) for risk in live])
        for name in words.readings
        if name in averaged
    }
    earlier = [
        (name, *_figures(each for risk in live for each in risk.earlier if each.name == name))
        for name in names
    ]
    before = [known.pop("baseline")] if "baseline" in known else []
    rows = (*before, *earlier, *known.values())
    then = f"{', '.join(names)}: of the risks that were not closed {register.when}."
    table = SheetTable(
        name=SCORES,
        columns=(
            SheetColumn(heading="Reading", kind=ColumnKind.LABEL),
            SheetColumn(heading="Average score", kind=ColumnKind.MEAN),
            SheetColumn(heading="Highest score", kind=ColumnKind.COUNT),
        ),
        rows=rows,
        alt="The average and the highest score in each reading.",
        note=then if names else "",
    )
    average = table.cell("Average score", len(rows), decimals=1)
    message: list[str | Live] = [f"Average {words.heading('latest', 'score').lower()}: ", average]
    if len(rows) > 1:
        first = table.cell("Average score", 1, decimals=1)
        message += [f" ({str(rows[0][0]).lower()}: ", first, ")"]
    unscored = f"NOT(ISNUMBER(INDEX({SCORES}[Average score],{len(rows)})))"
    is_unscored = table.column("Average score")[-1] == NOT_SCORED
    return replace(table, heading=either(unscored, is_unscored, _NO_SCORE, sentence(*message)))


def _reading_row(
    words: Vocabulary, name: ReadingName, readings: Iterable[Reading]
) -> tuple[Cell, ...]:
    average, highest = _figures(readings)
    scores = f"{REGISTER}[{words.heading(name, 'score')}]"
    scored = f"{IS_LIVE}*ISNUMBER({scores})"
    missing = formula_text(NOT_SCORED)
    return (
        words[name],
        Live(value=average, formula=f"IFERROR(ROUND(AVERAGEIFS({scores},{LIVE}),1),{missing})"),
        Live(
            value=highest,
            formula=f"IF(SUMPRODUCT({scored})=0,{missing},MAX(IF({scored},{scores})))",
            is_array=True,
        ),
    )


def _figures(readings: Iterable[Reading]) -> tuple[str | float, str | Score]:
    scores = scores_of(readings)
    return (mean_score(scores), max(scores)) if scores else (NOT_SCORED, NOT_SCORED)


def score_chart(table: SheetTable, register: RegisterSource) -> SheetChart:
    """Two lines, average and highest: lines of single risks would lie on one another."""
    figures = "; ".join(
        f"{reading} average {average}, highest {highest}"
        for reading, average, highest in zip(
            *(table.column(heading) for heading in ("Reading", "Average score", "Highest score")),
            strict=True,
        )
    )
    return SheetChart(
        table=SCORES,
        form="lines",
        categories="Reading",
        series=tuple(
            ChartSeries(of=name, name=name) for name in ("Highest score", "Average score")
        ),
        category_axis="Reading",
        value_axis="Score",
        alt=f"Lines of the average and the highest score {register.when}. {figures}.",
    )


# The highest risks


def top_table(register: RegisterSource) -> SheetTable:
    """A row for each rank. It says None where no open risk with a score is left for it."""
    words, streams = register.words, register.has_workstreams
    rag = words.heading("latest", "RAG")
    scores = words.headings("score").values()
    columns = [
        SheetColumn(heading="Reference", kind=ColumnKind.LABEL),
        *([SheetColumn(heading="Workstream", kind=ColumnKind.NAME)] if streams else []),
        *(SheetColumn(heading=heading, kind=ColumnKind.COUNT) for heading in scores),
        SheetColumn(heading=rag, kind=ColumnKind.LETTER, letter_in=rag),
    ]
    rows = [
        (
            risk.reference,
            *([risk.workstream or UNNAMED] if streams else []),
            *(score_text(reading_of(risk, name)) for name in words.readings),
            letter_text(risk.latest, register.scoring),
        )
        for risk in highest_risks(register.risks, _TOP)
    ]
    rows += [(_NONE,) * len(columns)] * (min(_TOP, len(register.risks)) - len(rows))
    table = SheetTable(
        name=TOP_RISKS,
        columns=tuple(columns),
        rows=tuple(
            (_reference(rank, values[0], register), *map(_of_reference, columns[1:], values[1:]))
            for rank, values in enumerate(rows, start=1)
        ),
        alt="Up to ten risks with the highest scores now.",
        note="Up to ten risks that are not closed. Equal scores are in the order of the register.",
    )
    return replace(table, heading=_top_message(table, words))


def _top_message(table: SheetTable, words: Vocabulary) -> Live:
    """ "Highest latest score: 20 (R29, baseline 20)", or that there is none."""
    latest, reference = words.heading("latest", "score"), table.cell("Reference", 1)
    message: list[str | Live] = [f"Highest {latest.lower()}: ", table.cell(latest, 1)]
    message += [" (", reference]
    if words.first:
        first = words.heading(words.first, "score")
        message += [f", {words[words.first].lower()} ", table.cell(first, 1)]
    none = f'{reference.formula}="{_NONE}"'
    return either(none, reference.value == _NONE, _NO_SCORE, sentence(*message, ")"))


def _reference(rank: int, value: str | Score, register: RegisterSource) -> Live:
    """The reference of a rank.

    Each row of the register counts a ten-millionth of a score less downwards, and so tells its own
    place; scores are whole or have two decimals. No MATCH: of a register of one risk, spreadsheets
    make a single value that it cannot search.
    """
    scores = f"{REGISTER}[{register.words.heading('latest', 'score')}]"
    reduced = f"LARGE(IF({IS_LIVE}*ISNUMBER({scores}),{scores}-ROW({scores})/10000000),{rank})"
    decimals = 0 if register.scoring.has_whole_scores else 2
    row = f"ROUND((ROUNDUP({reduced},{decimals})-{reduced})*10000000,0)"
    above = f"ROW({REGISTER}[[#Headers],[Reference]])"
    formula = f'IFERROR(INDEX({REGISTER}[Reference],{row}-{above}),"{_NONE}")'
    return Live(value=value, formula=formula, is_array=True)


def _of_reference(column: SheetColumn, value: str | Score) -> Live:
    """What the register holds in a column for the reference in the same row."""
    row = f"MATCH({this_row('Reference', TOP_RISKS)},{REGISTER}[Reference],0)"
    found = f"INDEX({REGISTER}[{column.heading}],{row})"
    if column.heading == "Workstream":
        found = f'IF({found}="",{formula_text(UNNAMED)},{found})'
    return Live(value=value, formula=f'IFERROR({found},"{_NONE}")')


def top_chart(table: SheetTable, register: RegisterSource) -> SheetChart:
    """A bar of the latest score for each risk, beside it one of the first reading given."""
    words = register.words
    latest = words.heading("latest", "score")
    first = [words.heading(words.first, "score")] if words.first else []
    rows = zip(*(table.column(heading) for heading in ("Reference", latest, *first)), strict=True)
    figures = "; ".join(
        f"{reference} {', '.join(map(str, scores))}"
        for reference, *scores in rows
        if reference != _NONE
    )
    return SheetChart(
        table=TOP_RISKS,
        form="bars",
        categories="Reference",
        series=(
            ChartSeries(of=latest, name=latest),
            *(ChartSeries(of=heading, name=heading, pattern=1) for heading in first),
        ),
        category_axis="Risk",
        value_axis="Score",
        alt=f"Bars of the highest scores {register.when}: {', '.join((latest, *first)).lower()}. "
        f"{figures or 'No risk has a score'}.",
    )
