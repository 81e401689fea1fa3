"""Charts as pictures."""

import itertools
import os
import pickle
import struct
import subprocess
import sys
from dataclasses import replace

import pytest

from generator.content.insertable_blocks import charts_of
from generator.content.nodes import ChartSpec, Series
from generator.renderers.chart_drawing import (
    DPI,
    WIDTH_INCHES,
    draw_chart,
    drawn_canvas,
    label_colours,
)
from generator.settings.contrast import luminance
from tests.conftest import ROOT
from tests.content.packs import HOUSE_STYLE, PACK

FILLS = HOUSE_STYLE.fills([""] * 8)

NASTY = ChartSpec(
    key="x",
    caption="x",
    title="R&D $5 < $6 – “curly” " + "long " * 40,
    alt="x",
    categories=("$a$", "A very long name of a category that must be broken over lines", "_{x}"),
    series=(Series(name="$1", values=(0.0, 1.0, 0.0)), Series(name="b_c", values=(3.0, 0.0, 0.0))),
    category_axis="c",
    value_axis="v",
)


@pytest.mark.parametrize("name", ["service-reviews", "survey", "savings"])
def test_a_chart_is_a_png_of_the_text_width_and_repeats(name):
    """The same chart twice is the same bytes: a PNG as wide as the text, without a date."""
    chart = charts_of(PACK)[name]
    first = draw_chart(chart, FILLS)
    assert first == draw_chart(chart, FILLS)
    assert first.startswith(b"\x89PNG")
    (width,) = struct.unpack(">I", first[16:20])
    assert width == round(WIDTH_INCHES * DPI)


@pytest.mark.parametrize("manner", [{}, {"stacked": True}, {"horizontal": True}])
def test_nasty_text_is_only_text(manner):
    """Dollars and braces are no mathematics, long text is broken, and nothing warns."""
    assert draw_chart(replace(NASTY, **manner), FILLS).startswith(b"\x89PNG")


def test_pyplot_stays_out():
    """Drawing does not load pyplot, which costs half a second and keeps state."""
    script = (
        "import sys, pickle; from generator.renderers import chart_drawing as charts;"
        "charts.draw_chart(*pickle.load(sys.stdin.buffer));"
        "assert 'matplotlib.pyplot' not in sys.modules"
    )
    order = pickle.dumps((NASTY, FILLS))
    subprocess.run([sys.executable, "-c", script], input=order, check=True, cwd=ROOT)


@pytest.mark.parametrize(
    "settings",
    [b"font.size: 16\naxes.facecolor: red\n", b"# caf\xe9\n", b"\xff\xfea\0", b"nonsense"],
)
@pytest.mark.parametrize("place", ["the current folder", "MATPLOTLIBRC", "MPLCONFIGDIR"])
def test_a_chart_is_the_same_whatever_its_maker_has_set(settings, place, tmp_path):
    """A matplotlibrc of one's own, sound or not, or a backend that is missing, changes nothing."""
    (tmp_path / "matplotlibrc").write_bytes(settings)
    script = (
        "import sys, pickle; sys.path.insert(0, sys.argv[1]);"
        "from generator.renderers import chart_drawing as charts;"
        "sys.stdout.buffer.write(charts.draw_chart(*pickle.load(sys.stdin.buffer)))"
    )
    drawn = subprocess.run(
        [sys.executable, "-c", script, str(ROOT)],
        input=pickle.dumps((NASTY, FILLS)),
        capture_output=True,
        cwd=tmp_path if place == "the current folder" else ROOT,
        env={**os.environ, "MPLBACKEND": "nonsense", place: str(tmp_path)},
    )
    assert drawn.stdout == draw_chart(NASTY, FILLS), drawn.stderr


AREAS = (
    "Kingsbridge and Stokenham",
    "Dartmouth",
    "Yealmpton, Newton Ferrers and Noss Mayo",
    "Totnes",
    "Salcombe and Malborough",
)


def survey(areas: int) -> ChartSpec:
    bars = [f"{what}: {AREAS[n % 5]}" for what in ("Awareness", "Support") for n in range(areas)]
    return replace(
        NASTY,
        title="Awareness: 50 of 100 said yes; " * (1 + areas // 8),
        categories=tuple(bars),
        series=(
            Series(name="Yes", values=tuple(float(n * 37 % 80 + 1) for n in range(len(bars)))),
            Series(name="No", values=tuple(float(n * 23 % 60 + 1) for n in range(len(bars)))),
        ),
        stacked=True,
        horizontal=True,
    )


def savings(councils: int, years: int) -> ChartSpec:
    return replace(
        NASTY,
        title="Savings in all: £5,888,000 in 2024/25 and £4,688,000 in 2029/30",
        categories=tuple(f"20{24 + year}/{25 + year}" for year in range(years)),
        series=tuple(
            Series(
                name=f"{AREAS[council % 5]} District Council",
                values=tuple(491_000.0 + 70_000 * council - 30_000 * n for n in range(years)),
            )
            for council in range(councils)
        ),
        value_format="£{:,.0f}",
    )


def reviews(stages: int) -> ChartSpec:
    return replace(
        NASTY,
        title="7 of 48 service reviews: on hold",
        categories=tuple(f"{AREAS[stage % 5]}, awaiting decisions" for stage in range(stages)),
        series=(Series(name="Reviews", values=tuple(float(n % 7) for n in range(stages))),),
        horizontal=True,
    )


SHAPES = (
    *(survey(areas) for areas in (1, 2, 3, 5, 8, 12)),
    *(savings(*each) for each in ((1, 1), (1, 6), (2, 2), (5, 1), (8, 1), (2, 4), (3, 6), (8, 6))),
    *(reviews(stages) for stages in (1, 3, 6, 12)),
)


@pytest.mark.slow
@pytest.mark.parametrize("chart", SHAPES)
def test_no_word_lies_on_another_or_beyond_the_edge(chart):
    """However many areas, councils, years and stages: all words can be read."""
    figure = drawn_canvas(chart, FILLS).figure
    (axes,) = figure.axes
    words = [*axes.texts, *figure.texts, axes.xaxis.label, axes.yaxis.label]
    for axis in (axes.xaxis, axes.yaxis):
        low, high = sorted(axis.get_view_interval())
        labels = zip(axis.get_majorticklocs(), axis.get_ticklabels(), strict=True)
        words += [label for place, label in labels if low <= place <= high]
    words += [text for legend in figure.legends for text in legend.get_texts()]
    boxes = [(each.get_text(), each.get_window_extent()) for each in words if each.get_text()]
    _, _, width, height = figure.bbox.bounds
    beyond = [text for text, box in boxes if box.x0 < 0 or box.x1 > width or box.y1 > height]
    on_another = [
        (one, other)
        for (one, box), (other, its) in itertools.combinations(boxes, 2)
        if min(box.x1, its.x1) - max(box.x0, its.x0) > 2
        and min(box.y1, its.y1) - max(box.y0, its.y0) > 2
    ]
    assert (beyond, on_another) == ([], [])
    assert all(box.y0 >= 0 for _, box in boxes)


@pytest.mark.parametrize("colour", ["#1F3864", "#E07B00", "#5B8DB8", "#7F7F7F", "#A23B72"])
@pytest.mark.parametrize("hatch", ["", "///"])
def test_values_within_bars_can_be_read(colour, hatch):
    """The value differs from the box behind it by 4.5:1, and a pattern does not show through."""
    text, box = label_colours(colour, hatch)
    low, high = sorted((luminance(text), luminance(box)))
    assert (high + 0.05) / (low + 0.05) >= 4.5
    assert box == ("#FFFFFF" if hatch else colour)
