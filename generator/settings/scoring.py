"""How a pack scores its risks: two scales, bands with their colours, and the heat map.

Bands differ between councils (16 is red in one and amber in another), so they come from
`pack.yaml` and never from the code.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from generator.settings.declaration import Filled, Settings, Texts, Whole

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


class ScalePoint(Settings):
    """One step of a scale."""

    score: Whole = Field(ge=1, examples=["1"])
    """The step's number. Number the steps 1, 2, 3 and so on."""
    word: Word = Field(examples=["Likely"])
    """The step's word, such as Likely. The register may use it instead of the number."""
    meaning: str = ""
    """What the step means. The Definitions sheet prints it."""
    also_written: Texts = ()
    """Other words that the register uses for the step, such as the letter L."""


class Band(Settings):
    """A range of scores with its letter, word and colour."""

    letter: Annotated[Filled, Field(max_length=3)] = Field(examples=["A"])
    """The letter in the RAG column, at most three characters."""
    word: Word = Field(examples=["Amber"])
    """The word, such as Amber."""
    lowest: Whole = Field(ge=1, examples=["6"])
    """The lowest score (impact × likelihood) of the band."""
    highest: Whole = Field(ge=1, examples=["14"])
    """The highest score of the band; it belongs to the band."""
    colour: str = ""
    """The name of a house style colour. If you leave it out, the word is the name, in lower case
    with - for each space: Very high is very-high."""
    meaning: str = ""
    """What the band asks people to do. The Definitions sheet prints it."""
    also_written: Texts = ()
    """Other words that the register uses for the band, such as High."""

    @property
    def colour_name(self) -> str:
        """The house style's name for the band's colour."""
        return self.colour or self.word.lower().replace(" ", "-")


class Scoring(Settings):
    """The scales of impact and likelihood, and the bands of the scores."""

    impact: tuple[ScalePoint, ...] = Field(
        min_length=2, examples=["[{score: 1, word: Minor}, {score: 2, word: Major}]"]
    )
    """The steps of impact, lowest first."""
    likelihood: tuple[ScalePoint, ...] = Field(
        min_length=2, examples=["[{score: 1, word: Unlikely}, {score: 2, word: Likely}]"]
    )
    """The steps of likelihood, lowest first."""
    bands: tuple[Band, ...] = Field(
        min_length=1, examples=["[{letter: G, word: Green, lowest: 1, highest: 25}]"]
    )
    """The bands. Every possible score must be in exactly one of them."""
    matrix: tuple[Texts, ...] = ()
    """Only if your bands depend on the cell of the heat map and not on the score: one row of band
    letters for each likelihood, highest likelihood first, with impact from 1 upwards."""

    def band_named(self, name: str) -> Band | None:
        """The band of a letter or word in any case; None where the pack has none of that name."""
        wanted = " ".join(name.split()).casefold()
        letters = {band.letter.casefold(): band for band in reversed(self.bands)}
        words = {" ".join(band.word.split()).casefold(): band for band in reversed(self.bands)}
        return letters.get(wanted) or words.get(wanted)
