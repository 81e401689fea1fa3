"""What a failing disk says, in words that tell an officer what to do."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from generator.errors import OutputError

NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
NO_RIGHT = {errno.EACCES, errno.EPERM, errno.EROFS}
NOT_A_FOLDER = {errno.ENOTDIR, errno.EEXIST}


@contextmanager
def as_output_error(folder: Path) -> Iterator[None]:
    """Turns what the disk refuses within into an OutputError.

    `folder` is named where the disk does not say what it refused. What stood there before still
    stands: whoever writes has put it back by then.
    """
    try:
        yield
    except OSError as error:
        raise output_error(error, folder) from error


def output_error(error: OSError, folder: Path) -> OutputError:
    """The OutputError for what the disk refused, with its remedy."""
    place = error.filename2 or error.filename or folder
    return OutputError(
        "the documents could not be written, so the earlier ones stay as they were: "
        f"{error.strerror or error} ({place})",
        remedy(error),
    )


def remedy(error: OSError) -> str:
    """What to do about what the disk refused."""
    if error.errno in NO_ROOM:
        return "Make room on the disk, or choose another folder with --outputs, and run again."
    if error.errno in NO_RIGHT and os.name == "nt":
        return (
            "Close the document if it is open in Word or Excel, see that it is not marked "
            "read-only, and run again."
        )
    if error.errno in NO_RIGHT:
        return (
            "Get the right to write there, close the file if it is open in another program, or "
            "choose another folder with --outputs, and run again."
        )
    if error.errno in NOT_A_FOLDER or error.errno == errno.EISDIR:
        return "Move what stands in the way, or choose another folder with --outputs."
    return "See that the disk can be written to, or choose another folder with --outputs."
