"""What a workbook says: sheets of tables and charts, and how each figure is worked out again.

A cell holds its value as it stands today. Where the workbook must follow an edit, the cell or its
column also says by which `Working` the value came about; a renderer turns that into a formula.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from typing import Literal

from generator.content.nodes import Properties
from generator.content.workbooks.workings import Working

Plain = str | int | float | date | None
"""A value that is typed in. None is an empty cell."""


@dataclass(frozen=True, kw_only=True)
class Worked:
    """A value with the way in which the workbook works it out again."""

    value: str | int | float
    by: Working


@dataclass(frozen=True, kw_only=True)
class Given:
    """A value that stands as it is in a column that is otherwise worked out."""

    value: str | int | float


Cell = Plain | Worked | Given


class Kind(Enum):
    """What a column holds. Its look and its width follow from that."""

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
    ROOM = "room"
    DEFINITION = "definition"
    DETAIL = "detail"
    RECORD = "record"


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
class Column:
    """A column of a table.

    `working` works out every cell of it but those that are `Given`. `letter` names the column
    whose letter gives a cell its colour. `between` holds the lowest and highest whole number that
    may be typed in.
    """

    key: str
    heading: str
    kind: Kind
    editable: bool = False
    working: Working | None = None
    letter: str = ""
    choices: Choices | None = None
    between: tuple[int, int] | None = None


@dataclass(frozen=True, kw_only=True)
class Table:
    """A table with its name in the workbook.

    `heading` and `note` stand above and below it where a sheet holds several. `alt` says what it
    holds to those who do not see it. `records` names the record of each row, for messages.
    `heat_map` tells that all cells but those of the first column are rooms of the heat map.
    """

    name: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    alt: str
    heading: str | Worked = ""
    note: str = ""
    records: tuple[str, ...] = ()
    heat_map: bool = False

    def index(self, key: str) -> int:
        """The place of a column, from 0. Raises KeyError where there is none."""
        for place, column in enumerate(self.columns):
            if column.key == key:
                return place
        raise KeyError(key)


@dataclass(frozen=True, kw_only=True)
class Drawn:
    """A series of a chart: a column of its table by key, or a row of it by its number from 1.

    `colour` is a colour name of the house style, or "" for the next colour of its series. `label`
    stands before each value ("R"). `texture` is 0 for a plain fill, and otherwise the number of
    the pattern by which the series is known without its colour.
    """

    of: str | int
    name: str
    colour: str = ""
    label: str = ""
    texture: int = 0


@dataclass(frozen=True, kw_only=True)
class SheetChart:
    """A chart beside the table that it draws; the table's heading is its title.

    `along` names the column of the categories, where the series are columns, or the columns whose
    headings are the categories, where the series are rows. `alt` says the message with its figures.
    """

    table: str
    form: Literal["columns", "stacked columns", "stacked bars", "bars", "lines"]
    along: str | tuple[str, ...]
    series: tuple[Drawn, ...]
    category_axis: str
    value_axis: str
    alt: str


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """A sheet: its title, sentences under it, tables beneath one another, charts beside them.

    A dashboard is seen at one glance; a list is one long table, to be filtered and scrolled; a
    reference is looked up.
    """

    name: str
    title: str
    lines: tuple[str | Worked, ...] = ()
    tables: tuple[Table, ...] = ()
    charts: tuple[SheetChart, ...] = ()
    form: Literal["dashboard", "list", "reference"] = "list"


@dataclass(frozen=True, kw_only=True)
class ColourKey:
    """Letters that colour cells: they stand in a column of a table, a row for each colour name.

    Each letter has a name in the workbook, `name` and its number from 1.
    """

    name: str
    table: str
    column: str
    letters: tuple[str, ...]
    colours: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class RangeName:
    """A name for the cells of a table from one column to another."""

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
    colour_key: ColourKey
    names: tuple[RangeName, ...] = ()
    identity: Mapping[str, str] = field(default_factory=dict)

    def table(self, name: str) -> Table:
        """The table of a name. Raises KeyError where there is none."""
        for sheet in self.sheets:
            for table in sheet.tables:
                if table.name == name:
                    return table
        raise KeyError(name)


@dataclass(frozen=True, kw_only=True)
class RegisterWorkbook(Workbook):
    """The risk register with its summary, exception log, issues, history and definitions."""


@dataclass(frozen=True, kw_only=True)
class ActionPlanWorkbook(Workbook):
    """The action plan with its summary."""
