"""Charts come the same from the cache, from the second process, and from this one."""

from __future__ import annotations

import os
import signal
from pathlib import Path
from threading import Thread

import pytest
from msgspec.structs import replace

from generator.content.nodes import ChartSpec, Series
from generator.drawing import DrawingOffice
from generator.renderers.charts import draw_chart
from tests.content.packs import HOUSE_STYLE

FILLS = HOUSE_STYLE.fills([""])
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


@pytest.mark.slow
def test_the_same_chart_from_everywhere(tmp_path: Path) -> None:
    """Drawn apart, kept or drawn here, a chart has the same bytes."""
    here = draw_chart(CHART, FILLS)
    with DrawingOffice(tmp_path / "cache") as office:
        assert office.draw(CHART, HOUSE_STYLE) == here
    with DrawingOffice(tmp_path / "other") as office:
        office.prepare()
        office.begin(CHART, HOUSE_STYLE)
        assert office.draw(CHART, HOUSE_STYLE) == here
    with DrawingOffice(tmp_path / "other") as office:
        office.begin(CHART, HOUSE_STYLE)
        assert office._apart is None
        assert office.draw(CHART, HOUSE_STYLE) == here


@pytest.mark.slow
def test_many_orders_at_once(tmp_path: Path) -> None:
    """More orders and pictures than a pipe holds do not make the two wait for each other."""
    charts = [replace(CHART, key=str(number), alt="x" * 100_000) for number in range(6)]
    drawn: list[bytes] = []

    def work() -> None:
        with DrawingOffice(tmp_path / "cache") as office:
            for chart in charts:
                office.begin(chart, HOUSE_STYLE)
            drawn.extend(office.draw(chart, HOUSE_STYLE) for chart in charts)

    worker = Thread(target=work, daemon=True)
    worker.start()
    worker.join(60)
    assert drawn == [draw_chart(CHART, FILLS)] * len(charts)


@pytest.mark.slow
@pytest.mark.skipif(os.cpu_count() == 1, reason="a second process takes a second processor")
def test_a_second_process_that_dies(tmp_path: Path) -> None:
    """What it has not drawn is drawn here."""
    with DrawingOffice(tmp_path / "cache") as office:
        office.begin(CHART, HOUSE_STYLE)
        assert office._apart is not None
        office._apart.send_signal(signal.SIGTERM)
        assert office.draw(CHART, HOUSE_STYLE) == draw_chart(CHART, FILLS)


def test_a_cache_that_cannot_be_written(tmp_path: Path) -> None:
    """Without a cache a chart is drawn all the same."""
    (tmp_path / "cache").write_bytes(b"")
    with DrawingOffice(tmp_path / "cache") as office:
        office.begin(CHART, HOUSE_STYLE)
        assert office.draw(CHART, HOUSE_STYLE) == draw_chart(CHART, FILLS)
