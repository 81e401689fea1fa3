"""Cells: a value that a cell would cut or drop is an error; looks are made once for each kind."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from typing import Any, NamedTuple

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from generator.characters import utf_16_units
from generator.content.workbooks.sheet_content import Cell, ColumnKind, Live
from generator.errors import DocumentError
from generator.settings.house_style import Colour, HouseStyle

LONGEST_TEXT = 32_767
"""UTF-16 units that a cell holds."""
LONGEST_NAME = 255
"""UTF-16 units of a heading, a header or footer, a message, or a name in a chart."""

# The day 0 of a spreadsheet's dates, for all after February 1900.
# Spreadsheets take 1900 for a leap year, as Lotus 1-2-3 did; so the days begin one earlier.
_FIRST_DAY = date(1899, 12, 30)

# Control characters, halves of pairs and non-characters, all but tab and line ends.
_GARBLED = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def put(
    sheet: Worksheet,
    row: int,
    column: int,
    value: Cell,
    form: Format | None,
    record: str = "",
    heading: str = "",
) -> None:
    """Write a value as what it is: text is never a formula, a link or a format.

    A formula is written with the value that it comes to, which previews and phones show. Raises
    DocumentError naming `record` and `heading` where the cell cannot hold the value.
    """
    if isinstance(value, Live):
        result = _write_live(sheet, row, column, value, form)
    elif value is None:
        result = sheet.write_blank(row, column, None, form)
    elif isinstance(value, str):
        named = f"{record or 'A text'}, {heading}," if heading else record or "A text"
        check_text(value, named)
        result = sheet.write_string(row, column, value, form)
    elif isinstance(value, date):
        result = sheet.write_datetime(row, column, datetime.combine(value, time()), form)
    else:
        result = sheet.write_number(row, column, value, form)
    check_written(result, record)


def _write_live(
    sheet: Worksheet, row: int, column: int, cell: Live, form: Format | None
) -> int | None:
    value = cell.value
    if isinstance(value, date):
        value = (value - _FIRST_DAY).days
    if cell.is_array:
        text = f"{{={cell.formula}}}"
        written = sheet.write_array_formula(row, column, row, column, text, form, value)
    else:
        written = sheet.write_formula(row, column, f"={cell.formula}", form, value)
    return written  # type: ignore[no-any-return]


def check_written(result: int | None, record: str) -> None:
    """Raises DocumentError where a writer's answer tells of a loss."""
    # XlsxWriter cuts what is too long and drops what is outside, and only its answer tells.
    if result:
        raise DocumentError(
            f"{record or 'A cell'} does not fit the workbook (the writer answered {result})",
            "Make the register shorter, or split it over two packs.",
        )


def check_text(text: str, named: str, most: int = LONGEST_TEXT) -> str:
    """The text, where a place for `most` UTF-16 units holds all of it.

    Whatever is written into a workbook comes through here. Raises DocumentError.
    """
    if len(text) > most // 2 and utf_16_units(text) > most:
        place = "a cell" if most == LONGEST_TEXT else "it"
        raise DocumentError(
            f"{named} has {utf_16_units(text):,} characters; {place} holds {most:,}",
            "Shorten the text, or move a part of it to another document.",
        )
    if not text.isprintable() and _GARBLED.search(text):
        raise DocumentError(
            f"{named} has a character that a workbook cannot hold",
            "Type the text again without control characters.",
        )
    return text


# Looks

STANDARD_SIZE = 10
"""Widths count digits of the standard font: at this size they are the 7 pixels reckoned with."""
SIZE, HEADER_SIZE, NOTE_SIZE = 11, 10, 10


class KindLook(NamedTuple):
    """How the cells of a kind of column look; `width` is in characters of the standard font."""

    width: float
    align: str = "left"
    bold: bool = False
    num_format: str = ""


LOOKS = {
    ColumnKind.CODE: KindLook(10.0, "center"),
    ColumnKind.NAME: KindLook(16.0),
    ColumnKind.PROSE: KindLook(28.0),
    ColumnKind.LONG_PROSE: KindLook(36.0),
    ColumnKind.NARRATIVE: KindLook(78.0),
    ColumnKind.STEP: KindLook(9.5, "center"),
    ColumnKind.LETTER: KindLook(9.0, "center", bold=True),
    ColumnKind.TREND: KindLook(15.0),
    ColumnKind.DATE: KindLook(12.0, num_format="d mmm yyyy"),
    ColumnKind.WORD: KindLook(10.0, "center"),
    ColumnKind.LABEL: KindLook(24.0),
    ColumnKind.WIDE_LABEL: KindLook(46.0),
    ColumnKind.COUNT: KindLook(12.0, "center"),
    ColumnKind.MEAN: KindLook(12.0, "center", num_format="0.0"),
    ColumnKind.HEAT_MAP_CELL: KindLook(16.0, "center", bold=True),
    ColumnKind.DEFINITION: KindLook(22.0),
    ColumnKind.DETAIL: KindLook(90.0),
    ColumnKind.RECORD_KEY: KindLook(12.0),
}

_BORDER = {"border": 1, "border_color": "#A6A6A6"}


class Formats:
    """Hands out formats of one workbook in one house style."""

    def __init__(self, book: Workbook, style: HouseStyle) -> None:
        self._book, self._style = book, style
        self._made: dict[tuple[tuple[str, Any], ...], Format] = {}
        self._cells: dict[tuple[ColumnKind, bool, str, bool], Format] = {}

    @property
    def font(self) -> str:
        """The house style's font."""
        return self._style.font

    def colour(self, name: str) -> Colour:
        """A colour of the house style. Raises DocumentError where it has none of that name."""
        try:
            return self._style.colours[name]
        except KeyError:
            raise DocumentError(
                f"The house style has no colour named {name}",
                "Add it to colours: in house-style.yaml, with its fill and its text.",
            ) from None

    def cell(
        self, kind: ColumnKind, *, editable: bool = False, colour: str = "", framed: bool = False
    ) -> Format:
        """A cell of a table. Editable cells are shaded and unlocked, coloured ones filled.

        In a table among several, cells are centred from top to bottom.
        """
        asked = kind, editable, colour, framed
        if asked not in self._cells:
            self._cells[asked] = self._cell(*asked)
        return self._cells[asked]

    def _cell(self, kind: ColumnKind, editable: bool, colour: str, framed: bool) -> Format:
        look = LOOKS[kind]
        looks: dict[str, Any] = {"align": look.align, "valign": "vcenter" if framed else "top"}
        if framed and look.align == "left":
            looks["indent"] = 1
        if look.num_format:
            looks["num_format"] = look.num_format
        if editable:
            looks |= self._filled("editable") | {"locked": False}
        if colour:
            looks |= self._filled(colour)
        return self._format(**_BORDER, text_wrap=True, bold=look.bold, **looks)

    def header(self, kind: ColumnKind, *, framed: bool) -> Format:
        """A heading of a column. Where no filter needs its corner, it is aligned as its cells."""
        looks: dict[str, Any] = {"align": "left", "valign": "top"}
        if framed:
            looks = {"align": LOOKS[kind].align, "valign": "vcenter"}
            looks["indent"] = 1 if looks["align"] == "left" else 0
        looks |= self._filled("header") | _BORDER
        return self._format(font_size=HEADER_SIZE, bold=True, text_wrap=True, **looks)

    def title(self) -> Format:
        """The title in A1."""
        return self._format(bold=True, font_size=18, valign="vcenter")

    def heading(self) -> Format:
        """The heading above one of several tables."""
        return self._format(bold=True, font_size=13, valign="vcenter")

    def line(self) -> Format:
        """A sentence under the title."""
        return self._format(valign="vcenter")

    def note(self) -> Format:
        """A sentence under a table."""
        return self._format(valign="top", font_size=NOTE_SIZE)

    def recolour(self, name: str) -> Format:
        """What a conditional format changes: nothing but the colours."""
        return self._once(self._filled(name))

    def _filled(self, name: str) -> dict[str, Any]:
        colour = self.colour(name)
        return {"bg_color": colour.fill, "font_color": colour.text}

    def _format(self, **looks: Any) -> Format:
        return self._once({"font_name": self.font, "font_size": SIZE, **looks})

    def _once(self, looks: dict[str, Any]) -> Format:
        key = tuple(looks.items())
        if key not in self._made:
            self._made[key] = self._book.add_format(looks)
        return self._made[key]
