"""What a pack's manifest says of a run: which inputs, templates and versions made each document."""

from __future__ import annotations

from collections.abc import Mapping

from generator.delivery.manifest import DocumentRecord, Manifest, templates_of
from generator.delivery.versions import PROGRAM, program, versions
from generator.documents import Rendered
from generator.model.pack import Pack


def manifest_of(pack: Pack, rendered: tuple[Rendered, ...]) -> Manifest:
    """The manifest that vouches for what was rendered; delivery adds what stands beside it."""
    hashes = {source.path: source.sha256 for source in pack.sources}
    documents = {each.document.file_name: _record(each, hashes) for each in rendered}
    return Manifest(
        pack=pack.name,
        period=pack.period,
        as_of=pack.settings.as_of.isoformat(),
        versions=versions(),
        inputs=hashes,
        templates=templates_of(documents),
        documents=documents,
        expected=tuple(document.file_name for document in pack.settings.documents),
    )


def _record(rendered: Rendered, hashes: Mapping[str, str]) -> DocumentRecord:
    used = {path: hashes[path] for path in rendered.inputs}
    return DocumentRecord.of(rendered.content, {**used, **rendered.template, PROGRAM: program()})
