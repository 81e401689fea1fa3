"""Loads matplotlib without the manual that it writes as it loads.

For each of its classes matplotlib lists all properties in the docstrings, which takes a quarter of
the time that it needs to load. Nobody reads them here.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


@contextmanager
def undocumented() -> Iterator[None]:
    """While it lasts, what is loaded of matplotlib gets no lists of properties.

    Only docstrings differ, never a picture.
    """
    from matplotlib import artist as module

    artist: Any = module
    kept = artist.kwdoc
    artist.kwdoc = _no_list
    try:
        yield
    finally:
        artist.kwdoc = kept


def _no_list(of: Any) -> str:
    return ""
