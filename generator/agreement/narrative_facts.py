"""The figures that the narrative draws, found again in the prose of finished documents."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from generator.agreement.facts import Fact, Key, number
from generator.agreement.finished_documents import ShownDocument
from generator.model.narrative import NarrativeSection, ProseRun, ProseText
from generator.model.pack import Pack

_CONTEXT = 25
"""Characters beside a figure by which its place in the prose is found again."""
_NAME = re.compile(r"\{\{\s*([\w.]+)")


def figures_drawn(
    document: ShownDocument, figures: Mapping[str, Key], pack: Pack
) -> Iterator[Fact]:
    """Each figure of these names that a document prints where the narrative draws it."""
    text = " ".join(" ".join(document.lines).split())
    for section in (*pack.narrative.values(), *pack.implications.values()):
        for before, name, after in _drawn(section):
            if name in figures:
                pattern = f"{re.escape(before)}(\\S{{1,20}}){re.escape(after)}"
                for found in re.finditer(pattern, text):
                    place = f"{document.name}, '{found[0]}'"
                    yield Fact(key=figures[name], value=number(found[1]), place=place)


def _drawn(section: NarrativeSection) -> Iterator[tuple[str, str, str]]:
    """Each figure of a section, with the words before and after it."""
    for text in section.texts():
        for at, run in enumerate(text):
            name = _NAME.match(run.text) if run.is_placeholder else None
            before, after = _beside(text, at - 1, last=True), _beside(text, at + 1)
            if name and len(before) + len(after) > _CONTEXT / 2:
                yield before, name[1], after


def _beside(text: ProseText, at: int, *, last: bool = False) -> str:
    """The words of a run beside a figure; nothing beside another figure, or at an end."""
    run: ProseRun | None = text[at] if 0 <= at < len(text) else None
    if run is None or run.is_placeholder:
        return ""
    shown = re.sub(r"\s+", " ", run.text)
    return shown[-_CONTEXT:] if last else shown[:_CONTEXT]
