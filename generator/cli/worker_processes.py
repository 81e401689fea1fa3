"""Processes that build packs or draw charts beside this one, where that saves time."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from generator.cli.fault_report import noting
from generator.delivery.chart_cache import ChartCache, load_chart_drawing
from generator.inputs.files.regular_files import MOST_TEXT, read_bounded
from generator.inputs.folders import PackFolder, Request, select_documents

if TYPE_CHECKING:  # a worker is started before this process loads what reads and composes
    from concurrent.futures import ProcessPoolExecutor

    from generator.build import Workers

A = TypeVar("A")
B = TypeVar("B")
_CHARTS = b"charts:"
FEWEST_FOR_WORKERS = 4
"""Packs from which worker processes pay: each one takes about a second to start."""


@contextmanager
def start_workers(folders: Collection[PackFolder], request: Request) -> Iterator[Workers]:
    """Worker processes for many packs, or one for the charts of a few; none where none pays.

    Workers get and return pickled values, so what they run is a pure function of its argument.
    """
    processors = os.cpu_count() or 1
    many = len(folders) >= FEWEST_FOR_WORKERS
    if processors == 1 or not (many or _has_new_charts(folders, request)):
        from generator.build import Workers

        yield Workers()
        return
    with _pool(min(len(folders), processors) if many else 1) as pool:
        from generator.build import Workers

        def mapped(function: Callable[[A], B], items: Iterable[A], /) -> Iterable[B]:
            return pool.map(partial(noting, function), items)

        yield Workers(map=mapped) if many else Workers(charts=pool)


@contextmanager
def _pool(count: int) -> Iterator[ProcessPoolExecutor]:
    """A pool whose processes have all been started, and leave Ctrl-C to this one."""
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    pool = ProcessPoolExecutor(
        max_workers=count,
        # Not "fork": it would copy locks that other threads hold, and Windows does not have it.
        mp_context=get_context("spawn"),
        initializer=signal.signal,
        initargs=(signal.SIGINT, signal.SIG_IGN),
    )
    # A new process inherits what this one does about Ctrl-C. Its initializer would come too late
    # for a Ctrl-C while it starts, but is what counts on Windows.
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        for _ in range(count):
            # Loading matplotlib takes as long as reading a pack: both are done at once.
            pool.submit(load_chart_drawing)
    finally:
        signal.signal(signal.SIGINT, before)
    try:
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)


def _has_new_charts(folders: Iterable[PackFolder], request: Request) -> bool:
    """Whether a document that was asked for has charts and no chart is kept yet."""
    if not ChartCache(request.cache).is_empty:
        return False
    if not request.documents:
        # A glance is enough here: to read the settings takes as long as a worker takes to start,
        # and where a comment alone names charts, a worker was started for nothing.
        with suppress(OSError):  # reading the pack says what is wrong
            return any(_CHARTS in _settings_of(folder) for folder in folders)
        return False
    from generator.inputs.pack_reader import read_settings

    packs = [pack for folder in folders if (pack := read_settings(folder)[0])]
    names = select_documents(packs, request.documents)
    documents = (document for pack in packs for document in pack.documents)
    return any(each.charts for each in documents if each.file_name in names)


def _settings_of(folder: PackFolder) -> bytes:
    return read_bounded(folder.path / "pack.yaml", MOST_TEXT)
