"""Reads any file of tables into sheets, by what it really is."""

from __future__ import annotations

from generator.findings import Finding, Location
from generator.inputs.files.csv_text import read_text_table
from generator.inputs.files.file_rules import FILE_LINKED, FILE_TEXT_FORM
from generator.inputs.files.input_sheet import InputSheet
from generator.inputs.files.kind import FileKind, kind_of
from generator.inputs.files.refusal import FileRefused


def read_sheets(data: bytes, file: str, findings: list[Finding]) -> tuple[InputSheet, ...]:
    """The sheets of a file; none, with a finding, where it cannot be read."""
    try:
        return _read(data, file, findings)
    except FileRefused as refusal:
        findings.append(refusal.finding(file))
        return ()


def _read(data: bytes, file: str, findings: list[Finding]) -> tuple[InputSheet, ...]:
    kind = kind_of(data)
    if kind is FileKind.TEXT:
        sheet, form = read_text_table(data, file)
        if not form.is_ordinary:
            seen = f"read as {form.encoding} with cells parted by {form.separator}"
            findings.append(FILE_TEXT_FORM.at(Location(file=file), seen))
        return (sheet,)
    if kind is FileKind.XLSX:
        from generator.inputs.files.xlsx.workbook import outside_workbooks, read_workbook

        sheets = read_workbook(data, file)
        if links := outside_workbooks(data):
            noun = "workbook" if links == 1 else "workbooks"
            seen = f"formulas draw on {links} other {noun}"
            findings.append(FILE_LINKED.at(Location(file=file), seen))
        return sheets
    if kind is FileKind.ODS:
        from generator.inputs.files.ods import read_ods

        return read_ods(data, file)
    from generator.inputs.files.xls.workbook import read_old_workbook

    return read_old_workbook(data, file)
