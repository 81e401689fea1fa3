"""Loads matplotlib without what no chart here needs and what takes a third of its loading time.

For each of its classes matplotlib lists all properties in the docstrings; and it loads what reads
the output of TeX, and axes of three dimensions if they can be had.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any

_SPARED = {"mpl_toolkits.mplot3d": "Axes3D", "matplotlib.dviread": "Dvi"}
"""Modules, and the class that matplotlib takes from each as it loads."""


@contextmanager
def lean_loading() -> Iterator[None]:
    """While it lasts, what is loaded of matplotlib gets no lists of properties and no TeX.

    Docstrings differ, never a picture.
    """
    backend = os.environ.pop("MPLBACKEND", None)  # one that is not there would be an error
    from matplotlib import artist as module

    artist: Any = module
    kept = artist.kwdoc
    artist.kwdoc = _no_list
    spared = [name for name in _SPARED if name not in sys.modules]
    sys.modules.update({name: _empty(name) for name in spared})
    try:
        yield
    finally:
        artist.kwdoc = kept
        if backend is not None:
            os.environ["MPLBACKEND"] = backend
        for name in spared:
            del sys.modules[name]


def _no_list(of: Any) -> str:
    return ""


def _empty(name: str) -> ModuleType:
    """A module without the class that is asked of it."""
    module = ModuleType(name)
    setattr(module, _SPARED[name], None)
    return module
