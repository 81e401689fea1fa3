"""Contexts of exactly the shapes that content hands over, for a programme that does not exist."""

from __future__ import annotations

import struct
import zlib
from datetime import date
from pathlib import Path
from typing import Any

from generator.content.nodes import (
    ChartSpec,
    ColourName,
    Number,
    Picture,
    Properties,
    Series,
    Span,
    Text,
    WordContent,
)
from generator.settings.house_style import Colour, HouseStyle

TEMPLATES = Path(__file__).parents[3] / "templates"

HOUSE_STYLE = HouseStyle(
    font="Arial",
    colours={
        "red": Colour(fill="#C00000", text="#FFFFFF"),
        "amber": Colour(fill="#FFC000", text="#000000"),
        "green": Colour(fill="#00703C", text="#FFFFFF"),
        "blue": Colour(fill="#1D5FA8", text="#FFFFFF"),
        "none": Colour(fill="#FFFFFF", text="#000000"),
    },
    series=("#1F3864",),
)

PROPERTIES = Properties(
    title="Harbour programme – R&D <update>",
    subject="Harbour programme, Quarter 1",
    author="Example District Council",
    language="en-GB",
    date=date(2025, 6, 30),
)

CHART = ChartSpec(
    key="visits",
    caption="Visits by month",
    title="Visits rose in every month",
    alt="Bar chart: visits rose from 3 in April to 5 in May.",
    categories=("April", "May"),
    series=(Series(name="Visits", values=(3.0, 5.0)),),
    category_axis="Month",
    value_axis="Visits",
)


def draw(chart: ChartSpec) -> bytes:
    """A small grey PNG, 630 by 315 dots."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    rows = (b"\x00" + b"\xcc" * 630) * 315
    head = struct.pack(">IIBBBBB", 630, 315, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )


def text(*spans: Span | str) -> Text:
    return Text(spans=tuple(Span(text=span) if isinstance(span, str) else span for span in spans))


def paragraph(*spans: Span | str) -> dict[str, Any]:
    return {"kind": "paragraph", "text": text(*spans)}


PACK = {
    "programme": "Harbour Programme",
    "council": "Example District Council",
    "councils": ["Example District Council", "Sample Borough Council"],
    "period": "Quarter 1 2025/26",
    "as_of": "30 June 2025",
    "marking": "OFFICIAL",
}
MEETING = {
    "committee": "The Cabinet",
    "date": "30 June 2025",
    "header": "THE CABINET – 30 June 2025",
}

BLOCKS: list[dict[str, Any]] = [
    paragraph(
        "The harbour was ",
        Span(text="opened", strong=True),
        " in ",
        Span(text="April", emphasis=True),
        "; see Table ",
        Span(refers_to="visits"),
        " and ",
        Span(text="the harbour’s pages", link="https://example.org/harbour?a=1&b=2"),
        ".",
    ),
    {"kind": "continued", "text": text("R&D spend is <5% of “the budget”.")},
    {"kind": "heading", "level": 1, "text": text("Progress to Date")},
    paragraph("Work goes on. Some of it is listed below:"),
    {"kind": "bullet", "level": 1, "text": text("Berths")},
    {"kind": "bullet", "level": 2, "text": text("North pier")},
    {"kind": "bullet", "level": 3, "text": text("Steps and rails, which were renewed in May")},
    {"kind": "bullet", "level": 1, "text": text("Lights")},
    paragraph("The programme will, in order:"),
    {"kind": "numbered_item", "level": 1, "text": text("survey the quay")},
    {"kind": "numbered_item", "level": 1, "text": text("mend the quay")},
    {"kind": "numbered_item", "level": 2, "text": text("with stone")},
    {"kind": "chart", "number": Number(of="figure", key="visits_chart"),
     "caption": "Visits by month", "picture": Picture(chart=CHART)},
    {"kind": "heading", "level": 2, "text": text("Reviews")},
    {"kind": "service_reviews", "number": Number(of="table", key="reviews"),
     "caption": "Phase 1 – April to June", "description": "Where each review stands.",
     "rows": [{"service": "Pilots", "update": "Business case approved.\nImplementation complete."},
              {"service": "Moorings and Buoys", "update": text("On hold.")}]},
    {"kind": "table", "number": Number(of="table", key="visits"),
     "caption": "Visits by month & kind",
     "description": "Visits in each month, by sail and steam.",
     "header": ["Month", "Sail", "Steam", "Notes on the month"],
     "rows": [{"cells": ["April", "3", "1,200", "A quiet month"]},
              {"cells": ["May", "5", "–", "The regatta brought visitors to the town and pier"]}]},
]  # fmt: skip

REPORT_CONTEXT: dict[str, Any] = {
    "pack": PACK,
    "meeting": MEETING,
    "document": {"title": "Harbour report", "label": ""},
    "report": {
        "title": "Harbour Programme – Quarter 1 Update and a Title that Runs to a Second Line",
        "report_of": "The Leader of the Council, Cllr A Sample",
        "author": {
            "name": "B Sample",
            "title": "Director of Harbours",
            "phone": "01000 000000",
            "email": "b.sample@example.org",
        },
        "appendices": [
            {"label": "Appendix 1", "title": "Feedback"},
            {"label": "Appendix 2", "title": "Exception Risk Log"},
        ],
        "background_papers": ["None"],
        "numbered_headings": False,
        "subject_history_years": 3,
    },
    "narrative": {
        "summary": [paragraph("This report says how the harbour fares.")],
        "background": BLOCKS,
    },
    "implications": {
        name: [paragraph(f"No {name.replace('_', ' ')} implications.")]
        for name in (
            "other_options",
            "relevant_risks",
            "engagement",
            "financial",
            "legal",
            "equality",
            "climate",
        )
    },
    "subject_history": [
        {"meeting": "Council", "date": "19/03/25"},
        {"meeting": "The Cabinet", "date": "11/01/25"},
    ],
}

APPENDIX_CONTEXT: dict[str, Any] = {
    "pack": PACK,
    "document": {"title": "Harbour Feedback", "label": "Appendix 1", "body": BLOCKS},
}


def reading(impact: int, likelihood: int) -> dict[str, Any]:
    score = impact * likelihood
    letter, word = ("R", "Red") if score > 14 else ("A", "Amber") if score > 5 else ("G", "Green")
    return {
        "impact": str(impact),
        "likelihood": str(likelihood),
        "score": str(score),
        "letter": letter,
        "word": word,
        "colour": ColourName(name=word.lower()),
    }


def risk(reference: str, **changes: Any) -> dict[str, Any]:
    return {
        "reference": reference,
        "workstream": "Timescales/ Resource & Finance",
        "description": "Insufficient time within the tides to inspect and re-inspect the berths "
        "before the harbour master’s board meets.",
        "potential_impact": "Lack of clarity of the proposal, including financial information.",
        "mitigations": "Ensure that the board is told of actions taken after each inspection and "
        "that final versions of the plans are shared.",
        "owner": "HM & PD WL",
        "baseline": reading(5, 4),
        "previous": reading(5, 2),
        "target": reading(2, 2),
        "distance": "1 above target",
        "latest": reading(5, 1),
        "trend": {"arrow": "↓", "words": "Decreased"},
        "notes": ["19.12.24 - New risk.", "31.01.25 - Feedback to the board implemented."],
        "status": "Open",
        "escalated": "No",
    } | changes


RISK_LOG_CONTEXT: dict[str, Any] = {
    "pack": PACK,
    "document": {"title": "Exception Risk Log", "label": "Appendix 2"},
    "exception_log": {
        "project": "Harbour Programme",
        "version_date": "06.02.25",
        "latest_date": "31.01.25",
        "words": {
            "baseline": "Baseline",
            "previous": "Revised",
            "latest": "Latest",
            "target": "",
            "impact": "Impact",
            "likelihood": "Likelihood",
            "trend": "Trend",
        },
        "risks": [risk("R1"), risk("WR2", latest=reading(5, 4)), risk("WR13", notes=[])],
    },
    "definitions": {
        "scale": [
            {"score": "1", "impact": "[…]", "likelihood": "[…]"},
            {"score": "2", "impact": "Minor", "likelihood": "Unlikely"},
            {"score": "5", "impact": "Catastrophic", "likelihood": "Almost certain"},
        ],
        "bands": [
            {"letter": letter, "word": word, "scores": scores, "meaning": "–",
             "colour": ColourName(name=word.lower())}
            for letter, word, scores in (
                ("G", "Green", "1 to 5"), ("A", "Amber", "6 to 14"), ("R", "Red", "15 to 25"))
        ],
        "roles": [{"title": "Harbour Master", "holder": "–", "initials": "HM"}],
        "arrows": [
            {"arrow": "↑", "words": "Risk score has increased"},
            {"arrow": "↔", "words": "Risk score is unchanged"},
            {"arrow": "↓", "words": "Risk score has decreased"},
        ],
    },
}  # fmt: skip

STATUSES = (
    ("R", "Red", "Action in progress needs intervention"),
    ("A", "Amber", "Action in progress needs attention"),
    ("G", "Green", "Action in progress no issues"),
    ("B", "Blue", "Action completed"),
    ("Blank", "Blank", "Action not started/on hold"),
)


def status(label: str, word: str, meaning: str) -> dict[str, Any]:
    colour = "none" if word == "Blank" else word.lower()
    return {"label": label, "word": word, "meaning": meaning, "colour": ColourName(name=colour)}


ACTION_PLAN_CONTEXT: dict[str, Any] = {
    "pack": PACK | {"marking": "–"},
    "document": {"title": "Harbour Action Plan", "label": ""},
    "action_plan": {
        "title": "Example District Council Harbour Action Plan",
        "updated": "May 2025",
        "key": [status(*each) for each in STATUSES],
        "counts": [{**status(*each), "number": "1"} for each in STATUSES],
        "total": 5,
        "actions": [
            {
                "reference": f"HR{number}",
                "recommendation": "Build your capacity to deliver your ambitions – there is "
                "insufficient resilience in the system.",
                "lead": "Harbour Master",
                "what_we_will_do": "The council has agreed a partnership with the port. " * 3,
                "progress": [
                    f"The governance of berth {n} has been developed. " * 6 for n in range(3)
                ],
                "rag": status(*each),
                "due": "–",
            }
            for number, each in enumerate(STATUSES, start=1)
        ],
    },
}

DOCUMENTS: dict[str, dict[str, Any]] = {
    "executive-report.docx": REPORT_CONTEXT,
    "narrative-appendix.docx": APPENDIX_CONTEXT,
    "exception-risk-log.docx": RISK_LOG_CONTEXT,
    "action-plan.docx": ACTION_PLAN_CONTEXT,
}


def content(context: dict[str, Any]) -> WordContent:
    return WordContent(properties=PROPERTIES, context=context)
