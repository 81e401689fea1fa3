"""What content hands to the renderers: text, numbers to be given, charts, whole documents.

The context of a Word document is plain data (dict, list, str, int, bool) in which these nodes may
stand wherever a value may: `Text`, `Number`, `Picture`, `LogoPicture`, `ColourName`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Literal

from msgspec import Struct, field


class Span(Struct, frozen=True, kw_only=True):
    """A stretch of text in one manner.

    `link` is a web or mail address; `refers_to` the key of a numbered table or figure whose number
    stands here (then `text` is empty).
    """

    text: str = ""
    strong: bool = False
    emphasis: bool = False
    link: str = ""
    refers_to: str = ""


class Text(Struct, frozen=True, kw_only=True):
    """Text of several spans. Its `str()` is the plain text."""

    spans: tuple[Span, ...]

    def __str__(self) -> str:
        return "".join(span.text for span in self.spans)


class Number(Struct, frozen=True, kw_only=True):
    """The number of a caption, given by the order in the finished document.

    Tables and figures are numbered each on their own from 1. `key` is what `Span.refers_to` names.
    """

    of: Literal["table", "figure"]
    key: str


class ColourName(Struct, frozen=True, kw_only=True):
    """A colour of the house style, by its meaning ("red")."""

    name: str


class Series(Struct, frozen=True, kw_only=True):
    """A row of bars: one value for each category, and a colour name of the house style or ""."""

    name: str
    values: tuple[float, ...]
    colour: str = ""


class ChartSpec(Struct, frozen=True, kw_only=True):
    """A bar chart. `title` says its message, `alt` the message with its figures.

    `caption` says what it shows; it stands in the document, the title in the picture.
    `value_format` is a format string for one value, such as "£{:,.0f}" or "{:.0f}".
    """

    key: str
    caption: str
    title: str
    alt: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    category_axis: str
    value_axis: str
    value_format: str = "{:,.0f}"
    stacked: bool = False
    horizontal: bool = False


class Picture(Struct, frozen=True, kw_only=True):
    """The place of a chart in a Word document."""

    chart: ChartSpec

    @property
    def alt(self) -> str:
        """The chart's alternative text."""
        return self.chart.alt


class LogoPicture(Struct, frozen=True, kw_only=True):
    """The house style's logo: the bytes of a PNG or JPEG file, and its alternative text."""

    data: bytes
    alt: str


class Properties(Struct, frozen=True, kw_only=True):
    """What a finished file says of itself. `date` stands for created and modified."""

    title: str
    subject: str
    author: str
    language: str
    date: date


class WordContent(Struct, frozen=True, kw_only=True):
    """All that a Word template needs."""

    properties: Properties
    context: Mapping[str, Any] = field(default_factory=dict)
