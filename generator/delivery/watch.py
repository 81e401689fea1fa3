"""Watches folders while officers work in them, and tells when a change has settled."""

from __future__ import annotations

import re
import time
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from threading import Event

IN_PASSING = re.compile(
    r"""
    ^~\$                          # Word's and Excel's sign that a file is open
    | ^\.                         # hidden files, LibreOffice's .~lock.x.xlsx# among them
    | ^~.*\.tmp$ | \.tmp$         # what Word and LibreOffice write while they save
    | ^[0-9A-F]{8}$               # what Excel writes while it saves
    | \.(part|crdownload)$ | ~$   # downloads and editors
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""File names that come and go while a person works, and are nobody's input."""

PACKAGES = (".xlsx", ".xlsm", ".docx", ".ods")


def watch(
    folders: Sequence[Path],
    rebuild: Callable[[frozenset[Path]], None],
    *,
    stop: Event | None = None,
    quiet_s: float = 0.5,
    patience_s: float = 30,
) -> None:
    """Calls `rebuild` with the changed paths whenever a change has settled, until `stop` is set.

    A change has settled when nothing more has happened for `quiet_s` seconds and every changed
    file can be opened and is complete. After `patience_s` seconds it is handed on as it is: the
    reader then says what is the matter with it. Raises KeyboardInterrupt for Ctrl-C.
    """
    import watchfiles

    pending: set[Path] = set()
    since = 0.0
    for changes in watchfiles.watch(
        *folders,
        watch_filter=lambda _, path: not is_in_passing(Path(path)),
        step=50,
        rust_timeout=round(quiet_s * 1000),
        yield_on_timeout=True,
        stop_event=stop,
    ):
        if changes and not pending:
            since = time.monotonic()
        pending |= {Path(path) for _, path in changes}
        if changes or not pending:
            continue
        if all(map(is_complete, pending)) or time.monotonic() - since > patience_s:
            settled, pending = frozenset(pending), set()
            rebuild(settled)


def is_in_passing(path: Path) -> bool:
    """Whether a file's name says that it only comes and goes while a person works."""
    return IN_PASSING.search(path.name) is not None


def is_complete(path: Path) -> bool:
    """Whether a file can be opened and has been written to its end. One that is gone has."""
    if not path.is_file():
        return True
    try:
        with path.open("rb") as file:
            # A package's directory is at its end, so that a half-written one has none.
            return path.suffix.lower() not in PACKAGES or zipfile.is_zipfile(file)
    except OSError:
        return False
