"""Builds the smaller inputs from their tables: reviews, savings, figures, past meetings."""

from __future__ import annotations

from typing import TypeVar

from generator.findings import Finding
from generator.inputs.records.record_reader import RecordReader
from generator.inputs.tables.input_table import InputTable
from generator.inputs.tables.non_record_rows import is_total_text
from generator.model.programme import Saving

R = TypeVar("R")


def build_records(table: InputTable, model: type[R], findings: list[Finding]) -> tuple[R, ...]:
    """The records in the order of the table, without those whose number or date is missing."""
    reader = RecordReader(table, findings)
    built = (reader.build(model, record) for record in table.records)
    return tuple(record for record in built if record is not None)


def build_savings(
    table: InputTable, findings: list[Finding]
) -> tuple[tuple[Saving, ...], tuple[Saving, ...]]:
    """The savings whose amount can be read, and the totals that the table itself gives."""
    rows = build_records(table, Saving, findings)
    return (
        tuple(row for row in rows if not _is_total(row)),
        tuple(row for row in rows if _is_total(row)),
    )


def _is_total(saving: Saving) -> bool:
    return is_total_text(saving.council or saving.year)
