"""The house style: colours by meaning, font and logo, for Word, Excel and charts alike."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Annotated

from pydantic import AfterValidator, Field

from generator.settings.contrast import contrast
from generator.settings.declaration import AS_LIST, Filled, Settings

_HEX = re.compile(r"#[0-9A-Fa-f]{6}")


def _hex_colour(text: str) -> str:
    if not _HEX.fullmatch(text):
        raise ValueError(
            f"a colour is # and six digits or letters A to F, as in #1F3864, but this is "
            f"'{text[:40]}'"
        )
    return text


HexColour = Annotated[str, AfterValidator(_hex_colour)]
"""A colour as #RRGGBB."""


class Colour(Settings):
    """A background colour and the colour of text on it."""

    fill: HexColour = Field(examples=['"#C00000"'])
    """The colour of the cell, #RRGGBB, in quotation marks."""
    text: HexColour = Field(examples=['"#FFFFFF"'])
    """The colour of text on it. The contrast must be 4.5:1 or more."""

    @property
    def contrast(self) -> float:
        """The contrast ratio of text on fill, 1 to 21."""
        return contrast(self.fill, self.text)


class Logo(Settings):
    """The logo's picture and its alternative text."""

    file: Filled = Field(examples=["logo.png"])
    """The picture, PNG or JPEG: its path, starting from the folder of this house-style.yaml."""
    alt: Filled = Field(examples=["Northport Council"])
    """What a screen reader says for the logo: the council's name."""


def _font_name(text: str) -> str:
    """The font's name goes into markup and formulas of looks: no mark may end it there."""
    if not re.fullmatch(r"[^\W_][\w .+-]{0,60}", text):
        raise ValueError(f"'{text}' is no name of a font; use letters, digits, spaces and hyphens")
    return text


class HouseStyle(Settings):
    """Font, colours, chart colours and logo of all documents."""

    font: Annotated[str, AfterValidator(_font_name)] = Field(examples=["Arial"])
    """The font of Word documents, workbooks and the mail."""
    colours: dict[str, Colour] = Field(examples=['{red: {fill: "#C00000", text: "#FFFFFF"}}'])
    """The colours by name. Every pack uses header (header rows), editable (cells to edit), none
    (no rating), red and amber. A band or status uses the colour named by its own colour key, or by
    its word."""
    series: Annotated[tuple[HexColour, ...], AS_LIST] = Field(
        min_length=1, examples=['["#1F3864"]']
    )
    """The colours of chart series, #RRGGBB, in order."""
    logo: Logo | None = None
    """The logo at the top of reports and workbooks."""

    def fills(self, names: Iterable[str]) -> tuple[str, ...]:
        """The fill of each series of a chart: the colour of its name, or for "" the next of
        `series` at its place."""
        return tuple(
            self.colours[name].fill if name else self.series[place % len(self.series)]
            for place, name in enumerate(names)
        )


@cache
def plain_style() -> HouseStyle:
    """The style used where no house style could be read, for example for the list of findings."""
    colours = {
        "red": ("#C00000", "#FFFFFF"),
        "amber": ("#FFC000", "#000000"),
        "green": ("#00703C", "#FFFFFF"),
        "blue": ("#1D5FA8", "#FFFFFF"),
        "none": ("#FFFFFF", "#000000"),
        "header": ("#1F3864", "#FFFFFF"),
        "editable": ("#FFF8E1", "#000000"),
    }
    return HouseStyle(
        font="Arial",
        colours={name: Colour(fill=fill, text=text) for name, (fill, text) in colours.items()},
        series=("#1F3864",),
    )
