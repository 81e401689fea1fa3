"""Builds settings from YAML, with every mistake at its line at once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeVar

from msgspec import ValidationError

from generator.findings import Finding
from generator.inputs.text_findings import text_findings
from generator.settings.declaration import Settings, as_declared
from generator.settings.rules import VALUE_WRONG
from generator.settings.wrongs import wrongs
from generator.settings.yaml_text import Path, YamlText

S = TypeVar("S", bound=Settings)


def build_settings(kind: type[S], yaml: YamlText, findings: list[Finding]) -> S | None:
    """The settings of a YAML file; None, with findings, where they do not stand."""
    findings += yaml.findings
    if yaml.value is None:
        if not yaml.findings:
            findings.append(VALUE_WRONG.at(yaml.at(()), "the file is empty"))
        return None
    try:
        settings = as_declared(kind, yaml.value)
    except ValidationError:
        said = {finding.location for finding in yaml.findings}
        found = dict(wrongs(kind, yaml.value, yaml.at))
        findings += [finding for finding in found.values() if finding.location not in said]
        findings += [
            finding for path, finding in _unholdable(yaml.value, (), yaml) if path not in found
        ]
        return None
    findings += [finding for _, finding in _unholdable(yaml.value, (), yaml)]
    return settings if not yaml.findings else None


def _unholdable(value: Any, path: Path, yaml: YamlText) -> Iterator[tuple[Path, Finding]]:
    """The texts in a value that no document could hold, by their paths."""
    if isinstance(value, str):
        yield from ((path, finding) for finding in text_findings(value, yaml.at(path)))
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _unholdable(inner, (*path, key), yaml)
    elif isinstance(value, tuple):
        for number, inner in enumerate(value):
            yield from _unholdable(inner, (*path, number), yaml)
