"""Rows for the groups of a summary: workstreams of a register, leads of an action plan."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

MOST = 12
"""More rows than this no chart shows legibly: the rest shares one."""

REST = "All others"
UNNAMED = "Not recorded"


def group_names(names: Iterable[str]) -> tuple[str, ...]:
    """Each name once, the commonest first; past the eleventh all share one row.

    An empty name becomes "Not recorded".
    """
    found = [name for name, _ in Counter(name or UNNAMED for name in names).most_common()]
    return (*found[: MOST - 1], REST) if len(found) > MOST else tuple(found)


def group_of(name: str, groups: tuple[str, ...]) -> str:
    """The row in which a name is counted."""
    return (name or UNNAMED) if (name or UNNAMED) in groups else REST
