"""Action plans and trackers in the many forms in which public bodies keep them."""

from __future__ import annotations

from datetime import date

from tests.inputs.registers import Form
from tests.inputs.workbooks import Sheet, workbook

REVIEW = "Review the capacity of the planning service and report to the committee"
TRAIN = "Train all members on the code of conduct in the first year of office"
BUY = "Join the framework for the purchase of energy with the county"


def simple_plan() -> Form:
    """Action, lead, deadline, RAG in words with stray spaces."""
    rows = [
        ["Improvement plan"],
        ["Action Ref", "Action", "Lead Officer", "Deadline", "RAG Rating", "Comments"],
        ["1.1", REVIEW, "Head of Planning", date(2024, 6, 30), "Amber ", "Started."],
        ["1.2", TRAIN, "Monitoring Officer", "31/05/2024", " Green", "Two sessions held."],
        ["2.1", BUY, "Head of Finance", "Ongoing", "Completed", "Joined in March."],
    ]
    return Form(
        name="simple",
        content=workbook(Sheet(rows=rows)),
        references=("1.1", "1.2", "2.1"),
        readings={"1.1": "A", "1.2": "G", "2.1": "B"},
    )


def status_in_words() -> Form:
    """A status of work that is no RAG, in a tracker without one."""
    rows = [
        [
            "No.",
            "Recommendation",
            "Management Response",
            "Responsible Officer",
            "Target Date",
            "Status",
            "Update",
        ],
        [1, REVIEW, "Agreed", "Head of Planning", "Q2 2024", "In progress", "Started."],
        [2, TRAIN, "Agreed", "Monitoring Officer", "May 2024", "Not started", ""],
        [3, BUY, "Agreed", "Head of Finance", "2024-03-01", "Implemented", "Joined."],
    ]
    return Form(
        name="status-words",
        content=workbook(Sheet(rows=rows)),
        references=("1", "2", "3"),
        readings={"1": ""},
    )


def status_and_rag() -> Form:
    """A status column before the RAG column; a theme merged down."""
    rows = [
        [
            "Theme",
            "Ref",
            "Recommendation",
            "Action",
            "Owner",
            "By when",
            "Status",
            "RAG",
            "Progress update",
        ],
        [
            "Planning",
            "PL1",
            REVIEW,
            "Appoint a consultant",
            "Head of Planning",
            date(2024, 9, 1),
            "On track",
            "G",
            "Done.",
        ],
        [
            None,
            "PL2",
            TRAIN,
            "Hold two sessions",
            "Monitoring Officer",
            date(2024, 9, 1),
            "Delayed",
            "R",
            "Late.",
        ],
        [
            "Money",
            "M1",
            BUY,
            "Sign",
            "Head of Finance",
            date(2024, 9, 1),
            "Complete",
            "B",
            "Signed, complete.",
        ],
    ]
    return Form(
        name="status-and-rag",
        content=workbook(Sheet(rows=rows, merges=["A2:A3"])),
        references=("PL1", "PL2", "M1"),
        readings={"PL1": "G", "PL2": "R", "M1": "B"},
        texts={("PL1", "what_we_will_do"): "Appoint a consultant"},
    )


def several_actions_a_recommendation() -> Form:
    """One recommendation over several rows, each an action with its own rating; cells merged."""
    rows = [
        ["Ref", "Recommendation", "Action", "Lead", "Due", "RAG"],
        ["R1", REVIEW, "Appoint a consultant", "Head of Planning", date(2024, 9, 1), "G"],
        [None, None, "Report to committee", "Head of Planning", date(2024, 12, 1), "A"],
        ["R2", TRAIN, "Hold two sessions", "Monitoring Officer", date(2024, 9, 1), "R"],
    ]
    return Form(
        name="several-actions-merged",
        content=workbook(Sheet(rows=rows, merges=["A2:A3", "B2:B3"])),
        references=("R1", "R1/2", "R2"),
        readings={"R1": "G", "R1/2": "A", "R2": "R"},
        texts={("R1/2", "recommendation"): REVIEW},
    )


def several_actions_unmerged() -> Form:
    """The same without merged cells: reference and recommendation stand on the first row only."""
    rows = [
        ["Ref", "Recommendation", "Action", "Lead", "Due", "RAG"],
        ["R1", REVIEW, "Appoint a consultant", "Head of Planning", date(2024, 9, 1), "G"],
        [None, None, "Report to committee", "Head of Planning", date(2024, 12, 1), "A"],
        [None, None, "Tell the parishes", "Head of Planning", date(2025, 1, 1), "G"],
        ["R2", TRAIN, "Hold two sessions", "Monitoring Officer", date(2024, 9, 1), "R"],
    ]
    return Form(
        name="several-actions-blank",
        content=workbook(Sheet(rows=rows)),
        references=("R1", "R1/2", "R1/3", "R2"),
        readings={"R1/3": "G"},
    )


def progress_over_rows() -> Form:
    """The progress of one action runs on over rows that hold nothing else."""
    rows = [
        ["Ref", "Recommendation(s)", "Lead", "What we will do", "Progress", "RAG"],
        ["PR1", REVIEW, "Chief Executive", "Review it", "The review has begun.", "G"],
        [None, None, None, None, "A consultant was appointed.", None],
        ["PR2", TRAIN, "Leader", "Train them", "Not yet.", "A"],
    ]
    return Form(
        name="progress-rows",
        content=workbook(Sheet(rows=rows)),
        references=("PR1", "PR2"),
        texts={("PR1", "progress"): ("The review has begun.", "A consultant was appointed.")},
    )


def key_above() -> Form:
    """The RAG key stands above the table; look-alike letters in the column."""
    rows = [
        ["Corporate Peer Challenge"],
        ["Key", "R", "Action in progress needs intervention"],
        [None, "A", "Action in progress needs attention"],
        [None, "G", "No issues"],
        [],
        ["Ref", "Recommendation(s)", "Lead", "What we will do", "Progress", "RAG"],
        ["PR1", REVIEW, "Chief Executive", "Review it", "Begun.", "Α"],
        ["PR2", TRAIN, "Leader", "Train them", "Complete.", "В"],
        ["PR3", BUY, "Leader", "Buy", "Begun.", "Ｇ"],
    ]
    return Form(
        name="key-above",
        content=workbook(Sheet(rows=rows)),
        references=("PR1", "PR2", "PR3"),
        readings={"PR1": "A", "PR2": "B", "PR3": "G"},
    )


def audit_tracker() -> Form:
    """An audit tracker: no references, priorities, revised dates."""
    rows = [
        [
            "Audit title",
            "Year",
            "Finding",
            "Recommendation",
            "Priority",
            "Agreed action",
            "Responsible Officer",
            "Original target date",
            "Revised target date",
            "Implementation status",
            "Latest update",
        ],
        [
            "Payroll",
            "2022/23",
            "No checks",
            REVIEW,
            "High",
            "Introduce checks",
            "Head of HR",
            date(2023, 9, 30),
            date(2024, 6, 30),
            "Partially implemented",
            "Half done.",
        ],
        [
            "Cyber",
            "2023/24",
            "No tests",
            TRAIN,
            "Medium",
            "Test twice a year",
            "Head of ICT",
            date(2024, 3, 31),
            None,
            "Implemented",
            "Done.",
        ],
    ]
    return Form(name="audit", content=workbook(Sheet(rows=rows)), references=("1", "2"))


def savings_tracker() -> Form:
    """A tracker of savings proposals with totals."""
    rows = [
        ["Savings tracker 2024/25"],
        [
            "Saving Ref",
            "Directorate",
            "Proposal",
            "Lead",
            "2024/25 £000",
            "Delivered £000",
            "RAG",
            "Commentary",
        ],
        ["S01", "Place", REVIEW, "Head of Planning", 120, 60, "A", "Half."],
        ["S02", "Resources", BUY, "Head of Finance", 80, 80, "G", "Done."],
        ["Total", None, None, None, 200, 140, None, None],
    ]
    return Form(
        name="savings",
        content=workbook(Sheet(rows=rows)),
        references=("S01", "S02"),
        readings={"S01": "A", "S02": "G"},
    )


def csv_with_bom() -> Form:
    """A CSV in UTF-8 with a mark, blank lines, quoted line breaks."""
    text = (
        "\ufeffRef,Recommendation,Lead,Progress,RAG\r\n"
        f'PR1,"{REVIEW}, now",Chief Executive,"Begun.\n\nA report went to members.",Green\r\n'
        "\r\n"
        f"PR2,{TRAIN},Leader,Begun.,Amber\r\n"
    )
    return Form(
        name="csv",
        content=text.encode(),
        references=("PR1", "PR2"),
        file="plan.csv",
        texts={("PR1", "progress"): ("Begun.", "A report went to members.")},
    )


def monthly_sheets() -> Form:
    """One sheet for each month; pack.yaml names the one to read."""
    rows = [
        ["Ref", "Action", "Owner", "RAG"],
        ["1", REVIEW, "A", "Green"],
        ["2", TRAIN, "B", "Red"],
    ]
    sheets = [Sheet(name="Feb", rows=rows[:2]), Sheet(name="Mar", rows=rows)]
    return Form(
        name="months", content=workbook(*sheets), references=("1", "2"), more=", sheet: Mar"
    )


PLANS = tuple(
    make()
    for make in (
        simple_plan,
        status_in_words,
        status_and_rag,
        several_actions_a_recommendation,
        several_actions_unmerged,
        progress_over_rows,
        key_above,
        audit_tracker,
        savings_tracker,
        csv_with_bom,
        monthly_sheets,
    )
)


def scrutiny_tracker() -> Form:
    """A committee's tracker: items that are titles, minute numbers for references."""
    rows = [
        ["Meeting date", "Minute number", "Item", "Action / Recommendation", "Officer", "Response"],
        [date(2024, 1, 16), "SC 24/01", "Budget", REVIEW, "Head of Finance", "Done in March."],
        [date(2024, 1, 16), "SC 24/02", "Parking review", TRAIN, "Head of Place", "Begun."],
        [date(2024, 2, 20), "SC 24/03", "Energy", BUY, "Head of Finance", "Joined."],
    ]
    return Form(
        name="scrutiny",
        content=workbook(Sheet(rows=rows)),
        references=("SC 24/01", "SC 24/02", "SC 24/03"),
    )


def governance_actions() -> Form:
    """The actions of an annual governance statement."""
    rows = [
        ["Annual governance statement: action plan"],
        [
            "No.",
            "Issue identified",
            "Action to be taken",
            "Responsible officer",
            "Target date",
            "Update",
        ],
        [
            1,
            "Procurement rules are not always kept",
            "Train all buyers",
            "Head of Finance",
            "June 2024",
            "Under way.",
        ],
        [
            2,
            "Registers of interests are out of date",
            "Remind all members",
            "Monitoring Officer",
            "31 May 2024",
            "Complete.",
        ],
    ]
    return Form(
        name="governance",
        content=workbook(Sheet(rows=rows)),
        references=("1", "2"),
        texts={("1", "what_we_will_do"): "Train all buyers"},
    )


def status_words_in_rag() -> Form:
    """Words of the key's meanings instead of its letters."""
    rows = [
        ["Ref", "Action", "Lead", "RAG status", "Comments"],
        ["1", REVIEW, "A", "Not started", ""],
        ["2", TRAIN, "B", "Completed", "Completed in March."],
        ["3", BUY, "C", "Green - on track", "Joined."],
        ["4", "Publish the register of contracts each quarter", "D", "N/A", ""],
    ]
    return Form(
        name="rag-words",
        content=workbook(Sheet(rows=rows)),
        references=("1", "2", "3", "4"),
        readings={"1": "", "2": "B", "3": "G", "4": ""},
    )


PLANS = (*PLANS, scrutiny_tracker(), governance_actions(), status_words_in_rag())
