"""All that a Word document shows, composed from the parts that its template uses."""

from __future__ import annotations

from generator.content.narrative_figures import Unprintable, fill_in, fillings_for
from generator.content.nodes import Properties, WordContent
from generator.content.template_context import Names, parts_used, printed_sections
from generator.findings import Finding, Severity
from generator.model.narrative import PrintedText
from generator.model.pack import Pack
from generator.settings.input_files import Inputs
from generator.settings.pack_settings import DocumentSettings

FIGURES_OF_INPUT = {
    "risk_register": "risks",
    "action_plan": "actions",
    "service_reviews": "service_reviews",
    "savings": "savings",
    "survey_counts": "survey",
    "survey_responses": "survey",
    "figures": "figures",
}
"""The first word of the names of the figures that each input gives."""


def compose_word(pack: Pack, document: DocumentSettings, *, names: Names) -> WordContent:
    """The content of a document of a pack that is free of errors.

    `names` are the names that the template uses; other parts are not composed. A part for which the
    pack has no input is left out, so that a template which asks for it is reported.
    """
    composed = {
        name: part.compose(pack, document, names) for name, part in parts_used(names).items()
    }
    return WordContent(
        properties=properties_of(pack, document),
        context={name: value for name, value in composed.items() if value is not None},
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


def printed_text(
    pack: Pack,
    document: DocumentSettings,
    names: Names,
    required: frozenset[str],
    findings: tuple[Finding, ...] = (),
) -> PrintedText:
    """What a document asks of the pack and prints of its narrative, for the checks.

    `required` are the sections and fields that the template cannot do without; `findings` are those
    of reading, which tell which inputs could not be read.
    """
    fillings = fillings_for(pack, document)
    if document.narrative:
        names |= {f"narrative.{document.narrative}"}
    sections = [
        *printed_sections(pack, "narrative", names).values(),
        *printed_sections(pack, "implications", names).values(),
    ]
    unprintable = {}
    for written in {run.text for section in sections for run in section.placeholders()}:
        try:
            fill_in(written, fillings)
        except Unprintable as reason:
            unprintable[written] = str(reason), reason.remedy
    needed = [part.needs for part in parts_used(names).values() if part.needs]
    missing = [key for key in dict.fromkeys(needed) if not _has(pack, key)]
    fields = {name for name in required if name.startswith("fields.")}
    missing += sorted(fields - {f"fields.{name}" for name in pack.settings.fields})
    return PrintedText(
        document=document,
        names=names,
        required=required - fields,
        missing=tuple(missing),
        sections=tuple(sections),
        insertable={key: len(blocks) for key, blocks in fillings.blocks.items()},
        unprintable=unprintable,
        unknown=_unread_figures(pack.settings.inputs, findings),
    )


def _has(pack: Pack, key: str) -> bool:
    value: object = pack.settings
    for part in key.split("."):
        value = getattr(value, part)
    return value is not None


def _unread_figures(inputs: Inputs, findings: tuple[Finding, ...]) -> frozenset[str]:
    failed = {each.location.file for each in findings if each.severity is Severity.ERROR}
    return frozenset(
        word
        for name, word in FIGURES_OF_INPUT.items()
        if (source := getattr(inputs, name)) is not None and source.file in failed
    )
