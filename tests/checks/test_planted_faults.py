"""Each fault that is planted in a sound pack is found, with its code, file and cell."""

from __future__ import annotations

from datetime import date

import pytest

from tests.checks.sound import Fault, findings_of

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
    "revised above baseline": (
        Fault({R: {"E4": 2, "F4": 2, "G4": 4}}),
        "SCORE-03",
        "register.xlsx",
        "L4",
    ),
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
        Fault(files={"narrative/more.md": "Of them, 45 of 78 (60%) were aware.\n"}),
        "COUNT-06",
        "narrative/more.md",
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
        Fault(files={"narrative/more.md": "\nSee Appendix 3.\n"}),
        "NARR-05",
        "narrative/more.md",
        2,
    ),
    "table that does not exist": (
        Fault(files={"narrative/more.md": "See Table 4.\n"}),
        "NARR-06",
        "narrative/more.md",
        1,
    ),
    "paragraph by number": (
        Fault(files={"narrative/more.md": "See paragraph 1.19.\n"}),
        "NARR-06",
        "narrative/more.md",
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
        Fault(files={"narrative/more.md": "One.\n\nThere were 78 responses.\n"}),
        "NARR-10",
        "narrative/more.md",
        3,
    ),
    "money typed by hand": (
        Fault(files={"narrative/more.md": "It came to £234,000 in all.\n"}),
        "NARR-10",
        "narrative/more.md",
        1,
    ),
    "figure contradicts": (
        Fault(files={"narrative/more.md": "There were 87 responses.\n"}),
        "NARR-11",
        "narrative/more.md",
        1,
    ),
    "money contradicts": (
        Fault(files={"narrative/more.md": "There was an underspend of £243,000.\n"}),
        "NARR-11",
        "narrative/more.md",
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
    "no records": (Fault(files={"history.csv": "Meeting,Date\n"}), "ROW-05", "history.csv", 1),
    # files
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
        Fault(files={"narrative/more.md": b"One.\n\xe7a va"}),
        "FILE-08",
        "narrative/more.md",
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
}


def test_sound_pack_has_no_error_and_no_warning(tmp_path):
    """The pack in which faults are planted is without fault itself."""
    found = [str(each) for each in findings_of(tmp_path, Fault()) if each.severity != "note"]
    assert found == []


@pytest.mark.parametrize("name", FAULTS)
def test_planted_fault_is_found_at_its_place(name, tmp_path):
    """The finding bears the code, the file and the cell, row or line of the fault."""
    fault, code, file, place = FAULTS[name]
    found = findings_of(tmp_path, fault)
    places = [
        (each.location.file, each.location.cell or each.location.row or each.location.line)
        for each in found
        if each.code == code
    ]
    assert places, "\n".join(map(str, found))
    wanted = [each for each in places if each[0] == file and place in (None, each[1])]
    assert wanted, places
