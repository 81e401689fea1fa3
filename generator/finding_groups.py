"""Findings with one cause, as people are shown them: one sentence with all the cells."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from generator.findings import Finding, Location, Severity, all_rules, reading_order, silences

_LAST_LIST = re.compile(
    r"(?:(.*\[)([^\[\]]*)(\][^\[\]]*)|(.*\{)([^\[\]{}]*)(\}[^\[\]{}]*))", re.DOTALL
)
"""A text up to its last YAML list or mapping, its content, and the rest."""
MOST_SHOWN_APART = 3
"""Findings of one column that are shown one by one; more of them are one group."""
MOST_RANGES = 12
"""Cell ranges that a group names in text; JSON has every cell."""
MOST_VALUES = 6
MOST_EXAMPLES = 3
LONGEST_EXAMPLES = 180
"""Characters: long messages are shown as fewer than three examples."""
MOST_REMEDIES = 6


@dataclass(frozen=True, kw_only=True)
class FindingGroup:
    """All findings with one cause, as people are shown them; never empty.

    The members have one code, severity, file and reason, and are in reading order.
    """

    code: str
    severity: Severity
    file: str
    silenced: bool
    members: tuple[Finding, ...]

    @classmethod
    def of(cls, members: Sequence[Finding]) -> FindingGroup:
        """A group of findings in reading order."""
        first = members[0]
        return cls(
            code=first.code,
            severity=first.severity,
            file=first.location.file,
            silenced=first.silenced,
            members=tuple(members),
        )

    @property
    def first(self) -> Finding:
        """The member that comes first in the file."""
        return self.members[0]

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
        return _listed(said, len(shown))


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
            groups.append(FindingGroup.of(members))
        else:
            groups += [FindingGroup.of([member]) for member in members]
    return tuple(sorted(groups, key=_group_order))


def _group_order(group: FindingGroup) -> tuple[int, bool, object]:
    """Errors before warnings before notes; root causes first; then the order of the file."""
    is_root = bool({"pack", "file"} & silences(group.code).keys())
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
    lines = _numbered("line", [each.typed_line for each in locations if each.typed_line])
    paragraphs = list(dict.fromkeys(filter(None, (each.paragraph for each in locations))))
    columns = dict.fromkeys(each.column for each in locations if each.column and not each.row)
    named = f"column {', '.join(filter(None, columns))}" if columns else ""
    listed = _listed(paragraphs, MOST_EXAMPLES)
    return ", ".join(filter(None, (_cell_ranges(cells), rows, lines, named, listed)))


def _listed(texts: Sequence[str], most: int) -> str:
    left = len(texts) - most
    return "; ".join(texts[:most]) + (f"; and {left} more" if left > 0 else "")


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
    first = group.first
    record: dict[str, object] = {"code": group.code, "severity": group.severity.value}
    record |= {"file": group.file, **_place(first)}
    record |= {"seen": group.seen, "remedy": group.remedy}
    if first.reason:
        record["reason"] = first.reason
    cells = []
    for member in group.members:
        cell = _place(member) | {"paragraph": member.location.paragraph}
        cell |= {"value": member.value or None, "seen": member.seen}
        cells.append({key: value for key, value in cell.items() if value is not None})
    return {**record, "count": group.count, "places": group.places or None, "cells": cells}


def _place(finding: Finding) -> dict[str, str | int | None]:
    place = finding.location
    return {
        "sheet": place.sheet,
        "row": place.row,
        "column": place.column,
        "cell": place.cell,
        "line": place.typed_line,
    }
