"""Reads the narrative: a Markdown file for each section, and the implications from YAML."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from generator.findings import Finding, Location
from generator.inputs.files.source_files import SourceFiles
from generator.inputs.text_findings import prose_findings
from generator.model.programme import NarrativeSection
from generator.settings.rules import FOLDER_MISSING, SECTION_TWICE, VALUE_WRONG
from generator.settings.wrongs import shown
from generator.settings.yaml_text import YamlText


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
        findings += prose_findings(text, file, 1)
        key = _key(path.stem)
        if key in sections:
            seen = f"{path.name} is the section {key}, as {sections[key].file} is"
            findings.append(SECTION_TWICE.at(Location(file=file), seen))
            continue
        stripped = text.lstrip("\n")
        line = len(text) - len(stripped) + 1
        sections[key] = NarrativeSection(key=key, text=stripped.rstrip(), file=file, line=line)
    return sections


def _key(name: str) -> str:
    """A name as templates have it: "Other options" and "other-options" are other_options."""
    return re.sub(r"[\W_]+", "_", name.lower()).strip("_")


def _is_section(path: Path) -> bool:
    """Whether a file is a section; programs leave hidden files beside them."""
    return path.suffix.lower() == ".md" and not path.name.startswith((".", "~"))


def build_implications(yaml: YamlText, findings: list[Finding]) -> Mapping[str, NarrativeSection]:
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
            findings += prose_findings(text, yaml.file, line)
            sections[key] = NarrativeSection(key=key, text=text.strip(), file=yaml.file, line=line)
        else:
            seen = f"{heading} should be a text, but is {shown(text)}"
            findings.append(VALUE_WRONG.at(place, seen))
    return sections
