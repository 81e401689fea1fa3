"""What is asked for, and where a pack's things are."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from generator.errors import UsageError
from generator.readers.folders import PackFolder, discover


@dataclass(frozen=True, kw_only=True)
class Request:
    """What is asked for. No `documents` means all; else names, or unique starts of names.

    `everything` makes also what is up to date. `cache` is a folder for costly pieces.
    """

    inputs: Path
    outputs: Path
    templates: Path
    cache: Path
    pack: str | None = None
    period: str | None = None
    documents: tuple[str, ...] = ()
    everything: bool = False
    overwrite: bool = False

    def packs(self) -> tuple[PackFolder, ...]:
        """The folders of the packs that are asked for. Raises UsageError, InputUnreadable."""
        folders = discover(self.inputs)
        chosen = tuple(
            folder
            for folder in folders
            if self.pack in (None, folder.name) and self.period in (None, folder.period)
        )
        if not chosen:
            asked = " ".join(each for each in (self.pack, self.period) if each is not None)
            known = ", ".join(f"{folder.name} {folder.period}" for folder in folders)
            raise UsageError(f"There is no pack {asked}", f"Choose one of these: {known}.")
        return chosen

    def target(self, folder: PackFolder) -> Path:
        """The folder that a pack's documents are written to."""
        return self.outputs / folder.name / folder.period

    def template_folders(self, folder: PackFolder) -> tuple[Path, ...]:
        """Where templates are looked for: the pack's own folder first."""
        return folder.path / "templates", self.templates
