"""Draws charts: from the cache, apart in other processes, or here.

matplotlib takes a third of a second to load, and a chart a twelfth. Another process does that while
this one reads the inputs and makes the documents without charts; more of them where charts are many
and the machine has processors for them.
"""

from __future__ import annotations

import gc
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
from generator.delivery.versions import program

if TYPE_CHECKING:  # the other process is to start before anything heavy is imported here
    from generator.content.nodes import ChartSpec
    from generator.settings.house_style import HouseStyle

    Order = tuple[str, ChartSpec, tuple[str, ...]]  # its key in the cache, the chart, the fills

_ROOT = Path(__file__).resolve().parent.parent
_SERVE = "import sys; sys.path[:] = {!r}; from generator.drawing import serve; serve({!r})"
_DONE = b"."
_NO_THREADS = {"OPENBLAS_NUM_THREADS": "1"}
"""NumPy would start one for each processor, for sums that no chart needs."""

_MOST_APART = 4
_BUSY = 6
"""So many charts that wait for one process take as long as it takes another one to begin."""


_MANY, _OURS = 24, 4
"""Where more charts than these wait for each process, this one draws every fourth when its turn
comes, so that neither waits long for the other."""


class DrawingOffice:
    """Gives charts as PNG and keeps each in a folder, which may be deleted. A context manager."""

    def __init__(self, folder: Path) -> None:
        self._cache = Cache(folder)
        self._staff: list[_Apart] = []
        self._asked = 0

    def __enter__(self) -> DrawingOffice:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for each in self._staff:
            each.dismiss()

    def prepare(self) -> None:
        """Load matplotlib apart where no chart was ever drawn, so that some will have to be."""
        if not self._cache.folder.exists():
            self._hire()

    def begin(self, chart: ChartSpec, house_style: HouseStyle) -> None:
        """Let a chart that will be wanted be drawn apart meanwhile, unless it is kept already."""
        fills = _fills(chart, house_style)
        key = _key(chart, fills)
        if any(key in each.begun for each in self._staff) or self._cache.find(key) is not None:
            return
        if all(len(each.begun) >= _BUSY for each in self._staff):
            self._hire()
        if self._staff and not self._is_left_here():
            min(self._staff, key=lambda each: len(each.begun)).begin((key, chart, fills))

    def draw(self, chart: ChartSpec, house_style: HouseStyle) -> bytes:
        """The chart as PNG."""
        fills = _fills(chart, house_style)
        key = _key(chart, fills)
        for each in self._staff:
            each.wait_for(key)

        def draw_here() -> bytes:
            from generator.renderers.chart_drawing import draw_chart

            return draw_chart(chart, fills)

        return self._cache.fetch(key, draw_here)

    def _is_left_here(self) -> bool:
        """Whether a chart is better drawn here, when its turn comes, than waited for."""
        if any(len(each.begun) < _MANY for each in self._staff):
            return False
        self._asked += 1
        return self._asked % _OURS == 0

    def _hire(self) -> None:
        if len(self._staff) < min(_MOST_APART, (os.cpu_count() or 1) - 1):
            with suppress(OSError):
                self._staff.append(_Apart(self._cache.folder))


class _Apart:
    """Another process that draws. `begun` are the keys of its orders that were not seen done."""

    def __init__(self, folder: Path) -> None:
        self.begun: list[str] = []
        self.process = subprocess.Popen(
            [sys.executable, "-S", "-c", _SERVE.format([str(_ROOT), *sys.path], str(folder))],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, **_NO_THREADS},
        )

    def begin(self, order: Order) -> None:
        """Have a chart drawn, if the process still takes orders."""
        if self.process.stdin is not None:
            with suppress(OSError):
                pickle.dump(order, self.process.stdin)
                self.process.stdin.flush()
                self.begun.append(order[0])

    def wait_for(self, key: str) -> None:
        """Let it end a chart that it was asked for; the picture is in the cache then."""
        while key in self.begun and self.process.stdout is not None:
            if self.process.stdout.read(len(_DONE)):
                self.begun.pop(0)
            else:  # it has died
                self.begun.clear()

    def dismiss(self) -> None:
        """End it, whatever it is at."""
        self.process.kill()
        with suppress(OSError):
            self.process.communicate()


def serve(folder: str) -> None:
    """What another process does: draw what it is asked for on standard input, until that ends.

    A thread takes the orders in, so that whoever gives a hundred of them does not wait; each is
    answered by a byte, and the picture is kept in the cache's folder.
    """
    gc.set_threshold(100_000, 50, 50)  # as in cli.py; matplotlib makes many short-lived things
    from generator.renderers.chart_drawing import draw_chart

    orders: SimpleQueue[Order | None] = SimpleQueue()
    Thread(target=_take_orders, args=(orders,), daemon=True).start()
    cache = Cache(Path(folder))
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
