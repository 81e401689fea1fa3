"""What is wrong in a section of the narrative, told line by line from its text alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from generator.content.narrative_rules import (
    HALF_WRITTEN,
    UNKNOWN_NAME,
    UNKNOWN_PLACE,
    UNSUPPORTED,
)
from generator.content.narrative_sources import PLACE, Sources, place_key
from generator.content.placeholders import PLACEHOLDER, UnknownName, spans_of
from generator.findings import Finding, Location
from generator.model.programme import NarrativeSection

_OPENED = re.compile(r"(?<!\\)(\{\{|\{%|\{#).{0,40}")
_CLOSED = re.compile(r"(\}\}|%\})")
_INLINE_PLACE = re.compile(r"\[(?:Table|Chart):\s*[\w -]+\](?!\()", re.IGNORECASE)
_OTHER_PLACE = re.compile(r"^\[(?P<kind>\w+):\s*(?P<name>[\w -]+)\]$")
_UNSUPPORTED = {
    "a comment stands in the text": re.compile(r"<!--"),
    "HTML stands in the text": re.compile(r"</?[A-Za-z][A-Za-z0-9]*(?:\s[^<>]*)?/?>"),
    "text is struck through": re.compile(r"~~\S.*?~~"),
    "a box to tick stands in the text": re.compile(r"^\s*[-*+]\s+\[[ xX]\]\s"),
    "the mark of two versions stands in the text": re.compile(r"^(?:<{7}|>{7})(?:\s|$)"),
}


def check_lines(section: NarrativeSection, sources: Sources) -> Iterator[Finding]:
    """Every finding that needs no Markdown parser, in the order of the lines."""
    lines = section.text.split("\n")
    for index, line in enumerate(lines):
        where = Location(file=section.file, line=section.line + index)
        yield from _placeholders(line, where, sources)
        yield from _half_written(line, where)
        yield from _unsupported(line, where)
        yield from _places(lines, index, where, sources)


def _placeholders(line: str, where: Location, sources: Sources) -> Iterator[Finding]:
    for match in PLACEHOLDER.finditer(line):
        if sources.doubtful.intersection(re.findall(r"\w+", match[0])):
            continue
        try:
            spans_of(match[0], sources.figures, sources.numbered)
        except UnknownName as problem:
            yield UNKNOWN_NAME.at(where, str(problem))


def _half_written(line: str, where: Location) -> Iterator[Finding]:
    rest = PLACEHOLDER.sub("", line)
    opened = _OPENED.search(rest)
    if opened:
        yield HALF_WRITTEN.at(where, f"{opened[0].strip()} is not closed, or is no figure")
    elif "\\{" not in rest and (closed := _CLOSED.search(rest)):
        yield HALF_WRITTEN.at(where, f"{closed[0]} closes what was never opened")


def _unsupported(line: str, where: Location) -> Iterator[Finding]:
    for seen, pattern in _UNSUPPORTED.items():
        if pattern.search(line):
            yield UNSUPPORTED.at(where, seen)


def _places(
    lines: Sequence[str], index: int, where: Location, sources: Sources
) -> Iterator[Finding]:
    line = lines[index].strip()
    place = PLACE.match(line)
    if place is None:
        yield from _misplaced(line, where)
    elif not _stands_alone(lines, index):
        seen = f"{line} stands among other lines; it needs a blank line before and after it"
        yield UNKNOWN_PLACE.at(where, seen, "Part it from the text by blank lines.")
    elif place_key(place) not in sources.places and not _is_doubtful(place_key(place), sources):
        yield _unknown_place(where, place, sources)


def _misplaced(line: str, where: Location) -> Iterator[Finding]:
    other = _OTHER_PLACE.match(line)
    inline = _INLINE_PLACE.search(line)
    if other and other["kind"].lower() not in ("table", "chart"):
        seen = f"{line} is neither [Table: …] nor [Chart: …]"
        yield UNKNOWN_PLACE.at(where, seen)
    elif inline:
        seen = f"{inline[0]} stands within a line, where no table or chart can stand"
        yield UNKNOWN_PLACE.at(where, seen, "Give it a paragraph of its own, or take it out.")


def _stands_alone(lines: Sequence[str], index: int) -> bool:
    around = (*lines[max(index - 1, 0) : index], *lines[index + 1 : index + 2])
    return not any(line.strip() for line in around)


def _is_doubtful(key: tuple[str, str], sources: Sources) -> bool:
    name = key[1].replace("-", "_")
    return any(name.startswith(word.removesuffix("s")) for word in sources.doubtful)


def _unknown_place(where: Location, place: re.Match[str], sources: Sources) -> Finding:
    kind = place["kind"].lower()
    known = sorted(name for each, name in sources.places if each == kind)
    has = f"it has {', '.join(known)}" if known else "it has none"
    return UNKNOWN_PLACE.at(where, f"{place[0]} is not a {kind} of this pack; {has}")
