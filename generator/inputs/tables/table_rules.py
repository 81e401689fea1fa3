"""What can be the matter with sheets, columns and rows."""

from __future__ import annotations

from generator.findings import rule

SHEET_NOT_FOUND = rule("SHEET-01")
SHEET_AMBIGUOUS = rule("SHEET-02")
SHEET_NAMED_MISSING = rule("SHEET-03")
SHEET_HIDDEN = rule("SHEET-04")
COLUMN_MISSING = rule("COL-01")
COLUMN_UNKNOWN = rule("COL-02")
COLUMN_DOUBLED = rule("COL-03")
COLUMN_MAPPING = rule("COL-04")
COLUMN_TAKEN_AS = rule("COL-05")
COLUMN_NO_REFERENCE = rule("COL-06")
ROW_NOT_RECORD = rule("ROW-01")
ROW_JOINED = rule("ROW-02")
ROW_TOO_LONG = rule("ROW-03")
ROW_TOO_SHORT = rule("ROW-04")
TABLE_EMPTY = rule("ROW-05")
