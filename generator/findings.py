"""Mistakes in the inputs: a `Rule` is a kind with a stable code, a `Finding` one at one place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from fnmatch import fnmatchcase
from functools import cache
from importlib import resources

import yaml

_SCOPES = ("cell", "row", "file", "pack")
"""Where a finding silences others, from the narrowest on."""


class Severity(StrEnum):
    """How much a finding matters: an error stops the pack, a warning or a note does not."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, kw_only=True, order=True)
class Location:
    """A place that a person can open.

    `file` is the path as the person knows it, below the pack's folder. Workbooks use `sheet`,
    `row` (from 1) and `column` (letters); text files use `line` (from 1). In a Word file
    `paragraph` says in words where it is, and `line` only its order. What is None does not apply.
    """

    file: str
    sheet: str | None = None
    row: int | None = None
    column: str | None = None
    line: int | None = None
    paragraph: str | None = None

    @property
    def cell(self) -> str | None:
        """The cell's address such as F7, where both row and column are known."""
        if self.row is None or self.column is None:
            return None
        return f"{self.column}{self.row}"

    @property
    def typed_line(self) -> int | None:
        """The line of a text file; None in a Word file, which shows no lines."""
        return None if self.paragraph else self.line

    def __str__(self) -> str:
        spots = {"cell": self.cell, "row": self.row, "column": self.column}
        narrowest = next((each for each in spots.items() if each[1] is not None), ("cell", None))
        named = (("sheet", self.sheet), narrowest, ("line", self.typed_line))
        sheet, spot, line = ("" if each is None else f"{name} {each}" for name, each in named)
        return ", ".join(filter(None, (self.file, sheet, spot, self.paragraph, line)))


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One mistake at one place: what was seen there and what to do about it.

    `reason` is why the pack judges it otherwise than its rule does, "" where it does not;
    `silenced` says that pack.yaml silences it; it is kept so that people see the reason.
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

    @property
    def advice(self) -> str:
        """What to do; for a finding that pack.yaml judges otherwise, its reason."""
        return f"Reason given in pack.yaml: {self.reason}" if self.reason else self.remedy

    def __str__(self) -> str:
        kind = f"{self.severity} {self.code}" + (" (silenced)" if self.silenced else "")
        return f"{self.location}: {kind}: {as_sentence(self.seen)} {self.advice}"


def as_sentence(seen: str) -> str:
    """What was seen, with a full stop unless it is a question ("did you mean Risk Owner?")."""
    return seen if seen.endswith(("?", ".")) else f"{seen}."


@dataclass(frozen=True, kw_only=True)
class Rule:
    """A kind of mistake: one entry of the catalogue `rules.yaml`, which says what each key means.

    `about` is the kind of file that the rule is about, a heading of docs/findings.md.
    """

    code: str
    about: str
    severity: Severity
    title: str
    explanation: str
    example: str
    remedy: str
    many: str = ""
    firm: bool = False
    publication: bool = False
    silences: Mapping[str, Sequence[str]] = field(default_factory=dict)

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
    """Every rule of the catalogue `rules.yaml` by code, in the order of the catalogue."""
    text = resources.files("generator").joinpath("rules.yaml").read_text(encoding="utf-8")
    return {
        code: Rule(code=code, about=about, **{**entry, "severity": Severity(entry["severity"])})
        # The loader that is written in C: every run reads the whole catalogue.
        for about, entries in yaml.load(text, Loader=yaml.CSafeLoader).items()
        for code, entry in entries.items()
    }


def rule(code: str) -> Rule:
    """The rule of a code. Raises KeyError for a code that the catalogue lacks."""
    return all_rules()[code]


def without_consequences(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings without those that follow from another one.

    `silences` in the catalogue says what follows from what. Only an error can silence an error:
    otherwise a pack could be made although something in it was not read.
    """
    found = tuple(findings)
    roots: dict[tuple[object, ...], set[tuple[str, Severity]]] = {}
    for finding in found:
        places = _scopes(finding.location)
        for scope in silences(finding.code).keys() & places.keys():
            roots.setdefault(places[scope], set()).add((finding.code, finding.severity))
    return tuple(finding for finding in found if not _is_silenced(finding, roots))


def _is_silenced(
    finding: Finding, roots: Mapping[tuple[object, ...], set[tuple[str, Severity]]]
) -> bool:
    return any(
        _silences_code(code, finding.code, scope)
        and (severity is Severity.ERROR or finding.severity is not Severity.ERROR)
        for scope, place in _scopes(finding.location).items()
        for code, severity in roots.get(place, ())
    )


@cache
def _silences_code(root: str, code: str, scope: str) -> bool:
    """Whether findings of `root` silence those of `code`; two that silence each other both stay."""

    def reaches(one: str, other: str, scopes: Sequence[str]) -> bool:
        patterns = [each for scope in scopes for each in silences(one).get(scope, ())]
        return any(fnmatchcase(other, pattern) for pattern in patterns)

    as_wide = _SCOPES[_SCOPES.index(scope) :]
    return root != code and reaches(root, code, [scope]) and not reaches(code, root, as_wide)


def silences(code: str) -> Mapping[str, Sequence[str]]:
    """What findings of a rule silence: patterns of codes by scope."""
    known = all_rules().get(code)
    return known.silences if known else {}


def _scopes(place: Location) -> dict[str, tuple[object, ...]]:
    """A key each for the cell, row, file and pack of a place; a whole row has no cell."""
    keys: dict[str, tuple[object, ...]] = {"pack": (), "file": (place.file,)}
    if place.row is not None:
        keys["row"] = (place.file, place.sheet, place.row)
    if place.cell is not None:
        keys["cell"] = (place.file, place.sheet, place.row, place.column)
    return keys


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
