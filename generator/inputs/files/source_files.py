"""Reads the bytes of a pack's files, and remembers each with its checksum."""

from __future__ import annotations

import difflib
import errno
import hashlib
from pathlib import Path, PurePosixPath

from generator.findings import Finding, Location, rule
from generator.inputs.files.file_refused import TOO_LARGE
from generator.inputs.files.regular_files import MOST_TEXT, is_within, read_bounded
from generator.model.pack import SourceFile

MISSING = rule("FILE-01")
OUTSIDE = rule("FILE-06")
NOT_TEXT = rule("FILE-08")
LOCKED = rule("FILE-09")
MOST_BYTES = 100_000_000
_LONGEST_NAME = 200  # letters; disks take 255 bytes
_DEVICES, _PORTS = ("CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"), tuple("123456789¹²³")


class SourceFiles:
    """The files below one pack's folder."""

    def __init__(self, folder: Path, findings: list[Finding]) -> None:
        self._folder = folder
        self._findings = findings
        self._read: dict[str, str] = {}

    @property
    def read(self) -> tuple[SourceFile, ...]:
        """Return every file read so far, by its path, with its checksum."""
        return tuple(
            SourceFile(path=path, sha256=digest) for path, digest in sorted(self._read.items())
        )

    def data(self, name: str, named_at: Location, *, most: int = MOST_BYTES) -> bytes | None:
        """Return the bytes of a file; None, with a finding, where it cannot be read."""
        return self.data_below(self._folder, name, named_at, most=most)

    def data_below(
        self,
        folder: Path,
        name: str,
        named_at: Location,
        *,
        beside: PurePosixPath = PurePosixPath(),  # noqa: B008  (it cannot change)
        most: int = MOST_BYTES,
    ) -> bytes | None:
        """Return the bytes of a file below a folder, which findings call `beside`."""
        whose = "the pack's folder" if folder == self._folder else f"the folder {beside}"
        path = self._below(name, whose, named_at)
        if path is None:
            return None
        shown = (beside / path).as_posix()
        return self.data_of(folder / path, shown, named_at, within=folder, most=most)

    def folder(self, name: str, named_at: Location) -> Path | None:
        """Return a folder in the pack's, which may not exist; None, with a finding, for others."""
        path = self._below(name, "the pack's folder", named_at)
        return None if path is None else self._folder / path

    def _below(self, name: str, whose: str, named_at: Location) -> PurePosixPath | None:
        """Return a name as a path below a folder; None, with a finding, where it cannot be one."""
        path = PurePosixPath(name.replace("\\", "/"))
        if path.is_absolute() or ".." in path.parts or ":" in name:
            self._findings.append(OUTSIDE.at(named_at, f"{name} is not in {whose}"))
            return None
        if not name.isprintable() or any(map(_is_no_name, path.parts)):
            shown = f"{name[:40]}…" if len(name) > 40 or not name.isprintable() else name
            seen = f"'{shown}' cannot be the name of a file"
            self._findings.append(MISSING.at(named_at, seen))
            return None
        return path

    def data_of(
        self,
        path: Path,
        name: str,
        named_at: Location,
        *,
        within: Path | None = None,
        most: int = MOST_BYTES,
    ) -> bytes | None:
        """Return the bytes of a path; findings and the list of files read call it `name`.

        Links are followed within the folder `within`, the pack's own unless another is given: what
        is outside it would be published unseen.
        """
        try:
            if not is_within(path, within or self._folder):
                seen = f"{name} is a link that leads out of its folder"
                self._findings.append(OUTSIDE.at(named_at, seen))
                return None
            if path.exists() and not path.is_file():
                seen = f"{name} is not a file" if name != "." else "no file is named"
                where = "in it, " if path.is_dir() else "itself "
                remedy = f"Name the file {where}in {named_at.file}."
                self._findings.append(MISSING.at(named_at, seen, remedy))
                return None
            data = read_bounded(path, most)
        except (FileNotFoundError, NotADirectoryError):
            remedy = f"Put the file there, or correct its name in {named_at.file}."
            self._findings.append(MISSING.at(named_at, self._missing(path, name), remedy))
            return None
        except OSError as problem:
            place, why = Location(file=name), problem.strerror or "it cannot be read"
            if problem.errno == errno.EFBIG:
                self._findings.append(TOO_LARGE.at(place, f"{name} cannot be read: {why}"))
            else:
                self._findings.append(LOCKED.at(place, f"{name} cannot be opened ({why})"))
            return None
        self._read[name] = hashlib.sha256(data).hexdigest()
        return data

    def text(self, name: str, named_at: Location) -> str | None:
        """Return the text of a UTF-8 file; None, with a finding, where it is not UTF-8."""
        data = self.data(name, named_at, most=MOST_TEXT)
        return None if data is None else self.decoded(data, name)

    def decoded(self, data: bytes, name: str) -> str | None:
        """Return the text of a file's bytes, with "\\n" at the ends of lines."""
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError as problem:
            data = problem.object  # without the mark that may begin the file
            line = data.count(b"\n", 0, problem.start) + 1
            seen = f"byte {data[problem.start]} on line {line} is not UTF-8"
            self._findings.append(NOT_TEXT.at(Location(file=name, line=line), seen))
            return None
        return text.replace("\r\n", "\n").replace("\r", "\n")

    def _missing(self, path: Path, name: str) -> str:
        beside = [each.name for each in path.parent.iterdir()] if path.parent.is_dir() else []
        near = difflib.get_close_matches(path.name, beside, n=1, cutoff=0.6)
        return f"there is no file {name}" + (f"; there is {near[0]}" if near else "")


def _is_no_name(part: str) -> bool:
    """Tell whether Windows has no file of this name: a device, or one that ends with a dot."""
    device = part.partition(".")[0].rstrip().upper()
    is_device = device in _DEVICES or (device[:3] in ("COM", "LPT") and device[3:] in _PORTS)
    return is_device or part != part.rstrip(". ") or len(part) > _LONGEST_NAME
