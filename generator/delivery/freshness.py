"""Which documents are out of date, and why: judged by hashes, before any input is read.

Nothing heavy is imported here, so that a run with nothing to do ends at once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from generator.delivery.file_writing import as_output_error
from generator.delivery.manifest import DocumentRecord, Manifest, digest_of_file, read_manifest
from generator.delivery.output_folder import recover
from generator.delivery.program_version import PROGRAM, program_version
from generator.inputs.folders import (
    COUNCIL_FILE,
    PackFolder,
    Request,
    folder_before,
    is_section,
)

PACK_FILE = "pack.yaml"
HOUSE_STYLE = "house-style.yaml"

_NARRATIVE = re.compile(
    rb"""\b(?:narrative|texts):[ ]*(?:"([^"\n]+)"|'([^'\n]+)'|([^"'\s,{}][^,{}#\n]*))"""
)

DocumentNames = frozenset[str] | None
"""File names of documents; None for all that were asked for."""


class Standing(StrEnum):
    """How a document compares with what would be made now."""

    UP_TO_DATE = "up to date"
    STALE = "stale"
    MISSING = "missing"
    CHANGED = "changed by hand"
    DROPPED = "no longer in the pack"


@dataclass(frozen=True, kw_only=True)
class DocumentState:
    """One document's standing.

    `reasons` say what it depends on has changed, such as "risk-register.xlsx changed"; a document
    that was changed by hand can have reasons too. `sha256` is the file's, None where it is missing.
    """

    name: str
    standing: Standing
    reasons: tuple[str, ...] = ()
    sha256: str | None = None

    @property
    def is_outdated(self) -> bool:
        """Whether a run that makes what is out of date makes this document."""
        return self.standing not in (Standing.UP_TO_DATE, Standing.DROPPED)

    def __str__(self) -> str:
        if not self.reasons:
            return self.standing.value
        return f"{self.standing.value}: {', '.join(self.reasons)}"


def outdated_packs(request: Request) -> Mapping[PackFolder, DocumentNames]:
    """The packs that have something to make, and which documents.

    Raises OutputError for a broken manifest, and what `Request.packs` raises.
    """
    found = {folder: _outdated(folder, request) for folder in request.packs()}
    return {folder: names for folder, names in found.items() if names != frozenset()}


def _outdated(folder: PackFolder, request: Request) -> DocumentNames:
    if request.everything or request.documents:
        return None
    states = states_of(folder, request)
    if states is None:
        return None
    return frozenset(state.name for state in states if state.is_outdated)


def states_of(
    folder: PackFolder, request: Request, expected: tuple[str, ...] | None = None
) -> tuple[DocumentState, ...] | None:
    """The state of each document of a pack: of those `expected`, or those of the manifest.

    None where nothing is expected and the manifest cannot tell: nothing was made yet, or
    `pack.yaml` or `council.yaml` has changed, and every document with it. A delivery that was cut
    off is settled first. Raises OutputError for a broken manifest.
    """
    target = request.target(folder)
    recover(target)
    manifest = read_manifest(target)
    hashes = _CurrentHashes(folder, request)
    if expected is None:
        if manifest is None or any(
            manifest.inputs.get(name) != hashes.now(name) for name in (PACK_FILE, COUNCIL_FILE)
        ):
            return None
        expected = manifest.expected
    records = manifest.documents if manifest else {}
    wanted = {name: hashes.of(records.get(name)) for name in expected}
    with as_output_error(target):
        return document_states(target, manifest, wanted)


def document_states(
    folder: Path, manifest: Manifest | None, wanted: Mapping[str, Mapping[str, str]]
) -> tuple[DocumentState, ...]:
    """The state of every document, in the order of `wanted`, then those the pack has dropped.

    `wanted` gives for each document's file name what it would be made from now: the path of a file
    or PROGRAM, and its hash or version.
    """
    records = manifest.documents if manifest else {}
    cut_off = manifest.being_replaced if manifest else ()
    asked = tuple(
        document_state(folder / name, records.get(name), depends_on, was_cut_off=name in cut_off)
        for name, depends_on in wanted.items()
    )
    dropped = tuple(
        DocumentState(name=name, standing=Standing.DROPPED, sha256=digest_of_file(folder / name))
        for name in sorted(records)
        if name not in wanted and (folder / name).exists()
    )
    return (*asked, *dropped)


def document_state(
    path: Path,
    record: DocumentRecord | None,
    depends_on: Mapping[str, str],
    *,
    was_cut_off: bool = False,
) -> DocumentState:
    """The state of one document; `record` is None where no run has made it.

    `was_cut_off` says that a run ended while it replaced the document, and none could finish that.
    """
    sha256 = digest_of_file(path) if path.parent.is_dir() else None
    reasons = _differences(record.depends_on, depends_on) if record else ()
    if was_cut_off:
        reasons = ("a run was cut off while it replaced this document",)
    if sha256 is None:
        standing = Standing.MISSING
        reasons = ()
    elif record is None or sha256 != record.sha256:
        standing = Standing.CHANGED
    elif reasons:
        standing = Standing.STALE
    else:
        standing = Standing.UP_TO_DATE
    return DocumentState(name=path.name, standing=standing, reasons=reasons, sha256=sha256)


def _differences(then: Mapping[str, str], now: Mapping[str, str]) -> tuple[str, ...]:
    """How what a document is made from now differs from what it was made from, by name."""
    said = {name: "is new" for name in now if name not in then}
    said |= {name: "is gone" for name in then if name not in now}
    said |= {name: "changed" for name in now if name in then and now[name] != then[name]}
    return tuple(f"{name} {word}" for name, word in sorted(said.items()))


class _CurrentHashes:
    """The hash of each file that a document depends on, as it is now; each is computed once."""

    def __init__(self, folder: PackFolder, request: Request) -> None:
        self._pack, self._folder = folder, folder.path
        self._templates = request.templates
        self._known: dict[str, str | None] = {PROGRAM: program_version()}

    def of(self, record: DocumentRecord | None) -> Mapping[str, str]:
        """What a document would be made from now; nothing where it was never made."""
        if record is None:
            return {}
        names = [*record.depends_on, *self._new_beside(record)]
        return {name: now for name in names if (now := self.now(name)) is not None}

    def now(self, name: str) -> str | None:
        """The hash of a file, or a version, None where it cannot be read."""
        if name not in self._known:
            self._known[name] = None
            path = self._path(name)
            with suppress(OSError):  # reading the pack says what is wrong
                self._known[name] = digest_of_file(path) if path.is_file() else None
        return self._known[name]

    def _path(self, name: str) -> Path:
        """The path of a file that a manifest names: the pack's own template first.

        A house style of the pack's own is beside `pack.yaml`, never among its templates.
        """
        if name == COUNCIL_FILE:
            return self._pack.council
        own = self._folder / name
        is_shared = name == f"templates/{HOUSE_STYLE}" or not own.is_file()
        if name.startswith("templates/") and is_shared:
            return self._templates / name.removeprefix("templates/")
        return own

    def _new_beside(self, record: DocumentRecord) -> Iterator[str]:
        """Files that may be new: of the narrative, a house style, the period before."""
        parents = {Path(name).parent.as_posix() for name in record.depends_on}
        for folder in sorted(self._narratives() & parents - {"."}):
            for path in sorted(filter(is_section, (self._folder / folder).glob("*"))):
                yield path.relative_to(self._folder).as_posix()
        if (self._folder / HOUSE_STYLE).is_file():
            yield HOUSE_STYLE
        if self._pack.council.is_file():
            yield COUNCIL_FILE
        if (before := folder_before(self._pack)) is not None:
            yield f"../{before.period}/{PACK_FILE}"

    def _narratives(self) -> set[str]:
        """What the settings may name as narrative: folders and files."""
        names: set[str] = set()
        for path in (self._folder / PACK_FILE, self._pack.council):
            with suppress(OSError):  # reading the pack says what is wrong
                for found in _NARRATIVE.finditer(path.read_bytes()):
                    name = next(filter(None, found.groups())).decode("utf-8", "ignore")
                    names.add(Path(name.strip()).as_posix())
        return names
