"""How a pack scores its risks: two scales, bands with their colours, and the heat map.

Bands differ between councils (16 is red in one and amber in another), so they come from
`pack.yaml` and never from the code.
"""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import BaseModel, ConfigDict, Field


class Settings(BaseModel):
    """The base of everything that `pack.yaml` holds: frozen, strict, no unknown keys."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")


class ScalePoint(Settings):
    """One step of a scale: its number from 1, its word ("Likely"), its meaning if the pack has one.

    `also_written` lists other spellings that a register may use for the step, such as letters.
    """

    score: int = Field(
        ge=1,
        description="The step's number; the steps count from 1 up.",
    )
    word: str = Field(
        max_length=200,
        description="The step's word, such as Likely. A register may hold it for the number.",
    )
    meaning: str = Field(
        default="",
        description="What the step means, for the Definitions sheet.",
    )
    also_written: tuple[str, ...] = Field(
        default=(),
        description="Other spellings that the register uses for the step, such as the letter L.",
    )


class Band(Settings):
    """A range of scores with its letter, word and colour.

    `lowest` and `highest` are scores (impact × likelihood), both inclusive. `colour` names a
    colour of the house style; without it the word serves ("Red" is `red`).
    """

    letter: str = Field(
        min_length=1,
        max_length=3,
        description="The letter of the RAG column, up to three signs.",
    )
    word: str = Field(
        min_length=1,
        max_length=200,
        description="The word, such as Amber.",
    )
    lowest: int = Field(
        ge=1,
        description="The lowest score of the band.",
    )
    highest: int = Field(
        ge=1,
        description="The highest score of the band, itself included.",
    )
    colour: str = Field(
        default="",
        description="The name of a colour of the house style. Left out, the word in small letters, "
        "with - for a space: Very high is very-high.",
    )
    meaning: str = Field(
        default="",
        description="What the band asks for, for the Definitions sheet.",
    )

    @property
    def colour_name(self) -> str:
        """The house style's name for the band's colour."""
        return self.colour or self.word.lower().replace(" ", "-")


class Scoring(Settings):
    """The pack's scales, its bands from lowest to highest, and its heat map.

    `matrix`, where a council bands by cell and not by product, holds one row of band letters for
    each likelihood from the highest down, each row one letter for each impact from 1 up.
    """

    impact: tuple[ScalePoint, ...] = Field(
        min_length=2,
        description="The steps of impact, from 1 up.",
    )
    likelihood: tuple[ScalePoint, ...] = Field(
        min_length=2,
        description="The steps of likelihood, from 1 up.",
    )
    bands: tuple[Band, ...] = Field(
        min_length=1,
        description="The bands; each score lies in one of them.",
    )
    matrix: tuple[tuple[str, ...], ...] = Field(
        default=(),
        description="Only where bands go by cell and not by score: rows of band letters, the "
        "highest likelihood first, impact from 1 up.",
    )

    def band(self, impact: int, likelihood: int) -> Band:
        """The band of a cell of the heat map. Raises KeyError where the pack has none for it."""
        if self.matrix:
            letter = self.matrix[len(self.likelihood) - likelihood][impact - 1]
            return self.band_by_letter(letter)
        return self.band_of_score(impact * likelihood)

    def band_of_score(self, score: int) -> Band:
        """The band whose range holds a score. Raises KeyError where there is none."""
        for band in self.bands:
            if band.lowest <= score <= band.highest:
                return band
        raise KeyError(score)

    def band_by_letter(self, letter: str) -> Band:
        """The band of a letter. Raises KeyError where there is none."""
        for band in self.bands:
            if band.letter == letter:
                return band
        raise KeyError(letter)

    def band_named(self, name: str) -> Band | None:
        """The band of a letter or word in any case; None where the pack has none of that name."""
        wanted = " ".join(name.split()).casefold()
        letters = {band.letter.casefold(): band for band in reversed(self.bands)}
        words = {" ".join(band.word.split()).casefold(): band for band in reversed(self.bands)}
        return letters.get(wanted) or words.get(wanted)

    def cells(self) -> Iterator[tuple[int, int, Band]]:
        """Every (impact, likelihood, band), likelihood from the highest down, impact from 1 up."""
        for likelihood in range(len(self.likelihood), 0, -1):
            for impact in range(1, len(self.impact) + 1):
                yield impact, likelihood, self.band(impact, likelihood)
