"""What a `pack.yaml` says that is there already, also while its questions wait for answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from generator.inputs.folders import PackFolder
from generator.inputs.pack_reader import PACK_FILE
from generator.settings.exceptions import ReadingName
from generator.settings.input_files import InputFile
from generator.settings.yaml import read_yaml

_READINGS: tuple[ReadingName, ...] = ("baseline", "previous", "latest", "target")


@dataclass(frozen=True, kw_only=True)
class EarlierPack:
    """The lines of a pack.yaml, and what they say as far as it can be read."""

    lines: Sequence[str] = ()
    said: Mapping[str, Any] | None = None

    @classmethod
    def of(cls, folder: PackFolder | None) -> EarlierPack | None:
        """The pack.yaml of a folder; None without one."""
        path = folder.path / PACK_FILE if folder else None
        if path is None or not path.is_file():
            return None
        text = path.read_text(encoding="utf-8-sig", errors="replace")
        value = read_yaml(text, PACK_FILE).value
        return cls(lines=text.splitlines(), said=value if isinstance(value, dict) else {})

    def value(self, *path: str) -> Any:
        """What stands at a path of keys; None where nothing does."""
        found: Any = self.said
        for key in path:
            found = found.get(key) if isinstance(found, dict) else None
        return found

    def text(self, *path: str) -> str:
        """The text at a path, "" without one."""
        found = self.value(*path)
        return found if isinstance(found, str) else ""

    def texts(self, *path: str) -> tuple[str, ...]:
        """The texts of a list, or the one text, at a path."""
        found = self.value(*path)
        entries = found if isinstance(found, (list, tuple)) else [found]
        return tuple(each for each in entries if isinstance(each, str) and each.strip())

    def input(self, key: str) -> InputFile | None:
        """An input as it is named, with its sheets and columns; None where it is not."""
        said = self.value("inputs", key)
        if not isinstance(said, dict) or not isinstance(said.get("file"), str):
            return None
        with suppress(ValidationError):
            return InputFile.model_validate(said)
        return InputFile(file=said["file"])

    @property
    def stages(self) -> dict[str, ReadingName]:
        """What words of the register's headings mean."""
        said = self.value("risk_register", "stages")
        found = said.items() if isinstance(said, dict) else ()
        return {word: each for word, meant in found for each in _READINGS if each == meant}
