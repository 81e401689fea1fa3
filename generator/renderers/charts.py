"""Draws charts as PNG with matplotlib: its `Figure` and Agg canvas, never pyplot.

pyplot costs half a second to import and keeps state. The font is matplotlib's own DejaVu Sans, so
that a chart has the same bytes on every machine.
"""

from __future__ import annotations

import io
from functools import cache
from typing import TYPE_CHECKING, Any

from generator.content.nodes import ChartSpec
from generator.renderers.chart_layout import LARGEST_LETTERS, WIDTH_INCHES, ChartLayout, lay_out
from generator.renderers.lean_loading import lean_loading
from generator.settings.contrast import luminance

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.container import BarContainer

DPI = 200
_COMPRESSION = 3
"""Level 6 takes twice as long for a tenth less."""

_HATCHES = ("", "///", "...", "xxx", "\\\\\\", "+++")
"""Series differ by pattern too: colour never stands alone, and a printer may be black and white."""

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


@cache
def load() -> None:
    """Load matplotlib, so that the first chart does not wait for it.

    What whoever runs the program has set for matplotlib is set aside: a chart is the same for all.
    """
    with lean_loading():
        import matplotlib as mpl
        import matplotlib.backends.backend_agg
        import matplotlib.figure
    if not dict.__eq__(mpl.rcParams, mpl.rcParamsDefault):
        plain: dict[Any, Any] = dict(mpl.rcParamsDefault)
        del plain["backend"]  # to set it anew would load pyplot
        mpl.rcParams.update(plain)


def draw_chart(chart: ChartSpec, fills: Sequence[str]) -> bytes:
    """The chart as PNG bytes; the same chart and fills, a #RRGGBB a series, give the same bytes."""
    load()
    import matplotlib as mpl
    from PIL import Image

    with mpl.rc_context(_STYLE):
        canvas: Any = canvas_of(chart, fills)
        # Not savefig, which lays out and draws all twice.
        canvas.draw()
    image = Image.frombuffer("RGBA", canvas.get_width_height(), canvas.buffer_rgba())
    picture = io.BytesIO()
    image.convert("RGB").save(picture, "PNG", dpi=(DPI, DPI), compress_level=_COMPRESSION)
    return picture.getvalue()


def canvas_of(chart: ChartSpec, fills: Sequence[str]) -> FigureCanvasAgg:
    """The chart as matplotlib's figure on a canvas of its own, not drawn yet."""
    load()
    import matplotlib as mpl
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    layout = lay_out(chart)
    with mpl.rc_context(_STYLE):
        figure = Figure(figsize=(WIDTH_INCHES, layout.height), layout="constrained", dpi=DPI)
        canvas = FigureCanvasAgg(figure)
        _draw(figure.add_subplot(), chart, layout, fills)
    return canvas


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
        labels = map(chart.value_format.format, series.values)
        axes.bar_label(bars, list(labels), padding=3, fontsize=layout.letters)


def label_colours(colour: str, hatch: str) -> tuple[str, str]:
    """The colours of a value within a bar, and of the box behind it: 4.5:1 or better.

    A box covers a pattern; on plain colour it cannot be seen.
    """
    if hatch:
        return "#000000", "#FFFFFF"
    return ("#FFFFFF" if luminance(colour) < 0.179 else "#000000"), colour


def _labels(chart: ChartSpec, layout: ChartLayout, values: tuple[float, ...]) -> list[str]:
    """The values of parts of a stacked bar, "" where the part is too small to bear it."""
    columns = zip(*(series.values for series in chart.series), strict=True)
    longest = max(map(sum, columns)) or 1.0
    labels = [chart.value_format.format(value) for value in values]
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
    from matplotlib.ticker import MaxNLocator, StrMethodFormatter

    values = axes.xaxis if layout.horizontal else axes.yaxis
    values.set_major_formatter(StrMethodFormatter(chart.value_format.replace("{:", "{x:")))
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
