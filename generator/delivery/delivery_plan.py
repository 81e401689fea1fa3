"""What a delivery changes in an outputs folder, and how its files are staged beside it."""

from __future__ import annotations

import io
import shutil
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePath
from xml.parsers import expat

from generator.delivery.file_writing import write_file
from generator.delivery.journal import Move
from generator.delivery.manifest import Manifest, digest, digest_of_file, read_manifest
from generator.errors import OutputError

MAIN_PART = {".docx": "word/document.xml", ".xlsx": "xl/workbook.xml"}
REQUIRED_PARTS = ("[Content_Types].xml", "_rels/.rels")

# The Word renderer writes these two noncharacters around what a template's tag represents and
# removes them again. No text from a user can hold them, so one that is left is a tag left over.
# Braces prove nothing: a user may write {{ x }}.
TAG_MARKS = ("\ufdd0".encode(), "\ufdd1".encode())


@dataclass(frozen=True, kw_only=True)
class DocumentSet:
    """Documents by file name, the folder that they go to, and the manifest that describes them.

    `manifest` holds a record for each of the files. The records of documents that are not made
    now are taken over from the folder, so that its manifest stays complete.
    """

    target: Path
    files: Mapping[str, bytes]
    manifest: Manifest

    def __post_init__(self) -> None:
        for name, data in self.files.items():
            if self.manifest.documents[name].sha256 != digest(data):
                raise ValueError(f"the manifest's record of {name} does not match its bytes")


@dataclass(frozen=True, kw_only=True)
class DeliveryPlan:
    """What a document set changes in its folder.

    `kept` gives for each document that was changed by hand the name of its dated copy.
    """

    target: Path
    files: Mapping[str, bytes]
    moves: tuple[Move, ...]
    kept: Mapping[str, str]
    before: Manifest | None
    after: Manifest

    @property
    def is_needed(self) -> bool:
        """Whether anything would change."""
        return bool(self.moves) or self.before != self.after

    @property
    def written(self) -> tuple[str, ...]:
        """The documents that would change."""
        return tuple(move.name for move in self.moves)

    @property
    def unchanged(self) -> tuple[str, ...]:
        """The documents whose content is already there."""
        return tuple(name for name in sorted(self.files) if name not in self.written)


def plan_delivery(documents: DocumentSet) -> DeliveryPlan:
    """Compare a document set with its folder, which the caller has locked."""
    target, files = documents.target, documents.files
    before = read_manifest(target)
    moves = tuple(
        Move(name=name, before=digest_of_file(target / name), after=digest(files[name]))
        for name in sorted(files)
    )
    moves = tuple(move for move in moves if move.before != move.after)
    records = before.documents if before else {}
    made = {name: record.sha256 for name, record in records.items()}
    return DeliveryPlan(
        target=target,
        files=files,
        moves=moves,
        kept={
            move.name: dated_name(target / move.name)
            for move in moves
            if move.before not in (None, made.get(move.name))
        },
        before=before,
        after=with_other_documents(documents, before),
    )


def with_other_documents(documents: DocumentSet, before: Manifest | None) -> Manifest:
    """The manifest with the earlier records of documents that are not made now but still exist."""
    manifest, files = documents.manifest, documents.files
    others = {
        name: record
        for name, record in (before.documents if before else {}).items()
        if name not in files and (documents.target / name).exists()
    }
    return manifest.with_documents({**others, **{name: manifest.documents[name] for name in files}})


def dated_name(path: Path) -> str:
    """A free name for a copy of a document changed by hand, with the day on which it was saved."""
    day = _day_saved(path)
    name = f"{path.stem}.changed-{day}{path.suffix}"
    number = 1
    while path.with_name(name).exists():
        number += 1
        name = f"{path.stem}.changed-{day}-{number}{path.suffix}"
    return name


def _day_saved(path: Path) -> str:
    """The day on which a file was saved; a clock may have been wrong by centuries."""
    try:
        return datetime.fromtimestamp(path.stat().st_mtime).date().isoformat()
    except (OSError, OverflowError, ValueError):
        return "undated"


def stage(plan: DeliveryPlan, staging: Path) -> tuple[Move, ...]:
    """Write the plan's files into the staging folder and check them. Returns all its moves.

    Raises OutputError for a file that is not a sound document.
    """
    new = staging / "new"
    new.mkdir(parents=True)
    copies = tuple(stage_copy(plan.target / name, new / copy) for name, copy in plan.kept.items())
    for move in plan.moves:
        write_file(new / move.name, plan.files[move.name])
        check_file(new / move.name, move.after)
    return (*copies, *plan.moves)


def stage_copy(path: Path, copy: Path) -> Move:
    """Stage a copy of a document that was changed by hand."""
    shutil.copy2(path, copy)
    return Move(name=copy.name, before=None, after=digest(copy.read_bytes()))


def check_file(path: Path, sha256: str) -> None:
    """Read a file back from the disk. Raises OutputError where it is not a sound document."""
    data = path.read_bytes()
    fault = "it was not stored as written" if digest(data) != sha256 else find_fault(path, data)
    if fault:
        raise OutputError(
            f"{path.name} was not finished properly: {fault}; nothing was written",
            "Check the template that it is made from, then run again.",
        )


def find_fault(path: PurePath, data: bytes) -> str | None:
    """What is wrong with a finished file, or None. Only Word and Excel files are checked."""
    main_part = MAIN_PART.get(path.suffix)
    if main_part is None:
        return None
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return find_package_fault(package, (*REQUIRED_PARTS, main_part))
    except zipfile.BadZipFile as error:
        return f"it is not an Office file ({error})"


def find_package_fault(package: zipfile.ZipFile, required: tuple[str, ...]) -> str | None:
    """The first fault of an opened package, or None."""
    names = package.namelist()
    missing = [part for part in required if part not in names]
    if missing:
        return f"its part {missing[0]} is missing"
    if len(set(names)) < len(names):
        return "it holds a part twice"
    for name in names:
        # Reading to the end also checks the part's checksum.
        part = package.read(name)
        if name.endswith((".xml", ".rels")) and (fault := find_xml_fault(part)):
            return f"its part {name} {fault}"
    return None


def find_xml_fault(part: bytes) -> str | None:
    """The fault of a part that should be well-formed XML without a left-over tag, or None."""
    if any(mark in part for mark in TAG_MARKS):
        return "holds a template's tag that was not filled in"
    try:
        expat.ParserCreate().Parse(part, True)
    except expat.ExpatError as error:
        return f"is not well-formed ({error})"
    return None
