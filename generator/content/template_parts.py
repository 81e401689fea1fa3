"""The parts of a Word template filled in: what frames a paper, the register, the action plan."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from generator.content import template_records as records
from generator.content.narrative_figures import compose_section
from generator.content.nodes import ColourName, FilePicture
from generator.content.printed_values import (
    PrintedValue,
    count_of,
    day_of,
    dotted_day_of,
    field_value,
    score_of_risk,
    slashed_day_of,
)
from generator.content.record_columns import PLAN_COLUMNS, RISK_COLUMNS
from generator.content.wording import ARROWS, EMPTY, cells_of
from generator.model import standing
from generator.model.actions import Action
from generator.model.pack import Pack
from generator.model.risks import Reading, Risk, Score
from generator.model.vocabulary import Vocabulary
from generator.settings.pack_settings import DocumentSettings, PackSettings
from generator.settings.registers import ActionPlanSettings, ActionStatus, TrendWords
from generator.settings.scoring import Band, Scoring


def compose_pack(pack: Pack, *_: object) -> records.PackFacts:
    """The programme, its councils, its period and the logo."""
    settings, logo = pack.settings, pack.house_style.logo
    return records.PackFacts(
        logo=FilePicture(data=pack.logo, alt=logo.alt) if pack.logo and logo else "",
        programme=settings.programme,
        council=settings.councils[0],
        councils=settings.councils,
        period=settings.period.name,
        as_of=day_of(settings.as_of),
        marking=settings.marking,
    )


def compose_fields(pack: Pack, *_: object) -> dict[str, PrintedValue | str]:
    """The council's own fields by name, each printed as its kind is."""
    return {name: field_value(field) for name, field in pack.settings.fields.items()}


def compose_meeting(pack: Pack, *_: object) -> records.MeetingFacts | None:
    """The meeting, and the running header that names it; None where the pack has no meeting."""
    meeting = pack.settings.meeting
    if meeting is None:
        return None
    day = day_of(meeting.date)
    header = f"{meeting.committee.upper()} – {day}"
    return records.MeetingFacts(committee=meeting.committee, date=day, header=header)


def compose_document(pack: Pack, document: DocumentSettings, *_: object) -> records.DocumentFacts:
    """The document's own title, its label, and the section that it prints as its body."""
    body = pack.narrative.get(document.narrative or "")
    return records.DocumentFacts(
        title=document.title,
        label=appendix_label(document),
        body=compose_section(pack, document, body) if body else (),
    )


def appendix_label(document: DocumentSettings) -> str:
    """ "Appendix 1", or "" for what is no appendix."""
    return "" if document.appendix is None else f"Appendix {document.appendix}"


def compose_report(
    pack: Pack, document: DocumentSettings, *_: object
) -> records.ReportFacts | None:
    """Title block and end matter, the document's own or the pack's; None where neither is.

    Where there are no background papers, the list says "None".
    """
    report = document.report or pack.settings.report
    if report is None:
        return None
    author = report.author
    appendices = sorted(
        (document for document in pack.settings.documents if document.appendix is not None),
        key=lambda document: document.appendix_place,
    )
    return records.ReportFacts(
        title=report.title,
        report_of=report.report_of,
        author=records.Author(
            name=author.name, title=author.title, phone=author.phone, email=author.email
        ),
        appendices=tuple(
            records.AppendixLine(label=appendix_label(each), title=each.listed_as or each.title)
            for each in appendices
        ),
        background_papers=report.background_papers or ("None",),
        numbered_headings=report.numbered_headings,
        subject_history_years=count_of(report.subject_history_years),
    )


def compose_subject_history(pack: Pack, *_: object) -> tuple[records.PastMeetingLine, ...]:
    """The meetings that considered the subject, in the order of the input."""
    return tuple(
        records.PastMeetingLine(meeting=past.meeting, date=slashed_day_of(past.date))
        for past in pack.subject_history
    )


# The register


def compose_register(pack: Pack, *_: object) -> records.RiskTable | None:
    """All risks; None where the pack has no register."""
    return risk_table(pack, pack.register.risks) if pack.register else None


def compose_opportunities(pack: Pack, *_: object) -> records.RiskTable | None:
    """The opportunities, which are no risks; None where the pack has no register."""
    return risk_table(pack, pack.register.opportunities) if pack.register else None


def compose_exceptions(pack: Pack, *_: object) -> records.RiskTable | None:
    """The risks of the exception log; None where the pack has no register."""
    return risk_table(pack, pack.exceptions) if pack.register else None


def risk_table(pack: Pack, risks: Iterable[Risk]) -> records.RiskTable:
    """What is printed above a table of risks, and a row for each risk."""
    settings = pack.settings.risk_register
    return records.RiskTable(
        project=settings.project if settings else pack.settings.programme,
        version_date=dotted_day_of(settings.version_date if settings else None),
        latest_date=dotted_day_of(settings.latest_date if settings else None),
        words=_words(pack.vocabulary),
        risks=tuple(_row(risk, pack.settings, pack.vocabulary) for risk in risks),
    )


def _words(words: Vocabulary) -> records.Words:
    """The words of what the register gives."""
    given = {*words.readings, "impact", "likelihood", *(["trend"] if words.has_trend else [])}
    return records.Words(
        **{name: word if name in given else "" for name, word in words.words.items()}
    )


def _row(risk: Risk, settings: PackSettings, words: Vocabulary) -> records.TemplateRecord:
    scoring = settings.scoring
    texts: dict[str, object] = {column.key: column.text(risk) for column in RISK_COLUMNS}
    texts |= {
        name: _reading(standing.reading_of(risk, name), scoring) for name in standing.READINGS
    }
    texts |= {
        "distance": _distance(standing.distance_to_target(risk), words["target"].lower()),
        "trend": _trend(risk, settings),
        "notes": tuple(map(str, risk.notes)) or (EMPTY,),
    }
    row: records.TemplateRecord = records.RiskRow(**texts)
    return row


def _reading(reading: Reading, scoring: Scoring | None) -> records.ReadingCells:
    band = standing.band_of(reading, scoring) if scoring else None
    return records.ReadingCells(
        impact=score_of_risk(reading.impact),
        likelihood=score_of_risk(reading.likelihood),
        score=score_of_risk(standing.score_of(reading)),
        letter=band.letter if band else EMPTY,
        word=band.word if band else EMPTY,
        colour=ColourName(name=band.colour_name if band else "none"),
    )


def _distance(distance: Score | None, target: str) -> str:
    """ "6 above target", "at target"."""
    if distance is None:
        return EMPTY
    if distance == 0:
        return f"at {target}"
    return f"{abs(distance)} {'above' if distance > 0 else 'below'} {target}"


def _trend(risk: Risk, settings: PackSettings) -> records.ArrowLine:
    """Arrow and word: one word, but what the key of arrows says where the pack words it itself."""
    trend = standing.trend_of(risk, settings.scoring)
    if trend is None:
        return records.ArrowLine(arrow=EMPTY, words="New" if risk.said_new else "Not known")
    own = str(getattr(settings.trend, trend.value))
    is_usual = own == getattr(TrendWords(), trend.value)
    words = trend.value.capitalize() if is_usual else own
    return records.ArrowLine(arrow=ARROWS[trend], words=words)


def compose_definitions(pack: Pack, *_: object) -> records.Definitions:
    """Scales, bands, key roles and the key of arrows."""
    settings, scoring = pack.settings, pack.settings.scoring
    return records.Definitions(
        scale=_scale(scoring) if scoring else (),
        bands=_bands(scoring) if scoring else (),
        roles=tuple(
            records.RoleLine(title=role.title, holder=role.holder or EMPTY, initials=role.initials)
            for role in settings.roles
        ),
        arrows=tuple(
            records.ArrowLine(arrow=ARROWS[trend], words=getattr(settings.trend, trend.value))
            for trend in (standing.TRENDS if pack.vocabulary.has_trend else ())
        ),
    )


def _scale(scoring: Scoring) -> tuple[records.ScaleStep, ...]:
    """A row for each step from 1 to the top of the longer scale."""
    impact = {point.score: point.word for point in scoring.impact}
    likelihood = {point.score: point.word for point in scoring.likelihood}
    return tuple(
        records.ScaleStep(
            score=score_of_risk(score),
            impact=impact.get(score, EMPTY),
            likelihood=likelihood.get(score, EMPTY),
        )
        for score in sorted({*impact, *likelihood})
    )


def _bands(scoring: Scoring) -> tuple[records.BandLine, ...]:
    return tuple(
        records.BandLine(
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
        return f"{band.lowest} to {band.highest}" if scoring.has_limits else EMPTY
    cells = cells_of(band, scoring)
    return f"Impact × likelihood: {cells}" if cells else EMPTY


# The action plan


def compose_action_plan(pack: Pack, *_: object) -> records.ActionPlanTable | None:
    """The whole plan, its statuses in the order of the key; None where the pack has none."""
    plan, settings = pack.action_plan, pack.settings.action_plan
    if plan is None or settings is None:
        return None
    counts = Counter(action.rag for action in plan.actions)
    key = tuple(_status(status) for status in settings.key)
    return records.ActionPlanTable(
        title=settings.title,
        updated=settings.updated,
        key=key,
        counts=tuple(
            records.StatusCount(**vars(line), number=count_of(counts[status.letter]))
            for line, status in zip(key, settings.key, strict=True)
        ),
        total=count_of(len(plan.actions)),
        actions=tuple(_action_row(action, settings) for action in plan.actions),
    )


def _status(status: ActionStatus) -> records.StatusLine:
    return records.StatusLine(
        label=status.letter or status.word,
        word=status.word,
        meaning=status.meaning,
        colour=ColourName(name=status.colour_name),
    )


def _action_row(action: Action, settings: ActionPlanSettings) -> records.TemplateRecord:
    status = next(each for each in settings.key if each.letter == action.rag)
    texts: dict[str, object] = {column.key: column.text(action) for column in PLAN_COLUMNS}
    texts |= {"progress": tuple(action.progress) or (EMPTY,), "rag": _status(status)}
    row: records.TemplateRecord = records.ActionRow(**texts)
    return row
