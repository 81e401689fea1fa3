"""Finds the date that a workbook gives above its table: "Version Date: 06.02.24"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime

from generator.inputs.files.input_sheet import Value
from generator.inputs.tables.input_table import InputTable
from generator.model.written_dates import StatedDate, find_dates

_LABEL = re.compile(
    r"\b(?:version(?: date)?|(?:last )?updated|as at|as of)\b[ :–-]*(?:on |in )?", re.IGNORECASE
)


def find_stated_dates(table: InputTable) -> tuple[StatedDate, ...]:
    """The dates behind such a label, in its cell or in the next one to the right."""
    return tuple(_stated(table))


def _stated(table: InputTable) -> Iterator[StatedDate]:
    above = (each for each in table.sheet.rows.items() if each[0] < table.header.top)
    for row, cells in above:
        for column, value in cells.items():
            found = _LABEL.search(value) if isinstance(value, str) else None
            if found is None or not isinstance(value, str):
                continue
            rest = value[found.end() :].strip() or _as_written(cells.get(column + 1, ""))
            for written in find_dates(rest):
                if written.start == 0:
                    where = table.sheet.at(row, column)
                    yield StatedDate(
                        written=written.written,
                        first=written.first,
                        last=written.last,
                        location=where,
                    )
                break


def _as_written(value: Value) -> str:
    day = value.date() if isinstance(value, datetime) else value
    return f"{day.day} {day:%B %Y}" if isinstance(day, date) else str(value)
