"""Cells of ratings: a letter or word of the bands, or of the action plan's key."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Protocol

from generator.characters import code_point, quoted, yaml_text
from generator.findings import rule
from generator.inputs.cells.parsed_cell import Parsed, Remark
from generator.inputs.cells.text_cells import is_placeholder, parse_code, plain_word, says_nothing
from generator.inputs.files.input_sheet import Value

CELL_PLACEHOLDER = rule("CELL-08")
CELL_SPACES = rule("CELL-09")
RATING_UNREADABLE = rule("RAG-01")
RATING_TAKEN_AS = rule("RAG-02")


class Rating(Protocol):
    """A band of the matrix or a line of the action plan's key."""

    @property
    def letter(self) -> str: ...  # noqa: D102

    @property
    def word(self) -> str: ...  # noqa: D102

    @property
    def meaning(self) -> str: ...  # noqa: D102

    @property
    def also_written(self) -> tuple[str, ...]: ...  # noqa: D102


_SAME_RATING = {
    "red": ("high", "h", "severe", "extreme", "very high", "critical", "🔴", "🟥"),
    "amber": ("medium", "med", "m", "moderate", "yellow", "orange", "🟠", "🟡", "🟧", "🟨"),
    "green": ("low", "l", "minor", "🟢", "🟩"),
    "blue": ("complete", "completed", "done", "implemented", "closed", "🔵", "🟦"),
}


def parse_rating(value: Value, ratings: Sequence[Rating], declared: str) -> Parsed[str]:
    """The letter of a rating, given by letter, word, or both in any order.

    `declared` is the key of pack.yaml that holds the ratings.
    """
    code = parse_code(value)
    if code.value is None or says_nothing(code.value):
        return Parsed(None, code.remarks)
    written = code.value
    if isinstance(value, str) and value != value.strip():
        code = Parsed(written, (*code.remarks, _spaces(value)))
    if is_placeholder(written):
        remark = Remark(
            CELL_PLACEHOLDER,
            f"{quoted(written)} stands where a rating is meant",
            cause="placeholders",
        )
        return Parsed(None, (*code.remarks, remark))
    text = written.casefold().strip(" .*")
    for rating in ratings:
        names = (rating.letter, rating.word, *rating.also_written)
        if rating.letter and text in (plain_word(name) for name in names):
            return Parsed(rating.letter, code.remarks)
    return _rating_of_text(text, code, ratings, declared)


def _spaces(text: str) -> Remark:
    """The remark on spaces around a rating."""
    after = text[len(text.rstrip()) :]
    where, letter = ("ends in", after[0]) if after else ("begins with", text[0])
    seen = f"'{text}' {where} {code_point(letter)}; it was read as '{text.strip()}'"
    return Remark(CELL_SPACES, seen)


def _rating_of_text(
    text: str, code: Parsed[str], ratings: Sequence[Rating], declared: str
) -> Parsed[str]:
    """The letter of the one rating that a text names or means."""
    words = re.findall(r"[^\W\d_]+", text)
    whole = {
        rating.letter: rating
        for rating in ratings
        if _names(rating.word, words) or (rating.letter and _names(rating.letter, words))
    }
    if len(whole) == 1:
        return Parsed(next(iter(whole)), code.remarks)
    if len(whole) > 1:
        remark = _several(code.value or "", list(whole.values()), declared)
        return Parsed(None, (*code.remarks, remark))
    by_meaning = [rating for rating in ratings if _means(rating.word, text)] or [
        rating for rating in ratings if len(text) > 3 and _names_part(text, rating.meaning)
    ]
    if len(by_meaning) == 1:
        rating = by_meaning[0]
        seen = f"{quoted(code.value)} was read as {rating.word}"
        remark = Remark(RATING_TAKEN_AS, seen, cause="ratings in other words")
        return Parsed(rating.letter, (*code.remarks, remark))
    choices = ", ".join(f"{rating.word} ({rating.letter or 'blank'})" for rating in ratings)
    seen = f"{quoted(code.value)} is none of your ratings: {choices}"
    remedy = (
        f"Correct the cells, or add their words to a rating in pack.yaml under {declared}: "
        f"also_written: [{yaml_text(code.value or '')}]"
    )
    remark = Remark(RATING_UNREADABLE, seen, remedy, cause="unknown ratings")
    return Parsed(None, (*code.remarks, remark))


def _several(text: str, named: Sequence[Rating], declared: str) -> Remark:
    """The remark on a range such as "M - H": one rating in the cell, or the line that settles it.

    The line has the last one named in the order of the ratings.
    """
    choices = " or ".join(f"{rating.word} ({rating.letter})" for rating in named)
    last = named[-1]
    words = ", ".join(map(yaml_text, (*last.also_written, text)))
    remedy = (
        f"Write one rating in the cell: {choices}. If the range always means one of them, add it "
        f"to that rating in pack.yaml under {declared}, such as {last.word}: "
        f"also_written: [{words}]"
    )
    seen = f"{quoted(text)} names more than one of your ratings: {choices}"
    return Remark(RATING_UNREADABLE, seen, remedy, cause="several ratings")


def _names(name: str, words: Sequence[str]) -> bool:
    wanted = re.findall(r"[^\W\d_]+", name.casefold())
    return bool(wanted) and any(
        list(words[start : start + len(wanted)]) == wanted for start in range(len(words))
    )


def _names_part(text: str, meaning: str) -> bool:
    """Whether a text such as "not started" is part of a rating's meaning."""
    said = re.findall(r"[^\W\d_]+", meaning.casefold())
    return _names(text, said) and not ("not" in said and "not" not in text.split())


def _means(word: str, text: str) -> bool:
    """Whether text and the rating's word are two words for one colour."""
    own = word.casefold()
    for colour, others in _SAME_RATING.items():
        family = (colour, *others)
        if own in family and text in family:
            return True
    return False
