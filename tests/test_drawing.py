"""Charts come the same from the cache, from the second process, and from this one."""

from __future__ import annotations

import os
import signal
from dataclasses import replace
from pathlib import Path
from threading import Thread

import pytest

from generator.content.nodes import ChartSpec, Series
from generator.drawing import DrawingOffice
from generator.renderers.chart_drawing import draw_chart
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
        (apart,) = office._staff
        apart.wait_for(apart.begun[0])
        assert [piece.suffix for piece in (tmp_path / "other").iterdir()] == [".piece"]
        assert office.draw(CHART, HOUSE_STYLE) == here
    with DrawingOffice(tmp_path / "other") as office:
        office.begin(CHART, HOUSE_STYLE)
        assert office._staff == []
        assert office.draw(CHART, HOUSE_STYLE) == here


@pytest.mark.slow
@pytest.mark.parametrize("processors", [2, 4])
def test_many_orders_at_once(
    processors: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """More orders than a pipe holds are parted among the processors, and none waits for another."""
    monkeypatch.setattr(os, "cpu_count", lambda: processors)
    charts = [replace(CHART, key=str(number), alt="x" * 100_000) for number in range(24)]
    drawn: list[bytes] = []
    staff = 0

    def work() -> None:
        nonlocal staff
        with DrawingOffice(tmp_path / "cache") as office:
            for chart in charts:
                office.begin(chart, HOUSE_STYLE)
            staff = len(office._staff)
            drawn.extend(office.draw(chart, HOUSE_STYLE) for chart in charts)

    worker = Thread(target=work, daemon=True)
    worker.start()
    worker.join(60)
    assert drawn == [draw_chart(CHART, FILLS)] * len(charts)
    assert staff == processors - 1


@pytest.mark.slow
def test_few_charts_are_drawn_by_one_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another one would take longer to load than the first to draw them."""
    monkeypatch.setattr(os, "cpu_count", lambda: 8)
    with DrawingOffice(tmp_path / "cache") as office:
        office.prepare()
        for number in range(6):
            office.begin(replace(CHART, key=str(number)), HOUSE_STYLE)
        assert len(office._staff) == 1


def test_nothing_is_loaded_ahead_where_charts_are_kept(tmp_path: Path) -> None:
    """They will mostly be the same."""
    with DrawingOffice(tmp_path) as office:
        office.prepare()
        assert office._staff == []


@pytest.mark.slow
def test_of_very_many_charts_some_are_drawn_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Once a process has plenty to do, every fourth is left to this one, and none is lost."""
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    charts = [replace(CHART, key=str(number)) for number in range(32)]
    with DrawingOffice(tmp_path / "cache") as office:
        for chart in charts:
            office.begin(chart, HOUSE_STYLE)
        (apart,) = office._staff
        assert len(apart.begun) == 24 + 6
        assert {office.draw(chart, HOUSE_STYLE) for chart in charts} == {draw_chart(CHART, FILLS)}


@pytest.mark.slow
def test_an_office_that_closes_early(tmp_path: Path) -> None:
    """Findings may stop a run while charts are being drawn: nothing is waited for."""
    with DrawingOffice(tmp_path / "cache") as office:
        for number in range(12):
            office.begin(replace(CHART, key=str(number)), HOUSE_STYLE)
        processes = [each.process for each in office._staff]
    assert processes
    assert all(each.returncode is not None for each in processes)


@pytest.mark.slow
@pytest.mark.skipif(os.cpu_count() == 1, reason="a second process takes a second processor")
def test_a_second_process_that_dies(tmp_path: Path) -> None:
    """What it has not drawn is drawn here."""
    with DrawingOffice(tmp_path / "cache") as office:
        for number in range(3):
            office.begin(replace(CHART, key=str(number)), HOUSE_STYLE)
        (apart,) = office._staff
        apart.process.send_signal(signal.SIGTERM)
        for number in range(4):
            chart = replace(CHART, key=str(number))
            office.begin(chart, HOUSE_STYLE)
            assert office.draw(chart, HOUSE_STYLE) == draw_chart(CHART, FILLS)


def test_a_cache_that_cannot_be_written(tmp_path: Path) -> None:
    """Without a cache a chart is drawn all the same."""
    (tmp_path / "cache").write_bytes(b"")
    with DrawingOffice(tmp_path / "cache") as office:
        office.begin(CHART, HOUSE_STYLE)
        assert office.draw(CHART, HOUSE_STYLE) == draw_chart(CHART, FILLS)
