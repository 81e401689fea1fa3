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
from types import TracebackType
from typing import IO

from generator.content.nodes import ChartSpec
from generator.delivery.cache import Cache
from generator.model.house_style import HouseStyle
from generator.versions import program

_ROOT = Path(__file__).resolve().parent.parent
_SERVE = "import sys; sys.path.insert(0, {!r}); from generator.drawing import serve; serve()"


class DrawingOffice:
    """Gives charts as PNG and keeps each in a folder, which may be deleted. A context manager."""

    def __init__(self, folder: Path) -> None:
        self._cache = Cache(folder=folder)
        self._apart: subprocess.Popen[bytes] | None = None
        self._begun: list[str] = []
        self._drawn: dict[str, bytes] = {}

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
        key = _key(chart, house_style)
        if key in self._begun or self._cache.find(key) is not None:
            return
        self._open_apart()
        if self._apart is not None and self._apart.stdin is not None:
            with suppress(OSError):
                pickle.dump((chart, house_style), self._apart.stdin)
                self._apart.stdin.flush()
                self._begun.append(key)

    def draw(self, chart: ChartSpec, house_style: HouseStyle) -> bytes:
        """The chart as PNG."""
        key = _key(chart, house_style)

        def made() -> bytes:
            from generator.renderers.charts import draw_chart

            return self._drawn_apart(key) or draw_chart(chart, house_style)

        return self._cache.fetch(key, made)

    def _drawn_apart(self, key: str) -> bytes | None:
        """What the second process has drawn; None where it was not asked, or has died."""
        while key in self._begun and self._apart is not None and self._apart.stdout is not None:
            with suppress(OSError, EOFError, pickle.UnpicklingError):
                self._drawn[self._begun[0]] = pickle.load(self._apart.stdout)
            self._begun.pop(0)
        return self._drawn.get(key)

    def _open_apart(self) -> None:
        if self._apart is None and (os.cpu_count() or 1) > 1:
            with suppress(OSError):
                self._apart = subprocess.Popen(
                    [sys.executable, "-c", _SERVE.format(str(_ROOT))],
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.DEVNULL,
                )


def serve() -> None:
    """What the second process does: draw what comes on standard input, until it ends."""
    from generator.renderers.charts import draw_chart, load

    load()
    while True:
        try:
            chart, house_style = pickle.load(sys.stdin.buffer)
        except EOFError:
            return
        _answer(draw_chart(chart, house_style), sys.stdout.buffer)


def _answer(picture: bytes, stream: IO[bytes]) -> None:
    pickle.dump(picture, stream)
    stream.flush()


def _key(chart: ChartSpec, house_style: HouseStyle) -> str:
    """All that shapes a chart: what it says, the house style, the versions."""
    return repr((chart, house_style.series, house_style.colours, program()))
