"""What can be the matter with sheets, columns and rows."""

from __future__ import annotations

from generator.findings import Rule, Severity

SHEET_NOT_FOUND = Rule(
    code="SHEET-01",
    severity=Severity.ERROR,
    title="No sheet bears the headings of the input",
    explanation=(
        "The heading row may stand anywhere near the top of any sheet; headings are known by the "
        "names in inputs/README.md, case, spaces and punctuation aside."
    ),
    example="no row holds the headings of a risk register; the first text row holds: Apples, Pears",
    remedy="Use headings from inputs/README.md, or map your own under `columns` in pack.yaml.",
)
SHEET_AMBIGUOUS = Rule(
    code="SHEET-02",
    severity=Severity.WARNING,
    title="Several sheets could be the input",
    explanation="More than one sheet bears the headings. The one that bears the most is read.",
    example="sheets Open and Closed both hold risk register headings; Open was read",
    remedy="Name the sheet to read under `sheet` in pack.yaml.",
)
SHEET_NAMED_MISSING = Rule(
    code="SHEET-03",
    severity=Severity.ERROR,
    title="The sheet that pack.yaml names does not exist",
    explanation="pack.yaml may name the sheet of an input; the workbook has no such sheet.",
    example="there is no sheet Risks; the sheets are Open, Closed",
    remedy="Correct the sheet's name in pack.yaml.",
)
SHEET_HIDDEN = Rule(
    code="SHEET-04",
    severity=Severity.NOTE,
    title="Hidden rows, columns or sheets were read",
    explanation="What is hidden in Excel is data all the same, and appears in the papers.",
    example="hidden rows 5 to 7 were read",
    remedy="Delete what should not be published; unhide the rest so that all can see it.",
)
COLUMN_MISSING = Rule(
    code="COL-01",
    severity=Severity.ERROR,
    title="A column that must be there is missing",
    explanation="The heading is not in the heading row, by its own name or by an alias.",
    example="no column is headed Description of Risk or one of its aliases",
    remedy="Add the column, or map your own heading under `columns` in pack.yaml.",
)
COLUMN_UNKNOWN = Rule(
    code="COL-02",
    severity=Severity.NOTE,
    title="A column is not used",
    explanation="Columns that no document shows are read, kept, and left alone.",
    example="columns not used: Portfolio holder (T), Insurance (U)",
    remedy="Nothing to do, unless a heading is misspelt.",
)
COLUMN_DOUBLED = Rule(
    code="COL-03",
    severity=Severity.WARNING,
    title="Two columns bear one heading",
    explanation="Only the first of them is read.",
    example="column H is headed Status, as column F is; F was read",
    remedy="Rename or delete the one that is not meant, or map the right one in pack.yaml.",
)
COLUMN_MAPPING = Rule(
    code="COL-04",
    severity=Severity.ERROR,
    title="A heading that pack.yaml maps is not in the file",
    explanation="The pack's own `columns` name a heading that the heading row does not hold.",
    example="no column is headed Threat, which pack.yaml gives for description",
    remedy="Correct the heading in pack.yaml; the key before it must be one of inputs/README.md.",
)
COLUMN_TAKEN_AS = Rule(
    code="COL-05",
    severity=Severity.NOTE,
    title="How the score columns were understood",
    explanation=(
        "Registers name their scores in many ways. Where the headings leave room for doubt, this "
        "says which columns were taken as baseline, revised and latest."
    ),
    example="Residual Score (K) was taken as the latest score",
    remedy="If that is wrong, map the headings under `columns` in pack.yaml.",
)
COLUMN_NO_REFERENCE = Rule(
    code="COL-06",
    severity=Severity.WARNING,
    title="The table has no column of references",
    explanation="Without references the records are numbered in the order of their rows.",
    example="no column is headed No. or one of its aliases; the risks were numbered 1 to 14",
    remedy="Add a column of references, so that a risk keeps its name from quarter to quarter.",
)
ROW_NOT_RECORD = Rule(
    code="ROW-01",
    severity=Severity.NOTE,
    title="Rows that are no records",
    explanation=(
        "Section headings, totals, legends, explanations, repeated headings and prepared rows "
        "that hold nothing but formulas or numbers stand in many tables. They are passed over."
    ),
    example="not records: section rows 9, 21; totals row 40",
    remedy="Nothing to do, unless one of the rows is a record after all.",
)
ROW_JOINED = Rule(
    code="ROW-02",
    severity=Severity.NOTE,
    title="A record over several rows",
    explanation=(
        "A record whose reference is merged over several rows, or whose text runs on in rows that "
        "hold nothing else, is read as one record. A row with a rating or date of its own but no "
        "reference is a further part of the record above, and numbered after it (R1/2)."
    ),
    example="rows 5 to 7 are one risk",
    remedy="Nothing to do, unless each row is a record of its own.",
)
ROW_TOO_LONG = Rule(
    code="ROW-03",
    severity=Severity.ERROR,
    title="A row has more cells than the table has columns",
    explanation="A comma in a text without quotes parts one cell into two and shifts the rest.",
    example="the row has 9 cells under 7 headings",
    remedy="Put the text that holds the comma in quotes.",
)
ROW_TOO_SHORT = Rule(
    code="ROW-04",
    severity=Severity.WARNING,
    title="A row has fewer cells than the table has columns",
    explanation="A row breaks off early; the cells that are missing were read as blank.",
    example="the row has 4 cells under 7 headings",
    remedy="Complete the row, with an empty cell for each that has no value.",
)
TABLE_EMPTY = Rule(
    code="ROW-05",
    severity=Severity.ERROR,
    title="The table has headings but no records",
    explanation="Below the heading row no row holds a record.",
    example="there is no risk below the headings",
    remedy="Fill the table, or take the input out of pack.yaml.",
)
