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
_SAID = {
    "string_type": "{name} should be a text, but is {value}",
    "int_type": "{name} should be a whole number, but is {value}",
    "float_type": "{name} should be a number, but is {value}",
    "bool_type": "{name} should be true or false, but is {value}",
    "date_type": "{name} should be a date such as 2024-04-25, but is {value}",
    "tuple_type": "{name} should be a list, but is {value}",
    "dict_type": "{name} should be keys, each with its value, but is {value}",
    "model_type": "{name} should be keys, each with its value ({keys}), but is {value}",
    "literal_error": "{name} should be one of {choices}, but is {value}{meant}",
    "greater_than_equal": "{name} should be {ge} or more, but is {value}",
    "less_than_equal": "{name} should be {le} or less, but is {value}",
    "string_pattern_mismatch": "{name} is blank",
    "string_too_short": "{name} needs {min_length} or more letters, but is {value}",
    "string_too_long": "{name} has {count:,} letters; {max_length} fit. It begins {value}",
    "too_short": "{name} has {count} entries; it needs {min_length} or more",
    "value_error": "{name}: {error}",
}
"""What is said of a wrong value, by pydantic's type of the mistake."""
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
        remedy = f"Move the line below `{homes[0]}:`, indented by two more spaces."
        return f"{seen}; {key} belongs under {' or '.join(homes)}", remedy
    known = _keys(declared_at(model, mistake.path[:-1])[1])
    return f"{seen}; known are {_some(known)}", None


def _wrong(mistake: _Mistake) -> str:
    """What is said of a wrong value."""
    value, meant = mistake.value, _near_choice(mistake)
    return _SAID.get(mistake.kind, "{name} cannot be {value}").format(
        name=dotted(mistake.path),
        value=shown(value),
        count=len(value) if isinstance(value, (str, tuple)) else 0,
        keys=_some(_keys(mistake.declared)),
        choices=", ".join(_choices(mistake)),
        meant=f"; did you mean {meant}" if meant else "",
        **mistake.limits,
    )


def _fix(mistake: _Mistake, comment: str | None) -> str | None:
    """The line to write, where there is an example; `comment` is what is behind a #."""
    if comment:
        return f'# begins a comment. Put the value in quotation marks: `"#{comment}"`'
    meant = _TRUTH.get(str(mistake.value).lower()) if mistake.kind == "bool_type" else None
    if meant:
        return f"Write `{mistake.key}: {meant}`."
    if near := _near_choice(mistake):
        return f"Write `{near}`."
    return f"Write it as in this example: `{mistake.example}`" if mistake.example else None


def _choices(mistake: _Mistake) -> list[str]:
    return list(get_args(mistake.declared)) if mistake.kind == "literal_error" else []


def _near_choice(mistake: _Mistake) -> str:
    """The word of a Literal that a value is nearest to, "" for none."""
    wanted = str(mistake.value).lower()
    return next(iter(difflib.get_close_matches(wanted, _choices(mistake), n=1, cutoff=0.5)), "")


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
