"""Sentences over a table that follow an edit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from generator.content.workbooks.nodes import Worked
from generator.content.workbooks.workings import Sentence, TopOfColumn


def most_message(
    noun: str,
    names: Sequence[str],
    counts: Mapping[tuple[str, str | None], int],
    *,
    table: str,
    label: str,
) -> Worked:
    """ "Most risks: Staff Morale (2)", the first name of those with the most.

    `counts` gives each name's number in all under None; `label` and "all" are columns of `table`.
    """
    name = max(names, key=lambda each: counts[each, None])
    return Worked(
        value=f"Most {noun}: {name} ({counts[name, None]})",
        by=Sentence(
            parts=(
                f"Most {noun}: ",
                TopOfColumn(table=table, label=label, column="all"),
                " (",
                TopOfColumn(table=table, label="all", column="all"),
                ")",
            )
        ),
    )
