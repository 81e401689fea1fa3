"""Filters that put in order: what has no value comes last, or does not count."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from jinja2 import filters, pass_environment
from jinja2.filters import make_multi_attrgetter

from generator.content.printed_values import PrintedValue

_SORTED = 12
"""Steps that an item costs which is put in order: it takes as long as some turns of a loop."""


def _halves(environment: Any, items: Iterable[Any], attribute: Any) -> tuple[list[Any], list[Any]]:
    """The items whose attribute has a value, and those where it is missing."""
    get = make_multi_attrgetter(environment, attribute)
    halves: tuple[list[Any], list[Any]] = ([], [])
    for item in items:
        environment.work.spend(_SORTED)
        found = environment.work.weighed(get(item))[0]
        halves[isinstance(found, PrintedValue) and found.is_missing].append(item)
    return halves


@pass_environment
def sort_given(
    environment: Any,
    value: Iterable[Any],
    reverse: bool = False,
    case_sensitive: bool = False,
    attribute: str | int | None = None,
) -> list[Any]:
    """Jinja's sort; what has no value comes last, whichever way round."""
    given, missing = _halves(environment, value, attribute)
    return [*filters.do_sort(environment, given, reverse, case_sensitive, attribute), *missing]


@pass_environment
def group_given(
    environment: Any, value: Iterable[Any], attribute: str | int, *options: Any
) -> list[Any]:
    """Jinja's groupby; what has no value is the last group."""
    group = filters.sync_do_groupby
    halves = _halves(environment, value, attribute)
    return [each for half in halves for each in group(environment, half, attribute, *options)]


@pass_environment
def least_given(
    environment: Any,
    value: Iterable[Any],
    case_sensitive: bool = False,
    attribute: str | int | None = None,
) -> Any:
    """Jinja's min of what has a value."""
    given, missing = _halves(environment, value, attribute)
    return filters.do_min(environment, given or missing, case_sensitive, attribute)


@pass_environment
def most_given(
    environment: Any,
    value: Iterable[Any],
    case_sensitive: bool = False,
    attribute: str | int | None = None,
) -> Any:
    """Jinja's max of what has a value."""
    given, missing = _halves(environment, value, attribute)
    return filters.do_max(environment, given or missing, case_sensitive, attribute)


ORDERING = {"sort": sort_given, "groupby": group_given, "min": least_given, "max": most_given}
