"""Writes workbooks and packs for the readers' tests."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import openpyxl

from generator.inputs.folders import PackFolder
from generator.inputs.pack_reader import read_pack

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"

LACKING = ("COL-11", "COL-12")
"""The rules on columns that a table lacks, which the small tables of other tests do."""

SETTINGS = """\
programme: Example Programme
councils: [Example Council]
period: {name: Quarter 4, start: 2024-01-01, end: 2024-03-31}
as_of: 2024-04-30
scoring:
  impact:
    - {score: 1, word: Negligible}
    - {score: 2, word: Minor}
    - {score: 3, word: Moderate}
    - {score: 4, word: Major}
    - {score: 5, word: Catastrophic}
  likelihood:
    - {score: 1, word: Rare}
    - {score: 2, word: Unlikely}
    - {score: 3, word: Possible}
    - {score: 4, word: Likely}
    - {score: 5, word: Almost certain}
  bands:
    - {letter: G, word: Green, lowest: 1, highest: 5}
    - {letter: A, word: Amber, lowest: 6, highest: 14}
    - {letter: R, word: Red, lowest: 15, highest: 25}
risk_register:
  project: Example Programme
  version_date: 2024-04-30
  latest_date: 2024-03-31
  exceptions: {any_of: [{reading: latest, band: [R]}]}
action_plan:
  title: Example action plan
  updated: March 2024
  key:
    - {letter: R, word: Red, meaning: Needs intervention}
    - {letter: A, word: Amber, meaning: Needs attention}
    - {letter: G, word: Green, meaning: No issues}
    - {letter: B, word: Blue, meaning: Completed}
    - {letter: "", word: Blank, meaning: Not started, colour: none}
documents: [{name: report, title: Report, template: executive-report.docx}]
"""


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """A sheet to be written: rows from row 1; None is a blank cell."""

    rows: Sequence[Sequence[object]]
    name: str = "Sheet1"
    merges: Sequence[str] = ()
    hidden_rows: Sequence[int] = ()
    hidden_columns: Sequence[str] = ()
    state: str = "visible"
    formats: Mapping[str, str] = field(default_factory=dict)


def workbook(*sheets: Sheet) -> bytes:
    """An .xlsx of the sheets."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for sheet in sheets:
        page = book.create_sheet(sheet.name)
        for row, values in enumerate(sheet.rows, start=1):
            for column, value in enumerate(values, start=1):
                if value is not None:
                    page.cell(row, column, value)
        for area in sheet.merges:
            page.merge_cells(area)
        for row in sheet.hidden_rows:
            page.row_dimensions[row].hidden = True
        for column in sheet.hidden_columns:
            page.column_dimensions[column].hidden = True
        for address, number_format in sheet.formats.items():
            page[address].number_format = number_format
        page.sheet_state = sheet.state
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def pack_with(
    folder: Path, inputs: str, files: Mapping[str, bytes | str], settings: str = SETTINGS
):
    """Reads a pack of the files; `inputs` is the YAML of its inputs."""
    home = folder / "pack" / "q4"
    home.mkdir(parents=True, exist_ok=True)
    (home / "pack.yaml").write_text(f"{settings}inputs: {inputs}\n", encoding="utf-8")
    for name, content in files.items():
        path = home / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, str):
            path.write_text(content, encoding="utf-8", newline="")
        else:
            path.write_bytes(content)
    return read_pack(PackFolder(name="pack", period="q4", path=home), templates=TEMPLATES)


def register_of(folder: Path, content: bytes | str, name: str = "register.xlsx", more: str = ""):
    """The register of a file, and the findings."""
    inputs = f"{{risk_register: {{file: {name}{more}}}}}"
    pack, findings = pack_with(folder, inputs, {name: content})
    return (pack.register if pack else None), findings


def plan_of(folder: Path, content: bytes | str, name: str = "plan.xlsx", more: str = ""):
    """The action plan of a file, and the findings."""
    inputs = f"{{action_plan: {{file: {name}{more}}}}}"
    pack, findings = pack_with(folder, inputs, {name: content})
    return (pack.action_plan if pack else None), findings


def short(findings):
    """Findings as (code, cell or row) pairs, for comparing."""
    return [
        (finding.code, finding.location.cell or finding.location.row or finding.location.line)
        for finding in findings
    ]


def errors(findings):
    """The errors alone, as text."""
    return [str(finding) for finding in findings if finding.severity == "error"]
