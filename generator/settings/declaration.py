"""How settings are declared: strict pydantic models, and the kinds of value that their keys hold.

A YAML file gives every value as text (see `yaml.py`). The kinds here read a number, a date or a
list from text where the model wants one, and refuse what pydantic's own conversion would take
("yes" for true, "1_000" for 1000, 45292 for a day in 1970).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import date, datetime
from types import NoneType
from typing import Annotated, Any, TypeGuard, TypeVar, get_args, get_origin

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    model_validator,
)
from pydantic.fields import FieldInfo
from pydantic_core import CoreSchema, core_schema

S = TypeVar("S", bound="Settings")
_WHOLE = re.compile(r"[-+]?[0-9]{1,18}")
_NUMBER = re.compile(r"[-+]?[0-9]{1,12}(?:\.[0-9]{1,6})?")
_ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_OTHER_DAYS = ("%d/%m/%Y", "%d.%m.%Y", "%d %B %Y", "%d %b %Y")


class Settings(BaseModel):
    """The base of everything that YAML files hold: frozen, strict, no unknown keys.

    The text below each field is its meaning in inputs/README.md. A field that must be there has an
    example, as YAML, which findings print for pasting. A rule about several fields is a validator
    that raises ValueError with a sentence for the person who wrote the file.
    """

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid")

    @model_validator(mode="before")
    @classmethod
    def _leave_out_empty_keys(cls, value: Any) -> Any:
        """A key without a value is left out, unless it must be there."""
        if not isinstance(value, Mapping):
            return value
        needed = {name for name, field in cls.model_fields.items() if field.is_required()}
        return {key: inner for key, inner in value.items() if inner is not None or key in needed}


def changed(settings: S, **changes: Any) -> S:
    """A copy of settings with other values for some keys. Raises pydantic.ValidationError."""
    return type(settings)(**(dict(settings) | changes))


def _whole_number(value: Any) -> Any:
    """Text such as "12" as a number; anything else unchanged, for pydantic to refuse."""
    return int(value) if isinstance(value, str) and _WHOLE.fullmatch(value.strip()) else value


def _number(value: Any) -> Any:
    """Text such as "2.5" as a number; anything else unchanged, for pydantic to refuse."""
    return float(value) if isinstance(value, str) and _NUMBER.fullmatch(value.strip()) else value


def _whole_if_it_is(value: float) -> int | float:
    return int(value) if value == int(value) else value


def day_of_text(text: str) -> date | None:
    """Text such as 2024-04-25, 25/04/2024 or 25 April 2024 as a date, the day first."""
    text = text.strip()
    if _ISO_DAY.fullmatch(text):
        with suppress(ValueError):
            return date.fromisoformat(text)
    for form in _OTHER_DAYS:
        with suppress(ValueError):
            return datetime.strptime(text, form).date()
    return None


def _day(value: Any) -> Any:
    return (day_of_text(value) or value) if isinstance(value, str) else value


def _truth(value: Any) -> Any:
    """Only the words true and false: "yes" may be meant as a text."""
    return {"true": True, "false": False}.get(value.lower(), value) if _is_text(value) else value


def _list_of_texts(value: Any) -> Any:
    """A single text is a list of one."""
    return (value,) if _is_text(value) else value


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


class _AnyCase:
    """The words of a Literal, however capitals are used."""

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        words = {word.casefold(): word for word in get_args(source)}

        def as_declared(value: Any) -> Any:
            return words.get(value.casefold(), value) if _is_text(value) else value

        return core_schema.no_info_before_validator_function(as_declared, handler(source))


ANY_CASE = _AnyCase()
AS_LIST = BeforeValidator(_list_of_texts)
Filled = Annotated[str, Field(pattern=r"\S")]
"""A text that is not blank."""
Whole = Annotated[int, BeforeValidator(_whole_number)]
Number = Annotated[float, BeforeValidator(_number), AfterValidator(_whole_if_it_is)]
"""A whole number stays whole: 5 and not 5.0."""
Day = Annotated[date, BeforeValidator(_day)]
Truth = Annotated[bool, BeforeValidator(_truth)]
Texts = Annotated[tuple[str, ...], AS_LIST]
AS_INPUTS_HAVE_IT = "as inputs have it"
Spellings = Annotated[tuple[str, ...], AS_LIST, AS_INPUTS_HAVE_IT]
"""Other spellings of a word. No document prints them."""


def declared_at(model: type[Settings], path: tuple[str | int, ...]) -> tuple[FieldInfo | None, Any]:
    """The field and the type that are declared at a path; for an entry of a list, its list's."""
    field: FieldInfo | None = None
    kind: Any = model
    for part in path:
        if is_settings(kind):
            field = kind.model_fields.get(str(part))
            kind = field.annotation if field else None
        else:
            inner = get_args(kind) or (None,)
            kind = inner[1] if get_origin(kind) is dict else inner[0]
        kind = bare_type(kind)
    return field, kind


def is_settings(kind: Any) -> TypeGuard[type[Settings]]:
    """Whether a type is a model of settings."""
    return isinstance(kind, type) and issubclass(kind, Settings)


def bare_type(annotation: Any) -> Any:
    """A type without its annotations, and without None."""
    inner = get_args(annotation)
    if get_origin(annotation) is Annotated:
        return bare_type(inner[0])
    if NoneType in inner:
        return bare_type(next(each for each in inner if each is not NoneType))
    return annotation


def models_within(annotation: Any) -> Iterator[type[Settings]]:
    """The settings within a type such as tuple[Role, ...]."""
    if is_settings(annotation):
        yield annotation
    for inner in get_args(annotation):
        yield from models_within(inner)


def example_of(field: FieldInfo) -> str:
    """A value that a field may have, as YAML on one line; "" where nothing gives an example.

    Without an example of its own, settings are shown by the keys that must be there.
    """
    if field.examples:
        return str(field.examples[0])
    kind = bare_type(field.annotation)
    fields = kind.model_fields if is_settings(kind) else {}
    keys = [f"{name}: {example_of(each)}" for name, each in fields.items() if each.is_required()]
    return f"{{{', '.join(keys)}}}" if keys else ""
