"""Reads what earlier runs stored as JSON; what is damaged is set aside, so that runs can go on."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import is_dataclass
from enum import Enum
from functools import cache
from pathlib import Path
from types import UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

R = TypeVar("R")
_hints = cache(get_type_hints)


def read_record(kind: type[R], data: bytes) -> R:
    """A dataclass from its JSON. Raises ValueError where a part is missing, unknown or not of its
    type, also for JSON that nests without end."""
    try:
        made: R = _as(kind, json.loads(data))
    except (RecursionError, TypeError) as error:
        raise ValueError(str(error)) from error
    return made


def _as(kind: Any, value: Any) -> Any:
    origin, inner = get_origin(kind), get_args(kind)
    if isinstance(kind, type) and is_dataclass(kind) and isinstance(value, dict):
        hints = _hints(kind)
        return kind(**{name: _as(hints.get(name), each) for name, each in value.items()})
    if origin is tuple and isinstance(value, list):
        return tuple(_as(inner[0], each) for each in value)
    if origin is Mapping and isinstance(value, dict):
        return {name: _as(inner[1], each) for name, each in value.items()}
    if origin is UnionType and value is None:
        return None
    wanted = inner[0] if origin is UnionType else kind
    if isinstance(wanted, type) and issubclass(wanted, Enum):
        return wanted(value)
    if type(value) is wanted:  # True is no number here
        return value
    raise ValueError(f"'{str(value)[:40]}' is not what belongs there")


def is_file_name(name: str) -> bool:
    """Whether a stored name is that of a document, and of nothing outside its folder."""
    plain = name.isprintable() and Path(name).name == name
    return plain and name != "" and not name.startswith(".")


def set_aside(path: Path) -> str:
    """Rename a damaged file or folder, and say so; "" where the disk does not let us."""
    number = 1
    while (aside := path.with_name(f"{path.name}.damaged-{number}")).exists():
        number += 1
    with suppress(OSError):
        path.rename(aside)
        return f" It was set aside as {aside}."
    return ""
