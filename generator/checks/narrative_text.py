"""Checks of what the documents print: Markdown, figures, tables, charts, sections, columns."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.evidence import Evidence, check, texts_within
from generator.checks.likeness import did_you_mean
from generator.findings import Finding, Location, rule
from generator.model.narrative import (
    NarrativeSection,
    Placement,
    PrintedText,
    ProseBlock,
    ProseTable,
    Unsupported,
)

# The templates have styles for so many: List Bullet, List Bullet 2 and List Bullet 3.
DEEPEST_LIST = 3
_LINK = re.compile(r"^(https?://[^\s/]+\S*|mailto:\S+@\S+)$", re.IGNORECASE)
_BRACES = re.compile(r"\{\{[^{}]{0,60}(?:\}\})?|\{%[^{}]{0,60}(?:%\})?")
_REFERENCE = re.compile(r"\{\{\s*(table|chart)\.(\w+)")
Key = tuple[str, str]


@check
def check_markdown(evidence: Evidence) -> Iterator[Finding]:
    """Everything in the printed sections is something that a report can show."""
    for section in _sections(evidence):
        for block in section.blocks:
            where = section.at(block.line)
            match block:
                case Unsupported(kind="markdown"):
                    yield rule("NARR-03").at(where, block.seen, block.remedy or None)
                case Unsupported(kind="review"):
                    yield rule("NARR-25").at(where, block.seen)
                case Unsupported(kind="braces"):
                    yield rule("NARR-13").at(where, block.seen)
                case Unsupported(kind="taken"):
                    seen = f"Markdown would take {block.seen} away"
                    yield rule("NARR-21").at(where, seen)
                case Unsupported(kind="unclosed"):
                    yield rule("NARR-22").at(where, block.seen)
                case Unsupported(kind="underscores"):
                    yield rule("NARR-24").at(where, block.seen)
                case ProseTable(caption=()):
                    yield rule("NARR-04").at(where, rule("NARR-04").example)
                case ProseBlock(kind="bullet" | "numbered_item") if block.level > DEEPEST_LIST:
                    seen = f"a list is {block.level} levels deep, and Word has {DEEPEST_LIST}"
                    yield rule("NARR-03").at(where, seen)
                case ProseBlock(kind="heading") if block.level != block.written_level:
                    yield _heading_finding(section, block)
        yield from _bad_links(section)


def _sections(evidence: Evidence) -> Iterator[NarrativeSection]:
    """Every printed section once, though several documents print it."""
    printed = [section for each in evidence.printed for section in each.sections]
    yield from {(each.file, each.line): each for each in printed}.values()


def _heading_finding(section: NarrativeSection, heading: ProseBlock) -> Finding:
    text = "".join(run.text for run in heading.text)
    marks, wanted = "#" * heading.written_level, "#" * heading.level
    if section.paragraphs:
        marks, wanted = f"on level {heading.written_level}", f"on level {heading.level}"
    seen = (
        f'the heading "{text}" skips a level: counted from the highest heading of the section it '
        f"is {marks}, but it can be {wanted} at most; it is printed so"
    )
    return rule("NARR-19").at(section.at(heading.line), seen)


def _bad_links(section: NarrativeSection) -> Iterator[Finding]:
    links = {
        (run.line, run.link): None for text in section.texts() for run in text if run.link
    }  # a link of several formats is several runs
    for line, link in links:
        if not _LINK.match(link):
            seen = f"the link {link} is not a web or mail address"
            yield rule("NARR-12").at(section.at(line), seen)


@check
def check_placeholders(evidence: Evidence) -> Iterator[Finding]:
    """Every figure, filter and reference in double braces is known."""
    found: dict[Finding, None] = {}
    for printed in evidence.printed:
        for section in printed.sections:
            for run in section.placeholders():
                reason = printed.unprintable.get(run.text)
                is_lost = printed.unknown.intersection(re.findall(r"\w+", run.text))
                if reason and not is_lost:
                    seen, remedy = reason
                    found[rule("NARR-01").at(section.at(run.line), seen, remedy or None)] = None
    yield from found


@check
def check_insertions(evidence: Evidence) -> Iterator[Finding]:
    """Each table and chart is inserted where it can be, once; references lead to it."""
    found: dict[Finding, None] = {}
    for printed in evidence.printed:
        places: dict[Key, Location] = {}
        for section in printed.sections:
            for block in section.blocks:
                if isinstance(block, Placement):
                    found |= dict.fromkeys(_insertion_findings(block, section, printed, places))
        found |= dict.fromkeys(_reference_findings(printed, places))
        found |= dict.fromkeys(_chart_findings(evidence, printed, places))
    yield from found


def _insertion_findings(
    block: Placement, section: NarrativeSection, printed: PrintedText, places: dict[Key, Location]
) -> Iterator[Finding]:
    """What is wrong with one line; `places` gets its place."""
    where = section.at(block.line)
    if block.kind not in ("table", "chart"):
        seen = f"{block.written} is neither [Table: …] nor [Chart: …]"
        yield rule("NARR-02").at(where, seen)
    elif not block.is_alone:
        seen = f"{block.written} has other text beside it, so it cannot insert anything"
        remedy = "Put it in a paragraph of its own, with a blank line before and after it."
        yield rule("NARR-02").at(where, seen, remedy)
    elif block.key not in printed.insertable:
        if not _is_lost(block.name, printed):
            seen = _unknown(block.written, block.kind, block.name, printed)
            yield rule("NARR-02").at(where, seen)
    elif block.key in places:
        first = places[block.key]
        line = first.paragraph or f"line {first.line}"
        seen = f"{block.written} is already on {line} of {first.file}"
        yield rule("NARR-14").at(where, seen)
    else:
        places[block.key] = where


def _is_lost(name: str, printed: PrintedText) -> bool:
    """Whether the input that would give a table or chart could not be read."""
    key = name.replace("-", "_")
    return any(key.startswith(word.removesuffix("s")) for word in printed.unknown)


def _unknown(written: str, kind: str, name: str, printed: PrintedText) -> str:
    known = sorted(each for of, each in printed.insertable if of == kind)
    has = ", ".join(known) or "none"
    return f"{written} is not a {kind} of this pack; it has {has}{did_you_mean(name, known)}"


def _written(key: Key) -> str:
    return f"[{key[0].capitalize()}: {key[1]}]"


def _reference_findings(printed: PrintedText, places: dict[Key, Location]) -> Iterator[Finding]:
    for section in printed.sections:
        for run in section.placeholders():
            reference = _REFERENCE.match(run.text)
            key = (reference[1], reference[2].replace("_", "-")) if reference else ("", "")
            if printed.insertable.get(key) and key not in places:
                seen = (
                    f"{printed.document.file_name} refers to {run.text}, but has no line "
                    f"{_written(key)}"
                )
                yield rule("NARR-15").at(section.at(run.line), seen)


def _chart_findings(
    evidence: Evidence, printed: PrintedText, places: dict[Key, Location]
) -> Iterator[Finding]:
    """The charts that pack.yaml lists for a document are those that its narrative inserts."""
    document = printed.document
    settings = evidence.at(f"{evidence.path_of(document)}.charts")
    for name in document.charts:
        if ("chart", name) not in printed.insertable:
            if not printed.unknown:
                yield rule("NARR-02").at(settings, _unknown(name, "chart", name, printed))
        elif ("chart", name) not in places:
            line = _written(("chart", name))
            seen = f"{document.file_name} lists the chart {name}, but no text of it has {line}"
            yield rule("NARR-16").at(settings, seen)
    for (kind, name), where in places.items():
        if kind == "chart" and name not in document.charts:
            seen = f"[Chart: {name}] prints nothing, because {document.file_name} does not list it"
            remedy = f"Add the chart to the document in pack.yaml, or delete the line: {name}."
            yield rule("NARR-16").at(where, seen, remedy)


@check
def check_template_parts(evidence: Evidence) -> Iterator[Finding]:
    """The pack has every part that the templates of its documents print."""
    for printed in evidence.printed:
        document = printed.document
        for key in printed.missing:
            fields = evidence.settings.fields if key.startswith("fields.") else ()
            hint = did_you_mean(key, (f"fields.{name}" for name in fields))
            seen = f"{document.file_name} prints {key}, but pack.yaml has no {key}{hint}"
            yield rule("TMPL-01").at(evidence.at(evidence.path_of(document)), seen)


@check
def check_blank_appendices(evidence: Evidence) -> Iterator[Finding]:
    """A document that prints one section does not print a blank one."""
    for printed in evidence.printed:
        sections = evidence.pack.narrative_of(printed.document)
        section = sections.get(printed.document.narrative or "")
        if section and not section.text.strip():
            seen = f"{printed.document.file_name} prints the section {section.key}, which is blank"
            yield rule("NARR-18").at(section.at(section.line), seen)


@check
def check_unused_sections(evidence: Evidence) -> Iterator[Finding]:
    """Some document prints each section; asked only where all Word documents were looked into."""
    pack = evidence.pack
    wanted = [document for document in pack.settings.documents if document.template]
    if not wanted or len(evidence.printed) < len(wanted):
        return
    used = {name for printed in evidence.printed for name in printed.names}
    shown = {(each.file, each.line) for printed in evidence.printed for each in printed.sections}
    for part, sections in (("narrative", pack.narrative), ("implications", pack.implications)):
        names = [name.partition(".")[2] for name in used if name.startswith(f"{part}.")]
        for section in sections.values():
            if (section.file, section.line) not in shown:
                hint = did_you_mean(section.key, names)
                seen = f"no document prints the section {section.key}{hint}"
                yield rule("NARR-17").at(section.at(section.line), seen)


@check
def check_settings_braces(evidence: Evidence) -> Iterator[Finding]:
    """No text of pack.yaml holds a placeholder: only the narrative's are filled in."""
    for path, text in texts_within(evidence.settings):
        if found := _BRACES.search(text):
            seen = f"{path} holds {found[0]}, which would be printed as it is"
            yield rule("NARR-23").at(evidence.at(path), seen)


@check
def check_unprinted(evidence: Evidence) -> Iterator[Finding]:
    """Every filled column is printed by some document."""
    for column in evidence.unprinted:
        heading = " ".join(column.heading.split())
        number = f"{column.filled} value{'' if column.filled == 1 else 's'}"
        seen = f"no document prints '{heading}' ({number})"
        yield rule("COL-13").at(column.location, seen, value=heading, cause="printed nowhere")
