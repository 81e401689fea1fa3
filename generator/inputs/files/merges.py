"""Gives the value of a merged area to all the cells that it covers."""

from __future__ import annotations

from collections.abc import Sequence

from generator.inputs.files.file_rules import FILE_REFUSED
from generator.inputs.files.input_sheet import Area, Place, Value
from generator.inputs.files.refusal import FileRefused

MOST_COVERED = 2_000_000
"""Cells that one merge may cover; a whole column or some whole rows are seen to happen."""
MOST_SPREAD = 300_000
"""Cells that all merges of a sheet may fill, within the part of the sheet that is in use."""


def spread_merges(
    rows: dict[int, dict[int, Value]], merges: Sequence[Area]
) -> tuple[dict[int, dict[int, Value]], frozenset[Place]]:
    """The rows with merged areas filled, rows and columns in order, and the places filled.

    Only the part of the sheet that is in use is filled. Raises FileRefused where a merge covers
    more than any table has.
    """
    for area in merges:
        if area.size > MOST_COVERED:
            raise FileRefused(FILE_REFUSED, f"a merge covers {area.size:,} cells ({area})")
    last_row = max(rows, default=0)
    last_column = max((max(cells) for cells in rows.values() if cells), default=0)
    filled: set[Place] = set()
    left = MOST_SPREAD
    for area in merges:
        value = rows.get(area.top, {}).get(area.left)
        if value is None:
            continue
        used = Area(
            top=area.top,
            left=area.left,
            bottom=min(area.bottom, last_row),
            right=min(area.right, last_column),
        )
        left -= used.size
        if left < 0:
            raise FileRefused(FILE_REFUSED, f"merges cover more than {MOST_SPREAD:,} cells in use")
        _fill(rows, filled, used, value)
    ordered = {row: dict(sorted(cells.items())) for row, cells in sorted(rows.items()) if cells}
    return ordered, frozenset(filled)


def _fill(rows: dict[int, dict[int, Value]], filled: set[Place], area: Area, value: Value) -> None:
    for row in range(area.top, area.bottom + 1):
        cells = rows.setdefault(row, {})
        for column in range(area.left, area.right + 1):
            if (row, column) != (area.top, area.left):
                cells[column] = value
                filled.add((row, column))
