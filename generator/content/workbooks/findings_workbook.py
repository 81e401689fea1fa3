"""The workbook of findings, for those who work through them: one row per cause."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from generator.content.nodes import Properties
from generator.content.workbooks.sheet_content import (
    ColumnKind,
    LetterColours,
    Sheet,
    SheetColumn,
    SheetTable,
    Workbook,
)
from generator.finding_groups import FindingGroup, group_findings
from generator.findings import Finding, Severity, as_sentence

_TITLE = "Findings"
_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "amber", Severity.NOTE: "none"}
_COLUMNS = (
    SheetColumn(heading="Severity", kind=ColumnKind.WORD, letter_in="Severity"),
    SheetColumn(heading="Code", kind=ColumnKind.CODE),
    SheetColumn(heading="File", kind=ColumnKind.PROSE),
    SheetColumn(heading="Sheet", kind=ColumnKind.NAME),
    SheetColumn(heading="Cells, rows or lines", kind=ColumnKind.PROSE),
    SheetColumn(heading="Count", kind=ColumnKind.STEP),
    SheetColumn(heading="What is wrong", kind=ColumnKind.NARRATIVE),
    SheetColumn(heading="What to do", kind=ColumnKind.NARRATIVE),
    SheetColumn(heading="Reason given in pack.yaml", kind=ColumnKind.PROSE),
)
# What is written where a column does not apply.
_NONE = "none"


def compose_findings(findings: Sequence[Finding], *, as_of: date) -> Workbook:
    """A sheet that counts the findings and one that lists them, grouped as the terminal shows them.

    `as_of` is given as the day on which the file was made.
    """
    groups = group_findings(findings)
    return Workbook(
        properties=Properties(
            title=_TITLE,
            subject="What the checks found in the inputs",
            author="Committee pack generator",
            language="en-GB",
            date=as_of,
        ),
        marking="",
        sheets=(_summary(groups), _list(groups)),
        letter_colours=LetterColours(
            name="Severity",
            table="Severities",
            heading="Severity",
            letters=tuple(_COLOURS),
            colours=tuple(_COLOURS.values()),
        ),
    )


def _summary(groups: Sequence[FindingGroup]) -> Sheet:
    """How many findings there are of each severity, and in each file."""
    counts = Counter((group.file, group.severity) for group in groups)
    files = dict.fromkeys(group.file for group in groups) or {_NONE: None}
    totals = Counter(group.severity for group in groups)
    cells = Counter[Severity]()
    for group in groups:
        cells[group.severity] += group.count
    count = ColumnKind.COUNT
    return Sheet(
        name="Summary",
        title=_TITLE,
        lines=(
            "What the checks found in the inputs. The sheet Findings has one row per cause, with "
            "all its cells.",
        ),
        form="dashboard",
        tables=(
            SheetTable(
                name="Severities",
                heading="Findings by severity" if groups else "No findings",
                columns=(
                    SheetColumn(heading="Severity", kind=ColumnKind.LABEL, letter_in="Severity"),
                    SheetColumn(heading="Findings", kind=count),
                    SheetColumn(heading="Cells, rows or lines", kind=count),
                ),
                rows=tuple((each.value, totals[each], cells[each]) for each in Severity),
                alt="The number of findings of each severity, and of the places that they name.",
                note="An error stops the pack; a warning or a note does not.",
            ),
            SheetTable(
                name="FindingsByFile",
                heading="Findings by file",
                columns=(
                    SheetColumn(heading="File", kind=ColumnKind.WIDE_LABEL),
                    SheetColumn(heading="Errors", kind=count),
                    SheetColumn(heading="Warnings", kind=count),
                    SheetColumn(heading="Notes", kind=count),
                ),
                rows=tuple(
                    (file, *(counts[file, severity] for severity in Severity)) for file in files
                ),
                alt="The number of findings of each severity in each file.",
            ),
        ),
    )


def _list(groups: Sequence[FindingGroup]) -> Sheet:
    rows: list[tuple[str | int, ...]] = [
        (
            group.severity.value,
            group.code,
            group.file,
            group.sheet or _NONE,
            group.places or _NONE,
            group.count,
            as_sentence(group.seen),
            group.remedy,
            group.first.reason or _NONE,
        )
        for group in groups
    ]
    return Sheet(
        name="Findings",
        title=_TITLE,
        lines=("Errors first, then warnings and notes." if rows else "There are no findings.",),
        tables=(
            SheetTable(
                name="AllFindings",
                columns=_COLUMNS,
                rows=tuple(tuple(map(_visible, row)) for row in rows),
                alt="Every finding with its place, what is wrong and what to do.",
            ),
        )
        if rows
        else (),
    )


def _visible(value: str | int) -> str | int:
    """A text whose control characters, which no cell can hold, are shown by their code points."""
    if isinstance(value, int) or value.isprintable():
        return value
    return "".join(
        letter if letter.isprintable() or letter == "\n" else f"<U+{ord(letter):04X}>"
        for letter in value
    )
