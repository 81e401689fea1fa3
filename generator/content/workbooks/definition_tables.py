"""The Definitions sheet: bands, matrix, scales, key of arrows, key roles.

The bands (or the matrix, where a council bands by cell) drive every letter of the workbook.
"""

from __future__ import annotations

from itertools import pairwise

from generator.content.wording import trend_label
from generator.content.workbooks.reading_columns import NOT_BANDED, letter_of_score, this_row
from generator.content.workbooks.sheet_content import (
    Cell,
    Choices,
    ColumnKind,
    LetterColours,
    Live,
    RangeName,
    SheetColumn,
    SheetTable,
    formula_text,
)
from generator.model.risks import Reading, Score, rounded
from generator.model.standing import (
    TRENDS,
    band_of_cell,
    bands_upwards,
    heat_map_cells,
    score_of,
    top_score,
)
from generator.model.vocabulary import Vocabulary
from generator.settings.pack_settings import PackSettings, Role
from generator.settings.registers import TrendWords
from generator.settings.scoring import Band, ScalePoint, Scoring


def definition_tables(
    settings: PackSettings, scoring: Scoring, words: Vocabulary
) -> tuple[SheetTable, ...]:
    """All tables of the Definitions sheet, from top to bottom."""
    tables = [
        _bands(scoring),
        *([_matrix(scoring, words)] if scoring.tells_cells else []),
        _scale("ImpactScale", words["impact"], scoring.impact),
        _scale("LikelihoodScale", words["likelihood"], scoring.likelihood),
    ]
    if words.has_trend:
        tables.append(_arrows(settings.trend, words))
    if settings.roles:
        tables.append(_roles(settings.roles))
    return tuple(tables)


def band_colours(scoring: Scoring) -> LetterColours:
    """The letters of the bands and their colours."""
    bands = bands_upwards(scoring)
    return LetterColours(
        name="Band_letter",
        table="Bands",
        heading="Letter",
        letters=tuple(band.letter for band in bands),
        colours=tuple(band.colour_name for band in bands),
    )


def range_names(
    scoring: Scoring, roles: tuple[Role, ...], words: Vocabulary
) -> tuple[RangeName, ...]:
    """The names that drop-downs and formulas go by."""
    first, last = (_impact_heading(scoring.impact[place], words) for place in (0, -1))
    names = [
        RangeName(name="Impact_scores", table="ImpactScale", first="Score", last="Score"),
        RangeName(name="Likelihood_scores", table="LikelihoodScale", first="Score", last="Score"),
    ]
    if scoring.tells_cells:
        names.append(RangeName(name="Matrix_letters", table="Matrix", first=first, last=last))
    if roles:
        names.append(
            RangeName(name="Role_initials", table="KeyRoles", first="Initials", last="Initials")
        )
    return tuple(names)


def _definition_table(
    name: str,
    title: str | Live,
    columns: tuple[SheetColumn | str, ...],
    rows: list[tuple[Cell, ...]],
    alt: str,
    note: str = "",
) -> SheetTable:
    """A small table; a column given by its heading alone holds words, the first one a label.

    A last column of which no row says anything is left out.
    """
    if all(row[-1] is None for row in rows):
        columns, rows = columns[:-1], [row[:-1] for row in rows]
    kinds = (ColumnKind.LABEL, *[ColumnKind.DEFINITION] * len(columns))
    return SheetTable(
        name=name,
        heading=title,
        columns=tuple(
            SheetColumn(heading=each, kind=kind) if isinstance(each, str) else each
            for each, kind in zip(columns, kinds, strict=False)
        ),
        rows=tuple(rows),
        alt=alt,
        note=note,
    )


def _bands(scoring: Scoring) -> SheetTable:
    bands = bands_upwards(scoring)
    columns: tuple[SheetColumn | str, ...] = ()
    cells: list[tuple[Cell, ...]] = [() for _ in bands]
    alt, note = "Letter and word of each RAG band.", _BANDS_AS_GIVEN
    if scoring.matrix:
        columns, cells = ("Cells of the matrix",), [(_cells(band, scoring),) for band in bands]
        alt, note = "Letter, word and number of cells of each RAG band.", _BANDS_BY_CELL
    elif scoring.has_limits:
        columns = _score_columns(scoring)
        cells = [(band.lowest, _highest(band, scoring)) for band in bands]
        alt, note = "Letter, word and scores of each RAG band.", _BANDS_BY_SCORE
    return _definition_table(
        "Bands",
        _bands_heading(len(bands)) if scoring.has_limits else _RAG_BANDS,
        (
            SheetColumn(heading="Letter", kind=ColumnKind.LABEL, letter_in="Letter"),
            "Word",
            *columns,
            "Meaning",
        ),
        [
            (band.letter, band.word, *beside, band.meaning or None)
            for band, beside in zip(bands, cells, strict=True)
        ],
        alt=alt,
        note=note,
    )


_RAG_BANDS = "RAG bands"
_BANDS_BY_SCORE = (
    "Change a lowest score here and every letter, colour and count follows. A band ends below the "
    "next higher lowest score."
)
_BANDS_BY_CELL = (
    "This council bands by the cell of the matrix below, not by score. "
    "Change a letter there and every letter, colour and count follows."
)

_BANDS_AS_GIVEN = "The register itself gives the rating of each risk."


def _bands_heading(number: int) -> Live:
    """Says so where an edit has put the bands out of their order."""
    lowest = [f"INDEX(Bands[Lowest score],{place})" for place in range(1, number + 1)]
    rising = [f"{low}<{high}" for low, high in pairwise(lowest)] or ["TRUE"]
    wrong = f"{_RAG_BANDS}: the lowest scores are not in ascending order"
    in_order = f"AND(COUNT(Bands[Lowest score])={number},{','.join(rising)})"
    formula = f"IF({in_order},{formula_text(_RAG_BANDS)},{formula_text(wrong)})"
    return Live(value=_RAG_BANDS, formula=formula)


def _score_columns(scoring: Scoring) -> tuple[SheetColumn, str]:
    lowest = SheetColumn(
        heading="Lowest score",
        kind=ColumnKind.DEFINITION,
        editable=True,
        rising_to=_top(scoring),
        decimals=not scoring.has_whole_scores,
    )
    return lowest, "Highest score"


def _top(scoring: Scoring) -> Score:
    """The highest score; without a rule that of the last band."""
    return top_score(scoring) or max(band.highest or band.lowest or 1 for band in scoring.bands)


def _highest(band: Band, scoring: Scoring) -> Live:
    """The score below the next higher lowest score; the top of the scales for the last band."""
    lowest = [each.lowest or 0 for each in scoring.bands]
    higher = [each for each in lowest if each > (band.lowest or 0)]
    top, own = _top(scoring), this_row("Lowest score", "Bands")
    step = 1 if scoring.has_whole_scores else 0.01
    reached = f'COUNTIF(Bands[Lowest score],"<="&{own})'
    following = f"SMALL(Bands[Lowest score],{reached}+1)-{step}"
    if step < 1:
        following = f"ROUND({following},2)"
    return Live(
        value=rounded(min(higher) - step) if higher else top,
        formula=f"IF({reached}=COUNT(Bands[Lowest score]),{top},{following})",
    )


def _cells(band: Band, scoring: Scoring) -> Live:
    """How many cells of the matrix have the band's letter."""
    number = sum(cell[2] == band for cell in heat_map_cells(scoring))
    formula = f"COUNTIF(Matrix_letters,{this_row('Letter', 'Bands')})"
    return Live(value=number, formula=formula)


def _matrix(scoring: Scoring, words: Vocabulary) -> SheetTable:
    """Likelihood from the highest down, impact from 1 up, a letter in each cell."""
    by_cell = bool(scoring.matrix)
    letters = tuple(band.letter for band in bands_upwards(scoring))
    message = "The letter of a band in the table above."
    choices = Choices(values=letters, title="RAG letter", message=message) if by_cell else None
    columns = [
        SheetColumn(
            heading=_impact_heading(point, words),
            kind=ColumnKind.HEAT_MAP_CELL,
            editable=by_cell,
            letter_in=_impact_heading(point, words),
            choices=choices,
        )
        for point in scoring.impact
    ]
    factors = f"{words['impact'].lower()} and {words['likelihood'].lower()}"
    return _definition_table(
        "Matrix",
        f"Matrix: the RAG letter of each {factors}",
        (words["likelihood"], *columns),
        [
            (
                step.label,
                *(_matrix_cell(point.score, step.score, scoring) for point in scoring.impact),
            )
            for step in reversed(scoring.likelihood)
        ],
        alt=f"The RAG letter for each {words['likelihood'].lower()} (down) and "
        f"{words['impact'].lower()} (across).",
    )


def _impact_heading(point: ScalePoint, words: Vocabulary) -> str:
    return f"{words['impact']} {point.label}"


def _matrix_cell(impact: int, likelihood: int, scoring: Scoring) -> Cell:
    band = band_of_cell(impact, likelihood, scoring)
    letter = band.letter if band else NOT_BANDED
    if scoring.matrix:
        return letter
    cell = Reading(name="", impact=impact, likelihood=likelihood, rule=scoring.score)
    return Live(value=letter, formula=letter_of_score(str(score_of(cell))))


def _scale(name: str, what: str, scale: tuple[ScalePoint, ...]) -> SheetTable:
    return _definition_table(
        name,
        f"{what} scale",
        ("Score", "Word", "Meaning"),
        [(point.score, point.word, point.meaning or None) for point in scale],
        alt=f"The steps of the {what.lower()} scale and their words.",
    )


def _arrows(meanings: TrendWords, words: Vocabulary) -> SheetTable:
    latest, previous = (words.heading(each, "score").lower() for each in ("latest", "previous"))
    against = f": {latest} against {previous}" if "previous" in words.readings else ""
    return _definition_table(
        "TrendKey",
        f"{words['trend']}{against}",
        ("Trend", "Meaning"),
        [(trend_label(trend), getattr(meanings, trend.value)) for trend in TRENDS],
        alt="What each arrow means.",
    )


def _roles(roles: tuple[Role, ...]) -> SheetTable:
    return _definition_table(
        "KeyRoles",
        "Key roles",
        ("Initials", "Role", "Held by"),
        [(role.initials, role.title, role.holder or None) for role in roles],
        alt="The roles that own risks, their initials and who holds them.",
    )
