"""The versions that shape a finished file."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.metadata import version

from generator import __version__

PROGRAM = "program"
"""The name under which a document depends on the program and its libraries."""

_LIBRARIES = ("docxtpl", "matplotlib", "pandas", "python-docx", "XlsxWriter")


@cache
def versions() -> Mapping[str, str]:
    """The program's own version and that of each library which shapes a finished file."""
    return {"generator": __version__, **{name: version(name) for name in _LIBRARIES}}


def program() -> str:
    """All versions in one line."""
    return ", ".join(f"{name} {number}" for name, number in versions().items())
