"""How the program was started, and in which project: the folder with inputs/ and outputs/."""

from __future__ import annotations

import sys
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent


def program_name() -> str:
    """What was typed to start the program."""
    started = Path(sys.argv[0])
    if started.stem == "committee-pack":
        return "committee-pack"
    return "python -m generator" if started.name == "__main__.py" else "generate.py"


def find_project_folder(start: Path) -> Path:
    """The nearest folder, from `start` upwards, whose inputs/ holds a pack.

    Where there is none, it is the folder beside the program's own code, as in a checkout, if that
    one holds a pack; otherwise `start` itself.
    """
    for folder in (start, *start.parents, PACKAGE.parent):
        if _holds_pack(folder):
            return folder
    return start


def _holds_pack(folder: Path) -> bool:
    # A folder is not enough: the program's own code has one named inputs too.
    return any((folder / "inputs").glob("*/*/pack.yaml"))


def templates_folder(project: Path) -> Path:
    """The project's templates/; where it has none, the standard templates that are installed."""
    own, installed = project / "templates", PACKAGE / "templates"
    return own if own.is_dir() or not installed.is_dir() else installed
