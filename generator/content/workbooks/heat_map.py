"""The heat map: likelihood up, impact across, the risks in each cell."""

from __future__ import annotations

from collections.abc import Mapping

from generator.content.workbooks.sheet_content import ColumnKind, Live, SheetColumn, SheetTable
from generator.content.workbooks.standing_cells import IS_LIVE, LIVE, NOT_BANDED, REGISTER
from generator.model.risks import Risk
from generator.model.standing import band_of_cell, risks_by_cell
from generator.model.vocabulary import Measure, Vocabulary
from generator.settings.exceptions import ReadingName
from generator.settings.scoring import Scoring

_REFERENCES = 60
"""The most characters of references that a cell shows legibly. Beyond, the number must do."""


def heat_map(
    name: ReadingName, risks: tuple[Risk, ...], scoring: Scoring, words: Vocabulary
) -> SheetTable:
    """A table as the matrix is: one row per likelihood, the highest first."""
    held = risks_by_cell(risks, name)
    most = most_references(risks)
    steps = tuple(reversed(scoring.likelihood))

    def cell(impact: int, likelihood: int) -> Live:
        references = [risk.reference for risk in held.get((impact, likelihood), ())]
        band = band_of_cell(impact, likelihood, scoring)
        letter = band.letter if band else NOT_BANDED
        return Live(
            value=cell_text(letter, references, most),
            formula=_formula(words.columns(name), impact, likelihood, len(steps), most),
            is_array=True,
        )

    return SheetTable(
        name=f"HeatMap{name.capitalize()}",
        heading=f"Heat map, {words[name].lower()} scores",
        columns=(
            SheetColumn(heading=words["likelihood"], kind=ColumnKind.LABEL),
            *(
                SheetColumn(
                    heading=f"{words['impact']} {point.score} {point.word}",
                    kind=ColumnKind.HEAT_MAP_CELL,
                )
                for point in scoring.impact
            ),
        ),
        rows=tuple(
            (
                f"{step.score} {step.word}",
                *(cell(point.score, step.score) for point in scoring.impact),
            )
            for step in steps
        ),
        alt=f"The risks at each {words['likelihood'].lower()} (down) and "
        f"{words['impact'].lower()} (across), {words[name].lower()} scores.",
        note="Each cell shows its RAG letter, the number of risks and, for up to "
        f"{most} risks, their references. Risks without "
        f"{words['impact'].lower()} or {words['likelihood'].lower()} are not on the map.",
        is_heat_map=True,
    )


def most_references(risks: tuple[Risk, ...]) -> int:
    """How many references fit a cell, judged by the longest of them."""
    longest = max((len(risk.reference) for risk in risks), default=1)
    return max(1, _REFERENCES // (longest + 2))


def cell_text(letter: str, references: list[str], most: int) -> str:
    """ "R: 2 risks" and below it "R15, WR6"; "G: no risks" for an empty cell."""
    number = len(references)
    text = f"{letter}: {number or 'no'} {'risk' if number == 1 else 'risks'}"
    return f"{text}\n{', '.join(references)}" if 0 < number <= most else text


def _formula(
    headings: Mapping[Measure, str], impact: int, likelihood: int, top: int, most: int
) -> str:
    """Excel 2016 and older lack TEXTJOIN: they show letter and number alone."""
    impacts, likelihoods = (f"{REGISTER}[{headings[each]}]" for each in ("impact", "likelihood"))
    number = f"COUNTIFS({impacts},{impact},{likelihoods},{likelihood},{LIVE})"
    letter = f"INDEX(Matrix_letters,{top + 1 - likelihood},{impact})"
    here = f"({impacts}={impact})*({likelihoods}={likelihood})*{IS_LIVE}"
    names = f'_xlfn.TEXTJOIN(", ",TRUE,IF({here},{REGISTER}[Reference],""))'
    return (
        f'{letter}&": "&IF({number}=0,"no",{number})&IF({number}=1," risk"," risks")'
        f'&IF(OR({number}=0,{number}>{most}),"",IFERROR(CHAR(10)&{names},""))'
    )
