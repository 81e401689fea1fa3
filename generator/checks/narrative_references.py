"""Checks of what the narrative refers to by number, and of the sections that templates print."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.evidence import Evidence, check
from generator.findings import Finding, rule
from generator.model.narrative import (
    NarrativeSection,
    Placement,
    ProseBlock,
    ProsePicture,
    ProseTable,
)
from generator.model.pack import Pack

_APPENDIX = re.compile(
    r"\bAppendi(?:x|ces)\s+([A-HJ-Z]\b|\d{1,2})"
    r"(?:\s*(?:,|and|&|to|-|–)\s*([A-HJ-Z]\b|\d{1,2}))?"
)
# "Table 2 of the strategy" is in another paper.
_NUMBERED = re.compile(
    r"\b(Table|Figure|Chart)\s+(\d{1,2})\b(?!\s*(?:of|in)\s+the\s+\w+\s+(?:report|strategy))"
)
_PARAGRAPH = re.compile(r"\b[Pp]ara(?:graph)?s?\.?\s+(\d{1,2}\.\d{1,2}(?:\.\d+)?)")
_ASKED = re.compile(
    r"\b(?:is|are) (?:asked|recommended|requested|invited) to\b|\brecommended (?:that|to)\b",
    re.IGNORECASE,
)


@check
def check_appendices(evidence: Evidence) -> Iterator[Finding]:
    """Each appendix that the text names by number is a document of the pack."""
    numbers = {
        str(each.appendix) for each in evidence.settings.documents if each.appendix is not None
    }
    for line, location in evidence.prose:
        for found in _APPENDIX.finditer(line):
            for number in filter(None, found.groups()):
                if number not in numbers:
                    has = f"Appendix {' and '.join(sorted(numbers))}" if numbers else "none"
                    seen = f"the text names Appendix {number}, but the pack has {has}"
                    yield rule("NARR-05").at(location, seen, value=found[0])


@check
def check_numbers(evidence: Evidence) -> Iterator[Finding]:
    """Each table or figure named by a typed number can exist; no paragraph is named so."""
    there = _count_captions(evidence)
    for line, location in evidence.prose:
        for found in _NUMBERED.finditer(line):
            kind = "table" if found[1] == "Table" else "figure"
            if int(found[2]) > there[kind] or int(found[2]) == 0:
                noun = kind if there[kind] == 1 else f"{kind}s"
                seen = f"the text names {found[0]}, but it has {there[kind]} {noun}"
                yield rule("NARR-06").at(location, seen, value=found[0])
        for found in _PARAGRAPH.finditer(line):
            seen = f"the text names paragraph {found[1]}, but Word numbers the paragraphs"
            yield rule("NARR-06").at(location, seen, value=found[0])


def _count_captions(evidence: Evidence) -> dict[str, int]:
    """How many tables and figures the sections have. One line may insert several tables."""
    shown: dict[tuple[str, str], int] = {}
    for printed in evidence.printed:
        for key, captions in printed.insertable.items():
            shown[key] = max(captions, shown.get(key, 0))
    there = {"table": 0, "figure": 0}
    for block in (block for section in evidence.sections() for block in section.blocks):
        if isinstance(block, ProseTable):
            there["table"] += 1
        elif isinstance(block, ProsePicture):
            there["figure"] += bool(block.caption)
        elif isinstance(block, Placement):
            there["figure" if block.kind == "chart" else "table"] += shown.get(block.key, 1)
    return there


@check
def check_mentions(evidence: Evidence) -> Iterator[Finding]:
    """Each appendix is mentioned in some text, where the pack has a narrative."""
    pack = evidence.pack
    if not pack.narrative or "implications" in _unread(pack):
        return
    said = "\n".join(section.text for section in evidence.sections())
    named = {number for found in _APPENDIX.finditer(said) for number in found.groups() if number}
    for number, document in enumerate(pack.settings.documents):
        if document.appendix is None or str(document.appendix) in named:
            continue
        drawn = "appendix." + re.sub(r"\W+", "_", document.name)
        if drawn not in said:
            seen = f"no text mentions Appendix {document.appendix} ({document.title})"
            yield rule("NARR-07").at(evidence.at(f"documents.{number}.appendix"), seen)


def _unread(pack: Pack) -> frozenset[str]:
    """The texts that the pack names and that could not be read, which is a finding already."""
    inputs = pack.settings.inputs
    named = {"narrative": inputs.narrative, "implications": inputs.implications}
    read = {"narrative": pack.narrative, "implications": pack.implications}
    return frozenset(room for room, file in named.items() if file and not read[room])


@check
def check_sections(evidence: Evidence) -> Iterator[Finding]:
    """Each section that a template prints is there and not empty."""
    pack = evidence.pack
    for printed in evidence.printed:
        document = printed.document
        narrative = pack.narrative_of(document)
        rooms = {"narrative": narrative, "implications": pack.implications}
        if document.texts and not any(
            key.startswith(f"{document.texts}/") for key in pack.narrative
        ):
            continue  # its own texts could not be read
        for name in sorted(printed.required):
            room, _, key = name.rpartition(".")
            sections = rooms.get(room or "narrative", {})
            section = sections.get(key)
            if (room or "narrative") in _unread(pack):
                continue
            if section is None:
                source = "implications do" if room == "implications" else "narrative does"
                seen = (
                    f"{document.file_name} prints the section {key}, but the {source} not have it"
                )
                yield rule("NARR-08").at(evidence.at(evidence.path_of(document)), seen)
            elif not re.search(r"\w", section.text):
                seen = f"{document.file_name} prints the section {key}, which is empty"
                yield rule("NARR-08").at(section.at(section.line), seen)


@check
def check_recommendation(evidence: Evidence) -> Iterator[Finding]:
    """A report to a meeting asks it to agree or note something."""
    pack = evidence.pack
    if pack.settings.report is None or pack.settings.meeting is None or not pack.narrative:
        return
    if not any(_recommends(section) for section in evidence.sections()):
        yield rule("NARR-09").at(evidence.at("report"), "no section has a recommendation")


def _recommends(section: NarrativeSection) -> bool:
    headings = (
        "".join(run.text for run in block.text)
        for block in section.blocks
        if isinstance(block, ProseBlock) and block.kind == "heading"
    )
    named = any("recommend" in text.lower() for text in (section.key, *headings))
    return named or _ASKED.search(section.text) is not None
