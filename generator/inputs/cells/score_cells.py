"""Cells of impact, likelihood, score and rating."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, time
from typing import Protocol

from generator.characters import code_point, quoted
from generator.inputs.cells.cell_rules import (
    CELL_PLACEHOLDER,
    CELL_SPACES,
    RATING_TAKEN_AS,
    RATING_UNREADABLE,
    SCORE_UNREADABLE,
)
from generator.inputs.cells.parsed_cell import Parsed, Remark
from generator.inputs.cells.text_cells import broken_value, parse_code, says_nothing
from generator.inputs.files.input_sheet import Value
from generator.settings.scoring import ScalePoint

_PLACEHOLDER = re.compile(
    r"^(?:tb[ca]|tbd|to be (?:confirmed|advised|determined|agreed|assessed|scored)|xx+|\?+|pending"
    r"|not (?:yet )?(?:scored|assessed|known|rated)|unknown)\.?$",
    re.IGNORECASE,
)
_WHOLE = re.compile(r"^\d+(?:\.0+)?$")
_WORDS = re.compile(r"[^\W\d_]+(?:[ '-][^\W\d_]+)*")


def is_placeholder(text: str) -> bool:
    """Whether the text says only that the value is still to come."""
    return _PLACEHOLDER.match(text) is not None


def parse_step(value: Value, scale: Sequence[ScalePoint]) -> Parsed[int]:
    """A step of a scale by its number ("4", 4.0), its word, or both ("3 - Possible").

    TRUE is refused, though Python counts it as 1; so is a date, which Excel makes of 3-4.
    """
    number = _plain_number(value)
    if number is not None:
        return _on_scale(number, value, scale)
    code = _code(value)
    if code.value is None:
        return Parsed(None, code.remarks)
    number = _step_of_text(code.value, scale)
    if number is None:
        seen = f"{quoted(code.value)} is not on the scale, {_scale_in_words(scale)}"
        return Parsed(None, (*code.remarks, Remark(SCORE_UNREADABLE, seen)))
    return Parsed(number, code.remarks)


def _plain_number(value: Value) -> int | float | None:
    """The number of a numeric cell, or of text that is nothing but a number."""
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        return None
    if not isinstance(value, str):
        return value
    text = value.strip()
    return float(text) if text.isascii() and _WHOLE.match(text) and len(text) < 12 else None


def _on_scale(number: int | float, value: Value, scale: Sequence[ScalePoint]) -> Parsed[int]:
    for point in scale:
        if point.score == number:
            return Parsed(point.score)
    seen = f"{quoted(value)} is not on the scale, {_scale_in_words(scale)}"
    return Parsed(None, (Remark(SCORE_UNREADABLE, seen),))


def _step_of_text(text: str, scale: Sequence[ScalePoint]) -> int | None:
    """The step that a text names; None where it names none, or two."""
    named = {
        point.score
        for point in scale
        for name in (point.word, *point.also_written)
        if _same(name, text)
    }
    if not named:
        digits = {int(found) for found in re.findall(r"(?<![\d.])\d{1,2}(?![\d.])", text)}
        steps = digits & {point.score for point in scale}
        words = _WORDS.findall(text)
        by_word = {
            point.score
            for point in scale
            for name in (point.word, *point.also_written)
            if any(_same(name, word) for word in words)
        }
        if by_word:
            named = by_word if not steps or steps == by_word else set()
        elif steps == digits and not _contradicts(words):
            named = steps
    return named.pop() if len(named) == 1 else None


def _contradicts(words: Iterable[str]) -> bool:
    """Whether words beside a number are more than a letter or two such as "L3"."""
    return any(len(word) > 2 for word in words)


def _same(name: str, text: str) -> bool:
    return " ".join(name.split()).casefold() == " ".join(text.split()).strip(" .").casefold()


def _scale_in_words(scale: Sequence[ScalePoint]) -> str:
    steps = [point.score for point in scale]
    return f"which goes from {min(steps)} to {max(steps)}"


def parse_total(value: Value, highest: int) -> Parsed[int]:
    """A given score, a whole number from 1 to `highest`; words beside it are passed over."""
    number = _plain_number(value)
    remarks: tuple[Remark, ...] = ()
    shown: object = value
    if number is None:
        code = _code(value)
        if code.value is None:
            return Parsed(None, code.remarks)
        shown, remarks = code.value, code.remarks
        number = _only_number(code.value)
    if number is None or number != int(number) or not 1 <= number <= highest:
        seen = f"{quoted(shown)} is no score, which goes from 1 to {highest}"
        return Parsed(None, (*remarks, Remark(SCORE_UNREADABLE, seen)))
    return Parsed(int(number), remarks)


def _only_number(text: str) -> int | None:
    """The number of "15 (High)", or the result of "3 x 5 = 15" and of "3 x 5"."""
    numbers = [int(found) for found in re.findall(r"(?<![\d.])\d{1,3}(?![\d.])", text)]
    if len(numbers) == 3 and numbers[0] * numbers[1] == numbers[2]:
        return numbers[2]
    if len(numbers) == 2 and re.search(r"\d\s*[x×*]\s*\d", text, re.IGNORECASE):
        return numbers[0] * numbers[1]
    return numbers[0] if len(numbers) == 1 else None


def _code(value: Value) -> Parsed[str]:
    """The text of a score cell; None, remarked on, where it says that there is no score yet."""
    broken = broken_value(value)
    if broken is not None:
        return Parsed(None, (broken,))
    if isinstance(value, (bool, date, time)):
        seen = f"{quoted(value)} is a {'truth value' if isinstance(value, bool) else 'date'}"
        return Parsed(None, (Remark(SCORE_UNREADABLE, f"{seen}, not a score"),))
    code = parse_code(value)
    if code.value is None or says_nothing(code.value):
        return Parsed(None, code.remarks)
    if is_placeholder(code.value):
        remark = Remark(CELL_PLACEHOLDER, f"{quoted(code.value)} stands instead of a score")
        return Parsed(None, (*code.remarks, remark))
    return code


class Rating(Protocol):
    """A band of the matrix or a line of the action plan's key."""

    @property
    def letter(self) -> str: ...  # noqa: D102

    @property
    def word(self) -> str: ...  # noqa: D102

    @property
    def meaning(self) -> str: ...  # noqa: D102


_SAME_RATING = {
    "red": ("high", "severe", "extreme", "very high", "critical", "🔴", "🟥"),
    "amber": ("medium", "med", "moderate", "yellow", "orange", "🟠", "🟡", "🟧", "🟨"),
    "green": ("low", "minor", "🟢", "🟩"),
    "blue": ("complete", "completed", "done", "implemented", "closed", "🔵", "🟦"),
}


def parse_rating(value: Value, ratings: Sequence[Rating]) -> Parsed[str]:
    """The letter of a rating, given by letter, word, or both in any order."""
    code = parse_code(value)
    if code.value is None or says_nothing(code.value):
        return Parsed(None, code.remarks)
    written = code.value
    if isinstance(value, str) and value != value.strip():
        code = Parsed(written, (*code.remarks, _spaces(value)))
    if is_placeholder(written):
        remark = Remark(CELL_PLACEHOLDER, f"{quoted(written)} stands instead of a rating")
        return Parsed(None, (*code.remarks, remark))
    text = written.casefold().strip(" .*")
    for rating in ratings:
        if rating.letter and text in (rating.letter.casefold(), rating.word.casefold()):
            return Parsed(rating.letter, code.remarks)
    return _rating_of_text(text, code, ratings)


def _spaces(text: str) -> Remark:
    """What to say of the spaces around a rating."""
    after = text[len(text.rstrip()) :]
    where, letter = ("ends in", after[0]) if after else ("begins with", text[0])
    seen = f"“{text}” {where} {code_point(letter)}; it was read as {text.strip()}"
    return Remark(CELL_SPACES, seen)


def _rating_of_text(text: str, code: Parsed[str], ratings: Sequence[Rating]) -> Parsed[str]:
    words = re.findall(r"[^\W\d_]+", text)
    whole = {
        rating.letter: rating
        for rating in ratings
        if _names(rating.word, words) or (rating.letter and _names(rating.letter, words))
    }
    if len(whole) == 1:
        return Parsed(next(iter(whole)), code.remarks)
    by_meaning = [rating for rating in ratings if _means(rating.word, text)] or [
        rating for rating in ratings if len(text) > 3 and _names_part(text, rating.meaning)
    ]
    if len(by_meaning) == 1 and not whole:
        rating = by_meaning[0]
        seen = f"{quoted(code.value)} was taken as {rating.word}"
        return Parsed(rating.letter, (*code.remarks, Remark(RATING_TAKEN_AS, seen)))
    choices = ", ".join(f"{rating.word} ({rating.letter or 'blank'})" for rating in ratings)
    seen = f"{quoted(code.value)} is none of {choices}"
    return Parsed(None, (*code.remarks, Remark(RATING_UNREADABLE, seen)))


def _names(name: str, words: Sequence[str]) -> bool:
    wanted = re.findall(r"[^\W\d_]+", name.casefold())
    return bool(wanted) and any(
        list(words[start : start + len(wanted)]) == wanted for start in range(len(words))
    )


def _names_part(text: str, meaning: str) -> bool:
    """Whether a text such as "not started" stands in a rating's meaning."""
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
