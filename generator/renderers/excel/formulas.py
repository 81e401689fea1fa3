"""The formula of each working.

Only functions that Excel 2013 and LibreOffice know, but for TEXTJOIN, whose absence leaves a room
of the heat map with its number alone. Structured references, so that people can read them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from generator.content.workbooks import workings as w
from generator.content.workbooks.nodes import Table
from generator.content.workbooks.standing_words import NOT_BANDED, NOT_SCORED
from generator.renderers.excel.places import Place

_STANDING = 'RiskRegister[Status],"<>Closed"'


@dataclass(frozen=True, kw_only=True)
class Formula:
    """A formula without its equals sign. `is_array` asks for Ctrl+Shift+Enter."""

    text: str
    is_array: bool = False


def formula_of(working: w.Working, table: Table | None, places: Mapping[str, Place]) -> Formula:
    """The formula of a working; `table` is the one whose row it stands in."""
    made = _MAKERS[type(working)](working, _Around(table=table, places=places))
    return made if isinstance(made, Formula) else Formula(text=made)


@dataclass(frozen=True, kw_only=True)
class _Around:
    """What a formula can refer to."""

    table: Table | None
    places: Mapping[str, Place]

    def here(self, key: str) -> str:
        """The cell of a column in the same row."""
        if self.table is None:
            raise KeyError(key)
        heading = self.table.columns[self.table.index(key)].heading
        return f"{self.table.name}[[#This Row],[{heading}]]"

    def letter(self, band: int) -> str:
        return f"Band_letter_{band}"


def text(value: str) -> str:
    """A text inside a formula."""
    return '"' + value.replace('"', '""') + '"'


def _product(working: w.Product, around: _Around) -> str:
    impact, likelihood = around.here(working.impact), around.here(working.likelihood)
    return f"IF(COUNT({impact},{likelihood})=2,{impact}*{likelihood},{text(NOT_SCORED)})"


def _letter_of_score(working: w.LetterOfScore, around: _Around) -> str:
    score = around.here(working.score)
    return f"IF(ISNUMBER({score}),{_looked_up(score)},{text(NOT_SCORED)})"


def _looked_up(score: str) -> str:
    return f"IFERROR(LOOKUP({score},Bands[Lowest score],Bands[Letter]),{text(NOT_BANDED)})"


def _letter_of_cell(working: w.LetterOfCell, around: _Around) -> str:
    impact, likelihood = around.here(working.impact), around.here(working.likelihood)
    room = f"INDEX(Matrix_letters,ROWS(Matrix_letters)+1-{likelihood},{impact})"
    missing = text(NOT_SCORED)
    return f"IF(COUNT({impact},{likelihood})=2,IFERROR({room},{missing}),{missing})"


def _movement(working: w.Movement, around: _Around) -> str:
    """The key lists up, unchanged, down, so that the sign of the difference finds the row."""
    latest, before = around.here(working.latest), around.here(working.before)
    return f"IFERROR(INDEX(TrendKey[Trend],2-SIGN({latest}-{before})),{text(NOT_SCORED)})"


def _highest_of_band(working: w.HighestOfBand, around: _Around) -> str:
    if working.last:
        return str(working.top)
    return f"{around.places['Bands'].cell(working.row + 1, 'lowest')}-1"


def _letter_of_product(working: w.LetterOfProduct, around: _Around) -> str:
    return _looked_up(str(working.impact * working.likelihood))


def _standing_risks(working: w.StandingRisks, around: _Around) -> str:
    if working.workstream is not None:
        return _risks_of_workstream(working, around)
    if working.band is None:
        return 'ROWS(RiskRegister[Status])-COUNTIF(RiskRegister[Status],"Closed")'
    letters = f"RiskRegister[{working.reading} RAG]"
    return f"COUNTIFS({letters},{around.letter(working.band)},{_STANDING})"


def _risks_of_workstream(working: w.StandingRisks, around: _Around) -> str:
    """By EXACT: COUNTIFS would take * and > in a workstream's name for more than letters."""
    name = around.here("workstream") if working.workstream else text("")
    factors = [
        f"EXACT(RiskRegister[Workstream],{name})",
        '(RiskRegister[Status]<>"Closed")',
    ]
    if working.band is not None:
        factors.append(f"(RiskRegister[{working.reading} RAG]={around.letter(working.band)})")
    return f"SUMPRODUCT({'*'.join(factors)})"


def _rest_of_column(working: w.RestOfColumn, around: _Around) -> str:
    total = formula_of(working.total, None, around.places).text
    place = around.places[working.table]
    first = place.cell(1, working.column)
    last = place.cell(len(place.table.rows) - 1, working.column).rpartition("!")[2]
    return f"{total}-SUM({first}:{last})"


def _unscored_risks(working: w.UnscoredRisks, around: _Around) -> str:
    """All that bear none of the bands' letters."""
    bands = len(around.places["Bands"].table.rows)
    everything = _standing_risks(w.StandingRisks(), around)
    lettered = (
        _standing_risks(w.StandingRisks(reading=working.reading, band=band), around)
        for band in range(1, bands + 1)
    )
    return "-".join([everything, *lettered])


def _average_score(working: w.AverageScore, around: _Around) -> str:
    scores = f"RiskRegister[{working.reading} score]"
    return f"IFERROR(ROUND(AVERAGEIFS({scores},{_STANDING}),1),{text(NOT_SCORED)})"


def _highest_score(working: w.HighestScore, around: _Around) -> Formula:
    scores = f"RiskRegister[{working.reading} score]"
    scored = f'(RiskRegister[Status]<>"Closed")*ISNUMBER({scores})'
    highest = f"MAX(IF({scored},{scores}))"
    return Formula(text=f"IF(SUMPRODUCT({scored})=0,{text(NOT_SCORED)},{highest})", is_array=True)


def _risks_moving(working: w.RisksMoving, around: _Around) -> str:
    trend = around.places["TrendKey"].cell(working.row, "trend")
    return f"COUNTIFS(RiskRegister[Trend],{trend},{_STANDING})"


def _closed_risks(working: w.ClosedRisks, around: _Around) -> str:
    return 'COUNTIF(RiskRegister[Status],"Closed")'


def _risks_in_room(working: w.RisksInRoom, around: _Around) -> Formula:
    impacts = f"RiskRegister[{working.reading} impact]"
    likelihoods = f"RiskRegister[{working.reading} likelihood]"
    number = f"COUNTIFS({impacts},{working.impact},{likelihoods},{working.likelihood},{_STANDING})"
    letter = around.places["Matrix"].cell(_matrix_row(working, around), f"impact_{working.impact}")
    here = (
        f"({impacts}={working.impact})*({likelihoods}={working.likelihood})"
        '*(RiskRegister[Status]<>"Closed")'
    )
    names = f'_xlfn.TEXTJOIN(", ",TRUE,IF({here},RiskRegister[Reference],""))'
    return Formula(
        text=f'{letter}&": "&IF({number}=0,"no",{number})&IF({number}=1," risk"," risks")'
        f'&IF(OR({number}=0,{number}>{working.most}),"",IFERROR(CHAR(10)&{names},""))',
        is_array=True,
    )


def _matrix_row(working: w.RisksInRoom, around: _Around) -> int:
    return len(around.places["Matrix"].table.rows) + 1 - working.likelihood


def _top_risk(working: w.TopRisk, around: _Around) -> Formula:
    """Each row counts a ten-millionth of a score less downwards, and so tells its own place.

    No MATCH: of a register of one risk, spreadsheets make a single value that it cannot search.
    """
    scores = "RiskRegister[Latest score]"
    scored = f'(RiskRegister[Status]<>"Closed")*ISNUMBER({scores})'
    value = f"LARGE(IF({scored},{scores}-ROW({scores})/10000000),{working.rank})"
    row = f"ROUND((ROUNDUP({value},0)-{value})*10000000,0)"
    above = "ROW(RiskRegister[[#Headers],[Reference]])"
    return Formula(
        text=f'IFERROR(INDEX(RiskRegister[Reference],{row}-{above}),"None")', is_array=True
    )


def _of_top_risk(working: w.OfTopRisk, around: _Around) -> str:
    reference = around.here(working.reference)
    row = f"MATCH({reference},RiskRegister[Reference],0)"
    found = f"INDEX(RiskRegister[{working.heading}],{row})"
    if working.heading == "Workstream":
        found = f'IF({found}="","Not recorded",{found})'
    return f'IFERROR({found},"None")'


def _entries_apart(working: w.EntriesApart, around: _Around) -> str:
    log, register = (_told_by(name) for name in ("ExceptionLog", "RiskRegister"))
    number = f"SUMPRODUCT(--ISNA(MATCH({log},{register},0)))"
    return f"IF({number}=0,{text(working.agree)},{text(working.differ)}&{number})"


def _told_by(table: str) -> str:
    headings = ("Reference", "Latest impact", "Latest likelihood", "Owner", "Status")
    return '&"|"&'.join(f"{table}[{heading}]" for heading in headings)


def _actions_standing(working: w.ActionsStanding, around: _Around) -> str:
    tests = []
    if working.letter is not None:
        tests.append(f"(ActionPlan[RAG]={text(working.letter)})")
    if working.lead is not None:
        name = around.here("lead") if working.lead else text("")
        tests.append(f"EXACT(ActionPlan[Lead],{name})")
    return f"SUMPRODUCT({'*'.join(tests)}*1)" if tests else "ROWS(ActionPlan[RAG])"


def _cell_of(working: w.CellOf, around: _Around) -> str:
    address = around.places[working.table].cell(working.row, working.column)
    if working.places is None:
        return address
    return f"TEXT({address},{text('0.' + '0' * working.places)})"


def _top_of_column(working: w.TopOfColumn, around: _Around) -> str:
    place = around.places[working.table]
    numbers = place.span(working.column, working.column)
    labels = place.span(working.label, working.label)
    return f"INDEX({labels},MATCH(MAX({numbers}),{numbers},0))"


def _sentence(working: w.Sentence, around: _Around) -> str:
    return "&".join(
        text(part) if isinstance(part, str) else formula_of(part, None, around.places).text
        for part in working.parts
    )


_MAKERS: Mapping[type[w.Working], Callable[[Any, _Around], str | Formula]] = {
    w.Product: _product,
    w.LetterOfScore: _letter_of_score,
    w.LetterOfCell: _letter_of_cell,
    w.Movement: _movement,
    w.HighestOfBand: _highest_of_band,
    w.LetterOfProduct: _letter_of_product,
    w.StandingRisks: _standing_risks,
    w.RestOfColumn: _rest_of_column,
    w.UnscoredRisks: _unscored_risks,
    w.AverageScore: _average_score,
    w.HighestScore: _highest_score,
    w.RisksMoving: _risks_moving,
    w.ClosedRisks: _closed_risks,
    w.RisksInRoom: _risks_in_room,
    w.TopRisk: _top_risk,
    w.OfTopRisk: _of_top_risk,
    w.EntriesApart: _entries_apart,
    w.ActionsStanding: _actions_standing,
    w.CellOf: _cell_of,
    w.TopOfColumn: _top_of_column,
    w.Sentence: _sentence,
}
