"""Works out up to which percentage each step of a likelihood goes, where scores show the step."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from generator.model.risks import Score
from generator.new_pack.reading_cells import Written

_SHARE = re.compile(r"[<>≤≥~]?\s*(\d+(?:\.\d+)?)\s*(%?)")
_USUAL = (10, 30, 50, 80)
_FEWEST = 3
_ROUND = 5
USUAL_LIMITS = tuple(f"{limit}%" for limit in _USUAL)
"""The limits of the first four of five steps, to be corrected."""


def share_of(cell: Written) -> float | None:
    """The percentage, 0 to 100, that a cell of a column of percentages holds."""
    found = _SHARE.fullmatch(cell.text)
    if found is None:
        return None
    return float(found[1]) if found[2] or float(found[1]) > 1 else float(found[1]) * 100


def limits_of(seen: Sequence[tuple[float, Score]]) -> tuple[str, ...]:
    """The highest percentage of each step but the last, from percentages and their steps.

    None where the steps do not rise with the percentages, or fewer than three of them occur.
    """
    by_step: dict[int, list[float]] = {}
    for share, step in seen:
        if step != int(step) or not 1 <= step <= len(_USUAL) + 1:
            return ()
        by_step.setdefault(int(step), []).append(share)
    steps = sorted(by_step)
    if len(steps) < _FEWEST or any(
        max(by_step[low]) >= min(by_step[high]) for low, high in pairwise(steps)
    ):
        return ()
    limits: list[float] = []
    for step in range(1, len(_USUAL) + 1):
        low, high = _around(step, by_step)
        limits.append(_between(max(low, limits[-1] if limits else 0), high))
    if any(a >= b for a, b in zip(limits, [*limits[1:], 100.0], strict=True)):
        return ()
    return tuple(f"{limit:g}%" for limit in limits)


def _around(step: int, by_step: Mapping[int, Sequence[float]]) -> tuple[float, float]:
    """The highest percentage of this step or one below, and the lowest of one above."""
    below = [share for each, shares in by_step.items() if each <= step for share in shares]
    above = [share for each, shares in by_step.items() if each > step for share in shares]
    return max(below, default=0.0), min(above, default=100.0)


def _between(low: float, high: float) -> float:
    """A round number from `low` on that is below `high`, else `low` itself."""
    rounded = -(-low // _ROUND) * _ROUND or float(_ROUND)
    return rounded if low <= rounded < high else low
