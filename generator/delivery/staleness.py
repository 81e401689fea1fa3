"""Which documents of a folder are out of date, and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from generator.delivery.manifest import DocumentRecord, Manifest, digest_of_file


class Standing(StrEnum):
    """How a document stands to what it would be made from now."""

    UP_TO_DATE = "up to date"
    STALE = "stale"
    MISSING = "missing"
    CHANGED = "changed by hand"
    DROPPED = "no longer in the pack"


@dataclass(frozen=True, kw_only=True)
class DocumentState:
    """One document's standing.

    `reasons` says which of the things that it is made from are not what they were, such as
    "risk-register.xlsx changed"; a document that was changed by hand may have reasons too.
    `sha256` is that of the file as it stands, None where it is missing.
    """

    name: str
    standing: Standing
    reasons: tuple[str, ...] = ()
    sha256: str | None = None

    @property
    def wants_making(self) -> bool:
        """Whether a run that makes what is out of date should make it."""
        return self.standing not in (Standing.UP_TO_DATE, Standing.DROPPED)

    def __str__(self) -> str:
        if not self.reasons:
            return self.standing.value
        return f"{self.standing.value}: {', '.join(self.reasons)}"


def document_states(
    folder: Path, manifest: Manifest | None, wanted: Mapping[str, Mapping[str, str]]
) -> tuple[DocumentState, ...]:
    """The standing of every document, in the order of `wanted`, then those the pack has dropped.

    `wanted` gives for each document's file name what it would be made from now: a path or word
    such as "program", and its hash or version.
    """
    records = manifest.documents if manifest else {}
    asked = tuple(
        document_state(folder / name, records.get(name), depends_on)
        for name, depends_on in wanted.items()
    )
    dropped = tuple(
        DocumentState(name=name, standing=Standing.DROPPED, sha256=digest_of_file(folder / name))
        for name in sorted(records)
        if name not in wanted and (folder / name).exists()
    )
    return (*asked, *dropped)


def document_state(
    path: Path, record: DocumentRecord | None, depends_on: Mapping[str, str]
) -> DocumentState:
    """The standing of one document, whose record is None where no run has told of it."""
    sha256 = digest_of_file(path) if path.parent.is_dir() else None
    reasons = differences(record.depends_on, depends_on) if record else ()
    if sha256 is None:
        standing = Standing.MISSING
        reasons = ()
    elif record is None or sha256 != record.sha256:
        standing = Standing.CHANGED
    elif reasons:
        standing = Standing.STALE
    else:
        standing = Standing.UP_TO_DATE
    return DocumentState(name=path.name, standing=standing, reasons=reasons, sha256=sha256)


def differences(then: Mapping[str, str], now: Mapping[str, str]) -> tuple[str, ...]:
    """What a document is made from now and was not then, in words, by name."""
    said = {name: "is new" for name in now if name not in then}
    said |= {name: "is gone" for name in then if name not in now}
    said |= {name: "changed" for name in now if name in then and now[name] != then[name]}
    return tuple(f"{name} {word}" for name, word in sorted(said.items()))
