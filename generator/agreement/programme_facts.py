"""What the service reviews, the savings, the survey and the settings say, and what tells it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping
from datetime import date
from typing import TypeVar

from generator.agreement.facts import (
    ANYTHING,
    REFERENCE,
    Column,
    Facts,
    Key,
    Phrase,
    TableKind,
    Value,
    day,
    number,
    pounds,
    prose,
)
from generator.agreement.finished_documents import one_line
from generator.content.wording import slug, trend_label
from generator.model.pack import Pack
from generator.model.programme import PastMeeting, Saving, ServiceReview, Survey
from generator.model.risks import rounded
from generator.model.standing import TRENDS, top_score
from generator.settings.pack_settings import PackSettings
from generator.settings.scoring import Band, Scoring

A = TypeVar("A", bound=Hashable)
_SEPARATED = r"(?:: |, | and )"
_POUNDS = r"((?:a cost increase of )?−?£[\d,]*\d(?:\.\d\d)?)"


def programme_facts(pack: Pack) -> Iterator[Facts]:
    """The facts of each part that the pack has."""
    if pack.service_reviews:
        yield _review_facts(pack.service_reviews)
    if pack.survey:
        yield _survey_facts(pack.survey)
    if pack.savings:
        yield _savings_facts(pack.savings)
    if pack.settings.scoring:
        yield _scoring_facts(pack.settings.scoring, pack)
    yield _settings_facts(pack.settings)
    yield _meeting_facts(pack.subject_history)


def _once(items: Iterable[A]) -> list[A]:
    """Those that are there once."""
    return [item for item, times in Counter(items).items() if times == 1]


def _columns(named: Mapping[str, Column]) -> dict[str, tuple[Column, ...]]:
    return {heading.casefold(): (column,) for heading, column in named.items()}


def _review_facts(reviews: tuple[ServiceReview, ...]) -> Facts:
    stages = Counter(review.stage for review in reviews)
    named = {stage: f"the service reviews: {stage}" for stage in stages}
    right: dict[Key, Value] = {(of, "number"): stages[stage] for stage, of in named.items()}
    right["the service reviews", "number"] = len(reviews)
    once = _once(one_line(review.service) for review in reviews)
    for review in reviews:
        of = f"the review of {one_line(review.service)}"
        right[of, "update"] = one_line(review.update) or None
        right[of, "stage"] = one_line(review.stage) or None
    whole = "Bar chart. Of "
    count: tuple[Column, ...] = (("number", number),)
    return Facts(
        right=right,
        kinds=(
            TableKind(
                first=frozenset(("stage",)),
                rows=named | {"All service reviews": "the service reviews"},
                columns={"number": count},
            ),
            TableKind(
                first=frozenset(("service",)),
                rows={service: f"the review of {service}" for service in once},
                columns=_columns({"Update": ("update", prose), "Stage": ("stage", prose)}),
            ),
        ),
        descriptions=(
            *(
                Phrase(
                    pattern=re.compile(rf"{_SEPARATED}{re.escape(stage)} (\d+)(?=,| and |\.)"),
                    of=of,
                    columns=count,
                    whole=whole,
                )
                for stage, of in named.items()
            ),
            Phrase(
                pattern=re.compile(r"^Bar chart\. Of (\d+) service reviews"),
                of="the service reviews",
                columns=count,
            ),
        ),
        figures={"service_reviews.total": ("the service reviews", "number")}
        | {f"service_reviews.{slug(stage)}": (of, "number") for stage, of in named.items()},
    )


def _survey_facts(survey: Survey) -> Facts:
    areas = {area.area: area for area in survey.areas} | {survey.total.area: survey.total}
    right: dict[Key, Value] = {}
    told: dict[str, Column] = {"Responses": ("responses", number)}
    phrases = []
    for name, area in areas.items():
        of = f"the survey in {name}"
        right[of, "responses"] = area.responses
        for question, answers in area.answers.items():
            both = ((f"{question}: Yes", number), (f"{question}: No", number))
            right |= {(of, key): count for (key, _), count in zip(both, answers, strict=True)}
            told |= {column[0]: column for column in both}
            before = re.escape(f"{name} {question.lower()} ")
            phrases.append(
                Phrase(
                    pattern=re.compile(rf"(?:: |, ){before}(\d+) yes and (\d+) no"),
                    of=of,
                    columns=both,
                    whole="Stacked bar chart. " if area is not survey.total else "",
                )
            )
    for question in survey.questions:
        pattern = rf"(?:\. |; ){re.escape(question)}: (\d+) of (\d+) said yes"
        columns = ((f"{question}: Yes", number), ("responses", number))
        total = f"the survey in {survey.total.area}"
        phrases.append(
            Phrase(
                pattern=re.compile(pattern), of=total, columns=columns, whole="Stacked bar chart. "
            )
        )
    return Facts(
        right=right,
        kinds=(
            TableKind(
                first=frozenset(("area",)),
                rows={name: f"the survey in {name}" for name in areas},
                columns=_columns(told),
            ),
        ),
        descriptions=tuple(phrases),
        figures={"survey.responses": (f"the survey in {survey.total.area}", "responses")},
    )


def _savings_facts(savings: tuple[Saving, ...]) -> Facts:
    councils = {saving.council: f"the savings of {saving.council}" for saving in savings}
    years = dict.fromkeys(saving.year for saving in savings)
    whole = "Bar chart. Savings in all: "
    right: dict[Key, Value] = {(of, year): None for of in councils.values() for year in years}
    phrases = []
    for saving in savings:
        of = councils[saving.council]
        right[of, saving.year] = saving.amount_gbp
        pattern = (
            rf"{_SEPARATED}{re.escape(saving.council)} {_POUNDS} in {re.escape(saving.year)}"
            r"(?=,| and |\.)"
        )
        told = ((saving.year, pounds),)
        phrases.append(Phrase(pattern=re.compile(pattern), of=of, columns=told, whole=whole))
    for year in years:
        right["the savings in all", year] = sum(
            saving.amount_gbp for saving in savings if saving.year == year
        )
        pattern = rf"{_SEPARATED}{_POUNDS} in {re.escape(year)}(?=,| and |\.)"
        phrases.append(
            Phrase(
                pattern=re.compile(pattern),
                of="the savings in all",
                columns=((year, pounds),),
                whole=whole,
            )
        )
    return Facts(
        right=right,
        kinds=(
            TableKind(
                first=frozenset(("council",)),
                rows=councils,
                columns=_columns({year: (year, pounds) for year in years}),
            ),
        ),
        descriptions=tuple(phrases),
    )


def _scoring_facts(scoring: Scoring, pack: Pack) -> Facts:
    """The bands, the steps of the scales and the meanings of the arrows."""
    words, right = pack.vocabulary, dict[Key, Value]()
    for band in scoring.bands:
        of = f"the band {band.letter}"
        right |= {
            (of, "word"): one_line(band.word),
            (of, "meaning"): one_line(band.meaning) or None,
        }
        right |= {(of, "lowest score"): band.lowest, (of, "highest score"): _ends(band, scoring)}
        right[of, "scores"] = f"{band.lowest} to {band.highest}"
    for name, scale in (("impact", scoring.impact), ("likelihood", scoring.likelihood)):
        for step in scale:
            right[f"step {step.score}", name] = one_line(step.word)
            right[f"step {step.score}", f"meaning of {name}"] = one_line(step.meaning) or None
    arrows = {trend_label(trend): f"the arrow {trend_label(trend)[0]}" for trend in TRENDS}
    right |= {
        (of, "meaning"): one_line(getattr(pack.settings.trend, trend.value))
        for of, trend in zip(arrows.values(), TRENDS, strict=True)
    }
    bands = {"Band": ("word", prose), "Word": ("word", prose), "Meaning": ("meaning", prose)}
    if scoring.has_limits:
        bands |= {"Scores": ("scores", prose), "Lowest score": ("lowest score", number)}
        bands["Highest score"] = ("highest score", number)
    steps = {
        str(step.score): f"step {step.score}" for step in (*scoring.impact, *scoring.likelihood)
    }
    scales = [
        TableKind(
            first=frozenset(("score",)),
            rows=steps,
            known=ANYTHING,
            title=f"{words[name]} scale".casefold(),
            columns=_columns({"Word": (name, prose), "Meaning": (f"meaning of {name}", prose)}),
        )
        for name in ("impact", "likelihood")
    ]
    return Facts(
        right=right,
        kinds=(
            TableKind(
                first=frozenset(("letter",)),
                rows={band.letter: f"the band {band.letter}" for band in scoring.bands},
                columns=_columns(bands),
            ),
            TableKind(
                first=frozenset(("score",)),
                rows=steps,
                known=REFERENCE,
                columns=_columns({words[name]: (name, prose) for name in ("impact", "likelihood")}),
            ),
            *scales,
            TableKind(
                first=frozenset(("arrow", "trend")),
                rows=arrows | {label[0]: of for label, of in arrows.items()},
                columns=_columns({"Risk score": ("meaning", prose), "Meaning": ("meaning", prose)}),
            ),
        ),
    )


def _meeting_facts(meetings: tuple[PastMeeting, ...]) -> Facts:
    days: dict[str, set[date]] = {}
    for each in meetings:
        days.setdefault(one_line(each.meeting), set()).add(each.date)
    return Facts(
        right={(of, "date"): frozenset(held) for of, held in days.items()},
        kinds=(
            TableKind(
                first=frozenset(("council meeting", "meeting")),
                rows=dict(zip(days, days, strict=True)),
                columns={"date": (("date", day),)},
            ),
        ),
    )


def _ends(band: Band, scoring: Scoring) -> Value:
    """The highest score as pack.yaml has it, or the one below the next band."""
    lowest = band.lowest or 0
    above = [each.lowest for each in scoring.bands if each.lowest and each.lowest > lowest]
    following = min(above, default=(top_score(scoring) or band.highest or 0) + 1)
    ends = {rounded(following - 1), rounded(following - 0.01)}
    return frozenset(ends | ({band.highest} if band.highest else set()))


def _settings_facts(settings: PackSettings) -> Facts:
    """The roles, and the name of the period."""
    titles, initials = (
        _once(one_line(getattr(role, name)) for role in settings.roles)
        for name in ("title", "initials")
    )
    right: dict[Key, Value] = {}
    for role in settings.roles:
        told = {
            each: one_line(getattr(role, each)) or None for each in ("title", "initials", "holder")
        }
        for of in (f"the role {one_line(role.title)}", f"the initials {one_line(role.initials)}"):
            right |= {(of, name): value for name, value in told.items()}
    held = {"Name, Position": ("holder", prose), "Held by": ("holder", prose)}
    right["the pack", "period"] = one_line(settings.period.name)
    named = (("period", prose),)
    return Facts(
        right=right,
        phrases=[
            Phrase(pattern=re.compile(pattern), of="the pack", columns=named)
            for pattern in (r"^Period: (.+)$", r"^The papers for (.+) are attached\.")
        ],
        kinds=(
            TableKind(
                first=frozenset(("key role", "role")),
                rows={title: f"the role {title}" for title in titles},
                columns=_columns(held | {"Initials": ("initials", prose)}),
            ),
            TableKind(
                first=frozenset(("initials",)),
                rows={each: f"the initials {each}" for each in initials},
                columns=_columns(held | {"Role": ("title", prose), "Key role": ("title", prose)}),
            ),
        ),
    )
