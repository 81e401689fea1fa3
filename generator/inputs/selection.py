"""Which documents are asked for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from generator.errors import UsageError
from generator.settings.pack_settings import DocumentSettings, PackSettings


def select_file_names(packs: Iterable[PackSettings], asked: Sequence[str]) -> frozenset[str]:
    """The file names of the documents asked for, in whichever of the packs they are.

    Each of `asked` is a document's name, its file name, or the unique start of one. Raises
    UsageError for what matches none or several.
    """
    documents = [document for pack in packs for document in pack.documents]
    return frozenset(name for each in asked for name in _matching(documents, each))


def _matching(documents: Sequence[DocumentSettings], asked: str) -> frozenset[str]:
    exact = [d for d in documents if asked in (d.name, d.file_name)]
    found = exact or [d for d in documents if d.file_name.startswith(asked)]
    names = sorted({document.name for document in found})
    if not names:
        known = ", ".join(sorted({document.name for document in documents}))
        raise UsageError(f"There is no document {asked}", f"Choose among these: {known}.")
    if len(names) > 1:
        raise UsageError(
            f"{asked} could mean {' or '.join(names)}",
            "Type enough of the name to tell them apart.",
        )
    return frozenset(document.file_name for document in found)
