"""The catalogue of all figures that prose may draw on, each worked out once, here."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from functools import lru_cache

from generator.content.printed_values import field_value
from generator.content.wording import long_date, number, percent, pounds, slug
from generator.model.actions import ActionPlan
from generator.model.pack import Pack
from generator.model.programme import (
    AreaCounts,
    KeyFigure,
    KnownFigure,
    Saving,
    ServiceReview,
    Survey,
)
from generator.model.risks import RiskRegister
from generator.model.standing import count_register
from generator.settings.pack_settings import PackSettings

# The counts of a register that are figures, by their names in `RegisterCounts`.
_RISK_COUNTS = ("total", "open", "closed", "issues")
_TRENDS = ("up", "unchanged", "down")
MOVEMENT = tuple(f"risks.{name}" for name in _TRENDS)
"""Figures only where the trend of any risk is known."""


@lru_cache(maxsize=4)
def figures_of(pack: Pack) -> Mapping[str, KnownFigure]:
    """Every figure of a pack by its name; the first one wins where two inputs give one name."""
    catalogue: dict[str, KnownFigure] = {}
    for figure in _all_figures(pack):
        catalogue.setdefault(figure.name, figure)
    return catalogue


def _all_figures(pack: Pack) -> Iterator[KnownFigure]:
    yield from _settings_figures(pack.settings)
    if pack.survey:
        yield from _survey_figures(pack.survey)
    yield from _savings_figures(pack.savings)
    yield from _key_figures(pack.figures)
    yield from _service_review_figures(pack.service_reviews)
    if pack.register:
        yield from _risk_figures(pack, pack.register)
    if pack.action_plan:
        yield from _action_figures(pack.settings, pack.action_plan)


def _count(name: str, value: int) -> KnownFigure:
    return KnownFigure(name=name, value=value, text=number(value))


def _words(name: str, text: str) -> KnownFigure:
    return KnownFigure(name=name, value=text, text=text)


def _day(name: str, value: date) -> KnownFigure:
    return KnownFigure(name=name, value=value, text=long_date(value))


def _settings_figures(settings: PackSettings) -> Iterator[KnownFigure]:
    yield _words("programme", settings.programme)
    yield _words("council", settings.councils[0])
    yield _words("period.name", settings.period.name)
    yield _day("period.start", settings.period.start)
    yield _day("period.end", settings.period.end)
    yield _day("as_of", settings.as_of)
    if settings.meeting:
        yield _words("meeting.committee", settings.meeting.committee)
        yield _day("meeting.date", settings.meeting.date)
    for name, field in settings.fields.items():
        value, text = field.parsed, str(field_value(field))
        is_told = isinstance(value, bool)
        yield KnownFigure(name=f"fields.{name}", value=text if is_told else value, text=text)
    for document in settings.documents:
        if document.appendix is not None:
            yield _words(f"appendix.{slug(document.name)}", f"Appendix {document.appendix}")


def _survey_figures(survey: Survey) -> Iterator[KnownFigure]:
    yield from _area_figures("survey", survey.total)
    for area in survey.areas:
        yield from _area_figures(f"survey.{slug(area.area)}", area)


def _area_figures(prefix: str, area: AreaCounts) -> Iterator[KnownFigure]:
    yield _count(f"{prefix}.responses", area.responses)
    for question, (yes, no) in area.answers.items():
        name = f"{prefix}.{slug(question)}"
        yield _count(f"{name}_yes", yes)
        yield _count(f"{name}_no", no)
        yield _words(f"{name}_yes_percent", percent(yes, yes + no))
        yield _words(f"{name}_no_percent", percent(no, yes + no))
    for heading, value in area.other.items():
        yield _count(f"{prefix}.{slug(heading)}", value)


def year_slug(year: str) -> str:
    """2024/25 becomes 2024_25; what follows the year ("onwards") is left out."""
    match = re.match(r"\s*(\d{4})(?:\s*[/–-]\s*(\d{2,4}))?", year)
    return "_".join(part for part in match.groups() if part) if match else slug(year)


def _savings_figures(savings: tuple[Saving, ...]) -> Iterator[KnownFigure]:
    totals: dict[str, Decimal] = {}
    short = _short_names({saving.council for saving in savings})
    for saving in savings:
        year = year_slug(saving.year)
        totals[year] = totals.get(year, Decimal(0)) + saving.amount_gbp
        for council in (short[saving.council], slug(saving.council)):
            yield _money(f"savings.{council}_{year}", saving.amount_gbp)
    for year, total in totals.items():
        yield _money(f"savings.total_{year}", total)


def _short_names(councils: set[str]) -> dict[str, str]:
    """Each council's first word, or its whole name where two begin with the same word."""
    firsts = {council: slug("".join(council.split()[:1])) for council in councils}
    counts = Counter(firsts.values())
    return {
        council: first if counts[first] == 1 else slug(council) for council, first in firsts.items()
    }


def _money(name: str, amount: Decimal) -> KnownFigure:
    return KnownFigure(name=name, value=amount, text=pounds(amount))


def _key_figures(figures: tuple[KeyFigure, ...]) -> Iterator[KnownFigure]:
    for figure in figures:
        name = f"figures.{slug(figure.name)}"
        if figure.unit == "£":
            yield _money(name, figure.value)
        else:
            text = number(figure.value) + ("%" if figure.unit == "%" else "")
            yield KnownFigure(name=name, value=figure.value, text=text)


def _service_review_figures(reviews: tuple[ServiceReview, ...]) -> Iterator[KnownFigure]:
    if not reviews:
        return
    yield _count("service_reviews.total", len(reviews))
    for stage, count in Counter(review.stage for review in reviews).items():
        yield _count(f"service_reviews.{slug(stage)}", count)


def _risk_figures(pack: Pack, register: RiskRegister) -> Iterator[KnownFigure]:
    scoring = pack.settings.scoring
    counts = count_register(register.risks, scoring)
    trends = _TRENDS if pack.vocabulary.has_trend else ()
    for name in (*_RISK_COUNTS, *trends):
        yield _count(f"risks.{name}", getattr(counts, name))
    yield _count("risks.exceptions", len(pack.exceptions))
    yield _count("risks.opportunities", len(register.opportunities))
    for band in scoring.bands if scoring else ():
        yield _count(f"risks.{slug(band.word)}", counts.bands[band.letter])


def _action_figures(settings: PackSettings, plan: ActionPlan) -> Iterator[KnownFigure]:
    yield _count("actions.total", len(plan.actions))
    if settings.action_plan:
        letters = Counter(action.rag for action in plan.actions)
        for status in settings.action_plan.key:
            yield _count(f"actions.{slug(status.word)}", letters[status.letter])
