"""What the message to the Programme Board says: the counts, what moved, the exceptions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from generator.content.figures import figures_of
from generator.content.nodes import ColourName
from generator.content.printed_values import (
    PrintedValue,
    count_of,
    day_of,
    printed_figure,
    score_of_risk,
)
from generator.content.template_parts import compose_action_plan, compose_fields, risk_table
from generator.content.wording import ARROWS, EMPTY, register_date, slug
from generator.model.pack import Pack
from generator.model.programme import KnownFigure
from generator.model.risks import Risk, Trend
from generator.model.standing import band_of, live_risks, reading_before, scores_of, trend_of
from generator.settings.addresses import Address, parse_address
from generator.settings.mail_settings import MailSettings
from generator.settings.scoring import Scoring

MOST_EXCEPTIONS = 50
MOST_MOVEMENTS = 20
"""A message is for reading: what goes beyond is in the attached log, and the message says so."""

_APART = ("exceptions", "opportunities")


@dataclass(frozen=True, kw_only=True)
class BoardMail:
    """The message before it is put into words by its templates.

    `attachments` are names of the pack's finished files. `context` is plain data, in which a
    `ColourName` may be used.
    """

    sender: Address
    to: tuple[Address, ...]
    cc: tuple[Address, ...]
    subject: str
    language: str
    as_of: date
    attachments: tuple[str, ...]
    context: Mapping[str, Any]


def compose_board_mail(pack: Pack, settings: MailSettings) -> BoardMail:
    """The message about a pack that has no errors."""
    marking = pack.settings.marking
    attachments = workbooks(pack) if settings.attach is None else settings.attach
    return BoardMail(
        sender=parse_address(settings.sender),
        to=tuple(parse_address(text) for text in settings.to),
        cc=tuple(parse_address(text) for text in settings.cc),
        subject=f"[{marking}] {settings.subject}" if marking else settings.subject,
        language=pack.settings.language,
        as_of=pack.settings.as_of,
        attachments=attachments,
        context=context_of(pack, settings, attachments),
    )


def workbooks(pack: Pack) -> tuple[str, ...]:
    """The file names of the pack's workbooks."""
    return tuple(each.file_name for each in pack.settings.documents if each.workbook)


def context_of(pack: Pack, settings: MailSettings, attachments: Sequence[str]) -> dict[str, Any]:
    """What the templates may draw on. A part that the pack does not have is an empty record."""
    titles = {each.file_name: each.title for each in pack.settings.documents}
    return {
        "marking": pack.settings.marking,
        "subject": settings.subject,
        "programme": pack.settings.programme,
        "council": pack.settings.councils[0],
        "period": pack.settings.period.name,
        "as_of": day_of(pack.settings.as_of),
        "language": pack.settings.language,
        "font": pack.house_style.font,
        "sender": parse_address(settings.sender).name,
        "fields": compose_fields(pack),
        "attachments": [{"file": name, "title": titles[name]} for name in attachments],
        "register": register_part(pack),
        "action_plan": compose_action_plan(pack) or {},
    }


def register_part(pack: Pack) -> dict[str, Any]:
    """Counts, movements and exceptions of the risk register, every count from the catalogue.

    Counts of movement are "" where the register tells none: a template must know every name.
    """
    if pack.register is None:
        return {}
    figures = figures_of(pack)
    counts = ("total", "open", "issues", "closed", "up", "unchanged", "down", *_APART)
    exceptions = pack.exceptions
    table = risk_table(pack, exceptions[:MOST_EXCEPTIONS])
    moved = movements(pack.register.risks, pack.settings.scoring)
    return {
        **{
            name: _printed(figures[f"risks.{name}"]) if f"risks.{name}" in figures else ""
            for name in counts  # no trend is known: up, unchanged and down say nothing
        },
        "words": table.words,
        "latest_date": table.latest_date,
        "dates": register_date(pack.settings),
        "bands": [
            {
                "letter": band.letter,
                "word": band.word,
                "number": _printed(figures[f"risks.{slug(band.word)}"]),
                "colour": ColourName(name=band.colour_name),
            }
            for band in reversed(pack.settings.scoring.bands if pack.settings.scoring else ())
        ],
        "moved": moved[:MOST_MOVEMENTS],
        "moved_besides": count_of(max(0, len(moved) - MOST_MOVEMENTS)),
        "listed": table.risks,
        "not_listed": count_of(max(0, len(exceptions) - MOST_EXCEPTIONS)),
    }


def movements(
    risks: Sequence[Risk], scoring: Scoring | None
) -> list[dict[str, str | PrintedValue]]:
    """The risks that moved and are not closed, those that went up first."""
    return [
        {
            "reference": risk.reference,
            "description": risk.description or EMPTY,
            "arrow": ARROWS[trend],
            "words": trend.value.capitalize(),
            "before": before,
            "after": after,
        }
        for trend in (Trend.INCREASED, Trend.DECREASED)
        for risk in live_risks(risks)
        if trend_of(risk, scoring) is trend
        for before, after in [_from_to(risk, scoring)]
    ]


def _from_to(risk: Risk, scoring: Scoring | None) -> list[str | PrintedValue]:
    """What a risk moved from and to: two scores, else two bands, else "" and ""."""
    readings = reading_before(risk), risk.latest
    scores = scores_of(readings)
    if len(scores) == 2:
        return [score_of_risk(score) for score in scores]
    bands = [band_of(each, scoring) if scoring else None for each in readings]
    return [each.word if each and bands[0] != bands[1] else "" for each in bands]


def _printed(figure: KnownFigure) -> str | PrintedValue:
    return printed_figure(figure.value, figure.text)
