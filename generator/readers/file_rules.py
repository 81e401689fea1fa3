"""What can be the matter with a file as a whole."""

from __future__ import annotations

from generator.findings import Rule, Severity

FILE_MISSING = Rule(
    code="FILE-01",
    severity=Severity.ERROR,
    title="An input file does not exist",
    explanation="pack.yaml, or house-style.yaml, names a file that is not there.",
    example="there is no file risk-register.xlsx",
    remedy="Put the file there, or correct its name in pack.yaml.",
)
FILE_OTHER_KIND = Rule(
    code="FILE-02",
    severity=Severity.ERROR,
    title="A file is not of a kind that can be read",
    explanation=(
        "The contents decide, not the name: an encrypted workbook, a Word file, a web page or an "
        "empty file may all bear the ending .xlsx. Workbooks (.xlsx, .xlsm, .xls, .ods) and text "
        "tables (.csv) can be read."
    ),
    example="the file is a Word document, whatever its name says",
    remedy="Save the table from Excel as an Excel workbook (.xlsx) and put that here.",
)
FILE_DAMAGED = Rule(
    code="FILE-03",
    severity=Severity.ERROR,
    title="A file is damaged",
    explanation="The file breaks off, or a part of it does not match its checksum or is not XML.",
    example="the file breaks off before its end",
    remedy="Open it in Excel, save a fresh copy, and use that; or fetch it anew from its source.",
)
FILE_REFUSED = Rule(
    code="FILE-04",
    severity=Severity.ERROR,
    title="A file is refused as too large or unsafe",
    explanation=(
        "A small file can swell to millions of rows, or refer to matter outside itself. Such files "
        "are refused before they are read. No programme's register comes near the limits."
    ),
    example="sheet Risks has a value at XFD1048576, far outside any table",
    remedy="Copy the table alone into a new workbook and use that.",
)
FILE_TEXT_FORM = Rule(
    code="FILE-05",
    severity=Severity.NOTE,
    title="How a text file was read",
    explanation="A text table does not say how it is encoded or what parts its cells.",
    example="read as Windows text (cp1252) with cells parted by semicolons",
    remedy="Nothing to do if letters and columns look right.",
)
FILE_OUTSIDE = Rule(
    code="FILE-06",
    severity=Severity.ERROR,
    title="An input lies outside the pack's folder",
    explanation="Inputs are named by their path below the pack's folder, so that a pack is whole.",
    example="../register.xlsx is not below the pack's folder",
    remedy="Put a copy of the file into the pack's folder and name that.",
)
FILE_LINKED = Rule(
    code="FILE-07",
    severity=Severity.WARNING,
    title="A workbook draws values from another workbook",
    explanation=(
        "The values that were stored when the workbook was last saved are read; the other "
        "workbook is not opened and may have moved on."
    ),
    example="formulas draw on 1 other workbook",
    remedy="Open the workbook, update its links, save it; or replace the links by values.",
)
FILE_NOT_TEXT = Rule(
    code="FILE-08",
    severity=Severity.ERROR,
    title="A text file holds matter that is not text",
    explanation="A narrative or settings file must be text in UTF-8.",
    example="byte 231 on line 3 is not UTF-8",
    remedy="Save the file as text with the encoding UTF-8.",
)
FILE_LOCKED = Rule(
    code="FILE-09",
    severity=Severity.ERROR,
    title="A file cannot be opened",
    explanation="The file is there, but it is open elsewhere, or you have no right to read it.",
    example="risk-register.xlsx cannot be opened (Permission denied)",
    remedy="Close it in Excel, or ask for the right to read it.",
)
