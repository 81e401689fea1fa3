"""Checks that what officers filled in reaches a document."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.evidence import Evidence, check
from generator.findings import Finding, rule


@check
def check_unprinted(evidence: Evidence) -> Iterator[Finding]:
    """Every filled column is printed by some document."""
    for column in evidence.unprinted:
        heading = " ".join(column.heading.split())
        number = f"{column.filled} value{'' if column.filled == 1 else 's'}"
        seen = f"no document prints '{heading}' ({number})"
        yield rule("COL-13").at(column.location, seen, value=heading, cause="printed nowhere")
