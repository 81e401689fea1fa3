"""Compares what finished documents say with what the pack has."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from generator.agreement.facts import NAMED, Fact, Facts, Key, Prose, Value
from generator.agreement.finished_documents import (
    ShownDocument,
    ShownRange,
    one_line,
    read_document,
)
from generator.agreement.narrative_facts import figures_drawn
from generator.agreement.plan_facts import plan_facts
from generator.agreement.programme_facts import programme_facts
from generator.agreement.risk_facts import risk_facts
from generator.errors import DocumentError
from generator.model.pack import Pack

_MOST = 5
"""Disagreements that are told; the cause of the first is mostly that of all."""


def refuse_disagreements(pack: Pack, files: Mapping[str, bytes]) -> None:
    """Read finished files of a pack back, by their names, and compare them with its inputs.

    Raises DocumentError where one says something else than the inputs, than another of them, or
    than itself; it names both places.
    """
    parts = (risk_facts(pack), plan_facts(pack), *programme_facts(pack))
    seen: dict[Key, Fact] = {}
    told: list[str] = []
    records = {reference for part in parts for reference in part.records}
    for name, content in files.items():
        document = read_document(name, content)
        told += (_stale(name, each) for each in document.ranges if not _is_drawn_right(each))
        for part in parts:
            for fact in _said(document, part, pack):
                right = part.right.get(fact.key, fact.value)
                if fact.key[1] == NAMED and fact.key[0] not in records:
                    told.append(f"{fact.key[0]} is named in {fact.place}, but not in {part.source}")
                elif not _agrees(fact.value, right):
                    told.append(_sentence(fact, right, seen.get(fact.key), part.source))
                else:
                    seen.setdefault(fact.key, fact)
    if told:
        more = f"; and {len(told) - _MOST} more" if len(told) > _MOST else ""
        of = f"{pack.name}/{pack.period}"
        raise DocumentError(
            f"The finished documents of {of} do not agree: {'; '.join(told[:_MOST])}{more}",
            "Nothing was released. Look for a tag under the wrong heading in the template. If "
            "there is none, report this as a fault of the program.",
        )


def _said(document: ShownDocument, part: Facts, pack: Pack) -> Iterator[Fact]:
    yield from part.said_by(document)
    if part.figures:
        yield from figures_drawn(document, part.figures, pack)


def _agrees(said: Value, right: Value) -> bool:
    if isinstance(right, frozenset):
        return said in right
    if isinstance(said, frozenset):
        return right in said
    return said.says(right) if isinstance(said, Prose) else said == right


def _sentence(fact: Fact, right: Value, other: Fact | None, source: str) -> str:
    of, what = fact.key
    place = other.place if other else source
    return f"{of}: {what} is {_shown(fact.value)} in {fact.place}, but {_shown(right)} in {place}"


def _shown(value: Value) -> str:
    text = "nothing" if value in (None, "") else str(value)
    if isinstance(value, frozenset):
        text = " or ".join(sorted(map(str, value)))
    return text if len(text) <= 60 else f"{text[:60]}…"


def _is_drawn_right(each: ShownRange) -> bool:
    """Whether a chart keeps what its cells hold, under the name that stands beside them."""
    names = {word for label in each.labels for word in re.findall(r"\w+", label)}
    is_named = not each.series or names.issuperset(re.findall(r"\w+", each.series))
    pairs = zip(each.stored, each.cells, strict=False)
    is_same = all(_is_same(stored, cell, bool(each.series)) for stored, cell in pairs)
    return is_named and is_same and len(each.stored) == len(each.cells)


def _is_same(stored: str, cell: str, is_value: bool) -> bool:
    """Whether a chart keeps what a cell holds; a text among values is drawn as nought."""
    try:
        return float(stored) == float(cell)
    except ValueError:
        return one_line(stored) == one_line(cell) or (
            is_value and stored == "0" and not _is_number(cell)
        )


def _is_number(text: str) -> bool:
    return text.replace(".", "", 1).isdigit()


def _stale(name: str, each: ShownRange) -> str:
    drawn = f"{each.series}: " if each.series else ""
    return (
        f"{name}, {each.chart}, draws {each.range} as {drawn}{', '.join(each.stored)}, but the "
        f"cells are {', '.join(each.labels[:1])}: {', '.join(each.cells)}"
    )
