"""What frames a paper: whose it is, for which meeting, its appendices and background papers."""

from __future__ import annotations

from generator.content.narrative_figures import compose_section
from generator.content.nodes import LogoPicture
from generator.content.printed_values import count_of, day_of, slashed_day_of
from generator.content.template_records import (
    AppendixLine,
    Author,
    DocumentFacts,
    MeetingFacts,
    PackFacts,
    PastMeetingLine,
    ReportFacts,
)
from generator.model.pack import Pack
from generator.settings.pack_settings import DocumentSettings


def compose_pack(pack: Pack, *_: object) -> PackFacts:
    """The programme, its councils, its period and the logo."""
    settings, logo = pack.settings, pack.house_style.logo
    return PackFacts(
        logo=LogoPicture(data=pack.logo, alt=logo.alt) if pack.logo and logo else "",
        programme=settings.programme,
        council=settings.councils[0],
        councils=settings.councils,
        period=settings.period.name,
        as_of=day_of(settings.as_of),
        marking=settings.marking,
    )


def compose_meeting(pack: Pack, *_: object) -> MeetingFacts | None:
    """The meeting, and the running header that names it; None where the pack has no meeting."""
    meeting = pack.settings.meeting
    if meeting is None:
        return None
    day = day_of(meeting.date)
    header = f"{meeting.committee.upper()} – {day}"
    return MeetingFacts(committee=meeting.committee, date=day, header=header)


def compose_document(pack: Pack, document: DocumentSettings, *_: object) -> DocumentFacts:
    """The document's own title, its label, and the section that it prints as its body."""
    body = pack.narrative.get(document.narrative or "")
    return DocumentFacts(
        title=document.title,
        label=appendix_label(document),
        body=compose_section(pack, document, body) if body else (),
    )


def appendix_label(document: DocumentSettings) -> str:
    """ "Appendix 1", or "" for what is no appendix."""
    return "" if document.appendix is None else f"Appendix {document.appendix}"


def compose_report(pack: Pack, *_: object) -> ReportFacts | None:
    """Title block and end matter; None where the pack has no report.

    Where there are no background papers, the list says "None".
    """
    report = pack.settings.report
    if report is None:
        return None
    author = report.author
    appendices = sorted(
        (document for document in pack.settings.documents if document.appendix is not None),
        key=lambda document: document.appendix or 0,
    )
    return ReportFacts(
        title=report.title,
        report_of=report.report_of,
        author=Author(name=author.name, title=author.title, phone=author.phone, email=author.email),
        appendices=tuple(
            AppendixLine(label=appendix_label(each), title=each.listed_as or each.title)
            for each in appendices
        ),
        background_papers=report.background_papers or ("None",),
        numbered_headings=report.numbered_headings,
        subject_history_years=count_of(report.subject_history_years),
    )


def compose_subject_history(pack: Pack, *_: object) -> tuple[PastMeetingLine, ...]:
    """The meetings that considered the subject, in the order of the input."""
    return tuple(
        PastMeetingLine(meeting=past.meeting, date=slashed_day_of(past.date))
        for past in pack.subject_history
    )
