"""What frames a paper: whose it is, for which meeting, its appendices and background papers."""

from __future__ import annotations

from typing import Any

from generator.content.nodes import LogoPicture
from generator.content.wording import long_date, slashed_date
from generator.model.pack import Pack
from generator.model.programme import PastMeeting
from generator.settings.pack_settings import DocumentSettings, Meeting, ReportSettings


def pack_context(pack: Pack) -> dict[str, Any]:
    """The programme, its councils and its period; the logo, "" where there is none."""
    settings, logo = pack.settings, pack.house_style.logo
    return {
        "logo": LogoPicture(data=pack.logo, alt=logo.alt) if pack.logo and logo else "",
        "programme": settings.programme,
        "council": settings.councils[0],
        "councils": list(settings.councils),
        "period": settings.period.name,
        "as_of": long_date(settings.as_of),
        "marking": settings.marking,
    }


def meeting_context(meeting: Meeting) -> dict[str, str]:
    """The meeting, and the running header that names it."""
    day = long_date(meeting.date)
    return {
        "committee": meeting.committee,
        "date": day,
        "header": f"{meeting.committee.upper()} – {day}",
    }


def document_context(document: DocumentSettings) -> dict[str, str]:
    """The document's own title, and "Appendix 1" where it is one."""
    return {"title": document.title, "label": appendix_label(document)}


def appendix_label(document: DocumentSettings) -> str:
    """ "Appendix 1", or "" for what is no appendix."""
    return "" if document.appendix is None else f"Appendix {document.appendix}"


def report_context(
    report: ReportSettings, documents: tuple[DocumentSettings, ...]
) -> dict[str, Any]:
    """Title block and end matter. No background papers are said to be "None"."""
    appendices = sorted(
        (document for document in documents if document.appendix is not None),
        key=lambda document: document.appendix or 0,
    )
    return {
        "title": report.title,
        "report_of": report.report_of,
        "author": {
            "name": report.author.name,
            "title": report.author.title,
            "phone": report.author.phone,
            "email": report.author.email,
        },
        "appendices": [
            {"label": appendix_label(document), "title": document.listed_as or document.title}
            for document in appendices
        ],
        "background_papers": list(report.background_papers) or ["None"],
        "subject_history_years": str(report.subject_history_years),
    }


def subject_history_context(history: tuple[PastMeeting, ...]) -> list[dict[str, str]]:
    """The meetings that considered the subject, in the order of the input."""
    return [{"meeting": past.meeting, "date": slashed_date(past.date)} for past in history]
