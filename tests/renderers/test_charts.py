"""Charts as pictures."""

import struct
import sys

import pytest

from generator.content.charts import charts_of
from generator.content.nodes import ChartSpec, Series
from generator.renderers.charts import DPI, WIDTH_INCHES, draw_chart
from tests.content.packs import HOUSE_STYLE, PACK

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
    first = draw_chart(chart, HOUSE_STYLE)
    assert first == draw_chart(chart, HOUSE_STYLE)
    assert first.startswith(b"\x89PNG")
    (width,) = struct.unpack(">I", first[16:20])
    assert width == round(WIDTH_INCHES * DPI)


@pytest.mark.parametrize("manner", [{}, {"stacked": True}, {"horizontal": True}])
def test_nasty_text_is_only_text(manner):
    """Dollars and braces are no mathematics, long text is broken, and nothing warns."""
    from dataclasses import replace

    assert draw_chart(replace(NASTY, **manner), HOUSE_STYLE).startswith(b"\x89PNG")


def test_pyplot_stays_out():
    """Drawing does not load pyplot, which costs half a second and keeps state."""
    draw_chart(NASTY, HOUSE_STYLE)
    assert "matplotlib.pyplot" not in sys.modules
