"""Builds settings from YAML; every mistake is a finding at its line, all of them at once."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple, TypeVar, get_args

from pydantic import ValidationError
from pydantic.fields import FieldInfo

from generator.characters import quoted, text_fault
from generator.findings import Finding, Rule, rule
from generator.settings.declaration import (
    Settings,
    declared_at,
    example_of,
    is_settings,
    models_within,
)
from generator.settings.yaml import Path, YamlFile

KEY_UNKNOWN = rule("PACK-03")
KEY_MISSING = rule("PACK-04")
VALUE_WRONG = rule("PACK-05")
S = TypeVar("S", bound=Settings)
_MOST_HOMES = 2
_WANTED = {
    "string_type": "a text",
    "int_type": "a whole number",
    "bool_type": "true or false",
    "date_type": "a date such as 2024-04-25",
    "tuple_type": "a list",
    "dict_type": "keys, each with its value",
}
"""What should stand there, by pydantic's type of the mistake."""
_TRUTH = {"yes": "true", "on": "true", "1": "true", "no": "false", "off": "false", "0": "false"}


def build_settings(kind: type[S], yaml: YamlFile, findings: list[Finding]) -> S | None:
    """The settings of a YAML file; None, with findings, where they cannot be built.

    A text that no document can hold is a finding too, but leaves the settings for further checks.
    """
    findings += yaml.findings
    if yaml.value is None:
        if not yaml.findings:
            remedy = "Fill it in; inputs/README.md shows a whole file."
            findings.append(VALUE_WRONG.at(yaml.at(()), "the file is empty", remedy))
        return None
    settings = None
    found: list[tuple[Path, Finding]] = []
    try:
        settings = kind.model_validate(yaml.value)
    except ValidationError as problem:
        found = list(_findings(kind, yaml, problem))
    wrong = {path for path, _ in found}
    found += [each for each in _text_faults(yaml.value, (), yaml) if each[0] not in wrong]
    said = {finding.location for finding in yaml.findings}
    findings += [finding for _, finding in found if finding.location not in said]
    return None if yaml.findings else settings


def _text_faults(value: Any, path: Path, yaml: YamlFile) -> Iterator[tuple[Path, Finding]]:
    """The texts in a value that no document can hold, by their paths."""
    if isinstance(value, str):
        if fault := text_fault(value):
            broken, seen = fault
            yield path, broken.at(yaml.at(path), seen)
        return
    parts = value.items() if isinstance(value, dict) else enumerate(value or ())
    for name, inner in parts:
        yield from _text_faults(inner, (*path, name), yaml)


class _Mistake(NamedTuple):
    """One mistake as pydantic reports it, and what is declared at its path, where anything is."""

    kind: str
    path: Path
    value: Any
    limits: Mapping[str, Any]
    field: FieldInfo | None
    declared: Any

    @property
    def key(self) -> str:
        """The last key of the path: for an entry of a list that of the list."""
        return next((part for part in reversed(self.path) if isinstance(part, str)), "")

    @property
    def names(self) -> str:
        """The keys of the path, dotted, without the numbers of entries."""
        return ".".join(part for part in self.path if isinstance(part, str))

    @property
    def example(self) -> str:
        """A line of YAML that would be right; "" where there is no example."""
        example = example_of(self.field) if self.field else ""
        return f"{self.key}: {example}" if example else ""


def _mistakes(model: type[Settings], problem: ValidationError) -> list[_Mistake]:
    return [
        _Mistake(
            error["type"],
            error["loc"],
            error["input"],
            error.get("ctx", {}),
            *declared_at(model, error["loc"]),
        )
        for error in problem.errors(include_url=False)
        # A list is also said to be too short where some of its entries are refused.
        if error["type"] != "too_short" or len(error["input"]) < error["ctx"]["min_length"]
    ]


def _findings(
    model: type[Settings], yaml: YamlFile, problem: ValidationError
) -> Iterator[tuple[Path, Finding]]:
    """Each mistake by its path; a misspelt key that must be there is one, not two."""
    mistakes = _mistakes(model, problem)
    missing = {each.path for each in mistakes if each.kind == "missing"}
    misplaced: set[str] = set()
    for each in mistakes:
        if each.kind == "extra_forbidden":
            wanted = [str(path[-1]) for path in missing if path[:-1] == each.path[:-1]]
            meant = _meant_key(model, each, wanted)
            homes = [] if meant else [home for home in _homes(model, each.key) if home]
            missing.discard((*each.path[:-1], meant))
            misplaced |= set(homes)
            yield each.path, _finding(KEY_UNKNOWN, each, yaml, *_unknown(model, each, meant, homes))
    for each in mistakes:
        if each.value is None and each.names in misplaced:
            continue  # its keys are there, but not below it
        if each.path in missing:
            remedy = f"Add to {dotted(each.path[:-1])}, with your own value: `{each.example}`"
            seen = f"{dotted(each.path)} is missing"
            yield each.path, _finding(KEY_MISSING, each, yaml, seen, remedy)
        elif each.kind not in ("missing", "extra_forbidden"):
            comment = yaml.comments.get(each.path)
            yield each.path, _finding(VALUE_WRONG, each, yaml, _wrong(each), _fix(each, comment))


def _finding(
    broken: Rule, mistake: _Mistake, yaml: YamlFile, seen: str, remedy: str | None
) -> Finding:
    """The finding; the same mistake in several entries of a list has one cause."""
    cause = f"{mistake.kind} {mistake.names}"
    return broken.at(yaml.at(mistake.path), seen, remedy, cause=cause)


def _meant_key(model: type[Settings], mistake: _Mistake, wanted: Sequence[str]) -> str:
    """The key that a misspelt one is nearest to, of those `wanted` first; "" for none."""
    plain = mistake.key.strip().lower().replace("-", "_").replace(" ", "_")
    known = _keys(declared_at(model, mistake.path[:-1])[1])
    near = difflib.get_close_matches(plain, wanted, n=1)
    return (near or difflib.get_close_matches(plain, known, n=1) or [""])[0]


def _unknown(
    model: type[Settings], mistake: _Mistake, meant: str, homes: Sequence[str]
) -> tuple[str, str | None]:
    """What is said of an unknown key, and what to do. `homes` are the keys that it may be below."""
    seen, key = f"{dotted(mistake.path)} is not a known key", mistake.key
    if meant:
        return f"{seen}; did you mean {meant}", f"Write `{meant}:` for `{key}:`."
    if 1 <= len(homes) <= _MOST_HOMES:
        remedy = f"Move the line below `{homes[0]}:`, two spaces further in."
        return f"{seen}; {key} belongs under {' or '.join(homes)}", remedy
    known = _keys(declared_at(model, mistake.path[:-1])[1])
    return f"{seen}; known are {_some(known)}", None


def _wrong(mistake: _Mistake) -> str:
    """What is said of a wrong value."""
    name, value, limits = dotted(mistake.path), shown(mistake.value), mistake.limits
    match mistake.kind:
        case "value_error":
            return f"{name}: {limits['error']}" if mistake.path else str(limits["error"])
        case "string_pattern_mismatch":
            return f"{name} is blank"
        case "too_short":
            least = limits["min_length"]
            return f"{name} has {len(mistake.value)} entries; it needs {least} or more"
        case "string_too_short":
            return f"{name} needs {limits['min_length']} or more letters, but is {value}"
        case "string_too_long":
            count, most = len(mistake.value), limits["max_length"]
            return f"{name} has {count:,} letters; {most} fit. It begins {value}"
        case "greater_than_equal":
            return f"{name} should be {limits['ge']} or more, but is {value}"
        case "less_than_equal":
            return f"{name} should be {limits['le']} or less, but is {value}"
        case "literal_error":
            choices = ", ".join(map(str, get_args(mistake.declared)))
            near = _near_choice(mistake)
            hint = f"; did you mean {near}" if near else ""
            return f"{name} should be one of {choices}, but is {value}{hint}"
    wanted = _WANTED.get(mistake.kind, "something else")
    if known := _keys(mistake.declared):
        wanted = f"keys, each with its value ({_some(known)})"
    return f"{name} should be {wanted}, but is {value}"


def _fix(mistake: _Mistake, comment: str | None) -> str | None:
    """The line to write, where there is an example; `comment` is what stands behind a #."""
    if comment:
        return f'# begins a comment. Put the value in quotation marks: `"#{comment}"`'
    meant = _TRUTH.get(str(mistake.value).lower()) if mistake.kind == "bool_type" else None
    if meant:
        return f"Write `{mistake.key}: {meant}`."
    if mistake.kind == "literal_error" and (near := _near_choice(mistake)):
        return f"Write `{near}`."
    return f"Write it as in this example: `{mistake.example}`" if mistake.example else None


def _near_choice(mistake: _Mistake) -> str:
    """The word of a Literal that a value is nearest to, "" for none."""
    choices = [str(each) for each in get_args(mistake.declared)]
    near = difflib.get_close_matches(str(mistake.value).lower(), choices, n=1, cutoff=0.5)
    return near[0] if near else ""


def _some(names: Sequence[str], most: int = 12) -> str:
    return ", ".join([*names[:most], *(["…"] if len(names) > most else [])])


def _keys(kind: Any) -> list[str]:
    return list(kind.model_fields) if is_settings(kind) else []


def _homes(model: type[Settings], key: str, home: str = "") -> Iterator[str]:
    """Where a key is declared, by the dotted path of the mapping around it."""
    for name, field in model.model_fields.items():
        if name == key:
            yield home
        for inner in models_within(field.annotation):
            yield from _homes(inner, key, f"{home}.{name}".strip("."))


def dotted(path: Path) -> str:
    """A path as people read it: documents[2].name, counted from 1."""
    text = "".join(f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in path)
    return text.lstrip(".") or "the file"


def shown(value: Any) -> str:
    """A value as its file has it, or in words."""
    if value is None:
        return "empty"
    if isinstance(value, dict):
        return "keys with values"
    return "a list" if isinstance(value, tuple) else quoted(value)
