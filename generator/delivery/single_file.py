"""Writes one file that a person asked for by its path."""

from __future__ import annotations

from pathlib import Path

from generator.delivery.durable import replace_file
from generator.delivery.failures import as_output_error


def write_new_file(path: Path, data: bytes) -> None:
    """Put a file in place whole, its folder made where there is none. Raises OutputError."""
    with as_output_error(path.parent):
        path.parent.mkdir(parents=True, exist_ok=True)
        replace_file(path, data)
