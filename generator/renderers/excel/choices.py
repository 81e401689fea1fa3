"""Drop-downs and limits on the cells that people edit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.content.workbooks.nodes import Choices, Column
from generator.renderers.excel.cells import check_written
from generator.renderers.excel.places import Place

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet


def offer_choices(sheet: Worksheet, place: Place) -> None:
    """Lays a list or a limit over each column of a table that has one."""
    for at, column in enumerate(place.table.columns):
        options = _options(column)
        if options:
            result = sheet.data_validation(place.first, at, place.last, at, options)
            check_written(result, f"{place.table.name}, {column.heading}")


def _options(column: Column) -> dict[str, Any] | None:
    if column.choices:
        return _list(column.choices)
    if column.between:
        low, high = column.between
        told = f"A whole number from {low} to {high}."
        return {
            "validate": "integer",
            "criteria": "between",
            "minimum": low,
            "maximum": high,
            "input_title": column.heading,
            "input_message": told,
            "error_title": column.heading,
            "error_message": told,
        }
    return None


def _list(choices: Choices) -> dict[str, Any]:
    source = f"={choices.values}" if isinstance(choices.values, str) else list(choices.values)
    return {
        "validate": "list",
        "source": source,
        "input_title": choices.title,
        "input_message": choices.message,
        "error_title": choices.title,
        "error_message": "Please pick one of the list.",
        "error_type": "stop" if choices.strict else "warning",
    }
