"""The house style: colours by meaning, font and logo, for Word, Excel and charts alike."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Annotated

from generator.settings.contrast import contrast
from generator.settings.declaration import NOT_BLANK, CheckedText, Settings, means

_HEX = re.compile(r"#[0-9A-Fa-f]{6}")


class HexColour(CheckedText):
    """A colour as #RRGGBB."""

    @classmethod
    def check(cls, text: str) -> None:
        """As CheckedText says."""
        if not _HEX.fullmatch(text):
            raise ValueError(
                f"a colour is written # and six signs of 0 to 9 and A to F, as in #1F3864, but "
                f"this is “{text[:40]}”"
            )


class Colour(Settings, frozen=True, kw_only=True):
    """A fill and the colour of text upon it, both #RRGGBB."""

    fill: Annotated[HexColour, means("The colour of the cell, #RRGGBB.")]
    text: Annotated[HexColour, means("The colour of text on it; the two must differ by 4.5:1.")]

    @property
    def contrast(self) -> float:
        """The contrast ratio of text on fill, 1 to 21."""
        return contrast(self.fill, self.text)


class Logo(Settings, frozen=True, kw_only=True):
    """A picture below the house style's folder, and its alternative text."""

    file: Annotated[
        str,
        means("The picture, PNG or JPEG, beside the house-style.yaml that names it or below."),
    ]
    alt: Annotated[
        str, means("What a screen reader says for it: the council's name.", pattern=NOT_BLANK)
    ]


class HouseStyle(Settings, frozen=True, kw_only=True):
    """Colours by name ("red", "header"), the font, colours of chart series in order, the logo."""

    font: Annotated[
        str, means("The font of Word documents, workbooks and the mail.", pattern=NOT_BLANK)
    ]
    colours: Annotated[
        dict[str, Colour],
        means(
            "Colours by name. Every pack uses header (header rows), editable (cells to be "
            "edited), none (no rating), red and amber; bands and statuses use those of "
            "their words or of their own colour key."
        ),
    ]
    series: Annotated[
        tuple[HexColour, ...],
        means("Colours of the series of charts, #RRGGBB, in order.", min_length=1),
    ]
    logo: Annotated[Logo | None, means("The logo at the head of reports and workbooks.")] = None

    def fills(self, names: Iterable[str]) -> tuple[str, ...]:
        """The fill of each series of a chart: the colour of its name, or where it has none ("")
        that of its place."""
        return tuple(
            self.colours[name].fill if name else self.series[place % len(self.series)]
            for place, name in enumerate(names)
        )


def _colour(fill: str, text: str) -> Colour:
    return Colour(fill=HexColour(fill), text=HexColour(text))


PLAIN_STYLE = HouseStyle(
    font="Arial",
    colours={
        "red": _colour("#C00000", "#FFFFFF"),
        "amber": _colour("#FFC000", "#000000"),
        "green": _colour("#00703C", "#FFFFFF"),
        "blue": _colour("#1D5FA8", "#FFFFFF"),
        "none": _colour("#FFFFFF", "#000000"),
        "header": _colour("#1F3864", "#FFFFFF"),
        "editable": _colour("#FFF8E1", "#000000"),
    },
    series=(HexColour("#1F3864"),),
)
"""What serves where no house style could be read: the list of what is wrong with it, say."""
