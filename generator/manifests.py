"""What a pack's manifest says of a run: which inputs, templates and versions made each document."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.metadata import version

from generator import __version__
from generator.delivery.manifest import DocumentRecord, Manifest
from generator.documents import Rendered
from generator.model.pack import Pack

_LIBRARIES = ("docxtpl", "python-docx", "XlsxWriter", "matplotlib", "openpyxl", "pandas")

PROGRAM = "program"
"""The name under which a document depends on the program's own version."""


def versions() -> Mapping[str, str]:
    """The program's own version and that of each library which shapes a finished file."""
    return {"generator": __version__, **{name: version(name) for name in _LIBRARIES}}


def manifest_of(pack: Pack, rendered: tuple[Rendered, ...], earlier: Manifest | None) -> Manifest:
    """The manifest once `rendered` stands beside what `earlier` tells of.

    A document that the pack no longer has is told of no longer; its file is left alone.
    """
    known = {document.file_name for document in pack.settings.documents}
    documents = {
        name: record
        for name, record in (earlier.documents.items() if earlier else ())
        if name in known
    }
    documents |= {each.document.file_name: _record(pack, each) for each in rendered}
    return Manifest(
        pack=pack.name,
        period=pack.period,
        as_of=pack.settings.as_of.isoformat(),
        versions=versions(),
        inputs={source.path: source.sha256 for source in pack.sources},
        templates=_templates(documents),
        documents=documents,
    )


def _record(pack: Pack, rendered: Rendered) -> DocumentRecord:
    hashes = {source.path: source.sha256 for source in pack.sources}
    used = {path: hashes[path] for path in rendered.inputs}
    return DocumentRecord.of(rendered.content, {**used, **rendered.template, PROGRAM: __version__})


def _templates(documents: Mapping[str, DocumentRecord]) -> Mapping[str, str]:
    """Every template that stands behind a document, with the hash that made it."""
    return {
        path: digest
        for record in documents.values()
        for path, digest in record.depends_on.items()
        if path.startswith("templates/") and path.endswith(".docx")
    }
