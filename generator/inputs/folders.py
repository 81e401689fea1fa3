"""Finds the packs below the inputs folder."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from generator.errors import InputUnreadable


@dataclass(frozen=True, kw_only=True)
class PackFolder:
    """A pack's folder: `inputs/<name>/<period>`."""

    name: str
    period: str
    path: Path


def discover(inputs: Path) -> tuple[PackFolder, ...]:
    """Every `<pack>/<period>/pack.yaml` below the inputs folder, sorted by name and period.

    Raises InputUnreadable where the folder is missing, cannot be opened, or holds no pack.
    """
    if not inputs.is_dir():
        what = "is no folder" if inputs.exists() else "does not exist"
        raise InputUnreadable(
            f"The inputs folder {inputs} {what}",
            "Name the folder that holds the packs with --inputs.",
        )
    try:
        found = sorted(inputs.glob("*/*/pack.yaml"))
    except OSError as problem:
        raise InputUnreadable(
            f"The inputs folder {inputs} cannot be opened ({problem.strerror})",
            "Ask for the right to read the folder, or copy it to where you have it.",
        ) from problem
    if not found:
        raise InputUnreadable(
            f"There is no pack below {inputs}",
            "A pack is a file pack.yaml in a folder for its period, in a folder of its name: "
            "inputs/my-programme/2024-25-q1/pack.yaml.",
        )
    return tuple(
        PackFolder(name=file.parent.parent.name, period=file.parent.name, path=file.parent)
        for file in found
    )
