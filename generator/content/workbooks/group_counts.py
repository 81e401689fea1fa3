"""Counts by group: risks by workstream, actions by lead."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from generator.content.workbooks.sheet_content import (
    ColumnKind,
    Live,
    SheetColumn,
    SheetTable,
    formula_text,
    sentence,
)
from generator.content.workbooks.standing_cells import this_row

MOST = 12
"""The most rows that a chart shows legibly. What goes beyond shares the last one."""

REST = "All others"
UNNAMED = "Not recorded"


class Groups:
    """Each name once, the commonest first; past the eleventh all share one row.

    An empty name becomes "Not recorded".
    """

    def __init__(self, names: Iterable[str]) -> None:
        found = [name for name, _ in Counter(name or UNNAMED for name in names).most_common()]
        self.names = (*found[: MOST - 1], REST) if len(found) > MOST else tuple(found)

    def of(self, name: str) -> str:
        """The group in which a name is counted."""
        return (name or UNNAMED) if (name or UNNAMED) in self.names else REST


@dataclass(frozen=True, kw_only=True)
class CountColumn:
    """A column of counts: the number of each group, and the formula's condition, "" for none."""

    heading: str
    condition: str
    numbers: Mapping[str, int]


def group_table(
    groups: Groups,
    counts: Sequence[CountColumn],
    *,
    name: str,
    label: SheetColumn,
    source: str,
    counted: str = "",
    noun: str,
    alt: str,
    note: str,
) -> SheetTable:
    """A row for each group, a column for each count; the last column counts all.

    `source` is the range in which a record names its group, `counted` the condition under which a
    record counts at all.
    """

    def formula(group: str, at: int, condition: str) -> str:
        tests = [test for test in (counted, condition) if test]
        if group != REST:
            wanted = formula_text("") if group == UNNAMED else this_row(name, label.heading)
            # EXACT, since COUNTIFS would take * and > in a name for more than letters.
            return _sum_product([f"EXACT({source},{wanted})", *tests])
        total = _sum_product(tests) if tests else f"ROWS({source})"
        cells = (f"INDEX({name}[#Data],{row},{at})" for row in (1, len(groups.names) - 1))
        return f"{total}-SUM({':'.join(cells)})"

    table = SheetTable(
        name=name,
        columns=(
            label,
            *(SheetColumn(heading=each.heading, kind=ColumnKind.COUNT) for each in counts),
        ),
        rows=tuple(
            (
                group,
                *(
                    Live(value=each.numbers[group], formula=formula(group, at, each.condition))
                    for at, each in enumerate(counts, start=2)
                ),
            )
            for group in groups.names
        ),
        alt=alt,
        note=note,
        records=groups.names,
    )
    return replace(table, heading=_most_message(table, noun))


def _sum_product(tests: Sequence[str]) -> str:
    return f"SUMPRODUCT({'*'.join(tests)}{'*1' if len(tests) == 1 else ''})"


def _most_message(table: SheetTable, noun: str) -> Live:
    """ "Most risks: Staff Morale (2)": the first of the groups with the most."""
    label, everything = table.columns[0].heading, table.columns[-1].heading
    numbers = table.column(everything)
    row = numbers.index(max(numbers, key=lambda number: int(str(number))))
    range_ = f"{table.name}[{everything}]"

    def top(heading: str) -> Live:
        formula = f"INDEX({table.name}[{heading}],MATCH(MAX({range_}),{range_},0))"
        return Live(value=str(table.column(heading)[row]), formula=formula)

    return sentence(f"Most {noun}: ", top(label), " (", top(everything), ")")


def totals_told(table: SheetTable) -> str:
    """ "Dredging 2; Quays 1": the last column of a table by its first."""
    first, last = table.columns[0].heading, table.columns[-1].heading
    pairs = zip(table.column(first), table.column(last), strict=True)
    return "; ".join(f"{name} {number}" for name, number in pairs)
