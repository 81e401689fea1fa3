"""The words of a Word paragraph as runs of prose, with their placeholders found.

Word curls quotes, puts spaces and hyphens that do not break, and splits words over runs. Between
braces and square brackets what the author typed is meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from generator.inputs.narrative.word_runs import Piece
from generator.inputs.narrative.written_marks import (
    PLACEHOLDER,
    PLACEMENT,
    broken_braces,
    is_placement,
    joined,
    placement,
)
from generator.model.narrative import Block, ProseRun, ProseText, Unsupported

_TYPED = str.maketrans(
    {
        **dict.fromkeys("“”„", '"'),
        **dict.fromkeys("‘’‚", "'"),
        **dict.fromkeys("\u00a0\u2007\u2009\u202f\t", " "),
        **dict.fromkeys("\u2010\u2011", "-"),
        **dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff\u00ad", None),
    }
)
_MARKUP = re.compile(r"\{\{[^{}\n]*\}\}|\[[^\[\]\n]*:[^\[\]\n]*\]")
_ESCAPED = "\\{{"


def spoken(text: str) -> str:
    """A text with what is between braces or square brackets as it was typed."""
    return _MARKUP.sub(lambda found: found[0].translate(_TYPED), text)


def prose_of(pieces: Sequence[Piece], line: int) -> tuple[ProseText, list[Block]]:
    """The runs of a text, and what is wrong with what it wants to insert."""
    text = "".join(piece.text for piece in pieces)
    runs: list[ProseRun] = []
    cut = _cut(pieces, [found.span() for found in PLACEHOLDER.finditer(text)])
    for number, parts in groupby(cut, key=lambda part: part[0]):
        found = [part for _, part in parts]
        if number is None:
            runs += [_run(each, each.text.replace(_ESCAPED, "{{"), line) for each in found]
        else:
            written = "".join(each.text for each in found).translate(_TYPED)
            runs.append(_run(found[0], written, line, is_placeholder=True))
    return joined(runs), list(_faults(text, pieces, line))


def _run(piece: Piece, text: str, line: int, *, is_placeholder: bool = False) -> ProseRun:
    return ProseRun(
        text=text,
        line=line,
        strong=piece.strong,
        emphasis=piece.emphasis,
        link=piece.link,
        is_placeholder=is_placeholder,
    )


def _cut(
    pieces: Iterable[Piece], spans: Sequence[tuple[int, int]]
) -> Iterator[tuple[int | None, Piece]]:
    """The pieces, cut where a span begins or ends; each with the number of the span it is in."""
    at = number = 0
    for piece in pieces:
        end_of_piece = at + len(piece.text)
        while at < end_of_piece:
            start, end = spans[number] if number < len(spans) else (end_of_piece, end_of_piece)
            is_inside = start <= at < end
            upto = min(end if is_inside else start, end_of_piece)
            text = piece.text[len(piece.text) - (end_of_piece - at) :][: upto - at]
            part = Piece(text=text, strong=piece.strong, emphasis=piece.emphasis, link=piece.link)
            yield (number if is_inside else None), part
            at = upto
            if is_inside and at == end:
                number += 1


def _faults(text: str, pieces: Iterable[Piece], line: int) -> Iterator[Block]:
    rest = PLACEHOLDER.sub("", text)
    escaped = _ESCAPED in rest
    for each in rest.replace(_ESCAPED, "").split("\n"):
        if seen := broken_braces(each, escaped=escaped):
            yield Unsupported(kind="braces", seen=seen, line=line)
    for link in dict.fromkeys(piece.link for piece in pieces):
        if "{{" in link or "%7B%7B" in link:
            seen = "the text holds a figure in the address of a link"
            yield Unsupported(kind="markdown", seen=seen, line=line)
    said = spoken(text)
    for each in said.split("\n"):
        for found in PLACEMENT.finditer(each):
            if is_placement(found, exactly=found[0] != each.strip()):
                yield placement(found, line, is_alone=False)
