"""The size of a chart and the places of its words, from the number of bars and the length of names.

matplotlib's constrained layout keeps words apart only within the size that it is given; it neither
breaks long names over lines nor turns bars round when they do not fit.
"""

from __future__ import annotations

import math
import textwrap
from dataclasses import dataclass

from generator.content.nodes import ChartSpec

WIDTH_INCHES = 6.3
"""The text width of a portrait A4 page."""

LARGEST_LETTERS = 9.0
"""Points. Letters are smaller only where there are many bars."""

_TALLEST = 8.2  # inches: Word would shrink a taller chart to fit an A4 page
_VERTICAL_HEIGHT = 2.9  # inches, with vertical bars, one line of title and one of legend
_MOST_VERTICAL = 8  # bars
_LETTER = 0.08  # inches, the average width of a letter of 9 points
_LINE = 0.17  # inches, the height of a line of title or legend
_AXIS = 5.2  # inches left for vertical bars
_BARS = 3.6  # inches left for horizontal bars beside their names
_NAME, _LONG_NAME = 28, 44  # letters in a line of a horizontal bar's name


@dataclass(frozen=True, kw_only=True)
class ChartLayout:
    """A chart's measures: height in inches, letters in points, the rest along the category axis.

    On that axis a category with a name of one line is 1 wide. `places` are the middles of the
    categories, `bar` is the thickness of a bar, `shift` the distance to the next bar of the same
    category. The margins are shares of the axis.
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
        """The share of the longest bar that a value printed inside a bar takes up."""
        along = _LETTER * self.letters / LARGEST_LETTERS * len(label) + 0.06
        return along / _BARS if self.horizontal else 0.15 / (_VERTICAL_HEIGHT - 1.2)


def lay_out(chart: ChartSpec) -> ChartLayout:
    """The layout of a chart. Bars are horizontal if there are many, or if their names are long."""
    horizontal = chart.horizontal or _is_crowded(chart)
    names, widths, height = _horizontal(chart) if horizontal else _vertical(chart)
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
        places=_middles(widths),
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
    """Whether vertical bars would be too many, or too narrow for their values and names."""
    bars = _bars(chart)
    words = max(len(word) for name in chart.categories for word in (name.split() or [""]))
    narrow = _LETTER * _longest_value(chart) + 0.05 > 0.8 * _AXIS / bars
    return bars > _MOST_VERTICAL or narrow or words > _letters_per_line(chart)


def _longest_value(chart: ChartSpec) -> int:
    values = (value for series in chart.series for value in series.values)
    return max(len(chart.shown(value)) for value in values)


def _letters_per_line(chart: ChartSpec) -> int:
    """The letters in a line of a vertical bar's name."""
    return min(_NAME, int(_AXIS / len(chart.categories) / _LETTER))


def _vertical(chart: ChartSpec) -> tuple[list[str], list[float], float]:
    names = [_wrapped(name, _letters_per_line(chart)) for name in chart.categories]
    lines = max(map(_lines, names))
    return names, [1.0] * len(names), _VERTICAL_HEIGHT + 0.15 * (lines - 1)


def _horizontal(chart: ChartSpec) -> tuple[list[str], list[float], float]:
    """Names, widths and height. Lines of names are longer if the chart would be too tall."""
    for letters in (_NAME, _LONG_NAME):
        names = [_wrapped(name, letters) for name in chart.categories]
        widths = [_width(chart, _lines(name)) for name in names]
        around = 0.8 + (0.3 if len(chart.series) > 1 else 0)
        height = around + max(1.2, sum(widths) * _category_inches(chart))
        if height <= _TALLEST:
            break
    return names, widths, height


def _width(chart: ChartSpec, lines: int) -> float:
    """The width of a category on its axis, by the number of lines of its name."""
    line = _letters(chart) * 1.2 / 72
    return max(1.0, (line * lines + 0.06) / _category_inches(chart)) if lines > 1 else 1.0


def _category_inches(chart: ChartSpec) -> float:
    beside = 1 if chart.stacked else len(chart.series)
    return _bar_inches(chart) * (beside if beside == 1 else beside + 0.6)


def _middles(widths: list[float]) -> tuple[float, ...]:
    return tuple(sum(widths[:place]) + (width - 1) / 2 for place, width in enumerate(widths))


def _letters(chart: ChartSpec) -> float:
    """The size in points at which a value fits inside or beside a horizontal bar."""
    return min(LARGEST_LETTERS, _bar_inches(chart) * (42 if chart.stacked else 52))


def _bar_inches(chart: ChartSpec) -> float:
    """The thickness of a horizontal bar. A stacked one has its values inside."""
    return min(0.24 if chart.stacked else 0.2, max(0.13, 6.2 / _bars(chart)))


def _bar(beside: int, *, stacked: bool, horizontal: bool) -> tuple[float, float]:
    """The thickness of a bar and the distance to the next one of its category."""
    if stacked:
        return 0.7, 0.0
    width = 1 / (beside + 0.6) if horizontal and beside > 1 else 0.8 / beside
    return width, width


def _legend_columns(legend: list[str]) -> int:
    """As many columns as fit the width. matplotlib fills them from top to bottom."""
    widths = [0.5 + 0.072 * max(map(len, name.split("\n"))) for name in legend]
    for columns in range(len(legend), 1, -1):
        deep, longer = divmod(len(legend), columns)
        ends = [deep * (column + 1) + min(column + 1, longer) for column in range(columns)]
        parts = [widths[start:end] for start, end in zip([0, *ends], ends, strict=False)]
        if sum(map(max, parts)) <= WIDTH_INCHES - 0.2:
            return columns
    return 1


def _further_lines(title: str, legend: list[str], columns: int) -> int:
    """The number of lines of title and legend beyond the first of each."""
    rows = math.ceil(len(legend) / columns) * max(map(_lines, legend)) if len(legend) > 1 else 1
    return title.count("\n") + rows - 1


def _lines(name: str) -> int:
    return name.count("\n") + 1


def _wrapped(text: str, width: int) -> str:
    return "\n".join(textwrap.wrap(text, width))
