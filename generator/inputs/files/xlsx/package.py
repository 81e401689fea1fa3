"""The zip of a workbook, opened with limits that no real workbook meets."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from types import TracebackType
from xml.parsers import expat

from generator.inputs.files.file_rules import FILE_DAMAGED, FILE_REFUSED
from generator.inputs.files.refusal import FileRefused

MOST_PARTS = 5_000
MOST_BYTES = 120_000_000
"""What all parts that are read may inflate to, together."""
_CHUNK = 1 << 16


class Package:
    """A workbook's parts. Every part is read to its end, so that its checksum is looked at."""

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError) as problem:
            raise FileRefused(FILE_DAMAGED, "the file is a broken zip") from problem
        entries = self._zip.infolist()
        if len(entries) > MOST_PARTS:
            raise FileRefused(FILE_REFUSED, f"the file holds {len(entries):,} parts")
        self._names: dict[str, zipfile.ZipInfo] = {}
        for entry in entries:
            name = entry.filename.replace("\\", "/").lstrip("/").lower()
            if name in self._names and name.endswith(".xml"):
                raise FileRefused(FILE_DAMAGED, f"the file holds its part {name} twice")
            self._names[name] = entry
        self._left = MOST_BYTES

    def __enter__(self) -> Package:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._zip.close()

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._names

    def names(self, under: str) -> tuple[str, ...]:
        """The parts below a folder, in lower case."""
        return tuple(name for name in self._names if name.startswith(under.lower()))

    def chunks(self, name: str) -> Iterator[bytes]:
        """The part's bytes. Raises FileRefused where it is missing, damaged or too large."""
        entry = self._names.get(name.lower())
        if entry is None:
            raise FileRefused(FILE_DAMAGED, f"the workbook lacks its part {name}")
        if entry.flag_bits & 1:
            raise FileRefused(FILE_DAMAGED, f"the part {name} is encrypted")
        try:
            with self._zip.open(entry) as part:
                while chunk := part.read(_CHUNK):
                    self._spend(len(chunk))
                    yield chunk
        except (
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            OSError,
            NotImplementedError,
            ValueError,
        ) as problem:
            raise FileRefused(FILE_DAMAGED, f"the part {name} is damaged") from problem

    def _spend(self, count: int) -> None:
        self._left -= count
        if self._left < 0:
            raise FileRefused(
                FILE_REFUSED, f"the file swells to more than {MOST_BYTES // 1_000_000} MB"
            )

    def parse(self, name: str, handler: PartHandler) -> None:
        """Reads an XML part through a handler. Raises FileRefused as `chunks` does."""
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.buffer_size = _CHUNK
        parser.StartDoctypeDeclHandler = _refuse_doctype
        parser.StartElementHandler = handler.start
        parser.EndElementHandler = handler.end
        parser.CharacterDataHandler = handler.text
        try:
            for chunk in self.chunks(name):
                parser.Parse(chunk, False)
            parser.Parse(b"", True)
        except LookupError as problem:
            raise FileRefused(FILE_DAMAGED, f"the part {name} names no encoding") from problem
        except expat.ExpatError as problem:
            seen = f"the part {name} is not well-formed XML (line {problem.lineno})"
            raise FileRefused(FILE_DAMAGED, seen) from problem

    def relations(self, name: str) -> Mapping[str, Relation]:
        """The relations of a part by their id; empty where it has none."""
        folder, base = posixpath.split(name)
        relations = posixpath.join(folder, "_rels", f"{base}.rels")
        handler = _Relations(folder)
        if relations in self:
            self.parse(relations, handler)
        return handler.found


class Relation:
    """What a part refers to: the kind's last word ("worksheet") and the path of the part."""

    __slots__ = ("external", "kind", "target")

    def __init__(self, kind: str, target: str, external: bool) -> None:
        self.kind = kind
        self.target = target
        self.external = external


class PartHandler:
    """Takes the elements of a part. Names come as "namespace name"."""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""

    def end(self, name: str) -> None:
        """An element ends."""

    def text(self, data: str) -> None:
        """Text between tags."""


class _Relations(PartHandler):
    def __init__(self, folder: str) -> None:
        self._folder = folder
        self.found: dict[str, Relation] = {}

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if not name.endswith(" Relationship"):
            return
        target = attributes.get("Target", "").replace("\\", "/")
        external = attributes.get("TargetMode") == "External"
        if not external:
            target = posixpath.normpath(posixpath.join("/" + self._folder, target)).lstrip("/")
        kind = attributes.get("Type", "").rsplit("/", 1)[-1]
        self.found[attributes.get("Id", "")] = Relation(kind, target, external)


def _refuse_doctype(*_: object) -> None:
    raise FileRefused(
        FILE_REFUSED,
        "the file declares XML entities, which no Office program writes",
    )
