"""Charts as pictures: kept by their content, drawn where they are new.

The folder may be deleted at any time. Several runs may share it without a lock: an entry is named
by its key and begins with the hash of its own content, so one that is half-written, or written by
two runs at once, is recognised and made again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from generator.delivery.program_version import program_version
from generator.inputs.files.regular_files import read_bounded

if TYPE_CHECKING:  # the worker that draws charts loads only what it needs
    from concurrent.futures import Executor, Future

    from generator.content.nodes import ChartSpec
    from generator.settings.house_style import HouseStyle

_MOST_BYTES = 20_000_000
HASH_BYTES = hashlib.sha256().digest_size


class ChartCache:
    """A folder of pictures. A disk that refuses to hold it only makes the run slower."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._ahead: dict[str, Future[bytes]] = {}

    def picture(self, chart: ChartSpec, house_style: HouseStyle) -> bytes:
        """A chart as PNG: from the folder, from a worker that has begun it, or drawn now."""
        fills = fills_of(chart, house_style)
        key = chart_key(chart, fills)
        kept = self.find(key)
        if kept is None:
            ahead = self._ahead.pop(key, None)
            kept = ahead.result() if ahead else _draw(chart, fills)
            self.keep(key, kept)
        return kept

    @property
    def is_empty(self) -> bool:
        """Whether nothing is kept, so that most charts are likely to be new."""
        return not any(self.folder.glob("*.piece"))

    def draw_ahead(self, pool: Executor, charts: Iterable[tuple[ChartSpec, HouseStyle]]) -> None:
        """Let a worker begin charts whose pictures will be asked for."""
        for chart, house_style in charts:
            fills = fills_of(chart, house_style)
            key = chart_key(chart, fills)
            if key not in self._ahead and self.find(key) is None:
                self._ahead[key] = pool.submit(_draw, chart, fills)

    def find(self, key: str) -> bytes | None:
        """The picture kept for this key, None where there is none or it is damaged."""
        try:
            entry = read_bounded(self.path_of(key), _MOST_BYTES)
        except OSError:
            return None
        checksum, picture = entry[:HASH_BYTES], entry[HASH_BYTES:]
        return picture if hashlib.sha256(picture).digest() == checksum else None

    def keep(self, key: str, picture: bytes) -> None:
        """Keep a picture, if the disk lets us."""
        with suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            self.path_of(key).write_bytes(hashlib.sha256(picture).digest() + picture)

    def path_of(self, key: str) -> Path:
        """The file for the picture of this key."""
        return self.folder / f"{hashlib.sha256(key.encode()).hexdigest()}.piece"


def fills_of(chart: ChartSpec, house_style: HouseStyle) -> tuple[str, ...]:
    """The colour of each series, #RRGGBB."""
    return tuple(house_style.fills(series.colour for series in chart.series))


def chart_key(chart: ChartSpec, fills: Sequence[str]) -> str:
    """All that shapes a picture: the chart's content, its colours, and what draws it."""
    return repr((chart, tuple(fills), program_version()))


def load_chart_drawing() -> None:
    """Load what draws charts: it takes longer than the drawing."""
    import generator.renderers.chart_drawing  # noqa: F401


def _draw(chart: ChartSpec, fills: tuple[str, ...]) -> bytes:
    from generator.renderers.chart_drawing import draw_chart

    return draw_chart(chart, fills)
