"""How a pack scores its risks: two scales, the rule of the score, bands with their colours.

Bands differ between councils (16 is red in one and amber in another), so they come from
`pack.yaml` and never from the code.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from generator.settings.declaration import (
    ANY_CASE,
    Filled,
    Number,
    Settings,
    Spellings,
    Texts,
    Truth,
    Whole,
)

ScoreRule = Literal["product", "sum", "matrix", "given"]
"""How a score follows from impact and likelihood; "matrix" and "given" give no number by rule."""
_LENGTH = re.compile(r"(?:1\s*(?:-|–|to)\s*)?(\d{1,2})")
_MOST_STEPS = 20
_LIMIT = re.compile(r"£?\s*(\d[\d,]*(?:\.\d+)?)\s*(%|k|m|bn)?", re.IGNORECASE)
_UNITS = {"": 1.0, "%": 0.01, "k": 1e3, "m": 1e6, "bn": 1e9}

Word = Annotated[Filled, Field(max_length=200)]
SCORING_TO_PASTE = """\
scoring:
  impact:
    - {score: 1, word: Negligible}
    - {score: 2, word: Minor}
    - {score: 3, word: Moderate}
    - {score: 4, word: Major}
    - {score: 5, word: Catastrophic}
  likelihood:
    - {score: 1, word: Rare}
    - {score: 2, word: Unlikely}
    - {score: 3, word: Possible}
    - {score: 4, word: Likely}
    - {score: 5, word: Almost certain}
  bands:
    - {letter: G, word: Green, lowest: 1, highest: 5}
    - {letter: A, word: Amber, lowest: 6, highest: 14}
    - {letter: R, word: Red, lowest: 15, highest: 25}"""
"""A whole part `scoring` for a `pack.yaml` that has none; a council changes words and limits."""


def _steps(value: Any) -> Any:
    """The short ways of writing a scale as its steps: 1-5, or a list of words, lowest first."""
    if isinstance(value, str) and (length := _LENGTH.fullmatch(value.strip())):
        if 2 <= int(length[1]) <= _MOST_STEPS:
            return tuple({"score": n, "word": str(n)} for n in range(1, int(length[1]) + 1))
        raise ValueError(f"a scale has 2 to {_MOST_STEPS} steps, as in 1-5, but this is '{value}'")
    if not isinstance(value, (tuple, list)):
        return value
    steps = ({"word": each} if isinstance(each, str) else each for each in value)
    return tuple(
        {"score": number, **each} if isinstance(each, Mapping) else each
        for number, each in enumerate(steps, start=1)
    )


def _limit(value: Any) -> Any:
    if isinstance(value, str) and value and not _LIMIT.fullmatch(value.strip()):
        raise ValueError(f"a limit is a percentage or an amount, as in 20% or £50,000, not {value}")
    return value


class ScalePoint(Settings):
    """One step of a scale. A word alone stands for a step too: [Low, Medium, High]."""

    score: Whole = Field(default=0, ge=1)
    """The step's number: 1, 2, 3 and so on. If you leave it out, the order of the steps counts."""
    word: Word = Field(examples=["Likely"])
    """The step's word, such as Likely. The register may use it instead of the number."""
    meaning: str = ""
    """What the step means. The Definitions sheet prints it."""
    also_written: Spellings = ()
    """Other words that the register uses for the step, such as the letter L."""
    up_to: Annotated[str, BeforeValidator(_limit)] = ""
    """Only where the register gives percentages or amounts: the highest one that is this step, such
    as 20% or £50,000. The last step may go without."""

    @property
    def label(self) -> str:
        """Number and word, "4 Likely"; the number alone where there is no other word."""
        return self.word if self.word == str(self.score) else f"{self.score} {self.word}"

    @property
    def tells_other_numbers(self) -> bool:
        """Whether percentages or amounts are this step: up to a limit, or by another spelling."""
        names = (self.word, *self.also_written)
        return bool(self.up_to) or any(name.strip().endswith("%") for name in names)

    @property
    def limit(self) -> float | None:
        """The highest share (0 to 1) or amount that is this step."""
        found = _LIMIT.fullmatch(self.up_to.strip())
        if found is None:
            return None
        return float(found[1].replace(",", "")) * _UNITS[(found[2] or "").lower()]


class Band(Settings):
    """A range of scores with its letter, word and colour."""

    letter: Annotated[Filled, Field(max_length=3)] = Field(examples=["A"])
    """The letter in the RAG column, at most three characters."""
    word: Word = Field(examples=["Amber"])
    """The word, such as Amber."""
    lowest: Annotated[Number, Field(gt=0)] | None = None
    """The lowest score of the band. With a matrix, or if the register gives no scores, leave lowest
    and highest out and list the lowest band first."""
    highest: Annotated[Number, Field(gt=0)] | None = None
    """The highest score of the band; it belongs to the band."""
    colour: str = ""
    """The name of a house style colour. If you leave it out, the word is the name, in lower case
    with - for each space: Very high is very-high."""
    meaning: str = ""
    """What the band asks people to do. The Definitions sheet prints it."""
    also_written: Spellings = ()
    """Other words that the register uses for the band, such as High."""

    @property
    def colour_name(self) -> str:
        """The house style's name for the band's colour."""
        return self.colour or self.word.lower().replace(" ", "-")


Scale = Annotated[tuple[ScalePoint, ...], BeforeValidator(_steps)]


class Scoring(Settings):
    """The scales of impact and likelihood, and the bands of the scores."""

    score: Annotated[ScoreRule, ANY_CASE] = "product"
    """How the score follows from impact and likelihood. product: impact × likelihood. sum: impact +
    likelihood. matrix: there is no number, the cell of the matrix tells the band. given: the score
    of your register is shown as it is, and never worked out."""
    impact: Scale = Field(min_length=2, examples=["[Minor, Moderate, Major]"])
    """The steps of impact, lowest first: numbers alone as 1-5, words as [Low, Medium, High], or the
    keys of each step."""
    likelihood: Scale = Field(min_length=2, examples=["[Unlikely, Possible, Likely]"])
    """The steps of likelihood, lowest first. The two scales may have different lengths."""
    decimals: Truth = False
    """true: an impact or likelihood may lie between two steps, such as 2.5."""
    bands: tuple[Band, ...] = Field(
        min_length=1, examples=["[{letter: G, word: Green, lowest: 1, highest: 25}]"]
    )
    """The bands. Every possible score must be in exactly one of them."""
    matrix: tuple[Texts, ...] = ()
    """Only if your bands depend on the cell of the heat map and not on the score: one row of band
    letters for each likelihood, highest likelihood first, with impact from 1 upwards."""

    @property
    def has_limits(self) -> bool:
        """Whether scores tell the band: every band has a lowest score, and no matrix decides."""
        return not self.matrix and all(band.lowest is not None for band in self.bands)

    @property
    def has_rule(self) -> bool:
        """Whether impact and likelihood tell a score."""
        return self.score in ("product", "sum")

    @property
    def has_whole_scores(self) -> bool:
        """Whether every score is a whole number."""
        return self.has_rule and not self.decimals

    @property
    def tells_cells(self) -> bool:
        """Whether the band of each cell of the heat map is known."""
        return bool(self.matrix) or (self.has_limits and self.has_rule)

    def band_named(self, name: str) -> Band | None:
        """The band of a letter or word in any case; None where the pack has none of that name."""
        wanted = " ".join(name.split()).casefold()
        letters = {band.letter.casefold(): band for band in reversed(self.bands)}
        words = {" ".join(band.word.split()).casefold(): band for band in reversed(self.bands)}
        return letters.get(wanted) or words.get(wanted)
