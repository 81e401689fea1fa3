"""Reads the headings of columns from heading rows: groups, merged headings, tables side by side."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from generator.inputs.files.input_sheet import InputSheet, Value
from generator.inputs.tables.heading_words import one_line, plain


@dataclass(frozen=True, kw_only=True)
class Heading:
    """One column's heading, and the group heading over it, "" where there is none."""

    text: str
    group: str = ""

    @cached_property
    def whole(self) -> str:
        """Group and heading on one line, as a person would call the column."""
        return one_line(f"{self.group} {self.text}")


def headings_of(sheet: InputSheet, top: int, bottom: int) -> dict[int, Heading]:
    """The heading of each column in the rows `top` to `bottom`, without those of a legend."""
    return _without_legend(_headings(sheet, top, bottom), sheet, bottom)


def _headings(sheet: InputSheet, top: int, bottom: int) -> dict[int, Heading]:
    """The heading of each column, and the group heading over it."""
    found: dict[int, Heading] = {}
    groups = [_across(sheet, row) for row in range(top, bottom)]
    columns = sorted({column for row in range(top, bottom + 1) for column in sheet.rows[row]})
    for column in columns:
        if _repeats_left(sheet, bottom, column):
            continue
        own = heading_text(sheet.value(bottom, column))
        uppers = [
            text for row in range(top, bottom) if (text := heading_text(sheet.value(row, column)))
        ]
        if not own:
            if uppers:
                found[column] = Heading(text=uppers[-1])
            continue
        over = [group[column] for group in groups if group.get(column)]
        over = [text for text in dict.fromkeys(over) if text != own]
        found[column] = Heading(text=own, group=" ".join(over))
    return found


def _repeats_left(sheet: InputSheet, row: int, column: int) -> bool:
    """Whether a cell only repeats the one to its left, being merged with it."""
    return (row, column) in sheet.spread and (
        sheet.value(row, column - 1) == sheet.value(row, column)
    )


def columns_beside(
    sheet: InputSheet, bottom: int, headings: Mapping[int, Heading]
) -> dict[int, tuple[int, ...]]:
    """The further columns below each heading that is merged over several."""
    found: dict[int, tuple[int, ...]] = {}
    for column in headings:
        last = column
        while _repeats_left(sheet, bottom, last + 1):
            last += 1
        if last > column:
            found[column] = tuple(range(column + 1, last + 1))
    return found


def _without_legend(
    headings: Mapping[int, Heading], sheet: InputSheet, bottom: int
) -> dict[int, Heading]:
    """The headings without those of a legend to the right, beyond a column with nothing in it.

    A legend repeats headings of the table, and its rows are not those of the table.
    """
    blocks: list[list[int]] = []
    for column in headings:
        if blocks and column - blocks[-1][-1] == 1:
            blocks[-1].append(column)
        else:
            blocks.append([column])
    kept = dict(headings)
    main = {plain(headings[column].whole) for column in blocks[0]} if blocks else set()
    for block in blocks[1:]:
        repeats = all(plain(headings[column].whole) in main for column in block)
        if repeats and _has_rows_of_its_own(sheet, bottom, blocks[0], block):
            for column in block:
                del kept[column]
        main.update(plain(headings[column].whole) for column in block)
    return kept


def _has_rows_of_its_own(sheet: InputSheet, bottom: int, main: list[int], block: list[int]) -> bool:
    """Whether a block's rows are other ones than the table's, or its cells are words."""
    rows = {row: cells for row, cells in sheet.rows.items() if row > bottom}
    mine = {row for row, cells in rows.items() if any(column in cells for column in block)}
    table = {row for row, cells in rows.items() if sum(column in cells for column in main) > 1}
    return bool(mine - table) or len(mine) * 2 < len(table)


def _across(sheet: InputSheet, row: int) -> dict[int, str]:
    """The texts of a group row, each also over the blank cells to its right.

    A merged one is over the cells that it is merged with alone.
    """
    cells = sheet.rows[row]
    ends = {area.right for area in sheet.merges if area.top <= row <= area.bottom}
    text = ""
    across: dict[int, str] = {}
    for column in range(min(cells), max(sheet.rows[row + 1], default=0) + 1):
        text = heading_text(cells.get(column)) or text
        across[column] = text
        if column in ends:
            text = ""
    return across


def heading_text(value: Value | None) -> str:
    """A heading as text; a date represents its month."""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, date):
        return f"{value:%B %Y}"
    if isinstance(value, int) and not isinstance(value, bool) and 1900 < value < 2100:
        return str(value)
    return ""


def second_table(headings: Mapping[int, Heading]) -> frozenset[int]:
    """The columns of a table beside the first that begins with its headings again."""
    columns = list(headings)
    names = [plain(headings[column].whole) for column in columns]
    for start in range(2, len(names) - 1):
        again = names[start:]
        if again[:2] == names[:2] and set(again) <= set(names[:start]):
            return frozenset(columns[start:])
    return frozenset()
