"""Writes that are on the disk when they return, not only in memory."""

from __future__ import annotations

import os
from pathlib import Path


def write_file(path: Path, data: bytes) -> None:
    """Writes a new file and flushes it to the disk. Raises FileExistsError where one stands."""
    with path.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def replace_file(path: Path, data: bytes) -> None:
    """Puts a file in place whole: a reader sees the old bytes or the new ones.

    Only the holder of the folder's lock may call it: the name of the half-made file is always the
    same, so that what a killed run left of it is overwritten by the next one.
    """
    half_made = path.with_name(f".{path.name}.part")
    half_made.unlink(missing_ok=True)
    try:
        write_file(half_made, data)
        half_made.replace(path)
    except OSError:
        half_made.unlink(missing_ok=True)
        raise
    flush_folder(path.parent)


def flush_folder(folder: Path) -> None:
    """Flushes the names in a folder to the disk. Windows has no such call and needs none."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
