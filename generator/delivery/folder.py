"""Moves finished documents into an outputs folder, all or none."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from generator.delivery.durable import write_file
from generator.delivery.failures import as_output_error
from generator.delivery.inspection import fault_of
from generator.delivery.journal import Move, commit, settle, staging_of, sweep
from generator.delivery.lock import held
from generator.delivery.manifest import Manifest, digest, digest_of_file, read_manifest
from generator.errors import OutputError


@dataclass(frozen=True, kw_only=True)
class Delivered:
    """What `deliver` did: files written, files that were the same already, and copies kept aside.

    `kept` maps a document that was changed by hand to the name of its dated copy.
    """

    written: tuple[str, ...]
    unchanged: tuple[str, ...]
    kept: Mapping[str, str]


def deliver(
    target: Path, files: Mapping[str, bytes], manifest: Manifest, *, overwrite: bool = False
) -> Delivered:
    """Writes documents and their manifest into a folder as one set.

    `manifest` holds a record for each of the files; the records of documents that are not being
    made now are taken over from the folder, so its manifest stays whole. A document that was
    changed by hand since it was made is replaced with `overwrite` only, and a dated copy stays
    beside it. Raises OutputError, and then the folder is as it was.
    """
    for name, data in files.items():
        if manifest.documents[name].sha256 != digest(data):
            raise ValueError(f"the manifest's record of {name} is not of these bytes")
    with alone_in(target):
        before = read_manifest(target)
        standing = {name: digest_of_file(target / name) for name in sorted(files)}
        changed = changed_by_hand(standing, before, manifest)
        if changed and not overwrite:
            raise refusal(target, changed)
        after = with_documents_not_made_now(target, manifest, files, before)
        moves = tuple(
            Move(name=name, before=digest_before, after=manifest.documents[name].sha256)
            for name, digest_before in standing.items()
            if digest_before != manifest.documents[name].sha256
        )
        kept = {name: dated_name(target / name) for name in changed}
        if moves or before != after:
            deliver_set(target, files, moves, kept, before, after)
    written = tuple(move.name for move in moves)
    unchanged = tuple(name for name in standing if name not in written)
    return Delivered(written=written, unchanged=unchanged, kept=kept)


def recover(target: Path) -> None:
    """Puts right what a run that was cut off left of a delivery into this folder.

    Costs nothing where there is nothing to do. Raises OutputError where the disk refuses.
    """
    if staging_of(target).exists():
        with alone_in(target):
            pass


@contextmanager
def alone_in(target: Path) -> Iterator[None]:
    """Keeps other runs out of a folder, and first ends what an earlier run left undone there.

    What the disk refuses within is an OutputError.
    """
    with as_output_error(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        with held(target.with_name(f".{target.name}.lock")):
            settle(target)
            yield


def changed_by_hand(
    standing: Mapping[str, str | None], before: Manifest | None, after: Manifest
) -> tuple[str, ...]:
    """The documents whose content is neither what was made earlier nor what is to be written."""
    records = before.documents if before else {}
    return tuple(
        name
        for name, sha256 in standing.items()
        if sha256 not in (None, after.documents[name].sha256)
        and not (name in records and records[name].sha256 == sha256)
    )


def refusal(target: Path, changed: tuple[str, ...]) -> OutputError:
    """Why documents that were changed by hand stop the run."""
    names = ", ".join(changed)
    was, it, copy = ("were", "them", "copies") if len(changed) > 1 else ("was", "it", "copy")
    return OutputError(
        f"{names} in {target} {was} changed by hand, so nothing was written",
        f"Bring the changes into the inputs or the template, or run again with --overwrite: that "
        f"keeps the dated {copy} of {it} beside the new.",
    )


def with_documents_not_made_now(
    target: Path, manifest: Manifest, files: Mapping[str, bytes], before: Manifest | None
) -> Manifest:
    """The manifest with the earlier records of all other documents that still stand."""
    earlier = before.documents if before else {}
    others = {
        name: record
        for name, record in earlier.items()
        if name not in files and (target / name).exists()
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


def deliver_set(
    target: Path,
    files: Mapping[str, bytes],
    moves: tuple[Move, ...],
    kept: Mapping[str, str],
    before: Manifest | None,
    after: Manifest,
) -> None:
    """Lays the set out beside the folder, looks at it, declares it complete and moves it in."""
    staging = staging_of(target)
    try:
        new = staging / "new"
        new.mkdir(parents=True)
        copies = tuple(keep_aside(target / name, new / copy) for name, copy in kept.items())
        for move in moves:
            write_file(new / move.name, files[move.name])
            look_at(new / move.name, move.after)
        commit(target, (*copies, *moves), before, after)
    except BaseException:
        sweep(staging)
        raise
    settle(target)


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
