"""The sheets of both workbooks, as they are composed."""

from dataclasses import replace
from datetime import date

import pytest

from generator.content.nodes import Properties
from generator.content.workbooks import compose_workbook
from generator.content.workbooks.sheet_content import value_of
from generator.errors import DocumentError
from tests.content.workbooks.registers import (
    ACTIONS,
    BY_CELL,
    PLAN,
    REGISTER,
    RISKS,
    SCORE_ONLY,
    UNSCORED,
    plan_pack,
    reading,
    register_pack,
    risk,
    scale,
)


def composed(pack, document=REGISTER):
    return compose_workbook(pack, document, version="1.2.3")


def sheet(workbook, name):
    return next(each for each in workbook.sheets if each.name == name)


def row_of(table, number):
    """What the cells of a row show, by their headings."""
    headings = (column.heading for column in table.columns)
    return dict(zip(headings, map(value_of, table.rows[number]), strict=True))


def test_a_register_has_its_sheets_in_order():
    """As people know them."""
    workbook = composed(register_pack())
    assert [each.name for each in workbook.sheets] == [
        "Summary", "Exception log", "Risk register", "Issues", "Score history",
        "Definitions", "About",
    ]  # fmt: skip


def test_the_council_is_the_author():
    """And the file says its title, subject, language and date."""
    assert composed(register_pack()).properties == Properties(
        title="R&D risks",
        subject="Harbour Renewal, Quarter 1",
        author="Northport Council",
        language="en-GB",
        date=date(2025, 7, 1),
    )


def test_a_row_of_the_register():
    """Everything of a risk, notes one a line, a key that stays with it."""
    assert row_of(composed(register_pack()).table("RiskRegister"), 0) == {
        "Reference": "H1",
        "Workstream": "Dredging",
        "Description of risk": "What H1 is",
        "Baseline impact": 5,
        "Baseline likelihood": 4,
        "Baseline score": 20,
        "Baseline RAG": "R",
        "Mitigating actions": "Dredge",
        "Owner": "HM",
        "Previous impact": 3,
        "Previous likelihood": 2,
        "Previous score": 6,
        "Previous RAG": "A",
        "Latest impact": 5,
        "Latest likelihood": 3,
        "Latest score": 15,
        "Latest RAG": "R",
        "Trend": "↑ Increased",
        "Notes": "1.5.25 - New: silt\n1.6.25 - More silt",
        "Status": "Open",
        "Escalated": "No",
        "New in the period": "Yes",
        "Exceptional": "Yes",
        "Record key": "harbour/H1",
    }


def test_a_score_without_its_factors_is_shown():
    """It cannot be worked out, but letter and trend can."""
    row = row_of(composed(register_pack((SCORE_ONLY,))).table("RiskRegister"), 0)
    assert row["Latest score"] == 6
    assert (row["Latest impact"], row["Latest RAG"], row["Trend"]) == (None, "A", "⇔ Unchanged")


def test_by_cell_a_letter_without_its_factors_is_shown_too():
    """The matrix cannot be asked."""
    row = row_of(composed(register_pack((SCORE_ONLY,), scoring=BY_CELL)).table("RiskRegister"), 0)
    assert row["Latest RAG"] == "A"


def test_a_risk_without_scores_says_so():
    """No cell that is worked out stays empty."""
    row = row_of(composed(register_pack((UNSCORED,))).table("RiskRegister"), 0)
    assert (row["Latest score"], row["Latest RAG"]) == ("Not scored",) * 2


def test_people_edit_what_changes_between_meetings():
    """And nothing else; each in one place, the register and the bands."""
    editable = {
        table.name: [column.heading for column in table.columns if column.editable]
        for each in composed(register_pack()).sheets
        for table in each.tables
    }
    assert {name: headings for name, headings in editable.items() if headings} == {
        "RiskRegister": [
            "Mitigating actions", "Owner", "Latest impact", "Latest likelihood", "Notes", "Status",
        ],
        "Bands": ["Lowest score"],
    }  # fmt: skip


def test_the_list_of_impacts_explains_the_scale():
    """In the pack's own words, or by reference where those are too long to be shown."""
    table = composed(register_pack()).table("RiskRegister")
    choices = table.columns[table.index("Latest impact")].choices
    assert choices.title == "Impact, 1 to 5"
    assert choices.message == "1 Negligible, 2 Minor, 3 Moderate, 4 Major, 5 Catastrophic"
    wordy = {"impact": scale(*(f"{'very ' * 20}bad {n}" for n in range(5)))}
    scoring = register_pack().settings.scoring.model_dump() | wordy
    table = composed(register_pack(scoring=scoring)).table("RiskRegister")
    assert table.columns[table.index("Latest impact")].choices.message == (
        "1 (lowest) to 5 (highest). The Definitions sheet explains each step."
    )


def test_a_register_without_workstreams_has_no_column_of_them():
    """In no table of the workbook; the other cells stand below their headings."""
    bare = tuple(replace(each, workstream="") for each in RISKS)
    workbook = composed(register_pack(bare))
    tables = [table for sheet in workbook.sheets for table in sheet.tables]
    assert "Workstream" not in [column.heading for table in tables for column in table.columns]
    for name in ("RiskRegister", "ExceptionLog", "Issues"):
        table = workbook.table(name)
        assert row_of(table, 0)["Description of risk"].startswith("What H")


def test_the_exception_log_holds_the_exceptions():
    """H1 is red, H4 an issue; the rows of the other two are spare."""
    workbook = composed(register_pack())
    spare = ("(spare row)",) * 2
    assert workbook.table("ExceptionLog").column("Reference") == ("H1", "H4", *spare)
    assert workbook.table("Issues").column("Reference") == ("H4", *spare, "(spare row)")


def test_sheets_without_rows_say_so():
    """A sentence that follows the register; without any risk, no table either."""
    workbook = composed(register_pack((RISKS[1],)))
    said = {each.name: each.lines[-1] for each in workbook.sheets}
    assert value_of(said["Exception log"]) == "No risk is exceptional."
    assert value_of(said["Issues"]) == "No risk has the status Issue."
    empty = composed(register_pack(()))
    for name in ("Risk register", "Exception log", "Issues"):
        assert sheet(empty, name).lines == ("The register holds no risks.",)
        assert sheet(empty, name).tables == ()
    assert sheet(empty, "Score history").tables == ()


def test_a_pack_without_a_rule_has_no_exception_log():
    """It says so, instead of saying that no risk is exceptional."""
    settings = register_pack().settings.risk_register.model_dump() | {"exceptions": {"any_of": ()}}
    workbook = composed(register_pack(risk_register=settings))
    assert sheet(workbook, "Exception log").tables == ()
    assert "no rule" in sheet(workbook, "Exception log").lines[0]
    assert "Exceptional" not in row_of(workbook.table("RiskRegister"), 0)


def test_history_has_a_row_for_each_reading():
    """Baseline, each earlier period, previous, latest; readings that say nothing are left out."""
    each = risk("E1", (5, 4), (3, 2), (5, 3), earlier=(reading("Q3", 3, 3, date=date(2025, 1, 9)),))
    table = composed(register_pack((each, UNSCORED))).table("ScoreHistory")
    assert [tuple(map(value_of, row)) for row in table.rows] == [
        ("E1", "Baseline", None, 5, 4, 20, "R"),
        ("E1", "Q3", date(2025, 1, 9), 3, 3, 9, "A"),
        ("E1", "Previous", None, 3, 2, 6, "A"),
        ("E1", "Latest", None, 5, 3, 15, "R"),
    ]


def test_definitions_leave_out_columns_that_nobody_filled():
    """No meaning is given, and one role has no holder."""
    workbook = composed(register_pack())
    assert [column.heading for column in workbook.table("ImpactScale").columns] == [
        "Score",
        "Word",
    ]
    assert workbook.table("KeyRoles").rows == (
        ("HM", "Harbour Master", "The Harbour Master"),
        ("PO", "Programme Officer", None),
    )


def test_bands_end_where_the_next_begins():
    """Worked out, so that one edit moves both; by cell the cells stand there."""
    rows = composed(register_pack()).table("Bands").rows
    assert [(row[0], row[2], value_of(row[3])) for row in rows] == [
        ("G", 1, 5),
        ("A", 6, 14),
        ("R", 15, 25),
    ]
    by_cell = composed(register_pack(scoring=BY_CELL))
    assert [column.heading for column in by_cell.table("Bands").columns] == [
        "Letter",
        "Word",
        "Cells of the matrix",
    ]
    assert [*map(value_of, by_cell.table("Bands").rows[2])] == ["R", "Red", 6]
    assert by_cell.table("Matrix").rows[0] == ("5 Catastrophic", "A", "A", "R", "R", "R")


def test_about_tells_sources_dates_and_whom_to_ask():
    """With the hash of each source."""
    rows = composed(register_pack()).table("About").rows
    assert ("Source file", "risks.xlsx", f"SHA-256 {'ab' * 32}") in rows
    assert ("Document", "As-of date", "1 July 2025") in rows
    assert ("Contact", "Council", "Northport Council") in rows
    assert [row[1] for row in rows if row[0] == "How to edit"] == [
        f"Step {step}" for step in range(1, 7)
    ]


def test_about_names_the_author_and_the_sender():
    """Where the pack has them."""
    report = {
        "title": "T",
        "report_of": "L",
        "author": {"name": "The Office", "title": "Programme Office", "email": "po@example.org"},
    }
    mail = {"sender": "po@example.org", "to": ("board@example.org",), "subject": "S"}
    rows = composed(register_pack(report=report, mail=mail)).table("About").rows
    assert [row[1:] for row in rows if row[0] == "Contact"] == [
        ("Report author", "The Office, Programme Office, po@example.org"),
        ("Sent by", "po@example.org"),
    ]


def test_an_action_plan_has_its_sheets_and_counts():
    """The key with a number for each status, blank last."""
    workbook = composed(plan_pack(), PLAN)
    assert [each.name for each in workbook.sheets] == ["Summary", "Action plan", "About"]
    counts = workbook.table("ActionCounts")
    assert [(row[0], row[1], row[2].value) for row in counts.rows] == [
        ("Red: Needs intervention", "R", 1),
        ("Green: No issues", "G", 1),
        ("Blank: Not started", "Blank", 1),
        ("All actions", "All", 3),
    ]
    leads = workbook.table("ActionLeads")
    assert [(row[0], *(cell.value for cell in row[1:])) for row in leads.rows] == [
        ("Harbour Master", 0, 1, 0, 1),
        ("Engineer", 1, 0, 0, 1),
        ("Not recorded", 0, 0, 1, 1),
    ]


def test_due_dates_are_shown_where_any_is_known():
    """Otherwise the column is left out."""
    dated = composed(plan_pack(), PLAN).table("ActionPlan")
    assert row_of(dated, 0)["Due date"] == date(2025, 9, 30)
    undated = composed(plan_pack(ACTIONS[1:]), PLAN).table("ActionPlan")
    assert "Due date" not in row_of(undated, 0)
    assert row_of(undated, 0)["RAG"] == "R"


def test_the_list_of_letters_tells_their_meanings():
    """The blank's too, though it is not picked but deleted."""
    table = composed(plan_pack(), PLAN).table("ActionPlan")
    choices = table.columns[table.index("RAG")].choices
    assert choices.values == ("R", "G")
    assert choices.message == "R Needs intervention; G No issues; blank Not started"


@pytest.mark.parametrize(
    ("pack", "document"),
    [
        (plan_pack(), REGISTER),
        (register_pack(scoring=None), REGISTER),
        (register_pack(), PLAN),
        (plan_pack(action_plan=None), PLAN),
    ],
)
def test_a_pack_without_the_data_is_told_so(pack, document):
    """With what to write in pack.yaml."""
    with pytest.raises(DocumentError, match=f"{document.file_name} needs"):
        composed(pack, document)
