"""What is wrong with a text of the settings or the narrative that no document can hold."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.characters import code_point, unstorable
from generator.findings import Finding, Location, rule
from generator.inputs.cells.cell_rules import CELL_TOO_LONG, CELL_UNSTORABLE
from generator.inputs.cells.parsed_cell import quoted
from generator.model.programme import LONGEST_PARAGRAPH

PARAGRAPH_TOO_LONG = rule("TEXT-08")
_LONGEST = 32_767
"""What a cell of Excel holds; a setting may stand in one."""
_BLOCK = re.compile(r"\n(?=[ \t]*(?:\n|[-*+>|#]|\d+[.)]))")
"""Where a paragraph of Markdown ends: at a blank line, an entry of a list, a row of a table."""


def text_findings(text: str, place: Location) -> Iterator[Finding]:
    """What keeps a setting out of documents; all of it is at the place of its key."""
    strange = unstorable(text)
    if strange is not None:
        yield CELL_UNSTORABLE.at(place, _holds(text, strange))
    if len(text) > _LONGEST:
        yield CELL_TOO_LONG.at(place, f"the text has {len(text):,} characters")


def prose_findings(text: str, file: str, first: int) -> Iterator[Finding]:
    """What keeps a narrative text, which begins on line `first`, out of a report."""
    for number, line in enumerate(text.split("\n"), start=first):
        strange = unstorable(line)
        if strange is not None:
            yield CELL_UNSTORABLE.at(Location(file=file, line=number), _holds(line, strange))
    if len(text) <= LONGEST_PARAGRAPH:
        return
    begin = first
    for block in _BLOCK.split(text):
        words = block.strip()
        if len(words) > LONGEST_PARAGRAPH:
            place = begin + block[: block.index(words)].count("\n")
            seen = f"the paragraph has {len(words):,} characters"
            yield PARAGRAPH_TOO_LONG.at(Location(file=file, line=place), seen)
        begin += block.count("\n") + 1


def _holds(text: str, strange: str) -> str:
    return f"the text holds {code_point(strange)} after {quoted(text[: text.index(strange)][-20:])}"
