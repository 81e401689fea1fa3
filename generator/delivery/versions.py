"""The versions that shape a finished file."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from contextlib import suppress
from functools import cache

from generator import __version__

PROGRAM = "program"
"""The name under which a document depends on the program and its libraries."""

_LIBRARIES = ("docxtpl", "matplotlib", "pandas", "python-docx", "XlsxWriter")
_RECORD = ".dist-info"


@cache
def versions() -> Mapping[str, str]:
    """The program's own version and that of each library which shapes a finished file."""
    installed = _installed()
    found = {name: installed.get(_plain(name)) or _looked_up(name) for name in _LIBRARIES}
    return {"generator": __version__, **found}


def program() -> str:
    """All versions in one line."""
    return ", ".join(f"{name} {number}" for name, number in versions().items())


def _installed() -> Mapping[str, str]:
    """Versions by plain name, as the names of the folders say that installers leave beside them.

    To ask importlib.metadata takes as long as the rest of a run that has nothing to do.
    """
    found: dict[str, str] = {}
    for place in sys.path:
        with suppress(OSError):
            for entry in os.scandir(place or "."):
                name, _, version = entry.name.removesuffix(_RECORD).rpartition("-")
                if entry.name.endswith(_RECORD):
                    found.setdefault(_plain(name), version)
    return found


def _plain(name: str) -> str:
    return name.lower().replace("-", "_").replace(".", "_")


def _looked_up(name: str) -> str:
    """For what was installed in another way."""
    from importlib.metadata import version

    return version(name)
