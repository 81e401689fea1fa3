"""Which documents are out of date, judged by hashes, before any input is read.

Nothing heavy is imported here: a run with nothing to do must end at once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from generator.delivery.folder import recover
from generator.delivery.manifest import DocumentRecord, digest_of_file, read_manifest
from generator.delivery.staleness import DocumentState, document_states
from generator.delivery.versions import PROGRAM, program
from generator.inputs.folders import PackFolder
from generator.inputs.request import Request

PACK_FILE = "pack.yaml"
HOUSE_STYLE = "house-style.yaml"
GONE = ""


Names = frozenset[str] | None
"""File names of documents; None for all that are asked for."""


def outdated_packs(request: Request) -> Mapping[PackFolder, Names]:
    """The packs in which something must be made, and what."""
    found = {folder: _outdated(folder, request) for folder in request.packs()}
    return {folder: names for folder, names in found.items() if names != frozenset()}


def _outdated(folder: PackFolder, request: Request) -> Names:
    if request.everything or request.documents:
        return None
    states = states_of(folder, request)
    if states is None:
        return None
    return frozenset(state.name for state in states if state.wants_making)


def states_of(
    folder: PackFolder, request: Request, expected: tuple[str, ...] | None = None
) -> tuple[DocumentState, ...] | None:
    """The standing of each document of a pack: of those `expected`, or as the manifest has it.

    None where nothing is expected and the manifest cannot tell: nothing was made yet, or
    `pack.yaml` has changed, and every document with it. What a run that was cut off left is put
    right first. Raises OutputError for a broken manifest.
    """
    target = request.target(folder)
    recover(target)
    manifest = read_manifest(target)
    if expected is None:
        settings = digest_of_file(folder.path / PACK_FILE)
        if manifest is None or manifest.inputs.get(PACK_FILE) != settings:
            return None
        expected = manifest.expected
    records = manifest.documents if manifest else {}
    hashes = _Hashes(folder, request)
    wanted = {name: hashes.of(records.get(name)) for name in expected}
    return document_states(target, manifest, wanted)


class _Hashes:
    """The hash of each thing as it is now, worked out once."""

    def __init__(self, folder: PackFolder, request: Request) -> None:
        self._folder = folder.path
        self._templates = request.templates
        self._known: dict[str, str] = {PROGRAM: program()}

    def of(self, record: DocumentRecord | None) -> Mapping[str, str]:
        """What a document would be made from now; nothing where it was never made."""
        if record is None:
            return {}
        names = [*record.depends_on, *self._new_beside(record)]
        return {name: now for name in names if (now := self._now(name)) != GONE}

    def _now(self, name: str) -> str:
        if name not in self._known:
            self._known[name] = digest_of_file(self._path(name)) or GONE
        return self._known[name]

    def _path(self, name: str) -> Path:
        """Where something that a manifest names is now: the pack's own template first.

        A house style of the pack's own stands beside `pack.yaml`, and never among its templates.
        """
        own = self._folder / name
        common = name == f"templates/{HOUSE_STYLE}" or not own.is_file()
        if name.startswith("templates/") and common:
            return self._templates / name.removeprefix("templates/")
        return own

    def _new_beside(self, record: DocumentRecord) -> Iterator[str]:
        """What may have come since: a section of the narrative, a house style of the pack's own."""
        sections = (Path(name).parent for name in record.depends_on if name.lower().endswith(".md"))
        for parent in sorted(set(sections)):
            for path in sorted((self._folder / parent).glob("*.*")):
                if path.suffix.lower() == ".md":
                    yield path.relative_to(self._folder).as_posix()
        if (self._folder / HOUSE_STYLE).is_file():
            yield HOUSE_STYLE
