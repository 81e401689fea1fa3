"""Draws charts as PNG with matplotlib: its `Figure` and Agg canvas, never pyplot.

pyplot costs half a second to import and keeps state. The font is matplotlib's own DejaVu Sans, so
that a chart has the same bytes on every machine.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from generator.content.nodes import ChartSpec
from generator.model.house_style import HouseStyle, luminance

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.container import BarContainer

WIDTH_INCHES = 6.3
"""The text width of a portrait A4 page."""

DPI = 200
_HATCHES = ("", "///", "...", "xxx", "\\\\\\", "+++")
"""Series differ by pattern too: colour never stands alone, and a printer may be black and white."""

_STYLE: dict[Any, Any] = {
    "font.family": "DejaVu Sans",
    "font.size": 9,
    "hatch.linewidth": 0.6,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "figure.titleweight": "bold",
    "figure.titlesize": 10,
}


def load() -> None:
    """Load matplotlib, so that the first chart does not wait for it."""
    import matplotlib.backends.backend_agg
    import matplotlib.figure  # noqa: F401


def draw_chart(chart: ChartSpec, house_style: HouseStyle) -> bytes:
    """The chart as PNG bytes; the same chart and style give the same bytes."""
    import matplotlib as mpl
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    with mpl.rc_context(_STYLE):
        figure = Figure(figsize=(WIDTH_INCHES, _height(chart)), layout="constrained", dpi=DPI)
        FigureCanvasAgg(figure)
        _draw(figure.add_subplot(), chart, house_style)
        picture = io.BytesIO()
        figure.savefig(picture, format="png", metadata={"Software": None})
    return picture.getvalue()


def _height(chart: ChartSpec) -> float:
    """Inches: room for each bar, and for title, axes and legend."""
    if not chart.horizontal:
        return 2.9
    rows = len(chart.categories) * (1 if chart.stacked else len(chart.series))
    return 0.8 + max(1.2, 0.2 * rows) + (0.3 if len(chart.series) > 1 else 0)


def _draw(axes: Axes, chart: ChartSpec, house_style: HouseStyle) -> None:
    for index in range(len(chart.series)):
        _draw_series(axes, chart, index, house_style)
    _label_axes(axes, chart)
    axes.figure.suptitle(_wrapped(chart.title, 68), x=0.01, ha="left")
    if len(chart.series) > 1:
        axes.figure.legend(loc="outside lower center", ncols=3, frameon=False)


def _draw_series(axes: Axes, chart: ChartSpec, index: int, house_style: HouseStyle) -> None:
    series = chart.series[index]
    colour = (
        house_style.colours[series.colour].fill
        if series.colour
        else house_style.series[index % len(house_style.series)]
    )
    look: dict[str, Any] = {
        "label": series.name,
        "color": colour,
        "edgecolor": "white",
        "hatch": _HATCHES[index % len(_HATCHES)],
    }
    thickness = 0.7 if chart.stacked else 0.8 / len(chart.series)
    shift = 0.0 if chart.stacked else (index - (len(chart.series) - 1) / 2) * thickness
    places = [place + shift for place in range(len(chart.categories))]
    base = [
        sum(earlier.values[place] for earlier in chart.series[:index]) if chart.stacked else 0.0
        for place in range(len(chart.categories))
    ]
    if chart.horizontal:
        bars = axes.barh(places, series.values, height=thickness, left=base, **look)
    else:
        bars = axes.bar(places, series.values, width=thickness, bottom=base, **look)
    _label_bars(axes, bars, chart, series.values, colour)


def _label_bars(
    axes: Axes, bars: BarContainer, chart: ChartSpec, values: tuple[float, ...], colour: str
) -> None:
    """The value on or beside each bar; a stacked bar of nothing has none."""
    labels = [
        "" if chart.stacked and not value else chart.value_format.format(value) for value in values
    ]
    if not chart.stacked:
        axes.bar_label(bars, labels, padding=3)
        return
    text = "white" if luminance(colour) < 0.18 else "black"
    for label in axes.bar_label(bars, labels, label_type="center", color=text, weight="bold"):
        label.set_bbox({"facecolor": colour, "edgecolor": "none", "pad": 1.5})


def _label_axes(axes: Axes, chart: ChartSpec) -> None:
    from matplotlib.ticker import MaxNLocator, StrMethodFormatter

    places = range(len(chart.categories))
    values = axes.xaxis if chart.horizontal else axes.yaxis
    values.set_major_formatter(StrMethodFormatter(chart.value_format.replace("{:", "{x:")))
    values.set_major_locator(MaxNLocator(nbins=6, integer=True))
    names = [_wrapped(name, 28) for name in chart.categories]
    if chart.horizontal:
        axes.set_yticks(places, names)
        axes.invert_yaxis()
        axes.set_xlabel(chart.value_axis)
        axes.set_ylabel(chart.category_axis)
        axes.margins(x=0.08)
    else:
        axes.set_xticks(places, names)
        axes.set_ylabel(chart.value_axis)
        axes.set_xlabel(chart.category_axis)
        axes.margins(y=0.12)


def _wrapped(text: str, width: int) -> str:
    import textwrap

    # A lone $ pair would be read as mathematics.
    return "\n".join(textwrap.wrap(text.replace("$", r"\$"), width))
