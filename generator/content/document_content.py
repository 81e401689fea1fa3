"""What a document shows, which inputs it is made from, and which errors stop it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from generator.content.narrative_figures import Unprintable, fill_in, fillings_for
from generator.content.nodes import Properties, WordContent
from generator.content.template_context import ANY_INPUT, Names, parts_used, printed_sections
from generator.findings import Finding, Location, Severity
from generator.inputs.folders import COUNCIL_FILE
from generator.model.narrative import Placement, PrintedText
from generator.model.pack import Pack
from generator.settings.input_files import InputFile
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
        *printed_sections(pack, "narrative", document, names).values(),
        *printed_sections(pack, "implications", document, names).values(),
    ]
    unprintable = {}
    for written in {run.text for section in sections for run in section.placeholders()}:
        try:
            fill_in(written, fillings)
        except Unprintable as reason:
            unprintable[written] = str(reason), reason.remedy
    needed = [part.needs for part in parts_used(names).values() if part.needs]
    own = {"report"} if document.report else set()
    missing = [key for key in dict.fromkeys(needed) if not (key in own or _has(pack, key))]
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
        unknown=_unread_figures(pack, findings),
    )


def _has(pack: Pack, key: str) -> bool:
    value: object = pack.settings
    for part in key.split("."):
        value = getattr(value, part)
    return value is not None


def _unread_figures(pack: Pack, findings: tuple[Finding, ...]) -> frozenset[str]:
    """The first words of the figures of inputs that have an error, or could not be opened.

    What cannot be opened has its error where pack.yaml names it.
    """
    failed = [each.location for each in findings if each.severity is Severity.ERROR]
    files = {location.file for location in failed}
    return frozenset(
        word
        for name, word in FIGURES_OF_INPUT.items()
        if (source := getattr(pack.settings.inputs, name)) is not None
        and (source.file in files or pack.settings_at(f"inputs.{name}.file") in failed)
    )


# Inputs

_FIRST_WORD = re.compile(r"\W*(\w+)")


def inputs_of(pack: Pack, document: DocumentSettings, names: Names) -> frozenset[str]:
    """The paths of the sources, below the pack's folder, that a document is made from.

    `names` are the names that its template uses; a workbook uses none. Every document is made from
    the settings and the house style too.
    """
    made_from = {part.made_from for part in parts_used(names).values()}
    if document.narrative or ANY_INPUT in made_from:
        return frozenset(source.path for source in pack.sources)
    if document.workbook:
        made_from.add(document.workbook.replace("-", "_"))
    return frozenset(
        source.path for source in pack.sources if _input(pack, source.path) in ("", *made_from)
    )


def _input(pack: Pack, path: str) -> str:
    """The key below `inputs` of a source; "" for the settings and the house style."""
    inputs = pack.settings.inputs
    if path == COUNCIL_FILE:
        return ""
    if path.startswith("../"):  # of the period before only the register is read
        return "" if path.endswith("/pack.yaml") else "risk_register"
    for name in (inputs.narrative, *(document.texts for document in pack.settings.documents)):
        narrative = (name or "").strip("/")
        if narrative and (path == narrative or path.startswith(f"{narrative}/")):
            return "narrative"
    files = {value.file: key for key, value in inputs if isinstance(value, InputFile)}
    return files.get(path, "")


def errors_that_stop(
    pack: Pack,
    documents: Iterable[DocumentSettings],
    printed: Iterable[PrintedText],
    errors: Iterable[Finding],
) -> tuple[Finding, ...]:
    """The errors that are about one of the documents.

    They are in pack.yaml, in the house style, or in an input that a document shows. `printed` is
    what the Word documents print.
    """
    by_document = {id(each.document): each for each in printed}
    parts = [(document, by_document.get(id(document))) for document in documents]
    return tuple(
        error
        for error in errors
        if any(_stops(pack, document, shown, error) for document, shown in parts)
    )


def _stops(
    pack: Pack, document: DocumentSettings, printed: PrintedText | None, error: Finding
) -> bool:
    path, keys = error.location.file, _inputs_shown(document, printed)
    if path in ("pack.yaml", COUNCIL_FILE):
        return _settings_stop(pack, document, error.location, keys)
    key = _input(pack, path)
    if key not in ("narrative", "implications"):
        return key == "" or key in keys
    own = {section.file for section in printed.sections} if printed else set()
    known = {each.file for each in (*pack.narrative.values(), *pack.implications.values())}
    # A file that could not be read is no section: it may be any.
    return path in own or (path not in known and bool(own))


def _inputs_shown(document: DocumentSettings, printed: PrintedText | None) -> frozenset[str]:
    """The keys below `inputs` of what a document shows: its parts, figures, tables and charts."""
    if document.workbook:
        return frozenset({document.workbook.replace("-", "_")})
    if printed is None:  # its template does not work, which stops it anyway
        return frozenset()
    parts = parts_used(printed.names)
    words = {name.replace("-", "_") for name in document.charts}
    for section in printed.sections:
        runs = section.placeholders()
        words |= {found[1] for run in runs if (found := _FIRST_WORD.match(run.text))}
        placed = (block for block in section.blocks if isinstance(block, Placement))
        words |= {block.name.replace("-", "_") for block in placed}
    figures = {
        key
        for key, word in FIGURES_OF_INPUT.items()
        # The table service_review_stages is of the reviews too.
        if "figures" in parts or any(name.startswith(word.removesuffix("s")) for name in words)
    }
    return frozenset({part.made_from for part in parts.values()} | figures)


def _settings_stop(
    pack: Pack, document: DocumentSettings, place: Location, keys: frozenset[str]
) -> bool:
    """Whether an error on a line of pack.yaml or council.yaml is about this document.

    It is not if the line is about other documents alone, or about inputs that it does not show.
    """
    paths = [path.split(".") for path, at in pack.settings_places.items() if at == place]
    own = str(pack.settings.documents.index(document))
    about = [
        path[1] in keys if path[0] == "inputs" else path[1] == own
        for path in paths
        if len(path) > 1 and path[0] in ("inputs", "documents")
    ]
    others = [path for path in paths if path[0] not in ("inputs", "documents")]
    return bool(others) or not about or any(about)
