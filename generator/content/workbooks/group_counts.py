"""Counts by group and letter: risks by workstream and band, actions by lead and status."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from generator.content.workbooks.reading_columns import this_row
from generator.content.workbooks.sheet_content import (
    Cell,
    ChartSeries,
    ColumnKind,
    Live,
    SheetChart,
    SheetColumn,
    SheetTable,
    either,
    formula_text,
    sentence,
)

MOST = 12
"""The most rows that a chart shows legibly. What goes beyond shares the last one."""
REST = "All others"
UNNAMED = "Not recorded"


@dataclass(frozen=True, kw_only=True)
class CountedLetter:
    """A band or status that is counted; `condition` is the formula's test for its records."""

    letter: str
    word: str
    colour: str
    condition: str

    @property
    def heading(self) -> str:
        """ "Red (R)"; the word alone where there is no letter."""
        return f"{self.word} ({self.letter})" if self.letter else self.word

    def series(self, of: str | int, name: str, pattern: int) -> ChartSeries:
        """The series of a chart that draws the letter's counts."""
        label = self.letter or self.word
        return ChartSeries(of=of, name=name, colour=self.colour, label=label, pattern=pattern)


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

    def count(self, records: Iterable[tuple[str, str | None]]) -> dict[str, Counter[str | None]]:
        """The number of each letter in each group, of records' names and letters."""
        counts: dict[str, Counter[str | None]] = {name: Counter() for name in self.names}
        for name, letter in records:
            counts[self.of(name)][letter] += 1
        return counts


def group_table(
    counts: Mapping[str, Counter[str | None]],
    letters: Sequence[CountedLetter],
    *,
    name: str,
    label: SheetColumn,
    source: str,
    condition: str = "",
    noun: str,
    alt: str,
    note: str,
) -> SheetTable:
    """A row for each group, a column for each letter, and one for all.

    `source` is the range in which a record names its group, `condition` the test that a record
    counts at all.
    """
    groups = tuple(counts)
    conditions = [*(each.condition for each in letters), ""]

    def formula(group: str, at: int) -> str:
        tests = [test for test in (condition, conditions[at]) if test]
        if group != REST:
            # An empty cell equals "", but not what the table shows for it.
            wanted = formula_text("") if group == UNNAMED else this_row(label.heading, name)
            # EXACT, since COUNTIFS would take * and > in a name for more than characters.
            return _sum_product([f"EXACT({source},{wanted})", *tests])
        total = _sum_product(tests) if tests else f"ROWS({source})"
        cells = (f"INDEX({name}[#Data],{row},{at + 2})" for row in (1, len(groups) - 1))
        return f"{total}-SUM({':'.join(cells)})"

    def row(group: str) -> tuple[Cell, ...]:
        numbers = [*(counts[group][each.letter] for each in letters), counts[group].total()]
        live = (Live(value=each, formula=formula(group, at)) for at, each in enumerate(numbers))
        return (group, *live)

    headings = [*(each.heading for each in letters), f"All {noun}"]
    table = SheetTable(
        name=name,
        columns=(label, *(SheetColumn(heading=each, kind=ColumnKind.COUNT) for each in headings)),
        rows=tuple(map(row, groups)),
        alt=alt,
        note=note,
    )
    return replace(table, heading=_most_message(table, noun))


def _sum_product(tests: Sequence[str]) -> str:
    return f"SUMPRODUCT({'*'.join(tests)}{'*1' if len(tests) == 1 else ''})"


def _most_message(table: SheetTable, noun: str) -> Live:
    """ "Most risks: Staff Morale (2)": the first of the groups with the most, if any has one."""
    label, everything = table.columns[0].heading, table.columns[-1].heading
    numbers = table.column(everything)
    row = numbers.index(max(numbers, key=lambda number: int(str(number))))
    counted = f"{table.name}[{everything}]"

    def top(heading: str) -> Live:
        formula = f"INDEX({table.name}[{heading}],MATCH(MAX({counted}),{counted},0))"
        return Live(value=str(table.column(heading)[row]), formula=formula)

    told = sentence(f"Most {noun}: ", top(label), " (", top(everything), ")")
    return either(f"MAX({counted})=0", not any(numbers), f"No {noun} are counted", told)


def group_chart(
    table: SheetTable,
    letters: Sequence[CountedLetter],
    names: Sequence[str],
    *,
    noun: str,
    by: str,
    when: str,
) -> SheetChart:
    """A bar for each group, its letters one after the other; `names` are those of the series.

    `when` says of which date the figures in the alternative text are: no edit changes them.
    """
    label, everything = table.columns[0].heading, table.columns[-1].heading
    pairs = zip(table.column(label), table.column(everything), strict=True)
    figures = "; ".join(f"{name} {number}" for name, number in pairs)
    return SheetChart(
        table=table.name,
        form="stacked bars",
        categories=label,
        series=tuple(each.series(each.heading, names[at], at) for at, each in enumerate(letters)),
        category_axis=label,
        value_axis=f"Number of {noun}",
        alt=f"Stacked bars of {noun} by {by} and RAG {when}. All {noun}: {figures}.",
    )
