"""Draws charts as PNG with matplotlib's `Figure` and Agg canvas, never with pyplot.

pyplot keeps state between charts. The font is DejaVu Sans, which matplotlib ships, so a chart has
the same bytes on every machine.
"""

from __future__ import annotations

import io
import os
from collections.abc import Sequence
from contextlib import chdir
from threading import Lock
from typing import Any, cast

from generator.renderers.text_width import matplotlib_data

# matplotlib reads settings when it is imported, and fails for a backend that is not installed or a
# matplotlibrc that is not text. The one in the current folder comes before all others of the user:
# where that is matplotlib's own folder, it is the one with the defaults.
os.environ.pop("MPLBACKEND", None)
with chdir(matplotlib_data()):
    import matplotlib as mpl

from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.container import BarContainer
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, MaxNLocator
from PIL import Image

from generator.content.nodes import ChartSpec
from generator.renderers.chart_layout import LARGEST_LETTERS, WIDTH_INCHES, ChartLayout, lay_out
from generator.settings.contrast import luminance

DPI = 200
_COMPRESSION = 3
"""Level 6 takes twice as long for a tenth less."""

_HATCHES = ("", "///", "...", "xxx", "\\\\\\", "+++")
"""One pattern per series: colour is never the only difference, also in black and white."""

_STYLE: dict[Any, Any] = {
    "font.family": "DejaVu Sans",
    "font.size": LARGEST_LETTERS,
    "text.hinting": "none",  # at this resolution it shows in nothing but the time it takes
    "hatch.linewidth": 0.6,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "figure.titleweight": "bold",
    "figure.titlesize": 10,
}


_settings_lock = Lock()
"""matplotlib keeps its settings for the whole process: one thread at a time may change them."""


def draw_chart(chart: ChartSpec, fills: Sequence[str]) -> bytes:
    """The chart as PNG bytes. `fills` has one colour #RRGGBB per series.

    The same chart and fills always give the same bytes.
    """
    canvas: Any = drawn_canvas(chart, fills)  # matplotlib leaves its methods untyped
    image = Image.frombuffer("RGBA", canvas.get_width_height(), canvas.buffer_rgba())
    picture = io.BytesIO()
    image.convert("RGB").save(picture, "PNG", dpi=(DPI, DPI), compress_level=_COMPRESSION)
    return picture.getvalue()


def drawn_canvas(chart: ChartSpec, fills: Sequence[str]) -> FigureCanvasAgg:
    """The chart on matplotlib's canvas, laid out and drawn."""
    layout = lay_out(chart)
    with _settings_lock, mpl.rc_context(_STYLE):
        figure = Figure(figsize=(WIDTH_INCHES, layout.height), layout="constrained", dpi=DPI)
        canvas: Any = FigureCanvasAgg(figure)
        _draw(figure.add_subplot(), chart, layout, fills)
        # Not savefig, which lays out and draws everything twice.
        canvas.draw()
    return cast(FigureCanvasAgg, canvas)


def _draw(axes: Axes, chart: ChartSpec, layout: ChartLayout, fills: Sequence[str]) -> None:
    for index in range(len(chart.series)):
        _draw_series(axes, chart, layout, index, fills[index])
    _label_axes(axes, chart, layout)
    axes.figure.suptitle(_plain(layout.title), x=0.01, ha="left")
    if len(chart.series) > 1:
        columns = layout.legend_columns
        axes.figure.legend(loc="outside lower center", ncols=columns, frameon=False)


def _draw_series(
    axes: Axes, chart: ChartSpec, layout: ChartLayout, index: int, colour: str
) -> None:
    series = chart.series[index]
    hatch = _HATCHES[index % len(_HATCHES)]
    look: dict[str, Any] = {
        "label": _plain(layout.legend[index]),
        "color": colour,
        "edgecolor": "white",
        "hatch": hatch,
    }
    shift = (index - (len(chart.series) - 1) / 2) * layout.shift
    places = [place + shift for place in layout.places]
    base = [
        sum(earlier.values[place] for earlier in chart.series[:index]) if chart.stacked else 0.0
        for place in range(len(chart.categories))
    ]
    if layout.horizontal:
        bars = axes.barh(places, series.values, height=layout.bar, left=base, **look)
    else:
        bars = axes.bar(places, series.values, width=layout.bar, bottom=base, **look)
    if chart.stacked:
        text, box = label_colours(colour, hatch)
        _label_parts(axes, bars, _labels(chart, layout, series.values), layout, text, box)
    else:
        labels = list(map(chart.shown, series.values))
        axes.bar_label(bars, labels, padding=3, fontsize=layout.letters)


def label_colours(colour: str, hatch: str) -> tuple[str, str]:
    """The colours of a value within a bar, and of the box behind it: 4.5:1 or better.

    A box covers a pattern; on plain colour it cannot be seen.
    """
    if hatch:
        return "#000000", "#FFFFFF"
    return ("#FFFFFF" if luminance(colour) < 0.179 else "#000000"), colour


def _labels(chart: ChartSpec, layout: ChartLayout, values: tuple[float, ...]) -> list[str]:
    """The values of parts of a stacked bar, "" where the part is too small for it."""
    columns = zip(*(series.values for series in chart.series), strict=True)
    longest = max(map(sum, columns)) or 1.0
    labels = [chart.shown(value) for value in values]
    return [
        label if value and value / longest > layout.share(label) else ""
        for value, label in zip(values, labels, strict=True)
    ]


def _label_parts(
    axes: Axes, bars: BarContainer, labels: list[str], layout: ChartLayout, text: str, box: str
) -> None:
    look: dict[str, Any] = {"color": text, "weight": "bold", "fontsize": layout.letters}
    for label in axes.bar_label(bars, labels, label_type="center", **look):
        label.set_bbox({"facecolor": box, "edgecolor": "none", "pad": 0.8})


def _label_axes(axes: Axes, chart: ChartSpec, layout: ChartLayout) -> None:
    values = axes.xaxis if layout.horizontal else axes.yaxis
    values.set_major_formatter(FuncFormatter(lambda value, _: chart.shown(value)))
    values.set_major_locator(MaxNLocator(nbins=layout.ticks, integer=True, steps=[1, 2, 5, 10]))
    names = [_plain(name) for name in layout.names]
    if layout.horizontal:
        axes.set_yticks(layout.places, names, fontsize=layout.letters)
        axes.invert_yaxis()
        axes.set_xlabel(chart.value_axis)
        axes.set_ylabel(chart.category_axis)
        axes.margins(x=layout.margin, y=layout.end_margin)
    else:
        axes.set_xticks(layout.places, names)
        axes.set_ylabel(chart.value_axis)
        axes.set_xlabel(chart.category_axis)
        axes.margins(x=layout.end_margin, y=layout.margin)


def _plain(text: str) -> str:
    """The text itself: a pair of $ would be read as mathematics."""
    return text.replace("$", r"\$")
