"""The manifest of an outputs folder: its documents and what they were made from."""

from __future__ import annotations

import errno
import hashlib
import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path

from generator.delivery.stored_records import is_file_name, read_record, set_aside
from generator.errors import OutputError
from generator.inputs.files.regular_files import read_bounded

MANIFEST_NAME = "manifest.json"
_MOST_BYTES = 500_000_000
"""Of a file whose hash is wanted; the inputs' own limits are lower."""


@dataclass(frozen=True, kw_only=True)
class DocumentRecord:
    """One finished document: its SHA-256, and that of everything it was made from.

    `depends_on` maps the path of an input or template, or PROGRAM, to a hash or version.
    """

    sha256: str
    depends_on: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, data: bytes, depends_on: Mapping[str, str]) -> DocumentRecord:
        """The record of a finished file's bytes."""
        return cls(sha256=digest(data), depends_on=depends_on)


@dataclass(frozen=True, kw_only=True)
class Manifest:
    """The content of `manifest.json`. It holds no clock time, so the same inputs repeat it.

    `as_of` is an ISO date. `versions` maps package to version; `inputs` and `templates` map path
    to SHA-256; `documents` maps file name to record; `expected` lists every document that the pack
    has, made or not. `being_replaced` names the documents that a run is moving in at this moment;
    it is empty between runs.
    """

    pack: str
    period: str
    as_of: str
    versions: Mapping[str, str]
    inputs: Mapping[str, str]
    templates: Mapping[str, str]
    documents: Mapping[str, DocumentRecord]
    expected: tuple[str, ...] = ()
    being_replaced: tuple[str, ...] = ()

    def without(self, names: Collection[str]) -> Manifest:
        """This manifest while the named documents are being replaced."""
        kept = {name: record for name, record in self.documents.items() if name not in names}
        return replace(self, documents=kept, being_replaced=tuple(sorted(names)))

    def with_documents(self, documents: Mapping[str, DocumentRecord]) -> Manifest:
        """This manifest with these records, and their templates, in place of its own."""
        return replace(
            self, documents=documents, templates=templates_of(documents), being_replaced=()
        )

    def to_json(self) -> bytes:
        """UTF-8, sorted keys, two spaces of indentation, a line feed at the end."""
        entries = {name: getattr(self, name) for name in (field.name for field in fields(self))}
        entries["documents"] = {
            name: {"depends_on": dict(record.depends_on), "sha256": record.sha256}
            for name, record in self.documents.items()
        }
        for name in ("versions", "inputs", "templates"):
            entries[name] = dict(entries[name])
        if not self.being_replaced:
            del entries["being_replaced"]
        text = json.dumps(entries, ensure_ascii=False, indent=2, sort_keys=True)
        return f"{text}\n".encode()

    @classmethod
    def from_json(cls, data: bytes) -> Manifest:
        """The manifest of such bytes. Raises ValueError for anything else."""
        manifest = read_record(cls, data)
        names = [*manifest.documents, *manifest.expected, *manifest.being_replaced]
        if not all(map(is_file_name, names)):
            raise ValueError("it names a document that no run writes")
        return manifest


def templates_of(documents: Mapping[str, DocumentRecord]) -> dict[str, str]:
    """Every template that a document was made from, with its hash."""
    return {
        path: sha256
        for _, record in sorted(documents.items())
        for path, sha256 in record.depends_on.items()
        if path.startswith("templates/")
    }


def read_manifest(folder: Path) -> Manifest | None:
    """The manifest of an outputs folder, None where there is none.

    Raises OutputError where it cannot be read, and sets a damaged one aside: nothing is known of
    the documents then.
    """
    path = folder / MANIFEST_NAME
    try:
        return Manifest.from_json(read_bounded(path, _MOST_BYTES))
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise OutputError(
            f"{path} cannot be read: {error.strerror or error}",
            "Get permission to read it, then run again.",
        ) from error
    except ValueError as error:
        raise OutputError(
            f"{path} cannot be read: {error}.{set_aside(path)}".rstrip("."),
            "Run again with --overwrite: every document is made again, and a dated copy of each "
            "one that differs is kept.",
        ) from error


def digest(data: bytes) -> str:
    """The SHA-256 of bytes, in hex."""
    return hashlib.sha256(data).hexdigest()


def digest_of_file(path: Path) -> str | None:
    """The SHA-256 of a file, in hex; None where there is no such file, "" for what is none."""
    try:
        return digest(read_bounded(path, _MOST_BYTES))
    except FileNotFoundError:
        return None
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.EFBIG, errno.ENXIO):
            raise
        return ""
