"""A sheet's XML: the fill of cells, cells that were not there, the drawing of the comments."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from generator.findings import Severity
from generator.inputs.files.input_sheet import Place, address, place
from generator.renderers.workbook_edit.parts import MAIN, OFFICE

if TYPE_CHECKING:
    from lxml import etree

_AFTER_DRAWING = (
    "legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems",
    "tableParts", "extLst",
)  # fmt: skip
"""What may follow a sheet's legacyDrawing; the schema fixes the order."""


def fill_cells(
    sheet: etree._Element,
    severities: Mapping[Place, Severity],
    filled: Callable[[int, Severity], int],
) -> None:
    """Gives each cell the style that `filled` makes of its own and the severity."""
    data = sheet.find(f"{{{MAIN}}}sheetData")
    if data is None:
        return
    rows = _numbered_rows(data)
    by_row: dict[int, dict[int, Severity]] = {}
    for (number, column), severity in severities.items():
        by_row.setdefault(number, {})[column] = severity
    for number, columns in sorted(by_row.items()):
        row = rows.get(number)
        if row is None:
            row = rows[number] = _insert_row(data, number)
        cells = _numbered_cells(row, number)
        for column, severity in sorted(columns.items()):
            cell = cells.get(column)
            if cell is None:
                cell = cells[column] = _insert_cell(row, number, column)
            style = cell.get("s") or row.get("s") or "0"
            cell.set("s", str(filled(int(style), severity)))


def _numbered_rows(data: etree._Element) -> dict[int, etree._Element]:
    rows: dict[int, etree._Element] = {}
    number = 0
    for row in data.iterchildren(f"{{{MAIN}}}row"):
        given = row.get("r")
        number = int(given) if given else number + 1
        rows[number] = row
    return rows


def _numbered_cells(row: etree._Element, number: int) -> dict[int, etree._Element]:
    """The cells by column; those without an address are given theirs."""
    cells: dict[int, etree._Element] = {}
    column = 0
    for cell in row.iterchildren(f"{{{MAIN}}}c"):
        given = cell.get("r")
        column = place(given)[1] if given else column + 1
        if not given:
            cell.set("r", address(number, column))
        cells[column] = cell
    return cells


def _insert_row(data: etree._Element, number: int) -> etree._Element:
    from lxml import etree

    row = etree.Element(f"{{{MAIN}}}row", r=str(number))
    later = [each for n, each in _numbered_rows(data).items() if n > number]
    if later:
        later[0].addprevious(row)
    else:
        data.append(row)
    return row


def _insert_cell(row: etree._Element, number: int, column: int) -> etree._Element:
    from lxml import etree

    cell = etree.Element(f"{{{MAIN}}}c", r=address(number, column))
    later = [each for at, each in _numbered_cells(row, number).items() if at > column]
    if later:
        later[0].addprevious(cell)
    else:
        row.append(cell)
    if "spans" in row.attrib:
        del row.attrib["spans"]
    return cell


def name_drawing(sheet: etree._Element, relation: str) -> None:
    """Makes the sheet name the drawing that holds its comments' boxes."""
    from lxml import etree

    named = etree.Element(f"{{{MAIN}}}legacyDrawing")
    named.set(f"{{{OFFICE}}}id", relation)
    following = [child for child in sheet if _local(child) in _AFTER_DRAWING]
    if following:
        following[0].addprevious(named)
    else:
        sheet.append(named)


def _local(element: etree._Element) -> str:
    return str(element.tag).rpartition("}")[2]
