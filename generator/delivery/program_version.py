"""The versions that shape a finished document: the program's own code and its libraries."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from generator import __version__

PROGRAM = "the program"
"""The name under which a document depends on the program and its libraries."""

CODE = Path(__file__).resolve().parents[1]
LIBRARIES = (
    "docxtpl", "Jinja2", "lxml", "markdown-it-py", "matplotlib", "openpyxl", "pandas", "pillow",
    "python-docx", "XlsxWriter",
)  # fmt: skip


@cache
def versions() -> Mapping[str, str]:
    """The program's version and that of each library that shapes a finished document.

    The program's version is its release and a hash over its code, such as "0.1.0+3f2a9c81d04e":
    any change of the code makes documents out of date.
    """
    from importlib.metadata import version  # a worker that draws charts need not load it

    program = f"{__version__}+{hash_code(CODE)[:12]}"
    return {"generator": program, **{name: version(name) for name in LIBRARIES}}


def program_version() -> str:
    """All versions in one line."""
    return ", ".join(f"{name} {number}" for name, number in versions().items())


def hash_code(folder: Path) -> str:
    """The SHA-256 over the names and contents of the code below a folder, in hex.

    The line ends of Windows count as those of other systems, so that a checkout of the same
    release has the same hash everywhere.
    """
    whole = hashlib.sha256()
    for path in sorted((*folder.rglob("*.py"), *folder.glob("*.yaml"))):
        content = path.read_bytes().replace(b"\r\n", b"\n")
        whole.update(path.relative_to(folder).as_posix().encode())
        whole.update(hashlib.sha256(content).digest())
    return whole.hexdigest()
