"""Draws a chart, or takes it from the cache: matplotlib takes a second to load."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from generator.content.nodes import ChartSpec
from generator.delivery.cache import Cache
from generator.model.house_style import HouseStyle
from generator.versions import program

Draw = Callable[[ChartSpec, HouseStyle], bytes]


def drawing_with_cache(folder: Path) -> Draw:
    """A function that gives a chart as PNG and keeps each in a folder, which may be deleted.

    A chart is known by all that shapes it: what it says, the house style, the versions.
    """
    cache = Cache(folder=folder)

    def draw(chart: ChartSpec, house_style: HouseStyle) -> bytes:
        def draw_now() -> bytes:
            from generator.renderers.charts import draw_chart

            return draw_chart(chart, house_style)

        look = (house_style.series, house_style.colours)
        return cache.fetch(repr((chart, look, program())), draw_now)

    return draw
