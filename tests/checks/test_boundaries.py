"""At each bound of a rule: the last value that is right is silent, the next one is found."""

from __future__ import annotations

from datetime import date

import pytest

from tests.checks.sound import Fault, findings_of
from tests.inputs.workbooks import TEMPLATES

R, P, V, Y = "risk_register", "action_plan", "service_reviews", "survey_counts"
G, H, S = "figures", "subject_history", "savings"
BACKGROUND = "narrative/background.md"
STYLE = (TEMPLATES / "house-style.yaml").read_text(encoding="utf-8")


def notes(text):
    return Fault({R: {"R4": text}})


def progress(text):
    return Fault({P: {"E4": text}})


def update(text):
    return Fault({V: {"G3": text}})


def background(text):
    return Fault(files={BACKGROUND: f"{text}\n"})


def amber(fill):
    """A house style whose amber has white text."""
    style = STYLE.replace(
        'amber: {fill: "#FFC000", text: "#000000"}', f'amber: {{fill: "{fill}", text: "#FFFFFF"}}'
    )
    assert style != STYLE
    return Fault(files={"house-style.yaml": style})


def change(old, new):
    return Fault(settings={old: new})


def as_of(day):
    """Another as-of date; the version is of the last note."""
    return Fault(
        settings={
            "version_date: 2024-04-30": "version_date: 2024-03-30",
            "as_of: 2024-04-30": f"as_of: {day}",
        }
    )


def comments(count):
    """A column of further comments in the survey."""
    return Fault({Y: {"F1": "Further comments", "F2": count, "F3": "3", "F4": count + 3}})


# The period is 1 January to 31 March 2024, the as-of date 30 April, the meeting 2 May.
BOUNDS = {
    "note on the first day of the period": (
        "STALE-01",
        notes("1.1.24 - Reviewed."),
        notes("31.12.23 - Reviewed."),
    ),
    "note on the last day of the period": ("STALE-01", notes("31.3.24 - Reviewed."), None),
    "progress on the first day of the period": (
        "STALE-01",
        progress("1.1.24 - Begun."),
        progress("31.12.23 - Begun."),
    ),
    "progress in the first month of the period": (
        "STALE-01",
        progress("January 2024: begun."),
        progress("December 2023: begun."),
    ),
    "progress on the as-of date": (
        "STALE-01",
        progress("30.4.24 - Begun."),
        progress("1.5.24 - Begun."),
    ),
    "date twelve characters into the progress": (
        "STALE-01",
        progress("Updates Q4: 12.2.24 begun."),
        progress("Updated  Q4: 12.2.24 begun."),
    ),
    "note on the day of the meeting": (
        "DATE-06",
        notes("2.5.24 - Reviewed."),
        notes("3.5.24 - Reviewed."),
    ),
    "note on the as-of date after the meeting": (
        "DATE-06",
        Fault({R: {"R4": "30.4.24 - Done."}}, settings={"date: 2024-05-02": "date: 2024-04-02"}),
        Fault({R: {"R4": "1.5.24 - Done."}}, settings={"date: 2024-05-02": "date: 2024-04-02"}),
    ),
    "latest score on the day of the meeting": (
        "DATE-06",
        Fault({R: {"P4": date(2024, 5, 2)}}),
        Fault({R: {"P4": date(2024, 5, 3)}}),
    ),
    "text about the month of the meeting": (
        "DATE-06",
        update("Reviewed by the board in May 2024."),
        update("Reviewed by the board in June 2024."),
    ),
    "text about the day of the meeting": (
        "DATE-06",
        update("Reviewed by the board on 2 May 2024."),
        update("Reviewed by the board on 3 May 2024."),
    ),
    "due date ten years before": (
        "DATE-07",
        Fault({P: {"G4": date(2014, 1, 1)}}),
        Fault({P: {"G4": date(2013, 12, 31)}}),
    ),
    "due date fifteen years on": (
        "DATE-07",
        Fault({P: {"G4": date(2039, 12, 31)}}),
        Fault({P: {"G4": date(2040, 1, 1)}}),
    ),
    "note on the day the risk was raised": (
        "DATE-08",
        Fault({R: {"V3": "Date raised", "V4": date(2024, 2, 1)}}),
        Fault({R: {"V3": "Date raised", "V4": date(2024, 2, 2)}}),
    ),
    "note on the day of the note New risk": (
        "DATE-08",
        notes("1.2.24 - New risk. 1.2.24 - Reviewed."),
        notes("1.2.24 - New risk. 31.1.24 - Reviewed."),
    ),
    "completed in the month of the approval": (
        "DATE-09",
        Fault({V: {"F2": "April 2023"}}),
        Fault({V: {"F2": "March 2023"}}),
    ),
    "version on the day of the latest note": (
        "DATE-10",
        change("version_date: 2024-04-30", "version_date: 2024-03-30"),
        change("version_date: 2024-04-30", "version_date: 2024-03-29"),
    ),
    "two notes of one day": (
        "DATE-11",
        notes("1.2.24 - One. 1.2.24 - Two. 2.2.24 - Three."),
        notes("2.2.24 - One. 1.2.24 - Two. 3.2.24 - Three."),
    ),
    "as-of date on the last day of the period": (
        "PACK-14",
        as_of("2024-03-31"),
        as_of("2024-03-30"),
    ),
    "meeting on the as-of date": (
        "PACK-14",
        change("date: 2024-05-02", "date: 2024-04-30"),
        change("date: 2024-05-02", "date: 2024-04-29"),
    ),
    "version on the as-of date": (
        "PACK-14",
        Fault(),
        change("version_date: 2024-04-30", "version_date: 2024-05-01"),
    ),
    "latest scores on the first day of the period": (
        "PACK-19",
        change("latest_date: 2024-03-31", "latest_date: 2024-01-01"),
        change("latest_date: 2024-03-31", "latest_date: 2023-12-31"),
    ),
    "quarter that ends as the period starts": (
        "PACK-20",
        change("name: Quarter 4", "name: Quarter 4 2023/24"),
        change("name: Quarter 4", "name: Quarter 3 2023/24"),
    ),
    "meeting three years back": (
        "HIST-03",
        Fault({H: {"B4": "02/05/2021", "B3": "03/05/2021", "B2": "04/05/2021"}}),
        Fault({H: {"B4": "30/04/2021", "B3": "03/05/2021", "B2": "04/05/2021"}}),
    ),
    "saving of nothing": (
        "COUNT-07",
        Fault({S: {"C2": "0", "C4": "80000"}}),
        Fault({S: {"C2": "-1", "C4": "79999"}}),
    ),
    "as many comments as responses": (
        "COUNT-11",
        comments(41),
        comments(42),
    ),
    "due on the as-of date": (
        "STATUS-07",
        Fault({P: {"G2": date(2024, 4, 30)}}),
        Fault({P: {"G2": date(2024, 4, 29)}}),
    ),
    "target score equal to the baseline": (
        "SCORE-03",
        Fault({R: {"E4": 4, "F4": 3, "G4": 12}}),
        Fault({R: {"E4": 4, "F4": 2, "G4": 8}}),
    ),
    "percentage less than one off": (
        "COUNT-06",
        Fault({Y: {"E2": "57"}}),  # 23 of 41 is 56.1
        Fault({Y: {"E2": "55"}}),
    ),
    "percentage with a digit": (
        "COUNT-06",
        Fault({Y: {"E2": "56.1"}}),
        Fault({Y: {"E2": "56.3"}}),
    ),
    "gap as long as the series": (
        "REF-03",
        Fault({R: {"A6": "R7"}}),  # 4 missing, 3 there: not a series
        Fault({R: {"A6": "R6"}}),  # 3 missing
    ),
    "one letter apart with six letters": (
        "TEXT-07",
        Fault({R: {"B4": "Parks", "B5": "Barks"}}),
        Fault({R: {"B4": "Parkes", "B5": "Barkes"}}),
    ),
    "description of four words": (
        "REF-02",
        Fault({R: {"C4": "Staff leave too fast", "C5": "Staff leave too fast"}}),
        Fault({R: {"C4": "Staff leave much too fast", "C5": "Staff leave much too fast"}}),
    ),
    "typed figure of ten": (
        "NARR-11",
        Fault(files={"narrative/background.md": "There were 9 responses.\n"}),
        Fault(files={"narrative/background.md": "There were 10 responses.\n"}),
    ),
    "table that the text has": (
        "NARR-06",
        Fault(files={"narrative/background.md": "See Table 1.\n\n[Table: survey]\n"}),
        Fault(files={"narrative/background.md": "See Table 2.\n\n[Table: survey]\n"}),
    ),
    "one score that is a sum": (
        "SCORE-09",
        Fault({R: {"O4": 7}}),  # impact 4 + likelihood 3: one alone is SCORE-02
        Fault({R: {"O4": 7, "O5": 8}}),
    ),
    "percentage exactly one off": (
        "COUNT-06",
        background("Of them, 20 of 40 (50%) came."),
        background("Of them, 20 of 40 (51%) came."),
    ),
    "series of two": (
        "REF-03",
        Fault({R: {"A4": "S1", "A5": "S3", "A6": "T9"}}),
        Fault({R: {"A4": "S1", "A5": "S3", "A6": "S4"}}),
    ),
    "contrast of four and a half": (
        "STYLE-02",
        amber("#767676"),  # 4.54:1 to white
        amber("#777777"),  # 4.48:1
    ),
    "typed money of a thousand": (
        "NARR-10",
        Fault({G: {"B2": "999"}}, files={BACKGROUND: "It came to £999 in all.\n"}),
        Fault({G: {"B2": "1000"}}, files={BACKGROUND: "It came to £1,000 in all.\n"}),
    ),
    "typed number that can be a year": (
        "NARR-10",
        Fault({G: {"B2": "2100"}}, files={BACKGROUND: "An underspend of 2100.\n"}),
        Fault({G: {"B2": "2101"}}, files={BACKGROUND: "An underspend of 2101.\n"}),
    ),
    "table 0": (
        "NARR-06",
        background("See Table 1.\n\n[Table: survey]"),
        background("See Table 0.\n\n[Table: survey]"),
    ),
    "several owners are not one unknown owner": (
        "OWNER-02",
        Fault({R: {"I4": "PS and ABC"}}),
        Fault({R: {"I4": "ABC"}}),
    ),
}


@pytest.mark.parametrize("name", BOUNDS)
def test_bound_is_where_it_should_be(name, tmp_path):
    """The value at the bound gives no finding of the rule, the one beyond it does."""
    code, right, wrong = BOUNDS[name]
    assert [str(each) for each in findings_of(tmp_path / "right", right) if each.code == code] == []
    if wrong is not None:
        found = findings_of(tmp_path / "wrong", wrong)
        assert code in {each.code for each in found}, "\n".join(map(str, found))
