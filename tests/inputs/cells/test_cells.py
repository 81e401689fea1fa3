"""Each kind of cell is read as people write it."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest

from generator.inputs.cells.date_cells import parse_date
from generator.inputs.cells.dated_notes import parse_notes
from generator.inputs.cells.number_cells import parse_count, parse_number
from generator.inputs.cells.rating_cells import parse_rating
from generator.inputs.cells.score_cells import StepScale, parse_step, parse_total
from generator.inputs.cells.state_cells import parse_status, parse_trend, parse_yes_no
from generator.inputs.cells.text_cells import parse_code, parse_text
from generator.inputs.files.input_sheet import CellError, Uncalculated
from generator.inputs.records.action_records import PLAIN_KEY
from generator.settings.scoring import Band, ScalePoint, Scoring

BANDS = (
    Band(letter="G", word="Green", lowest=1, highest=5),
    Band(letter="A", word="Amber", lowest=6, highest=14),
    Band(letter="R", word="Red", lowest=15, highest=25),
)
POINTS = tuple(
    ScalePoint(score=score, word=word, also_written=(letter,))
    for score, word, letter in (
        (1, "Rare", "E"),
        (2, "Unlikely", "D"),
        (3, "Possible", "C"),
        (4, "Likely", "B"),
        (5, "Almost certain", "A"),
    )
)
LIKELIHOOD = StepScale(name="likelihood", points=POINTS)
FIVE_BY_FIVE = Scoring(impact=POINTS, likelihood=POINTS, bands=BANDS)


def read(parser, value):
    """The value, and the codes of what was remarked."""
    parsed = parser(value)
    return parsed.value, [remark.rule.code for remark in parsed.remarks]


STEPS = {
    4: (4, []),
    "4": (4, []),
    " 4 ": (4, []),
    "4.0": (4, []),
    "Likely": (4, []),
    "LIKELY": (4, []),
    "4 - Likely": (4, []),
    "Likely (4)": (4, []),
    "B": (4, []),
    "b": (4, []),
    "L4": (4, []),
    "Almost  certain": (5, []),
    "4\u00a0": (4, []),
    "-": (None, []),
    "n/a": (None, []),
    0: (None, ["SCORE-01"]),
    6: (None, ["SCORE-01"]),
    3.5: (None, ["SCORE-01"]),
    "3 - Likely": (3, ["SCORE-08"]),
    "4 - Perhaps": (4, ["SCORE-08"]),
    "4 / Likely": (4, []),
    "2 - Unlikely / Remote": (2, []),
    "Likely / Probable": (4, []),
    "4/5": (4, []),
    "7 - Likely": (None, ["SCORE-01"]),
    "Rare - Possible": (None, ["SCORE-01"]),
    -4: (None, ["SCORE-01"]),
    "5%": (None, ["SCORE-01"]),
    "Probably": (None, ["SCORE-01"]),
    "3 or 4": (None, ["SCORE-01"]),
    "TBC": (None, ["CELL-08"]),
    "Lіkely": (4, ["CELL-04"]),
    date(2024, 4, 3): (None, ["SCORE-01"]),
    CellError("#N/A"): (None, ["CELL-02"]),
    Uncalculated(): (None, ["CELL-03"]),
}


@pytest.mark.parametrize("value", STEPS)
def test_steps_of_a_scale(value):
    """By number, word, declared letter, or both; nothing else is guessed."""
    assert read(lambda each: parse_step(each, LIKELIHOOD), value) == STEPS[value]


def test_truth_is_no_step():
    """TRUE is refused, though Python counts it as 1."""
    assert read(lambda each: parse_step(each, LIKELIHOOD), True) == (None, ["SCORE-01"])


def test_declared_spelling_comes_before_the_number():
    """A number that pack.yaml declares for another step means that step."""
    points = (
        ScalePoint(score=1, word="Low"),
        ScalePoint(score=2, word="Medium", also_written=("5",)),
        ScalePoint(score=3, word="High", also_written=("10",)),
    )
    scale = StepScale(name="impact", points=points)
    values = [parse_step(value, scale).value for value in (5, "5", 10.0, 1)]
    assert values == [2, 2, 3, 1]


@pytest.mark.parametrize(
    ("value", "step"), [(4, 4), ("4 - Severe", 4), ("Severe", None), (2.5, None), ("H", None)]
)
def test_steps_without_a_declared_scale(value, step):
    """Without scoring a number is taken as it stands, and no cell is blamed."""
    assert read(lambda each: parse_step(each, StepScale(name="impact", points=())), value) == (
        step,
        [],
    )


TOTALS = {
    12: 12,
    "12": 12,
    "12 (Amber)": 12,
    "High 20": 20,
    "4 x 5 = 20": 20,
    "4x5": 20,
    "3 × 4": 12,
    26: None,
    0: None,
    "High": None,
    "12/20": None,
    12.5: 12.5,
}


@pytest.mark.parametrize("value", TOTALS)
def test_given_scores(value):
    """One number, with words beside it or worked out in the cell."""
    assert parse_total(value, FIVE_BY_FIVE).value == TOTALS[value]


RATINGS = {
    "R": ("R", []),
    "red": ("R", []),
    "Red (R)": ("R", []),
    "A - Amber": ("A", []),
    "Amber*": ("A", []),
    "High": ("R", ["RAG-02"]),
    "Med": ("A", ["RAG-02"]),
    "🟢": ("G", ["RAG-02"]),
    "": (None, []),
    "Green ": ("G", ["CELL-09"]),
    "Α": ("A", ["CELL-04"]),
    "Ｒｅｄ": ("R", ["CELL-04"]),
    "A\u200b": ("A", ["CELL-04"]),
    "Purple": (None, ["RAG-01"]),
    "Red/Amber": (None, ["RAG-01"]),
}


@pytest.mark.parametrize("value", RATINGS)
def test_ratings(value):
    """By letter, word, or another word for the colour; look-alikes are named."""
    assert read(lambda each: parse_rating(each, BANDS, ""), value) == RATINGS[value]


def test_look_alike_is_named_by_its_code_point():
    """The finding says which character stands there."""
    remark = parse_rating("Α", BANDS, "").remarks[0]
    assert remark.seen == "'Α' holds U+0391 GREEK CAPITAL LETTER ALPHA; it was read as 'A'"


def test_rating_by_its_meaning():
    """A plan's key may be spoken of by what it means."""
    assert read(lambda each: parse_rating(each, PLAIN_KEY, ""), "On track") == ("G", ["RAG-02"])


DATES = {
    date(2024, 3, 31): (date(2024, 3, 31), []),
    datetime(2024, 3, 31, 9, 30): (date(2024, 3, 31), []),
    "31/03/2024": (date(2024, 3, 31), []),
    "31.3.24": (date(2024, 3, 31), []),
    "31st March 2024": (date(2024, 3, 31), []),
    "Sunday 31 March 2024": (date(2024, 3, 31), []),
    "2024-03-31": (date(2024, 3, 31), []),
    "31-Mar-24": (date(2024, 3, 31), []),
    "31/03/2024 09:30": (date(2024, 3, 31), []),
    45382: (date(2024, 3, 31), []),
    "04/03/2026": (date(2026, 3, 4), []),
    "Jan 2024": (date(2024, 1, 1), ["DATE-04"]),
    "January '24": (date(2024, 1, 1), ["DATE-04"]),
    "03/2024": (date(2024, 3, 1), ["DATE-04"]),
    "03/31/2024": (date(2024, 3, 31), ["DATE-03"]),
    "31/02/2024": (None, ["DATE-01"]),
    "Ongoing": (None, ["DATE-05"]),
    "Q3 2024": (None, ["DATE-05"]),
    "TBC": (None, ["DATE-05"]),
    "-": (None, []),
    7: (None, ["DATE-01"]),
    True: (None, ["DATE-01"]),
}


@pytest.mark.parametrize("value", DATES)
def test_dates(value):
    """Real dates, and text with the day first; a month alone is its first day."""
    assert read(parse_date, value) == DATES[value]


NUMBERS = {
    491000: (Decimal(491000), []),
    0.1 + 0.2: (Decimal("0.3"), []),
    "£491,000": (Decimal(491000), []),
    "491k": (Decimal(491000), ["NUM-03"]),
    "£1.2m": (Decimal(1200000), ["NUM-03"]),
    "(5,000)": (Decimal(-5000), []),
    "-£20": (Decimal(-20), []),
    "45%": (Decimal(45), []),
    "about 40": (None, ["NUM-01"]),
    "1,23": (None, ["NUM-01"]),
    "4_000": (None, ["NUM-01"]),
    float("inf"): (None, ["NUM-02"]),
    float("nan"): (None, ["NUM-02"]),
    "9" * 40: (None, ["NUM-02"]),
    "": (None, []),
    "n/a": (None, []),
}


@pytest.mark.parametrize("value", NUMBERS)
def test_numbers(value):
    """Pounds, thousands and brackets are understood; nothing is rounded or cut."""
    assert read(parse_number, value) == NUMBERS[value]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (41, (41, [])),
        ("41", (41, [])),
        (41.0, (41, [])),
        (41.5, (None, ["NUM-01"])),
        (-1, (None, ["NUM-02"])),
        (True, (None, ["NUM-01"])),
    ],
)
def test_counts(value, expected):
    """Whole numbers of 0 or more."""
    assert read(parse_count, value) == expected


NOTES = {
    "12-Jun-2025 Agreed": [(date(2025, 6, 12), "Agreed")],
    "12 June '25: Agreed": [(date(2025, 6, 12), "Agreed")],
    "Jun-25 Agreed": [(date(2025, 6, 1), "Agreed")],
    "1.2.23 - Agreed. 29.11.23 - Work goes on.": [
        (date(2023, 2, 1), "Agreed."),
        (date(2023, 11, 29), "Work goes on."),
    ],
    "31/01/24: One\n29/02/24: Two\nand more": [
        (date(2024, 1, 31), "One"),
        (date(2024, 2, 29), "Two\nand more"),
    ],
    "No date at all": [(None, "No date at all")],
    "Before. 1.2.24 – After": [(None, "Before."), (date(2024, 2, 1), "After")],
    "Due by 31.3.24 at the latest": [(None, "Due by 31.3.24 at the latest")],
    "March 2024 - Reviewed": [(date(2024, 3, 1), "Reviewed")],
    "31 January 2024 Board met\n28 February 2024 Board met": [
        (date(2024, 1, 31), "Board met"),
        (date(2024, 2, 28), "Board met"),
    ],
    "31.2.24 - No such day": [(None, "No such day")],
}


@pytest.mark.parametrize("text", NOTES)
def test_notes_come_apart(text):
    """A date before a dash or colon begins an entry, and at the start of a line by itself."""
    assert [(note.date, note.text) for note in parse_notes(text).value] == NOTES[text]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("Open", "Open"),
        ("live", "Open"),
        ("CLOSED", "Closed"),
        ("Issue", "Issue"),
        ("Materialised", "Issue"),
    ],
)
def test_status(value, expected):
    """The first word says it."""
    assert read(parse_status, value) == (expected, [])


@pytest.mark.parametrize(
    "value", ["Treat", "Under review", "On hold - staffing", "-", "N/A", "Open - late"]
)
def test_status_in_other_words_is_said(value):
    """The papers print Open where the register says something else."""
    assert read(parse_status, value) == ("Open", ["STATUS-17"])


@pytest.mark.parametrize(
    ("value", "expected"),
    [("Y", True), ("yes - to board", True), ("✓", True), (True, True), ("No", False), ("-", False)],
)
def test_yes_or_no(value, expected):
    """Words, ticks and truth values; a dash is no."""
    assert read(parse_yes_no, value) == (expected, [])


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("↑", "increased"),
        ("▼", "decreased"),
        ("⇔", "unchanged"),
        ("No change", "unchanged"),
        ("Increased ↑", "increased"),
        ("⬆️", "increased"),
        ("New", None),
        ("Improving", "decreased"),
    ],
)
def test_trends(value, expected):
    """Arrows and words; a new risk has no trend."""
    assert read(parse_trend, value) == (expected, [])


def test_texts_keep_their_letters():
    """Greek in running text is meant; only codes are read as Latin."""
    assert parse_text("the Α and the Ω").value == "the Α and the Ω"
    assert read(parse_code, "Ρ1") == ("P1", ["CELL-04"])
