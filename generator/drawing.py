"""Draws charts: from the cache, apart in a second process, or here.

matplotlib takes half a second to load. A second process loads it while this one reads the inputs
and makes the documents without charts.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from types import TracebackType
from typing import TYPE_CHECKING

from generator.delivery.cache import Cache
from generator.versions import program

if TYPE_CHECKING:  # the second process is to start before anything heavy is imported here
    from generator.content.nodes import ChartSpec
    from generator.model.house_style import HouseStyle

    Order = tuple[str, ChartSpec, tuple[str, ...]]  # its key in the cache, the chart, the fills

_ROOT = Path(__file__).resolve().parent.parent
_SERVE = "import sys; sys.path.insert(0, {!r}); from generator.drawing import serve; serve({!r})"
_DONE = b"."
_NO_THREADS = {"OPENBLAS_NUM_THREADS": "1"}
"""NumPy would start one for each processor, for sums that no chart needs."""


class DrawingOffice:
    """Gives charts as PNG and keeps each in a folder, which may be deleted. A context manager."""

    def __init__(self, folder: Path) -> None:
        self._cache = Cache(folder=folder)
        self._apart: subprocess.Popen[bytes] | None = None
        self._begun: list[str] = []

    def __enter__(self) -> DrawingOffice:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._apart is not None:
            self._apart.kill()
            with suppress(OSError):
                self._apart.communicate()

    def prepare(self) -> None:
        """Load matplotlib apart where no chart was ever drawn, so that some will have to be."""
        if not self._cache.folder.exists():
            self._open_apart()

    def begin(self, chart: ChartSpec, house_style: HouseStyle) -> None:
        """Let a chart that will be wanted be drawn apart meanwhile, unless it is kept already."""
        fills = _fills(chart, house_style)
        key = _key(chart, fills)
        if key in self._begun or self._cache.find(key) is not None:
            return
        self._open_apart()
        if self._apart is not None and self._apart.stdin is not None:
            with suppress(OSError):
                pickle.dump((key, chart, fills), self._apart.stdin)
                self._apart.stdin.flush()
                self._begun.append(key)

    def draw(self, chart: ChartSpec, house_style: HouseStyle) -> bytes:
        """The chart as PNG."""
        fills = _fills(chart, house_style)
        key = _key(chart, fills)
        self._wait_for(key)

        def draw_here() -> bytes:
            from generator.renderers.charts import draw_chart

            return draw_chart(chart, fills)

        return self._cache.fetch(key, draw_here)

    def _wait_for(self, key: str) -> None:
        """Let the second process end a chart that it was asked for; it keeps it in the cache."""
        while key in self._begun and self._apart is not None and self._apart.stdout is not None:
            if self._apart.stdout.read(len(_DONE)):
                self._begun.pop(0)
            else:  # it has died
                self._begun.clear()

    def _open_apart(self) -> None:
        if self._apart is None and (os.cpu_count() or 1) > 1:
            with suppress(OSError):
                self._apart = subprocess.Popen(
                    [sys.executable, "-c", _SERVE.format(str(_ROOT), str(self._cache.folder))],
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.DEVNULL,
                    env={**os.environ, **_NO_THREADS},
                )


def serve(folder: str) -> None:
    """What the second process does: draw what it is asked for on standard input, until that ends.

    A thread takes the orders in, so that whoever gives a hundred of them does not wait; each is
    answered by a byte, and the picture is kept in the cache's folder.
    """
    from generator.renderers.charts import draw_chart, load

    orders: SimpleQueue[Order | None] = SimpleQueue()
    Thread(target=_take_orders, args=(orders,), daemon=True).start()
    load()
    cache = Cache(folder=Path(folder))
    while (order := orders.get()) is not None:
        key, chart, fills = order
        cache.keep(key, draw_chart(chart, fills))
        sys.stdout.buffer.write(_DONE)
        sys.stdout.flush()


def _take_orders(orders: SimpleQueue[Order | None]) -> None:
    while True:
        try:
            orders.put(pickle.load(sys.stdin.buffer))
        except EOFError:
            orders.put(None)
            return


def _fills(chart: ChartSpec, house_style: HouseStyle) -> tuple[str, ...]:
    return house_style.fills(series.colour for series in chart.series)


def _key(chart: ChartSpec, fills: tuple[str, ...]) -> str:
    """All that shapes a chart: what it says, its colours, the versions."""
    return repr((chart, fills, program()))
