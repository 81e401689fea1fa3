"""What can be the matter with a single cell."""

from __future__ import annotations

from generator.findings import Rule, Severity

CELL_EMPTY = Rule(
    code="CELL-01",
    severity=Severity.ERROR,
    title="A cell that must be filled is empty",
    explanation="Every record must have a value in this column.",
    example="R15 has no Description of Risk",
    remedy="Fill the cell, or delete the whole row if it is no record.",
)
CELL_ERROR_VALUE = Rule(
    code="CELL-02",
    severity=Severity.ERROR,
    title="A cell holds an Excel error",
    explanation="A formula failed, often since a cell that it names was deleted.",
    example="the cell holds #REF!",
    remedy="Mend the formula, or type the value.",
)
CELL_UNCALCULATED = Rule(
    code="CELL-03",
    severity=Severity.ERROR,
    title="A formula without a stored value",
    explanation=(
        "The program that wrote the workbook stored the formula but not its result, so that the "
        "cell looks empty to every reader but Excel."
    ),
    example="the formula of the cell has no stored value",
    remedy="Open the workbook in Excel, save it, and use that.",
)
CELL_LOOK_ALIKE = Rule(
    code="CELL-04",
    severity=Severity.WARNING,
    title="Letters that are not what they look like",
    explanation=(
        "Letters of another alphabet, full-width or invisible characters come in by copying from "
        "PDF or the web. They were read as what they look like."
    ),
    example="“Α” holds U+0391 GREEK CAPITAL LETTER ALPHA; it was read as A",
    remedy="Type the cell anew.",
)
CELL_UNSTORABLE = Rule(
    code="CELL-05",
    severity=Severity.ERROR,
    title="A character that Word and Excel cannot hold",
    explanation="Control characters come in by copying from other systems and break documents.",
    example="the text holds U+000B control character after “staff”",
    remedy="Delete the character at that place, or type the text anew.",
)
CELL_TOO_LONG = Rule(
    code="CELL-06",
    severity=Severity.ERROR,
    title="A text too long for a cell",
    explanation="Excel holds 32,767 characters in a cell; longer text would be cut.",
    example="the text has 40,112 characters",
    remedy="Shorten the text.",
)
CELL_NOT_TEXT = Rule(
    code="CELL-07",
    severity=Severity.NOTE,
    title="A value of another kind than its column",
    explanation="A number or date stands where a text is meant, often by Excel's own guess.",
    example="the text column holds the date 2024-03-02",
    remedy="Check that it is what was meant; type it with an apostrophe before it if not.",
)
CELL_SPACES = Rule(
    code="CELL-09",
    severity=Severity.NOTE,
    title="Spaces around a rating",
    explanation="Excel takes “Amber” with a space for another word, so that colours never appear.",
    example="“Amber ” ends in U+0020 SPACE; it was read as Amber",
    remedy="Delete the space; colour rules and filters miss the cell.",
)
NUMBER_UNREADABLE = Rule(
    code="NUM-01",
    severity=Severity.ERROR,
    title="A number that cannot be read",
    explanation="The cell holds something else than a number.",
    example="“about 40” is not a whole number",
    remedy="Type the number alone.",
)
NUMBER_OUT_OF_RANGE = Rule(
    code="NUM-02",
    severity=Severity.ERROR,
    title="A number that cannot be right",
    explanation="A count is a whole number of 0 or more; no figure may be infinite or undefined.",
    example="-3 is below 0",
    remedy="Correct the number.",
)
NUMBER_IN_WORDS = Rule(
    code="NUM-03",
    severity=Severity.NOTE,
    title="A number written as text",
    explanation="The number is stored as text, or with a unit such as £ or k; it was understood.",
    example="“£491k” was read as 491,000",
    remedy="Nothing to do if that is right.",
)
DATE_UNREADABLE = Rule(
    code="DATE-01",
    severity=Severity.ERROR,
    title="A date that cannot be read",
    explanation="Dates are real dates, or text with the day first: 31/01/2024, 31 January 2024.",
    example="“31/02/2024” is no date",
    remedy="Type the date as day, month, year.",
)
DATE_MIXED = Rule(
    code="DATE-02",
    severity=Severity.WARNING,
    title="A column whose dates may be read in two ways",
    explanation=(
        "Excel leaves a date as text when it cannot read it month first or day first; then the "
        "real dates of the same column may have day and month exchanged. A column of text dates "
        "of which none has a day above 12 could be either."
    ),
    example="4 cells hold dates as text (first at E9), 12 hold real dates",
    remedy="Check that day and month are right, and type all as real dates.",
)
DATE_ORDER = Rule(
    code="DATE-03",
    severity=Severity.WARNING,
    title="Dates that only make sense month first",
    explanation="Dates are read day first; a date such as 01/31/2024 can only be month first.",
    example="“01/31/2024” has no thirty-first month; it was read as 31 January 2024",
    remedy="Write the day first throughout the column.",
)
DATE_MONTH_ONLY = Rule(
    code="DATE-04",
    severity=Severity.NOTE,
    title="A month without a day",
    explanation="The first of the month is taken where a day is needed.",
    example="“Jan 2024” was read as 1 January 2024",
    remedy="Nothing to do, unless the day matters.",
)
DATE_IN_WORDS = Rule(
    code="DATE-05",
    severity=Severity.WARNING,
    title="Words where a date is meant",
    explanation="A date column holds words such as “ongoing”; they were kept as no date.",
    example="“Summer” names no day",
    remedy="Give a date, or leave the cell blank and say it in the text.",
)
DATE_IN_NOTE = Rule(
    code="DATE-12",
    severity=Severity.WARNING,
    title="A note whose date is no date",
    explanation="An entry begins with what looks like a date, but the calendar has no such day.",
    example="“31.2.24” in a note is no date",
    remedy="Correct the date; the note was kept without one.",
)
CELL_PLACEHOLDER = Rule(
    code="CELL-08",
    severity=Severity.WARNING,
    title="A placeholder instead of a value",
    explanation="The cell says that its value is still to come; it was read as blank.",
    example="“TBC” stands instead of a score",
    remedy="Give the value before the papers are published.",
)
RATING_TAKEN_AS = Rule(
    code="RAG-02",
    severity=Severity.NOTE,
    title="A rating in other words than the pack's",
    explanation="High is understood as Red, Medium as Amber, Low as Green, and back.",
    example="“High” was taken as Red",
    remedy="Nothing to do if that is right.",
)
SCORE_UNREADABLE = Rule(
    code="SCORE-01",
    severity=Severity.ERROR,
    title="An impact, likelihood or score that cannot be read or is out of scale",
    explanation=(
        "Impact and likelihood are steps of the pack's scale, by number or word. A score is a "
        "whole number from 1 to the product of the two highest steps."
    ),
    example="“7” is not on the scale, which goes from 1 to 5",
    remedy="Correct the cell, or declare the word in pack.yaml under `also_written`.",
)
RATING_UNREADABLE = Rule(
    code="RAG-01",
    severity=Severity.ERROR,
    title="A rating that the pack does not have",
    explanation="Ratings are letters or words of the bands, or of the action plan's key.",
    example="“Purple” is none of Red (R), Amber (A), Green (G)",
    remedy="Correct the cell, or declare the rating in pack.yaml.",
)
STATUS_UNREADABLE = Rule(
    code="STATUS-01",
    severity=Severity.WARNING,
    title="A status that is not known",
    explanation="The status of a risk is open, closed or issue; another was taken as open.",
    example="“Pending” is not open, closed or issue; it was taken as open",
    remedy="Correct the cell.",
)
ESCALATED_UNREADABLE = Rule(
    code="STATUS-02",
    severity=Severity.WARNING,
    title="Neither yes nor no",
    explanation="The cell should say yes or no; other text was taken as yes, a dash as no.",
    example="“see board minutes” was taken as yes",
    remedy="Say yes or no, and move the text to the notes.",
)
TREND_UNREADABLE = Rule(
    code="TREND-01",
    severity=Severity.WARNING,
    title="A trend that cannot be read",
    explanation="The trend is an arrow or one of the words increased, unchanged, decreased.",
    example="“1” is no trend",
    remedy="Correct the cell; or leave the column out: the trend is worked out from the scores.",
)
