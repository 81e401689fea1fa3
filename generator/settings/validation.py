"""Builds settings from YAML; every mistake is a finding at its line, all of them at once."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from types import NoneType
from typing import Annotated, Any, NamedTuple, TypeVar, get_args, get_origin

from pydantic import ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from generator.characters import quoted, text_fault
from generator.findings import Finding, rule
from generator.settings.declaration import Settings
from generator.settings.yaml import Path, YamlFile

KEY_UNKNOWN = rule("PACK-03")
KEY_MISSING = rule("PACK-04")
VALUE_WRONG = rule("PACK-05")
S = TypeVar("S", bound=Settings)
_WANTED = {
    "string_type": "a text",
    "int_type": "a whole number",
    "bool_type": "true or false",
    "date_type": "a date such as 2024-04-25",
    "tuple_type": "a list",
    "dict_type": "keys, each with its value",
}
"""What should stand there, by pydantic's type of the mistake."""
_MOST_NAMED = 12


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
        found = list(_Mistakes(kind, yaml, problem).findings())
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
    """One mistake as pydantic reports it, with the field that it is about, if one is declared."""

    kind: str
    path: Path
    value: Any
    context: Mapping[str, Any]
    field: FieldInfo | None


class _Mistakes:
    """The mistakes of one file, each put into a finding."""

    def __init__(self, model: type[Settings], yaml: YamlFile, problem: ValidationError) -> None:
        self._model = model
        self._yaml = yaml
        self._all = [
            _Mistake(
                each["type"],
                each["loc"],
                each["input"],
                each.get("ctx", {}),
                _field_at(model, each["loc"]),
            )
            for each in problem.errors(include_url=False)
            if not _only_counts_refused_entries(each)
        ]

    def findings(self) -> Iterator[tuple[Path, Finding]]:
        """Each mistake by its path; a misspelt key that must be there is one, not two."""
        missing = {each.path: each for each in self._all if each.kind == "missing"}
        unknown = [each for each in self._all if each.kind == "extra_forbidden"]
        for each in unknown:
            meant = self._meant(each, missing)
            missing.pop((*each.path[:-1], meant), None)
            yield each.path, self._unknown(each, meant)
        for each in self._all:
            if each.kind == "missing" and each.path in missing:
                yield each.path, self._missing(each)
            elif each.kind not in ("missing", "extra_forbidden"):
                yield each.path, self._wrong(each)

    def _meant(self, mistake: _Mistake, missing: Mapping[Path, object]) -> str:
        """The key that a misspelt one is nearest to, of those missing first; "" for none."""
        around, key = mistake.path[:-1], str(mistake.path[-1])
        plain = key.strip().lower().replace("-", "_").replace(" ", "_")
        wanted = [str(path[-1]) for path in missing if path[:-1] == around]
        known = _keys_at(self._model, around)
        near = difflib.get_close_matches(plain, wanted, n=1)
        return (near or difflib.get_close_matches(plain, known, n=1) or [""])[0]

    def _unknown(self, mistake: _Mistake, meant: str) -> Finding:
        name, key = dotted(mistake.path), mistake.path[-1]
        remedy = None
        if meant:
            seen = f"{name} is not a known key; did you mean {meant}?"
            remedy = f"Write `{meant}:` for `{key}:`."
        elif homes := [home for home in _homes_of(self._model, str(key)) if home]:
            seen = f"{name} is not a known key; {key} belongs under {' or '.join(homes)}"
            remedy = f"Move the line below `{homes[0]}:`, two spaces further in."
        else:
            known = _keys_at(self._model, mistake.path[:-1])
            more = ", …" if len(known) > _MOST_NAMED else ""
            seen = f"{name} is not a known key; known are {', '.join(known[:_MOST_NAMED])}{more}"
        return self._finding(KEY_UNKNOWN, mistake, seen.rstrip("?"), remedy)

    def _missing(self, mistake: _Mistake) -> Finding:
        around = dotted(mistake.path[:-1])
        remedy = f"Add to {around}, with your own value: `{_example(mistake)}`"
        return self._finding(KEY_MISSING, mistake, f"{dotted(mistake.path)} is missing", remedy)

    def _wrong(self, mistake: _Mistake) -> Finding:
        name, context, value = dotted(mistake.path), mistake.context, mistake.value
        seen = ""
        match mistake.kind:
            case "value_error":
                seen = f"{name}: {context['error']}" if mistake.path else str(context["error"])
            case "too_short":
                seen = f"{name} has {len(value)} entries; it needs {context['min_length']} or more"
            case "string_too_short":
                seen = (
                    f"{name} needs {context['min_length']} or more letters, but is {shown(value)}"
                )
            case "string_too_long":
                fits = context["max_length"]
                seen = f"{name} has {len(value):,} letters; {fits} fit. It begins {shown(value)}"
            case "string_pattern_mismatch":
                seen = f"{name} is blank"
            case "greater_than_equal":
                seen = f"{name} should be {context['ge']} or more, but is {shown(value)}"
            case "less_than_equal":
                seen = f"{name} should be {context['le']} or less, but is {shown(value)}"
            case "literal_error":
                seen = self._not_a_choice(mistake)
            case kind:
                seen = f"{name} should be {self._wanted(kind, mistake)}, but is {shown(value)}"
        return self._finding(VALUE_WRONG, mistake, seen, self._remedy(mistake))

    def _not_a_choice(self, mistake: _Mistake) -> str:
        choices = [str(each) for each in _literals(mistake.field)]
        near = difflib.get_close_matches(str(mistake.value).lower(), choices, n=1, cutoff=0.5)
        hint = f"; did you mean {near[0]}" if near else ""
        wanted = f"one of {', '.join(choices)}"
        return f"{dotted(mistake.path)} should be {wanted}, but is {shown(mistake.value)}{hint}"

    def _wanted(self, kind: str, mistake: _Mistake) -> str:
        if kind in ("model_type", "model_attributes_type"):
            keys = _keys_at(self._model, mistake.path)
            return f"keys, each with its value ({', '.join(keys[:_MOST_NAMED])})"
        return _WANTED.get(kind, "something else")

    def _remedy(self, mistake: _Mistake) -> str | None:
        """The line to write, where the field has an example."""
        if comment := self._yaml.comments.get(mistake.path):
            return f'# begins a comment. Put the value in quotation marks: `"#{comment}"`'
        if mistake.kind == "bool_type" and str(mistake.value).lower() in ("yes", "y", "on", "1"):
            return f"Write `{mistake.path[-1]}: true`."
        if mistake.kind == "bool_type" and str(mistake.value).lower() in ("no", "n", "off", "0"):
            return f"Write `{mistake.path[-1]}: false`."
        example = _example(mistake)
        return f"Write it as in this example: `{example}`" if example else None

    def _finding(self, broken: Any, mistake: _Mistake, seen: str, remedy: str | None) -> Finding:
        """The finding; the same mistake in several entries of a list has one cause."""
        names = ".".join(str(part) for part in mistake.path if isinstance(part, str))
        place = self._yaml.at(mistake.path)
        finding: Finding = broken.at(place, seen, remedy, cause=f"{mistake.kind} {names}")
        return finding


def _only_counts_refused_entries(error: ErrorDetails) -> bool:
    """Whether a list is said to be too short only since some of its entries are refused."""
    return error["type"] == "too_short" and len(error["input"]) >= error["ctx"]["min_length"]


def _example(mistake: _Mistake) -> str:
    """A line of YAML that would be right, from the field's example; "" where it has none."""
    if mistake.field is None or not mistake.field.examples:
        return ""
    key = next((part for part in reversed(mistake.path) if isinstance(part, str)), "")
    return f"{key}: {mistake.field.examples[0]}"


def bare_type(annotation: Any) -> Any:
    """A type without its annotations, and without None."""
    while True:
        inner = get_args(annotation)
        if get_origin(annotation) is Annotated:
            annotation = inner[0]
        elif NoneType in inner:
            annotation = next(each for each in inner if each is not NoneType)
        else:
            return annotation


def _field_at(model: type[Settings], path: Path) -> FieldInfo | None:
    """The field of a path; for an entry of a list that of the list."""
    annotation: Any = model
    field = None
    for part in path:
        annotation = bare_type(annotation)
        if isinstance(annotation, type) and issubclass(annotation, Settings):
            field = annotation.model_fields.get(str(part))
            annotation = field.annotation if field else None
        elif get_origin(annotation) is tuple:
            annotation = get_args(annotation)[0]
        elif get_origin(annotation) is dict:
            annotation = get_args(annotation)[1]
        else:
            return None
    return field


def _keys_at(model: type[Settings], path: Path) -> list[str]:
    """The keys that a mapping may have; none where it is not declared."""
    field = _field_at(model, path)
    if path and field is None:
        return []
    annotation: Any = bare_type(field.annotation) if field else model
    while get_args(annotation):
        annotation = bare_type(get_args(annotation)[-1 if get_origin(annotation) is dict else 0])
    known = isinstance(annotation, type) and issubclass(annotation, Settings)
    return list(annotation.model_fields) if known else []


def _homes_of(model: type[Settings], key: str, home: str = "") -> Iterator[str]:
    """Where a key is declared, by the dotted path of the mapping around it."""
    for name, field in model.model_fields.items():
        if name == key:
            yield home
        for inner in models_within(field.annotation):
            yield from _homes_of(inner, key, f"{home}.{name}".strip("."))


def models_within(annotation: Any) -> Iterator[type[Settings]]:
    """The settings within a type such as tuple[Role, ...]."""
    if isinstance(annotation, type) and issubclass(annotation, Settings):
        yield annotation
    for inner in get_args(annotation):
        yield from models_within(inner)


def _literals(field: FieldInfo | None) -> tuple[Any, ...]:
    """The words of the Literal within a field's type."""
    annotation = bare_type(field.annotation) if field else None
    while get_origin(annotation) is tuple:
        annotation = bare_type(get_args(annotation)[0])
    return get_args(annotation)


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
