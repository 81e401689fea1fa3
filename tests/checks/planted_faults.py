"""Faults to plant in the sound pack: for each rule at least one, with where it must be found.

The first fault of each rule gives a message like the example in the catalogue.
"""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path
from zipfile import ZipFile

import openpyxl
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill

from tests.checks.sound import PLAN, REPORT, Fault
from tests.inputs.hostile_files import REFUSED
from tests.inputs.word_texts import put, word
from tests.inputs.workbooks import SETTINGS, TEMPLATES, Sheet, workbook

R, P, V, S, Y, H, G = (
    "risk_register",
    "action_plan",
    "service_reviews",
    "savings",
    "survey_counts",
    "subject_history",
    "figures",
)


def cell(key, address, value):
    return Fault({key: {address: value}})


def setting(old, new):
    """Another line of pack.yaml."""
    return Fault(settings={old: new})


def author(more):
    """A key more of the report's author."""
    return setting("title: Officer}", f"title: Officer, {more}}}")


def mail(line):
    """A pack that mails, with another line in the part mail."""
    lines = {
        "sender": "Office <office@example.org>",
        "to": "[Board <board@example.org>]",
        "subject": "Risk log, Quarter 4",
    }
    key, _, value = line.partition(": ")
    written = "".join(f"  {key}: {value}\n" for key, value in (lines | {key: value}).items())
    return Fault(more=f"mail:\n{written}")


def text(content):
    """The section background with this text."""
    return Fault(files={"narrative/background.md": content})


def word_text(title="", tracked=""):
    """The section background as a Word file, with a title and a tracked change."""

    def fill(document):
        if title:
            document.add_paragraph(title, style="Title")
        change = f'<w:ins w:id="1" w:author="A"><w:r><w:t>{tracked}</w:t></w:r></w:ins>'
        paragraph = document.add_paragraph("It is so. ")
        if tracked:
            put(paragraph, change)

    return Fault(
        files={"narrative/background.docx": word(fill)}, missing=("narrative/background.md",)
    )


def register(*sheets):
    """Another register instead of the sound one."""
    return Fault(files={"register.xlsx": workbook(*sheets)})


def formatted(change):
    """The register with a rating, after `change` has been made to its sheet with openpyxl."""
    book = openpyxl.Workbook()
    for row in ([*HEAD, "RAG"], *([*risk, None] for risk in RISKS)):
        book.active.append(row)
    change(book.active)
    stream = io.BytesIO()
    book.save(stream)
    return Fault(files={"register.xlsx": stream.getvalue()})


def fill_rating(sheet):
    sheet["E3"].fill = PatternFill("solid", fgColor="FFFF0000")


def grey_row(sheet):
    for cell in sheet[3]:
        cell.fill = PatternFill("solid", fgColor="FFBFBFBF")


def strike_description(sheet):
    sheet["B3"].font = Font(strike=True)


def comment_description(sheet):
    sheet["B3"].comment = Comment("ask finance", "J Smith")


def whiten_description(sheet):
    sheet["B3"].font = Font(color="FFFFFFFF")


def notes(words):
    return cell(R, "R4", f"29.3.24 - {words}.")


def linked():
    """The sound register with a formula that names another workbook."""
    stream = io.BytesIO(workbook(Sheet(rows=[HEAD, *RISKS])))
    with ZipFile(stream, "a") as archive:
        archive.writestr("xl/externalLinks/externalLink1.xml", "<externalLink/>")
    return stream.getvalue()


def case(number):
    """A register of tests/inputs/cases_files instead of the sound one."""
    (path,) = (Path(__file__).parents[1] / "inputs" / "cases_files").glob(f"{number:02}-*.xlsx")
    return Fault(files={"register.xlsx": path.read_bytes()})


def period_before(risks):
    """The period before, whose register is a CSV file of the text given."""
    settings = SETTINGS.replace("2024-01-01, end: 2024-03-31", "2023-10-01, end: 2023-12-31")
    return Fault(
        files={
            "../q3/pack.yaml": settings + "inputs: {risk_register: {file: risks.csv}}\n",
            "../q3/risks.csv": risks,
        }
    )


HEAD = ["Ref", "Risk description", "Impact", "Likelihood"]
RISKS = [
    ["M1", "The quay wall fails in a storm", 4, 3],
    ["M2", "The grant of the department is not confirmed", 2, 2],
    ["M3", "A contractor leaves the market this year", 5, 1],
]
STYLE = (TEMPLATES / "house-style.yaml").read_text(encoding="utf-8")
IN_BACKGROUND = "narrative/background.md"
IN_WORD = "narrative/background.docx"


FAULTS = {
    # references
    "reference missing": (cell(R, "A5", None), "CELL-01", "register.xlsx", "A5"),
    "reference twice": (cell(R, "A5", "R1"), "REF-01", "register.xlsx", "A5"),
    "reference twice in other case": (cell(R, "A5", "r1"), "REF-01", "register.xlsx", "A5"),
    "reference nearly the same": (cell(R, "A5", "R01"), "REF-02", "register.xlsx", "A5"),
    "description nearly the same": (
        cell(R, "C5", "The savings of the programme are not made on time"),
        "REF-02",
        "register.xlsx",
        "C5",
    ),
    "gap in references": (cell(R, "A6", "R4"), "REF-03", "register.xlsx", "A6"),
    "action twice": (cell(P, "A3", "PR1"), "REF-01", "plan.xlsx", "A3"),
    "area twice": (cell(Y, "A3", "North"), "REF-01", "survey.csv", "A3"),
    "saving twice": (cell(S, "A3", "North"), "REF-01", "savings.csv", "A3"),
    # scores
    "impact above the scale": (cell(R, "M4", 6), "SCORE-01", "register.xlsx", "M4"),
    "impact zero": (cell(R, "M4", 0), "SCORE-01", "register.xlsx", "M4"),
    "impact with a fraction": (cell(R, "M4", 3.5), "SCORE-01", "register.xlsx", "M4"),
    "impact a truth value": (cell(R, "M4", True), "SCORE-01", "register.xlsx", "M4"),
    "impact a date": (cell(R, "M4", date(2024, 4, 3)), "SCORE-01", "register.xlsx", "M4"),
    "likelihood an unknown word": (cell(R, "N4", "Perhaps"), "SCORE-01", "register.xlsx", "N4"),
    "word contradicts its number": (cell(R, "N4", "3 - Likely"), "SCORE-08", "register.xlsx", "N4"),
    "score not the product": (cell(R, "O4", 13), "SCORE-02", "register.xlsx", "O4"),
    "baseline not the product": (cell(R, "G4", 21), "SCORE-02", "register.xlsx", "G4"),
    "score above all": (cell(R, "O4", 26), "SCORE-01", "register.xlsx", "O4"),
    "target above baseline": (cell(R, "V4", 25), "SCORE-03", "register.xlsx", "V4"),
    "latest missing": (
        Fault({R: {"M4": None, "N4": None, "O4": None, "U4": None}}),
        "SCORE-04",
        "register.xlsx",
        "O4",
    ),
    "likelihood missing": (cell(R, "N4", None), "SCORE-05", "register.xlsx", "N4"),
    "score to be confirmed": (cell(R, "O4", "TBC"), "CELL-08", "register.xlsx", "O4"),
    "score an Excel error": (cell(R, "O4", "#REF!"), "CELL-02", "register.xlsx", "O4"),
    "score never calculated": (cell(R, "O4", "=M4*N4"), "CELL-03", "register.xlsx", "O4"),
    "rating contradicts": (cell(R, "U4", "Green"), "RAG-03", "register.xlsx", "U4"),
    "rating unknown": (cell(R, "U4", "Purple"), "RAG-01", "register.xlsx", "U4"),
    "trend contradicts": (cell(R, "Q4", "↓"), "TREND-02", "register.xlsx", "Q4"),
    "trend with a number": (cell(R, "Q4", "↑ from 9"), "TREND-08", "register.xlsx", "Q4"),
    "trend unreadable": (cell(R, "Q4", "1"), "TREND-01", "register.xlsx", "Q4"),
    "total contradicts": (
        Fault({R: {"A9": "Total risks", "B9": 4}}),
        "SCORE-07",
        "register.xlsx",
        "B9",
    ),
    "count of red contradicts": (
        Fault({R: {"C9": "Number of Red risks", "D9": 3}}),
        "SCORE-07",
        "register.xlsx",
        "D9",
    ),
    # owners
    "no column of owners": (cell(R, "I3", "Insurance"), "COL-11", "register.xlsx", 3),
    "no column of notes": (
        register(Sheet(rows=[[*HEAD, "Owner"], *([*risk, "PS"] for risk in RISKS)])),
        "COL-12",
        "register.xlsx",
        1,
    ),
    "owner missing": (cell(R, "I4", None), "OWNER-01", "register.xlsx", "I4"),
    "owner unknown": (cell(R, "I4", "ABC"), "OWNER-02", "register.xlsx", "I4"),
    "owners several": (cell(R, "I4", "PS / SRO"), "OWNER-03", "register.xlsx", "I4"),
    "owners several by and": (cell(R, "I4", "PS and SRO"), "OWNER-03", "register.xlsx", "I4"),
    "lead missing": (cell(P, "C2", None), "OWNER-01", "plan.xlsx", "C2"),
    "leads several": (cell(P, "C2", "Leader; Chief Executive"), "OWNER-03", "plan.xlsx", "C2"),
    # dates
    "note after the meeting": (
        cell(R, "R4", "1.2.24 - Reviewed. 29.3.25 - Agreed."),
        "DATE-06",
        "register.xlsx",
        "R4",
    ),
    "latest score after the meeting": (
        cell(R, "P4", date(2025, 3, 31)),
        "DATE-06",
        "register.xlsx",
        "P4",
    ),
    "told as done in a month to come": (
        cell(V, "G3", "Reviewed by the board in November 2024."),
        "DATE-06",
        "reviews.csv",
        "G3",
    ),
    "completed in a month to come": (cell(V, "F2", "January 2025"), "DATE-06", "reviews.csv", "F2"),
    "implausible year": (cell(P, "G2", date(2204, 9, 30)), "DATE-07", "plan.xlsx", "G2"),
    "last day of the calendar": (
        cell(H, "B2", "31/12/9999"),
        "DATE-07",
        "history.csv",
        "B2",
    ),
    "note older than the risk": (
        cell(R, "R5", "5.1.24 - New risk. 28.3.23 - Vacant."),
        "DATE-08",
        "register.xlsx",
        "R5",
    ),
    "completed before it was approved": (
        cell(V, "F2", "January 2023"),
        "DATE-09",
        "reviews.csv",
        "F2",
    ),
    "version before the latest note": (
        Fault(settings={"version_date: 2024-04-30": "version_date: 2024-02-01"}),
        "DATE-10",
        "register.xlsx",
        "R6",
    ),
    "notes out of order": (
        cell(R, "R4", "1.2.24 - One. 29.3.24 - Two. 1.3.24 - Three."),
        "DATE-11",
        "register.xlsx",
        "R4",
    ),
    "meetings out of order": (cell(H, "B4", "05/11/2023"), "DATE-11", "history.csv", "B4"),
    "no date of the calendar": (cell(H, "B2", "31/02/2024"), "DATE-01", "history.csv", "B2"),
    "month first": (cell(H, "B2", "12/14/2023"), "DATE-03", "history.csv", "B2"),
    "real and text dates": (cell(P, "G2", "30/09/2024"), "DATE-02", "plan.xlsx", "G2"),
    "words for a date": (cell(P, "G2", "Summer"), "DATE-05", "plan.xlsx", "G2"),
    "no date in a note": (cell(R, "R4", "31.2.24 - Reviewed."), "DATE-12", "register.xlsx", "R4"),
    # staleness
    "no note in the period": (
        cell(R, "R4", "1.2.23 - Reviewed."),
        "STALE-01",
        "register.xlsx",
        "R4",
    ),
    "action without a note in the period": (
        cell(P, "E2", "1.2.23 - Begun."),
        "STALE-01",
        "plan.xlsx",
        "E2",
    ),
    "a text of the last report": (
        Fault(
            settings={"narrative: narrative,": "narrative: narrative, last_report: background.md,"},
            files={"background.md": "The programme began in 2023.\n"},
        ),
        "STALE-03",
        "narrative/background.md",
        1,
    ),
    # status
    "green without progress": (cell(P, "E2", None), "STATUS-03", "plan.xlsx", "E2"),
    "blue without completion": (
        cell(P, "E3", "20.3.24 - We wait."),
        "STATUS-04",
        "plan.xlsx",
        "E3",
    ),
    "closed yet escalated": (cell(R, "T6", "Yes"), "STATUS-05", "register.xlsx", "T6"),
    "on hold yet green": (
        cell(P, "E2", "12.2.24 - This is on hold."),
        "STATUS-06",
        "plan.xlsx",
        "F2",
    ),
    "overdue yet green": (cell(P, "G2", date(2024, 1, 31)), "STATUS-07", "plan.xlsx", "G2"),
    "stage contradicts": (cell(V, "C2", "On hold"), "STATUS-08", "reviews.csv", "C2"),
    "status unknown": (cell(R, "S4", "Perhaps"), "STATUS-01", "register.xlsx", "S4"),
    "escalated unclear": (cell(R, "T4", "see minutes"), "STATUS-02", "register.xlsx", "T4"),
    # ratings of actions
    "greek letter": (cell(P, "F2", "Α"), "CELL-04", "plan.xlsx", "F2"),
    "cyrillic letter": (cell(P, "F3", "В"), "CELL-04", "plan.xlsx", "F3"),
    "full-width letter": (cell(P, "F2", "Ｇ"), "CELL-04", "plan.xlsx", "F2"),
    "zero-width space": (cell(P, "F2", "G\u200b"), "CELL-04", "plan.xlsx", "F2"),
    "trailing space": (cell(P, "F2", "Green "), "CELL-09", "plan.xlsx", "F2"),
    "blank action rating": (
        Fault(
            {P: {"F2": None}},
            settings={'    - {letter: "", word: Blank, meaning: Not started, colour: none}\n': ""},
        ),
        "RAG-04",
        "plan.xlsx",
        "F2",
    ),
    "unknown action rating": (cell(P, "F2", "Purple"), "RAG-01", "plan.xlsx", "F2"),
    # counts
    "more answers than responses": (cell(Y, "C2", "24"), "COUNT-02", "survey.csv", "C2"),
    "fewer answers than responses": (cell(Y, "C2", "22"), "COUNT-03", "survey.csv", "C2"),
    "total not the sum": (cell(Y, "B4", "79"), "COUNT-04", "survey.csv", "B4"),
    "percentage wrong": (cell(Y, "E2", "58"), "COUNT-06", "survey.csv", "E2"),
    "savings not the sum": (cell(S, "C4", "201000"), "COUNT-05", "savings.csv", "C4"),
    "count negative": (cell(Y, "C2", "-3"), "NUM-02", "survey.csv", "C2"),
    "count no number": (cell(Y, "C2", "many"), "NUM-01", "survey.csv", "C2"),
    "count blank": (cell(Y, "C2", ""), "CELL-01", "survey.csv", "C2"),
    "amount no number": (cell(S, "C2", "a lot"), "NUM-01", "savings.csv", "C2"),
    "amount in thousands": (cell(S, "C2", "£120k"), "NUM-03", "savings.csv", "C2"),
    "percentage in the text wrong": (
        Fault(files={"narrative/background.md": "Of them, 45 of 78 (60%) were aware.\n"}),
        "COUNT-06",
        "narrative/background.md",
        1,
    ),
    # texts
    "description missing": (cell(R, "C4", None), "CELL-01", "register.xlsx", "C4"),
    "mitigations missing": (cell(R, "H4", None), "TEXT-01", "register.xlsx", "H4"),
    "only dashes": (cell(R, "H4", "--"), "TEXT-01", "register.xlsx", "H4"),
    "placeholder": (cell(R, "H4", "To be done by TBC"), "TEXT-02", "register.xlsx", "H4"),
    "lorem": (cell(P, "D2", "Lorem ipsum dolor"), "TEXT-02", "plan.xlsx", "D2"),
    "xxx": (cell(V, "G3", "The case of xxx is written."), "TEXT-02", "reviews.csv", "G3"),
    "control character": (
        cell(V, "G3", "The case\x0b is written."),
        "CELL-05",
        "reviews.csv",
        "G3",
    ),
    "colour without a letter": (
        formatted(fill_rating),
        "CELL-11",
        "register.xlsx",
        "E3",
    ),
    "row in a colour of its own": (
        formatted(grey_row),
        "CELL-13",
        "register.xlsx",
        3,
    ),
    "struck-through words": (
        formatted(strike_description),
        "CELL-12",
        "register.xlsx",
        "B3",
    ),
    "control character at the start": (
        cell(V, "G3", "\x07The case is written."),
        "CELL-10",
        "reviews.csv",
        "G3",
    ),
    "unbalanced quotes": (
        cell(R, "H4", "The “board looks at it"),
        "TEXT-03",
        "register.xlsx",
        "H4",
    ),
    "cut off": (
        cell(R, "D4", "organisation(s). Potential delay"),
        "TEXT-04",
        "register.xlsx",
        "D4",
    ),
    "garbled": (cell(V, "G3", "The councilâ€™s case is written."), "TEXT-05", "reviews.csv", "G3"),
    "invisible": (cell(R, "H4", "The bo\u200bard looks at it"), "TEXT-06", "register.xlsx", "H4"),
    "name misspelt": (
        cell(R, "R4", "1.2.24 - Greg Campbells agreed. 29.3.24 - Done."),
        "TEXT-07",
        "register.xlsx",
        "R4",
    ),
    "council misspelt": (
        Fault({S: {"A2": "Northgate", "A3": "South"}, Y: {"A2": "Norhtgate"}}),
        "TEXT-07",
        "survey.csv",
        "A2",
    ),
    "text too long": (cell(V, "G3", "x " * 17_000), "CELL-06", "reviews.csv", "G3"),
    # narrative
    "appendix that does not exist": (
        Fault(files={"narrative/background.md": "\nSee Appendix 3.\n"}),
        "NARR-05",
        "narrative/background.md",
        2,
    ),
    "table that does not exist": (
        Fault(files={"narrative/background.md": "See Table 4.\n"}),
        "NARR-06",
        "narrative/background.md",
        1,
    ),
    "paragraph by number": (
        Fault(files={"narrative/background.md": "See paragraph 1.19.\n"}),
        "NARR-06",
        "narrative/background.md",
        1,
    ),
    "appendix never mentioned": (
        Fault(
            files={
                "narrative/summary.md": "The committee is asked to note {{ survey.responses }}.\n"
            }
        ),
        "NARR-07",
        "pack.yaml",
        38,
    ),
    "nothing recommended": (
        Fault(files={"narrative/summary.md": "See Appendix 1.\n"}),
        "NARR-09",
        "pack.yaml",
        None,
    ),
    "figure typed by hand": (
        Fault(files={"narrative/background.md": "One.\n\nThere were 78 responses.\n"}),
        "NARR-10",
        "narrative/background.md",
        3,
    ),
    "money typed by hand": (
        Fault(files={"narrative/background.md": "It came to £234,000 in all.\n"}),
        "NARR-10",
        "narrative/background.md",
        1,
    ),
    "figure contradicts": (
        Fault(files={"narrative/background.md": "There were 87 responses.\n"}),
        "NARR-11",
        "narrative/background.md",
        1,
    ),
    "money contradicts": (
        Fault(files={"narrative/background.md": "There was an underspend of £243,000.\n"}),
        "NARR-11",
        "narrative/background.md",
        1,
    ),
    # columns and rows
    "column missing": (cell(R, "C3", "Concern"), "COL-01", "register.xlsx", 3),
    "heading twice": (cell(R, "V3", "Status"), "COL-03", "register.xlsx", "V3"),
    "column unknown": (
        Fault({R: {"V3": "Insurance", "V4": "Policy 7"}}),
        "COL-02",
        "register.xlsx",
        "V3",
    ),
    "heading misspelt": (
        Fault({R: {"V3": "Date Clsoed", "V4": "1 March 2024"}}),
        "COL-07",
        "register.xlsx",
        "V3",
    ),
    "references missing": (cell(R, "A3", "Letter"), "COL-06", "register.xlsx", 3),
    "headings missing": (
        Fault(files={"history.csv": "Apples,Pears\n1,2\n"}),
        "SHEET-01",
        "history.csv",
        None,
    ),
    "row too long": (
        Fault(files={"history.csv": "Meeting,Date\nCouncil,14/12/2023\nA, B,01/01/2023\n"}),
        "ROW-03",
        "history.csv",
        3,
    ),
    "row too short": (
        Fault(
            files={
                "reviews.csv": "Phase,Service,Stage,Update\nA,Parking,Complete,Done\nA,Tax,Begun\n"
            }
        ),
        "ROW-04",
        "reviews.csv",
        3,
    ),
    "quote never closed": (
        Fault(files={"history.csv": 'Meeting,Date\n"Council,14/12/2023\nCouncil,01/01/2023\n'}),
        "FILE-03",
        "history.csv",
        2,
    ),
    "no risks": (register(Sheet(rows=[HEAD])), "ROW-08", "register.xlsx", 1),
    "no records": (Fault(files={"history.csv": "Meeting,Date\n"}), "ROW-05", "history.csv", 1),
    # files
    "file a Word document": (
        Fault(files={"register.xlsx": (TEMPLATES / "action-plan.docx").read_bytes()}),
        "FILE-02",
        "register.xlsx",
        None,
    ),
    "file empty": (Fault(files={"history.csv": b""}), "FILE-02", "history.csv", None),
    "file a PDF": (
        Fault(files={"register.xlsx": b"%PDF-1.7 ..."}),
        "FILE-02",
        "register.xlsx",
        None,
    ),
    "file a web page": (
        Fault(files={"register.xlsx": b"<html><table></table></html>"}),
        "FILE-02",
        "register.xlsx",
        None,
    ),
    "narrative not text": (
        Fault(files={"narrative/background.md": b"One.\n\xe7a va"}),
        "FILE-08",
        "narrative/background.md",
        2,
    ),
    "encoding said": (
        Fault(files={"history.csv": "Meeting;Date\nConseil – été;14/12/2023\n".encode("cp1252")}),
        "FILE-05",
        "history.csv",
        None,
    ),
    # settings
    "unknown key": (
        Fault(
            settings={
                "programme: Example Programme\n": "programme: Example Programme\nprogram: X\n"
            }
        ),
        "PACK-03",
        "pack.yaml",
        2,
    ),
    "key missing": (Fault(settings={"as_of: 2024-04-30\n": ""}), "PACK-04", "pack.yaml", None),
    "value of another kind": (
        Fault(settings={"as_of: 2024-04-30": "as_of: soon"}),
        "PACK-05",
        "pack.yaml",
        4,
    ),
    "date that does not exist": (
        Fault(settings={"as_of: 2024-04-30": "as_of: 2024-02-30"}),
        "PACK-05",
        "pack.yaml",
        4,
    ),
    "key twice": (
        Fault(settings={"as_of: 2024-04-30\n": "as_of: 2024-04-30\nas_of: 2024-05-30\n"}),
        "PACK-02",
        "pack.yaml",
        5,
    ),
    "broken yaml": (
        Fault(settings={"councils: [Example Council]": "councils: [Example Council"}),
        "PACK-01",
        "pack.yaml",
        None,
    ),
    "bands leave a score out": (
        Fault(settings={"lowest: 15": "lowest: 16"}),
        "PACK-09",
        "pack.yaml",
        None,
    ),
    "bands leave out a score that a risk has": (
        Fault(settings={"lowest: 6, highest: 14": "lowest: 7, highest: 14"}),
        "PACK-09",
        "pack.yaml",
        None,
    ),
    "matrix too small": (
        Fault(settings={"  bands:": "  matrix: [[G, A], [G, R]]\n  bands:"}),
        "PACK-09",
        "pack.yaml",
        None,
    ),
    "matrix with a letter of no band": (
        Fault(settings={"  bands:": f"  matrix: [{', '.join(['[G, A, R, R, X]'] * 5)}]\n  bands:"}),
        "PACK-09",
        "pack.yaml",
        None,
    ),
    "attachment that the pack does not make": (
        Fault(
            settings={
                "as_of:": "mail: {sender: a@b.example, to: [c@b.example], subject: S,\n"
                "  attach: [report.docx, risk-log.xlsx]}\nas_of:"
            }
        ),
        "PACK-15",
        "pack.yaml",
        5,
    ),
    "bands overlap": (Fault(settings={"lowest: 15": "lowest: 12"}), "PACK-09", "pack.yaml", None),
    "scale skips a step": (
        Fault(settings={"{score: 5, word: Almost certain}": "{score: 6, word: Almost certain}"}),
        "PACK-08",
        "pack.yaml",
        None,
    ),
    "role twice": (Fault(settings={"initials: SRO": "initials: PS"}), "PACK-10", "pack.yaml", None),
    "document twice": (Fault(settings={"name: log": "name: report"}), "PACK-11", "pack.yaml", None),
    "as of before the end": (
        Fault(settings={"as_of: 2024-04-30": "as_of: 2024-02-28"}),
        "PACK-14",
        "pack.yaml",
        4,
    ),
    "period ends before it starts": (
        Fault(settings={"end: 2024-03-31": "end: 2023-03-31"}),
        "PACK-05",
        "pack.yaml",
        3,
    ),
    "exception rule names an unknown band": (
        Fault(settings={"band: [R]": "band: [R, X]"}),
        "PACK-16",
        "pack.yaml",
        26,
    ),
    "colour missing": (
        Fault(settings={"{letter: R, word: Red, lowest": "{letter: R, word: Purple, lowest"}),
        "STYLE-01",
        "pack.yaml",
        None,
    ),
    # what is not covered above, by code
    "date in a text column": (cell(R, "H4", date(2024, 3, 2)), "CELL-07", "register.xlsx", "H4"),
    "heading mapped that is not there": (
        Fault(
            settings={"{file: register.xlsx}": "{file: register.xlsx, columns: {status: Stage}}"}
        ),
        "COL-04",
        "register.xlsx",
        3,
    ),
    "column that holds other words": (
        register(
            Sheet(
                rows=[
                    [*HEAD, "Trend"],
                    *([*row, f"see note {number}"] for number, row in enumerate(RISKS)),
                ]
            )
        ),
        "COL-05",
        "register.xlsx",
        "E1",
    ),
    "column of percentages": (case(9), "COL-08", "register.xlsx", None),
    "previous score of another period": (
        period_before("Ref,Risk description,Score\nR1,The savings are late,20\n"),
        "TREND-04",
        "register.xlsx",
        "L4",
    ),
    "status in other words": (cell(R, "S4", "On hold"), "STATUS-17", "register.xlsx", "S4"),
    "overdue action in a later row": (
        register(
            Sheet(
                rows=[
                    ["Ref", "Risk", "Impact", "Likelihood", "Mitigation", "Due Date", "Owner"],
                    ["R1", "The quay fails", 4, 3, "Dredge", date(2024, 12, 31), "PS"],
                    [None, None, None, None, "Sound", date(2024, 2, 28), None],
                ]
            )
        ),
        "STATUS-13",
        "register.xlsx",
        "F3",
    ),
    "implication of a risk that is not there": (
        Fault(
            {R: {"A4": "WR1", "A5": "WR2", "A6": "WR3"}},
            files={"narrative/background.md": "The worst risk is WR14.\n"},
        ),
        "REF-05",
        "narrative/background.md",
        1,
    ),
    "closed without a date": (
        Fault({R: {"W3": "Date closed", "S5": "Closed", "T5": "No", "W5": date(2024, 3, 1)}}),
        "STATUS-18",
        "register.xlsx",
        "W6",
    ),
    "next review that has passed": (
        Fault({R: {"W3": "Next review date", "W4": date(2024, 4, 1)}}),
        "DATE-19",
        "register.xlsx",
        "W4",
    ),
    "note twice": (
        cell(R, "R4", "29.3.24 - Savings agreed. 29.3.24 - Savings agreed."),
        "TEXT-12",
        "register.xlsx",
        "R4",
    ),
    "note of another score": (
        cell(R, "R4", "1.2.24 - Reviewed. 29.3.24 - Score increased to 16."),
        "TREND-07",
        "register.xlsx",
        "R4",
    ),
    "note of another movement": (
        cell(R, "R4", "1.2.24 - Reviewed. 29.3.24 - The score was reduced."),
        "TREND-07",
        "register.xlsx",
        "R4",
    ),
    "blank workstream": (cell(R, "B5", None), "CELL-14", "register.xlsx", "B5"),
    "potential impact only a dash": (cell(R, "D5", "–"), "CELL-14", "register.xlsx", "D5"),
    "red but complete": (
        Fault({P: {"F4": "R", "E4": "1.3.24 - The report is complete."}}),
        "STATUS-19",
        "plan.xlsx",
        "F4",
    ),
    "answer copied": (cell(P, "D4", "Appoint two officers"), "TEXT-14", "plan.xlsx", "D4"),
    "on hold until a past month": (
        cell(V, "G4", "On hold until February 2024."),
        "DATE-20",
        "reviews.csv",
        "G4",
    ),
    "reference with a space": (cell(R, "A5", "R 2"), "REF-06", "register.xlsx", "A5"),
    "mobile number": (
        cell(R, "R5", "5.1.24 - New risk. 28.3.24 - Ring Jo on 07700 900123."),
        "TEXT-13",
        "register.xlsx",
        "R5",
    ),
    "heading of the text twice": (
        text("## Costs\n\nNone.\n\n## Costs\n\nNone yet.\n"),
        "NARR-27",
        "narrative/background.md",
        5,
    ),
    "click here": (
        text("For more [click here](https://example.org/a).\n"),
        "NARR-28",
        "narrative/background.md",
        1,
    ),
    "link without an address": (
        text("More is on the [site]().\n"),
        "NARR-12",
        "narrative/background.md",
        1,
    ),
    "meeting on another day": (
        text("The Executive meets on 9 May 2024.\n"),
        "NARR-29",
        "narrative/background.md",
        1,
    ),
    "issues counted in words": (
        text("The register has two issues.\n"),
        "NARR-11",
        "narrative/background.md",
        1,
    ),
    "amount with two points": (
        text("It costs £1.2.3m in all.\n"),
        "TEXT-10",
        "narrative/background.md",
        1,
    ),
    "decrease of a negative": (
        text("There was a decrease of -5% in calls.\n"),
        "NARR-20",
        "narrative/background.md",
        1,
    ),
    "mitigations that say closed": (
        cell(R, "H5", "Risk closed in March"),
        "STATUS-14",
        "register.xlsx",
        "H5",
    ),
    "update that breaks off": (
        cell(V, "G3", "The business case is being written and"),
        "TEXT-04",
        "reviews.csv",
        "G3",
    ),
    "end before approval": (
        Fault({V: {"D2": "April 2023", "E2": "March 2023"}}),
        "DATE-09",
        "reviews.csv",
        "E2",
    ),
    "due long ago": (cell(P, "G4", date(2004, 6, 30)), "DATE-07", "plan.xlsx", "G4"),
    "plan updated in a month to come": (
        setting("updated: March 2024", "updated: March 2025"),
        "PACK-14",
        "pack.yaml",
        None,
    ),
    "half a year called a quarter": (
        setting("start: 2024-01-01", "start: 2023-10-01"),
        "PACK-21",
        "pack.yaml",
        None,
    ),
    "report of a dash": (
        setting("report_of: The Leader", 'report_of: "-"'),
        "TEXT-01",
        "pack.yaml",
        None,
    ),
    "year written in two ways": (cell(S, "B3", "2023-24"), "COUNT-09", "savings.csv", "B3"),
    "issue by its type": (cell(R, "B5", "Issue"), "STATUS-20", "register.xlsx", "B5"),
    "risks counted in digits": (
        text("There are 25 risks in the register.\n"),
        "NARR-11",
        "narrative/background.md",
        1,
    ),
    "another quarter reported on": (
        text("This report covers the third quarter.\n"),
        "PACK-20",
        "narrative/background.md",
        1,
    ),
    "word lost from the text": (
        text("The board noted the. It then agreed.\n"),
        "TEXT-04",
        "narrative/background.md",
        1,
    ),
    "scores after the version": (
        setting("version_date: 2024-04-30", "version_date: 2024-03-01"),
        "PACK-14",
        "pack.yaml",
        None,
    ),
    "new risk of last year": (
        Fault(
            {
                R: {
                    "Q4": "New",
                    "J4": None,
                    "K4": None,
                    "L4": None,
                    "W3": "Date Raised",
                    "W4": date(2023, 5, 3),
                }
            }
        ),
        "TREND-06",
        "register.xlsx",
        "Q4",
    ),
    "risk that is gone": (
        period_before("Ref,Risk description,Score\nR9,The grant is late,20\n"),
        "TREND-05",
        "register.xlsx",
        None,
    ),
    "broken period before": (period_before("no table\n"), "TREND-03", "pack.yaml", None),
    "column without a document": (
        Fault(settings={", {name: plan, title: Action plan, workbook: action-plan}": ""}),
        "COL-13",
        "plan.xlsx",
        "C1",
    ),
    "revised beside latest": (
        register(
            Sheet(
                rows=[
                    ["Ref", "Risk", "Revised Score", "Latest Score"],
                    *([row[0], row[1], 4, 6] for row in RISKS),
                ]
            )
        ),
        "COL-10",
        "register.xlsx",
        "C1",
    ),
    "second row of headings": (
        register(
            Sheet(
                rows=[
                    ["Ref", "Risk", "Impact", None, None, "Owner"],
                    [None, None, "L", "M", "H", None],
                    *([row[0], row[1], None, "X", None, "PS"] for row in RISKS),
                ],
                merges=["C1:E1"],
            )
        ),
        "COL-09",
        "register.xlsx",
        "D1",
    ),
    "answer neither yes nor no": (
        Fault(
            settings={"survey_counts: {file: survey.csv}": "survey_responses: {file: answers.csv}"},
            files={
                "answers.csv": "Timestamp,Area,Aware?\n1,North,Yes\n2,North,No\n3,South,Y\n"
                "4,South,maybe\n"
            },
        ),
        "COUNT-01",
        "answers.csv",
        "C5",
    ),
    "month without a day": (cell(P, "G2", "Sep 2024"), "DATE-04", "plan.xlsx", "G2"),
    "file missing": (Fault(missing=["history.csv"]), "FILE-01", "pack.yaml", None),
    "value far outside": (
        Fault(files={"register.xlsx": REFUSED["far corner"][0]()}),
        "FILE-04",
        "register.xlsx",
        None,
    ),
    "file outside the folder": (
        Fault(settings={"{file: history.csv}": "{file: ../history.csv}"}),
        "FILE-06",
        "pack.yaml",
        None,
    ),
    "values of another workbook": (
        Fault(files={"register.xlsx": linked()}),
        "FILE-07",
        "register.xlsx",
        None,
    ),
    "logo not a picture": (
        Fault(
            files={
                "house-style.yaml": STYLE.replace("logo: null", "logo: {file: logo.svg, alt: Us}"),
                "logo.svg": "<svg/>",
            }
        ),
        "STYLE-03",
        "logo.svg",
        None,
    ),
    "unknown figure": (text("There were {{ survey.response }}.\n"), "NARR-01", IN_BACKGROUND, 1),
    "unknown table": (text("One.\n\n[Table: surveys]\n"), "NARR-02", IN_BACKGROUND, 3),
    "unknown table in a line": (text("See [Table: survey] here.\n"), "NARR-02", IN_BACKGROUND, 1),
    "picture": (text("![A harbour](harbour.png)\n"), "NARR-03", IN_BACKGROUND, 1),
    "sign at a line's start": (text("> 50% agreed.\n"), "NARR-21", IN_BACKGROUND, 1),
    "sum at a line's start": (text("One.\n\n+ 3 posts\n"), "NARR-21", IN_BACKGROUND, 3),
    "list with a gap": (text("1. One\n2. Two\n4. Four\n"), "NARR-21", IN_BACKGROUND, 3),
    "day at a line's start": (text("31. March was cold.\n"), "NARR-21", IN_BACKGROUND, 1),
    "number alone": (text("One.\n\n12.\n"), "NARR-21", IN_BACKGROUND, 3),
    "link without words": (text("See [](https://a.org).\n"), "NARR-21", IN_BACKGROUND, 1),
    "words that a link hides": (
        text('[Us](https://a.org "The port")\n'),
        "NARR-21",
        IN_BACKGROUND,
        1,
    ),
    "bullet alone": (text("One.\n\n-\n"), "NARR-21", IN_BACKGROUND, 3),
    "heading without words": (text("One.\n\n###\n\nTwo.\n"), "NARR-21", IN_BACKGROUND, 3),
    "italic with underscores": (text("One.\n\nThis is _most_ cold\n"), "NARR-24", IN_BACKGROUND, 3),
    "tracked change": (word_text(tracked="Or not."), "NARR-25", IN_WORD, 1),
    "title in Word": (word_text(title="Cabinet report"), "NARR-26", IN_WORD, 1),
    "bold not closed": (text("One.\n\n**Savings are on track\n"), "NARR-22", IN_BACKGROUND, 3),
    "bold not opened": (text("Savings are on track**\n"), "NARR-22", IN_BACKGROUND, 1),
    "bold with underscores": (text("__Savings are on track\n"), "NARR-22", IN_BACKGROUND, 1),
    "words between backticks": (text("Run `x` now.\n"), "NARR-03", IN_BACKGROUND, 1),
    "link by reference": (
        text("See [us][1].\n\n[1]: https://a.org\n"),
        "NARR-03",
        IN_BACKGROUND,
        3,
    ),
    "line under a heading": (text("Costs\n---\n"), "NARR-03", IN_BACKGROUND, 2),
    "double line under a heading": (text("Costs\n====\n"), "NARR-03", IN_BACKGROUND, 2),
    "braces in a title": (
        Fault(settings={"title: Report,": 'title: "{{ period.name }}",'}),
        "NARR-23",
        "pack.yaml",
        None,
    ),
    "braces in a marking": (
        Fault(more='marking: "{% if x %}"\n'),
        "NARR-23",
        "pack.yaml",
        None,
    ),
    "table without a caption": (
        text("One.\n\n| A | B |\n| --- | --- |\n| 1 | 2 |\n"),
        "NARR-04",
        IN_BACKGROUND,
        3,
    ),
    "section missing": (Fault(missing=["narrative/background.md"]), "NARR-08", "pack.yaml", None),
    "section empty": (text("\n\n"), "NARR-08", IN_BACKGROUND, 3),
    "underspend below nought": (
        Fault(
            {"figures": {"B2": "-1200"}},
            files={
                IN_BACKGROUND: "There was an underspend of the budget of\n"
                "{{ figures.underspend | pounds }} this year.\n"
            },
        ),
        "NARR-20",
        IN_BACKGROUND,
        2,
    ),
    "saving below nought, typed": (
        text("The review made a saving of -£500 in all.\n"),
        "NARR-20",
        IN_BACKGROUND,
        1,
    ),
    "amount below nought before its word": (
        text("There was a −£500 annual saving.\n"),
        "NARR-20",
        IN_BACKGROUND,
        1,
    ),
    "heading skips": (text("# One\n\n### Costs\n\nNone.\n"), "NARR-19", IN_BACKGROUND, 3),
    "link to a drive": (text("[Report](S:/Reports/Q4.docx)\n"), "NARR-12", IN_BACKGROUND, 1),
    "braces not closed": (text("Of {{ survey.responses people.\n"), "NARR-13", IN_BACKGROUND, 1),
    "table twice": (
        text("One.\n\n[Table: survey]\n\nTwo.\n\n[Table: survey]\n"),
        "NARR-14",
        IN_BACKGROUND,
        7,
    ),
    "reference to a table elsewhere": (
        text("See {{ table.survey }}.\n"),
        "NARR-15",
        IN_BACKGROUND,
        1,
    ),
    "chart not listed": (text("One.\n\n[Chart: survey]\n"), "NARR-16", IN_BACKGROUND, 3),
    "chart not inserted": (
        Fault(settings={"exception-risk-log.docx,": "exception-risk-log.docx, charts: [survey],"}),
        "NARR-16",
        "pack.yaml",
        None,
    ),
    "section that nothing prints": (
        Fault(files={"narrative/backgrund.md": "More.\n"}),
        "NARR-17",
        "narrative/backgrund.md",
        1,
    ),
    "appendix without text": (
        Fault(
            settings={"exception-risk-log.docx,": "narrative-appendix.docx, narrative: residents,"},
            files={"narrative/residents.md": "\n"},
        ),
        "NARR-18",
        "narrative/residents.md",
        2,
    ),
    "narrative folder missing": (
        Fault(settings={"narrative: narrative,": "narrative: texts,"}),
        "PACK-06",
        "pack.yaml",
        None,
    ),
    "register without scoring": (
        Fault(
            settings={SETTINGS[SETTINGS.index("scoring:") : SETTINGS.index("risk_register:")]: ""}
        ),
        "PACK-07",
        "pack.yaml",
        None,
    ),
    "gap in appendices": (
        Fault(settings={"appendix: 1": "appendix: 3"}),
        "PACK-12",
        "pack.yaml",
        None,
    ),
    "document without its input": (
        Fault(
            settings={"action_plan: {file: plan.xlsx}, ": ""},
        ),
        "PACK-13",
        "pack.yaml",
        None,
    ),
    "two files of one section": (
        Fault(files={"narrative/Key-risks.md": "One.\n", "narrative/key_risks.md": "Two.\n"}),
        "PACK-17",
        "narrative/key_risks.md",
        None,
    ),
    "curly quotes in YAML": (
        Fault(settings={"programme: Example Programme": "programme: “Example Programme”"}),
        "PACK-18",
        "pack.yaml",
        1,
    ),
    "rating in other words": (cell(R, "U4", "Medium"), "RAG-02", "register.xlsx", "U4"),
    "entry under rules without effect": (
        Fault(more="rules: [{rule: SCORE-02, cell: B2, severity: note, reason: As published}]\n"),
        "RULE-01",
        "pack.yaml",
        None,
    ),
    "firm error silenced": (
        Fault(
            {R: {"M4": 6}},
            more="rules: [{rule: SCORE-01, severity: silent, reason: As published}]\n",
        ),
        "RULE-02",
        "pack.yaml",
        None,
    ),
    "rule that does not exist": (
        Fault(more="rules: [{rule: DATE-66, severity: note, reason: As published}]\n"),
        "RULE-03",
        "pack.yaml",
        None,
    ),
    "record over several rows": (
        register(
            Sheet(
                rows=[HEAD, RISKS[0], [None, "and floods the town", None, None], *RISKS[1:]],
                merges=["A2:A3"],
            )
        ),
        "ROW-02",
        "register.xlsx",
        2,
    ),
    "rows that are no records": (
        register(Sheet(rows=[HEAD, RISKS[0], ["Finance"], *RISKS[1:], ["Total", 3]])),
        "ROW-01",
        "register.xlsx",
        None,
    ),
    "who has no note in the period": (
        Fault({R: {"R4": "1.2.23 - Reviewed.", "R5": "1.2.23 - Reviewed."}}),
        "STALE-02",
        "register.xlsx",
        None,
    ),
    "opportunity": (case(8), "ROW-06", "register.xlsx", None),
    "several scores of one record": (
        register(
            Sheet(
                rows=[
                    ["Ref", "Risk", "Stage", "Impact", "Likelihood"],
                    ["M1", RISKS[0][1], "Inherent", 5, 4],
                    [None, None, "Residual", 4, 3],
                ],
                merges=["A2:A3", "B2:B3"],
            )
        ),
        "ROW-07",
        "register.xlsx",
        "D2",
    ),
    "no latest score at all": (
        register(Sheet(rows=[row[:2] for row in (HEAD, *RISKS)])),
        "SCORE-06",
        "register.xlsx",
        2,
    ),
    "word beside another number": (cell(R, "M4", "4 - Severe"), "SCORE-08", "register.xlsx", "M4"),
    "scores are sums": (case(6), "SCORE-09", "register.xlsx", None),
    "key with other bands": (case(10), "SCORE-10", "register.xlsx", None),
    "heading with another scale": (
        register(Sheet(rows=[["Ref", "Risk", "Impact (1-4)", "Likelihood"], *RISKS])),
        "SCORE-11",
        "register.xlsx",
        "C1",
    ),
    "two sheets could be the input": (
        register(Sheet(rows=[HEAD, *RISKS], name="Open"), Sheet(rows=[HEAD, *RISKS], name="Later")),
        "SHEET-02",
        "register.xlsx",
        None,
    ),
    "sheet named that is not there": (
        Fault(settings={"{file: register.xlsx}": "{file: register.xlsx, sheet: Risks}"}),
        "SHEET-03",
        "register.xlsx",
        None,
    ),
    "hidden rows": (
        register(Sheet(rows=[HEAD, *RISKS], hidden_rows=[3])),
        "SHEET-04",
        "register.xlsx",
        3,
    ),
    "insurance number": (notes("Agreed with AB 12 34 56 C"), "PUB-01", "register.xlsx", "R4"),
    "private address": (notes("Ask j.smith@gmail.com"), "TEXT-13", "register.xlsx", "R4"),
    "draft in the narrative": (text("DRAFT\n\nThe programme began.\n"), "PUB-02", IN_BACKGROUND, 1),
    "confidential in a cell": (
        notes("CONFIDENTIAL: two posts go"),
        "PUB-02",
        "register.xlsx",
        "R4",
    ),
    "comment on a cell": (formatted(comment_description), "PUB-03", "register.xlsx", "B3"),
    "white text": (formatted(whiten_description), "PUB-04", "register.xlsx", "B3"),
    "sheet of closed risks": (case(4), "SHEET-05", "register.xlsx", None),
    "open risk on a sheet of closed ones": (case(4), "SHEET-06", "register.xlsx", None),
    "open but closed": (
        Fault({R: {"V3": "Date closed", "V4": date(2024, 3, 12)}}),
        "STATUS-09",
        "register.xlsx",
        "V4",
    ),
    "contrast too low": (
        Fault(files={"house-style.yaml": STYLE.replace("#FFC000", "#806000")}),
        "STYLE-02",
        "house-style.yaml",
        None,
    ),
    "paragraph too long": (text("word " * 40_000), "TEXT-08", IN_BACKGROUND, 1),
    "template without its part": (
        Fault(settings={REPORT[REPORT.index("report:") :]: ""}),
        "TMPL-01",
        "pack.yaml",
        None,
    ),
    # periods
    "period of another quarter": (
        setting("name: Quarter 4", "name: Quarter 2 2023/24"),
        "PACK-20",
        "pack.yaml",
        3,
    ),
    "mail of another quarter": (mail("subject: Log, Quarter 3"), "PACK-20", "pack.yaml", 52),
    "mail of another month": (mail("subject: Log, December 2023"), "PACK-20", "pack.yaml", 52),
    "report of another quarter": (
        setting("title: Example report", "title: Example report, Q3"),
        "PACK-20",
        "pack.yaml",
        45,
    ),
    "document of another quarter": (
        setting("title: Risk log", "title: Risk log 3rd Quarter"),
        "PACK-20",
        "pack.yaml",
        38,
    ),
    "version before the period": (
        setting("version_date: 2024-04-30", "version_date: 2023-11-30"),
        "PACK-19",
        "pack.yaml",
        24,
    ),
    "latest scores before the period": (
        setting("latest_date: 2024-03-31", "latest_date: 2023-12-31"),
        "PACK-19",
        "pack.yaml",
        25,
    ),
    "plan of the period before": (
        setting("updated: March 2024", "updated: December 2023"),
        "PACK-19",
        "pack.yaml",
        29,
    ),
    "version after the as-of date": (
        setting("version_date: 2024-04-30", "version_date: 2024-06-30"),
        "PACK-14",
        "pack.yaml",
        24,
    ),
    "latest scores after the as-of date": (
        setting("latest_date: 2024-03-31", "latest_date: 2025-03-31"),
        "PACK-14",
        "pack.yaml",
        25,
    ),
    "period of two years": (
        setting("start: 2024-01-01", "start: 2022-01-01"),
        "PACK-21",
        "pack.yaml",
        3,
    ),
    "period of a week": (
        setting("start: 2024-01-01", "start: 2024-03-25"),
        "PACK-21",
        "pack.yaml",
        3,
    ),
    "as of a year later": (
        setting("as_of: 2024-04-30", "as_of: 2025-04-30"),
        "PACK-21",
        "pack.yaml",
        4,
    ),
    "meeting a year later": (
        setting("date: 2024-05-02", "date: 2025-05-02"),
        "PACK-21",
        "pack.yaml",
        43,
    ),
    "meeting on a Saturday": (
        setting("date: 2024-05-02", "date: 2024-05-04"),
        "PACK-21",
        "pack.yaml",
        43,
    ),
    # scales, lists, codes
    "scale the wrong way": (
        setting(
            "{score: 1, word: Negligible}",
            "{score: 1, word: Severe}",
        ),
        "PACK-22",
        "pack.yaml",
        6,
    ),
    "bands the wrong way": (
        Fault(
            settings={
                "Green, lowest: 1, highest: 5": "Green, lowest: 15, highest: 25",
                "Red, lowest: 15, highest: 25": "Red, lowest: 1, highest: 5",
            }
        ),
        "PACK-22",
        "pack.yaml",
        None,
    ),
    "council twice": (
        setting("councils: [Example Council]", "councils: [Example Council, Example Council]"),
        "PACK-23",
        "pack.yaml",
        2,
    ),
    "word of a scale twice": (
        setting("word: Catastrophic", "word: Major"),
        "PACK-23",
        "pack.yaml",
        11,
    ),
    "exceptions of no score": (
        setting("[{reading: latest, band: [R]}]", "[{reading: latest, score_at_least: 30}]"),
        "PACK-24",
        "pack.yaml",
        26,
    ),
    "marking misspelt": (setting("as_of:", "marking: OFFICAL\nas_of:"), "PACK-25", "pack.yaml", 4),
    "language no code": (
        setting("as_of:", "language: en-gb\nas_of:"),
        "PACK-25",
        "pack.yaml",
        4,
    ),
    # people
    "author's address without its end": (
        author("email: greg.campbell@example"),
        "CONTACT-01",
        "pack.yaml",
        47,
    ),
    "author's address with a blank": (
        author("email: greg campbell@example.org"),
        "CONTACT-01",
        "pack.yaml",
        47,
    ),
    "author's number too short": (author("phone: 01277 3125"), "CONTACT-02", "pack.yaml", 47),
    "author's number with a letter": (
        author("phone: 0I277 312500"),
        "CONTACT-02",
        "pack.yaml",
        47,
    ),
    "mail to a private address": (
        mail("to: [Board <board@gmail.com>]"),
        "CONTACT-03",
        "pack.yaml",
        51,
    ),
    "copy to a private address": (
        mail("cc: [Jo <jo@hotmail.co.uk>]"),
        "CONTACT-03",
        "pack.yaml",
        53,
    ),
    "mail domain misspelt": (
        mail("to: [Board <board@exampel.org>]"),
        "CONTACT-04",
        "pack.yaml",
        51,
    ),
    # contradictions
    "closed but red": (
        Fault({R: {"M6": 5, "N6": 4, "O6": 20, "U6": "R", "Q6": "increased"}}),
        "STATUS-10",
        "register.xlsx",
        "S6",
    ),
    "open but said to be closed": (
        cell(R, "R4", "1.2.24 - Reviewed. 29.3.24 - Closed by the board."),
        "STATUS-14",
        "register.xlsx",
        "R4",
    ),
    "complete without a date": (
        Fault({P: {"H1": "Date completed", "H3": None}}),
        "STATUS-11",
        "plan.xlsx",
        "H3",
    ),
    "review complete without a date": (cell(V, "F2", ""), "STATUS-11", "reviews.csv", "F2"),
    "completed but amber": (
        Fault({P: {"H1": "Date completed", "H3": date(2024, 3, 20), "H4": date(2024, 3, 1)}}),
        "STATUS-12",
        "plan.xlsx",
        "F4",
    ),
    "completed without a rating": (
        Fault(
            {P: {"H1": "Date completed", "H3": date(2024, 3, 20), "H4": date(2024, 3, 1), "F4": ""}}
        ),
        "STATUS-12",
        "plan.xlsx",
        "F4",
    ),
    "overdue without a rating": (
        Fault({P: {"F4": None, "G4": date(2024, 1, 31)}}),
        "STATUS-07",
        "plan.xlsx",
        "G4",
    ),
    "action of a risk overdue": (
        Fault({R: {"V3": "Due date", "V4": date(2024, 2, 29), "V5": date(2024, 9, 30)}}),
        "STATUS-13",
        "register.xlsx",
        "V4",
    ),
    "red without progress": (
        Fault({P: {"F4": "R", "E4": None}}),
        "STATUS-03",
        "plan.xlsx",
        "E4",
    ),
    "stage misspelt": (cell(V, "C3", "In progres"), "STATUS-15", "reviews.csv", "C3"),
    "stage a number": (cell(V, "C3", "2"), "STATUS-15", "reviews.csv", "C3"),
    "in progress but completed": (cell(V, "F3", "March 2024"), "STATUS-08", "reviews.csv", "C3"),
    "complete but on hold": (
        cell(V, "G2", "The service is on hold."),
        "STATUS-08",
        "reviews.csv",
        "C2",
    ),
    "closed before it was raised": (
        Fault(
            {
                R: {
                    "V3": "Date raised",
                    "V4": date(2023, 4, 3),
                    "V5": date(2023, 4, 3),
                    "V6": date(2023, 4, 3),
                    "W3": "Date closed",
                    "W6": date(2023, 3, 1),
                }
            }
        ),
        "DATE-13",
        "register.xlsx",
        "W6",
    ),
    "scored before it was raised": (
        Fault({R: {"V3": "Date raised", "V4": date(2024, 4, 3), "V5": date(2024, 1, 3)}}),
        "DATE-13",
        "register.xlsx",
        "P4",
    ),
    "closed in the future": (
        Fault({R: {"V3": "Date closed", "V6": date(2025, 3, 1)}}),
        "DATE-06",
        "register.xlsx",
        "V6",
    ),
    # programme
    "saving below 0": (
        Fault({S: {"C2": "-120000", "C4": "-40000"}}),
        "COUNT-07",
        "savings.csv",
        "C2",
    ),
    "saving in millions": (
        Fault({S: {"C2": "0.12", "C4": "80000.12"}}),
        "COUNT-08",
        "savings.csv",
        "C2",
    ),
    "financial year of three years": (cell(S, "B3", "2023/25"), "COUNT-09", "savings.csv", "B3"),
    "financial year far away": (cell(S, "B3", "2203/04"), "COUNT-09", "savings.csv", "B3"),
    "saving of another council": (
        Fault(
            {S: {"A3": "Eastport"}},
            settings={"councils: [Example Council]": "councils: [North Council, South Council]"},
        ),
        "COUNT-10",
        "savings.csv",
        "A3",
    ),
    "more comments than responses": (
        Fault({Y: {"F1": "Further comments", "F2": "62", "F3": "3", "F4": "65"}}),
        "COUNT-11",
        "survey.csv",
        "F2",
    ),
    "share above all": (
        Fault({G: {"A2": "turnout", "B2": "430", "C2": "%"}}),
        "COUNT-12",
        "figures.csv",
        "B2",
    ),
    "meeting twice": (
        Fault({H: {"A3": "Council", "B3": "14/12/2023"}}),
        "HIST-01",
        "history.csv",
        "A3",
    ),
    "meeting that receives the pack": (
        Fault({H: {"A2": "The Executive", "B2": "02/05/2024"}}),
        "HIST-02",
        "history.csv",
        "B2",
    ),
    "meeting before the years": (cell(H, "B4", "05/07/2019"), "HIST-03", "history.csv", "B4"),
    "meeting on a Sunday": (cell(H, "B2", "17/12/2023"), "HIST-04", "history.csv", "B2"),
    "saving in thousands": (
        Fault({S: {"C2": "120", "C4": "80120"}}),
        "COUNT-08",
        "savings.csv",
        "C2",
    ),
    "meeting misspelt": (cell(H, "A3", "Executvie"), "TEXT-07", "history.csv", "A3"),
    "issue with the lowest likelihood": (
        Fault({R: {"N4": 1, "O4": 4, "U4": "G", "Q4": "decreased", "S4": "Issue"}}),
        "STATUS-16",
        "register.xlsx",
        "S4",
    ),
    "letter for a digit": (cell(R, "A5", "RO2"), "REF-04", "register.xlsx", "A5"),
    "risk that is not there": (
        cell(R, "R4", "1.2.24 - Reviewed. 29.3.24 - Merged with R14."),
        "REF-05",
        "register.xlsx",
        "R4",
    ),
    "latest score of another period": (
        Fault({R: {"P4": date(2023, 3, 31), "S6": "Open"}}),
        "DATE-15",
        "register.xlsx",
        "P4",
    ),
    "update with another month": (
        cell(V, "G2", "Implementation was completed in February 2024."),
        "DATE-14",
        "reviews.csv",
        "F2",
    ),
    "update complete but on hold": (
        cell(V, "G4", "Implementation is now complete."),
        "STATUS-08",
        "reviews.csv",
        "C4",
    ),
    "late but green": (
        cell(P, "E2", "12.2.24 - The appointments have been delayed."),
        "STATUS-06",
        "plan.xlsx",
        "F2",
    ),
    "owner a number": (cell(P, "C2", "01277 312500"), "OWNER-01", "plan.xlsx", "C2"),
    "role under two initials": (
        setting("title: Senior Responsible Officer", "title: Project Sponsor"),
        "PACK-23",
        "pack.yaml",
        41,
    ),
    "person in two spellings": (
        setting("holder: Greg Campbell", "holder: Greg Cambell"),
        "TEXT-07",
        "pack.yaml",
        42,
    ),
    "author in two spellings": (
        setting("author: {name: Greg Campbell", "author: {name: Greg Cambell"),
        "TEXT-07",
        "pack.yaml",
        47,
    ),
    "text as above": (cell(R, "H4", "As above"), "TEXT-01", "register.xlsx", "H4"),
    "text of two letters": (cell(R, "H4", "xx"), "TEXT-01", "register.xlsx", "H4"),
    "register of another version": (
        cell(R, "A1", "Version Date: 06.05.24"),
        "PACK-26",
        "pack.yaml",
        24,
    ),
    "plan of another month": (
        Fault(
            files={
                "plan.xlsx": workbook(Sheet(rows=[["Example plan (Updated May 2024)"], [], *PLAN]))
            }
        ),
        "PACK-26",
        "pack.yaml",
        29,
    ),
    # dates and amounts in texts
    "day that does not exist": (
        text("The board met on 31 April 2023."),
        "DATE-12",
        IN_BACKGROUND,
        1,
    ),
    "day that does not exist in a record": (
        cell(R, "H4", "The board looked at it on 30/02/2024"),
        "DATE-12",
        "register.xlsx",
        "H4",
    ),
    "wrong weekday": (
        text("The board met on Monday, 25 April 2023."),
        "DATE-18",
        IN_BACKGROUND,
        1,
    ),
    "wrong short weekday": (
        cell(V, "G3", "The board meets on Thurs 26 June 2024."),
        "DATE-18",
        "reviews.csv",
        "G3",
    ),
    "range that ends before it begins": (
        text("The consultation ran from 31 January 2024 to 6 December 2023."),
        "DATE-17",
        IN_BACKGROUND,
        1,
    ),
    "range of months": (
        text("It ran between January 2024 and November 2023."),
        "DATE-17",
        IN_BACKGROUND,
        1,
    ),
    "comma in the wrong place": (
        text("The grant was £4,91,000 in all."),
        "TEXT-10",
        IN_BACKGROUND,
        1,
    ),
    "word twice": (text("The programme began in the the spring."), "TEXT-11", IN_BACKGROUND, 1),
    "bracket not closed": (
        cell(R, "H4", "The board (with the sponsor looks at it"),
        "TEXT-03",
        "register.xlsx",
        "H4",
    ),
    "leader in two spellings": (
        setting("report_of: The Leader", "report_of: The Leader, Cllr Greg Cambell"),
        "TEXT-07",
        "pack.yaml",
        46,
    ),
    "year of five digits": (cell(S, "B3", "20233/24"), "COUNT-09", "savings.csv", "B3"),
    "meeting without a name": (cell(H, "A3", ""), "CELL-01", "history.csv", "A3"),
    # texts
    "text copied": (
        cell(R, "H4", "The savings of the programme are not made in time"),
        "TEXT-09",
        "register.xlsx",
        "H4",
    ),
    "text of digits": (cell(R, "H4", "123"), "TEXT-01", "register.xlsx", "H4"),
    "text not applicable": (cell(R, "H4", "N/A"), "TEXT-01", "register.xlsx", "H4"),
    "placeholder in a title": (
        setting("title: Example report", "title: Example report TBC"),
        "TEXT-02",
        "pack.yaml",
        45,
    ),
    "encoding broken in pack.yaml": (
        setting("report_of: The Leader", "report_of: The councilâ€™s Leader"),
        "TEXT-05",
        "pack.yaml",
        46,
    ),
    "council misspelt in the text": (
        Fault(
            files={IN_BACKGROUND: "The programme of Brentwod began in 2023.\n"},
            settings={"councils: [Example Council]": "councils: [Brentwood Borough Council]"},
        ),
        "TEXT-07",
        IN_BACKGROUND,
        1,
    ),
    "council misspelt in a title": (
        Fault(
            settings={
                "councils: [Example Council]": "councils: [Brentwood Borough Council]",
                "title: Example report": "title: Brentwoood report",
            },
        ),
        "TEXT-07",
        "pack.yaml",
        45,
    ),
}
