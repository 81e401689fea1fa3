"""The definitions: scales, bands, matrix, key roles and the key of arrows.

The bands (or the matrix, where a council bands by cell) drive every letter of the workbook.
"""

from __future__ import annotations

from generator.content.risk_tables import cells_of
from generator.content.workbooks.nodes import (
    Cell,
    Choices,
    ColourKey,
    Column,
    Kind,
    RangeName,
    Table,
    Worked,
)
from generator.content.workbooks.standing_words import NOT_BANDED, trend_label
from generator.content.workbooks.workings import HighestOfBand, LetterOfProduct
from generator.model.standing import TRENDS, band_of_cell, bands_upwards, top_score
from generator.settings.pack import PackSettings, Role
from generator.settings.registers import TrendWords
from generator.settings.scoring import Band, ScalePoint, Scoring

BANDS = "Bands"
MATRIX = "Matrix"
TREND_KEY = "TrendKey"
BAND_LETTER = "Band_letter"


def definition_tables(settings: PackSettings, scoring: Scoring) -> tuple[Table, ...]:
    """All tables of the Definitions sheet, from top to bottom."""
    tables = [
        _bands(scoring),
        _matrix(scoring),
        _scale("ImpactScale", "Impact", scoring.impact),
        _scale("LikelihoodScale", "Likelihood", scoring.likelihood),
        _arrows(settings.trend),
    ]
    if settings.roles:
        tables.append(_roles(settings.roles))
    return tuple(tables)


def band_key(scoring: Scoring) -> ColourKey:
    """The letters of the bands and their colours."""
    bands = bands_upwards(scoring)
    return ColourKey(
        name=BAND_LETTER,
        table=BANDS,
        column="letter",
        letters=tuple(band.letter for band in bands),
        colours=tuple(band.colour_name for band in bands),
    )


def range_names(scoring: Scoring, roles: tuple[Role, ...]) -> tuple[RangeName, ...]:
    """The names that drop-downs and formulas go by."""
    names = [
        RangeName(name="Impact_scores", table="ImpactScale", first="score", last="score"),
        RangeName(name="Likelihood_scores", table="LikelihoodScale", first="score", last="score"),
        RangeName(
            name="Matrix_letters",
            table=MATRIX,
            first="impact_1",
            last=f"impact_{len(scoring.impact)}",
        ),
    ]
    if roles:
        names.append(
            RangeName(name="Role_initials", table="KeyRoles", first="initials", last="initials")
        )
    return tuple(names)


def _bands(scoring: Scoring) -> Table:
    bands = bands_upwards(scoring)
    told = any(band.meaning for band in bands)
    by_cell = bool(scoring.matrix)
    return Table(
        name=BANDS,
        heading="RAG bands",
        columns=(
            Column(key="letter", heading="Letter", kind=Kind.LABEL, letter="letter"),
            Column(key="word", heading="Word", kind=Kind.DEFINITION),
            *(_CELLS if by_cell else _score_columns(scoring)),
            *((Column(key="meaning", heading="Meaning", kind=Kind.DEFINITION),) if told else ()),
        ),
        rows=tuple(_band_row(bands, place, scoring, told) for place in range(len(bands))),
        alt=f"Letter, word and {'cells' if by_cell else 'scores'} of each RAG band.",
        note=_BANDS_BY_CELL if by_cell else _BANDS_BY_SCORE,
        records=tuple(band.word for band in bands),
    )  # fmt: skip


_CELLS = (Column(key="cells", heading="Impact × likelihood", kind=Kind.DEFINITION),)


def _score_columns(scoring: Scoring) -> tuple[Column, ...]:
    return (
        Column(key="lowest", heading="Lowest score", kind=Kind.DEFINITION,
               editable=True, between=(1, top_score(scoring))),
        Column(key="highest", heading="Highest score", kind=Kind.DEFINITION),
    )  # fmt: skip


_BANDS_BY_SCORE = (
    "Change a lowest score here and every letter, colour and count follows. "
    "Keep the lowest scores in ascending order."
)
_BANDS_BY_CELL = (
    "This council bands by the cell of the matrix below, not by score. "
    "Change a letter there and every letter, colour and count follows."
)


def _band_row(
    bands: tuple[Band, ...], place: int, scoring: Scoring, told: bool
) -> tuple[Cell, ...]:
    band = bands[place]
    scores = _scores_of(bands, place, scoring)
    row = (band.letter, band.word, *scores)
    return (*row, band.meaning or None) if told else row


def _scores_of(bands: tuple[Band, ...], place: int, scoring: Scoring) -> tuple[Cell, ...]:
    """Lowest and highest score, or the cells of the matrix as the pack gives them."""
    band, last = bands[place], place == len(bands) - 1
    if scoring.matrix:
        return (cells_of(band, scoring) or None,)
    value = top_score(scoring) if last else bands[place + 1].lowest - 1
    working = HighestOfBand(row=place + 1, last=last, top=top_score(scoring))
    return band.lowest, Worked(value=value, by=working)


def _matrix(scoring: Scoring) -> Table:
    """Likelihood from the highest down, impact from 1 up, a letter in each cell."""
    columns = (
        Column(key="likelihood", heading="Likelihood", kind=Kind.LABEL),
        *(
            Column(key=f"impact_{point.score}", heading=f"Impact {point.score} {point.word}",
                   kind=Kind.ROOM, editable=bool(scoring.matrix),
                   letter=f"impact_{point.score}", choices=_letters(scoring))
            for point in scoring.impact
        ),
    )  # fmt: skip
    steps = tuple(reversed(scoring.likelihood))
    return Table(
        name=MATRIX,
        heading="Matrix: the RAG letter of each impact and likelihood",
        columns=columns,
        rows=tuple(_matrix_row(point, scoring) for point in steps),
        alt="The RAG letter for each likelihood (down) and impact (across).",
        records=tuple(f"likelihood {point.score}" for point in steps),
    )


def _letters(scoring: Scoring) -> Choices | None:
    if not scoring.matrix:
        return None
    return Choices(
        values=tuple(band.letter for band in bands_upwards(scoring)),
        title="RAG letter",
        message="The letter of a band in the table above.",
    )


def _matrix_row(point: ScalePoint, scoring: Scoring) -> tuple[Cell, ...]:
    cells = (_matrix_cell(impact.score, point.score, scoring) for impact in scoring.impact)
    return (f"{point.score} {point.word}", *cells)


def _matrix_cell(impact: int, likelihood: int, scoring: Scoring) -> Cell:
    band = band_of_cell(impact, likelihood, scoring)
    letter = band.letter if band else NOT_BANDED
    if scoring.matrix:
        return letter
    return Worked(
        value=letter,
        by=LetterOfProduct(impact=impact, likelihood=likelihood),
    )


def _scale(name: str, what: str, scale: tuple[ScalePoint, ...]) -> Table:
    told = any(point.meaning for point in scale)
    columns = (
        Column(key="score", heading="Score", kind=Kind.LABEL),
        Column(key="word", heading="Word", kind=Kind.DEFINITION),
        *((Column(key="meaning", heading="Meaning", kind=Kind.DEFINITION),) if told else ()),
    )
    rows = tuple(
        (point.score, point.word, point.meaning or None) if told else (point.score, point.word)
        for point in scale
    )
    return Table(
        name=name,
        heading=f"{what} scale",
        columns=columns,
        rows=rows,
        alt=f"The steps of the {what.lower()} scale and their words.",
        records=tuple(f"{what.lower()} {point.score}" for point in scale),
    )


def _arrows(words: TrendWords) -> Table:
    return Table(
        name=TREND_KEY,
        heading="Trend: latest score against revised score",
        columns=(
            Column(key="trend", heading="Trend", kind=Kind.LABEL),
            Column(key="meaning", heading="Meaning", kind=Kind.DEFINITION),
        ),
        rows=tuple((trend_label(trend), getattr(words, trend.value)) for trend in TRENDS),
        alt="What each arrow means.",
        records=tuple(trend.value for trend in TRENDS),
    )


def _roles(roles: tuple[Role, ...]) -> Table:
    held = any(role.holder for role in roles)
    return Table(
        name="KeyRoles",
        heading="Key roles",
        columns=(
            Column(key="initials", heading="Initials", kind=Kind.LABEL),
            Column(key="title", heading="Role", kind=Kind.DEFINITION),
            *((Column(key="holder", heading="Held by", kind=Kind.DEFINITION),) if held else ()),
        ),
        rows=tuple(
            (role.initials, role.title, role.holder or None)
            if held
            else (role.initials, role.title)
            for role in roles
        ),
        alt="The roles that own risks, their initials and who holds them.",
        records=tuple(role.initials for role in roles),
    )
