"""Sound texts give no finding, and no text makes a check slow."""

from __future__ import annotations

import time
from datetime import date

import pytest

from generator.checks import check
from generator.model.narrative import PrintedText
from tests.checks.sound import Fault, findings_of
from tests.inputs.workbooks import SETTINGS, pack_with


def mail(subject):
    """The part mail of pack.yaml with a subject."""
    to = "sender: office@example.org, to: [board@example.org]"
    return f'mail: {{{to}, subject: "{subject}"}}\n'


UPDATES = (
    "Deferred until after the May 2025 elections.",
    "The new timeline identifies the business case in June 2025.",
    "To be considered in November 2024.",
    "A report is due in September 2024 and will go to the board.",
    "The contract runs from July 2024.",
    "Approved in March 2024, with completion expected by December 2024.",
    'The "Brentwood Way" was agreed.',
    "The board's members agreed on 1 March 2024.",
    "Tier 4 managers; 24/7 support; ISO 27001; a 50/50 split.",
    "The 5\" main was mended.",
)  # fmt: skip


@pytest.mark.parametrize("update", UPDATES)
def test_plans_and_quotations_are_sound(update, tmp_path):
    """What lies ahead may be spoken of as ahead; quotes and figures of speech are no faults."""
    found = findings_of(tmp_path, Fault({"service_reviews": {"G3": update}}))
    assert [str(each) for each in found if each.severity != "note"] == []


PROSE = (
    "The board met on Tuesday 25 April 2023, from 6 December 2022 to 31 January 2023.",
    "The date was brought forward from 31 January 2024 to 6 December 2023.",
    "On 1 March 2024 and 5 February 2024 the board met (see a) to c) below).",
    "They spent £1,250,000, £40,000.50 and £999, and had had enough: a) pay, b) rent.",
    "Version 29.2.2024 of 29 February 2024 counts.",
    "The 4th quarter of 2023/24 ended on 31 March 2024.",
    "In 2024 there were 3 meetings, 2 of them in public.",
    "Appendix 1 and {{ appendix.log }} say more.",
    "Some 1,500 people live there, and 12 of them came.",
    "Section 12A and paragraph 3 of the Act apply.",
)


@pytest.mark.parametrize("line", PROSE)
def test_ordinary_figures_are_sound(line, tmp_path):
    """Years, dates, ordinals and figures of other things are not taken for the pack's."""
    found = findings_of(tmp_path, Fault(files={"narrative/background.md": line + "\n"}))
    assert [str(each) for each in found if each.severity != "note"] == []


SETTINGS_TEXTS = {
    "mail of the quarter": Fault(more=mail("Risk log, Q4 2023/24")),
    "mail of its month": Fault(more=mail("Risk log, March 2024")),
    "mail of the month of the meeting": Fault(more=mail("Papers for May 2024")),
    "mail without a time": Fault(more=mail("Risk log")),
    "quarter with one year": Fault(settings={"name: Quarter 4": "name: Quarter 4 2024"}),
    "quarter of a programme": Fault(
        settings={"name: Quarter 4, start: 2024-01-01": "name: Q4 2023/24, start: 2023-11-01"}
    ),
    "months for a name": Fault(settings={"name: Quarter 4": "name: January to March 2024"}),
    "years of a strategy": Fault(
        settings={"title: Example report": "title: Strategy 2025-2030, Medium Term Plan 2025/26"}
    ),
    "a number from abroad": Fault(
        settings={"title: Officer}": 'title: Officer, phone: "+44 (0)1277 312500 ext. 12"}'}
    ),
    "an extension": Fault(settings={"title: Officer}": 'title: Officer, phone: "2500"}'}),
    "Welsh": Fault(settings={"as_of:": "language: cy-GB\nmarking: OFFICIAL\nas_of:"}),
    "a plural of a council": Fault(
        settings={"councils: [Example Council]": "councils: [Northport Council]"},
        files={"narrative/background.md": "Both Northports and Barking are in Northport's area.\n"},
    ),
}


@pytest.mark.parametrize("name", SETTINGS_TEXTS)
def test_usual_settings_are_sound(name, tmp_path):
    """Quarters of any kind of year, months of the papers and usual numbers are no faults."""
    found = findings_of(tmp_path, SETTINGS_TEXTS[name])
    assert [str(each) for each in found if each.severity != "note"] == []


RECORDS = {
    "closed with its last score": Fault({"risk_register": {"S4": "Closed"}}),
    "note on a closed session": Fault(
        {"risk_register": {"R4": "1.2.24 - Reviewed. 29.3.24 - Closed session of the board."}}
    ),
    "monitored after completion": Fault({"service_reviews": {"C2": "Benefits realisation"}}),
    "was on hold before": Fault({"service_reviews": {"G2": "It was on hold until June 2023."}}),
    "on hold and past its date": Fault(
        {
            "action_plan": {
                "F4": None,
                "E4": "1.3.24 - On hold until the budget is known.",
                "G4": date(2024, 1, 31),
            }
        }
    ),
    "joint saving": Fault(
        {"savings": {"A3": "Joint"}},
        settings={"councils: [Example Council]": "councils: [North Council, South Council]"},
    ),
    "saving of later years": Fault(
        {"savings": dict.fromkeys(("B2", "B3", "B4"), "2025/26 onwards")}
    ),
    "two bodies on one day": Fault({"subject_history": {"A3": "Cabinet", "B3": "14/12/2023"}}),
    "was delayed before": Fault(
        {"action_plan": {"E2": "12.2.24 - One officer was appointed; it was delayed in 2022."}}
    ),
    "a risk of another register": Fault(
        {"risk_register": {"R4": "1.2.24 - See CRR7 and the A12. 29.3.24 - R2 is alike."}}
    ),
    "all scores of another period": Fault(
        {"risk_register": dict.fromkeys(("P4", "P5", "P6"), date(2023, 12, 31))}
    ),
    "an update with other months": Fault(
        {"service_reviews": {"G2": "Begun in May 2023, completed in January 2024 after a year."}}
    ),
    "a share of all": Fault({"figures": {"A2": "turnout", "B2": "100", "C2": "%"}}),
}


@pytest.mark.parametrize("name", RECORDS)
def test_usual_records_are_sound(name, tmp_path):
    """What a council may well mean gives no finding but those that go with the change itself."""
    found = findings_of(tmp_path, RECORDS[name])
    expected = {"TREND-02", "RAG-03", "NARR-01", "COUNT-05", "DATE-05"}
    assert [
        str(each) for each in found if each.severity != "note" and each.code not in expected
    ] == []


def test_wanted_sections_are_looked_for(tmp_path):
    """A section that a template wants is missing at its document, or empty at its file."""
    pack, _ = pack_with(
        tmp_path, "{narrative: narrative}", {"narrative/empty.md": "\n\n"}, SETTINGS
    )
    names = frozenset({"narrative.summary", "narrative.empty"})
    (report,) = pack.settings.documents
    printed = (PrintedText(document=report, names=names, required=names),)
    found = [
        (each.location.file, each.seen)
        for each in check(pack, printed=printed)
        if each.code == "NARR-08"
    ]
    assert found == [
        ("narrative/empty.md", "report.docx prints the section empty, which is empty"),
        ("pack.yaml", "report.docx prints the section summary, but the narrative does not have it"),
    ]


LONG = 32_000
NASTY = {
    "letters": "a" * LONG,
    "spaces": "x" + " " * LONG + "x",
    "quotes": '"' * LONG,
    "brackets": "[insert " * (LONG // 8),
    "dates": "31.12.2024 - " * (LONG // 13),
    "names": "Aa Bb-Cc " * (LONG // 9),
    "digits": "1" * LONG,
    "commas": "1," * (LONG // 2),
    "counts": "5 of 6 " * (LONG // 7),
    "braces": "{{ " * (LONG // 3),
    "strokes": "/" * LONG,
    "lines": "a)\n" * (LONG // 3),
    "amounts": "£1,2" * (LONG // 4),
    "weekdays": "Monday 31 April 2024 to 1 March 2024 " * (LONG // 37),
    "small words": "the the " * (LONG // 8),
    "references": "R99 " * (LONG // 4),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", NASTY)
def test_no_text_makes_a_check_slow(name, tmp_path):
    """A cell as long as Excel allows is read and checked in seconds of processor time.

    Processor time, because that does not depend on how busy the machine is.
    """
    text = NASTY[name]
    cells = dict.fromkeys(("A4", "C4", "H4", "I4", "M4", "O4", "P4", "Q4", "R4", "S4", "U4"), text)
    began = time.process_time()
    findings_of(tmp_path, Fault({"risk_register": cells}, files={"narrative/background.md": text}))
    assert time.process_time() - began < 20
