"""Builds settings from YAML, with every mistake at its line at once."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from generator.findings import Finding
from generator.model.scoring import Settings
from generator.readers.cells.parsed import quoted
from generator.readers.settings_rules import KEY_MISSING, KEY_UNKNOWN, VALUE_WRONG
from generator.readers.text_findings import text_findings
from generator.readers.yaml_text import Path, YamlText

S = TypeVar("S", bound=Settings)
_KINDS = {
    "string_type": "a text",
    "int_type": "a whole number",
    "bool_type": "true or false",
    "date_type": "a date such as 2024-04-25",
    "date_from_datetime_inexact": "a date such as 2024-04-25",
    "date_parsing": "a date such as 2024-04-25",
    "tuple_type": "a list",
    "list_type": "a list",
    "dict_type": "a mapping of keys to values",
    "model_type": "a mapping of keys to values",
    "model_attributes_type": "a mapping of keys to values",
}


def build_settings(kind: type[S], yaml: YamlText, findings: list[Finding]) -> S | None:
    """The settings of a YAML file; None, with findings, where they do not stand."""
    findings += yaml.findings
    if yaml.value is None:
        if not yaml.findings:
            findings.append(VALUE_WRONG.at(yaml.at(()), "the file is empty"))
        return None
    try:
        settings = kind.model_validate(yaml.value)
    except ValidationError as problems:
        found = problems.errors()
        findings += [_finding(kind, each, yaml) for each in found if not _follows(each, found)]
        said = {tuple(each["loc"]) for each in found}
        findings += [
            finding for path, finding in _unholdable(yaml.value, (), yaml) if path not in said
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


def _follows(problem: Any, others: list[Any]) -> bool:
    """Whether a list is too short only since its entries are wrong."""
    length = len(problem["loc"])
    return problem["type"] == "too_short" and any(
        len(other["loc"]) > length and other["loc"][:length] == problem["loc"] for other in others
    )


def _finding(kind: type[BaseModel], problem: Any, yaml: YamlText) -> Finding:
    path: Path = tuple(problem["loc"])
    place = yaml.at(path)
    name = _dotted(path)
    if problem["type"] == "extra_forbidden":
        near = difflib.get_close_matches(str(path[-1]), _keys_beside(kind, path), n=1)
        hint = f"; did you mean {near[0]}" if near else ""
        return KEY_UNKNOWN.at(place, f"{name} is not known{hint}")
    if problem["type"] == "missing":
        return KEY_MISSING.at(place, f"{name} is missing")
    if problem["type"] in _KINDS:
        seen = f"{name} should be {_KINDS[problem['type']]}, but is {_shown(problem['input'])}"
        remedy = None
        if problem["type"] == "string_type" and problem["input"] is not None:
            remedy = "Put the value in quotes, so that it is taken as a text."
        return VALUE_WRONG.at(place, seen, remedy)
    if problem["type"] == "string_too_long":
        long, most = len(problem["input"]), problem["ctx"]["max_length"]
        seen = f"{name} has {long:,} characters, and {most} at most find room"
        return VALUE_WRONG.at(place, seen, "Shorten the text.")
    if problem["type"] == "string_too_short":
        return VALUE_WRONG.at(place, f"{name} should not be empty")
    if problem["type"] == "too_short":
        return VALUE_WRONG.at(place, f"{name} should have an entry at least")
    message = str(problem["msg"]).removeprefix("Value error, ").rstrip(".")
    message = message[:1].lower() + message[1:]
    seen = f"{name}: {message}" if name else message
    if not isinstance(problem["input"], (dict, tuple)) and problem["type"] != "value_error":
        seen += f", but is {_shown(problem['input'])}"
    return VALUE_WRONG.at(place, seen)


def _dotted(path: Path) -> str:
    """A path as people read it: documents[2].name, counted from 1."""
    text = ""
    for part in path:
        text += f"[{part + 1}]" if isinstance(part, int) else f".{part}" if text else str(part)
    return text


def _shown(value: Any) -> str:
    if value is None:
        return "empty"
    if isinstance(value, dict):
        return "a mapping of keys to values"
    return "a list" if isinstance(value, tuple) else quoted(value)


def _keys_beside(kind: type[BaseModel], path: Path) -> list[str]:
    """The keys that are known where an unknown one stands."""
    model: Any = kind
    for part in path[:-1]:
        if isinstance(part, int):
            continue
        field = model.model_fields.get(part) if _is_model(model) else None
        model = _model_within(field.annotation) if field else None
    return list(model.model_fields) if _is_model(model) else []


def _is_model(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, BaseModel)


def _model_within(annotation: Any) -> Any:
    """The settings within `X | None` or `tuple[X, ...]`."""
    if _is_model(annotation):
        return annotation
    found = (_model_within(part) for part in getattr(annotation, "__args__", ()))
    return next((part for part in found if part is not None), None)
