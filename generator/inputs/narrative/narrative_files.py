"""Reads the files of the narrative: Markdown and Word; the implications from YAML."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePath, PurePosixPath

from generator.characters import TEXT_TOO_LONG, text_fault
from generator.findings import Finding, Location, rule
from generator.inputs.files.regular_files import MOST_TEXT
from generator.inputs.files.source_files import MOST_BYTES, SourceFiles
from generator.inputs.folders import is_section
from generator.inputs.narrative.markdown_blocks import parse_section
from generator.inputs.narrative.written_marks import section_key
from generator.model.narrative import LONGEST_PARAGRAPH, NarrativeSection
from generator.settings.validation import VALUE_WRONG, shown
from generator.settings.yaml import YamlFile

NARRATIVE_MISSING = rule("PACK-06")
SECTION_TWICE = rule("PACK-17")
PARAGRAPH_TOO_LONG = rule("TEXT-08")
_PARAGRAPH_END = re.compile(r"\n(?=[ \t]*(?:\n|[-*+>|#]|\d+[.)]))")
"""Where a paragraph of Markdown ends: at a blank line, an entry of a list, a row of a table."""


def read_narrative(
    name: str, files: SourceFiles, named_at: Location, findings: list[Finding]
) -> Mapping[str, NarrativeSection]:
    """The sections by key, from a folder with a file for each, or from one Word file.

    In a folder each file is a section of its name: in small letters, no ending, "_" for "-".
    """
    place = files.folder(name, named_at)
    if place is None:
        return {}
    found = sorted(path for path in place.iterdir() if is_section(path)) if place.is_dir() else []
    if not found and place.is_dir():
        seen = f"the folder {name} holds no .md or .docx file"
        findings.append(NARRATIVE_MISSING.at(named_at, seen))
    elif not found and not place.exists():
        findings.append(NARRATIVE_MISSING.at(named_at, f"there is no folder or file {name}"))
    sections: dict[str, NarrativeSection] = {}
    read: Iterable[NarrativeSection] = (
        section
        for path in found
        for section in _read_file(
            files.data_of(path, f"{name.strip('/')}/{path.name}", named_at, most=_most(path)),
            f"{name.strip('/')}/{path.name}",
            files,
            findings,
        )
    )
    if place.is_file():
        data = files.data(name, named_at, most=_most(place))
        read = _read_file(data, name, files, findings, in_folder=False)
    for section in read:
        if other := sections.get(section.key):
            said = PurePosixPath(section.file).name
            seen = f"{said} is the section {section.key}, as {other.file} is"
            findings.append(SECTION_TWICE.at(section.at(section.line), seen))
            continue
        findings += _text_findings(section)
        sections[section.key] = section
    return sections


def _most(path: PurePath) -> int:
    """How many bytes of a file are read: a Word file may hold pictures."""
    return MOST_TEXT if path.suffix.lower() == ".md" else MOST_BYTES


def _read_file(
    data: bytes | None,
    file: str,
    files: SourceFiles,
    findings: list[Finding],
    *,
    in_folder: bool = True,
) -> Iterable[NarrativeSection]:
    """The sections of a file: one in a folder, and one under each heading of a Word file alone."""
    path = PurePosixPath(file)
    if data is None:
        return ()
    if path.suffix.lower() == ".md":
        text = files.decoded(data, file)
        if text is None:
            return ()
        stripped = text.lstrip("\n")
        line = len(text) - len(stripped) + 1
        key = section_key(path.stem)
        return (parse_section(key=key, text=stripped.rstrip(), file=file, line=line),)
    from generator.inputs.narrative.word_sections import read_word_sections

    return read_word_sections(data, file, section_key(path.stem) if in_folder else "", findings)


def build_implications(yaml: YamlFile, findings: list[Finding]) -> Mapping[str, NarrativeSection]:
    """The implications by key, from a mapping of keys to Markdown text."""
    findings += yaml.findings
    if not isinstance(yaml.value, dict):
        if not yaml.findings:
            seen = "the file should hold keys, each with its text"
            findings.append(VALUE_WRONG.at(yaml.at(()), seen))
        return {}
    sections = {}
    for heading, text in yaml.value.items():
        place, key = yaml.at((heading,)), section_key(heading)
        if key in sections:
            findings.append(SECTION_TWICE.at(place, f"{heading} is the section {key} once more"))
        elif isinstance(text, str):
            line = yaml.blocks.get((heading,), place.line or 1)
            section = parse_section(key=key, text=text.strip(), file=yaml.file, line=line)
            findings += _text_findings(section)
            sections[key] = section
        else:
            seen = f"{heading} should be a text, but is {shown(text)}"
            findings.append(VALUE_WRONG.at(place, seen))
    return sections


def _text_findings(section: NarrativeSection) -> Iterator[Finding]:
    """What keeps a section out of a report."""
    for number, line in enumerate(section.text.split("\n"), start=section.line):
        fault = text_fault(line)
        if fault and fault[0] is not TEXT_TOO_LONG:  # a paragraph may be longer than a cell
            yield fault[0].at(section.at(number), fault[1])
    if len(section.text) <= LONGEST_PARAGRAPH:
        return
    begin = section.line
    for block in _PARAGRAPH_END.split(section.text):
        words = block.strip()
        if len(words) > LONGEST_PARAGRAPH:
            place = begin + block[: block.index(words)].count("\n")
            seen = f"the paragraph has {len(words):,} characters; {LONGEST_PARAGRAPH:,} are allowed"
            yield PARAGRAPH_TOO_LONG.at(section.at(place), seen)
        begin += block.count("\n") + 1
