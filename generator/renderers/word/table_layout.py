"""Tables after rendering: widths of columns, header marks, nothing that Word cannot open.

Words stay whole where the table is wide enough.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from lxml import etree

from generator.renderers.text_width import width_of
from generator.renderers.word.markup import W, add, find, make, remove, value_at
from generator.renderers.word.template_styles import (
    Chains,
    cell_margins,
    paragraph_style,
    style_chains,
)
from generator.renderers.word.text_runs import Misfit

_BORDERS = 20  # twips, both sides
_NARROWEST = 440  # twips, without margins
_LINE = 40  # letters that a column asks to have on one line
# Letters are measured in Arial: another font may be a little wider.
_SLACK = 1.1
_BETWEEN_TABLES = 120  # twips
_STORIES = ("hdr", "ftr", "footnote", "endnote", "txbxContent")
_PAGE = 9000  # twips: the text of an A4 page

Cells = list[list[etree._Element]]


def give_grids(root: etree._Element) -> None:
    """Give each table a grid with widths: Word can do without them, docxtpl cannot."""
    for table in root.iter(f"{W}tbl"):
        grid = table.find(f"{W}tblGrid")
        rows = table.findall(f"{W}tr")
        if grid is None:
            grid = make("tblGrid")
            properties = table.find(f"{W}tblPr")
            table.insert(0, grid) if properties is None else properties.addnext(grid)
        cells = max((len(row.findall(f"{W}tc")) for row in rows), default=0)
        for _ in range(cells - len(grid) if len(grid) == 0 else 0):
            add(grid, "gridCol")
        for column in grid.iterfind(f"{W}gridCol"):
            if not str(column.get(f"{W}w")).isdigit():
                column.set(f"{W}w", str(_PAGE // max(1, cells)))


def fill_blank_stories(root: etree._Element) -> None:
    """Give each header, note and text box a paragraph where nothing was printed: Word wants one."""
    for story in root.iter(*(f"{W}{name}" for name in _STORIES)):
        if story.find(f"{W}p") is None and story.find(f"{W}tbl") is None:
            story.append(make("p"))
    for control in list(root.iter(f"{W}sdt")):
        content = control.find(f"{W}sdtContent")
        if content is None or len(content) == 0:
            remove(control)


def keep_tables_apart(root: etree._Element) -> None:
    """Put a thin line between neighbouring tables, which Word would join.

    A cell, too, must not end with a table.
    """
    for table in list(root.iter(f"{W}tbl")):
        after = table.getnext()
        while after is not None and after.tag in (f"{W}bookmarkStart", f"{W}bookmarkEnd"):
            after = after.getnext()
        parent = table.getparent()
        ends_cell = after is None and parent is not None and parent.tag == f"{W}tc"
        if ends_cell or (after is not None and after.tag == f"{W}tbl"):
            table.addnext(thin_line(_BETWEEN_TABLES))


def thin_line(height: int) -> etree._Element:
    """A paragraph without text of this height in twips."""
    line = make("p")
    add(add(line, "pPr"), "spacing", before=0, after=0, line=height, lineRule="exact")
    return line


def fit_columns(root: etree._Element, measure: CellTextWidths) -> None:
    """Share out the width of tables without widths of their own by what their columns hold.

    In other tables a column that is too narrow for a word takes from those that have more than
    they need. No table becomes wider, and tables with merged cells stay as they are.
    """
    for table in root.iter(f"{W}tbl"):
        rows = [row.findall(f"{W}tc") for row in table.iterfind(f"{W}tr")]
        grid = table.findall(f"{W}tblGrid/{W}gridCol")
        if any(len(row) != len(grid) for row in rows):
            continue
        around = cell_margins(table, measure.chains) + _BORDERS
        room = sum(float(column.get(f"{W}w") or 0) for column in grid)
        columns = [list(column) for column in zip(*rows, strict=True)]
        cells = (cell for row in rows for cell in row)
        if all(value_at(cell, "tcPr/tcW", "type") == "auto" for cell in cells):
            _set_widths(table, rows, grid, shared(room, *_wishes(columns, measure, around)))
        elif own := _own_widths(rows):
            given, own = own, _filling(own, room)
            words = [width + around for width in _words(columns, measure)]
            if own != given or any(word > width for word, width in zip(words, own, strict=True)):
                _set_widths(table, rows, grid, evened(own, words))


def _filling(own: list[int], room: float) -> list[int]:
    """The widths that fill the table again where it has lost columns to a condition.

    Its grid still has the whole width then, its cells have not.
    """
    if sum(own) >= 0.98 * room:
        return own
    return [int(width * room / sum(own)) for width in own]


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


def _own_widths(rows: Cells) -> list[int]:
    """The widths in twips where all rows have the same, else none."""
    found = {tuple(map(_width, row)) for row in rows}
    widths = list(found.pop())
    return widths if not found and all(widths) else []


def _width(cell: etree._Element) -> int:
    if value_at(cell, "tcPr/tcW", "type") != "dxa":
        return 0
    return int(float(value_at(cell, "tcPr/tcW", "w") or 0))


def _set_widths(
    table: etree._Element, rows: Cells, grid: list[etree._Element], widths: list[int]
) -> None:
    for column, width in zip(grid, widths, strict=True):
        column.set(f"{W}w", str(width))
    whole = find(table, "tblPr/tblW")
    cells = [find(cell, "tcPr/tcW") for row in rows for cell in row]
    wanted = [sum(widths), *widths * len(rows)]
    for element, width in zip([whole, *cells], wanted, strict=True):
        if element is not None:
            element.set(f"{W}w", str(width))
            element.set(f"{W}type", "dxa")


_TWIPS_PER_POINT = 20
_LONGEST_EM = 15  # some 28 letters: a longer word, such as a web address, may break
_BREAKS = re.compile(r"\s+|(?<=[-–—])")


class CellTextWidths:
    """Measures cells in the font of the document's text."""

    def __init__(self, styles: etree._Element, font: str) -> None:
        self.chains = style_chains(styles)
        self._font = font
        self._sizes = _sizes(styles, self.chains)

    def longest_word(self, cell: etree._Element, *, bold: bool) -> int:
        """The width in twips of the widest word of a cell, 0 where it has none."""
        return max((self._longest(each, bold) for each in cell.iter(f"{W}p")), default=0)

    def _longest(self, paragraph: etree._Element, bold: bool) -> int:
        words = set(_BREAKS.split(_text(paragraph)))
        longest = _LONGEST_EM * _TWIPS_PER_POINT * self._size_pt(paragraph)
        return int(min(longest, max(self._twips(word, paragraph, bold) for word in words)))

    def line(self, cell: etree._Element, most: int, *, bold: bool) -> int:
        """The width in twips of a cell's text on one line; at most its first letters count."""
        paragraphs = [(each, _text(each)[:most]) for each in cell.iter(f"{W}p")]
        return max((self._twips(text, each, bold) for each, text in paragraphs), default=0)

    def _twips(self, text: str, paragraph: etree._Element, bold: bool) -> int:
        size = self._size_pt(paragraph)
        points = width_of(text, size_pt=size, bold=bold, font=self._font)
        return int(points * _TWIPS_PER_POINT + 1)

    def _size_pt(self, paragraph: etree._Element) -> float:
        """Word stores sizes in half-points."""
        return self._sizes.get(paragraph_style(paragraph), self._sizes[None]) / 2


def _text(paragraph: etree._Element) -> str:
    return "".join(
        part.text or "" if part.tag == f"{W}t" else " "
        for part in paragraph.iter(f"{W}t", f"{W}br", f"{W}tab")
    )


def _sizes(styles: etree._Element, chains: Chains) -> dict[str | None, float]:
    """The size in half-points of each style; of text without one under None."""
    base = value_at(styles, "docDefaults/rPrDefault/rPr/sz") or "20"
    sizes = {
        key: float(next(filter(None, (value_at(each, "rPr/sz") for each in chain)), base))
        for key, chain in chains.items()
    }
    paragraphs = (chain[0] for chain in chains.values() if chain[0].get(f"{W}type") == "paragraph")
    normal = next((s for s in paragraphs if s.get(f"{W}default") in ("1", "true")), None)
    own = None if normal is None else value_at(normal, "rPr/sz")
    return {**sizes, None: float(own or base)}


def mark_plainly(root: etree._Element) -> None:
    """Mark header rows and unsplit rows as Word does: others add a value that is not valid."""
    for mark in root.iter(f"{W}tblHeader", f"{W}cantSplit"):
        # The Open XML SDK refuses the value here, though it means what is meant.
        if mark.get(f"{W}val") in ("true", "on", "1"):
            del mark.attrib[f"{W}val"]


def check_tables(root: etree._Element) -> None:
    """Raises Misfit for tables, rows and cells with nothing in them, which Word cannot open."""
    for table in root.iter(f"{W}tbl"):
        rows = table.findall(f"{W}tr")
        if not rows:
            raise Misfit("the table has no rows; give it a header row", table)
        for row in rows:
            _check_row(row)


def _check_row(row: etree._Element) -> None:
    cells = row.findall(f"{W}tc")
    if not cells and row.find(f"{W}sdt") is None:
        raise Misfit("a row of the table has no cells", row)
    for cell in cells:
        if cell.find(f"{W}p") is None and cell.find(f"{W}sdt") is None:
            raise Misfit("a cell has nothing in it; print '–' where there is nothing to say", cell)
