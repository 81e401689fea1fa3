"""Finds the heading row of a table, wherever it is, and what each heading means."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from generator.inputs.files.input_sheet import InputSheet
from generator.inputs.tables.column_headings import (
    Heading,
    columns_beside,
    headings_of,
    second_table,
)
from generator.inputs.tables.columns.input_columns import InputForm
from generator.inputs.tables.heading_words import LESS_SURE, columns_of, known_headings, plain
from generator.inputs.tables.score_headings import (
    DeclaredStages,
    Measure,
    ScoreHeading,
    Stage,
    parse_reading,
    slots,
)
from generator.model.standing import READINGS
from generator.settings.input_files import InputFile

_ROWS_SEARCHED = 80
_MOST_GROUP_ROWS = 2
_READINGS = tuple(f"{name}_" for name in READINGS)


@dataclass(frozen=True, kw_only=True)
class HeaderRow:
    """The heading rows `top` to `bottom`.

    `columns` gives the column of each key; `headings` the heading of each column that has one.
    `beside` gives the further columns below a heading that is merged over several. `doubled` are
    the columns headed just as one that has a key already; `rivals` the columns that could have had
    a key, best first; `unsure` the columns whose heading only resembles a declared one. `earlier`
    gives the columns of earlier readings, by period and measure; `timed` counts the scores whose
    headings say when they hold. `explained` are columns of which a finding says why they are not
    read as their heading says, with the key that they could have had, and `percentages` those
    among them that hold percentages. `ignored` are those that pack.yaml leaves alone.
    """

    top: int
    bottom: int
    columns: Mapping[str, int]
    headings: Mapping[int, Heading]
    beside: Mapping[int, tuple[int, ...]]
    doubled: Mapping[int, str]
    rivals: Mapping[str, tuple[int, ...]]
    unsure: frozenset[int]
    earlier: Mapping[tuple[str, Measure], int]
    timed: int = 0
    explained: Mapping[int, str] = field(default_factory=dict)
    percentages: frozenset[int] = frozenset()
    ignored: frozenset[int] = frozenset()

    @cached_property
    def unknown(self) -> dict[int, Heading]:
        """The headings that mean nothing to the form."""
        known = {*self.columns.values(), *self.doubled, *self.earlier.values(), *self.ignored}
        return {column: text for column, text in self.headings.items() if column not in known}

    @property
    def weight(self) -> int:
        """How much of the form the header names."""
        return len(self.columns) + len(self.earlier)


def find_header_row(
    sheet: InputSheet,
    form: InputForm,
    wanted: InputFile,
    stages: DeclaredStages = (),
) -> HeaderRow | None:
    """The header that names the most columns of the form; None where none names enough.

    `wanted` says which headings pack.yaml maps or leaves alone, `stages` what their words mean.
    """
    best: HeaderRow | None = None
    enough = min(3, max(2, len(form.required)), len(form.columns))
    rows = list(sheet.rows)[:_ROWS_SEARCHED]
    width = len({column for row in rows for column in sheet.rows[row]})
    for bottom in rows:
        if best is not None and best.weight == width:
            break  # no row can name more
        for height in range(_MOST_GROUP_ROWS + 1):
            top = bottom - height
            if height and top not in sheet.rows:
                break
            header = _header(sheet, form, wanted, stages, top, bottom, enough)
            if header is None or header.weight < enough:
                continue
            if not any(key in header.columns for key in form.identifiers):
                continue
            if best is None or _rank(header, form) > _rank(best, form):
                best = header
    return best


def _rank(header: HeaderRow, form: InputForm) -> tuple[int, int, int]:
    """The more columns the better; then the more scores that say when; then the more headings."""
    return header.weight, header.timed, len(header.headings) if form.open_columns else 0


def _header(
    sheet: InputSheet,
    form: InputForm,
    wanted: InputFile,
    stages: DeclaredStages,
    top: int,
    bottom: int,
    enough: int,
) -> HeaderRow | None:
    """What rows would be as a header; None where they cannot name enough columns."""
    headings = headings_of(sheet, top, bottom)
    columns = _declared(headings, wanted.columns)
    ignored = _headed(headings, wanted.ignore) - {*columns.values()}
    readings: dict[int, ScoreHeading] = {}
    named: list[tuple[int, int, str]] = []
    beside = second_table(headings)
    for column, heading in headings.items():
        if column in columns.values() or column in beside or column in ignored:
            continue
        reading = _reading(heading, form, stages) if form.has_readings else None
        if reading in readings.values() and _is_declared(heading, form):
            reading = None  # a group heading reaches over more columns than it means
        if reading is not None:
            readings[column] = reading
        else:
            named += [(rank, column, key) for rank, key in _named(heading, form)]
    if len(columns) + len(readings) + len({key for _, _, key in named}) < enough:
        return None
    rivals = _place_named(named, columns)
    earlier: dict[tuple[str, Measure], int] = {}
    _place_readings(readings, columns, rivals, earlier)
    return HeaderRow(
        top=top,
        bottom=bottom,
        columns=columns,
        headings=headings,
        beside=columns_beside(sheet, bottom, headings),
        doubled=_doubled(headings, columns),
        rivals={key: tuple(places) for key, places in rivals.items()},
        unsure=frozenset(column for rank, column, _ in named if rank >= 2 * LESS_SURE),
        earlier=earlier,
        ignored=ignored,
        timed=sum(1 for each in readings.values() if each.stage is not Stage.PLAIN or each.earlier),
    )


def _place_named(
    named: Iterable[tuple[int, int, str]], columns: dict[str, int]
) -> dict[str, list[int]]:
    """Give each key its best column; returns the others that could have had it."""
    rivals: dict[str, list[int]] = {}
    for _, column, key in sorted(named):
        if column not in columns.values() and columns.setdefault(key, column) != column:
            rivals.setdefault(key, []).append(column)
    return rivals


def _declared(headings: Mapping[int, Heading], own: Mapping[str, str]) -> dict[str, int]:
    """The columns whose headings the pack itself maps."""
    headed = {key: _headed(headings, (heading,)) for key, heading in own.items()}
    return {key: min(columns) for key, columns in headed.items() if columns}


def _headed(headings: Mapping[int, Heading], texts: Iterable[str]) -> frozenset[int]:
    """The columns with one of some headings, with or without their group."""
    wanted = {plain(text) for text in texts}
    return frozenset(
        column
        for column, given in headings.items()
        if {plain(given.text), plain(given.whole)} & wanted
    )


def _named(heading: Heading, form: InputForm) -> tuple[tuple[int, str], ...]:
    return columns_of(heading.text, form) or columns_of(heading.whole, form)


def _doubled(headings: Mapping[int, Heading], columns: Mapping[str, int]) -> dict[int, str]:
    """Columns headed just as one that was taken, by that one's key."""
    taken = {plain(headings[column].whole): key for key, column in columns.items()}
    return {
        column: taken[plain(heading.whole)]
        for column, heading in headings.items()
        if plain(heading.whole) in taken and column not in columns.values()
    }


def _reading(heading: Heading, form: InputForm, stages: DeclaredStages) -> ScoreHeading | None:
    """A score's heading, unless it is declared as another column's and no group says otherwise."""
    if heading.group:
        grouped = parse_reading(heading.text, heading.group, stages)
        if grouped is not None and (grouped.stage is not Stage.PLAIN or grouped.earlier):
            return grouped
    own = parse_reading(heading.text, "", stages)
    if _is_declared(heading, form):
        # "Consequence (initial)" is declared only without what its brackets say.
        staged = own is not None and own.stage is not Stage.PLAIN
        return own if staged and plain(heading.text) not in known_headings(form) else None
    return own or (parse_reading(heading.text, heading.group, stages) if heading.group else None)


def _is_declared(heading: Heading, form: InputForm) -> bool:
    """Whether a heading is declared, letter by letter, as that of a column without scores."""
    keys = [key for rank, key in columns_of(heading.text, form) if rank < LESS_SURE]
    return bool(keys) and not keys[0].startswith(_READINGS)


def _place_readings(
    readings: Mapping[int, ScoreHeading],
    columns: dict[str, int],
    rivals: dict[str, list[int]],
    earlier: dict[tuple[str, Measure], int],
) -> None:
    now = {column: reading for column, reading in readings.items() if not reading.earlier}
    now = _join_plain(_unfold_repeats(now))
    taken = slots([reading.stage for reading in now.values()])
    for column, reading in now.items():
        slot = taken.get(reading.stage)
        if slot is None:
            continue
        key = f"{slot}_{reading.measure}"
        if columns.setdefault(key, column) != column:
            rivals.setdefault(key, []).append(column)
    for column, reading in readings.items():
        if reading.earlier:
            earlier.setdefault((reading.earlier, reading.measure), column)


def _join_plain(readings: Mapping[int, ScoreHeading]) -> dict[int, ScoreHeading]:
    """Headings without a stage as those of the current score, where they complete it.

    "RAG" beside "Current Impact" and "Current Score" is the current RAG; L, I and L x I beside
    "Current RAG" are the current score. Beside a score after action, so is a RAG alone.
    """
    measures: dict[Stage, set[Measure]] = {}
    for reading in readings.values():
        measures.setdefault(reading.stage, set()).add(reading.measure)
    plain_ones = measures.get(Stage.PLAIN, set())
    stage = Stage.NOW if Stage.NOW in measures else Stage.AFTER
    joins = stage is Stage.NOW or plain_ones == {Measure.RAG}
    if not joins or stage not in measures or plain_ones & measures[stage]:
        return dict(readings)
    return {
        column: replace(each, stage=stage) if each.stage is Stage.PLAIN else each
        for column, each in readings.items()
    }


def _unfold_repeats(readings: Mapping[int, ScoreHeading]) -> dict[int, ScoreHeading]:
    """Impact, likelihood and score headed alike two or three times: before, after, target."""
    if any(reading.stage is not Stage.PLAIN for reading in readings.values()):
        return dict(readings)
    seen: dict[Measure, int] = {}
    order = (Stage.BEFORE, Stage.AFTER, Stage.TARGET)
    unfolded: dict[int, ScoreHeading] = {}
    for column, reading in readings.items():
        count = seen.get(reading.measure, 0)
        seen[reading.measure] = count + 1
        stage = order[min(count, 2)]
        unfolded[column] = ScoreHeading(stage=stage, measure=reading.measure)
    repeated = sum(1 for count in seen.values() if count > 1)
    return unfolded if repeated >= 2 else dict(readings)
