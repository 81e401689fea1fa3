"""Findings as files that officers work with: a workbook of all, annotated copies of the inputs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from generator.build import Job
from generator.delivery.file_writing import write_requested_file
from generator.errors import UsageError
from generator.findings import Finding
from generator.inputs.folders import Request
from generator.settings.house_style import plain_style

_NO_DAY = date(2000, 1, 1)  # where no pack.yaml could be understood, and so no as-of date is known


def write_findings_workbook(jobs: Sequence[Job], path: Path) -> None:
    """Write all findings as an .xlsx, one row per cause. Raises OutputError."""
    from generator.content.workbooks.findings_workbook import compose_findings
    from generator.renderers.excel import render_workbook

    packs = [job.pack for job in jobs if job.pack is not None]
    content = compose_findings(
        [finding for job in jobs for finding in job.findings],
        as_of=packs[0].settings.as_of if packs else _NO_DAY,
    )
    write_requested_file(path, render_workbook(content, house_style=plain_style()))


def write_annotated_copies(jobs: Sequence[Job], request: Request, folder: Path) -> Iterator[Path]:
    """Write a copy of each workbook that has findings, each at its cell; gives their paths.

    The copies lie below `folder` as the originals lie below the inputs. Raises UsageError where
    that would overwrite the originals, OutputError.
    """
    from generator.renderers.workbook_edit.annotated_copy import annotated_copy

    if folder.resolve() == request.inputs.resolve():
        raise UsageError("The annotated copies would overwrite the inputs", "Name another folder.")
    for file, findings in _by_file(jobs).items():
        source = request.inputs / file
        copy = annotated_copy(source.read_bytes(), findings) if source.is_file() else None
        if copy is not None:
            write_requested_file(folder / file, copy)
            yield folder / file


def _by_file(jobs: Sequence[Job]) -> dict[str, list[Finding]]:
    found: dict[str, list[Finding]] = {}
    for job in jobs:
        for finding in job.findings:
            if not finding.silenced:
                found.setdefault(finding.location.file, []).append(finding)
    return found
