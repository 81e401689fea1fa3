"""The journal of a delivery: a run that is cut off at any moment can be finished or undone.

Files are staged beside the target folder, in `.<folder>.delivery`:

    new/            the files to move in, flushed and checked, and the manifest afterwards
    old/            the files that they replace, as second names of the same files
    interim.json    the manifest while files move: it leaves out the ones that move
    plan.json       the moves; once committed it is called forward.json or back.json

Everything is there, and flushed, before `plan.json` is renamed `forward.json`: that rename is the
moment at which the set counts as delivered. Before it, the staging folder is swept away. After it,
the moves are made, by this run or by the next. Where one of them fails, a rename to `back.json`
turns round, and every document becomes again what it was. Neither direction needs disk space.

A file that somebody has changed meanwhile is left alone, and the manifest does not vouch for it.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from generator.delivery.file_writing import flush_folder, replace_file, write_file
from generator.delivery.manifest import MANIFEST_NAME, Manifest, digest_of_file
from generator.delivery.stored_records import is_file_name, read_record, set_aside
from generator.errors import OutputError


@dataclass(frozen=True, kw_only=True)
class Move:
    """One file to move in: the SHA-256 of the file of that name before and after.

    `before` is None where there is no such file.
    """

    name: str
    before: str | None
    after: str


@dataclass(frozen=True, kw_only=True)
class Journal:
    """All moves of a delivery but the manifest's, and whether the folder had a manifest."""

    moves: tuple[Move, ...]
    had_manifest: bool

    def to_json(self) -> bytes:
        """The journal as stored."""
        return json.dumps(asdict(self)).encode()

    @classmethod
    def read(cls, path: Path) -> Journal:
        """Read a stored journal. Raises ValueError for a damaged one."""
        journal = read_record(cls, path.read_bytes())
        if not all(is_file_name(move.name) for move in journal.moves):
            raise ValueError("it names a file that no run writes")
        return journal


def staging_of(target: Path) -> Path:
    """The staging folder for deliveries into a folder."""
    return target.with_name(f".{target.name}.delivery")


def commit(target: Path, moves: Sequence[Move], before: Manifest | None, after: Manifest) -> None:
    """Commit a set whose files are in `new/` already; `settle` then moves them.

    Raises OSError, and then nothing was committed.
    """
    staging = staging_of(target)
    displaced = [move.name for move in moves if move.before is not None]
    if before is not None:
        displaced.append(MANIFEST_NAME)
        interim = before.without({move.name for move in moves})
        write_file(staging / "interim.json", interim.to_json())
    keep_old(target, staging / "old", displaced)
    write_file(staging / "new" / MANIFEST_NAME, after.to_json())
    journal = Journal(moves=tuple(moves), had_manifest=before is not None)
    write_file(staging / "plan.json", journal.to_json())
    for folder in (staging / "new", staging / "old", staging):
        flush_folder(folder)
    (staging / "plan.json").rename(staging / "forward.json")
    flush_folder(staging)


def keep_old(target: Path, old: Path, names: Sequence[str]) -> None:
    """Link the files that will be replaced into `old`; copy them where the disk has no links."""
    old.mkdir()
    for name in names:
        try:
            os.link(target / name, old / name)
        except OSError:
            shutil.copy2(target / name, old / name)


def settle(target: Path) -> bool:
    """Finish or undo what an earlier run left in the staging folder, and remove it.

    Returns whether a run was cut off while documents moved. The caller holds the folder's lock.
    Raises OSError where the disk refuses: every document is then what it was before the set, and
    where even that was refused, the next call tries again. Raises OutputError for a damaged
    journal, which is set aside with the files that it is about.
    """
    staging = staging_of(target)
    forward, back = ((staging / name).exists() for name in ("forward.json", "back.json"))
    try:
        if forward:
            settle_together([target])
        elif back:
            go_back(target, staging)
    except ValueError as damage:
        raise OutputError(
            f"A run was cut off while it moved documents into {target}, and its journal is damaged "
            f"({damage}), so that old and new documents may stand side by side."
            f"{set_aside(staging)}".rstrip("."),
            "Run again with --overwrite: it makes what nobody vouches for, and keeps a dated copy "
            "of each document that differs.",
        ) from damage
    sweep(staging)
    return forward or back


def settle_together(targets: Sequence[Path]) -> None:
    """Move in the committed sets of several folders; where one fails, undo all.

    Raises OSError as `settle` does.
    """
    staged = [(target, staging_of(target)) for target in targets]
    try:
        for target, staging in staged:
            go_forward(target, staging)
    except OSError:
        for _, staging in staged:
            (staging / "forward.json").rename(staging / "back.json")
        for target, staging in staged:
            go_back(target, staging)
            sweep(staging)
        raise
    for _, staging in staged:
        sweep(staging)


def go_forward(target: Path, staging: Path) -> None:
    """Make the moves that were not made yet. The manifest comes last."""
    target.mkdir(exist_ok=True)
    moves = Journal.read(staging / "forward.json").moves
    manifest = staging / "new" / MANIFEST_NAME
    if moves and manifest.exists():
        move_in(staging / "interim.json", target / MANIFEST_NAME)
    for move in moves:
        if digest_of_file(target / move.name) in (move.before, None):
            move_in(staging / "new" / move.name, target / move.name)
    flush_folder(target)
    vouch_only_for_what_stands(target, staging, moves)
    move_in(manifest, target / MANIFEST_NAME)
    flush_folder(target)


def vouch_only_for_what_stands(target: Path, staging: Path, moves: Sequence[Move]) -> None:
    """Put the earlier record of every document that was not moved in into the new manifest."""
    passed_over = {move.name for move in moves if digest_of_file(target / move.name) != move.after}
    if not passed_over:
        return
    manifest, earlier = staging / "new" / MANIFEST_NAME, staging / "old" / MANIFEST_NAME
    after = Manifest.from_json(manifest.read_bytes())
    before = Manifest.from_json(earlier.read_bytes()).documents if earlier.exists() else {}
    records = {name: record for name, record in before.items() if name in passed_over}
    moved = after.without(passed_over).documents
    replace_file(manifest, after.with_documents({**moved, **records}).to_json())


def go_back(target: Path, staging: Path) -> None:
    """Undo the moves that were made, and put the manifest back."""
    journal = Journal.read(staging / "back.json")
    for move in journal.moves:
        path = target / move.name
        if digest_of_file(path) != move.after:
            continue
        if move.before is None:
            path.unlink()
        else:
            move_in(staging / "old" / move.name, path)
    if journal.had_manifest:
        move_in(staging / "old" / MANIFEST_NAME, target / MANIFEST_NAME)
        flush_folder(target)
    else:
        (target / MANIFEST_NAME).unlink(missing_ok=True)
        with suppress(OSError):  # it may hold other files
            target.rmdir()


def move_in(source: Path, path: Path) -> None:
    """Move a file over another, unless an earlier run has done so."""
    if source.exists():
        source.replace(path)


def sweep(staging: Path) -> None:
    """Remove a staging folder, its committed journal first.

    What cannot be removed now, such as a file that a virus scanner is reading, the next run sweeps.
    """
    for name in ("forward.json", "back.json"):
        (staging / name).unlink(missing_ok=True)
    shutil.rmtree(staging, ignore_errors=True)
