"""Write files so that they are on the disk when the call returns, one run at a time.

What the disk refuses becomes an OutputError that tells an officer what to do.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from generator.errors import OutputError

DISK_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
NO_PERMISSION = {errno.EACCES, errno.EPERM, errno.EROFS}
IN_THE_WAY = {errno.ENOTDIR, errno.EEXIST, errno.EISDIR}


class Busy(Exception):
    """Another run holds the lock and did not release it in time."""


@contextmanager
def locked(path: Path, *, wait_s: float = 60) -> Iterator[None]:
    """Hold the lock on a lock file, which stays in place afterwards.

    The operating system releases the lock when a process ends, however it ends. Raises Busy after
    `wait_s` seconds, and OSError where the file cannot be made.
    """
    from filelock import FileLock, Timeout

    lock = FileLock(path)
    try:
        lock.acquire(timeout=wait_s, poll_interval=0.02)
    except Timeout as timeout:
        raise Busy(path) from timeout
    try:
        yield
    finally:
        lock.release()


def write_file(path: Path, data: bytes) -> None:
    """Write a new file and flush it to the disk. Raises FileExistsError where one exists."""
    with path.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def replace_file(path: Path, data: bytes) -> None:
    """Replace a file in one step: a reader sees the old bytes or the new ones.

    Only the holder of the folder's lock may call it: the temporary file always has the same name,
    so that the next run overwrites what a killed run left.
    """
    temporary = path.with_name(f".{path.name}.part")
    temporary.unlink(missing_ok=True)
    try:
        write_file(temporary, data)
        temporary.replace(path)
    except OSError:
        temporary.unlink(missing_ok=True)
        raise
    flush_folder(path.parent)


def write_requested_file(path: Path, data: bytes) -> None:
    """Write a file that a person named, with its folder. Raises OutputError."""
    with as_output_error(path.parent):
        path.parent.mkdir(parents=True, exist_ok=True)
        replace_file(path, data)


def flush_folder(folder: Path) -> None:
    """Flush the names in a folder to the disk. Windows has no such call and needs none."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def as_output_error(folder: Path) -> Iterator[None]:
    """Turn an OSError into an OutputError that says what to do.

    `folder` is named where the error names no file. The caller has already put back what was there.
    """
    try:
        yield
    except OSError as error:
        place = error.filename2 or error.filename or folder
        raise OutputError(
            "The documents could not be written, so the earlier ones stay as they were: "
            f"{error.strerror or error} ({place})",
            remedy(error),
        ) from error


def remedy(error: OSError) -> str:
    """What to do about an error of the disk."""
    if error.errno in DISK_FULL:
        return "Free some disk space, or choose another folder with --outputs, and run again."
    if error.errno in NO_PERMISSION and os.name == "nt":
        return (
            "Close the document if it is open in Word or Excel, check that it is not read-only, "
            "and run again."
        )
    if error.errno in NO_PERMISSION:
        return (
            "Get permission to write there, close the file if it is open in another program, or "
            "choose another folder with --outputs, and run again."
        )
    if error.errno in IN_THE_WAY:
        return "Move what stands in the way, or choose another folder with --outputs."
    return "Check that the disk can be written to, or choose another folder with --outputs."
