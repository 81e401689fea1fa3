"""What is asked for, and where a pack's things are."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from generator.errors import UsageError
from generator.inputs.folders import PackFolder, discover


@dataclass(frozen=True, kw_only=True)
class Request:
    """What is asked for. No `documents` means all; else names, or unique starts of names.

    `everything` makes also what is up to date.
    """

    inputs: Path
    outputs: Path
    templates: Path
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
            raise self._nothing_chosen(folders)
        return chosen

    def _nothing_chosen(self, folders: tuple[PackFolder, ...]) -> UsageError:
        """What is the matter with the pack or period that is asked for."""
        of_pack = tuple(each for each in folders if self.pack in (None, each.name))
        if not of_pack:
            names = dict.fromkeys(each.name for each in folders)
            return UsageError(
                f"There is no pack {self.pack}", f"Choose one of these: {', '.join(names)}."
            )
        whose = f" of {self.pack}" if self.pack else ""
        known = ", ".join(f"{each.period} ({each.name})" for each in of_pack)
        return UsageError(
            f"There is no period {self.period}{whose}", f"Choose one of these: {known}."
        )

    def target(self, folder: PackFolder) -> Path:
        """The folder that a pack's documents are written to."""
        return self.outputs / folder.name / folder.period

    def template_folders(self, folder: PackFolder) -> tuple[Path, ...]:
        """Where templates are looked for: the pack's own folder first."""
        return folder.path / "templates", self.templates
