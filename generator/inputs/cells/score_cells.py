"""Cells of impact, likelihood, score and rating."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time
from functools import cached_property

from generator.characters import quoted, yaml_text
from generator.findings import rule
from generator.inputs.cells.number_cells import parse_number
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
from generator.model.risks import Score, rounded
from generator.model.standing import READINGS, top_score
from generator.settings.scoring import Band, ScalePoint, Scoring

CELL_PLACEHOLDER = rule("CELL-08")
RATING_UNLIKE_SCORE = rule("RAG-03")
SCORE_UNREADABLE = rule("SCORE-01")
WORD_UNLIKE_NUMBER = rule("SCORE-08")

_OTHER_SCALE = "Use steps of your scales, or declare longer ones under scoring in pack.yaml."
_DECIMALS = "If steps may lie between two others, write under scoring in pack.yaml: decimals: true"
_RANGE = re.compile(r"^[^\W\d_]+(?: [^\W\d_]+)?\s*(?:-|–|—|/|to)\s*[^\W\d_]+(?: [^\W\d_]+)?$")
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
    that the scale lacks. With `decimals` a number may lie between two steps.
    """

    name: str
    points: Sequence[ScalePoint]
    remedy: str | None = None
    decimals: bool = False

    @classmethod
    def of(cls, name: str, scoring: Scoring | None) -> StepScale:
        """The pack's scale of impact or likelihood."""
        if scoring is None:
            return cls(name=name, points=())
        return cls(name=name, points=getattr(scoring, name), decimals=scoring.decimals)

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
        if self.decimals:
            return self.points[0].score <= number <= self.points[-1].score
        return any(point.score == number for point in self.points)

    @property
    def has_shares(self) -> bool:
        """Whether percentages tell the step."""
        return self.points[0].up_to.strip().endswith("%") if self.points else False

    def step_by_limit(self, value: Value) -> int | None:
        """The step of a percentage or an amount; None where the scale has no limits for it."""
        if not self.points or self.points[0].limit is None or isinstance(value, bool):
            return None
        number = parse_number(value).value
        if number is None or number < 0:
            return None
        amount = float(number)
        if self.has_shares:
            if isinstance(value, str) and value.strip().endswith("%"):
                amount /= 100
            elif not 0 < amount < 1:
                return None  # the number of a step
            if amount > 1:
                return None
        within = (each.score for each in self.points if each.limit is None or amount <= each.limit)
        return next(within, None)


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
    words = [
        part
        for word in _WORDS.findall(text)
        if word not in ("x", "X")
        for part in _ends_of_range(word, scale)
    ]
    known = {word: scale.step_of(word) for word in words}
    return StepText(
        numbers=frozenset(number for number in numbers if scale.has(number)),
        named=frozenset(step for step in known.values() if step is not None),
        unknown=tuple(word for word, step in known.items() if step is None),
        others="%" in text or any(not scale.has(number) for number in numbers),
    )


def _ends_of_range(words: str, scale: StepScale) -> list[str]:
    """Both words of "L to M" where they are steps; any other words as they are."""
    ends = re.split(r"\s+to\s+|-", words)
    whole = scale.step_of(words) is not None or not all(map(scale.step_of, ends))
    return [words] if whole else ends


def parse_step(value: Value, scale: StepScale) -> Parsed[Score]:
    """A step of a scale by its number ("4", 4.0), its word, or both ("3 - Possible").

    Where the scale has limits, a percentage or an amount tells the step ("25%", "£64,500").

    Where number and word disagree, the number counts and the word is remarked on. TRUE is refused,
    though Python counts it as 1; so is a date, which Excel makes of 3-4.
    """
    named = None if isinstance(value, bool) else scale.step_of(as_text(value))
    if named is None:
        named = scale.step_by_limit(value)
    if named is not None:
        return Parsed(named)
    number = _plain_number(value)
    if number is not None:
        return Parsed(_whole_if_it_is(number)) if scale.has(number) else _off_scale(value, scale)
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


def _whole_if_it_is(number: float) -> Score:
    return int(number) if number == int(number) else number


def _off_scale(value: Value, scale: StepScale) -> Parsed[Score]:
    if not scale.points:
        return Parsed(None)
    seen = f"{quoted(as_text(value))} is not a step of {scale.in_words}"
    return Parsed(None, (Remark(SCORE_UNREADABLE, seen, _remedy(scale.decimals), "off the scale"),))


def _remedy(decimals: bool) -> str:
    """What to do about a number off the scale; all such cells are one finding."""
    return _OTHER_SCALE if decimals else f"{_OTHER_SCALE} {_DECIMALS}"


def _not_a_step(
    text: str, said: StepText, scale: StepScale, remarks: tuple[Remark, ...]
) -> Parsed[Score]:
    if not scale.points:
        return Parsed(None, remarks)
    if said.others or len(said.numbers) > 1 or len(said.named) > 1:
        several = len(said.numbers) > 1 or len(said.named) > 1
        what = "names more than one step" if several else "is not a step"
        seen = f"{quoted(text)} {what} of {scale.in_words}"
        fix = _which_step(text, said, scale) if several else "Give one step."
        return Parsed(None, (*remarks, Remark(SCORE_UNREADABLE, seen, fix)))
    seen = f"{quoted(text)} is not a word of {scale.in_words}"
    cause = "words not on the scale"
    return Parsed(None, (*remarks, Remark(SCORE_UNREADABLE, seen, scale.remedy, cause=cause)))


def _which_step(text: str, said: StepText, scale: StepScale) -> str:
    """What to do about a range such as "M - H": one step in the cell, or the line that says which.

    The line has the higher step, the cautious reading.
    """
    steps = [point for point in scale.points if point.score in said.numbers | said.named]
    choices = " or ".join(point.label for point in steps)
    highest = steps[-1]
    words = ", ".join(map(yaml_text, (*highest.also_written, text)))
    line = f"- {{score: {highest.score}, word: {yaml_text(highest.word)}, also_written: [{words}]}}"
    return (
        f"Write one step in the cell: {choices}. If the range always means one of them, say which "
        f"in pack.yaml under scoring.{scale.name}, such as\n{line}"
    )


def _plain_number(value: Value) -> int | float | None:
    """The number of a numeric cell, or of text that is nothing but a number."""
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        return None
    if not isinstance(value, str):
        return value
    text = value.strip()
    return float(text) if _NUMBER.match(text) and text.isascii() else None


def parse_total(value: Value, scoring: Scoring | None) -> Parsed[Score]:
    """A given score by the pack's scales, with or without words: "16 - High".

    The number counts; a word that names another band than the number's is remarked on. Without
    scoring, or a rule of scores, any number above 0 is a score. One that is not whole is kept with
    the remark that it should be: it is off the scale, but plain.
    """
    highest = top_score(scoring) if scoring else None
    decimals = scoring is None or not scoring.has_whole_scores
    bands = scoring.bands if scoring else ()
    number = _plain_number(value)
    remarks: tuple[Remark, ...] = ()
    shown: object = as_text(value)
    if number is None:
        code = _code(value)
        if code.value is None:
            return Parsed(None, code.remarks)
        shown, remarks = code.value, code.remarks
        number = _only_number(code.value)
    score = None if number is None or not 0 < number <= (highest or number) else rounded(number)
    if score is not None and (decimals or (score == number and isinstance(score, int))):
        return Parsed(score, (*remarks, *_other_band(str(shown), score, bands)))
    if scoring is None:
        return Parsed(None, remarks)
    kind = "score" if decimals else "whole score"
    seen = f"{quoted(shown)} is not a {kind} {f'from 1 to {highest}' if highest else 'above 0'}"
    remark = Remark(SCORE_UNREADABLE, seen, _remedy(decimals), cause="off the scale")
    return Parsed(score, (*remarks, remark))


def _other_band(text: str, score: Score, bands: Sequence[Band]) -> Iterator[Remark]:
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
