"""The looks of cells, made once for each combination that a workbook uses."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.content.workbooks.sheet_content import ColumnKind
from generator.errors import DocumentError
from generator.settings.house_style import Colour, HouseStyle

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format

STANDARD_SIZE = 10
"""Widths count digits of the standard font: at this size they are the 7 pixels reckoned with."""

SIZE = 11
HEADER_SIZE = 10
NOTE_SIZE = 10
_RULE = "#A6A6A6"

WIDTHS = {
    ColumnKind.CODE: 10.0,
    ColumnKind.NAME: 16.0,
    ColumnKind.PROSE: 28.0,
    ColumnKind.LONG_PROSE: 36.0,
    ColumnKind.NARRATIVE: 78.0,
    ColumnKind.STEP: 9.5,
    ColumnKind.LETTER: 9.0,
    ColumnKind.TREND: 15.0,
    ColumnKind.DATE: 12.0,
    ColumnKind.WORD: 10.0,
    ColumnKind.LABEL: 24.0,
    ColumnKind.WIDE_LABEL: 46.0,
    ColumnKind.COUNT: 12.0,
    ColumnKind.MEAN: 12.0,
    ColumnKind.HEAT_MAP_CELL: 16.0,
    ColumnKind.DEFINITION: 22.0,
    ColumnKind.DETAIL: 90.0,
    ColumnKind.RECORD_KEY: 12.0,
}
"""In characters of the standard font."""

_HEADER = {
    "bold": True,
    "text_wrap": True,
    "valign": "top",
    "border": 1,
    "border_color": _RULE,
}
_CENTRED = {
    ColumnKind.STEP,
    ColumnKind.LETTER,
    ColumnKind.COUNT,
    ColumnKind.MEAN,
    ColumnKind.WORD,
    ColumnKind.CODE,
    ColumnKind.HEAT_MAP_CELL,
}
_NUMBERS = {ColumnKind.DATE: "d mmm yyyy", ColumnKind.MEAN: "0.0"}
BOLD = {ColumnKind.LETTER, ColumnKind.HEAT_MAP_CELL}


class Formats:
    """Hands out formats of one workbook in one house style."""

    def __init__(self, book: Workbook, style: HouseStyle) -> None:
        self._book = book
        self._style = style
        self._made: dict[tuple[Any, ...], Format] = {}

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
        self, kind: ColumnKind, *, editable: bool = False, colour: str = "", valign: str = "top"
    ) -> Format:
        """A cell of a table. Editable cells are shaded and unlocked, coloured ones filled."""
        key = ("cell", kind, editable, colour, valign)
        return self._once(key, lambda: self._cell(kind, editable, colour, valign))

    def _cell(self, kind: ColumnKind, editable: bool, colour: str, valign: str) -> dict[str, Any]:
        looks = self._base(border=1, border_color=_RULE, text_wrap=True, valign=valign)
        looks["align"] = "center" if kind in _CENTRED else "left"
        if valign == "vcenter" and kind not in _CENTRED:
            looks["indent"] = 1
        if kind in _NUMBERS:
            looks["num_format"] = _NUMBERS[kind]
        if kind in BOLD:
            looks["bold"] = True
        if editable:
            looks |= self._filled("editable") | {"locked": False}
        if colour:
            looks |= self._filled(colour)
        return looks

    def header(self, kind: ColumnKind, *, framed: bool) -> Format:
        """A heading of a column. Where no filter needs its corner, it stands as its cells do."""
        stand: dict[str, Any] = {"align": "left"}
        if framed:
            stand = {"align": "center"} if kind in _CENTRED else {"align": "left", "indent": 1}
            stand["valign"] = "vcenter"
        return self._once(
            ("header", *stand.items()),
            lambda: self._filled("header") | self._base(font_size=HEADER_SIZE, **_HEADER) | stand,
        )

    @property
    def font(self) -> str:
        """The house style's font."""
        return self._style.font

    def title(self) -> Format:
        """The title in A1."""
        return self._once(("title",), lambda: self._base(bold=True, font_size=18, valign="vcenter"))

    def heading(self) -> Format:
        """The heading above one of several tables."""
        return self._once(
            ("heading",), lambda: self._base(bold=True, font_size=13, valign="vcenter")
        )

    def line(self) -> Format:
        """A sentence under the title."""
        return self._once(("line",), lambda: self._base(valign="vcenter"))

    def note(self) -> Format:
        """A sentence under a table."""
        return self._once(("note",), lambda: self._base(valign="top", font_size=NOTE_SIZE))

    def recolour(self, name: str) -> Format:
        """What a conditional format changes."""
        colour = self.colour(name)
        return self._once(
            ("recolour", name), lambda: {"bg_color": colour.fill, "font_color": colour.text}
        )

    def _filled(self, name: str) -> dict[str, Any]:
        colour = self.colour(name)
        return {"bg_color": colour.fill, "font_color": colour.text}

    def _base(self, **looks: Any) -> dict[str, Any]:
        return {"font_name": self._style.font, "font_size": SIZE, **looks}

    def _once(self, key: tuple[Any, ...], looks: Any) -> Format:
        if key not in self._made:
            self._made[key] = self._book.add_format(looks())
        return self._made[key]
