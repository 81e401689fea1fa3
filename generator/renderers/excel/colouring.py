"""The colours of RAG letters: as they stand today, and by rules that follow an edit."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell

from generator.content.workbooks.nodes import ColourKey
from generator.renderers.excel.cells import check_written
from generator.renderers.excel.formats import Formats
from generator.renderers.excel.places import Place

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

UNCOLOURED = "none"
"""The house style's name for what has no band."""


class Colouring:
    """Colours cells by the letters of a key.

    Cells are filled outright too, since phones and previews leave conditional formats out.
    """

    def __init__(self, key: ColourKey, formats: Formats) -> None:
        self._key = key
        self._formats = formats
        self._colours = dict(zip(key.letters, key.colours, strict=True))

    def colour_of(self, letter: str) -> str:
        """The colour's name, or "" where the letter is not of the key."""
        return self._colours.get(letter, "")

    def names(self, place: Place) -> dict[str, str]:
        """The name of each letter's cell and its address; rows of the key come in any order."""
        column = place.table.index(self._key.column)
        shown = [getattr(row[column], "value", row[column]) for row in place.table.rows]
        return {
            f"{self._key.name}_{number}": place.cell(shown.index(letter) + 1, self._key.column)
            for number, letter in enumerate(self._key.letters, start=1)
        }

    def follow(self, sheet: Worksheet, place: Place) -> None:
        """Lays down the rules for every coloured cell of a table."""
        if place.table.heat_map:
            last = len(place.table.columns) - 1
            self._rules(sheet, place, 1, last, _room_letter(place))
        for letter, first, last in _coloured(place):
            self._rules(sheet, place, first, last, letter)

    def _rules(self, sheet: Worksheet, place: Place, first: int, last: int, letter: str) -> None:
        """A rule for each letter, and one for a cell that bears none of them any more."""
        rules = [
            (f"{letter}={self._key.name}_{number}", colour)
            for number, colour in enumerate(self._key.colours, start=1)
        ]
        others = ",".join(rule for rule, _ in rules)
        rules.append((f"NOT(OR({others}))", UNCOLOURED))
        for rule, colour in rules:
            options = {
                "type": "formula",
                "criteria": f"={rule}",
                "format": self._formats.recolour(colour),
                "stop_if_true": True,
            }
            result = sheet.conditional_format(place.first, first, place.last, last, options)
            check_written(result, place.table.name)


def _coloured(place: Place) -> list[tuple[str, int, int]]:
    """The cell that holds the letter, and the neighbouring columns that it colours."""
    columns = list(enumerate(place.table.columns))
    runs: list[tuple[str, int, int]] = []
    for key, group in groupby(columns, key=lambda pair: pair[1].letter):
        members = [at for at, _ in group]
        if key:
            letters = xl_col_to_name(place.table.index(key))
            runs.append((f"${letters}{place.first + 1}", members[0], members[-1]))
    return runs


def _room_letter(place: Place) -> str:
    """The matrix lies as the heat map does, so that a room is found by its own place in it."""
    corner = xl_rowcol_to_cell(place.first, 1)
    down = f"{xl_rowcol_to_cell(place.first, 1, row_abs=True)}:{corner}"
    across = f"{xl_rowcol_to_cell(place.first, 1, col_abs=True)}:{corner}"
    return f"INDEX(Matrix_letters,ROWS({down}),COLUMNS({across}))"
