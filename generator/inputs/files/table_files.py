"""Reads any file of tables into its sheets, by what the file really is."""

from __future__ import annotations

from generator.findings import Finding, Location, rule
from generator.inputs.files.file_refused import NOT_A_TABLE, FileRefused
from generator.inputs.files.guard import FileKind, kind_of
from generator.inputs.files.input_sheet import InputSheet

TEXT_FORM = rule("FILE-05")
LINKED_WORKBOOKS = rule("FILE-07")


def read_sheets(data: bytes, file: str, findings: list[Finding]) -> tuple[InputSheet, ...]:
    """Return the sheets of a file; none, with one finding, where it cannot be read."""
    try:
        sheets = _read(data, file, findings)
        if not sheets:
            raise FileRefused(NOT_A_TABLE, "the workbook has no sheet with cells")
        return sheets
    except FileRefused as refusal:
        findings.append(refusal.finding(file))
        return ()


def _read(data: bytes, file: str, findings: list[Finding]) -> tuple[InputSheet, ...]:
    # Each library is loaded only where a file needs it: openpyxl takes a quarter of a second.
    kind = kind_of(data)
    if kind is FileKind.TEXT:
        from generator.inputs.files.csv_reader import read_csv

        sheet, seen = read_csv(data, file)
        if seen:
            findings.append(TEXT_FORM.at(Location(file=file), seen))
        return (sheet,)
    if kind is FileKind.XLSX:
        from generator.inputs.files.xlsx_reader import read_xlsx

        sheets, links = read_xlsx(data, file)
        if links:
            seen = f"formulas take values from {links} other workbook{'s' if links > 1 else ''}"
            findings.append(LINKED_WORKBOOKS.at(Location(file=file), seen))
        return sheets
    if kind is FileKind.ODS:
        from generator.inputs.files.ods_reader import read_ods

        return read_ods(data, file)
    from generator.inputs.files.xls_reader import read_xls

    return read_xls(data, file)
