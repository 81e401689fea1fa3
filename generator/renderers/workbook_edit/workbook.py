"""The whole copy: which findings go to which cell of which sheet."""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from zipfile import BadZipFile

from generator.findings import Finding, Location, Severity
from generator.inputs.files.input_sheet import Place, place
from generator.inputs.files.kind import FileKind, kind_of
from generator.inputs.files.refusal import FileRefused
from generator.renderers.workbook_edit.comments import add_comments
from generator.renderers.workbook_edit.parts import MAIN, OFFICE, Parts
from generator.renderers.workbook_edit.sheet import fill_cells, name_drawing
from generator.renderers.workbook_edit.styles import Styles

_WORST = (Severity.ERROR, Severity.WARNING, Severity.NOTE)


def annotated_copy(data: bytes, findings: Iterable[Finding]) -> bytes | None:
    """A copy of an .xlsx or .xlsm with a comment and a fill at the place of each finding on it.

    A finding on a row stands in its first cell, one on a column in its first row, one on a whole
    sheet or file in A1, the last two without a fill. None for any other kind of file, or one of
    which any part is damaged.
    """
    from lxml.etree import XMLSyntaxError

    try:
        if kind_of(data) is FileKind.XLSX:
            return _annotated(Parts(data), findings)
    except (FileRefused, XMLSyntaxError, BadZipFile, zlib.error, KeyError, ValueError, EOFError):
        pass
    return None


def _annotated(parts: Parts, findings: Iterable[Finding]) -> bytes | None:
    sheets, styles_part = _sheets(parts)
    if not sheets or styles_part is None:
        return None
    styles = Styles(parts, styles_part)
    for name, by_place in _by_sheet(findings, next(iter(sheets))).items():
        if name in sheets:
            _annotate(parts, sheets[name], by_place, styles)
    styles.store()
    return parts.packed()


def _sheets(parts: Parts) -> tuple[dict[str, str], str | None]:
    """The worksheets' parts by name, and the part of the styles."""
    main = next((t for kind, t in parts.relations("").values() if kind == "officeDocument"), "")
    if main not in parts:
        return {}, None
    relations = parts.relations(main)
    styles = next((target for kind, target in relations.values() if kind == "styles"), None)
    sheets = {}
    for sheet in parts.tree(main).iter(f"{{{MAIN}}}sheet"):
        kind, target = relations.get(sheet.get(f"{{{OFFICE}}}id", ""), ("", ""))
        if kind == "worksheet" and target in parts:
            sheets[sheet.get("name", "")] = target
    return sheets, styles


def _by_sheet(findings: Iterable[Finding], first: str) -> dict[str, dict[Place, list[Finding]]]:
    found: dict[str, dict[Place, list[Finding]]] = {}
    for finding in findings:
        location = finding.location
        cells = found.setdefault(location.sheet or first, {})
        cells.setdefault(_place(location), []).append(finding)
    return found


def _place(location: Location) -> Place:
    return place(f"{location.column or 'A'}{location.row or 1}")


def _annotate(
    parts: Parts, name: str, by_place: dict[Place, list[Finding]], styles: Styles
) -> None:
    texts = {at: "\n\n".join(_said(each) for each in found) for at, found in by_place.items()}
    fills = {
        at: min((each.severity for each in found), key=_WORST.index)
        for at, found in by_place.items()
        if any(each.location.row is not None for each in found)
    }
    sheet = parts.tree(name)
    fill_cells(sheet, fills, styles.filled)
    relation = add_comments(parts, name, texts)
    if relation is not None:
        name_drawing(sheet, relation)
    parts.put_tree(name, sheet)


def _said(finding: Finding) -> str:
    advice = f"Judged so in pack.yaml: {finding.reason}" if finding.reason else finding.remedy
    return f"{finding.severity} {finding.code}: {finding.seen}. {advice}"
