"""One run at a time in one place.

The operating system holds the lock and lets go when a process ends, however it ends, so a lock
never goes stale. The file is only its handle and is removed on release.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

PAUSE_S = 0.02


class Busy(Exception):
    """Another run holds the lock and did not let go in time."""


@contextmanager
def held(path: Path, *, wait_s: float = 60) -> Iterator[None]:
    """Holds the lock of which `path` is the handle.

    Waits for another run to let go, up to `wait_s` seconds, then raises Busy. Raises OSError where
    the file cannot be made.
    """
    handle = acquire(path, time.monotonic() + wait_s)
    try:
        yield
    finally:
        release(handle, path)


def acquire(path: Path, deadline: float) -> int:
    """An open file descriptor that holds the lock."""
    while True:
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
        # Between opening and locking, the last holder may have removed the file: a lock on a file
        # without a name keeps nobody out.
        if try_lock(handle) and names(path, handle):
            return handle
        os.close(handle)
        if time.monotonic() >= deadline:
            raise Busy(path)
        time.sleep(PAUSE_S)


def names(path: Path, handle: int) -> bool:
    """Whether the path still names the open file."""
    try:
        return os.path.samestat(path.stat(), os.fstat(handle))
    except FileNotFoundError:
        return False


if sys.platform == "win32":
    import msvcrt

    def try_lock(handle: int) -> bool:
        """Takes the lock if nobody has it."""
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def release(handle: int, path: Path) -> None:
        """Lets go. An open file cannot be removed on Windows: the last one to leave removes it."""
        os.close(handle)
        with suppress(OSError):
            path.unlink()

else:
    import fcntl

    def try_lock(handle: int) -> bool:
        """Takes the lock if nobody has it."""
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def release(handle: int, path: Path) -> None:
        """Removes the file while the lock is still held, so that no two files ever share a name."""
        with suppress(OSError):
            path.unlink()
        os.close(handle)
