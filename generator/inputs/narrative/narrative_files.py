"""Reads the files of the narrative: one Markdown file per section; the implications from YAML."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from generator.characters import TEXT_TOO_LONG, text_fault
from generator.findings import Finding, Location, rule
from generator.inputs.files.source_files import SourceFiles
from generator.inputs.narrative.markdown_blocks import parse_section
from generator.model.narrative import LONGEST_PARAGRAPH, NarrativeSection
from generator.settings.validation import VALUE_WRONG, shown
from generator.settings.yaml import YamlFile

FOLDER_MISSING = rule("PACK-06")
SECTION_TWICE = rule("PACK-17")
PARAGRAPH_TOO_LONG = rule("TEXT-08")
_PARAGRAPH_END = re.compile(r"\n(?=[ \t]*(?:\n|[-*+>|#]|\d+[.)]))")
"""Where a paragraph of Markdown ends: at a blank line, an entry of a list, a row of a table."""


def read_narrative(
    name: str, files: SourceFiles, named_at: Location, findings: list[Finding]
) -> Mapping[str, NarrativeSection]:
    """The sections by key: the file's name in small letters without its ending, "_" for "-"."""
    place = files.folder(name, named_at)
    if place is None:
        return {}
    found = sorted(path for path in place.iterdir() if _is_section(path)) if place.is_dir() else []
    if not found:
        what = "holds no .md file" if place.is_dir() else "does not exist"
        findings.append(FOLDER_MISSING.at(named_at, f"the folder {name} {what}"))
    sections: dict[str, NarrativeSection] = {}
    for path in found:
        file = f"{name.strip('/')}/{path.name}"
        data = files.data_of(path, file, named_at)
        text = None if data is None else files.decoded(data, file)
        if text is None:
            continue
        findings += _text_findings(text, file, 1)
        key = _key(path.stem)
        if key in sections:
            seen = f"{path.name} is the section {key}, as {sections[key].file} is"
            findings.append(SECTION_TWICE.at(Location(file=file), seen))
            continue
        stripped = text.lstrip("\n")
        line = len(text) - len(stripped) + 1
        sections[key] = parse_section(key=key, text=stripped.rstrip(), file=file, line=line)
    return sections


def _key(name: str) -> str:
    """A name as templates have it: "Other options" and "other-options" are other_options."""
    return re.sub(r"[\W_]+", "_", name.lower()).strip("_")


def _is_section(path: Path) -> bool:
    """Whether a file is a section; programs leave hidden files beside them."""
    return path.suffix.lower() == ".md" and not path.name.startswith((".", "~"))


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
        place, key = yaml.at((heading,)), _key(heading)
        if key in sections:
            findings.append(SECTION_TWICE.at(place, f"{heading} is the section {key} once more"))
        elif isinstance(text, str):
            line = yaml.blocks.get((heading,), place.line or 1)
            findings += _text_findings(text, yaml.file, line)
            sections[key] = parse_section(key=key, text=text.strip(), file=yaml.file, line=line)
        else:
            seen = f"{heading} should be a text, but is {shown(text)}"
            findings.append(VALUE_WRONG.at(place, seen))
    return sections


def _text_findings(text: str, file: str, first: int) -> Iterator[Finding]:
    """What keeps a text, whose first line is line `first` of its file, out of a report."""
    for number, line in enumerate(text.split("\n"), start=first):
        fault = text_fault(line)
        if fault and fault[0] is not TEXT_TOO_LONG:  # a paragraph may be longer than a cell
            yield fault[0].at(Location(file=file, line=number), fault[1])
    if len(text) <= LONGEST_PARAGRAPH:
        return
    begin = first
    for block in _PARAGRAPH_END.split(text):
        words = block.strip()
        if len(words) > LONGEST_PARAGRAPH:
            place = begin + block[: block.index(words)].count("\n")
            seen = f"the paragraph has {len(words):,} characters; {LONGEST_PARAGRAPH:,} are allowed"
            yield PARAGRAPH_TOO_LONG.at(Location(file=file, line=place), seen)
        begin += block.count("\n") + 1
