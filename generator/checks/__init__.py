"""Looks over a pack that was read: one function per rule, all in one list.

A check yields findings and never raises.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType

from generator.checks.scores import check_products
from generator.findings import Finding
from generator.model.figures import KnownFigure
from generator.model.pack import Pack

Check = Callable[[Pack], Iterable[Finding]]

ALL_CHECKS: tuple[Check, ...] = (check_products,)
_NO_FIGURES: Mapping[str, KnownFigure] = MappingProxyType({})
_NO_SECTIONS: Mapping[str, frozenset[str]] = MappingProxyType({})


def check(
    pack: Pack,
    *,
    figures: Mapping[str, KnownFigure] = _NO_FIGURES,
    wanted_sections: Mapping[str, frozenset[str]] = _NO_SECTIONS,
) -> tuple[Finding, ...]:
    """All findings of all checks.

    `figures` are the figures that the narrative may draw, by name; `wanted_sections` the keys of
    the narrative sections that each document's template asks for, by the document's name.
    """
    return tuple(finding for each in ALL_CHECKS for finding in each(pack))
