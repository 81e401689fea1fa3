"""A mistake in the inputs, said so that the person who made it can mend it.

A `Rule` is a kind of mistake, with a stable code. A `Finding` is one such mistake at one place.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from importlib import resources

import yaml


class Severity(StrEnum):
    """How much a finding matters: an error stops the pack, a warning or a note does not."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, kw_only=True, order=True)
class Location:
    """A place that a person can open.

    `file` is the path as the person knows it, below the pack's folder. Workbooks use `sheet`,
    `row` (from 1) and `column` (letters); text files use `line` (from 1). What is None does not
    apply.
    """

    file: str
    sheet: str | None = None
    row: int | None = None
    column: str | None = None
    line: int | None = None

    @property
    def cell(self) -> str | None:
        """The cell's address such as F7, where both row and column are known."""
        if self.row is None or self.column is None:
            return None
        return f"{self.column}{self.row}"

    def __str__(self) -> str:
        parts = [self.file]
        if self.sheet is not None:
            parts.append(f"sheet {self.sheet}")
        if self.cell is not None:
            parts.append(f"cell {self.cell}")
        elif self.row is not None:
            parts.append(f"row {self.row}")
        elif self.column is not None:
            parts.append(f"column {self.column}")
        if self.line is not None:
            parts.append(f"line {self.line}")
        return ", ".join(parts)


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One mistake at one place: what was seen there and what to do about it.

    `reason` is why the pack judges it otherwise than its rule does, "" where it does not;
    `silenced` that it is no longer to be minded, and stands only so that the reason is seen.
    `value` is what the cell holds, as a person would quote it; it is counted when findings with
    one cause are said as one. Findings of one rule and file with the same `cause` have one cause;
    with "" the column of the sheet tells.
    """

    code: str
    severity: Severity
    location: Location
    seen: str
    remedy: str
    reason: str = ""
    silenced: bool = False
    value: str = ""
    cause: str = ""

    def below(self, folder: str) -> Finding:
        """The same with its file named from further up, so that it can be told from others."""
        file = f"{folder}/{self.location.file}"
        return replace(self, location=replace(self.location, file=file))

    def __str__(self) -> str:
        kind = f"{self.severity} {self.code}" + (" (silenced)" if self.silenced else "")
        advice = f"Judged so in pack.yaml: {self.reason}" if self.reason else self.remedy
        return f"{self.location}: {kind}: {self.seen}. {advice}"


@dataclass(frozen=True, kw_only=True)
class Rule:
    """A kind of mistake: its stable code and all that `docs/findings.md` says of it.

    `example` is a sentence that `Finding.seen` could hold.
    """

    code: str
    severity: Severity
    title: str
    explanation: str
    example: str
    remedy: str

    def at(
        self,
        location: Location,
        seen: str,
        remedy: str | None = None,
        *,
        value: str = "",
        cause: str = "",
    ) -> Finding:
        """The finding that this rule was broken at a place.

        `seen` is a sentence without its full stop; `remedy` is a whole sentence, the rule's own
        unless the place calls for another.
        """
        return Finding(
            code=self.code,
            severity=self.severity,
            location=location,
            seen=seen,
            remedy=remedy or self.remedy,
            value=value,
            cause=cause,
        )


@cache
def all_rules() -> Mapping[str, Rule]:
    """Every rule of the catalogue `rules.yaml`, by code, in the order of the codes."""
    text = resources.files("generator").joinpath("rules.yaml").read_text(encoding="utf-8")
    entries = yaml.load(text, Loader=yaml.CSafeLoader)
    return {
        code: Rule(code=code, **{**entry, "severity": Severity(entry["severity"])})
        for code, entry in sorted(entries.items())
    }


def rule(code: str) -> Rule:
    """The rule of a code. Raises KeyError for a code that the catalogue lacks."""
    return all_rules()[code]


def finding_record(finding: Finding) -> dict[str, str | int | None]:
    """The finding as a flat record for JSON and tables; what does not apply is None.

    A finding that `pack.yaml` judges otherwise has its `reason` too.
    """
    location = finding.location
    reason = {"reason": finding.reason} if finding.reason else {}
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "file": location.file,
        "sheet": location.sheet,
        "row": location.row,
        "column": location.column,
        "cell": location.cell,
        "line": location.line,
        "seen": finding.seen,
        "remedy": finding.remedy,
        **reason,
    }


def reading_order(finding: Finding) -> tuple[str, str, int, int, str, int, str]:
    """Sorts findings by file, then in the order of the sheet: row by row, A before AA."""
    place = finding.location
    column = place.column or ""
    return (
        place.file,
        place.sheet or "",
        place.row or 0,
        len(column),
        column,
        place.line or 0,
        finding.code,
    )
