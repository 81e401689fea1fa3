"""The house style: colours by meaning, font and logo, for Word, Excel and charts alike."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Annotated

from pydantic import AfterValidator, Field

from generator.model.luminance import luminance
from generator.model.scoring import Settings

_HEX = re.compile(r"#[0-9A-Fa-f]{6}")


def one_colour(text: str) -> str:
    """A colour as #RRGGBB. Raises ValueError for any other text."""
    if not _HEX.fullmatch(text):
        raise ValueError(
            f"a colour is written # and six signs of 0 to 9 and A to F, as in #1F3864, but this is "
            f"“{text[:40]}”"
        )
    return text


HexColour = Annotated[str, AfterValidator(one_colour)]


class Colour(Settings):
    """A fill and the colour of text upon it, both #RRGGBB."""

    fill: HexColour = Field(
        description="The colour of the cell, #RRGGBB.",
    )
    text: HexColour = Field(
        description="The colour of text on it; the two must differ by 4.5:1.",
    )

    @property
    def contrast(self) -> float:
        """The contrast ratio of text on fill, 1 to 21, as WCAG 2.2 defines it."""
        lighter, darker = sorted((luminance(self.fill), luminance(self.text)), reverse=True)
        return (lighter + 0.05) / (darker + 0.05)


class Logo(Settings):
    """A picture below the house style's folder, and its alternative text."""

    file: str = Field(
        description="The picture, PNG or JPEG, beside the house-style.yaml that names it or below.",
    )
    alt: str = Field(
        min_length=1,
        description="What a screen reader says for it: the council's name.",
    )


class HouseStyle(Settings):
    """Colours by name ("red", "header"), the font, colours of chart series in order, the logo."""

    font: str = Field(description="The font of Word documents, workbooks and the mail.")
    colours: dict[str, Colour] = Field(
        description="Colours by name. Every pack uses header (header rows), editable (cells to be "
        "edited), none (no rating), red and amber; bands and statuses use those of "
        "their words or of their own colour key.",
    )
    series: tuple[HexColour, ...] = Field(
        min_length=1,
        description="Colours of the series of charts, #RRGGBB, in order.",
    )
    logo: Logo | None = Field(
        default=None,
        description="The logo at the head of reports and workbooks.",
    )

    def fills(self, names: Iterable[str]) -> tuple[str, ...]:
        """The fill of each series of a chart: the colour of its name, or where it has none ("")
        that of its place."""
        return tuple(
            self.colours[name].fill if name else self.series[place % len(self.series)]
            for place, name in enumerate(names)
        )


PLAIN_STYLE = HouseStyle(
    font="Arial",
    colours={
        "red": Colour(fill="#C00000", text="#FFFFFF"),
        "amber": Colour(fill="#FFC000", text="#000000"),
        "green": Colour(fill="#00703C", text="#FFFFFF"),
        "blue": Colour(fill="#1D5FA8", text="#FFFFFF"),
        "none": Colour(fill="#FFFFFF", text="#000000"),
        "header": Colour(fill="#1F3864", text="#FFFFFF"),
        "editable": Colour(fill="#FFF8E1", text="#000000"),
    },
    series=("#1F3864",),
)
"""What serves where no house style could be read: the list of what is wrong with it, say."""
