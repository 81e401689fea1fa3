"""The widths of a table's columns, so that words stay whole where the table is wide enough."""

from __future__ import annotations

from collections.abc import Callable

from lxml import etree

from generator.renderers.word.cell_text_widths import CellTextWidths
from generator.renderers.word.template_styles import cell_margins
from generator.renderers.word.template_tags import W

_BORDERS = 20  # twips, both sides
_NARROWEST = 440  # twips, without margins
_LINE = 40  # letters that a column asks to have on one line
_SLACK = 1.1

Cells = list[list[etree._Element]]


def fit_columns(root: etree._Element, styles: etree._Element, measure: CellTextWidths) -> None:
    """Share out the width of tables without widths of their own by what their columns hold.

    In other tables a column that is too narrow for a word takes from those that have more than
    they need. No table becomes wider, and tables with merged cells stay as they are.
    """
    for table in root.iter(f"{W}tbl"):
        rows = [row.findall(f"{W}tc") for row in table.iterfind(f"{W}tr")]
        grid = table.findall(f"{W}tblGrid/{W}gridCol")
        if any(len(row) != len(grid) for row in rows):
            continue
        around = cell_margins(table, styles) + _BORDERS
        room = sum(float(column.get(f"{W}w") or 0) for column in grid)
        columns = [list(column) for column in zip(*rows, strict=True)]
        if all(map(_is_free, (cell for row in rows for cell in row))):
            _set_widths(table, rows, grid, shared(room, *_wishes(columns, measure, around)))
        elif own := _own_widths(rows):
            words = [width + around for width in _words(columns, measure)]
            if any(word > width for word, width in zip(words, own, strict=True)):
                _set_widths(table, rows, grid, evened(own, words))


def shared(room: float, least: list[int], *wishes: list[int]) -> list[int]:
    """Each column its least, then of what is left as much as each list of wishes asks for.

    Where the room is too small for the least, the widest columns give way.
    """
    if sum(least) >= room:
        return _capped(room, least)
    low = least
    for high in wishes:
        if sum(high) > room:
            part = (room - sum(low)) / (sum(high) - sum(low))
            return [int(one + part * (other - one)) for one, other in zip(low, high, strict=True)]
        low = high
    return low


def evened(own: list[int], words: list[int]) -> list[int]:
    """Widths of the same sum: those short of their word take from those with more than theirs."""
    missing = [max(0, word - width) for word, width in zip(words, own, strict=True)]
    spare = [max(0, width - word) for word, width in zip(words, own, strict=True)]
    moved = min(sum(missing), sum(spare))
    gained = [int(moved * each / sum(missing)) if moved else 0 for each in missing]
    given = [-(-sum(gained) * each // sum(spare)) if moved else 0 for each in spare]
    return [width + more - less for width, more, less in zip(own, gained, given, strict=True)]


def _capped(room: float, widths: list[int]) -> list[int]:
    left, columns = room, sorted(widths)
    for place, width in enumerate(columns):
        cap = left / (len(columns) - place)
        if width > cap:
            return [int(min(each, cap)) for each in widths]
        left -= width
    return widths


def _wishes(columns: Cells, measure: CellTextWidths, around: int) -> tuple[list[int], ...]:
    """Widths of the columns for whole words, for whole lines, and for these with some slack.

    `around` is what cells need beside their text.
    """

    def line(cell: etree._Element, bold: bool) -> int:
        return measure.line(cell, _LINE, bold=bold)

    words = [max(_NARROWEST, width) for width in _words(columns, measure)]
    lines = [
        max(word, _widest(column, line, at == 0))
        for at, (word, column) in enumerate(zip(words, columns, strict=True))
    ]
    slack = [int(width * _SLACK) for width in lines]
    return tuple([width + around for width in each] for each in (words, lines, slack))


def _words(columns: Cells, measure: CellTextWidths) -> list[int]:
    """The width of the longest word of each column, without margins."""

    def word(cell: etree._Element, bold: bool) -> int:
        return measure.longest_word(cell, bold=bold)

    return [_widest(column, word, at == 0) for at, column in enumerate(columns)]


def _widest(
    column: list[etree._Element], width: Callable[[etree._Element, bool], int], bold: bool
) -> int:
    """The most that the cells of a column measure: the header row and the first column are bold."""
    return max(width(cell, bold or row == 0) for row, cell in enumerate(column))


def _is_free(cell: etree._Element) -> bool:
    width = cell.find(f"{W}tcPr/{W}tcW")
    return width is not None and width.get(f"{W}type") == "auto"


def _own_widths(rows: Cells) -> list[int]:
    """The widths in twips where all rows have the same, else none."""
    found = {tuple(map(_width, row)) for row in rows}
    widths = list(found.pop())
    return widths if not found and all(widths) else []


def _width(cell: etree._Element) -> int:
    width = cell.find(f"{W}tcPr/{W}tcW")
    if width is None or width.get(f"{W}type") != "dxa":
        return 0
    return int(float(width.get(f"{W}w") or 0))


def _set_widths(
    table: etree._Element, rows: Cells, grid: list[etree._Element], widths: list[int]
) -> None:
    for column, width in zip(grid, widths, strict=True):
        column.set(f"{W}w", str(width))
    whole = table.find(f"{W}tblPr/{W}tblW")
    cells = [cell.find(f"{W}tcPr/{W}tcW") for row in rows for cell in row]
    wanted = [sum(widths), *widths * len(rows)]
    for element, width in zip([whole, *cells], wanted, strict=True):
        if element is not None:
            element.set(f"{W}w", str(width))
            element.set(f"{W}type", "dxa")
