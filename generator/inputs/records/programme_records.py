"""Builds the smaller inputs from their tables: reviews, savings, figures, past meetings."""

from __future__ import annotations

from generator.findings import Finding
from generator.inputs.cells.number_cells import parse_number
from generator.inputs.records.record_builder import RecordBuilder
from generator.inputs.tables.input_table import InputTable
from generator.inputs.tables.rows_without_records import is_total_text
from generator.model.programme import KeyFigure, PastMeeting, Saving, ServiceReview


def build_service_reviews(table: InputTable, findings: list[Finding]) -> tuple[ServiceReview, ...]:
    """The service reviews in the order of the table."""
    reviews = []
    for record in table.records:
        cells = RecordBuilder(table, record, findings)
        reviews.append(
            ServiceReview(
                phase=cells.text("phase"),
                service=cells.text("service"),
                stage=cells.text("stage"),
                update=cells.text("update"),
                business_case=cells.date("business_case"),
                original_end=cells.date("original_end"),
                completed=cells.date("completed"),
                where=cells.where,
            )
        )
    return tuple(reviews)


def build_savings(
    table: InputTable, findings: list[Finding]
) -> tuple[tuple[Saving, ...], tuple[Saving, ...]]:
    """The savings whose amount can be read, and the totals that the table itself gives."""
    savings: list[Saving] = []
    totals: list[Saving] = []
    for record in table.records:
        cells = RecordBuilder(table, record, findings)
        council, year = cells.text("council"), cells.text("year")
        amount = cells.parse("amount_gbp", parse_number)
        if amount is None:
            continue
        saving = Saving(council=council, year=year, amount_gbp=amount, where=cells.where)
        (totals if is_total_text(council or year) else savings).append(saving)
    return tuple(savings), tuple(totals)


def build_figures(table: InputTable, findings: list[Finding]) -> tuple[KeyFigure, ...]:
    """The key figures whose value can be read."""
    figures = []
    for record in table.records:
        cells = RecordBuilder(table, record, findings)
        name = cells.code("name")
        unit, description = cells.text("unit"), cells.text("description")
        value = cells.parse("value", parse_number)
        if value is not None:
            figures.append(
                KeyFigure(
                    name=name, value=value, unit=unit, description=description, where=cells.where
                )
            )
    return tuple(figures)


def build_subject_history(table: InputTable, findings: list[Finding]) -> tuple[PastMeeting, ...]:
    """The past meetings whose date can be read, in the order of the table."""
    meetings = []
    for record in table.records:
        cells = RecordBuilder(table, record, findings)
        name, day = cells.text("meeting"), cells.date("date")
        if day is not None:
            meetings.append(PastMeeting(meeting=name, date=day, where=cells.where))
    return tuple(meetings)
