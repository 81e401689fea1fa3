"""Risk registers and action plans in the many forms in which public bodies keep them.

Each form is invented, after the manner of published ones: other headings, group headings, merged
cells, sections, legends, words for scores.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from tests.inputs.workbooks import Sheet, workbook


@dataclass(frozen=True, kw_only=True)
class Form:
    """A file, and what a reader must make of it.

    `readings` gives for some references (baseline, target, latest) as (impact, likelihood,
    given score).
    """

    name: str
    content: bytes | str
    references: tuple[str, ...]
    readings: dict[str, tuple] = field(default_factory=dict)
    texts: dict[tuple[str, str], str] = field(default_factory=dict)
    more: str = ""
    file: str = "register.xlsx"
    sound: bool = True


NONE = (None, None, None)
LOREM = "Failure to deliver the savings in the medium term financial strategy"
CYBER = "A cyber attack stops services to residents for several days"
STAFF = "The council cannot recruit and keep staff with the skills that it needs"


def inherent_residual_target() -> Form:
    """Group headings merged over L, I and Score; a title; a blank spacer column; a legend below."""
    rows = [
        ["Corporate Risk Register"],
        [
            "Quarter 4 2023/24",
            None,
            None,
            None,
            None,
            None,
            None,
            None,
            None,
            None,
            "Updated: 31/03/2024",
        ],
        [],
        [
            "Risk Ref",
            "Risk Title",
            "Risk Description",
            "Inherent Risk",
            None,
            None,
            "Existing Controls",
            "Residual Risk",
            None,
            None,
            "Target Risk",
            None,
            None,
            "Risk Owner",
            "Direction of Travel",
        ],
        [
            None,
            None,
            None,
            "L",
            "I",
            "Score",
            None,
            "L",
            "I",
            "Score",
            "L",
            "I",
            "Score",
            None,
            None,
        ],
        [
            "CR1",
            "Finance",
            LOREM,
            4,
            5,
            20,
            "Budget monitoring",
            3,
            4,
            12,
            2,
            4,
            8,
            "Director of Finance",
            "↓",
        ],
        ["CR2", "Cyber", CYBER, 5, 5, 25, "Firewalls", 4, 5, 20, 3, 5, 15, "Head of ICT", "→"],
        ["CR3", "Staff", STAFF, 4, 4, 16, "Pay review", 3, 3, 9, 2, 3, 6, "Head of HR", "↑"],
        [],
        ["Key"],
        [None, "Likelihood", "1 Rare to 5 Almost certain"],
        [None, "Impact", "1 Negligible to 5 Catastrophic"],
    ]
    merges = [
        "A4:A5",
        "B4:B5",
        "C4:C5",
        "D4:F4",
        "G4:G5",
        "H4:J4",
        "K4:M4",
        "N4:N5",
        "O4:O5",
        "A1:O1",
    ]
    return Form(
        name="inherent-residual-target",
        content=workbook(Sheet(rows=rows, merges=merges)),
        references=("CR1", "CR2", "CR3"),
        readings={
            "CR1": ((5, 4, 20), (4, 2, 8), (4, 3, 12)),
            "CR3": ((4, 4, 16), (3, 2, 6), (3, 3, 9)),
        },
    )


def groups_unmerged() -> Form:
    """Group headings that stand over the first of three columns and are not merged."""
    rows = [
        ["ID", "Risk", "Gross Risk", None, None, "Mitigation", "Net Risk", None, None, "Owner"],
        [None, None, "Impact", "Likelihood", "Total", None, "Impact", "Likelihood", "Total", None],
        [1, LOREM, 5, 4, 20, "Monitoring", 4, 3, 12, "SRO"],
        [2, CYBER, 5, 5, 25, "Firewalls", 5, 3, 15, "PS"],
    ]
    return Form(
        name="groups-unmerged",
        content=workbook(Sheet(rows=rows)),
        references=("1", "2"),
        readings={"1": ((5, 4, 20), NONE, (4, 3, 12)), "2": ((5, 5, 25), NONE, (5, 3, 15))},
    )


def headings_with_line_breaks() -> Form:
    """One heading row, each heading over several lines, with the scale in brackets."""
    rows = [
        [
            "Risk\nID",
            "Date\nRaised",
            "Risk\nDescription",
            "Consequences",
            "Current\nLikeli-\nhood\n(1-5)",
            "Current\nImpact\n(1-5)",
            "Current Risk\nScore\n(L x I)",
            "RAG",
            "Target Likelihood (1-5)",
            "Target Impact (1-5)",
            "Target Score",
            "Status",
        ],
        ["R001", date(2023, 5, 2), LOREM, "Overspend", 4, 5, 20, "Red", 2, 5, 10, "Open"],
        ["R002", date(2023, 6, 2), CYBER, "Loss of service", 2, 5, 10, "Amber", 1, 5, 5, "Open"],
        ["R003", date(2023, 7, 2), STAFF, "Delay", 1, 2, 2, "Green", 1, 2, 2, "Closed"],
    ]
    return Form(
        name="line-breaks",
        content=workbook(Sheet(rows=rows)),
        references=("R001", "R002", "R003"),
        readings={"R001": (NONE, (5, 2, 10), (5, 4, 20))},
    )


def words_for_scores() -> Form:
    """Impact and likelihood in words, the rating as High, Medium, Low."""
    rows = [
        [
            "Ref",
            "Risk Description",
            "Likelihood",
            "Impact",
            "Risk Rating",
            "Mitigating actions",
            "Owner",
        ],
        ["HR1", STAFF, "Likely", "Major", "High", "Pay review", "Head of HR"],
        ["HR2", LOREM, "Possible", "3 - Moderate", "Medium", "Monitoring", "Head of Finance"],
        ["HR3", CYBER, "Rare", "Minor (2)", "Low", "Firewalls", "Head of ICT"],
    ]
    return Form(
        name="words",
        content=workbook(Sheet(rows=rows)),
        references=("HR1", "HR2", "HR3"),
        readings={"HR1": (NONE, NONE, (4, 4, None)), "HR3": (NONE, NONE, (2, 1, None))},
    )


def impact_is_a_text() -> Form:
    """A heading Impact over a paragraph, and another over the score."""
    rows = [
        ["No", "Risk", "Impact", "Likelihood", "Impact", "Score", "Actions", "Lead"],
        [
            1,
            LOREM,
            "The council would have to use its reserves to balance the budget",
            3,
            4,
            12,
            "Monitoring",
            "CFO",
        ],
        [
            2,
            CYBER,
            "Residents could not reach the council for several days at a time",
            2,
            5,
            10,
            "Firewalls",
            "CIO",
        ],
        [
            3,
            STAFF,
            "Services would be late, or would have to be bought in at a price",
            3,
            3,
            9,
            "Pay review",
            "HRD",
        ],
    ]
    return Form(
        name="impact-text",
        content=workbook(Sheet(rows=rows)),
        references=("1", "2", "3"),
        readings={"1": (NONE, NONE, (4, 3, 12))},
        texts={
            (
                "1",
                "potential_impact",
            ): "The council would have to use its reserves to balance the budget"
        },
    )


def repeated_plain_headings() -> Form:
    """Likelihood, Impact and Score stand twice, before and after the controls, headed alike."""
    rows = [
        [
            "Risk No.",
            "Description",
            "Likelihood",
            "Impact",
            "Score",
            "Controls",
            "Likelihood",
            "Impact",
            "Score",
        ],
        ["A1", LOREM, 4, 5, 20, "Monitoring", 3, 5, 15],
        ["A2", CYBER, 4, 4, 16, "Firewalls", 2, 4, 8],
    ]
    return Form(
        name="repeated-plain",
        content=workbook(Sheet(rows=rows)),
        references=("A1", "A2"),
        readings={"A1": ((5, 4, 20), NONE, (5, 3, 15))},
    )


def sections_and_totals() -> Form:
    """Section rows merged over the table, blank rows, a totals row, headings repeated by page."""
    head = ["Ref", "Risk", "L", "I", "Score", "Owner"]
    rows = [
        ["Directorate risk register"],
        head,
        ["Place"],
        ["P1", LOREM, 3, 3, 9, "Director of Place"],
        ["P2", CYBER, 2, 3, 6, "Director of Place"],
        [],
        head,
        ["People"],
        ["E1", STAFF, 4, 4, 16, "Director of People"],
        [
            "E2",
            "A school closes at short notice and pupils lose days of lessons",
            2,
            4,
            8,
            "Director of People",
        ],
        ["Total risks", None, None, None, 4, None],
    ]
    return Form(
        name="sections",
        content=workbook(Sheet(rows=rows, merges=["A1:F1", "A3:F3", "A8:F8"])),
        references=("P1", "P2", "E1", "E2"),
    )


def several_rows_a_risk() -> Form:
    """A risk with its cells merged over several rows, one for each control."""
    rows = [
        [
            "Risk ID",
            "Risk Description",
            "Controls",
            "Control Owner",
            "Likelihood",
            "Impact",
            "Score",
            "Risk Owner",
        ],
        ["S1", LOREM, "Budget monitoring each month", "Finance", 3, 4, 12, "CFO"],
        [None, None, "Savings board", "Board", None, None, None, None],
        [None, None, "Reserves policy", "Council", None, None, None, None],
        ["S2", CYBER, "Firewalls", "ICT", 4, 5, 20, "CIO"],
        [None, None, "Training of staff", "HR", None, None, None, None],
    ]
    merges = [f"{c}{a}:{c}{b}" for c in "ABEFGH" for a, b in ((2, 4), (5, 6))]
    return Form(
        name="several-rows",
        content=workbook(Sheet(rows=rows, merges=merges)),
        references=("S1", "S2"),
        texts={
            ("S1", "mitigations"): "Budget monitoring each month\nSavings board\nReserves policy"
        },
        readings={"S2": (NONE, NONE, (5, 4, 20))},
    )


def prepared_rows() -> Form:
    """Numbered and formula-only rows below the last risk, ready for new ones."""
    rows = [
        ["No.", "Risk description", "Impact", "Likelihood", "Score", "Owner"],
        [1, LOREM, 4, 3, 12, "CFO"],
        [2, CYBER, 5, 2, 10, "CIO"],
        *[
            [number, None, None, None, f"=C{number + 1}*D{number + 1}", None]
            for number in range(3, 30)
        ],
    ]
    return Form(
        name="prepared",
        content=workbook(Sheet(rows=rows)),
        references=("1", "2"),
    )


def explanation_row() -> Form:
    """A row under the headings that says what to fill in."""
    rows = [
        [
            "Risk Ref",
            "Description of risk",
            "Impact",
            "Likelihood",
            "Score",
            "Risk owner",
            "Status",
        ],
        [
            "Unique number",
            "Describe cause, event and effect",
            "Score 1 to 5",
            "Score 1 to 5",
            "Impact times likelihood",
            "Job title",
            "Open or closed",
        ],
        ["T1", LOREM, 4, 3, 12, "CFO", "Open"],
        ["T2", CYBER, 5, 2, 10, "CIO", "Open"],
    ]
    return Form(name="explanation", content=workbook(Sheet(rows=rows)), references=("T1", "T2"))


def legend_beside() -> Form:
    """A legend to the right of the table, with headings of its own."""
    rows = [
        [
            "Ref",
            "Risk",
            "Impact",
            "Likelihood",
            "Score",
            "Owner",
            None,
            "Score",
            "Impact",
            "Likelihood",
        ],
        ["B1", LOREM, 4, 3, 12, "CFO", None, 1, "Negligible", "Rare"],
        ["B2", CYBER, 5, 2, 10, "CIO", None, 2, "Minor", "Unlikely"],
        ["B3", STAFF, 2, 2, 4, "HRD", None, 3, "Moderate", "Possible"],
        [None, None, None, None, None, None, None, 4, "Major", "Likely"],
        [None, None, None, None, None, None, None, 5, "Catastrophic", "Almost certain"],
    ]
    return Form(
        name="legend-beside",
        content=workbook(Sheet(rows=rows)),
        references=("B1", "B2", "B3"),
        readings={"B1": (NONE, NONE, (4, 3, 12)), "B3": (NONE, NONE, (2, 2, 4))},
    )


def cover_sheet_and_lists() -> Form:
    """The register is the third of four sheets; the others are a cover, guidance and lists."""
    cover = Sheet(
        name="Cover", rows=[["Example Council"], ["Strategic risk register"], ["Version", 3]]
    )
    guidance = Sheet(
        name="Guidance",
        rows=[
            ["Column", "What to write"],
            ["Risk", "Cause, event, effect"],
            ["Impact", "1 to 5"],
            ["Likelihood", "1 to 5"],
        ],
    )
    register = Sheet(
        name="SRR",
        rows=[
            ["SRR"],
            [
                "Ref.",
                "Strategic Risk",
                "Cause",
                "Effect",
                "Current score: impact",
                "Current score: likelihood",
                "Current score",
                "Controls in place",
                "Further actions",
                "Lead Officer",
                "Last reviewed",
            ],
            [
                "SR01",
                LOREM,
                "Inflation",
                "Overspend",
                4,
                4,
                16,
                "Monitoring",
                "Savings board",
                "CFO",
                "28/03/2024",
            ],
            [
                "SR02",
                CYBER,
                "Phishing",
                "Loss",
                5,
                3,
                15,
                "Firewalls",
                "Training",
                "CIO",
                "28/03/2024",
            ],
        ],
    )
    lists = Sheet(name="Lists", rows=[["Likelihood", "Impact"], [1, 1], [2, 2]], state="hidden")
    return Form(
        name="cover-sheet",
        content=workbook(cover, guidance, register, lists),
        references=("SR01", "SR02"),
        readings={"SR01": (NONE, NONE, (4, 4, 16))},
    )


def quarters() -> Form:
    """A score for each quarter, the last of them now; next quarter's column is still blank."""
    rows = [
        ["Ref", "Risk", "Risk Score", None, None, None, "Target", "Owner"],
        [None, None, "Q1 2023/24", "Q2 2023/24", "Q3 2023/24", "Q4 2023/24", None, None],
        ["Q1", LOREM, 12, 12, 16, None, 8, "CFO"],
        ["Q2", CYBER, 20, 15, 15, None, 10, "CIO"],
    ]
    return Form(
        name="quarters",
        content=workbook(Sheet(rows=rows, merges=["C1:F1"])),
        references=("Q1", "Q2"),
        readings={"Q1": (NONE, (None, None, 8), (None, None, 16))},
    )


def previous_and_current() -> Form:
    """Previous and current score side by side, with a movement in words."""
    rows = [
        [
            "Code",
            "Title",
            "Description",
            "Previous Risk Score",
            "Current Impact",
            "Current Likelihood",
            "Current Risk Score",
            "Movement",
            "Assigned To",
        ],
        ["CRR01", "Finance", LOREM, 16, 4, 3, 12, "Decreased", "CFO"],
        ["CRR02", "Cyber", CYBER, 15, 5, 3, 15, "No change", "CIO"],
        ["CRR03", "Staff", STAFF, None, 3, 3, 9, "New", "HRD"],
    ]
    return Form(
        name="previous",
        content=workbook(Sheet(rows=rows)),
        references=("CRR01", "CRR02", "CRR03"),
        readings={"CRR01": (NONE, NONE, (4, 3, 12))},
    )


def measures_over_stages() -> Form:
    """Group headings are the measures, with the stages below them."""
    rows = [
        [
            "Risk Number",
            "Risk Event",
            "Likelihood",
            None,
            "Impact",
            None,
            "Risk Score",
            None,
            "Risk Lead",
        ],
        [None, None, "Inherent", "Current", "Inherent", "Current", "Inherent", "Current", None],
        ["M1", LOREM, 5, 3, 4, 4, 20, 12, "CFO"],
        ["M2", CYBER, 4, 2, 5, 5, 20, 10, "CIO"],
    ]
    return Form(
        name="measures-over-stages",
        content=workbook(Sheet(rows=rows, merges=["C1:D1", "E1:F1", "G1:H1"])),
        references=("M1", "M2"),
        readings={"M1": ((4, 5, 20), NONE, (4, 3, 12))},
    )


def consequence_times_likelihood() -> Form:
    """A health body's framework: scores written as 4 x 5 = 20 in one cell."""
    rows = [
        ["Board Assurance Framework"],
        [
            "BAF Ref",
            "Principal Risk",
            "Executive Lead",
            "Initial Risk Score (CxL)",
            "Key Controls",
            "Current Risk Score (CxL)",
            "Target Risk Score (CxL)",
            "Gaps in Control",
        ],
        [
            "BAF 1",
            LOREM,
            "Chief Finance Officer",
            "4 x 5 = 20",
            "Monitoring",
            "4x4=16",
            "4x2=8",
            "None",
        ],
        [
            "BAF 2",
            STAFF,
            "Chief People Officer",
            "5 x 4 = 20",
            "Pay review",
            "4x3=12",
            "3x3=9",
            "None",
        ],
    ]
    return Form(
        name="baf",
        content=workbook(Sheet(rows=rows)),
        references=("BAF 1", "BAF 2"),
        readings={"BAF 1": ((None, None, 20), (None, None, 8), (None, None, 16))},
    )


def semicolons_cp1252() -> Form:
    """A CSV from Excel on a continental setting, in cp1252, with a pound sign."""
    text = (
        "Risk ID;Risk description;Impact;Likelihood;Score;Owner\r\n"
        "C1;Costs rise by £250,000 a year – more than the budget allows for;4;3;12;CFO\r\n"
        'C2;"A long; quoted text\nover two lines of the file";3;3;9;CIO\r\n'
    )
    return Form(
        name="semicolons",
        content=text.encode("cp1252"),
        references=("C1", "C2"),
        file="register.csv",
        texts={("C2", "description"): "A long; quoted text\nover two lines of the file"},
    )


def utf16_tabs() -> Form:
    """Excel's "Unicode text": UTF-16 and tabs."""
    text = (
        "No.\tRisk\tLikelihood\tImpact\tScore\n1\t"
        + LOREM
        + "\t4\t4\t16\n2\t"
        + CYBER
        + "\t2\t5\t10\n"
    )
    return Form(
        name="utf16", content=text.encode("utf-16"), references=("1", "2"), file="register.txt"
    )


def text_scores() -> Form:
    """Numbers stored as text, some with spaces; scores with a word in brackets."""
    rows = [
        [
            "Risk Ref No",
            "Risk Title",
            "Probability",
            "Severity",
            "Overall rating",
            "Responsible Officer",
        ],
        ["N1", LOREM, "4", " 5 ", "20 (High)", "CFO"],
        ["N2", CYBER, "3 ", "4", "12 - Medium", "CIO"],
    ]
    return Form(
        name="text-scores",
        content=workbook(Sheet(rows=rows)),
        references=("N1", "N2"),
        readings={"N1": (NONE, NONE, (5, 4, 20))},
    )


def before_and_after_controls() -> Form:
    """Stages in words: before and after controls."""
    rows = [
        [
            "Ref",
            "Risk Description (cause, event, consequence)",
            "Likelihood before controls",
            "Impact before controls",
            "Risk score before controls",
            "Internal controls",
            "Likelihood after controls",
            "Impact after controls",
            "Risk score after controls",
            "By when",
        ],
        ["K1", LOREM, 5, 5, 25, "Monitoring", 3, 5, 15, date(2024, 9, 30)],
        ["K2", CYBER, 4, 4, 16, "Firewalls", 4, 2, 8, "Ongoing"],
    ]
    return Form(
        name="before-after",
        content=workbook(Sheet(rows=rows)),
        references=("K1", "K2"),
        readings={"K1": ((5, 5, 25), NONE, (5, 3, 15))},
    )


def issues_and_escalation() -> Form:
    """A project's RAID log: type, status, escalation, notes with dates in one cell."""
    rows = [
        ["RAID log"],
        [
            "ID",
            "Type",
            "Description",
            "Impact",
            "Probability",
            "Score",
            "Mitigation",
            "Owner",
            "Status",
            "Escalated (Y/N)",
            "Updates",
        ],
        [
            "1",
            "Risk",
            LOREM,
            4,
            3,
            12,
            "Monitoring",
            "PM",
            "Open",
            "N",
            "01/03/2024 - Reviewed at board.\n15/03/2024 - Savings agreed.",
        ],
        [
            "2",
            "Issue",
            CYBER,
            5,
            5,
            25,
            "Firewalls",
            "PM",
            "Issue",
            "Y",
            "12.3.24: Supplier engaged.",
        ],
        ["3", "Risk", STAFF, 2, 2, 4, "Pay review", "PM", "Closed", "N", "Closed by the board."],
    ]
    return Form(name="raid", content=workbook(Sheet(rows=rows)), references=("1", "2", "3"))


def dates_as_headings() -> Form:
    """Earlier scores under real dates as headings."""
    rows = [
        ["Risk No", "Risk", "Score", None, None, "Current score", "Owner"],
        [
            None,
            None,
            datetime(2023, 6, 30),
            datetime(2023, 9, 30),
            datetime(2023, 12, 31),
            None,
            None,
        ],
        ["D1", LOREM, 20, 16, 16, 12, "CFO"],
        ["D2", CYBER, 15, 15, 20, 20, "CIO"],
    ]
    return Form(
        name="dates-as-headings",
        content=workbook(Sheet(rows=rows, merges=["C1:E1"])),
        references=("D1", "D2"),
        readings={"D1": (NONE, NONE, (None, None, 12))},
    )


def no_references() -> Form:
    """A register without any column of references."""
    rows = [
        ["Risk", "Mitigation", "Likelihood", "Impact", "Overall"],
        [LOREM, "Monitoring", 3, 3, 9],
        [CYBER, "Firewalls", 2, 4, 8],
    ]
    return Form(name="no-references", content=workbook(Sheet(rows=rows)), references=("1", "2"))


def own_headings() -> Form:
    """Headings that only the pack itself can explain."""
    rows = [
        ["Kennung", "Threat to us", "Chance", "Harm", "Sum"],
        ["X1", LOREM, 3, 4, 12],
        ["X2", CYBER, 4, 4, 16],
    ]
    columns = (
        ", columns: {reference: Kennung, description: Threat to us, latest_likelihood: Chance, "
        "latest_impact: Harm, latest_score: Sum}"
    )
    return Form(
        name="own-headings",
        content=workbook(Sheet(rows=rows)),
        references=("X1", "X2"),
        readings={"X1": (NONE, NONE, (4, 3, 12))},
        more=columns,
    )


def hidden_and_filtered() -> Form:
    """A filter hides a row, and the officer hid a column."""
    rows = [
        ["Ref", "Risk", "Impact", "Likelihood", "Score", "Confidential notes"],
        ["F1", LOREM, 4, 3, 12, "01/02/2024 - Reviewed."],
        ["F2", CYBER, 5, 2, 10, "01/02/2024 - Reviewed."],
        ["F3", STAFF, 3, 2, 6, "01/02/2024 - Reviewed."],
    ]
    return Form(
        name="hidden",
        content=workbook(Sheet(rows=rows, hidden_rows=[3], hidden_columns=["F"])),
        references=("F1", "F2", "F3"),
    )


def workstream_merged_down() -> Form:
    """A category merged down over several risks, each with its own reference."""
    rows = [
        ["Category", "Risk ID", "Risk Description", "Impact", "Likelihood", "Risk Score"],
        ["Finance", "W1", LOREM, 4, 3, 12],
        [None, "W2", "Interest rates rise and borrowing costs more than was planned for", 3, 3, 9],
        ["ICT", "W3", CYBER, 5, 3, 15],
        [None, "W4", "An old system fails and cannot be mended by its supplier", 3, 4, 12],
    ]
    return Form(
        name="merged-down",
        content=workbook(Sheet(rows=rows, merges=["A2:A3", "A4:A5"])),
        references=("W1", "W2", "W3", "W4"),
        texts={("W2", "workstream"): "Finance", ("W4", "workstream"): "ICT"},
    )


REGISTERS = tuple(
    make()
    for make in (
        inherent_residual_target,
        groups_unmerged,
        headings_with_line_breaks,
        words_for_scores,
        impact_is_a_text,
        repeated_plain_headings,
        sections_and_totals,
        several_rows_a_risk,
        prepared_rows,
        explanation_row,
        legend_beside,
        cover_sheet_and_lists,
        quarters,
        previous_and_current,
        measures_over_stages,
        consequence_times_likelihood,
        semicolons_cp1252,
        utf16_tabs,
        text_scores,
        before_and_after_controls,
        issues_and_escalation,
        dates_as_headings,
        no_references,
        own_headings,
        hidden_and_filtered,
        workstream_merged_down,
    )
)


def repeated_for_each_action() -> Form:
    """A risk typed again on a row for each of its actions, without merged cells."""
    rows = [
        [
            "Risk Ref",
            "Risk Description",
            "Current Likelihood",
            "Current Impact",
            "Current Score",
            "Action",
            "Action Owner",
            "Due date",
        ],
        ["G1", LOREM, 3, 4, 12, "Budget monitoring each month", "Finance", date(2024, 6, 30)],
        ["G1", LOREM, 3, 4, 12, "Savings board", "Board", date(2024, 9, 30)],
        ["G2", CYBER, 4, 5, 20, "Firewalls", "ICT", date(2024, 6, 30)],
    ]
    return Form(
        name="repeated-rows",
        content=workbook(Sheet(rows=rows)),
        references=("G1", "G2"),
        texts={("G1", "mitigations"): "Budget monitoring each month\nSavings board"},
    )


def risk_appetite() -> Form:
    """An appetite in words beside scores, and a rating of the controls in figures."""
    rows = [
        [
            "Ref",
            "Risk Title",
            "Risk Description",
            "Risk Appetite",
            "Control Rating",
            "Likelihood",
            "Impact",
            "Score",
            "Risk Level",
        ],
        ["AP1", "Finance", LOREM, "Cautious", 2, 3, 4, 12, "Amber"],
        ["AP2", "Cyber", CYBER, "Averse", 3, 4, 5, 20, "Red"],
        ["AP3", "Staff", STAFF, "Open", 1, 2, 2, 4, "Green"],
    ]
    return Form(
        name="appetite",
        content=workbook(Sheet(rows=rows)),
        references=("AP1", "AP2", "AP3"),
        readings={"AP1": (NONE, NONE, (4, 3, 12))},
    )


def letters_for_measures() -> Form:
    """Single letters as headings, gross and net side by side, in a narrow table."""
    rows = [
        [None, "Strategic risks"],
        [
            None,
            "No.",
            "Risk",
            "Gross L",
            "Gross I",
            "Gross LxI",
            "Controls",
            "Net L",
            "Net I",
            "Net LxI",
            "DoT",
        ],
        [None, 1, LOREM, 5, 4, 20, "Monitoring", 3, 4, 12, "↔"],
        [None, 2, CYBER, 5, 5, 25, "Firewalls", 4, 5, 20, "▲"],
        [None, 3, STAFF, 3, 3, 9, "Pay review", 2, 3, 6, "New"],
    ]
    return Form(
        name="letters",
        content=workbook(Sheet(rows=rows)),
        references=("1", "2", "3"),
        readings={"1": ((4, 5, 20), NONE, (4, 3, 12))},
    )


def assessment_groups() -> Form:
    """Groups that name the step of the process, over measures headed alike."""
    rows = [
        [
            "IDENTIFICATION",
            None,
            None,
            "INHERENT RISK ASSESSMENT",
            None,
            None,
            "RESPONSE",
            "RESIDUAL RISK ASSESSMENT (with current controls in place)",
            None,
            None,
            "MONITORING",
            None,
        ],
        [
            "Risk No.",
            "Directorate",
            "Risk",
            "Likelihood",
            "Impact",
            "Rating",
            "Existing controls",
            "Likelihood",
            "Impact",
            "Rating",
            "Risk owner",
            "Last reviewed",
        ],
        ["PL-01", "Place", LOREM, 4, 4, 16, "Monitoring", 3, 3, 9, "Director", "15 March 2024"],
        ["PL-02", "Place", CYBER, 5, 4, 20, "Firewalls", 3, 4, 12, "Director", "15 March 2024"],
    ]
    return Form(
        name="assessment-groups",
        content=workbook(Sheet(rows=rows, merges=["A1:C1", "D1:F1", "H1:J1", "K1:L1"])),
        references=("PL-01", "PL-02"),
        readings={"PL-01": ((4, 4, 16), NONE, (3, 3, 9))},
    )


def scale_row() -> Form:
    """A second heading row that only gives the scale."""
    rows = [
        ["Ref", "Risk description", "Likelihood", "Impact", "Risk score", "Action required"],
        [None, None, "(1-5)", "(1-5)", "(L x I)", None],
        ["Z1", LOREM, 3, 4, 12, "Monitor"],
        ["Z2", CYBER, 4, 5, 20, "Test"],
    ]
    return Form(
        name="scale-row",
        content=workbook(Sheet(rows=rows)),
        references=("Z1", "Z2"),
        readings={"Z1": (NONE, NONE, (4, 3, 12))},
    )


def lettered_sections() -> Form:
    """Sections that bear a letter, risks numbered within them."""
    rows = [
        ["Ref", "Risk", "Cause", "Consequence", "Likelihood", "Impact", "Score", "Owner"],
        ["A", "Finance"],
        ["A1", LOREM, "Inflation", "Overspend of the budget this year", 3, 4, 12, "CFO"],
        ["A2", CYBER, "Phishing", "Loss of data of residents", 4, 5, 20, "CIO"],
        ["B", "Staff"],
        ["B1", STAFF, "Pay", "Services are late or not given", 3, 3, 9, "HRD"],
    ]
    return Form(
        name="lettered-sections",
        content=workbook(Sheet(rows=rows)),
        references=("A1", "A2", "B1"),
        readings={"B1": (NONE, NONE, (3, 3, 9))},
    )


def open_and_closed() -> Form:
    """Risks and closed risks below each other, each under headings of its own."""
    head = ["Risk ID", "Risk", "Impact", "Likelihood", "Score", "Status"]
    rows = [
        ["Open risks"],
        head,
        ["O1", LOREM, 4, 3, 12, "Open"],
        ["O2", CYBER, 5, 4, 20, "Open"],
        [],
        ["Closed risks"],
        head,
        ["C1", STAFF, 3, 3, 9, "Closed - February 2024"],
    ]
    return Form(
        name="open-and-closed",
        content=workbook(Sheet(rows=rows)),
        references=("O1", "O2", "C1"),
    )


def noughts_of_formulas() -> Form:
    """Scores that a formula works out, as other programs store them; blanks give nought."""
    rows = [
        ["Ref", "Risk", "Impact", "Likelihood", "Score", "Owner"],
        ["N1", LOREM, 4, 3, 12, "CFO"],
        ["N2", CYBER, None, None, None, "CIO"],
    ]
    return Form(name="noughts", content=workbook(Sheet(rows=rows)), references=("N1", "N2"))


REGISTERS = (
    *REGISTERS,
    *(
        make()
        for make in (
            repeated_for_each_action,
            risk_appetite,
            letters_for_measures,
            assessment_groups,
            scale_row,
            lettered_sections,
            open_and_closed,
            noughts_of_formulas,
        )
    ),
)
