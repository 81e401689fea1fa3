"""Finds all that is wrong with settings, where msgspec names the first mistake alone."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterator
from types import NoneType
from typing import Annotated, Any, Literal, get_args, get_origin

from msgspec import NODEFAULT, Meta, ValidationError
from msgspec.structs import fields

from generator.findings import Finding, Location
from generator.inputs.cells.parsed_cell import quoted
from generator.settings.declaration import CheckedText, Settings, as_declared
from generator.settings.rules import KEY_MISSING, KEY_UNKNOWN, VALUE_WRONG
from generator.settings.yaml_text import Path

Place = Callable[[Path], Location]
Wrongs = Iterator[tuple[Path, Finding]]
_KINDS = {str: "a text", int: "a whole number", bool: "true or false", float: "a number"}
_DATE = "a date such as 2024-04-25"
_LIST = "a list"
_MAPPING = "keys, each with its value"


def wrongs(kind: Any, value: Any, at: Place, path: Path = ()) -> Wrongs:
    """Every mistake in a value that should be of a kind, with its path; `at` gives a path's place.

    A kind is a type as the fields of settings have it.
    """
    kind, limits = _bare(kind)
    if NoneType in get_args(kind):
        if value is None:
            return
        kind, limits = _bare(next(each for each in get_args(kind) if each is not NoneType))
    if isinstance(kind, type) and issubclass(kind, Settings):
        yield from _in_settings(kind, value, at, path)
    elif get_origin(kind) is tuple:
        yield from _in_list(kind, limits, value, at, path)
    elif get_origin(kind) is dict:
        yield from _in_mapping(kind, value, at, path)
    else:
        yield from _in_plain(kind, limits, value, at, path)


def _bare(kind: Any) -> tuple[Any, Meta]:
    """A type without its annotations, and the limits that they set."""
    if get_origin(kind) is not Annotated:
        return kind, Meta()
    bare, *annotations = get_args(kind)
    return bare, annotations[0]


def _in_settings(kind: type[Settings], value: Any, at: Place, path: Path) -> Wrongs:
    if not isinstance(value, dict):
        yield path, _not(_MAPPING, value, at, path)
        return
    sound = True
    declared = {field.name: field for field in fields(kind)}
    for key, field in declared.items():
        inner = (*path, key)
        if key in value:
            for wrong in wrongs(field.type, value[key], at, inner):
                sound = False
                yield wrong
        elif field.default is NODEFAULT and field.default_factory is NODEFAULT:
            sound = False
            yield inner, KEY_MISSING.at(at(inner), f"{_dotted(inner)} is missing")
    for key in value:
        if key not in declared:
            sound = False
            plain = key.strip().lower().replace("-", "_").replace(" ", "_")
            near = difflib.get_close_matches(plain, declared, n=1)
            hint = f"; did you mean {near[0]}" if near else ""
            inner = (*path, key)
            yield inner, KEY_UNKNOWN.at(at(inner), f"{_dotted(inner)} is not known{hint}")
    if sound:
        yield from _said_of_itself(kind, value, at, path)


def _in_list(kind: Any, limits: Meta, value: Any, at: Place, path: Path) -> Wrongs:
    if not isinstance(value, tuple):
        yield path, _not(_LIST, value, at, path)
        return
    if len(value) < (limits.min_length or 0):
        yield path, VALUE_WRONG.at(at(path), f"{_dotted(path)} should have an entry at least")
    for number, entry in enumerate(value):
        yield from wrongs(get_args(kind)[0], entry, at, (*path, number))


def _in_mapping(kind: Any, value: Any, at: Place, path: Path) -> Wrongs:
    if not isinstance(value, dict):
        yield path, _not(_MAPPING, value, at, path)
        return
    for key, entry in value.items():
        yield from wrongs(get_args(kind)[1], entry, at, (*path, key))


def _in_plain(kind: Any, limits: Meta, value: Any, at: Place, path: Path) -> Wrongs:
    """A text, a number, a date, a word of a list."""
    name = _dotted(path)
    if isinstance(kind, type) and issubclass(kind, CheckedText):
        if isinstance(value, str):
            yield from _said_of_itself(kind, value, at, path)
            return
        kind = str
    if get_origin(kind) is Literal:
        if value not in get_args(kind):
            yield path, _not(f"one of {', '.join(get_args(kind))}", value, at, path)
    elif not _is(kind, value):
        yield path, _not(_KINDS.get(kind, _DATE), value, at, path, _remedy(kind, value))
    elif limits.max_length is not None and len(value) > limits.max_length:
        seen = f"{name} has {len(value):,} characters, and {limits.max_length} at most find room"
        yield path, VALUE_WRONG.at(at(path), seen, "Shorten the text.")
    elif limits.min_length is not None and len(value) < limits.min_length:
        seen = f"{name} should not be empty"
        if value:
            seen = f"{name} should have {limits.min_length} characters at least"
        yield path, VALUE_WRONG.at(at(path), seen)
    elif limits.pattern is not None and not re.search(limits.pattern, value):
        yield path, VALUE_WRONG.at(at(path), f"{name} should not be empty")
    elif limits.ge is not None and value < limits.ge:
        yield path, _not(f"{limits.ge} or more", value, at, path)
    elif limits.le is not None and value > limits.le:
        yield path, _not(f"{limits.le} at most", value, at, path)


def _remedy(kind: type, value: Any) -> str | None:
    """What to do about a plain value of the wrong kind, where there is something to say."""
    if value is None:
        return "Fill it in, or delete the line."
    if kind is str and not isinstance(value, (dict, tuple)):
        return "Put the value in quotes, so that it is taken as a text."
    if kind is not str and isinstance(value, str):
        return "Take away the quotes, if it stands in quotes, and correct it."
    return None


def _is(kind: type, value: Any) -> bool:
    """Whether msgspec takes a value for one of a kind that has no limits."""
    try:
        as_declared(kind, value)
    except ValidationError:
        return False
    return True


def _said_of_itself(kind: Any, value: Any, at: Place, path: Path) -> Wrongs:
    """What settings or a checked text say is wrong with them, their parts being right."""
    try:
        as_declared(kind, value)
    except ValidationError as problem:
        said = str(problem.__cause__ or problem)
        yield path, VALUE_WRONG.at(at(path), f"{_dotted(path)}: {said}" if path else said)


def _not(wanted: str, value: Any, at: Place, path: Path, remedy: str | None = None) -> Finding:
    seen = f"{_dotted(path)} should be {wanted}, but is {shown(value)}"
    return VALUE_WRONG.at(at(path), seen, remedy)


def _dotted(path: Path) -> str:
    """A path as people read it: documents[2].name, counted from 1."""
    if not path:
        return "the file"
    text = ""
    for part in path:
        text += f"[{part + 1}]" if isinstance(part, int) else f".{part}" if text else str(part)
    return text


def shown(value: Any) -> str:
    """A value as its file has it, or in words."""
    if value is None:
        return "empty"
    if isinstance(value, bool):
        return quoted(str(value).lower())
    if isinstance(value, dict):
        return _MAPPING
    return _LIST if isinstance(value, tuple) else quoted(value)
