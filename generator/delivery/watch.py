"""Watch folders while officers work in them, and report each change once it has settled."""

from __future__ import annotations

import re
import time
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

TEMPORARY = re.compile(
    r"""
    ^~\$                          # Word and Excel, while a file is open
    | ^\.                         # hidden files, LibreOffice's .~lock.x.xlsx# among them
    | ^~.*\.tmp$ | \.tmp$         # what Word and LibreOffice write while they save
    | ^[0-9A-F]{8}$               # what Excel writes while it saves
    | \.(part|crdownload)$ | ~$   # downloads and editors
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""Names of files that come and go while a person works; none of them is an input."""

PACKAGES = (".xlsx", ".xlsm", ".docx", ".ods")
QUIET_MS = 500
PATIENCE_S = 30


def watch(folders: Sequence[Path], rebuild: Callable[[frozenset[Path]], None]) -> None:
    """Call `rebuild` with the changed paths whenever a change has settled.

    Does not return. Raises KeyboardInterrupt for Ctrl-C.
    """
    import watchfiles

    changes = watchfiles.watch(
        *folders,
        watch_filter=lambda _, path: not is_temporary(Path(path)),
        step=50,
        rust_timeout=QUIET_MS,
        yield_on_timeout=True,
    )
    for settled in settled_changes({Path(path) for _, path in batch} for batch in changes):
        rebuild(settled)


def settled_changes(
    batches: Iterable[set[Path]], *, now: Callable[[], float] = time.monotonic
) -> Iterator[frozenset[Path]]:
    """The paths of each change that has settled; an empty batch is a quiet moment.

    A change has settled when a moment was quiet and every changed file can be opened and is
    complete. After PATIENCE_S it is handed on as it is: the reader then reports what is wrong.
    """
    pending: set[Path] = set()
    since = 0.0
    for batch in batches:
        if batch and not pending:
            since = now()
        pending |= batch
        if batch or not pending:
            continue
        if all(map(is_complete, pending)) or now() - since > PATIENCE_S:
            yield frozenset(pending)
            pending = set()


def is_temporary(path: Path) -> bool:
    """Whether a file's name says that a program keeps it only while a person works."""
    return TEMPORARY.search(path.name) is not None


def is_complete(path: Path) -> bool:
    """Whether a file can be opened and was written to its end; a deleted file counts as such."""
    if not path.is_file():
        return True
    try:
        with path.open("rb") as file:
            # A package's directory is at its end, so that a half-written one has none.
            return path.suffix.lower() not in PACKAGES or zipfile.is_zipfile(file)
    except OSError:
        return False
