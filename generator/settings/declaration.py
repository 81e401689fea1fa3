"""How settings are declared: records whose fields say what they hold and what they mean.

The description of a field stands in inputs/README.md. What one field cannot say alone a record
checks in `__post_init__`, which raises ValueError with a sentence for the person who wrote it.
"""

from __future__ import annotations

from typing import Any, TypeVar

from msgspec import Meta, Struct, convert
from msgspec.structs import replace

S = TypeVar("S")
NOT_BLANK = r"\S"
"""The pattern of a text that says something."""


class Settings(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The base of everything that YAML files hold: frozen, strict, no unknown keys."""


def means(description: str, **limits: Any) -> Meta:
    """What a field means, in sentences, and the limits that msgspec.Meta knows ("min_length")."""
    return Meta(description=description, **limits)


class CheckedText(str):
    """A text of a form of its own, such as a file's name. Raises ValueError for any other."""

    def __new__(cls, text: str) -> CheckedText:
        """The text, once it is checked."""
        cls.check(text)
        return super().__new__(cls, text)

    @classmethod
    def check(cls, text: str) -> None:
        """Raise ValueError, with a sentence for the person who wrote it, for a wrong text."""
        raise NotImplementedError


def as_declared(kind: type[S], value: Any) -> S:
    """A plain value as settings, or as any part of them. Raises msgspec.ValidationError.

    Mappings are dicts, lists are tuples, dates are dates.
    """
    return convert(value, kind, dec_hook=_checked)


def _checked(kind: type[CheckedText], value: Any) -> CheckedText:
    if not isinstance(value, str):
        raise TypeError(f"a text is wanted, not {type(value).__name__}")
    return kind(value)


def changed(settings: S, **changes: Any) -> S:
    """The settings with other values for some of their keys."""
    return replace(settings, **changes)
