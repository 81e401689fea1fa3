"""How a pack scores its risks: two scales, bands with their colours, and the heat map.

Bands differ between councils (16 is red in one and amber in another), so they come from
`pack.yaml` and never from the code.
"""

from __future__ import annotations

from typing import Annotated

from generator.settings.declaration import NOT_BLANK, Settings, means


class ScalePoint(Settings, frozen=True, kw_only=True):
    """One step of a scale: its number from 1, its word ("Likely"), its meaning if the pack has one.

    `also_written` lists other spellings that a register may use for the step, such as letters.
    """

    score: Annotated[int, means("The step's number; the steps count from 1 up.", ge=1)]
    word: Annotated[
        str,
        means(
            "The step's word, such as Likely. A register may hold it for the number.",
            max_length=200,
            pattern=NOT_BLANK,
        ),
    ]
    meaning: Annotated[str, means("What the step means, for the Definitions sheet.")] = ""
    also_written: Annotated[
        tuple[str, ...],
        means("Other spellings that the register uses for the step, such as the letter L."),
    ] = ()


class Band(Settings, frozen=True, kw_only=True):
    """A range of scores with its letter, word and colour.

    `lowest` and `highest` are scores (impact × likelihood), both inclusive. `colour` names a
    colour of the house style; without it the word serves ("Red" is `red`).
    """

    letter: Annotated[
        str,
        means(
            "The letter of the RAG column, up to three signs.",
            max_length=3,
            pattern=NOT_BLANK,
        ),
    ]
    word: Annotated[str, means("The word, such as Amber.", max_length=200, pattern=NOT_BLANK)]
    lowest: Annotated[int, means("The lowest score of the band.", ge=1)]
    highest: Annotated[int, means("The highest score of the band, itself included.", ge=1)]
    colour: Annotated[
        str,
        means(
            "The name of a colour of the house style. Left out, the word in small letters, "
            "with - for a space: Very high is very-high."
        ),
    ] = ""
    meaning: Annotated[str, means("What the band asks for, for the Definitions sheet.")] = ""

    @property
    def colour_name(self) -> str:
        """The house style's name for the band's colour."""
        return self.colour or self.word.lower().replace(" ", "-")


class Scoring(Settings, frozen=True, kw_only=True):
    """The pack's scales, its bands from lowest to highest, and its heat map.

    `matrix`, where a council bands by cell and not by product, holds one row of band letters for
    each likelihood from the highest down, each row one letter for each impact from 1 up.
    """

    impact: Annotated[
        tuple[ScalePoint, ...], means("The steps of impact, from 1 up.", min_length=2)
    ]
    likelihood: Annotated[
        tuple[ScalePoint, ...],
        means("The steps of likelihood, from 1 up.", min_length=2),
    ]
    bands: Annotated[
        tuple[Band, ...],
        means("The bands; each score lies in one of them.", min_length=1),
    ]
    matrix: Annotated[
        tuple[tuple[str, ...], ...],
        means(
            "Only where bands go by cell and not by score: rows of band letters, the "
            "highest likelihood first, impact from 1 up."
        ),
    ] = ()

    def band_named(self, name: str) -> Band | None:
        """The band of a letter or word in any case; None where the pack has none of that name."""
        wanted = " ".join(name.split()).casefold()
        letters = {band.letter.casefold(): band for band in reversed(self.bands)}
        words = {" ".join(band.word.split()).casefold(): band for band in reversed(self.bands)}
        return letters.get(wanted) or words.get(wanted)
