"""Where a table stands, which of its rows are records, and what is said of the rest."""

from __future__ import annotations

from datetime import date

from generator.finding_groups import group_findings
from tests.inputs.workbooks import (
    SETTINGS,
    Sheet,
    errors,
    pack_with,
    plan_of,
    register_of,
    short,
    workbook,
)

HEAD = [
    "No.",
    "Description of Risk",
    "Impact",
    "Likelihood",
    "Score",
    "Mitigating Actions",
    "Notes",
]
ONE = ["R1", "The first risk of some length", 3, 4, 12, "Act", "1.2.24 - Reviewed."]
TWO = ["R2", "Quite another matter altogether", 2, 2, 4, "Act", "1.3.24 - Reviewed."]


def book(*rows, **more):
    return workbook(Sheet(rows=rows, **more))


def said(findings, code):
    return [str(finding.seen) for finding in findings if finding.code == code]


def references(register):
    return [risk.reference for risk in register.risks]


def test_rows_that_are_no_records_are_said_once_with_their_numbers(tmp_path):
    """One note names sections, totals, repeated headings, legends and blanks."""
    rows = (
        HEAD,
        ["Part one"],
        ONE,
        [],
        HEAD,
        ["Part two"],
        TWO,
        ["Total risks", 2],
        [],
        ["Key: R is red"],
    )
    register, findings = register_of(tmp_path, book(*rows))
    assert references(register) == ["R1", "R2"]
    assert said(findings, "ROW-01") == [
        "not read as records: repeated heading: row 5; total: row 8; section heading: rows 2, "
        "6; text below the table: row 10; blank: row 4"
    ]


def test_section_row_with_a_letter_is_no_record(tmp_path):
    """ "A | Finance" over records of seven cells is a heading."""
    register, _ = register_of(tmp_path, book(HEAD, ["A", "Finance"], ONE, ["B", "Staff"], TWO))
    assert references(register) == ["R1", "R2"]


def test_section_row_with_a_number_is_no_record(tmp_path):
    """ "1 | Strategic risks" before 1.1 is a heading; a risk 2 with nothing else is not."""
    one, two = ["1.1", *ONE[1:]], ["1.2", *TWO[1:]]
    register, _ = register_of(tmp_path, book(HEAD, ["1", "Strategic risks"], one, two))
    assert references(register) == ["1.1", "1.2"]


def test_reference_alone_among_records_is_a_record_with_a_fault(tmp_path):
    """A row with nothing but a reference, with records below it, lacks its description."""
    register, findings = register_of(tmp_path, book(HEAD, ONE, ["R9"], TWO))
    assert references(register) == ["R1", "R9", "R2"]
    assert ("CELL-01", "B3") in short(findings)


def test_rows_that_repeat_a_record_are_joined(tmp_path):
    """A record typed again for each of its actions is one record with all of them."""
    again = [*ONE[:5], "Act again", None]
    register, findings = register_of(tmp_path, book(HEAD, ONE, again, TWO))
    assert references(register) == ["R1", "R2"]
    assert register.risks[0].mitigations == "Act\nAct again"
    assert said(findings, "ROW-02") == ["rows 2 to 3 are one risk"]


def test_copy_of_a_row_is_a_record_of_its_own(tmp_path):
    """A row that is copied letter for letter is found as a second one, not joined in silence."""
    register, _ = register_of(tmp_path, book(HEAD, ONE, ONE, TWO))
    assert references(register) == ["R1", "R1", "R2"]


def test_hidden_rows_and_columns_are_read_and_said(tmp_path):
    """What is hidden is data."""
    content = book(HEAD, ONE, TWO, hidden_rows=[3], hidden_columns=["G"])
    register, findings = register_of(tmp_path, content)
    assert references(register) == ["R1", "R2"]
    assert said(findings, "SHEET-04") == ["hidden row 3 was read", "hidden column G was read"]


def test_hidden_sheet_is_read_only_where_no_other_will_do(tmp_path):
    """A sheet that is shown comes before a hidden one with the same headings."""
    sheets = (
        Sheet(name="Old", rows=[HEAD, TWO], state="hidden"),
        Sheet(name="Now", rows=[HEAD, ONE]),
    )
    register, _ = register_of(tmp_path, workbook(*sheets))
    assert references(register) == ["R1"]


def test_several_sheets_that_fit_are_said(tmp_path):
    """The first is read, and the finding names the others, which may be of another time."""
    sheets = (Sheet(name="Open", rows=[HEAD, ONE]), Sheet(name="Draft Q1", rows=[HEAD, TWO]))
    register, findings = register_of(tmp_path, workbook(*sheets))
    assert references(register) == ["R1"]
    assert said(findings, "SHEET-02") == [
        "sheet 'Open' was read; Draft Q1 could be the risk register too"
    ]


def test_named_sheet_is_read_without_a_word(tmp_path):
    """pack.yaml says which sheet; then nothing is ambiguous."""
    sheets = (Sheet(name="Open", rows=[HEAD, ONE]), Sheet(name="Closed", rows=[HEAD, TWO]))
    register, findings = register_of(tmp_path, workbook(*sheets), more=", sheet: closed")
    assert references(register) == ["R2"]
    assert said(findings, "SHEET-02") == []


def test_named_sheet_that_is_missing_is_an_error(tmp_path):
    """The finding lists the sheets that there are."""
    _, findings = register_of(tmp_path, book(HEAD, ONE), more=", sheet: Risks")
    assert said(findings, "SHEET-03") == ["there is no sheet 'Risks'; the sheets are Sheet1"]


def test_mapped_heading_that_is_missing_is_an_error(tmp_path):
    """So is a key that no column has."""
    more = ", columns: {description: Threat, colour: Shade}"
    _, findings = register_of(tmp_path, book(HEAD, ONE), more=more)
    unknown, missing = sorted(said(findings, "COL-04"))
    assert missing == "pack.yaml maps description to 'Threat', but no column has that heading"
    assert unknown == "pack.yaml maps colour to 'Shade', but no column is called colour"


def test_unknown_columns_are_kept_and_named(tmp_path):
    """Their text stays with the record, by its heading."""
    register, findings = register_of(tmp_path, book([*HEAD, "Insurance", ""], [*ONE, "Policy 7"]))
    assert dict(register.risks[0].other) == {"Insurance": "Policy 7"}
    assert said(findings, "COL-02") == ["ignored column H 'Insurance': it matches no known heading"]


def test_merged_values_are_given_to_all_cells(tmp_path):
    """A score that is merged over two risks is the score of both."""
    rows = (HEAD, ONE, ["R2", TWO[1], None, None, None, "Act", None])
    content = book(*rows, merges=["C2:C3", "D2:D3", "E2:E3"])
    register, _ = register_of(tmp_path, content)
    assert [risk.latest.by_rule for risk in register.risks] == [12, 12]


def test_formulas_are_read_by_their_stored_value(tmp_path):
    """One without a value is an error at its cell; one among blanks only makes no record."""
    rows = (HEAD, [*ONE[:4], "=C2*D2", *ONE[5:]], [None, None, None, None, "=C3*D3"])
    register, findings = register_of(tmp_path, book(*rows))
    assert references(register) == ["R1"]
    assert ("CELL-03", "E2") in short(findings)
    assert register.risks[0].latest.by_rule == 12


def test_excel_errors_are_errors_at_their_cell(tmp_path):
    """Text that only looks like one is text."""
    _, findings = register_of(tmp_path, book(HEAD, [*ONE[:4], "#REF!", *ONE[5:]]))
    assert ("CELL-02", "E2") in short(findings)


def test_findings_with_one_cause_are_shown_as_one(tmp_path):
    """Five ratings in other words become one finding with its cells and its line to paste."""
    rows = [["Ref", "Action", "Lead", "RAG", "Due"]]
    rows += [
        [f"A{n}", f"Action number {n} of the plan", "X", "High", date(2024, 9, 1)] for n in range(5)
    ]
    _, findings = plan_of(tmp_path, workbook(Sheet(rows=rows)))
    groups = [group for group in group_findings(findings) if group.code == "RAG-02"]
    assert [(group.places, group.count) for group in groups] == [("D2:D6", 5)]


def test_survey_responses_are_counted(tmp_path):
    """One row a response: yes and no by area, other columns by how many are filled."""
    text = (
        "Timestamp,Area,Aware?,Support?,Comments\n"
        "1,North,Yes,No,Good\n2,North,no,No,\n3,South,Y,Yes,Fine\n4,South,Yes,maybe,\n"
    )
    pack, findings = pack_with(tmp_path, "{survey_responses: {file: r.csv}}", {"r.csv": text})
    counts = {area.area: (area.responses, dict(area.answers)) for area in pack.survey.areas}
    assert counts == {
        "North": (2, {"Aware?": (1, 1), "Support?": (0, 2)}),
        "South": (2, {"Aware?": (2, 0), "Support?": (1, 0)}),
    }
    assert pack.survey.areas[0].other["Comments"] == 1
    assert ("COUNT-01", "D5") in short(findings)


def test_survey_headings_in_two_rows_are_understood(tmp_path):
    """A question over Yes and No is the same as both in one heading."""
    rows = [
        ["Area", "Responses", "Awareness", None],
        [None, None, "Yes", "No"],
        ["North", 41, 23, 18],
    ]
    content = workbook(Sheet(rows=rows, merges=["C1:D1"]))
    pack, findings = pack_with(tmp_path, "{survey_counts: {file: s.xlsx}}", {"s.xlsx": content})
    assert errors(findings) == []
    assert dict(pack.survey.areas[0].answers) == {"Awareness": (23, 18)}


def test_a_status_column_in_the_packs_own_words_is_the_rating(tmp_path):
    """What the pack's key calls its ratings is known, however unlike a colour it sounds."""
    settings = SETTINGS.replace("word: Green", "word: Going well").replace(
        "word: Blank", "word: Not started"
    )
    plan = "Ref,Action,Status\n1,Build it,Going well\n2,Paint it,Not started\n3,Sell it,Red\n"
    pack, findings = pack_with(
        tmp_path, "{action_plan: {file: plan.csv}}", {"plan.csv": plan}, settings
    )
    assert errors(findings) == []
    assert [action.rag for action in pack.action_plan.actions] == ["G", "", "R"]
