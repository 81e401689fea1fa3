"""Gathers every rule that the code declares."""

from __future__ import annotations

import importlib
import pkgutil
from types import ModuleType

import generator.checks
import generator.content
import generator.model
import generator.readers
from generator.findings import Rule

_ROOMS: tuple[ModuleType, ...] = (
    generator.model,
    generator.readers,
    generator.checks,
    generator.content,
)


def all_rules() -> tuple[Rule, ...]:
    """Every rule of every module, by code. Raises ValueError where two share a code."""
    found: dict[str, Rule] = {}
    for room in _ROOMS:
        for module in _modules(room):
            for value in vars(module).values():
                if isinstance(value, Rule) and found.setdefault(value.code, value) != value:
                    raise ValueError(f"{value.code} is the code of two rules")
    return tuple(found[code] for code in sorted(found))


def rule_codes() -> frozenset[str]:
    """The code of every rule there is."""
    return frozenset(rule.code for rule in all_rules())


def _modules(room: ModuleType) -> list[ModuleType]:
    names = [
        each.name
        for each in pkgutil.walk_packages(room.__path__, f"{room.__name__}.")
        if not each.name.startswith(f"{generator.content.__name__}.reference")
    ]
    return [room, *(importlib.import_module(name) for name in names)]
