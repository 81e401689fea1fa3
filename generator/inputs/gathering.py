"""Says once what many cells of a column have in common."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from generator.findings import Finding, Severity

_FEW = 3
"""So many notes of one kind in a column are said one by one."""

_Kind = tuple[str, str, str | None, str | None]


def gather_notes(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """The findings, but of many like notes in one column only the first, with their number."""
    counts = Counter(_kind(finding) for finding in findings if _is_gathered(finding))
    said: set[_Kind] = set()
    kept = []
    for finding in findings:
        kind = _kind(finding)
        if not _is_gathered(finding) or counts[kind] <= _FEW:
            kept.append(finding)
        elif kind not in said:
            said.add(kind)
            more = f"; so were {counts[kind] - 1} more cells of the column"
            kept.append(replace(finding, seen=finding.seen + more))
    return tuple(kept)


def _is_gathered(finding: Finding) -> bool:
    return finding.severity is Severity.NOTE and finding.location.cell is not None


def _kind(finding: Finding) -> _Kind:
    place = finding.location
    return finding.code, place.file, place.sheet, place.column
