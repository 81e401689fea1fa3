"""Counts of risks on the Summary sheet: by band, movement and workstream, and the heat map."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from generator.content.wording import trend_label
from generator.content.workbooks.group_counts import CountedLetter, Groups, group_chart, group_table
from generator.content.workbooks.reading_columns import (
    IS_LIVE,
    LIVE,
    NEW,
    NOT_BANDED,
    REGISTER,
    RegisterSource,
    band_name,
)
from generator.content.workbooks.sheet_content import (
    Cell,
    ColumnKind,
    Live,
    SheetChart,
    SheetColumn,
    SheetTable,
    either,
    sentence,
)
from generator.model import standing
from generator.model.vocabulary import Measure, Vocabulary
from generator.settings.exceptions import ReadingName
from generator.settings.scoring import Scoring

_NONE_OPEN = "No risks are open"
_ALL_LIVE = f'ROWS({REGISTER}[Status])-COUNTIF({REGISTER}[Status],"Closed")'


def _bands(register: RegisterSource) -> list[CountedLetter]:
    """The bands, highest first. The Definitions sheet numbers them from the lowest up."""
    rag = register.words.heading("latest", "RAG")
    numbered = list(enumerate(standing.bands_upwards(register.scoring), start=1))
    return [
        CountedLetter(
            letter=band.letter,
            word=band.word,
            colour=band.colour_name,
            condition=f"({REGISTER}[{rag}]={band_name(place)})",
        )
        for place, band in reversed(numbered)
    ]


def _counts(
    register: RegisterSource, values: Iterable[int], formulas: Iterable[str]
) -> Iterator[Cell]:
    """Counts that follow the register; typed in where there is no register to follow."""
    for value, formula in zip(values, formulas, strict=True):
        yield Live(value=value, formula=formula) if register.risks else value


# By band


def band_table(register: RegisterSource) -> SheetTable:
    """A row for each band, highest first, then those without a band, then all."""
    words, bands = register.words, _bands(register)
    names = words.readings
    counted = [standing.count_bands(register.risks, register.scoring, name) for name in names]
    letters = [f"{REGISTER}[{heading}]" for heading in words.headings("RAG").values()]
    rows: list[tuple[Cell, ...]] = []
    # What is left over of all: so the rows add up whatever an edit makes of the bands.
    rest = [_ALL_LIVE for _ in names]
    for place, band in zip(range(len(bands), 0, -1), bands, strict=True):
        formulas = [f"COUNTIFS({each},{band_name(place)},{LIVE})" for each in letters]
        rest = [f"{before}-{each}" for before, each in zip(rest, formulas, strict=True)]
        word = Live(value=band.word, formula=f"INDEX(Bands[Word],{place})")
        letter = Live(value=band.letter, formula=f"INDEX(Bands[Letter],{place})")
        numbers = (counts[band.letter] for counts in counted)
        rows.append((word, letter, *_counts(register, numbers, formulas)))
    without = (counts[None] for counts in counted)
    rows.append(("No RAG", "None", *_counts(register, without, rest)))
    everything = [len(register.live)] * len(names)
    rows.append(("All risks", "All", *_counts(register, everything, [_ALL_LIVE] * len(names))))
    table = SheetTable(
        name="RiskCounts",
        heading=_NONE_OPEN,
        columns=(
            SheetColumn(heading="RAG", kind=ColumnKind.LABEL, letter_in="Letter"),
            SheetColumn(heading="Letter", kind=ColumnKind.LETTER, letter_in="Letter"),
            *(SheetColumn(heading=words[name], kind=ColumnKind.COUNT) for name in names),
        ),
        rows=tuple(rows),
        alt=f"The number of risks in each RAG band: {', '.join(words[name] for name in names)}.",
        note=f"{words.meanings} Each counts the risks that this register has open.",
    )
    return replace(table, heading=_band_message(table, words)) if register.risks else table


def _band_message(table: SheetTable, words: Vocabulary) -> Live:
    """ "Red risks: 4 of 9 (baseline: 9)", or that none is open."""
    word, latest = (table.cell(heading, 1) for heading in ("RAG", words["latest"]))
    everything = table.cell(words["latest"], len(table.rows))
    message: list[str | Live] = [word, " risks: ", latest, " of ", everything]
    if words.first:
        first = words[words.first]
        message += [f" ({first.lower()}: ", table.cell(first, 1), ")"]
    none_open, is_so = f"{everything.formula}=0", everything.value == "0"
    return either(none_open, is_so, _NONE_OPEN, sentence(*message))


def band_chart(table: SheetTable, register: RegisterSource) -> SheetChart:
    """A column for each reading, the bands upon one another, the highest on top."""
    bands = list(enumerate(_bands(register)))
    readings = [register.words[name] for name in register.words.readings]
    figures = "; ".join(
        f"{reading.lower()} "
        + ", ".join(f"{table.column(reading)[row]} {band.word}" for row, band in bands)
        for reading in readings
    )
    return SheetChart(
        table=table.name,
        form="stacked columns",
        categories=readings,
        series=tuple(
            band.series(row + 1, f"{band.letter} {band.word}", row) for row, band in reversed(bands)
        ),
        category_axis="Reading",
        value_axis="Number of risks",
        alt=f"Stacked columns of risks by RAG {register.when}. {figures}.",
    )


# By movement


def movement_table(register: RegisterSource) -> SheetTable:
    """Live risks by trend where any is known; all risks that are new, and the closed ones."""
    words, risks, period = register.words, register.risks, register.pack.settings.period
    counts = standing.count_register(risks, register.scoring)
    rows: list[tuple[str, int, str]] = []
    moved = zip(standing.TRENDS, (counts.up, counts.unchanged, counts.down), strict=True)
    for place, (trend, number) in enumerate(moved if words.has_trend else (), start=1):
        label = f"INDEX(TrendKey[Trend],{place})"
        formula = f"COUNTIFS({REGISTER}[{words['trend']}],{label},{LIVE})"
        rows.append((trend_label(trend), number, formula))
    said = "went up, went down, stayed, " if rows else ""
    if tells_new := standing.tells_new(risks, period):
        new = sum(standing.is_new(risk, period) is True for risk in risks)
        rows.append((NEW, new, f'COUNTIF({REGISTER}[{NEW}],"Yes")'))
    rows.append(("Closed", counts.closed, f'COUNTIF({REGISTER}[Status],"Closed")'))
    labels, values, formulas = zip(*rows, strict=True)
    return SheetTable(
        name="Movement",
        heading="Movement of the risks",
        columns=(
            SheetColumn(heading="Movement", kind=ColumnKind.LABEL),
            SheetColumn(heading="Risks", kind=ColumnKind.COUNT),
        ),
        rows=tuple(zip(labels, _counts(register, values, formulas), strict=True)),
        alt=f"How many risks {said}are {'new or ' if tells_new else ''}closed.",
        note=_movement_note(register),
    )


def _movement_note(register: RegisterSource) -> str:
    words = register.words
    if not words.has_trend and "previous" in words.readings:
        return "No reading can be compared with the latest, so nothing is said of movement."
    if not words.has_trend:
        return "The register gives no earlier reading, so nothing is said of movement."
    if "previous" not in words.readings:
        return "The arrows are those of the register itself, which gives no earlier reading."
    before = [standing.reading_before(risk) for risk in register.risks]
    measure: Measure = "score" if standing.scores_of(before) else "RAG"
    latest, previous = (words.heading(each, measure) for each in ("latest", "previous"))
    if measure == "score":
        latest, previous = latest.lower(), previous.lower()
    return (
        f"The arrow compares the {latest} with the {previous}. New risks, first "
        "recorded in the period, have an arrow too."
    )


# By workstream


def workstream_table(register: RegisterSource) -> SheetTable:
    """The workstreams with the most live risks first; equal numbers in register order.

    Where all risks are closed, their workstreams stay.
    """
    groups = Groups(risk.workstream for risk in register.live or register.risks)
    bands = ((risk, standing.band_of(risk.latest, register.scoring)) for risk in register.live)
    return group_table(
        groups.count((risk.workstream, band.letter if band else None) for risk, band in bands),
        _bands(register),
        name="Workstreams",
        label=SheetColumn(heading="Workstream", kind=ColumnKind.LABEL),
        source=f"{REGISTER}[Workstream]",
        condition=IS_LIVE,
        noun="risks",
        alt="The number of risks of each workstream in each RAG band now.",
        note=f"By {register.words.heading('latest', 'RAG')}. Closed risks are not counted.",
    )


def workstream_chart(table: SheetTable, register: RegisterSource) -> SheetChart:
    """A bar for each workstream, its bands one after the other."""
    bands = _bands(register)
    names = [f"{band.letter} {band.word}" for band in bands]
    return group_chart(table, bands, names, noun="risks", by="workstream", when=register.when)


# By impact and likelihood

# The most characters of references that a cell shows legibly. Beyond, the number must do.
_REFERENCES = 60


_BETWEEN_STEPS = (
    " A risk between two steps is in the nearest cell, which may have another letter than its "
    "score."
)


def heat_map(register: RegisterSource, name: ReadingName) -> SheetTable:
    """A table as the matrix is: one row per likelihood, the highest first."""
    words, scoring = register.words, register.scoring
    impact_word, likelihood_word = words["impact"], words["likelihood"]
    held = standing.risks_by_cell(register.risks, name)
    longest = max((len(risk.reference) for risk in register.risks), default=1)
    most = max(1, _REFERENCES // (longest + 2))

    def cell(impact: int, likelihood: int) -> Live:
        references = [risk.reference for risk in held.get((impact, likelihood), ())]
        band = standing.band_of_cell(impact, likelihood, scoring)
        return Live(
            value=_cell_text(band.letter if band else NOT_BANDED, references, most),
            formula=_cell_formula(words.columns(name), (impact, likelihood), scoring, most),
            is_array=True,
        )

    headings = [f"{impact_word} {point.label}" for point in scoring.impact]
    return SheetTable(
        name=f"HeatMap{name.capitalize()}",
        heading=f"Heat map, {words[name].lower()} scores",
        columns=(
            SheetColumn(heading=likelihood_word, kind=ColumnKind.LABEL),
            *(SheetColumn(heading=each, kind=ColumnKind.HEAT_MAP_CELL) for each in headings),
        ),
        rows=tuple(
            (step.label, *(cell(point.score, step.score) for point in scoring.impact))
            for step in reversed(scoring.likelihood)
        ),
        alt=f"The risks at each {likelihood_word.lower()} (down) and {impact_word.lower()} "
        f"(across), {words[name].lower()} scores.",
        note="Each cell shows its RAG letter, the number of risks and, for up to "
        f"{most} risks, their references. Risks without {impact_word.lower()} or "
        f"{likelihood_word.lower()} are not on the map."
        f"{_BETWEEN_STEPS if scoring.decimals else ''}",
        is_heat_map=True,
    )


def _cell_text(letter: str, references: list[str], most: int) -> str:
    """ "R: 2 risks" and below it "R15, WR6"; "G: no risks" for an empty cell."""
    number = len(references)
    text = f"{letter}: {number or 'no'} {'risk' if number == 1 else 'risks'}"
    return f"{text}\n{', '.join(references)}" if 0 < number <= most else text


def _cell_formula(
    headings: Mapping[Measure, str], cell: tuple[int, int], scoring: Scoring, most: int
) -> str:
    """Excel 2016 and older lack TEXTJOIN: they show letter and number alone."""
    impacts, likelihoods = (f"{REGISTER}[{headings[each]}]" for each in ("impact", "likelihood"))
    impact, likelihood = cell
    letter = f"INDEX(Matrix_letters,{len(scoring.likelihood) + 1 - likelihood},{impact})"
    number = f"COUNTIFS({impacts},{impact},{likelihoods},{likelihood},{LIVE})"
    here = f"({impacts}={impact})*({likelihoods}={likelihood})*{IS_LIVE}"
    if scoring.decimals:  # the nearest cell
        within = [
            (each, sign, f"{step + half}")
            for each, step in ((impacts, impact), (likelihoods, likelihood))
            for sign, half in ((">=", -0.5), ("<", 0.5))
        ]
        criteria = ",".join(f'{each},"{sign}{limit}"' for each, sign, limit in within)
        number = f"COUNTIFS({criteria},{LIVE})"
        here = "*".join([*(f"({each}{sign}{limit})" for each, sign, limit in within), IS_LIVE])
    # Functions of later Excels are stored with this prefix; without it Excel shows #NAME?.
    names = f'_xlfn.TEXTJOIN(", ",TRUE,IF({here},{REGISTER}[Reference],""))'
    return (
        f'{letter}&": "&IF({number}=0,"no",{number})&IF({number}=1," risk"," risks")'
        f'&IF(OR({number}=0,{number}>{most}),"",IFERROR(CHAR(10)&{names},""))'
    )
