"""The risk register, its exception log and their definitions, as a Word template shows them."""

from __future__ import annotations

from collections.abc import Iterable

from generator.content.nodes import ColourName
from generator.content.printed_values import dotted_day_of, score_of_risk
from generator.content.record_columns import RISK_COLUMNS
from generator.content.standing_words import ARROWS, cells_of
from generator.content.template_records import (
    ArrowLine,
    BandLine,
    Definitions,
    ReadingCells,
    RiskRow,
    RiskTable,
    RoleLine,
    ScaleStep,
    TemplateRecord,
    Words,
)
from generator.content.wording import EMPTY
from generator.model.pack import Pack
from generator.model.risks import Reading, Risk, Trend
from generator.model.standing import (
    READINGS,
    TRENDS,
    band_of,
    distance_to_target,
    reading_of,
    score_of,
    trend_of,
)
from generator.model.vocabulary import Vocabulary
from generator.settings.pack_settings import PackSettings
from generator.settings.registers import TrendWords
from generator.settings.scoring import Band, Scoring

_TREND_WORDS = {
    Trend.INCREASED: "Increased",
    Trend.UNCHANGED: "Unchanged",
    Trend.DECREASED: "Decreased",
}


def compose_register(pack: Pack, *_: object) -> RiskTable | None:
    """All risks; None where the pack has no register."""
    return risk_table(pack, pack.register.risks) if pack.register else None


def compose_exceptions(pack: Pack, *_: object) -> RiskTable | None:
    """The risks of the exception log; None where the pack has no register."""
    return risk_table(pack, pack.exceptions) if pack.register else None


def risk_table(pack: Pack, risks: Iterable[Risk]) -> RiskTable:
    """What is printed above a table of risks, and a row for each risk."""
    settings = pack.settings.risk_register
    return RiskTable(
        project=settings.project if settings else pack.settings.programme,
        version_date=dotted_day_of(settings.version_date if settings else None),
        latest_date=dotted_day_of(settings.latest_date if settings else None),
        words=_words(pack.vocabulary),
        risks=tuple(_row(risk, pack.settings, pack.vocabulary) for risk in risks),
    )


def _words(words: Vocabulary) -> Words:
    """The words of what the register gives."""
    given = {*words.readings, "impact", "likelihood", *(["trend"] if words.has_trend else [])}
    return Words(**{name: word if name in given else "" for name, word in words.words.items()})


def _row(risk: Risk, settings: PackSettings, words: Vocabulary) -> TemplateRecord:
    scoring = settings.scoring
    texts: dict[str, object] = {column.key: column.text(risk) for column in RISK_COLUMNS}
    texts |= {name: _reading(reading_of(risk, name), scoring) for name in READINGS}
    texts |= {
        "distance": _distance(distance_to_target(risk), words["target"].lower()),
        "trend": _trend(trend_of(risk), settings.trend),
        "notes": tuple(map(str, risk.notes)) or (EMPTY,),
    }
    row: TemplateRecord = RiskRow(**texts)
    return row


def _reading(reading: Reading, scoring: Scoring | None) -> ReadingCells:
    band = band_of(reading, scoring) if scoring else None
    return ReadingCells(
        impact=score_of_risk(reading.impact),
        likelihood=score_of_risk(reading.likelihood),
        score=score_of_risk(score_of(reading)),
        letter=band.letter if band else EMPTY,
        word=band.word if band else EMPTY,
        colour=ColourName(name=band.colour_name if band else "none"),
    )


def _distance(distance: int | None, target: str) -> str:
    """ "6 above target", "at target"."""
    if distance is None:
        return EMPTY
    if distance == 0:
        return f"at {target}"
    return f"{abs(distance)} {'above' if distance > 0 else 'below'} {target}"


def _trend(trend: Trend | None, key: TrendWords) -> ArrowLine:
    """Arrow and word: one word, but what the key of arrows says where the pack words it itself."""
    if trend is None:
        return ArrowLine(arrow=EMPTY, words="Not known")
    own = str(getattr(key, trend.value))
    words = _TREND_WORDS[trend] if own == getattr(TrendWords(), trend.value) else own
    return ArrowLine(arrow=ARROWS[trend], words=words)


def compose_definitions(pack: Pack, *_: object) -> Definitions:
    """Scales, bands, key roles and the key of arrows."""
    settings, scoring = pack.settings, pack.settings.scoring
    return Definitions(
        scale=_scale(scoring) if scoring else (),
        bands=_bands(scoring) if scoring else (),
        roles=tuple(
            RoleLine(title=role.title, holder=role.holder or EMPTY, initials=role.initials)
            for role in settings.roles
        ),
        arrows=tuple(
            ArrowLine(arrow=ARROWS[trend], words=getattr(settings.trend, trend.value))
            for trend in (TRENDS if pack.vocabulary.has_trend else ())
        ),
    )


def _scale(scoring: Scoring) -> tuple[ScaleStep, ...]:
    """A row for each step from 1 to the top of the longer scale."""
    impact = {point.score: point.word for point in scoring.impact}
    likelihood = {point.score: point.word for point in scoring.likelihood}
    return tuple(
        ScaleStep(
            score=score_of_risk(score),
            impact=impact.get(score, EMPTY),
            likelihood=likelihood.get(score, EMPTY),
        )
        for score in sorted({*impact, *likelihood})
    )


def _bands(scoring: Scoring) -> tuple[BandLine, ...]:
    return tuple(
        BandLine(
            letter=band.letter,
            word=band.word,
            scores=_scores(band, scoring),
            meaning=band.meaning or EMPTY,
            colour=ColourName(name=band.colour_name),
        )
        for band in scoring.bands
    )


def _scores(band: Band, scoring: Scoring) -> str:
    """ "1 to 5", or where the pack bands by cell the cells."""
    if not scoring.matrix:
        return f"{band.lowest} to {band.highest}"
    cells = cells_of(band, scoring)
    return f"Impact × likelihood: {cells}" if cells else EMPTY
