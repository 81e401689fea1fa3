"""`check --columns`: what each filled column of the inputs was read as, and where it is printed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import groupby

from generator.build import Job
from generator.content.printed_columns import PrintedColumn, printed_columns
from generator.documents import content_by_place
from generator.inputs.folders import Request


def columns_of(jobs: Sequence[Job], request: Request) -> list[PrintedColumn]:
    """The filled columns of all packs; those of a pack with errors without where they appear."""
    found: list[PrintedColumn] = []
    for job in jobs:
        if job.pack is None:
            continue
        if job.is_stopped:
            columns = tuple(PrintedColumn(column=each, places=None) for each in job.pack.columns)
        else:
            compose = partial(content_by_place, folders=request.template_folders(job.folder))
            columns = printed_columns(job.pack, job.documents, compose)
        found += [_named_from_inputs(each, job) for each in columns]
    return found


def _named_from_inputs(printed: PrintedColumn, job: Job) -> PrintedColumn:
    location = printed.column.location
    location = replace(location, file=f"{job.folder}/{location.file}")
    return replace(printed, column=replace(printed.column, location=location))


def column_record(printed: PrintedColumn) -> dict[str, object]:
    """The column for JSON."""
    column = printed.column
    return {
        "file": column.location.file,
        "sheet": column.location.sheet,
        "cells": column.cells,
        "heading": column.heading,
        "read_as": column.read_as or None,
        "nearest": column.nearest or None,
        "printed_in": None if printed.places is None else list(printed.places),
    }


def column_lines(columns: Sequence[PrintedColumn]) -> Iterator[str]:
    """For each file and sheet, a line per filled column: cells, heading, meaning, where printed."""
    for (file, sheet), members in groupby(
        columns, key=lambda each: (each.column.location.file, each.column.location.sheet)
    ):
        yield f"{file}, sheet {sheet}" if sheet else file
        rows = [
            (each.column.cells, " ".join(each.column.heading.split()), _meaning(each))
            for each in members
        ]
        cells, heading = (max(len(row[part]) for row in rows) for part in (0, 1))
        for row in rows:
            yield f"  {row[0]:<{cells}}  {row[1]:<{heading}}  {row[2]}"


def _meaning(printed: PrintedColumn) -> str:
    column = printed.column
    if not column.read_as:
        hint = f'; did you mean "{column.nearest}"?' if column.nearest else ""
        return f"not understood, printed nowhere{hint}"
    if printed.places is None:
        return f"read as {column.read_as}"
    return f"read as {column.read_as}, printed {_listed(printed.places)}"


def _listed(places: Sequence[str]) -> str:
    """ "in log.docx; in register.xlsx (Summary, Register)", or "nowhere"."""
    sheets: dict[str, list[str]] = {}
    for place in places:
        document, _, sheet = place.partition(", sheet ")
        sheets.setdefault(document, []).extend([sheet] if sheet else [])
    parts = [f"in {name}" + (f" ({', '.join(of)})" if of else "") for name, of in sheets.items()]
    return "; ".join(parts) or "nowhere"
