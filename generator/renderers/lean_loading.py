"""Loads matplotlib without what no chart here needs and what takes a third of its loading time.

For each of its classes matplotlib lists all properties in the docstrings; and it loads axes of
three dimensions, if they can be had.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any

_SPACE = "mpl_toolkits.mplot3d"


@contextmanager
def lean_loading() -> Iterator[None]:
    """While it lasts, what is loaded of matplotlib gets no lists of properties and no third axis.

    Docstrings differ, never a picture.
    """
    from matplotlib import artist as module

    artist: Any = module
    kept = artist.kwdoc
    artist.kwdoc = _no_list
    spared = _SPACE not in sys.modules
    if spared:
        sys.modules[_SPACE] = _flat()
    try:
        yield
    finally:
        artist.kwdoc = kept
        if spared:
            del sys.modules[_SPACE]


def _no_list(of: Any) -> str:
    return ""


def _flat() -> ModuleType:
    """What matplotlib takes for a missing third axis, without its warning."""
    module: Any = ModuleType(_SPACE)
    module.Axes3D = None
    return module  # type: ignore[no-any-return]
