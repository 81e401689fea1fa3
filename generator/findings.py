"""Mistakes in the inputs: rules, findings, and groups of findings with one cause.

A `Rule` is a kind of mistake with a stable code. A `Finding` is one such mistake at one place. A
`FindingGroup` is what people are shown: all findings that have the same cause, with their cells.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from fnmatch import fnmatchcase
from functools import cache
from importlib import resources

import yaml

_LAST_LIST = re.compile(
    r"(?:(.*\[)([^\[\]]*)(\][^\[\]]*)|(.*\{)([^\[\]{}]*)(\}[^\[\]{}]*))", re.DOTALL
)
"""A text up to its last YAML list or mapping, its content, and the rest."""
_SCOPES = ("cell", "row", "file", "pack")
MOST_SHOWN_APART = 3
"""Findings of one column that are shown one by one; more of them are one group."""
MOST_RANGES = 12
"""Cell ranges that a group names in text; JSON has every cell."""
MOST_VALUES = 6
MOST_EXAMPLES = 3
LONGEST_EXAMPLES = 180
"""Characters: long messages are shown as fewer than three examples."""
MOST_REMEDIES = 6


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
        if self.paragraph is not None:
            parts.append(self.paragraph)
        elif self.line is not None:
            parts.append(f"line {self.line}")
        return ", ".join(parts)


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
        for about, entries in yaml.load(text, Loader=yaml.CSafeLoader).items()
        for code, entry in entries.items()
    }


def rule(code: str) -> Rule:
    """The rule of a code. Raises KeyError for a code that the catalogue lacks."""
    return all_rules()[code]


@dataclass(frozen=True, kw_only=True)
class FindingGroup:
    """All findings with one cause, as people are shown them; never empty.

    The members have one code, severity, file and reason, and are in reading order.
    """

    members: tuple[Finding, ...]

    @property
    def first(self) -> Finding:
        """The member that comes first in the file."""
        return self.members[0]

    @property
    def code(self) -> str:
        """The code of every member."""
        return self.first.code

    @property
    def severity(self) -> Severity:
        """The severity of every member."""
        return self.first.severity

    @property
    def silenced(self) -> bool:
        """Whether pack.yaml silences the members."""
        return self.first.silenced

    @property
    def file(self) -> str:
        """The file of every member."""
        return self.first.location.file

    @property
    def sheet(self) -> str | None:
        """The sheet of every member; None where there is none, or more than one."""
        sheets = {member.location.sheet for member in self.members}
        return self.first.location.sheet if len(sheets) == 1 else None

    @property
    def count(self) -> int:
        """The number of different cells, rows or lines."""
        return len({member.location for member in self.members})

    @property
    def places(self) -> str:
        """The cells as ranges ("T4:T17, AB4:AB17"), or the rows or lines; "" for a whole file."""
        return describe_places([member.location for member in self.members])

    @property
    def values(self) -> str:
        """The different values, most frequent first: "Severe (12), Moderate (9), and 3 more".

        Without numbers where each occurs once.
        """
        counted = Counter(member.value for member in self.members if member.value).most_common()
        repeated = any(number > 1 for _, number in counted)
        shown = [
            _shorten(value) + (f" ({number})" if repeated else "")
            for value, number in counted[:MOST_VALUES]
        ]
        left = len(counted) - len(shown)
        return ", ".join(shown) + (f", and {left} more" if left else "")

    @property
    def seen(self) -> str:
        """One sentence, without its full stop, on what is wrong with all members."""
        if len(self.members) == 1:
            return self.first.seen
        if self.count == 1:
            return self._examples
        known = all_rules().get(self.code)
        if known is None or not known.many or (not self.values and "{values}" in known.many):
            return f"{self._counted}: {self._examples}"
        columns = dict.fromkeys(member.location.column or "" for member in self.members)
        return known.many.format(
            count=self.count,
            cells=self.places,
            values=self.values,
            examples=self._examples,
            column=" and ".join(filter(None, columns)),
        )

    @property
    def remedy(self) -> str:
        """What to do about all members; a line per member where each needs its own."""
        return join_remedies([member.remedy for member in self.members])

    @property
    def advice(self) -> str:
        """What to do; for members that pack.yaml judges otherwise, its reason."""
        return self.first.advice if self.first.reason else self.remedy

    @property
    def _counted(self) -> str:
        place = self.first.location
        noun = "cell" if place.cell else "row" if place.row else "line" if place.line else "place"
        noun = "paragraph" if place.paragraph else noun
        return f"{self.count} {noun}{'' if self.count == 1 else 's'}"

    @property
    def _examples(self) -> str:
        said = list(dict.fromkeys(member.seen for member in self.members))
        shown = said[:MOST_EXAMPLES]
        while len(shown) > 1 and len("; ".join(shown)) > LONGEST_EXAMPLES:
            shown.pop()
        left = len(said) - len(shown)
        return "; ".join(shown) + (f"; and {left} more" if left else "")


def group_findings(findings: Iterable[Finding]) -> tuple[FindingGroup, ...]:
    """Put findings with one cause together: errors first, root causes before others.

    Findings of one code, severity, reason and file are one group if they have the same `cause`.
    Where `cause` is "", those in one column of a sheet (or in the rows or lines of a file) are one
    group if they are more than three; fewer are shown one by one.
    """
    gathered: dict[tuple[object, ...], list[Finding]] = {}
    for finding in sorted(findings, key=reading_order):
        gathered.setdefault(_group_key(finding), []).append(finding)
    groups: list[FindingGroup] = []
    for members in gathered.values():
        if members[0].cause or len(members) > MOST_SHOWN_APART:
            groups.append(FindingGroup(members=tuple(members)))
        else:
            groups += [FindingGroup(members=(member,)) for member in members]
    return tuple(sorted(groups, key=_group_order))


def _group_order(group: FindingGroup) -> tuple[int, bool, object]:
    """Errors before warnings before notes; root causes first; then the order of the file."""
    is_root = bool({"pack", "file"} & _silences(group.code).keys())
    return (list(Severity).index(group.severity), not is_root, reading_order(group.first))


def _group_key(finding: Finding) -> tuple[object, ...]:
    place = finding.location
    same = (finding.code, finding.severity, finding.reason, finding.silenced, place.file)
    if finding.cause:
        return (*same, finding.cause)
    return (*same, place.sheet, place.column, place.row is None, place.line is None)


def describe_places(locations: Sequence[Location]) -> str:
    """The cells as ranges ("T4:T17, AB4:AB17"), or the rows or lines ("lines 3, 5 to 8").

    With cells of several sheets, each sheet is named. "" where no location names more than a file.
    """
    by_sheet: dict[str | None, list[Location]] = {}
    for location in locations:
        by_sheet.setdefault(location.sheet, []).append(location)
    if len(by_sheet) > 1:
        return "; ".join(f"{sheet}: {describe_places(each)}" for sheet, each in by_sheet.items())
    cells = {(each.column, each.row) for each in locations if each.column and each.row}
    rows = _numbered("row", [each.row for each in locations if each.row and not each.column])
    lines = _numbered("line", [each.line for each in locations if each.line and not each.paragraph])
    paragraphs = list(dict.fromkeys(filter(None, (each.paragraph for each in locations))))
    columns = dict.fromkeys(each.column for each in locations if each.column and not each.row)
    named = f"column {', '.join(filter(None, columns))}" if columns else ""
    return ", ".join(filter(None, (_cell_ranges(cells), rows, lines, named, _listed(paragraphs))))


def _listed(paragraphs: Sequence[str]) -> str:
    left = len(paragraphs) - MOST_EXAMPLES
    return "; ".join(paragraphs[:MOST_EXAMPLES]) + (f"; and {left} more" if left > 0 else "")


def _cell_ranges(cells: Iterable[tuple[str, int]]) -> str:
    """Cells as ranges: runs of rows, and neighbouring columns with the same run as one block."""
    rows: dict[str, list[int]] = {}
    for column, row in cells:
        rows.setdefault(column, []).append(row)
    blocks: list[list[tuple[str, int, int]]] = []
    runs = [
        (first, last, column) for column, numbers in rows.items() for first, last in _runs(numbers)
    ]
    for first, last, column in sorted(runs, key=lambda run: (*run[:2], _column_number(run[2]))):
        end = blocks[-1][-1] if blocks else ("", 0, 0)
        if end[1:] == (first, last) and _column_number(end[0]) + 1 == _column_number(column):
            blocks[-1].append((column, first, last))
        else:
            blocks.append([(column, first, last)])
    blocks.sort(key=lambda block: (_column_number(block[0][0]), block[0][1]))
    shown = [
        f"{block[0][0]}{block[0][1]}"
        + ("" if len(block) == 1 and first == last else f":{block[-1][0]}{last}")
        for block in blocks
        for _, first, last in block[:1]
    ]
    left = sum(len(block) * (block[0][2] - block[0][1] + 1) for block in blocks[MOST_RANGES:])
    return ", ".join(shown[:MOST_RANGES]) + (f" and {left} more cells" if left else "")


def _runs(numbers: Iterable[int]) -> list[tuple[int, int]]:
    """The first and last of each unbroken run of numbers."""
    runs: list[tuple[int, int]] = []
    for number in sorted(set(numbers)):
        if runs and number == runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], number)
        else:
            runs.append((number, number))
    return runs


def _numbered(noun: str, numbers: Sequence[int]) -> str:
    runs = _runs(numbers)
    shown = [f"{first} to {last}" if last > first else str(first) for first, last in runs]
    left = sum(last - first + 1 for first, last in runs[MOST_RANGES:])
    more = f" and {left} more" if left else ""
    plural = "" if len(set(numbers)) == 1 else "s"
    return f"{noun}{plural} {', '.join(shown[:MOST_RANGES])}{more}" if runs else ""


def _column_number(letters: str) -> int:
    """1 for A, 27 for AA."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def _shorten(value: str, longest: int = 40) -> str:
    """A value on one line, cut if it is long; what cannot be seen is shown as its code point."""
    value = " ".join(value.split())
    value = "".join(each if each.isprintable() else f"<U+{ord(each):04X}>" for each in value)
    return value if len(value) <= longest else f"{value[: longest - 1]}…"


def join_remedies(remedies: Sequence[str]) -> str:
    """The different remedies as one text.

    Those that differ only in a YAML list or mapping ("[Severe]") are one with a longer list. A
    beginning that all share up to a colon is said once; then each has a line, at most six.
    """
    lists: dict[tuple[str, str], list[str]] = {}
    for remedy in dict.fromkeys(remedies):
        found = _LAST_LIST.fullmatch(remedy)
        parts = [part for part in found.groups() if part is not None] if found else []
        before, inside, after = parts or (remedy, "", "")
        lists.setdefault((before, after), []).append(inside)
    texts = [before + ", ".join(inside) + after for (before, after), inside in lists.items()]
    if len(texts) == 1:
        return texts[0]
    start = texts[0][: texts[0].find(":") + 1]
    shared = start if start and all(text.startswith(start) for text in texts) else ""
    left = len(texts) - MOST_REMEDIES
    lines = [shared, *(text.removeprefix(shared).strip() for text in texts[:MOST_REMEDIES])]
    lines += [f"and {left} more" if left > 0 else ""]
    return "\n".join(filter(None, lines))


def group_record(group: FindingGroup) -> dict[str, object]:
    """The group as a record for JSON and tables; what does not apply is None.

    `sheet`, `row`, `column`, `cell` and `line` are those of the first member; `places` has all as
    ranges; `cells` has one record per member with its place, value and sentence.
    """
    record = finding_record(group.first)
    record |= {"seen": group.seen, "remedy": group.remedy}
    cells = [
        {
            key: value
            for key, value in (
                ("sheet", member.location.sheet),
                ("row", member.location.row),
                ("column", member.location.column),
                ("cell", member.location.cell),
                ("line", _typed_line(member.location)),
                ("paragraph", member.location.paragraph),
                ("value", member.value or None),
                ("seen", member.seen),
            )
            if value is not None
        }
        for member in group.members
    ]
    return {**record, "count": group.count, "places": group.places or None, "cells": cells}


def _typed_line(place: Location) -> int | None:
    return None if place.paragraph else place.line


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
        "line": _typed_line(location),
        "seen": finding.seen,
        "remedy": finding.remedy,
        **reason,
    }


def without_consequences(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings without those that follow from another one.

    `silences` in the catalogue says what follows from what. Only an error can silence an error:
    otherwise a pack could be made although something in it was not read.
    """
    found = tuple(findings)
    roots: dict[tuple[object, ...], set[tuple[str, Severity]]] = {}
    for finding in found:
        places = _scopes(finding.location)
        for scope in _silences(finding.code).keys() & places.keys():
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
        patterns = [each for scope in scopes for each in _silences(one).get(scope, ())]
        return any(fnmatchcase(other, pattern) for pattern in patterns)

    as_wide = _SCOPES[_SCOPES.index(scope) :]
    return root != code and reaches(root, code, [scope]) and not reaches(code, root, as_wide)


def _silences(code: str) -> Mapping[str, Sequence[str]]:
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
