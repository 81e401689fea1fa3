"""A small pack of an imaginary council, made by hand: every part once, figures easy to check."""

from datetime import date
from decimal import Decimal

from generator.inputs.narrative.markdown_blocks import parse_section
from generator.model.actions import Action, ActionPlan
from generator.model.pack import Pack
from generator.model.programme import (
    AreaCounts,
    KeyFigure,
    PastMeeting,
    Saving,
    ServiceReview,
    Survey,
)
from generator.model.risks import DatedNote, Reading, Risk, RiskRegister, Status
from generator.settings.house_style import Colour, HouseStyle
from generator.settings.pack_settings import PackSettings

BLACK_ON_WHITE = Colour(fill="#FFFFFF", text="#000000")

HOUSE_STYLE = HouseStyle(
    font="Arial",
    colours=dict.fromkeys(("red", "amber", "green", "blue", "none", "header"), BLACK_ON_WHITE),
    series=("#1F3864", "#E07B00"),
)

SETTINGS = PackSettings.model_validate(
    {
        "programme": "Harbour Renewal",
        "councils": ("Northport Council", "Northbay Council"),
        "period": {"name": "Quarter 1", "start": date(2025, 4, 1), "end": date(2025, 6, 30)},
        "as_of": date(2025, 7, 1),
        "meeting": {"committee": "Cabinet", "date": date(2025, 7, 15)},
        "report": {
            "title": "Harbour Renewal – Quarter 1",
            "report_of": "The Leader",
            "author": {"name": "The Programme Office", "title": "Programme Office"},
        },
        "roles": ({"initials": "HM", "title": "Harbour Master"},),
        "scoring": {
            "impact": tuple({"score": n, "word": f"Impact {n}"} for n in range(1, 6)),
            "likelihood": tuple({"score": n, "word": f"Likelihood {n}"} for n in range(1, 6)),
            "bands": (
                {"letter": "G", "word": "Green", "lowest": 1, "highest": 5},
                {"letter": "A", "word": "Amber", "lowest": 6, "highest": 14},
                {"letter": "R", "word": "Red", "lowest": 15, "highest": 25},
            ),
        },
        "risk_register": {
            "project": "Harbour Renewal",
            "version_date": date(2025, 6, 30),
            "latest_date": date(2025, 6, 28),
            "exceptions": {"any_of": ({"band": ("R",)}, {"status": ("Issue",)})},
        },
        "action_plan": {
            "title": "Harbour plan",
            "updated": "June 2025",
            "key": (
                {"letter": "G", "word": "Green", "meaning": "Under way"},
                {"letter": "", "word": "Blank", "meaning": "Not started", "colour": "none"},
            ),
        },
        "inputs": {"narrative": "narrative", "savings": {"file": "savings.csv"}},
        "documents": (
            {
                "name": "report",
                "title": "The report",
                "template": "report.docx",
                "charts": ("savings",),
            },
            {
                "name": "appendix-a-log",
                "title": "The log",
                "template": "log.docx",
                "appendix": 1,
            },
            {"name": "register", "title": "The register", "workbook": "risk-register"},
        ),
    },
)


def reading(name, impact, likelihood):
    return Reading(name=name, impact=impact, likelihood=likelihood, given_score=impact * likelihood)


def risk(reference, baseline, previous, latest, **more):
    return Risk(
        reference=reference,
        description=f"What {reference} is",
        baseline=reading("baseline", *baseline),
        previous=reading("previous", *previous),
        latest=reading("latest", *latest),
        **more,
    )


SILT = DatedNote(text="Silt", written_date="1.5.25")

RISKS = (
    risk("H1", (5, 4), (3, 2), (5, 3), owner="HM", notes=(SILT,)),
    risk("H2", (4, 4), (2, 2), (2, 2)),
    risk("H3", (4, 4), (3, 3), (2, 2), status=Status.CLOSED),
    risk("H4", (2, 2), (2, 2), (1, 1), status=Status.ISSUE),
)


def area(name, responses, yes, comments):
    return AreaCounts(
        area=name,
        responses=responses,
        answers={"Awareness": (yes, responses - yes)},
        other={"Comments": comments},
    )


def review(phase, service, stage):
    return ServiceReview(phase=phase, service=service, stage=stage, update=f"{service} update.")


PACK = Pack(
    name="harbour",
    period="q1",
    settings=SETTINGS,
    house_style=HOUSE_STYLE,
    register=RiskRegister(risks=RISKS, file="risks.xlsx"),
    action_plan=ActionPlan(
        actions=(
            Action(reference="A1", recommendation="Dredge", rag="G", progress=("One", "Two")),
            Action(reference="A2", recommendation="Paint"),
        ),
        file="plan.xlsx",
    ),
    service_reviews=(
        review("Phase 1", "Pilots", "Complete"),
        review("Phase 1", "Tugs", "Delayed"),
        review("Phase 2", "Cranes", "Delayed"),
    ),
    savings=(
        Saving(council="Northport Council", year="2025/26", amount_gbp=Decimal(1000)),
        Saving(council="Southport Council", year="2025/26", amount_gbp=Decimal(500)),
        Saving(council="Northport Council", year="2026/27 onwards", amount_gbp=Decimal(2000)),
    ),
    survey=Survey(
        questions=("Awareness",),
        areas=(area("North Quay", 40, 10, 3), area("South Quay", 60, 40, 4)),
        total=area("Total", 100, 50, 7),
    ),
    subject_history=(PastMeeting(meeting="Council", date=date(2024, 12, 4)),),
    figures=(KeyFigure(name="Berth income", value=Decimal("1234567"), unit="£"),),
    narrative={
        "summary": parse_section(
            key="summary", text="{{ survey.responses }} replies.", file="narrative/summary.md"
        ),
        "background": parse_section(
            key="background",
            text="See {{ table.service_reviews }}.\n\n[Table: service-reviews]\n\n[Chart: savings]",
            file="narrative/background.md",
        ),
    },
    implications={
        "legal": parse_section(key="legal", text="None.", file="implications.yaml", line=3)
    },
)
