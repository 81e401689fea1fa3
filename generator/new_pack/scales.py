"""Works out the two scales of a register, and how its scores follow from them, from its cells."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from statistics import mean

from generator.inputs.cells.text_cells import plain_word
from generator.inputs.tables.input_table import InputTable
from generator.model.risks import Score, rounded
from generator.model.standing import READINGS
from generator.new_pack.percentage_scale import limits_of, share_of
from generator.new_pack.reading_cells import Written, WrittenReading, without_slips

_LADDERS = (
    ("Low", "Medium", "High"),
    ("Low", "Medium", "High", "Very high"),
    ("Very low", "Low", "Medium", "High", "Very high"),
    ("Rare", "Unlikely", "Possible", "Likely", "Almost certain"),
    ("Unlikely", "Possible", "Likely", "Almost certain"),
    ("Unlikely", "Possible", "Likely", "Very likely"),
    ("Negligible", "Minor", "Moderate", "Major", "Catastrophic"),
    ("Insignificant", "Minor", "Moderate", "Major", "Catastrophic"),
    ("Minor", "Moderate", "Major", "Catastrophic"),
    ("Minor", "Moderate", "Serious", "Critical"),
    ("Minor", "Moderate", "Major"),
)
"""Scales as councils word them, lowest step first; the first that has all words is taken."""
_SHORT = {
    "vl": "very low", "l": "low", "m": "medium", "med": "medium", "h": "high", "vh": "very high",
}  # fmt: skip
_RANGE = re.compile(
    r"(?:v?[hml]|low|med(?:ium)?|high)\s*(?:-|–|/|to)\s*(?:v?[hml]|low|med(?:ium)?|high)"
)
_SCALE_IN_HEADING = re.compile(r"[(\[]\s*1\s*(?:-|–|to)\s*(\d{1,2})\s*[)\]]")
_SERIES = (tuple("ABCDEFGH"), ("I", "II", "III", "IV", "V", "VI"))
_RANKS = {
    "green": 1, "g": 1, "low": 1, "l": 1, "amber": 2, "a": 2, "yellow": 2, "medium": 2, "m": 2,
    "red": 3, "r": 3, "high": 3, "h": 3,
}  # fmt: skip
_CLEAR = 0.4
"""The least difference of mean ratings that shows which end of a series is the higher one."""
_USUAL, _LONGEST = 5, 10
_ENOUGH = 20
"""Cells after which a highest step of 4 is believed to be the top of the scale."""


class ScoreRule(StrEnum):
    """How the scores of a register follow from impact and likelihood."""

    PRODUCT = "product"
    SUM = "sum"
    MATRIX = "matrix"
    GIVEN = "given"

    @property
    def in_words(self) -> str:
        """The rule as a person would say it."""
        return {
            ScoreRule.PRODUCT: "impact × likelihood",
            ScoreRule.SUM: "impact + likelihood",
            ScoreRule.MATRIX: "none: the cell of the matrix tells the band",
            ScoreRule.GIVEN: "as the register gives them: they follow no rule",
        }[self]


@dataclass(frozen=True, kw_only=True)
class Step:
    """A step of a scale: its number, its word, and other words that cells use for it.

    `up_to` is the highest percentage that is this step, where cells hold percentages.
    """

    score: int
    word: str
    also_written: tuple[str, ...] = ()
    up_to: str = ""


@dataclass(frozen=True, kw_only=True)
class Scale:
    """The steps of impact or likelihood, lowest first, and why; none where only a person can say.

    `doubt` is what the cells leave open, as a sentence without its full stop.
    """

    steps: tuple[Step, ...]
    reason: str
    doubt: str = ""
    unordered: tuple[str, ...] = ()
    holds_percentages: bool = False

    @property
    def has_words(self) -> bool:
        """Whether any step has a word besides its number."""
        return any(step.word != str(step.score) or step.up_to for step in self.steps)

    def step_of(self, cell: Written) -> Score | None:
        """The step that a cell names, which may lie between two of the scale."""
        if self.holds_percentages:
            share = share_of(cell)
            if share is None:
                return None
            found = (step.score for step in self.steps if not step.up_to or share <= _limit(step))
            return next(found, None)
        if cell.number is not None:
            return rounded(cell.number)
        word = plain_word(cell.text)
        for step in self.steps:
            if word in map(plain_word, (step.word, *step.also_written)):
                return step.score
        return None


def scale_of(
    name: str,
    readings: Sequence[WrittenReading],
    tables: Sequence[InputTable],
    key: Mapping[int, str],
    top_of_bands: int,
) -> Scale:
    """The scale of impact or likelihood; `key` has the words of a key in the workbook.

    `top_of_bands` is the highest score of the key's bands, 0 without any.
    """
    if _has_percentages(name, tables):
        return _scale_of_percentages(readings)
    own = [cell for each in readings if (cell := getattr(each, name)).text]
    numbers = [cell.number for cell in own if cell.number is not None]
    if own and len(numbers) * 2 < len(own):
        return _scale_of_words(own, [(getattr(each, name), each.rag) for each in readings])
    both = [cell.number or 0 for each in readings for cell in (each.impact, each.likelihood)]
    length, reason, doubt = _length(name, both, tables, key, top_of_bands)
    words = _words_beside(own) | {score: (word,) for score, word in key.items()}
    steps = tuple(_step(score, words.get(score, ())) for score in range(1, length + 1))
    return Scale(steps=steps, reason=reason, doubt=doubt)


def _has_percentages(name: str, tables: Sequence[InputTable]) -> bool:
    return any(
        key.endswith(f"_{name}") and at in table.header.percentages
        for table in tables
        for key, at in table.header.columns.items()
    )


def _scale_of_percentages(readings: Sequence[WrittenReading]) -> Scale:
    """The steps of a likelihood in percentages: a score over its impact is the step."""
    seen = [
        (share, each.given_score / each.impact.number)
        for each in readings
        if each.given_score and each.impact.number and (share := share_of(each.likelihood))
    ]
    limits = limits_of(seen)
    steps = tuple(
        Step(score=score, word=str(score), up_to=limit)
        for score, limit in enumerate((*limits, ""), start=1)
    )
    return Scale(
        steps=steps if limits else (),
        reason="percentages, and the scores beside them",
        doubt="the percentages where a step ends are worked out from the scores" if limits else "",
        holds_percentages=True,
    )


def _limit(step: Step) -> float:
    return float(step.up_to.rstrip("%"))


def _length(
    name: str,
    numbers: Sequence[float],
    tables: Sequence[InputTable],
    key: Mapping[int, str],
    top_of_bands: int,
) -> tuple[int, str, str]:
    """The number of steps, why, and what that leaves open."""
    for table in tables:
        for stage in READINGS:
            found = _SCALE_IN_HEADING.search(table.heading(f"{stage}_{name}"))
            if found and int(found[1]) > 1:
                return int(found[1]), f"the heading says 1 to {found[1]}", ""
    if key:
        return max(key), "the key in the workbook", ""
    side = round(top_of_bands**0.5)
    if side > 1 and side * side == top_of_bands:
        return side, f"the key's highest score is {top_of_bands}", ""
    top = max((int(each) for each in numbers if 0 < each <= _LONGEST), default=0)
    filled = sum(1 for each in numbers if each)
    if top in (_USUAL, _LONGEST):
        return top, f"the highest step in the cells is {top}", ""
    if top > _USUAL:
        return _LONGEST, f"steps up to {top} occur", "a scale of 1 to 10 is assumed"
    if top in (3, 4) and filled >= _ENOUGH:
        return top, f"no step above {top} occurs", f"a scale of 1 to {top} is assumed"
    return _USUAL, f"steps up to {top} occur" if top else "no steps", "1 to 5 is assumed"


def _step(score: int, words: Sequence[str]) -> Step:
    """A step by its words, the first of which it is called by; its number without any."""
    first, *others = words or (str(score),)
    return Step(score=score, word=first, also_written=tuple(others))


def _words_beside(cells: Iterable[Written]) -> dict[int, tuple[str, ...]]:
    """The words that most often stand beside each number."""
    found: dict[int, Counter[tuple[str, ...]]] = {}
    for cell in cells:
        if cell.number is not None and cell.words:
            found.setdefault(int(cell.number), Counter())[cell.words] += 1
    return {step: words.most_common(1)[0][0] for step, words in found.items()}


def _scale_of_words(cells: Sequence[Written], rated: Sequence[tuple[Written, Written]]) -> Scale:
    """The scale of cells that hold words or letters; `rated` are they with the ratings beside."""
    spelt: dict[str, Counter[str]] = {}
    for cell in cells:
        plain = plain_word(cell.text)
        if _RANGE.fullmatch(plain):
            continue  # "M - H" is no step: check will name it
        spelt.setdefault(_SHORT.get(plain, plain), Counter())[cell.text] += 1
    words = without_slips(Counter({word: said.total() for word, said in spelt.items()}))
    for ladder in _LADDERS:
        if words <= {step.casefold() for step in ladder}:
            steps = tuple(
                _step_of_word(score, word, spelt.get(word.casefold(), Counter()))
                for score, word in enumerate(ladder, start=1)
            )
            missing = [word for word in ladder if word.casefold() not in words]
            doubt = f"{', '.join(missing)} does not occur; it is assumed" if missing else ""
            return Scale(steps=steps, reason="the words of the cells", doubt=doubt)
    written = tuple(sorted(spelt[word].most_common(1)[0][0] for word in words))
    for series in _SERIES:
        if set(written) <= set(series):
            used = series[: max(map(series.index, written)) + 1]
            scale = _scale_of_series(used, rated)
            if spelt[plain_word(used[-1])].total() > 1 or len(cells) < _ENOUGH:
                return scale
            rare = f"{used[-1]} occurs only once: if that is a slip, take its step away"
            return replace(scale, doubt="; ".join(filter(None, (scale.doubt, rare))))
    return Scale(steps=(), reason="the words of the cells", unordered=written)


def _scale_of_series(series: Sequence[str], rated: Sequence[tuple[Written, Written]]) -> Scale:
    """The scale of letters or roman numerals: which end is the higher one the ratings show."""
    ranks = [
        (series.index(cell.text), rank)
        for cell, rating in rated
        if cell.text in series and (rank := _RANKS.get(plain_word(rating.text)))
    ]
    middle = (len(series) - 1) / 2
    first = [rank for place, rank in ranks if place < middle]
    last = [rank for place, rank in ranks if place > middle]
    if not first or not last or abs(mean(first) - mean(last)) < _CLEAR:
        return Scale(steps=(), reason="the letters of the cells", unordered=tuple(series))
    upwards = series if mean(last) > mean(first) else series[::-1]
    steps = tuple(Step(score=score, word=word) for score, word in enumerate(upwards, start=1))
    doubt = f"{upwards[-1]} is taken as the highest step, since its risks are rated higher"
    return Scale(steps=steps, reason="the letters of the cells", doubt=doubt)


def _step_of_word(score: int, word: str, spelt: Counter[str]) -> Step:
    others = {text for text in spelt if plain_word(text) != word.casefold()}
    return Step(score=score, word=word, also_written=tuple(sorted(others)))


def have_decimals(readings: Sequence[WrittenReading], scales: tuple[Scale, Scale]) -> bool:
    """Whether any impact or likelihood lies between two steps."""
    return any(
        isinstance(scale.step_of(cell), float)
        for each in readings
        for scale, cell in zip(scales, (each.impact, each.likelihood), strict=True)
    )


def score_rule_of(readings: Sequence[WrittenReading], scales: tuple[Scale, Scale]) -> ScoreRule:
    """How the given scores follow from impact and likelihood, by most of the readings."""
    near = 0.5 if have_decimals(readings, scales) else 0
    products = sums = of = 0
    for each in readings:
        impact, likelihood = scales[0].step_of(each.impact), scales[1].step_of(each.likelihood)
        score = each.given_score
        if impact is None or likelihood is None or score is None:
            continue
        of += 1
        products += abs(score - impact * likelihood) <= near
        sums += abs(score - impact - likelihood) <= near
    if products * 2 >= of:
        return ScoreRule.PRODUCT
    return ScoreRule.SUM if sums * 2 >= of else ScoreRule.GIVEN
