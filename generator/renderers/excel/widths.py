"""How wide the columns of a sheet are, and which texts no row can show whole."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.content.workbooks.nodes import Kind, Sheet, Table
from generator.renderers.excel.formats import WIDTHS
from generator.renderers.excel.measure import WIDEST, Ruler

_TOLD = 5
"""So many records are named; of more, only the number."""


def widths_of(sheet: Sheet, ruler: Ruler) -> dict[int, float]:
    """The width of each column: as its kind wants it, wider where a text would not be whole."""
    widths: dict[int, float] = {}
    for table in sheet.tables:
        for at, column in enumerate(table.columns):
            widths[at] = max(widths.get(at, 0.0), _width(table, at, column.kind, ruler))
    return widths


def _width(table: Table, at: int, kind: Kind, ruler: Ruler) -> float:
    if kind is Kind.RECORD:
        return WIDTHS[kind]
    texts = (row[at] for row in table.rows)
    return ruler.width((text for text in texts if isinstance(text, str)), WIDTHS[kind])


def hidden_columns(sheet: Sheet) -> set[int]:
    """The columns that identify records and are not shown."""
    return {
        at
        for table in sheet.tables
        for at, column in enumerate(table.columns)
        if column.kind is Kind.RECORD
    }


def remark_on_length(sheet: Sheet, widths: Mapping[int, float], ruler: Ruler) -> str:
    """A sentence naming the texts that are longer than the tallest row, or ""."""
    found = list(_too_long(sheet, widths, ruler))
    if not found:
        return ""
    more = f" and {len(found) - _TOLD} more" if len(found) > _TOLD else ""
    return (
        f" Longer than a row can show, select the cell to read: {', '.join(found[:_TOLD])}{more}."
    )


def _too_long(sheet: Sheet, widths: Mapping[int, float], ruler: Ruler) -> Iterator[str]:
    for table in sheet.tables:
        for at, column in enumerate(table.columns):
            if widths[at] < WIDEST:
                continue
            for row, record in zip(table.rows, table.records, strict=True):
                text = row[at]
                if isinstance(text, str) and ruler.overflows(text, widths[at]):
                    yield f"{record} {column.heading}"
