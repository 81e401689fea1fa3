"""Cells of impact, likelihood, score and rating."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time
from functools import cached_property

from generator.characters import quoted
from generator.findings import rule
from generator.inputs.cells.parsed_cell import Parsed, Remark
from generator.inputs.cells.rating_cells import parse_rating
from generator.inputs.cells.text_cells import (
    as_text,
    broken_value,
    is_placeholder,
    parse_code,
    plain_word,
    says_nothing,
)
from generator.inputs.files.input_sheet import Value
from generator.model.standing import READINGS
from generator.settings.scoring import Band, ScalePoint

CELL_PLACEHOLDER = rule("CELL-08")
RATING_UNLIKE_SCORE = rule("RAG-03")
SCORE_UNREADABLE = rule("SCORE-01")
WORD_UNLIKE_NUMBER = rule("SCORE-08")

_OTHER_SCALE = "Use whole steps of your scales, or declare longer ones under scoring in pack.yaml."
_NUMBER = re.compile(r"^-?\d{1,9}(?:\.\d{1,17})?$")
_DIGITS = re.compile(r"(?<![\d.])\d{1,2}(?![\d.])")
_BRACKETS = re.compile(r"\([^()]*\)")
_AMOUNT = r"\d{1,6}(?:\.\d{1,6})?\s{0,3}"  # bounded: a cell may hold 30,000 digits
_PERCENTAGES = re.compile(
    rf"(?<!\d)[<>≤≥~]?\s{{0,3}}{_AMOUNT}(?:%?\s{{0,3}}(?:-|–|to)\s{{0,3}}{_AMOUNT})?%"
)
_OUT_OF = re.compile(r"^(\d{1,2})\s*(?:/|out of|of)\s*(\d{1,2})$")
_WORDS = re.compile(r"[^\W\d_]+(?:[ '-][^\W\d_]+)*")


@dataclass(frozen=True, kw_only=True)
class StepScale:
    """The scale of impact or likelihood, as cells are compared with it.

    `name` is "impact" or "likelihood". `points` is empty where the pack declares no scale: then a
    number is taken as it is, and words alone say nothing. `remedy` says where to declare words
    that the scale lacks.
    """

    name: str
    points: Sequence[ScalePoint]
    remedy: str | None = None

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of the columns that hold steps of the scale; "potential_impact" is a text's."""
        return tuple(f"{stage}_{self.name}" for stage in READINGS)

    @cached_property
    def by_name(self) -> dict[str, int]:
        """The step of each word and other spelling, in small letters."""
        names: dict[str, int] = {}
        for point in self.points:
            for name in (*point.also_written, point.word):
                names.setdefault(plain_word(name), point.score)
        return names

    def step_of(self, word: str) -> int | None:
        """The step that a word names; None where the scale does not declare it."""
        return self.by_name.get(plain_word(word))

    @property
    def in_words(self) -> str:
        """The scale for a message: "your impact scale (1 to 5)"."""
        return f"your {self.name} scale ({self.points[0].score} to {self.points[-1].score})"

    def has(self, number: float) -> bool:
        """Whether a number is a step; any whole number is, where no scale is declared."""
        if not self.points:
            return number == int(number) and number > 0
        return any(point.score == number for point in self.points)


@dataclass(frozen=True, kw_only=True)
class StepText:
    """What the text of an impact or likelihood says.

    `numbers` are the numbers in it that are steps, `named` the steps of words in it that the scale
    declares, `unknown` the words that it does not declare; `others` are numbers off the scale.
    """

    numbers: frozenset[int]
    named: frozenset[int]
    unknown: tuple[str, ...]
    others: bool = False

    @property
    def step(self) -> int | None:
        """The step that is meant: the number counts more than the word. None if it is not one."""
        if self.others or len(self.numbers) > 1:
            return None
        said = self.numbers or self.named
        return next(iter(said)) if len(said) == 1 else None


def read_step_text(text: str, scale: StepScale) -> StepText:
    """The steps and words in a text such as "4 - Severe", "Likely / Probable" or "Minor (2)"."""
    named = scale.step_of(text)
    if named is not None:
        return StepText(numbers=frozenset(), named=frozenset({named}), unknown=())
    if (found := _OUT_OF.match(text)) and scale.points and int(found[2]) == len(scale.points):
        text = found[1]
    # "5 - Catastrophic (>£1m)" and "Likely, 50 to 80%" explain the step that they name.
    for explanation in (_BRACKETS, _PERCENTAGES):
        rest = explanation.sub(" ", text)
        if _DIGITS.search(rest) or any(map(scale.step_of, _WORDS.findall(rest))):
            text = rest
    # "5" may be declared as another spelling of step 3.
    numbers = {scale.by_name.get(number, int(number)) for number in _DIGITS.findall(text)}
    words = [word for word in _WORDS.findall(text) if word not in ("x", "X")]
    known = {word: scale.step_of(word) for word in words}
    return StepText(
        numbers=frozenset(number for number in numbers if scale.has(number)),
        named=frozenset(step for step in known.values() if step is not None),
        unknown=tuple(word for word, step in known.items() if step is None),
        others="%" in text or any(not scale.has(number) for number in numbers),
    )


def parse_step(value: Value, scale: StepScale) -> Parsed[int]:
    """A step of a scale by its number ("4", 4.0), its word, or both ("3 - Possible").

    Where number and word disagree, the number counts and the word is remarked on. TRUE is refused,
    though Python counts it as 1; so is a date, which Excel makes of 3-4.
    """
    named = None if isinstance(value, bool) else scale.step_of(as_text(value))
    if named is not None:
        return Parsed(named)
    number = _plain_number(value)
    if number is not None:
        return Parsed(int(number)) if scale.has(number) else _off_scale(value, scale)
    code = _code(value)
    if code.value is None:
        return Parsed(None, code.remarks)
    said = read_step_text(code.value, scale)
    if said.step is None:
        return _not_a_step(code.value, said, scale, code.remarks)
    confirmed = not said.numbers or said.numbers <= said.named
    if confirmed or not scale.points or not (said.named or _tells_more(said.unknown)):
        return Parsed(said.step, code.remarks)
    return Parsed(said.step, (*code.remarks, _disagreement(code.value, said.step, scale)))


def _tells_more(words: Sequence[str]) -> bool:
    """Whether words beside a number are more than a letter or two such as "L3"."""
    return any(len(word) > 2 for word in words)


def _disagreement(text: str, step: int, scale: StepScale) -> Remark:
    word = next(point.word for point in scale.points if point.score == step)
    seen = f"{quoted(text)} was read as {step}, which your {scale.name} scale calls {word}"
    return Remark(WORD_UNLIKE_NUMBER, seen, scale.remedy, cause="words beside numbers")


def _off_scale(value: Value, scale: StepScale) -> Parsed[int]:
    if not scale.points:
        return Parsed(None)
    seen = f"{quoted(as_text(value))} is not a step of {scale.in_words}"
    return Parsed(None, (Remark(SCORE_UNREADABLE, seen, _OTHER_SCALE, cause="off the scale"),))


def _not_a_step(
    text: str, said: StepText, scale: StepScale, remarks: tuple[Remark, ...]
) -> Parsed[int]:
    if not scale.points:
        return Parsed(None, remarks)
    if said.others or len(said.numbers) > 1 or len(said.named) > 1:
        several = len(said.numbers) > 1 or len(said.named) > 1
        what = "names more than one step" if several else "is not a step"
        seen = f"{quoted(text)} {what} of {scale.in_words}"
        return Parsed(None, (*remarks, Remark(SCORE_UNREADABLE, seen, "Give one step.")))
    seen = f"{quoted(text)} is not a word of {scale.in_words}"
    cause = "words not on the scale"
    return Parsed(None, (*remarks, Remark(SCORE_UNREADABLE, seen, scale.remedy, cause=cause)))


def _plain_number(value: Value) -> int | float | None:
    """The number of a numeric cell, or of text that is nothing but a number."""
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        return None
    if not isinstance(value, str):
        return value
    text = value.strip()
    return float(text) if _NUMBER.match(text) and text.isascii() else None


def parse_total(value: Value, highest: int | None, bands: Sequence[Band] = ()) -> Parsed[int]:
    """A given score, a whole number from 1 to `highest`, with or without words: "16 - High".

    The number counts; a word that names another of the `bands` than the number's is remarked on.
    Where the pack has no scoring, `highest` is None and any whole number is a score.
    """
    number = _plain_number(value)
    remarks: tuple[Remark, ...] = ()
    shown: object = as_text(value)
    if number is None:
        code = _code(value)
        if code.value is None:
            return Parsed(None, code.remarks)
        shown, remarks = code.value, code.remarks
        number = _only_number(code.value)
    if number is not None and number == int(number) and 1 <= number <= (highest or number):
        return Parsed(int(number), (*remarks, *_other_band(str(shown), int(number), bands)))
    if highest is None:
        return Parsed(None, remarks)
    seen = f"{quoted(shown)} is not a whole score from 1 to {highest}"
    remark = Remark(SCORE_UNREADABLE, seen, _OTHER_SCALE, cause="off the scale")
    return Parsed(None, (*remarks, remark))


def _other_band(text: str, score: int, bands: Sequence[Band]) -> Iterator[Remark]:
    """The remark on a word beside a score that names another band than the score's."""
    word = " ".join(found for found in _WORDS.findall(text) if found not in ("x", "X"))
    named = parse_rating(word, bands, "") if word and bands else None
    own = next(
        (b for b in bands if b.lowest and b.highest and b.lowest <= score <= b.highest), None
    )
    if named is None or named.remarks or own is None or named.value in (None, own.letter):
        return
    seen = f"{quoted(text)} was read as {score}, which is {own.word} by your bands"
    yield Remark(RATING_UNLIKE_SCORE, seen, cause="words beside scores")


def _only_number(text: str) -> int | None:
    """The number of "15 (High)", or the result of "3 x 5 = 15", "15 (3 x 5)" and "3 x 5"."""
    numbers = [int(found) for found in re.findall(r"(?<![\d.A-WYZ])\d{1,3}(?![\d.])", text)]
    if len(numbers) == 3 and numbers[0] * numbers[1] == numbers[2]:
        return numbers[2]
    if len(numbers) == 3 and numbers[1] * numbers[2] == numbers[0]:
        return numbers[0]
    if len(numbers) == 2 and re.search(r"\d\s*[x×*]\s*\d", text, re.IGNORECASE):
        return numbers[0] * numbers[1]
    return numbers[0] if len(numbers) == 1 else None


def _code(value: Value) -> Parsed[str]:
    """The text of a score cell; None, with a remark, if it holds a placeholder or no score."""
    broken = broken_value(value)
    if broken is not None:
        return Parsed(None, (broken,))
    if isinstance(value, (bool, date, time)):
        what = "TRUE or FALSE" if isinstance(value, bool) else "a date"
        seen = f"{quoted(as_text(value))} is {what}, not a score"
        return Parsed(None, (Remark(SCORE_UNREADABLE, seen, "Type the number of the step."),))
    code = parse_code(value)
    if code.value is None or says_nothing(code.value):
        return Parsed(None, code.remarks)
    if is_placeholder(code.value):
        remark = Remark(
            CELL_PLACEHOLDER,
            f"{quoted(code.value)} stands where a score is meant",
            cause="placeholders",
        )
        return Parsed(None, (*code.remarks, remark))
    return code
