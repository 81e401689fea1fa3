"""Divides what a Word file holds into sections: by its highest headings, or by files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.findings import Finding, Location, rule
from generator.inputs.files.file_refused import FileRefused
from generator.inputs.narrative.word_entries import Entry, first_line, read_entries
from generator.inputs.narrative.word_parts import shortened
from generator.inputs.narrative.written_marks import with_levels
from generator.model.narrative import NarrativeSection

NO_SECTIONS, UNPRINTED, TITLE = rule("PACK-06"), rule("NARR-17"), rule("NARR-26")


def read_word_sections(
    data: bytes, file: str, key: str, findings: list[Finding]
) -> tuple[NarrativeSection, ...]:
    """The sections of a Word file: one of this key, or for "" one under each highest heading.

    None, with a finding, where the file cannot be read.
    """
    try:
        entries = read_entries(data)
    except FileRefused as refusal:
        findings.append(refusal.finding(file))
        return ()
    for at in _titles(entries, has_sections=not key):
        entry, entries[at] = entries[at], entries[at].without_heading()
        if entry.key != key:
            place = Location(file=file, line=first_line(at), paragraph=entry.place)
            findings.append(TITLE.at(place, f'the title "{shortened(entry.text)}" is not printed'))
    if not key:
        return tuple(_divided(entries, file, findings))
    first = next((at for at, each in enumerate(entries) if not each.is_blank), None)
    if first is not None and entries[first].heading and entries[first].key == key:
        entries[first] = entries[first].without_heading()
    return (_section_of(key, file, entries, 0),)


def _titles(entries: Sequence[Entry], *, has_sections: bool) -> list[int]:
    """The entries that are the title: those in its style, and a first heading above all others."""
    found = [at for at, each in enumerate(entries) if each.is_title]
    headings = [(each.heading, at) for at, each in enumerate(entries) if each.heading]
    is_above = all(level > headings[0][0] for level, _ in headings[1:])
    if has_sections and len(headings) > 2 and is_above:
        found.append(headings[0][1])
    return found


def _divided(
    entries: list[Entry], file: str, findings: list[Finding]
) -> Iterator[NarrativeSection]:
    """A section under each heading of the highest level."""
    highest = min((each.heading for each in entries if each.heading), default=0)
    starts = [at for at, each in enumerate(entries) if highest and each.heading == highest]
    if not starts:
        remedy = "In Word, give the heading of each section the style Heading 1."
        seen = f"{file} has no heading, so it has no sections"
        findings.append(NO_SECTIONS.at(Location(file=file), seen, remedy))
        return
    before = [at for at in range(starts[0]) if not entries[at].is_blank]
    for at in before[:1]:
        place = Location(file=file, line=first_line(at), paragraph=entries[at].place)
        remedy = "Put it under a heading, or delete it."
        seen = "no document prints the text before the first heading"
        findings.append(UNPRINTED.at(place, seen, remedy))
    for start, end in zip(starts, [*starts[1:], len(entries)], strict=True):
        heading, *others = entries[start:end]
        yield _section_of(heading.key, file, [heading.without_heading(), *others], start)


def _section_of(key: str, file: str, entries: Sequence[Entry], start: int) -> NarrativeSection:
    """The section of some entries of a file, the first of which is number `start`."""
    blocks = (block for entry in entries for block in entry.blocks)
    return NarrativeSection(
        key=key,
        text="\n\n".join(entry.text for entry in entries),
        file=file,
        line=first_line(start),
        blocks=tuple(with_levels(blocks)),
        paragraphs=tuple(entry.place for entry in entries),
    )
