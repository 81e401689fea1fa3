"""The Definitions sheet: bands, matrix, scales, key of arrows, key roles.

The bands (or the matrix, where a council bands by cell) drive every letter of the workbook.
"""

from __future__ import annotations

from generator.content.standing_words import cells_of, trend_label
from generator.content.workbooks.sheet_content import (
    Cell,
    Choices,
    ColumnKind,
    LetterColours,
    Live,
    RangeName,
    SheetColumn,
    SheetTable,
)
from generator.content.workbooks.standing_cells import NOT_BANDED, letter_of_score
from generator.model.standing import TRENDS, band_of_cell, bands_upwards, top_score
from generator.model.vocabulary import Vocabulary
from generator.settings.pack_settings import PackSettings, Role
from generator.settings.registers import TrendWords
from generator.settings.scoring import ScalePoint, Scoring


def definition_tables(
    settings: PackSettings, scoring: Scoring, words: Vocabulary
) -> tuple[SheetTable, ...]:
    """All tables of the Definitions sheet, from top to bottom."""
    tables = [
        _bands(scoring),
        _matrix(scoring, words),
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
        RangeName(name="Matrix_letters", table="Matrix", first=first, last=last),
    ]
    if roles:
        names.append(
            RangeName(name="Role_initials", table="KeyRoles", first="Initials", last="Initials")
        )
    return tuple(names)


def _definition_table(
    name: str,
    title: str,
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
    bands, top, by_cell = bands_upwards(scoring), top_score(scoring), bool(scoring.matrix)
    lowest = SheetColumn(
        heading="Lowest score", kind=ColumnKind.DEFINITION, editable=True, between=(1, top)
    )
    rows: list[tuple[Cell, ...]] = []
    for place, band in enumerate(bands, start=1):
        highest = Live(value=top, formula=str(top))
        if place < len(bands):
            value = bands[place].lowest - 1
            highest = Live(value=value, formula=f"INDEX(Bands[Lowest score],{place + 1})-1")
        where = (cells_of(band, scoring) or None,) if by_cell else (band.lowest, highest)
        rows.append((band.letter, band.word, *where, band.meaning or None))
    return _definition_table(
        "Bands",
        "RAG bands",
        (
            SheetColumn(heading="Letter", kind=ColumnKind.LABEL, letter_in="Letter"),
            "Word",
            *(("Impact × likelihood",) if by_cell else (lowest, "Highest score")),
            "Meaning",
        ),
        rows,
        alt=f"Letter, word and {'cells' if by_cell else 'scores'} of each RAG band.",
        note=_BANDS_BY_CELL if by_cell else _BANDS_BY_SCORE,
    )


_BANDS_BY_SCORE = (
    "Change a lowest score here and every letter, colour and count follows. "
    "Keep the lowest scores in ascending order."
)
_BANDS_BY_CELL = (
    "This council bands by the cell of the matrix below, not by score. "
    "Change a letter there and every letter, colour and count follows."
)


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
    factors = f"{words['impact'].lower()} and {words['likelihood'].lower()}"
    factors = f"{words['impact'].lower()} and {words['likelihood'].lower()}"
    return _definition_table(
        "Matrix",
        f"Matrix: the RAG letter of each {factors}",
        (words["likelihood"], *columns),
        [
            (
                f"{step.score} {step.word}",
                *(_matrix_cell(point.score, step.score, scoring) for point in scoring.impact),
            )
            for step in reversed(scoring.likelihood)
        ],
        alt=f"The RAG letter for each {words['likelihood'].lower()} (down) and "
        f"{words['impact'].lower()} (across).",
    )


def _impact_heading(point: ScalePoint, words: Vocabulary) -> str:
    return f"{words['impact']} {point.score} {point.word}"


def _matrix_cell(impact: int, likelihood: int, scoring: Scoring) -> Cell:
    band = band_of_cell(impact, likelihood, scoring)
    letter = band.letter if band else NOT_BANDED
    if scoring.matrix:
        return letter
    return Live(value=letter, formula=letter_of_score(str(impact * likelihood)))


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
