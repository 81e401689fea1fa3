"""Charts come the same from the cache, from a worker and from this process."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from generator.content.nodes import ChartSpec, Series
from generator.delivery import chart_cache
from generator.delivery.chart_cache import ChartCache, chart_key, fills_of
from generator.settings.declaration import changed
from generator.settings.house_style import Colour
from tests.content.packs import HOUSE_STYLE

CHART = ChartSpec(
    key="reviews",
    title="Most reviews are complete",
    caption="Reviews by stage",
    alt="Two reviews are complete, one is delayed.",
    categories=("Complete", "Delayed"),
    series=(Series(name="Reviews", values=(2, 1)),),
    category_axis="Stage",
    value_axis="Reviews",
)


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The titles of the charts that were drawn; a drawing is the title and the colours."""
    titles: list[str] = []

    def draw(chart: ChartSpec, fills: tuple[str, ...]) -> bytes:
        titles.append(chart.title)
        return f"{chart.title} {fills}".encode()

    monkeypatch.setattr(chart_cache, "_draw", draw)
    return titles


def test_a_chart_is_drawn_once(tmp_path: Path, drawn: list[str]) -> None:
    """A second run finds the picture; a chart of other content is another one."""
    other = replace(CHART, title="Another")
    for _ in range(2):
        cache = ChartCache(tmp_path / "cache")
        assert cache.picture(CHART, HOUSE_STYLE).startswith(b"Most reviews")
        assert cache.picture(other, HOUSE_STYLE).startswith(b"Another")
    assert drawn == [CHART.title, "Another"]


@pytest.mark.parametrize(
    "style",
    [
        changed(HOUSE_STYLE, series=tuple(reversed(HOUSE_STYLE.series))),
        changed(HOUSE_STYLE, series=("#123456", *HOUSE_STYLE.series[1:])),
    ],
)
def test_a_chart_in_other_colours_is_another_picture(style, tmp_path, drawn) -> None:
    """The house style's colours are part of the key: no old colour comes out of the cache."""
    cache = ChartCache(tmp_path)
    first = cache.picture(CHART, HOUSE_STYLE)
    assert cache.picture(CHART, style) != first
    assert len(drawn) == 2


def test_a_named_colour_is_part_of_the_key() -> None:
    """A series that bears a colour by name changes with that colour."""
    red = replace(CHART, series=(replace(CHART.series[0], colour="red"),))
    colours = {**HOUSE_STYLE.colours, "red": Colour(fill="#0000FF", text="#FFFFFF")}
    other = changed(HOUSE_STYLE, colours=colours)
    assert chart_key(red, fills_of(red, HOUSE_STYLE)) != chart_key(red, fills_of(red, other))


def test_other_versions_draw_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """A new matplotlib, or new code of ours, may draw the same chart otherwise."""
    fills = fills_of(CHART, HOUSE_STYLE)
    before = chart_key(CHART, fills)
    monkeypatch.setattr(chart_cache, "program_version", lambda: "another")
    assert chart_key(CHART, fills) != before


def test_a_damaged_entry_is_drawn_again(tmp_path: Path, drawn: list[str]) -> None:
    """Whatever byte an entry ends at or goes wrong at, the picture comes out right."""
    cache = ChartCache(tmp_path)
    right = cache.picture(CHART, HOUSE_STYLE)
    (entry,) = tmp_path.iterdir()
    whole = entry.read_bytes()
    for end in range(len(whole)):
        for damaged in (whole[:end], whole[:end] + b"?" + whole[end + 1 :]):
            entry.write_bytes(damaged)
            assert cache.picture(CHART, HOUSE_STYLE) == right
    assert len(drawn) > len(whole)


def test_a_cache_that_cannot_be_written_does_no_harm(tmp_path: Path, drawn: list[str]) -> None:
    """A file where the folder should be only makes the run slower."""
    (tmp_path / "cache").write_bytes(b"")
    cache = ChartCache(tmp_path / "cache")
    assert cache.picture(CHART, HOUSE_STYLE) == cache.picture(CHART, HOUSE_STYLE)
    assert len(drawn) == 2


def test_a_chart_begun_ahead_is_taken_from_there(tmp_path: Path, drawn: list[str]) -> None:
    """What a worker has begun is waited for, kept, and not drawn a second time."""
    cache = ChartCache(tmp_path)
    with ThreadPoolExecutor(1) as pool:
        cache.draw_ahead(pool, [(CHART, HOUSE_STYLE)] * 2)
        assert cache.picture(CHART, HOUSE_STYLE).startswith(b"Most reviews")
    assert ChartCache(tmp_path).picture(CHART, HOUSE_STYLE).startswith(b"Most reviews")
    assert drawn == [CHART.title]
