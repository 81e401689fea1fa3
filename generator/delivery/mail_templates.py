"""Finds the templates of the mail."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from generator.errors import TemplateError


def find_mail_template(name: str, folders: Sequence[Path]) -> Path:
    """A template in the first folder that has it. Raises TemplateError."""
    for folder in folders:
        if (folder / name).is_file():
            return folder / name
    raise TemplateError(
        f"the mail wants the template {name}, which is in none of "
        f"{', '.join(str(folder) for folder in folders)}",
        "Correct the name under mail: in pack.yaml, or put the template there.",
    )
