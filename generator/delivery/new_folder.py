"""Write a folder of new files in one step: all of them, or the folder is not there."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from generator.delivery.file_writing import as_output_error, flush_folder, write_file
from generator.delivery.journal import staging_of
from generator.errors import OutputError


def deliver_new_folder(target: Path, files: Mapping[str, bytes]) -> None:
    """Make a folder with these files, by their paths in it.

    They are written beside it and renamed together. Raises OutputError, where the folder exists
    too, and then nothing was made.
    """
    if target.exists():
        raise OutputError(f"{target} exists already", "Choose another name, or delete the folder.")
    staging = staging_of(target)
    with as_output_error(target.parent):
        made = [each for each in (target.parent, *target.parent.parents) if not each.exists()]
        try:
            shutil.rmtree(staging, ignore_errors=True)  # what a run that was cut off has left
            new = staging / "new"
            for name, data in files.items():
                (new / name).parent.mkdir(parents=True, exist_ok=True)
                write_file(new / name, data)
            flush_folder(new)
            new.rename(target)
            flush_folder(target.parent)
        except OSError:
            shutil.rmtree(staging, ignore_errors=True)
            for folder in made:
                with suppress(OSError):  # somebody may have put a file there meanwhile
                    folder.rmdir()
            raise
        shutil.rmtree(staging, ignore_errors=True)
