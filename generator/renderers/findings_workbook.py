"""Findings as a workbook, for those who work through them one by one."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from generator.errors import DocumentError
from generator.findings import Finding, Severity, finding_record
from generator.renderers.package import fixed_package
from generator.settings.house_style import HouseStyle

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

_COLUMNS = (
    ("severity", "Severity", 10),
    ("code", "Code", 11),
    ("file", "File", 34),
    ("sheet", "Sheet", 18),
    ("cell", "Cell", 8),
    ("row", "Row", 7),
    ("column", "Column", 9),
    ("line", "Line", 7),
    ("seen", "What was seen", 60),
    ("remedy", "What to do", 60),
    ("reason", "Why pack.yaml judges it so", 30),
)
_NONE = "none"
"""What is written where a column does not apply; no cell of the table is empty."""
_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "amber", Severity.NOTE: "none"}


def findings_workbook(
    findings: Sequence[Finding], *, house_style: HouseStyle, title: str, as_of: date
) -> bytes:
    """An .xlsx with a sheet that counts the findings and one that lists them in their order.

    `as_of` is given as the day on which the file was made. Raises DocumentError where a text is too
    long for a cell.
    """
    import xlsxwriter

    made = io.BytesIO()
    book = xlsxwriter.Workbook(made, {"in_memory": True, "strings_to_formulas": False})
    moment = datetime(as_of.year, as_of.month, as_of.day)
    book.set_properties({"title": title, "created": moment, "author": "Committee pack generator"})
    looks = _looks(book, house_style)
    _write_summary(book.add_worksheet("Summary"), findings, title, looks)
    _write_list(book.add_worksheet("Findings"), findings, looks)
    book.close()
    return fixed_package(made.getvalue())


def _looks(book: Workbook, house_style: HouseStyle) -> dict[str, Any]:
    header = house_style.colours["header"]
    base = {"font_name": house_style.font, "font_size": 11, "valign": "top", "text_wrap": True}
    looks = {
        "title": book.add_format({**base, "bold": True, "font_size": 16, "text_wrap": False}),
        "plain": book.add_format(base),
        "line": book.add_format({**base, "text_wrap": False}),
        "header": book.add_format(
            {**base, "bold": True, "bg_color": header.fill, "font_color": header.text}
        ),
    }
    for severity, name in _COLOURS.items():
        colour = house_style.colours[name]
        look = {"bg_color": colour.fill, "font_color": colour.text, "bold": True}
        looks[severity.value] = book.add_format({**base, **look})
    return looks


def _write_summary(
    sheet: Worksheet, findings: Sequence[Finding], title: str, looks: dict[str, Any]
) -> None:
    """What the workbook is, and how many findings of each kind each file has."""
    sheet.set_column(0, 0, 44, looks["plain"])
    sheet.set_column(1, 3, 12, looks["plain"])
    _put(sheet, 0, 0, title, looks["title"])
    _put(
        sheet, 1, 0, "What the checks found in the inputs; sheet Findings lists all.", looks["line"]
    )
    counts = Counter((finding.location.file, finding.severity) for finding in findings)
    files = dict.fromkeys(finding.location.file for finding in findings) or {"No findings": None}
    rows = [[file, *(counts[file, severity] for severity in Severity)] for file in files]
    headings = ["File", "Errors", "Warnings", "Notes"]
    _write_table(sheet, 3, headings, rows, "FindingsByFile", looks)


def _write_list(sheet: Worksheet, findings: Sequence[Finding], looks: dict[str, Any]) -> None:
    _put(sheet, 0, 0, "Findings", looks["title"])
    for column, (_, _, width) in enumerate(_COLUMNS):
        sheet.set_column(column, column, width, looks["plain"])
    records = [finding_record(finding) for finding in findings]
    rows = [
        [_NONE if record.get(key) is None else record[key] for key, _, _ in _COLUMNS]
        for record in records
    ]
    headings = [heading for _, heading, _ in _COLUMNS]
    _write_table(sheet, 2, headings, rows or [[_NONE] * len(_COLUMNS)], "AllFindings", looks)
    sheet.freeze_panes(3, 2)
    sheet.set_landscape()
    sheet.set_paper(8)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(2)


def _write_table(
    sheet: Worksheet,
    top: int,
    headings: Sequence[str],
    rows: Sequence[Sequence[Any]],
    name: str,
    looks: dict[str, Any],
) -> None:
    """A named table with its headings in row `top` (from 0)."""
    columns = [{"header": heading, "header_format": looks["header"]} for heading in headings]
    area = (top, 0, top + len(rows), len(headings) - 1)
    sheet.add_table(*area, {"name": name, "columns": columns, "style": None})
    for row, values in enumerate(rows, start=top + 1):
        for column, value in enumerate(values):
            look = looks.get(str(value), looks["plain"]) if column == 0 else looks["plain"]
            _put(sheet, row, column, value, look)


def _put(sheet: Worksheet, row: int, column: int, value: str | int, look: Any) -> None:
    """Writes text as text and numbers as numbers; nothing is cut or dropped in silence."""
    write = sheet.write_number if isinstance(value, int) else sheet.write_string
    if write(row, column, value, look) != 0:
        raise DocumentError(
            f"Row {row + 1} of the list of findings does not fit into a workbook",
            "Mend the inputs by the printed list instead.",
        )
