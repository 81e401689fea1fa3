"""Registers and action plans of an imaginary council, small, large and odd."""

from datetime import date

from generator.model.actions import Action, ActionPlan
from generator.model.pack import Pack, SourceFile
from generator.model.risks import DatedNote, Reading, Risk, RiskRegister, Status
from generator.settings.house_style import Colour, HouseStyle
from generator.settings.pack_settings import DocumentSettings, PackSettings

REGISTER = DocumentSettings(name="risk-register", title="R&D risks", workbook="risk-register")
PLAN = DocumentSettings(name="action-plan", title="Harbour plan", workbook="action-plan")

HOUSE_STYLE = HouseStyle(
    font="Arial",
    colours={
        "red": Colour(fill="#C00000", text="#FFFFFF"),
        "amber": Colour(fill="#FFC000", text="#000000"),
        "yellow": Colour(fill="#FFFF66", text="#000000"),
        "green": Colour(fill="#00703C", text="#FFFFFF"),
        "none": Colour(fill="#FFFFFF", text="#000000"),
        "header": Colour(fill="#1F3864", text="#FFFFFF"),
        "editable": Colour(fill="#FFF8E1", text="#000000"),
    },
    series=("#1F3864", "#E07B00", "#5B8DB8"),
)

THREE_BANDS = (
    {"letter": "G", "word": "Green", "lowest": 1, "highest": 5},
    {"letter": "A", "word": "Amber", "lowest": 6, "highest": 14},
    {"letter": "R", "word": "Red", "lowest": 15, "highest": 25},
)
FOUR_BANDS = (
    {"letter": "L", "word": "Low", "lowest": 1, "highest": 3, "colour": "green"},
    {"letter": "M", "word": "Medium", "lowest": 4, "highest": 8, "colour": "yellow"},
    {"letter": "H", "word": "High", "lowest": 9, "highest": 12, "colour": "amber"},
    {"letter": "VH", "word": "Very high", "lowest": 13, "highest": 16, "colour": "red"},
)


def scale(*words):
    return tuple({"score": score, "word": word} for score, word in enumerate(words, start=1))


FIVE = scale("Negligible", "Minor", "Moderate", "Major", "Catastrophic")
FIVE_BY_FIVE = {"impact": FIVE, "likelihood": FIVE, "bands": THREE_BANDS}
FOUR_BY_FOUR = {
    "impact": scale("Small", "Middling", "Great", "Extreme"),
    "likelihood": scale("Rare", "Possible", "Likely", "Certain"),
    "bands": FOUR_BANDS,
}
BY_CELL = FIVE_BY_FIVE | {
    "matrix": (
        ("A", "A", "R", "R", "R"),
        ("G", "A", "A", "R", "R"),
        ("G", "G", "A", "A", "R"),
        ("G", "G", "G", "A", "A"),
        ("G", "G", "G", "G", "A"),
    )
}


def settings(**changes):
    """The pack's settings with some replaced."""
    return PackSettings.model_validate(
        {
            "programme": "Harbour Renewal",
            "councils": ("Northport Council",),
            "period": {"name": "Quarter 1", "start": date(2025, 4, 1), "end": date(2025, 6, 30)},
            "as_of": date(2025, 7, 1),
            "marking": "OFFICIAL",
            "roles": (
                {"initials": "HM", "title": "Harbour Master", "holder": "The Harbour Master"},
                {"initials": "PO", "title": "Programme Officer"},
            ),
            "scoring": FIVE_BY_FIVE,
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
                    {"letter": "R", "word": "Red", "meaning": "Needs intervention"},
                    {"letter": "G", "word": "Green", "meaning": "No issues"},
                    {"letter": "", "word": "Blank", "meaning": "Not started", "colour": "none"},
                ),
            },
            "inputs": {},
            "documents": (REGISTER.model_dump(), PLAN.model_dump()),
        }
        | changes,
    )


def reading(name, impact, likelihood, **more):
    return Reading(name=name, impact=impact, likelihood=likelihood, **more)


def risk(reference, baseline, previous, latest, **more):
    """A risk of three pairs of impact and likelihood."""
    return Risk(
        reference=reference,
        **{"description": f"What {reference} is", "workstream": "Dredging", **more},
        baseline=reading("baseline", *baseline),
        previous=reading("previous", *previous),
        latest=reading("latest", *latest),
    )


RISKS = (
    risk(
        "H1",
        (5, 4),
        (3, 2),
        (5, 3),
        owner="HM",
        mitigations="Dredge",
        notes=(
            DatedNote(text="New: silt", written_date="1.5.25", date=date(2025, 5, 1)),
            DatedNote(text="More silt", written_date="1.6.25", date=date(2025, 6, 1)),
        ),
    ),
    risk("H2", (4, 4), (2, 2), (2, 2), workstream="Quays"),
    risk("H3", (4, 4), (3, 3), (2, 2), status=Status.CLOSED, workstream="Quays"),
    risk("H4", (2, 2), (2, 2), (2, 1), status=Status.ISSUE, workstream=""),
)

UNSCORED = Risk(reference="U1", description="Not scored at all")
SCORE_ONLY = Risk(
    reference="U2",
    description="A score without its factors",
    baseline=Reading(name="baseline", given_score=20, rag="R"),
    previous=Reading(name="previous", given_score=6, rag="A"),
    latest=Reading(name="latest", given_score=6, rag="A"),
)


def register_pack(risks=RISKS, **changes):
    """A pack that has a risk register."""
    return Pack(
        name="harbour",
        period="2025-q1",
        settings=settings(**changes),
        house_style=HOUSE_STYLE,
        register=RiskRegister(risks=tuple(risks), file="risks.xlsx"),
        sources=(SourceFile(path="risks.xlsx", sha256="ab" * 32),),
    )


WORKSTREAMS = ("Dredging", "Quays", "Cranes", "Rail & road", "People", "Money", "Law")


def many_risks(number):
    """Risks of every kind of score, with texts as long as officers write them."""
    return tuple(_numbered(place) for place in range(number))


def _numbered(place):
    return Risk(
        reference=f"N{place + 1}",
        workstream=WORKSTREAMS[place % len(WORKSTREAMS)],
        description=f"Risk {place + 1}: the channel silts up faster than it can be dredged, "
        "so that the larger ships cannot reach the new quay at low water.",
        potential_impact="Ships go elsewhere, income falls, and the business case fails.",
        baseline=reading("baseline", 1 + place % 5, 1 + place // 5 % 5),
        mitigations="A second dredger is on call. Soundings are taken each month and reported "
        "to the harbour board, which decides on further dredging.",
        owner="HM",
        previous=reading("previous", 1 + place // 3 % 5, 1 + place // 7 % 5),
        latest=reading("latest", 1 + place // 2 % 5, 1 + place // 11 % 5, date=date(2025, 6, 28)),
        notes=(
            DatedNote(text=f"Sounding {place}", written_date="1.5.25", date=date(2025, 5, 1)),
            DatedNote(text="No change", written_date="1.6.25", date=date(2025, 6, 1)),
        ),
        status=Status.CLOSED if place % 17 == 0 else Status.OPEN,
        escalated=place % 13 == 0,
    )


ACTIONS = (
    Action(
        reference="P1",
        recommendation="Dredge the channel",
        lead="Harbour Master",
        what_we_will_do="Hire a dredger",
        progress=("Hired.", "At work."),
        rag="G",
        due=date(2025, 9, 30),
    ),
    Action(reference="P2", recommendation="Mend the quay", lead="Engineer", rag="R"),
    Action(reference="P3", recommendation="Paint the crane"),
)


def plan_pack(actions=ACTIONS, **changes):
    """A pack that has an action plan."""
    return Pack(
        name="harbour",
        period="2025-q1",
        settings=settings(**changes),
        house_style=HOUSE_STYLE,
        action_plan=ActionPlan(actions=tuple(actions), file="plan.xlsx"),
    )
