"""A pack without any fault, for planting faults in."""

from __future__ import annotations

import copy
from dataclasses import replace
from datetime import date
from pathlib import Path

from generator.build import check_packs
from generator.inputs.folders import Request
from tests.inputs.workbooks import SETTINGS, TEMPLATES, Sheet, workbook

ROLES = """\
roles:
  - {initials: PS, title: Project Sponsor, holder: "Jonathan Stephenson, Chief Executive"}
  - {initials: SRO, title: Senior Responsible Officer, holder: "Emily Yule, Director"}
  - {initials: SD WL, title: Service Delivery Lead, holder: Greg Campbell, also_written: [SDWL]}
"""
REGISTER = [
    ["Example register"],
    [],
    [
        "No.",
        "Workstream",
        "Description of Risk",
        "Potential Impact",
        "Baseline Impact",
        "Baseline Likelihood",
        "Initial Risk Score",
        "Mitigating Actions",
        "Risk Owner",
        "Previous Impact",
        "Previous Likelihood",
        "Previous Risk Score",
        "Latest Impact",
        "Latest Likelihood",
        "Latest Risk Score",
        "Date of Latest Score",
        "Trend",
        "Notes",
        "Status",
        "Escalated",
        "Latest RAG",
        "Target Risk Score",
    ],
    [
        "R1",
        "Finance",
        "The savings of the programme are not made in time",
        "The budget is overspent",
        5,
        4,
        20,
        "The board looks at savings each month",
        "PS",
        4,
        3,
        12,
        4,
        3,
        12,
        date(2024, 3, 31),
        "unchanged",
        "1.2.24 - Reviewed. 29.3.24 - Savings agreed.",
        "Open",
        "No",
        "A",
        12,
    ],
    [
        "R2",
        "Staff",
        "Staff leave faster than they can be replaced",
        "Services are late",
        4,
        4,
        16,
        "Pay was reviewed in the autumn",
        "SRO",
        3,
        3,
        9,
        4,
        4,
        16,
        date(2024, 3, 31),
        "increased",
        "5.1.24 - New risk. 28.3.24 - Three posts are vacant.",
        "Open",
        "Yes",
        "R",
        9,
    ],
    [
        "R3",
        "ICT",
        "A system fails before its successor is ready",
        "Residents cannot pay",
        5,
        3,
        15,
        "The supplier gives support for longer",
        "SDWL",
        2,
        3,
        6,
        2,
        2,
        4,
        date(2024, 3, 31),
        "decreased",
        "30.3.24 - Support agreed.",
        "Closed",
        "No",
        "G",
        6,
    ],
]
PLAN = [
    ["Ref", "Recommendation(s)", "Lead", "What we will do", "Progress", "RAG", "Due date"],
    [
        "PR1",
        "Build capacity for the programme",
        "Chief Executive",
        "Appoint two officers",
        "12.2.24 - One officer was appointed.",
        "G",
        date(2024, 9, 30),
    ],
    [
        "PR2",
        "Train members on their role",
        "Monitoring Officer",
        "Hold sessions",
        "20.3.24 - All sessions are complete.",
        "B",
        date(2024, 3, 31),
    ],
    [
        "PR3",
        "Review the investments",
        "Director of Resources",
        "Report to committee",
        "1.3.24 - The report is late.",
        "A",
        date(2024, 6, 30),
    ],
]
REVIEWS = [
    [
        "Phase",
        "Service",
        "Stage",
        "Business case approved",
        "Original end date",
        "Completed",
        "Update",
    ],
    [
        "Phase 1",
        "Parking",
        "Complete",
        "April 2023",
        "",
        "January 2024",
        "Implemented in January 2024.",
    ],
    [
        "Phase 1",
        "Planning",
        "In progress",
        "",
        "March 2024",
        "",
        "The business case is being written.",
    ],
    ["Phase 2", "Licensing", "On hold", "", "", "", "On hold until June 2024."],
]
SAVINGS = [
    ["Council", "Year", "Amount (£)"],
    ["North", "2023/24", "120000"],
    ["South", "2023/24", "80000"],
    ["Total", "2023/24", "200000"],
]
SURVEY = [
    ["Area", "Responses", "Awareness: Yes", "Awareness: No", "Awareness: Yes %"],
    ["North", "41", "23", "18", "56"],
    ["South", "37", "22", "15", "59"],
    ["Total", "78", "45", "33", "58"],
]
HISTORY = [
    ["Meeting", "Date"],
    ["Council", "14/12/2023"],
    ["Executive", "03/10/2023"],
    ["Council", "05/07/2023"],
]
FIGURES = [
    ["Name", "Value", "Unit", "Description"],
    ["underspend", "234000", "£", "Budget underspend"],
]
SUMMARY = """\
The report is for the committee, which is asked to note it. There were {{ survey.responses }}
responses. The underspend is {{ figures.underspend }}. More is in Appendix 1.
"""
NARRATIVE = {"summary": SUMMARY, "background": "The programme began in 2023.\n"}
IMPLICATIONS = (
    *("financial", "legal", "relevant_risks", "engagement", "climate", "equality"),
    "other_options",
)
TABLES = {
    "risk_register": ("register.xlsx", REGISTER),
    "action_plan": ("plan.xlsx", PLAN),
    "service_reviews": ("reviews.csv", REVIEWS),
    "savings": ("savings.csv", SAVINGS),
    "survey_counts": ("survey.csv", SURVEY),
    "subject_history": ("history.csv", HISTORY),
    "figures": ("figures.csv", FIGURES),
}
REPORT = """\
meeting: {committee: Executive, date: 2024-05-02}
report:
  title: Example report
  report_of: The Leader
  author: {name: Greg Campbell, title: Officer}
"""


class Fault:
    """Changes to the sound pack: cells by input and address, settings, files, missing files."""

    def __init__(self, cells=None, settings=None, files=None, more="", missing=()):
        self.cells = cells or {}
        self.settings = settings or {}
        self.files = files or {}
        self.more = more
        self.missing = missing


def findings_of(folder, fault: Fault):
    """All findings of the sound pack with a fault in it, as `check` shows them."""
    write_pack(folder / "inputs" / "pack" / "q4", fault)
    request = Request(
        inputs=folder / "inputs",
        outputs=folder / "outputs",
        templates=TEMPLATES,
        cache=folder / "cache",
        period="q4",
    )
    (job,) = check_packs(request.packs(), request)
    return [
        replace(
            each,
            location=replace(each.location, file=each.location.file.removeprefix("pack/q4/")),
        )
        for each in job.findings
    ]


def write_pack(home: Path, fault: Fault) -> Path:
    """Write the sound pack with a fault in it into a folder, which is returned."""
    for name, content in _files(fault).items():
        if name in fault.missing:
            continue
        path = home / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return home


def _files(fault: Fault):
    """The files of the pack, by their path below its folder."""
    files: dict[str, bytes | str] = {}
    for key, (name, rows) in TABLES.items():
        changed = copy.deepcopy(rows)
        for address, value in fault.cells.get(key, {}).items():
            _set(changed, address, value)
        files[name] = (
            workbook(Sheet(rows=changed, name="Data")) if name.endswith("xlsx") else _csv(changed)
        )
    files |= {f"narrative/{key}.md": text for key, text in NARRATIVE.items()}
    files["implications.yaml"] = "".join(f"{key}: There are none.\n" for key in IMPLICATIONS)
    settings = SETTINGS + ROLES + REPORT
    settings = settings.replace(
        "documents: [{name: report, title: Report, template: executive-report.docx}]",
        "documents: [\n  {name: report, title: Report, template: executive-report.docx},\n"
        "  {name: log, title: Risk log, template: exception-risk-log.docx, appendix: 1}, "
        "{name: register, title: Risk register, workbook: risk-register}, "
        "{name: plan, title: Action plan, workbook: action-plan}]",
    )
    named = ", ".join(f"{key}: {{file: {name}}}" for key, (name, _) in TABLES.items())
    settings += (
        f"inputs: {{{named}, narrative: narrative, implications: {{file: implications.yaml}}}}\n"
        f"{fault.more.lstrip()}"
    )
    for old, new in fault.settings.items():
        assert old in settings
        settings = settings.replace(old, new)
    return files | {"pack.yaml": settings} | fault.files


def _set(rows, address, value):
    column, row = ord(address[0]) - 65, int(address[1:]) - 1
    while len(rows) <= row:
        rows.append([])
    rows[row] = [*rows[row], *[None] * (column + 1 - len(rows[row]))]
    rows[row][column] = value


def _csv(rows):
    import csv
    import io

    stream = io.StringIO()
    csv.writer(stream).writerows([["" if cell is None else cell for cell in row] for row in rows])
    return stream.getvalue()
