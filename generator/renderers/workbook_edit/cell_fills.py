"""Fills the background of cells in a sheet's XML, and adds the cells that are not there yet."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from copy import deepcopy

from lxml import etree

from generator.inputs.files.input_sheet import Place, address, place
from generator.renderers.workbook_edit.workbook_parts import MAIN, WorkbookParts


class FilledStyles:
    """The workbook's cell styles, with a filled copy of a style added when a cell needs it.

    A fill is a colour as Excel writes it, AARRGGBB.
    """

    def __init__(self, parts: WorkbookParts) -> None:
        self._parts = parts
        self._name = parts.styles_part()
        self._tree = parts.tree(self._name)
        self._fill_numbers: dict[str, int] = {}
        self._made: dict[tuple[int, str], int] = {}

    def filled(self, style: int, fill: str) -> int:
        """The number of the style that equals `style` but for its fill."""
        key = (style, fill)
        if key not in self._made:
            formats = self._section("cellXfs")
            copy = deepcopy(formats[style] if 0 <= style < len(formats) else formats[0])
            copy.set("fillId", str(self._fill_number(fill)))
            copy.set("applyFill", "1")
            self._made[key] = _append(formats, copy)
        return self._made[key]

    def store(self) -> None:
        """Put the styles back into the workbook."""
        self._parts.put_tree(self._name, self._tree)

    def _fill_number(self, colour: str) -> int:
        if colour not in self._fill_numbers:
            fill = etree.Element(f"{{{MAIN}}}fill")
            pattern = etree.SubElement(fill, f"{{{MAIN}}}patternFill", patternType="solid")
            etree.SubElement(pattern, f"{{{MAIN}}}fgColor", rgb=colour)
            etree.SubElement(pattern, f"{{{MAIN}}}bgColor", indexed="64")
            self._fill_numbers[colour] = _append(self._section("fills"), fill)
        return self._fill_numbers[colour]

    def _section(self, name: str) -> etree._Element:
        found = self._tree.find(f"{{{MAIN}}}{name}")
        if found is None:
            raise KeyError(name)
        return found


def _append(section: etree._Element, element: etree._Element) -> int:
    """Append to a counted section of the styles; return the element's number, from 0."""
    section.append(element)
    section.set("count", str(len(section)))
    return len(section) - 1


def fill_cells(sheet: etree._Element, fills: Mapping[Place, str], styles: FilledStyles) -> None:
    """Give each cell the style that it has, with the fill."""
    data = sheet.find(f"{{{MAIN}}}sheetData")
    if data is None:
        return
    by_row: defaultdict[int, dict[int, str]] = defaultdict(dict)
    for (row_number, column), fill in fills.items():
        by_row[row_number][column] = fill
    rows = _numbered_rows(data)
    for row_number, columns in sorted(by_row.items()):
        row = rows.get(row_number)
        if row is None:
            row = etree.Element(f"{{{MAIN}}}row", r=str(row_number))
            rows[row_number] = _insert(data, row, row_number, rows)
        _fill_row(row, row_number, columns, styles)


def _fill_row(
    row: etree._Element, number: int, fills: Mapping[int, str], styles: FilledStyles
) -> None:
    cells = _numbered_cells(row, number)
    for column, fill in sorted(fills.items()):
        if column not in cells:
            cell = etree.Element(f"{{{MAIN}}}c", r=address(number, column))
            cells[column] = _insert(row, cell, column, cells)
            # A range of columns that no longer holds: Excel works it out again.
            if "spans" in row.attrib:
                del row.attrib["spans"]
        style = cells[column].get("s") or row.get("s") or "0"
        cells[column].set("s", str(styles.filled(int(style), fill)))


def _numbered_rows(data: etree._Element) -> dict[int, etree._Element]:
    """The rows by number. Some programs leave the number out: it follows the row before."""
    rows: dict[int, etree._Element] = {}
    number = 0
    for row in data.iterchildren(f"{{{MAIN}}}row"):
        number = int(row.get("r") or number + 1)
        rows[number] = row
    return rows


def _numbered_cells(row: etree._Element, number: int) -> dict[int, etree._Element]:
    """The cells by column; a cell without an address is given its own."""
    cells: dict[int, etree._Element] = {}
    column = 0
    for cell in row.iterchildren(f"{{{MAIN}}}c"):
        given = cell.get("r")
        column = place(given)[1] if given else column + 1
        cell.set("r", address(number, column))
        cells[column] = cell
    return cells


def _insert(
    parent: etree._Element,
    child: etree._Element,
    number: int,
    siblings: Mapping[int, etree._Element],
) -> etree._Element:
    """Insert a child before the first sibling with a higher number."""
    later = min((each for each in siblings if each > number), default=None)
    if later is None:
        parent.append(child)
    else:
        siblings[later].addprevious(child)
    return child
