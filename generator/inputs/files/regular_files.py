"""Reads regular files and no others, up to a limit: a pipe or a device would never end."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

MOST_TEXT = 1_000_000
"""Bytes of a text: pack.yaml, the house style, a section of the narrative, a mail's template."""
_AT_ONCE = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
"""To open a pipe must not wait for somebody to write into it."""


def read_bounded(path: Path, most: int) -> bytes:
    """Return the bytes of a regular file.

    Raises OSError for a folder, a pipe or a device, and for a file of more than `most` bytes.
    """
    opened = os.open(path, os.O_RDONLY | _AT_ONCE)
    with os.fdopen(opened, "rb") as file:
        found = os.fstat(opened)
        if not stat.S_ISREG(found.st_mode):
            raise OSError(errno.EINVAL, "it is not a file")
        data = file.read(most + 1) if found.st_size <= most else bytes(most + 1)
    if len(data) > most:
        raise OSError(errno.EFBIG, f"it is larger than {most / 1_000_000:,.0f} MB")
    return data


def is_within(path: Path, folder: Path) -> bool:
    """Tell whether a file is below a folder when all links are followed; a ring of links is not."""
    try:
        return path.resolve().is_relative_to(folder.resolve())
    except RuntimeError:  # Python 3.11 and 3.12 raise it for a ring
        return False
