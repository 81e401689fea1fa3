"""Writes a table: mark-up, cells, heights of rows, what follows a cell when it is edited."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Any

from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from generator.characters import utf_16_units
from generator.content.workbooks.sheet_content import (
    Choices,
    LetterColours,
    Plain,
    SheetColumn,
    value_of,
)
from generator.errors import DocumentError
from generator.renderers.excel.cells import (
    HEADER_SIZE,
    LONGEST_NAME,
    LOOKS,
    SIZE,
    Formats,
    check_text,
    check_written,
    put,
)
from generator.renderers.excel.fast_writer import FastWorksheet
from generator.renderers.excel.sheet_layout import CellMeasure, Place

# The house style's name for what has no band.
_UNCOLOURED = "none"

# UTF-16 units of the title of a message.
_LONGEST_TITLE = 32


def offer_choices(sheet: Worksheet, place: Place) -> None:
    """Give each column of a table its list or limit, where it has one."""
    for at, column in enumerate(place.table.columns):
        options = _options(column, place.first, at)
        if options:
            result = sheet.data_validation(place.first, at, place.last, at, options)
            check_written(result, f"{place.table.name}, {column.heading}")


def _options(column: SheetColumn, row: int, at: int) -> dict[str, Any] | None:
    if column.choices:
        return _list(column.choices)
    if column.rising_to:
        cell, above, below = (xl_rowcol_to_cell(each, at) for each in (row, row - 1, row + 1))
        # Above the first cell is the heading, below the last a note or nothing: N makes both 0.
        whole = "" if column.decimals else f"N({cell})=INT(N({cell})),"
        rule = (
            f"=AND({whole}N({cell})>N({above}),N({cell})<={column.rising_to},"
            f"OR(N({below})=0,N({cell})<N({below})))"
        )
        said = (
            f"{_number(column)} from 1 to {column.rising_to}, higher than the one above and lower "
            "than the one below."
        )
        return {"validate": "custom", "value": rule} | _messages(column.heading, said, said)
    if column.up_to:
        said = f"{_number(column)} from 1 to {column.up_to}."
        kind = "decimal" if column.decimals else "integer"
        limits = {"criteria": "between", "minimum": 1, "maximum": column.up_to}
        return {"validate": kind} | limits | _messages(column.heading, said, said)
    return None


def _number(column: SheetColumn) -> str:
    return "A number" if column.decimals else "A whole number"


def _list(choices: Choices) -> dict[str, Any]:
    # By the name of a range, a list follows edits of the scales or roles; texts it has for good.
    source = f"={choices.values}" if isinstance(choices.values, str) else _texts(choices.values)
    return {
        "validate": "list",
        "source": source,
        "error_type": "stop" if choices.strict else "warning",
    } | _messages(choices.title, choices.message, "Pick one from the list.")


def _texts(choices: tuple[str, ...]) -> list[str]:
    """Choices that stay the same; commas part them, and nothing can make a comma a part of one.

    Raises DocumentError.
    """
    check_text(",".join(choices), "A list of choices", LONGEST_NAME)
    for choice in choices:
        if "," in choice or '"' in choice or choice != choice.strip():
            raise DocumentError(
                f"'{choice}' cannot be in a list of choices, since it has a comma or a quotation "
                "mark in it, or a space at an end",
                "Give the rating another letter in pack.yaml.",
            )
    return list(choices)


def _messages(title: str, shown: str, refused: str) -> dict[str, Any]:
    if utf_16_units(title) > _LONGEST_TITLE:
        title = title.partition(",")[0][: _LONGEST_TITLE // 2]  # the message says the rest
    for text in (shown, refused):
        check_text(text, f"The message for {title}", LONGEST_NAME)
    return {
        "input_title": title,
        "input_message": shown,
        "error_title": title,
        "error_message": refused,
    }


class LetterColouring:
    """Colours cells by letters.

    Cells are filled outright too, since phones and previews leave conditional formats out.
    """

    def __init__(self, letters: LetterColours, formats: Formats) -> None:
        self._letters = letters
        self._formats = formats
        self._colours = dict(zip(letters.letters, letters.colours, strict=True))

    def colour_of(self, shown: Plain) -> str:
        """The name of the colour of a letter, or of a text "R: 2 risks"; "" where it has none."""
        letter, _, _ = str(shown).partition(": ")
        return self._colours.get(letter, "")

    def names(self, place: Place) -> dict[str, str]:
        """The name of each letter's cell and its address; the table's rows come in any order."""
        shown = place.table.column(self._letters.heading)
        return {
            f"{self._letters.name}_{number}": place.cell(
                shown.index(letter) + 1, self._letters.heading
            )
            for number, letter in enumerate(self._letters.letters, start=1)
        }

    def follow_edits(self, sheet: Worksheet, place: Place) -> None:
        """Add the conditional formats of every coloured cell of a table."""
        if place.table.is_heat_map:
            last = len(place.table.columns) - 1
            self._add_rules(sheet, place, 1, last, _heat_map_letter(place))
        for letter, first, last in _coloured(place):
            self._add_rules(sheet, place, first, last, letter)

    def _add_rules(
        self, sheet: Worksheet, place: Place, first: int, last: int, letter: str
    ) -> None:
        """A rule for each letter, and one for a cell that no longer has any of them."""
        rules = [
            (f"{letter}={self._letters.name}_{number}", colour)
            for number, colour in enumerate(self._letters.colours, start=1)
        ]
        others = ",".join(rule for rule, _ in rules)
        # The fill that was written outright would stay under a letter that an edit takes away.
        rules.append((f"NOT(OR({others}))", _UNCOLOURED))
        for rule, colour in rules:
            options = {
                "type": "formula",
                "criteria": f"={rule}",
                "format": self._formats.recolour(colour),
                # LibreOffice stops at the first rule that holds; Excel goes on unless it is told.
                "stop_if_true": True,
            }
            result = sheet.conditional_format(place.first, first, place.last, last, options)
            check_written(result, place.table.name)


def _coloured(place: Place) -> list[tuple[str, int, int]]:
    """The cell that holds the letter, and the neighbouring columns that it colours."""
    columns = list(enumerate(place.table.columns))
    runs: list[tuple[str, int, int]] = []
    for heading, group in groupby(columns, key=lambda pair: pair[1].letter_in):
        members = [at for at, _ in group]
        if heading:
            letters = xl_col_to_name(place.table.index(heading))
            runs.append((f"${letters}{place.first + 1}", members[0], members[-1]))
    return runs


def _heat_map_letter(place: Place) -> str:
    """A cell of the heat map looks up its own place in the matrix, which has the same shape."""
    corner = xl_rowcol_to_cell(place.first, 1)
    down = f"{xl_rowcol_to_cell(place.first, 1, row_abs=True)}:{corner}"
    across = f"{xl_rowcol_to_cell(place.first, 1, col_abs=True)}:{corner}"
    return f"INDEX(Matrix_letters,ROWS({down}),COLUMNS({across}))"


# Tables


class TableWriter:
    """Writes the tables of one workbook."""

    def __init__(self, formats: Formats, colouring: LetterColouring) -> None:
        self.formats, self.colouring = formats, colouring
        self.measure = CellMeasure(formats.font, SIZE)
        self._header_measure = CellMeasure(formats.font, HEADER_SIZE)

    def write(
        self, sheet: FastWorksheet, place: Place, widths: Mapping[int, float], *, least: float
    ) -> float:
        """Write a table; no row is lower than `least`.

        Where a sheet has several tables, heights are fixed, for the charts beside them. Returns
        the height of header and rows together, in points.
        """
        table = place.table
        self._mark_up(sheet, place)
        header = self._header_height(place, widths)
        check_written(sheet.set_row(place.header, header), table.name)
        heights = [max(least, height) for height in self._write_rows(sheet, place, widths)]
        # A fixed height cuts off a note that grows: only beside charts rows are fixed.
        set_height = sheet.set_row if place.is_framed else sheet.set_row_to_fit
        for row, height in enumerate(heights, start=place.first):
            check_written(set_height(row, height), table.name)
        offer_choices(sheet, place)
        self.colouring.follow_edits(sheet, place)
        return header + sum(heights)

    def _mark_up(self, sheet: FastWorksheet, place: Place) -> None:
        """Make it a table with a name and headings; alone on its sheet, it has filters too."""
        table = place.table
        for column in table.columns:
            check_text(column.heading, f"A heading of the table {table.name}", LONGEST_NAME)
        options = {
            "name": table.name,
            "columns": [
                {
                    "header": column.heading,
                    "header_format": self.formats.header(column.kind, framed=place.is_framed),
                    "formula": column.formula,
                }
                for column in table.columns
            ],
            # The cells have looks of their own, which a style of the table would mix with.
            "style": None,
            # A filter hides whole rows of the sheet, with what else is on them.
            "autofilter": not place.is_framed,
            "title": table.name,
            "description": table.alt,
        }
        result = sheet.add_long_table(place.header, place.last, len(table.columns), options)
        check_written(result, f"The table {table.name}")

    def _write_rows(
        self, sheet: FastWorksheet, place: Place, widths: Mapping[int, float]
    ) -> Iterator[float]:
        """Write all cells; yields the height that each row needs."""
        table, lines_of = place.table, self.measure.lines
        letters = table.letter_places()
        bold = [LOOKS[column.kind].bold for column in table.columns]
        for at_row, row in enumerate(table.rows, start=place.first):
            record = str(value_of(row[0]))
            lines = 1
            for at, (cell, column) in enumerate(zip(row, table.columns, strict=True)):
                letter = letters[at]
                colour = "" if letter is None else self.colouring.colour_of(value_of(row[letter]))
                form = self.formats.cell(
                    column.kind, editable=column.editable, colour=colour, framed=place.is_framed
                )
                put(sheet, at_row, at, cell, form, record, column.heading)
                value = value_of(cell)
                if isinstance(value, str):
                    lines = max(lines, lines_of(value, widths[at], bold=bold[at]))
            yield self.measure.height(lines)

    def _header_height(self, place: Place, widths: Mapping[int, float]) -> float:
        """The filters' buttons take a line of their own."""
        lines = max(
            self._header_measure.lines(column.heading, widths[at], bold=True)
            for at, column in enumerate(place.table.columns)
        )
        return self._header_measure.height(lines + (0 if place.is_framed else 1))
