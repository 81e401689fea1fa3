"""Scores on the Summary sheet: average and highest of each reading, the ten highest risks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from generator.content.workbooks.group_counts import UNNAMED
from generator.content.workbooks.risk_counts import has_workstreams
from generator.content.workbooks.sheet_content import (
    Cell,
    ChartSeries,
    ColumnKind,
    Live,
    SheetChart,
    SheetColumn,
    SheetTable,
    formula_text,
    sentence,
)
from generator.content.workbooks.standing_cells import (
    IS_LIVE,
    LIVE,
    NOT_SCORED,
    REGISTER,
    letter_text,
    score_text,
    this_row,
)
from generator.model.risks import Reading, Risk
from generator.model.standing import (
    READINGS,
    highest_risks,
    live_risks,
    mean_score,
    reading_of,
    scores_of,
)
from generator.settings.scoring import Scoring

SCORES, TOP_RISKS = "Scores", "TopRisks"
_TOP = 10
_NONE = "None"


# Average and highest


def score_table(risks: tuple[Risk, ...]) -> SheetTable:
    """Average and highest score: baseline, revised, each earlier period, latest.

    Earlier periods are in the order in which the risks tell them. No cell of the workbook holds
    their scores by name, so theirs are typed in.
    """
    live = live_risks(risks)
    names = dict.fromkeys(each.name for risk in risks for each in risk.earlier)
    baseline, revised, latest = (
        _reading_row(name.capitalize(), [reading_of(risk, name) for risk in live])
        for name in READINGS
    )
    earlier = (
        (name, *_figures(each for risk in live for each in risk.earlier if each.name == name))
        for name in names
    )
    rows = (baseline, revised, *earlier, latest)
    table = SheetTable(
        name=SCORES,
        columns=(
            SheetColumn(heading="Reading", kind=ColumnKind.LABEL),
            SheetColumn(heading="Average score", kind=ColumnKind.MEAN),
            SheetColumn(heading="Highest score", kind=ColumnKind.COUNT),
        ),
        rows=rows,
        alt="The average and the highest score in each reading.",
    )
    now, before = (table.cell("Average score", row, decimals=1) for row in (len(rows), 1))
    message = sentence("Average score: ", now, " now, ", before, " at baseline")
    return replace(table, heading=message)


def _reading_row(title: str, readings: Iterable[Reading]) -> tuple[Cell, ...]:
    average, highest = _figures(readings)
    scores = f"{REGISTER}[{title} score]"
    scored = f"{IS_LIVE}*ISNUMBER({scores})"
    missing = formula_text(NOT_SCORED)
    return (
        title,
        Live(value=average, formula=f"IFERROR(ROUND(AVERAGEIFS({scores},{LIVE}),1),{missing})"),
        Live(
            value=highest,
            formula=f"IF(SUMPRODUCT({scored})=0,{missing},MAX(IF({scored},{scores})))",
            is_array=True,
        ),
    )


def _figures(readings: Iterable[Reading]) -> tuple[str | float, str | int]:
    scores = scores_of(readings)
    return (mean_score(scores), max(scores)) if scores else (NOT_SCORED, NOT_SCORED)


def score_chart(table: SheetTable) -> SheetChart:
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
        alt=f"Lines of the average and the highest score. {figures}.",
    )


# The highest risks


def top_table(risks: tuple[Risk, ...], scoring: Scoring) -> SheetTable:
    """A row for each rank; one row saying None where no risk has a score."""
    best = highest_risks(risks, _TOP)
    streams = has_workstreams(risks)
    columns = [
        SheetColumn(heading="Reference", kind=ColumnKind.LABEL),
        *([SheetColumn(heading="Workstream", kind=ColumnKind.NAME)] if streams else []),
        *(
            SheetColumn(heading=f"{name.capitalize()} score", kind=ColumnKind.COUNT)
            for name in READINGS
        ),
        SheetColumn(heading="Latest RAG", kind=ColumnKind.LETTER, letter_in="Latest RAG"),
    ]
    rows = [
        (
            risk.reference,
            *([risk.workstream or UNNAMED] if streams else []),
            *(score_text(reading_of(risk, name)) for name in READINGS),
            letter_text(risk.latest, scoring),
        )
        for risk in best
    ] or [(_NONE,) * len(columns)]
    table = SheetTable(
        name=TOP_RISKS,
        columns=tuple(columns),
        rows=tuple(
            (_reference(rank, values[0]), *map(_of_reference, columns[1:], values[1:]))
            for rank, values in enumerate(rows, start=1)
        ),
        alt="The ten risks with the highest latest scores.",
        note="Up to ten risks. Equal scores are in the order of the register.",
    )
    highest, reference, before = (
        table.cell(heading, 1) for heading in ("Latest score", "Reference", "Baseline score")
    )
    message = sentence(
        "Highest latest score: ", highest, " (", reference, "), ", before, " at baseline"
    )
    return replace(table, heading=message)


def _reference(rank: int, value: str | int) -> Live:
    """The reference of a rank.

    Each row of the register counts a ten-millionth of a score less downwards, and so tells its own
    place. No MATCH: of a register of one risk, spreadsheets make a single value that it cannot
    search.
    """
    scores = f"{REGISTER}[Latest score]"
    reduced = f"LARGE(IF({IS_LIVE}*ISNUMBER({scores}),{scores}-ROW({scores})/10000000),{rank})"
    row = f"ROUND((ROUNDUP({reduced},0)-{reduced})*10000000,0)"
    above = f"ROW({REGISTER}[[#Headers],[Reference]])"
    formula = f'IFERROR(INDEX({REGISTER}[Reference],{row}-{above}),"{_NONE}")'
    return Live(value=value, formula=formula, is_array=True)


def _of_reference(column: SheetColumn, value: str | int) -> Live:
    """What the register holds in a column for the reference in the same row."""
    row = f"MATCH({this_row(TOP_RISKS, 'Reference')},{REGISTER}[Reference],0)"
    found = f"INDEX({REGISTER}[{column.heading}],{row})"
    if column.heading == "Workstream":
        found = f'IF({found}="",{formula_text(UNNAMED)},{found})'
    return Live(value=value, formula=f'IFERROR({found},"{_NONE}")')


def top_chart(table: SheetTable) -> SheetChart:
    """Pairs of bars, latest beside baseline."""
    rows = zip(
        *(table.column(heading) for heading in ("Reference", "Latest score", "Baseline score")),
        strict=True,
    )
    figures = "; ".join(
        f"{reference} {latest}, {str(baseline).lower()} at baseline"
        for reference, latest, baseline in rows
        if reference != _NONE
    )
    return SheetChart(
        table=TOP_RISKS,
        form="bars",
        categories="Reference",
        series=(
            ChartSeries(of="Latest score", name="Latest score"),
            ChartSeries(of="Baseline score", name="Baseline score", pattern=1),
        ),
        category_axis="Risk",
        value_axis="Score",
        alt="Bars of the highest latest scores against baseline. "
        f"{figures or 'No risk has a score'}.",
    )
