"""A set of documents bound for one folder: what would change there, and its laying out."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from generator.delivery.durable import write_file
from generator.delivery.inspection import fault_of
from generator.delivery.journal import Move
from generator.delivery.manifest import Manifest, digest, digest_of_file, read_manifest
from generator.errors import OutputError


@dataclass(frozen=True, kw_only=True)
class Consignment:
    """Documents by file name, bound for a folder, and the manifest that vouches for them.

    `manifest` holds a record for each of the files. The records of documents that are not being
    made now are taken over from the folder, so its manifest stays whole.
    """

    target: Path
    files: Mapping[str, bytes]
    manifest: Manifest

    def __post_init__(self) -> None:
        for name, data in self.files.items():
            if self.manifest.documents[name].sha256 != digest(data):
                raise ValueError(f"the manifest's record of {name} is not of these bytes")


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What a consignment changes in its folder.

    `changed` names the documents whose content is neither what was made earlier nor what is to be
    written now; `kept` gives each of them the name of its dated copy.
    """

    target: Path
    files: Mapping[str, bytes]
    moves: tuple[Move, ...]
    kept: Mapping[str, str]
    before: Manifest | None
    after: Manifest

    @property
    def changed(self) -> tuple[str, ...]:
        """The documents that were changed by hand."""
        return tuple(self.kept)

    @property
    def needed(self) -> bool:
        """Whether anything would change."""
        return bool(self.moves) or self.before != self.after

    @property
    def written(self) -> tuple[str, ...]:
        """The documents that would change."""
        return tuple(move.name for move in self.moves)

    @property
    def unchanged(self) -> tuple[str, ...]:
        """The documents that stand there already as they would be written."""
        return tuple(name for name in sorted(self.files) if name not in self.written)


def plan(consignment: Consignment) -> Plan:
    """Compares a consignment with its folder, which the caller has locked."""
    target, files = consignment.target, consignment.files
    before = read_manifest(target)
    moves = tuple(
        Move(name=name, before=digest_of_file(target / name), after=digest(files[name]))
        for name in sorted(files)
    )
    moves = tuple(move for move in moves if move.before != move.after)
    records = before.documents if before else {}
    made = {name: record.sha256 for name, record in records.items()}
    return Plan(
        target=target,
        files=files,
        moves=moves,
        kept={
            move.name: dated_name(target / move.name)
            for move in moves
            if move.before not in (None, made.get(move.name))
        },
        before=before,
        after=with_other_documents(consignment, before),
    )


def with_other_documents(consignment: Consignment, before: Manifest | None) -> Manifest:
    """The manifest with the earlier records of documents that are not made now but still stand."""
    manifest, files = consignment.manifest, consignment.files
    others = {
        name: record
        for name, record in (before.documents if before else {}).items()
        if name not in files and (consignment.target / name).exists()
    }
    return manifest.with_documents({**others, **{name: manifest.documents[name] for name in files}})


def dated_name(path: Path) -> str:
    """A free name for a copy of a document changed by hand, with the day on which it was saved."""
    day = datetime.fromtimestamp(path.stat().st_mtime).date().isoformat()
    name = f"{path.stem}.changed-{day}{path.suffix}"
    number = 1
    while path.with_name(name).exists():
        number += 1
        name = f"{path.stem}.changed-{day}-{number}{path.suffix}"
    return name


def lay_out(plan: Plan, staging: Path) -> tuple[Move, ...]:
    """Writes the set's files into the staging folder and looks at them; gives all its moves."""
    new = staging / "new"
    new.mkdir(parents=True)
    copies = tuple(keep_aside(plan.target / name, new / copy) for name, copy in plan.kept.items())
    for move in plan.moves:
        write_file(new / move.name, plan.files[move.name])
        look_at(new / move.name, move.after)
    return (*copies, *plan.moves)


def keep_aside(path: Path, copy: Path) -> Move:
    """Lays out a copy of a document that was changed by hand."""
    shutil.copy2(path, copy)
    return Move(name=copy.name, before=None, after=digest(copy.read_bytes()))


def look_at(path: Path, sha256: str) -> None:
    """Reads a file back from the disk. Raises OutputError where it is not a sound document."""
    data = path.read_bytes()
    fault = "it was not stored as written" if digest(data) != sha256 else fault_of(path.name, data)
    if fault:
        raise OutputError(
            f"{path.name} was not finished properly: {fault}; nothing was written",
            "Look at the template that it is made from, then run again.",
        )
