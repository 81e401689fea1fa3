"""What an author writes between braces or square brackets, in Markdown and in Word alike."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from difflib import get_close_matches

from generator.model.narrative import Block, Placement, ProseBlock, ProseRun, ProseText

PLACEHOLDER = re.compile(r"(?<!\\)\{\{[^{}\n]*\}\}")
PLACEMENT = re.compile(r"\[(?P<kind>\w+):\s*(?P<name>[\w -]+?)\s*\]")
TYPED_NUMBER = re.compile(r"^\s*(?:\d+(?:\.\d+)*[.)]?|[A-Z][.)])\s+(?=\S)")
"""A number that an author types before a heading: 2.1 Background."""
_OPENED = re.compile(r"(\{\{|\{%|\{#).{0,40}")
_CLOSED = re.compile(r"\}\}|%\}")
_LIKE_A_PLACEMENT = ("table", "chart", "figure", "graph", "diagram", "image", "picture")


def section_key(name: str) -> str:
    """A name as templates have it: "Other options" and "other-options" are other_options."""
    return re.sub(r"[\W_]+", "_", name.lower()).strip("_")


def broken_braces(text: str, *, escaped: bool = False) -> str:
    """What is wrong with the braces of a text without its placeholders; "" if nothing is.

    `escaped` says that a backslash opened braces before it.
    """
    if opened := _OPENED.search(text):
        return f"{opened[0].strip()} is not closed, or is no figure"
    closed = None if escaped else _CLOSED.search(text)
    return f"{closed[0]} closes nothing" if closed else ""


def is_placement(found: re.Match[str], *, exactly: bool = False) -> bool:
    """Whether [word: name] asks for a table or chart; "[Note: see below]" is text like any other.

    A line of its own may also misspell the word; within a line only the words themselves count.
    """
    word = found["kind"].lower()
    if exactly:
        return word in ("table", "chart")
    return bool(get_close_matches(word, _LIKE_A_PLACEMENT, n=1, cutoff=0.75))


def placement(found: re.Match[str], line: int, *, is_alone: bool) -> Placement:
    """The placement that was found on a line of its file."""
    return Placement(
        kind=found["kind"].lower(),
        name=found["name"].lower().replace("_", "-"),
        written=found[0],
        line=line,
        is_alone=is_alone,
    )


def joined(runs: Sequence[ProseRun]) -> ProseText:
    """Neighbours of one format and line as one run."""
    found: list[ProseRun] = []
    for run in runs:
        last = found[-1] if found else None
        alike = last and not last.is_placeholder and replace(run, text=last.text) == last
        if last and alike:
            found[-1] = replace(run, text=last.text + run.text)
        else:
            found.append(run)
    return tuple(found)


def with_levels(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks of a section; each heading gets its place among the headings above it.

    `written_level` comes in as the author's, whatever the highest is, and goes out from 1.
    """
    found = list(blocks)
    headings = [each for each in found if isinstance(each, ProseBlock) and each.kind == "heading"]
    highest = min((each.written_level for each in headings), default=1)
    above: list[int] = []
    for block in found:
        if not (isinstance(block, ProseBlock) and block.kind == "heading"):
            yield block
            continue
        while above and above[-1] >= block.written_level:
            above.pop()
        above.append(block.written_level)
        written = block.written_level - highest + 1
        yield replace(block, level=len(above), written_level=written)
