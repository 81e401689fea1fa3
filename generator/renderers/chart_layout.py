"""How large a chart is and where its words go: worked out from how many there are and how long."""

from __future__ import annotations

import math
import textwrap
from dataclasses import dataclass

from generator.content.nodes import ChartSpec

WIDTH_INCHES = 6.3
"""The text width of a portrait A4 page."""

LARGEST_LETTERS = 9.0
"""Points; letters shrink only where bars are many."""

_TALLEST = 8.2  # inches: taller ones would be shrunk to fit an A4 page
_UPRIGHT = 2.9  # inches, the height of upright bars with a line of title and one of legend
_MOST_UPRIGHT = 8  # bars
_LETTER = 0.08  # inches, a letter of 9 points on average
_LINE = 0.17  # inches, a line of title or legend
_AXIS = 5.2  # inches left for upright bars
_BARS = 3.6  # inches left for lying bars beside their names
_NAME, _LONG_NAME = 28, 44  # letters in a line of a lying bar's name


@dataclass(frozen=True, kw_only=True)
class ChartLayout:
    """Height in inches, letters in points; places, bar and shift in rooms of a one-line category.

    `places` are the middles of the categories, `bar` is a bar's thickness, `shift` how far from it
    the next one of its category stands; margins are parts of what is drawn.
    """

    horizontal: bool
    height: float
    title: str
    names: tuple[str, ...]
    places: tuple[float, ...]
    legend: tuple[str, ...]
    legend_columns: int
    letters: float
    bar: float
    shift: float
    ticks: int
    margin: float
    end_margin: float

    def share(self, label: str) -> float:
        """The part of the longest bar that a value within a bar takes up."""
        along = _LETTER * self.letters / LARGEST_LETTERS * len(label) + 0.06
        return along / _BARS if self.horizontal else 0.15 / (_UPRIGHT - 1.2)


def lay_out(chart: ChartSpec) -> ChartLayout:
    """Bars lie down where they are many or their words long; height follows words and bars."""
    horizontal = chart.horizontal or _is_crowded(chart)
    names, rooms, height = _lying(chart) if horizontal else _upright(chart)
    title, legend = _wrapped(chart.title, 68), [_wrapped(each.name, 68) for each in chart.series]
    columns = _legend_columns(legend)
    beside = 1 if chart.stacked else len(chart.series)
    bar, shift = _bar(beside, stacked=chart.stacked, horizontal=horizontal)
    longest = _longest_value(chart)
    return ChartLayout(
        horizontal=horizontal,
        height=height + _LINE * _further_lines(title, legend, columns),
        title=title,
        names=tuple(names),
        places=_middles(rooms),
        legend=tuple(legend),
        legend_columns=columns,
        letters=_letters(chart) if horizontal else LARGEST_LETTERS,
        bar=bar,
        shift=shift,
        ticks=max(2, min(6, int(_BARS / (_LETTER * longest + 0.15)))) if horizontal else 6,
        margin=max(0.08, 0 if chart.stacked else _LETTER * longest / _BARS) if horizontal else 0.12,
        end_margin=0.8 if _bars(chart) == 1 else min(0.05, 0.3 / len(names)),
    )


def _bars(chart: ChartSpec) -> int:
    return len(chart.categories) * (1 if chart.stacked else len(chart.series))


def _is_crowded(chart: ChartSpec) -> bool:
    """Whether upright bars would be too many, or too narrow for their values and names."""
    bars = _bars(chart)
    words = max(len(word) for name in chart.categories for word in (name.split() or [""]))
    narrow = _LETTER * _longest_value(chart) + 0.05 > 0.8 * _AXIS / bars
    return bars > _MOST_UPRIGHT or narrow or words > _upright_letters(chart)


def _longest_value(chart: ChartSpec) -> int:
    values = (value for series in chart.series for value in series.values)
    return max(len(chart.value_format.format(value)) for value in values)


def _upright_letters(chart: ChartSpec) -> int:
    """The letters in a line of an upright bar's name."""
    return min(_NAME, int(_AXIS / len(chart.categories) / _LETTER))


def _upright(chart: ChartSpec) -> tuple[list[str], list[float], float]:
    names = [_wrapped(name, _upright_letters(chart)) for name in chart.categories]
    lines = max(map(_lines, names))
    return names, [1.0] * len(names), _UPRIGHT + 0.15 * (lines - 1)


def _lying(chart: ChartSpec) -> tuple[list[str], list[float], float]:
    """Names in short lines, or in long ones where the chart would else be too tall."""
    for letters in (_NAME, _LONG_NAME):
        names = [_wrapped(name, letters) for name in chart.categories]
        rooms = [_room(chart, _lines(name)) for name in names]
        around = 0.8 + (0.3 if len(chart.series) > 1 else 0)
        height = around + max(1.2, sum(rooms) * _room_inches(chart))
        if height <= _TALLEST:
            break
    return names, rooms, height


def _room(chart: ChartSpec, lines: int) -> float:
    """The room of a category whose name has so many lines, in rooms of a one-line category."""
    line = _letters(chart) * 1.2 / 72
    return max(1.0, (line * lines + 0.06) / _room_inches(chart)) if lines > 1 else 1.0


def _room_inches(chart: ChartSpec) -> float:
    beside = 1 if chart.stacked else len(chart.series)
    return _bar_inches(chart) * (beside if beside == 1 else beside + 0.6)


def _middles(rooms: list[float]) -> tuple[float, ...]:
    return tuple(sum(rooms[:place]) + (room - 1) / 2 for place, room in enumerate(rooms))


def _letters(chart: ChartSpec) -> float:
    """Points, so that a value stands within or beside a lying bar."""
    return min(LARGEST_LETTERS, _bar_inches(chart) * (42 if chart.stacked else 52))


def _bar_inches(chart: ChartSpec) -> float:
    """The room of one lying bar. A stacked one bears its values within."""
    return min(0.24 if chart.stacked else 0.2, max(0.13, 6.2 / _bars(chart)))


def _bar(beside: int, *, stacked: bool, horizontal: bool) -> tuple[float, float]:
    """How thick a bar is, and how far from it the next one of its category."""
    if stacked:
        return 0.7, 0.0
    room = 1 / (beside + 0.6) if horizontal and beside > 1 else 0.8 / beside
    return room, room


def _legend_columns(legend: list[str]) -> int:
    """As many as the width bears; matplotlib fills them from top to bottom."""
    widths = [0.5 + 0.072 * max(map(len, name.split("\n"))) for name in legend]
    for columns in range(len(legend), 1, -1):
        deep, longer = divmod(len(legend), columns)
        ends = [deep * (column + 1) + min(column + 1, longer) for column in range(columns)]
        parts = [widths[start:end] for start, end in zip([0, *ends], ends, strict=False)]
        if sum(map(max, parts)) <= WIDTH_INCHES - 0.2:
            return columns
    return 1


def _further_lines(title: str, legend: list[str], columns: int) -> int:
    """Lines of title and legend beyond the first of each."""
    rows = math.ceil(len(legend) / columns) * max(map(_lines, legend)) if len(legend) > 1 else 1
    return title.count("\n") + rows - 1


def _lines(name: str) -> int:
    return name.count("\n") + 1


def _wrapped(text: str, width: int) -> str:
    return "\n".join(textwrap.wrap(text, width))
