"""Tables after rendering: colours by name, widths of columns that came from a loop."""

from __future__ import annotations

import re

from lxml import etree

from generator.model.house_style import Colour, HouseStyle
from generator.renderers.word.runs import Misfit
from generator.renderers.word.tags import W

_LETTER = 135  # twips: a bold letter of 11 points, on average
_CELL_MARGINS = 200  # twips, both sides
_LITERAL = re.compile(r"auto|[0-9A-Fa-f]{6}")
# What the schema wants after a cell's shading, and before a run's colour.
_AFTER_SHADING = frozenset(
    f"{W}{name}"
    for name in ("noWrap", "tcMar", "textDirection", "tcFitText", "vAlign", "hideMark", "headers",
                 "cellIns", "cellDel", "cellMerge", "tcPrChange")
)  # fmt: skip
_BEFORE_COLOUR = frozenset(
    f"{W}{name}"
    for name in ("rStyle", "rFonts", "b", "bCs", "i", "iCs", "caps", "smallCaps", "strike",
                 "dstrike", "outline", "shadow", "emboss", "imprint", "noProof", "snapToGrid",
                 "vanish", "webHidden")
)  # fmt: skip


Cells = list[list[etree._Element]]


def colour_cells(root: etree._Element, house_style: HouseStyle) -> None:
    """Give each cell whose fill is a colour's name that colour, and its text the colour on it.

    Raises Misfit for a name that the house style does not have.
    """
    for shading in list(root.iter(f"{W}shd")):
        properties = shading.getparent()
        if properties is None or properties.tag != f"{W}tcPr":
            continue
        name = shading.get(f"{W}fill") or ""
        colour = house_style.colours.get(name)
        if colour is not None:
            _colour_cell(properties, shading, colour)
        elif not name:
            properties.remove(shading)
        elif not _LITERAL.fullmatch(name):
            known = ", ".join(sorted(house_style.colours))
            raise Misfit(f"the house style has no colour “{name}”; it has {known}", shading)


def mark_plainly(root: etree._Element) -> None:
    """Mark header rows and unsplit rows as Word does: others add a value that is not valid."""
    for mark in root.iter(f"{W}tblHeader", f"{W}cantSplit"):
        if mark.get(f"{W}val") in ("true", "on", "1"):
            del mark.attrib[f"{W}val"]


def fit_columns(root: etree._Element) -> None:
    """Share out the width of each table without widths of its own by what its columns hold.

    Raises Misfit for tables, rows and cells with nothing in them, which Word cannot open.
    """
    for table in root.iter(f"{W}tbl"):
        rows = table.findall(f"{W}tr")
        if not rows:
            raise Misfit("the table has no rows; give it a header row", table)
        for row in rows:
            _check_row(row)
        cells = [row.findall(f"{W}tc") for row in rows]
        grid = table.findall(f"{W}tblGrid/{W}gridCol")
        if all(len(row) == len(grid) and all(map(_is_free, row)) for row in cells):
            _share_width(table, cells, grid)


def _check_row(row: etree._Element) -> None:
    cells = row.findall(f"{W}tc")
    if not cells and row.find(f"{W}sdt") is None:
        raise Misfit("a row of the table has no cells", row)
    for cell in cells:
        if cell.find(f"{W}p") is None and cell.find(f"{W}sdt") is None:
            raise Misfit("a cell has nothing in it; print “–” where there is nothing to say", cell)


def _is_free(cell: etree._Element) -> bool:
    width = cell.find(f"{W}tcPr/{W}tcW")
    return width is not None and width.get(f"{W}type") == "auto"


def _share_width(table: etree._Element, rows: Cells, grid: list[etree._Element]) -> None:
    """As wide as the text asks, and no wider than the template's table."""
    room = sum(float(column.get(f"{W}w") or 0) for column in grid)
    columns = [[_letters(cell) for cell in column] for column in zip(*rows, strict=True)]
    least = [_width(max(words for words, _ in column)) for column in columns]
    most = [_width(max(whole for _, whole in column)) for column in columns]
    widths = [str(width) for width in _shared(room, least, most)]
    whole = table.find(f"{W}tblPr/{W}tblW")
    cells = [cell.find(f"{W}tcPr/{W}tcW") for row in rows for cell in row]
    wanted = [str(sum(map(int, widths))), *widths * len(rows)]
    for column, width in zip(grid, widths, strict=True):
        column.set(f"{W}w", width)
    for element, width in zip([whole, *cells], wanted, strict=True):
        if element is not None:
            element.set(f"{W}w", width)
            element.set(f"{W}type", "dxa")


def _shared(room: float, least: list[int], most: list[int]) -> list[int]:
    """Each column its least, and of what is left as much as it still asks for."""
    spare, asked = room - sum(least), sum(most) - sum(least)
    if spare <= 0:
        return [int(room * width / sum(least)) for width in least]
    part = min(1.0, spare / asked) if asked else 0.0
    return [int(low + part * (high - low)) for low, high in zip(least, most, strict=True)]


def _width(letters: int) -> int:
    return _CELL_MARGINS + _LETTER * max(letters, 4)


def _letters(cell: etree._Element) -> tuple[int, int]:
    """The letters of a cell's longest word, and of its whole text within reason."""
    text = "".join(part.text or "" for part in cell.iter(f"{W}t"))
    longest = max(map(len, text.split()), default=0)
    return longest, max(longest, min(len(text), 40))


def _colour_cell(properties: etree._Element, shading: etree._Element, colour: Colour) -> None:
    shading.set(f"{W}fill", colour.fill.removeprefix("#").upper())
    _put(properties, shading, after=False)
    cell = properties.getparent()
    for run in cell.iter(f"{W}r") if cell is not None else ():
        style = run.find(f"{W}rPr")
        if style is None:
            style = etree.Element(f"{W}rPr")
            run.insert(0, style)
        for old in style.findall(f"{W}color"):
            style.remove(old)
        text = etree.Element(f"{W}color", {f"{W}val": colour.text.removeprefix("#").upper()})
        _put(style, text, after=True)


def _put(parent: etree._Element, element: etree._Element, *, after: bool) -> None:
    """Move an element to where the schema wants it in its parent."""
    if element.getparent() is parent:
        parent.remove(element)
    place = 0 if after else len(parent)
    for index, child in enumerate(parent):
        if after and child.tag in _BEFORE_COLOUR:
            place = index + 1
        elif not after and child.tag in _AFTER_SHADING:
            place = min(place, index)
    parent.insert(place, element)
