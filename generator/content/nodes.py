"""What content hands to the renderers: text, numbers to be given, charts, whole documents.

The context of a Word document is plain data (dict, list, str, int, bool) in which these nodes may
stand wherever a value may: `Text`, `Number`, `Picture`, `FilePicture`, `ColourName`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal


@dataclass(frozen=True, kw_only=True)
class Span:
    """A run of text with uniform formatting.

    `link` is a web or mail address; `refers_to` the key of a numbered table or figure whose number
    is here (then `text` is empty).
    """

    text: str = ""
    strong: bool = False
    emphasis: bool = False
    link: str = ""
    refers_to: str = ""


@dataclass(frozen=True, kw_only=True)
class Text:
    """Text of several spans. Its `str()` is the plain text.

    The items of one numbered list have one `in_list`, unique in the document, and the number of
    its first item.
    """

    spans: tuple[Span, ...]
    in_list: str = ""
    list_start: int = 1

    def __str__(self) -> str:
        return "".join(span.text for span in self.spans)


@dataclass(frozen=True, kw_only=True)
class Number:
    """The number of a caption, given by the order in the finished document.

    Tables and figures are numbered each on their own from 1. `key` is what `Span.refers_to` names.
    """

    of: Literal["table", "figure"]
    key: str


@dataclass(frozen=True, kw_only=True)
class ColourName:
    """A colour of the house style, by its meaning ("red")."""

    name: str


@dataclass(frozen=True, kw_only=True)
class Series:
    """A row of bars: one value for each category, and a colour name of the house style or ""."""

    name: str
    values: tuple[float, ...]
    colour: str = ""


@dataclass(frozen=True, kw_only=True)
class ChartSpec:
    """A bar chart. `title` says its message, `alt` the message with its figures.

    `caption` says what it shows; it is in the document, the title in the picture.
    `value_format` is a format string for one value that is not negative, such as "£{:,.0f}".
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

    def shown(self, value: float) -> str:
        """A value as the chart prints it: −£5 for one below nought."""
        return ("−" if value < 0 else "") + self.value_format.format(abs(value))


@dataclass(frozen=True, kw_only=True)
class Picture:
    """The place of a chart in a Word document."""

    chart: ChartSpec

    @property
    def alt(self) -> str:
        """The chart's alternative text."""
        return self.chart.alt


@dataclass(frozen=True, kw_only=True)
class FilePicture:
    """A picture of the narrative or the logo: the bytes of a PNG or JPEG file, its alt text.

    `width` is the widest that it is printed, in EMU. 0 stands for the logo, which is fitted in.
    """

    data: bytes
    alt: str
    width: int = 0


@dataclass(frozen=True, kw_only=True)
class Properties:
    """What a finished file says of itself. `date` is used for created and modified."""

    title: str
    subject: str
    author: str
    language: str
    date: date


@dataclass(frozen=True, kw_only=True)
class WordContent:
    """All that a Word template needs."""

    properties: Properties
    context: Mapping[str, Any] = field(default_factory=dict)
