"""Everything that a Word template may draw on, composed for one document."""

from __future__ import annotations

from typing import Any

from generator.content.action_tables import action_plan_context
from generator.content.figures import figures_of
from generator.content.front_matter import (
    document_context,
    meeting_context,
    pack_context,
    report_context,
    subject_history_context,
)
from generator.content.narrative import check_section, read_blocks
from generator.content.narrative_documents import check_document
from generator.content.narrative_sources import Block, Sources
from generator.content.nodes import Properties, WordContent
from generator.content.placements import numbered_of, places_of
from generator.content.risk_tables import definitions_context, register_context
from generator.errors import TemplateError
from generator.findings import Finding, Severity
from generator.model.pack import Pack
from generator.model.programme import NarrativeSection
from generator.settings.input_files import Inputs
from generator.settings.pack_settings import DocumentSettings


def sources_for(
    pack: Pack, document: DocumentSettings, findings: tuple[Finding, ...] = ()
) -> Sources:
    """What the narrative of a document may draw on, given what is wrong with the inputs so far."""
    places = places_of(pack, document)
    return Sources(
        figures=figures_of(pack),
        places=places,
        numbered=numbered_of(places),
        doubtful=_doubtful(pack.settings.inputs, findings),
    )


_ROOMS = {
    "risk_register": "risks",
    "action_plan": "actions",
    "service_reviews": "service_reviews",
    "savings": "savings",
    "survey_counts": "survey",
    "survey_responses": "survey",
    "figures": "figures",
}
"""The first word of the names of the figures that each input gives."""


def _doubtful(inputs: Inputs, findings: tuple[Finding, ...]) -> frozenset[str]:
    failed = {f.location.file for f in findings if f.severity is Severity.ERROR}
    return frozenset(
        room
        for name, room in _ROOMS.items()
        if (source := getattr(inputs, name)) is not None and source.file in failed
    )


def check_narrative(
    pack: Pack,
    document: DocumentSettings,
    wanted: frozenset[str],
    findings: tuple[Finding, ...],
) -> tuple[Finding, ...]:
    """What is wrong in the sections that a document prints.

    `wanted` are the sections that its template names; `findings` what is wrong so far.
    """
    sources = sources_for(pack, document, findings)
    sections = _sections(pack, document, wanted)
    found = [finding for section in sections for finding in check_section(section, sources)]
    return (*found, *check_document(pack, document, sections, sources))


def compose_word(pack: Pack, document: DocumentSettings, *, wanted: frozenset[str]) -> WordContent:
    """The content of a document of a pack that is free of errors.

    `wanted` are the names that the template uses ("register.risks", "narrative.summary"); what it
    does not use is not composed. A part for which the pack has no input is left out too, so that a
    template which asks for it is told so.
    """
    sources = sources_for(pack, document)

    def blocks(section: NarrativeSection) -> list[Block]:
        return list(read_blocks(section, sources)[0])

    context = _parts(pack, document, {name.partition(".")[0] for name in wanted})
    context["figures"] = _tree({name: figure.text for name, figure in sources.figures.items()})
    for room, sections in (("narrative", pack.narrative), ("implications", pack.implications)):
        context[room] = {
            key: blocks(section) for key, section in sections.items() if f"{room}.{key}" in wanted
        }
    if document.narrative:
        context["document"]["body"] = blocks(_body(pack, document.narrative))
    return WordContent(properties=properties_of(pack, document), context=context)


def _parts(pack: Pack, document: DocumentSettings, wanted: set[str]) -> dict[str, Any]:
    settings = pack.settings
    parts: dict[str, Any] = {
        "pack": pack_context(pack),
        "document": document_context(document),
        "definitions": definitions_context(settings),
        "subject_history": subject_history_context(pack.subject_history),
    }
    if settings.meeting:
        parts["meeting"] = meeting_context(settings.meeting)
    if settings.report:
        parts["report"] = report_context(settings.report, settings.documents)
    if pack.register and "register" in wanted:
        parts["register"] = register_context(pack, pack.register.risks)
    if pack.register and "exception_log" in wanted:
        parts["exception_log"] = register_context(pack, pack.exceptions)
    if pack.action_plan and settings.action_plan and "action_plan" in wanted:
        parts["action_plan"] = action_plan_context(pack.action_plan, settings.action_plan)
    return parts


def _sections(
    pack: Pack, document: DocumentSettings, wanted: frozenset[str]
) -> list[NarrativeSection]:
    found = [
        section
        for room, sections in (("narrative", pack.narrative), ("implications", pack.implications))
        for key, section in sections.items()
        if f"{room}.{key}" in wanted
    ]
    body = pack.narrative.get(document.narrative or "")
    return [*found, *([body] if body else [])]


def _body(pack: Pack, key: str) -> NarrativeSection:
    if key in pack.narrative:
        return pack.narrative[key]
    known = ", ".join(sorted(pack.narrative)) or "none"
    raise TemplateError(
        f"pack.yaml names the narrative section {key}, which does not exist",
        f"Use one of these: {known}.",
    )


def properties_of(pack: Pack, document: DocumentSettings) -> Properties:
    """What the finished file says of itself. Its date is the pack's as-of date."""
    settings = pack.settings
    return Properties(
        title=document.title,
        subject=f"{settings.programme}, {settings.period.name}",
        author=settings.councils[0],
        language=settings.language,
        date=settings.as_of,
    )


def _tree(flat: dict[str, str]) -> dict[str, Any]:
    """ "survey.rochford.responses" as nested dictionaries, for `figures.survey.rochford.responses`.

    A name that is also the beginning of another ("a" and "a.b") keeps the longer one.
    """
    tree: dict[str, Any] = {}
    for name, text in sorted(flat.items()):
        *path, last = name.split(".")
        branch = tree
        for part in path:
            if not isinstance(branch.get(part), dict):
                branch[part] = {}
            branch = branch[part]
        branch.setdefault(last, text)
    return tree
