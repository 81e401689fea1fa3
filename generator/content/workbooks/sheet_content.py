"""What a workbook holds: sheets of tables and charts, each figure with the formula that follows it.

A cell that follows an edit is `Live`: its value as it is today and, beside it, the formula by which
a spreadsheet works the same value out again. Both are made in one place, from the standing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from typing import Literal

from generator.content.nodes import Properties

Plain = str | int | float | date | None
"""A value that is typed in. None is an empty cell."""


@dataclass(frozen=True, kw_only=True)
class Live:
    """A value and the formula that comes to it, written without its equals sign.

    `is_array` asks for a formula that works on whole columns (Ctrl+Shift+Enter in Excel).
    """

    value: str | int | float | date
    formula: str
    is_array: bool = False


Cell = Plain | Live


def value_of(cell: Cell) -> Plain:
    """What a cell shows today."""
    return cell.value if isinstance(cell, Live) else cell


def formula_text(text: str) -> str:
    """A text as it is written inside a formula."""
    return '"' + text.replace('"', '""') + '"'


def sentence(*parts: str | Live) -> Live:
    """Words and live cells, one after the other."""
    return Live(
        value="".join(part if isinstance(part, str) else str(part.value) for part in parts),
        formula="&".join(
            formula_text(part) if isinstance(part, str) else part.formula for part in parts
        ),
    )


def either(test: str, is_met: bool, words: str, otherwise: Live) -> Live:
    """Words where a formula's test is met, else a live text; `is_met` is how the test stands."""
    return Live(
        value=words if is_met else otherwise.value,
        formula=f"IF({test},{formula_text(words)},{otherwise.formula})",
    )


class ColumnKind(Enum):
    """What a column holds. The renderer chooses its look and width by it."""

    CODE = "code"
    NAME = "name"
    PROSE = "prose"
    LONG_PROSE = "long prose"
    NARRATIVE = "narrative"
    STEP = "step"
    LETTER = "letter"
    TREND = "trend"
    DATE = "date"
    WORD = "word"
    LABEL = "label"
    WIDE_LABEL = "wide label"
    COUNT = "count"
    MEAN = "mean"
    HEAT_MAP_CELL = "heat map cell"
    DEFINITION = "definition"
    DETAIL = "detail"
    RECORD_KEY = "record key"


@dataclass(frozen=True, kw_only=True)
class Choices:
    """What may be picked in a column.

    `values` are the choices themselves, or the name of a range that holds them. `strict` refuses
    anything else; otherwise the person is warned and may go on.
    """

    values: tuple[str, ...] | str
    title: str
    message: str
    strict: bool = True


@dataclass(frozen=True, kw_only=True)
class SheetColumn:
    """A column of a table on a sheet.

    `formula` is what new rows of the table take. `letter_in` is the heading of the column whose
    letter gives a cell its colour. A column with `rising_to` takes numbers up to that one, each
    higher than the one above it; one with `up_to` takes numbers from 1 to that one. They are whole
    numbers unless the column has `decimals`.
    """

    heading: str
    kind: ColumnKind
    editable: bool = False
    formula: str = ""
    letter_in: str = ""
    choices: Choices | None = None
    rising_to: int | float | None = None
    up_to: int | float | None = None
    decimals: bool = False


@dataclass(frozen=True, kw_only=True)
class SheetTable:
    """A table with its name in the workbook.

    The first column names the record of each row. `heading` and `note` stand above and below the
    table where a sheet holds several. `alt` says what it holds to those who do not see it. In a
    heat map all columns but the first hold its cells.
    """

    name: str
    columns: tuple[SheetColumn, ...]
    rows: tuple[tuple[Cell, ...], ...]
    alt: str
    heading: str | Live = ""
    note: str | Live = ""
    is_heat_map: bool = False

    def index(self, heading: str) -> int:
        """The place of a column, from 0. Raises KeyError where there is none."""
        for place, column in enumerate(self.columns):
            if column.heading == heading:
                return place
        raise KeyError(heading)

    def letter_places(self) -> tuple[int | None, ...]:
        """For each column the place of the one whose letters colour it; None for no colour.

        A cell of a heat map begins with its own letter.
        """
        return tuple(
            self.index(each.letter_in)
            if each.letter_in
            else (at if self.is_heat_map and at else None)
            for at, each in enumerate(self.columns)
        )

    def column(self, heading: str) -> tuple[Plain, ...]:
        """What the cells of a column show."""
        at = self.index(heading)
        return tuple(value_of(row[at]) for row in self.rows)

    def cell(self, heading: str, row: int, *, decimals: int = 0) -> Live:
        """A cell to be shown elsewhere; rows count from 1. `decimals` are shown of a number."""
        value = self.column(heading)[row - 1]
        formula = f"INDEX({self.name}[{heading}],{row})"
        if decimals:
            formula = f'TEXT({formula},"0.{"0" * decimals}")'
        # As TEXT shows it, or the stored text would differ from the recalculated one.
        rounds = decimals and isinstance(value, float)
        shown = f"{value:.{decimals}f}" if rounds else str(value)
        return Live(value=shown, formula=formula)


@dataclass(frozen=True, kw_only=True)
class ChartSeries:
    """A series of a chart: a column of its table by heading, or a row by its number from 1.

    `colour` is a colour name of the house style, or "" for the next colour of its series. `label`
    is written before each value ("R"). `pattern` is 0 for a plain fill, and otherwise the number of
    the pattern by which the series is known without its colour.
    """

    of: str | int
    name: str
    colour: str = ""
    label: str = ""
    pattern: int = 0


@dataclass(frozen=True, kw_only=True)
class SheetChart:
    """A chart beside the table that it draws; the table's heading is its title.

    `categories` is the heading of their column, where the series are columns; or the headings that
    are the categories, where the series are rows. `alt` says the message with its figures.
    """

    table: str
    form: Literal["columns", "stacked columns", "stacked bars", "bars", "lines"]
    categories: str | Sequence[str]
    series: tuple[ChartSeries, ...]
    category_axis: str
    value_axis: str
    alt: str


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """A sheet: its title, sentences under it, tables one below the other, charts beside them.

    A dashboard is seen at one glance; a list is one long table, to be filtered and scrolled; a
    reference is looked up.
    """

    name: str
    title: str
    lines: tuple[str | Live, ...] = ()
    tables: tuple[SheetTable, ...] = ()
    charts: tuple[SheetChart, ...] = ()
    form: Literal["dashboard", "list", "reference"] = "list"


@dataclass(frozen=True, kw_only=True)
class LetterColours:
    """Letters that colour cells: they are in a column of a table, a row for each colour name.

    Each letter has a name in the workbook: `name` and its number from 1.
    """

    name: str
    table: str
    heading: str
    letters: tuple[str, ...]
    colours: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class RangeName:
    """A name for the cells of a table from one column to another, by their headings."""

    name: str
    table: str
    first: str
    last: str


@dataclass(frozen=True, kw_only=True)
class Workbook:
    """A whole workbook. `identity` tells a program which pack and period it came from."""

    properties: Properties
    marking: str
    sheets: tuple[Sheet, ...]
    letter_colours: LetterColours
    names: tuple[RangeName, ...] = ()
    identity: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_edited(self) -> bool:
        """Whether people are asked to edit cells of it; then all the others are protected."""
        tables = (table for sheet in self.sheets for table in sheet.tables)
        return any(column.editable for table in tables for column in table.columns)

    def table(self, name: str) -> SheetTable:
        """The table of a name. Raises KeyError where there is none."""
        for sheet in self.sheets:
            for table in sheet.tables:
                if table.name == name:
                    return table
        raise KeyError(name)
