"""What is wrong between a document and the sections of the narrative that it prints."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import get_close_matches

from generator.content.narrative_rules import (
    CHART_NOT_BORNE,
    PLACED_TWICE,
    REFERS_TO_NOTHING,
    SECTION_BLANK,
    SECTION_UNUSED,
    UNKNOWN_PLACE,
)
from generator.content.narrative_sources import PLACE, Sources, place_key
from generator.content.placeholders import PLACEHOLDER
from generator.findings import Finding, Location
from generator.model.pack import Pack
from generator.model.programme import NarrativeSection
from generator.settings.pack_settings import DocumentSettings

Key = tuple[str, str]
_REFERENCE = re.compile(r"\{\{\s*(table|chart)\.(\w+)")


def check_document(
    pack: Pack,
    document: DocumentSettings,
    sections: Sequence[NarrativeSection],
    sources: Sources,
) -> Iterator[Finding]:
    """Tables and charts have one place each, references lead to them, no appendix is blank."""
    places: dict[Key, Location] = {}
    for key, where in _placed(sections):
        if key in places:
            yield PLACED_TWICE.at(where, f"{_written(key)} stands already at {places[key]}")
        places.setdefault(key, where)
    yield from _references(document, sections, places, sources)
    yield from _charts(pack, document, places, sources)
    body = pack.narrative.get(document.narrative or "")
    if body is not None and not body.text.strip():
        seen = f"the section {body.key}, which {document.file_name} prints, is blank"
        yield SECTION_BLANK.at(Location(file=body.file, line=body.line), seen)


def _lines(sections: Sequence[NarrativeSection]) -> Iterator[tuple[str, Location]]:
    for section in sections:
        for number, line in enumerate(section.text.split("\n"), start=section.line):
            yield line, Location(file=section.file, line=number)


def _placed(sections: Sequence[NarrativeSection]) -> Iterator[tuple[Key, Location]]:
    for line, where in _lines(sections):
        place = PLACE.match(line.strip())
        if place:
            yield place_key(place), where


def _written(key: Key) -> str:
    return f"[{key[0].capitalize()}: {key[1]}]"


def _references(
    document: DocumentSettings,
    sections: Sequence[NarrativeSection],
    places: dict[Key, Location],
    sources: Sources,
) -> Iterator[Finding]:
    for line, where in _lines(sections):
        for placeholder in PLACEHOLDER.finditer(line):
            found = _REFERENCE.match(placeholder[0])
            if found is None:
                continue
            key = found[1], found[2].replace("_", "-")
            if sources.places.get(key) and key not in places:
                seen = f"{placeholder[0]} is drawn, but {document.file_name} has no line"
                yield REFERS_TO_NOTHING.at(where, f"{seen} {_written(key)}")


def _charts(
    pack: Pack, document: DocumentSettings, places: dict[Key, Location], sources: Sources
) -> Iterator[Finding]:
    """The charts that the settings list are those that the narrative places."""
    settings = pack.settings_at(f"documents.{pack.settings.documents.index(document)}.charts")
    known = sorted(name for kind, name in sources.places if kind == "chart")
    for name in document.charts:
        if name not in known and not sources.doubtful:
            has = ", ".join(known) or "none"
            yield UNKNOWN_PLACE.at(settings, f"{name} is not a chart of this pack; it has {has}")
        elif ("chart", name) not in places:
            seen = f"{document.file_name} lists the chart {name}, but no text of it has the line"
            yield CHART_NOT_BORNE.at(settings, f"{seen} {_written(('chart', name))}")
    for (kind, name), where in places.items():
        if kind == "chart" and name in known and name not in document.charts:
            seen = f"[Chart: {name}] prints nothing: {document.file_name} does not list it"
            yield CHART_NOT_BORNE.at(where, f"{seen} under charts")


def check_unused(pack: Pack, used: frozenset[str]) -> Iterator[Finding]:
    """Each section is printed by some document; `used` are names such as "narrative.summary"."""
    for room, sections in (("narrative", pack.narrative), ("implications", pack.implications)):
        wanted = [name.partition(".")[2] for name in used if name.startswith(f"{room}.")]
        for key, section in sections.items():
            if f"{room}.{key}" in used:
                continue
            near = get_close_matches(key, wanted, n=1)
            hint = f"; near it is {near[0]}" if near else ""
            where = Location(file=section.file, line=section.line)
            yield SECTION_UNUSED.at(where, f"no document prints the section {key}{hint}")
