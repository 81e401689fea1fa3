"""Figures in the narrative: `{{ survey.responses }}`, `{{ savings.total | pounds }}`.

The grammar is a name and filters, nothing more: there is nothing in it to run.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from generator.content.nodes import Span
from generator.content.wording import FILTERS
from generator.model.programme import KnownFigure

PLACEHOLDER = re.compile(r"(?<!\\)\{\{(?P<inside>[^{}]*)\}\}")
_INSIDE = re.compile(r"^\s*(?P<name>\w+(?:\.\w+)*)\s*(?P<filters>(?:\|\s*\w+\s*)*)$")
_REFERENCE = re.compile(r"^(table|chart)\.(?P<key>\w+)$")


class UnknownName(ValueError):
    """A placeholder that cannot be printed; its text says why and what is near."""


@dataclass(frozen=True, kw_only=True)
class Numbered:
    """A table or figure that prose may refer to: the keys of its captions, first to last."""

    label: str
    plural: str
    keys: tuple[str, ...]


def spans_of(
    placeholder: str, figures: Mapping[str, KnownFigure], numbered: Mapping[str, Numbered]
) -> tuple[Span, ...]:
    """What a placeholder (with its braces) prints. Raises UnknownName."""
    match = _INSIDE.match(placeholder.removeprefix("{{").removesuffix("}}"))
    if match is None:
        raise UnknownName(f"{placeholder} is not a name, or a name with filters")
    name = match["name"]
    filters = [part.strip() for part in match["filters"].split("|") if part.strip()]
    if _REFERENCE.match(name):
        return _reference(name, filters, numbered)
    if name not in figures:
        raise UnknownName(f"{name} is not a figure of this pack{_near(name, figures)}")
    return (Span(text=_printed(figures[name], filters)),)


def _printed(figure: KnownFigure, filters: list[str]) -> str:
    value: object = figure.value if filters else figure.text
    for name in filters:
        if name not in FILTERS:
            raise UnknownName(f"{name} is not a filter{_near(name, FILTERS)}")
        try:
            value = FILTERS[name](value)
        except (TypeError, AttributeError, ArithmeticError, ValueError):
            raise UnknownName(f"the filter {name} does not suit {figure.name}") from None
    return str(value)


def _reference(name: str, filters: list[str], numbered: Mapping[str, Numbered]) -> tuple[Span, ...]:
    if name not in numbered:
        raise UnknownName(f"{name} is not in this section's document{_near(name, numbered)}")
    if filters:
        raise UnknownName(f"{name} takes no filter")
    target = numbered[name]
    if len(target.keys) == 1:
        return Span(text=f"{target.label} "), Span(refers_to=target.keys[0])
    return (
        Span(text=f"{target.plural} "),
        Span(refers_to=target.keys[0]),
        Span(text=" to "),
        Span(refers_to=target.keys[-1]),
    )


def _near(name: str, known: Mapping[str, object]) -> str:
    near = get_close_matches(name, known, n=3, cutoff=0.6)
    return f"; near it are {', '.join(near)}" if near else ""
