"""A copy of an officer's workbook with a comment and a fill at each cell that has a finding."""

from __future__ import annotations

import zlib
from collections import defaultdict
from collections.abc import Iterable
from zipfile import BadZipFile

from lxml.etree import XMLSyntaxError

from generator.findings import Finding, Location, Severity, as_sentence
from generator.inputs.files.file_refused import FileRefused
from generator.inputs.files.guard import FileKind, kind_of
from generator.inputs.files.input_sheet import Place, place
from generator.renderers.workbook_edit.cell_comments import add_comments
from generator.renderers.workbook_edit.cell_fills import FilledStyles, fill_cells
from generator.renderers.workbook_edit.workbook_parts import WorkbookParts

_FILLS = {Severity.ERROR: "FFFFC7CE", Severity.WARNING: "FFFFEB9C", Severity.NOTE: "FFDDEBF7"}
"""Pale red, yellow and blue, worst first. Black text on them has a contrast of 13:1 or better."""


def annotated_copy(data: bytes, findings: Iterable[Finding]) -> bytes | None:
    """A copy of an .xlsx or .xlsm with a comment and a fill at the place of each finding.

    A finding about a row is marked in the row's first cell and one about a column in its first
    row. One about a whole sheet or file is a comment in A1. A column, a sheet and a file have no
    fill. None for any other kind of file, or one with a damaged part.
    """
    try:
        if kind_of(data) is FileKind.XLSX:
            return _annotated(WorkbookParts(data), findings)
    except (FileRefused, XMLSyntaxError, BadZipFile, zlib.error, KeyError, ValueError, EOFError):
        # A damaged workbook is a finding of its own; it has no copy.
        pass
    return None


def _annotated(parts: WorkbookParts, findings: Iterable[Finding]) -> bytes:
    sheets = parts.sheets()
    styles = FilledStyles(parts)
    by_sheet: defaultdict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        by_sheet[finding.location.sheet or next(iter(sheets), "")].append(finding)
    for name, found in by_sheet.items():
        if name in sheets:
            _annotate_sheet(parts, sheets[name], found, styles)
    styles.store()
    return parts.packed()


def _annotate_sheet(
    parts: WorkbookParts, part: str, findings: Iterable[Finding], styles: FilledStyles
) -> None:
    by_place: defaultdict[Place, list[Finding]] = defaultdict(list)
    for finding in findings:
        by_place[_place(finding.location)].append(finding)
    fills = {
        at: next(fill for severity, fill in _FILLS.items() if severity in _severities(found))
        for at, found in by_place.items()
        if any(each.location.row is not None for each in found)
    }
    sheet = parts.tree(part)
    fill_cells(sheet, fills, styles)
    texts = {at: "\n\n".join(map(_comment, found)) for at, found in by_place.items()}
    add_comments(parts, part, sheet, texts)
    parts.put_tree(part, sheet)


def _severities(findings: Iterable[Finding]) -> set[Severity]:
    return {finding.severity for finding in findings}


def _place(location: Location) -> Place:
    return place(f"{location.column or 'A'}{location.row or 1}")


def _comment(finding: Finding) -> str:
    return f"{finding.severity} {finding.code}: {as_sentence(finding.seen)} {finding.advice}"
