"""Which inputs a document is made from, so that only what is out of date is made again."""

from __future__ import annotations

from generator.content.template_context import ANY_INPUT, Names, parts_used
from generator.model.pack import Pack
from generator.settings.input_files import InputFile
from generator.settings.pack_settings import DocumentSettings


def inputs_of(pack: Pack, document: DocumentSettings, names: Names) -> frozenset[str]:
    """The paths of the sources, below the pack's folder, that a document is made from.

    `names` are the names that its template uses; a workbook uses none. Every document is made from
    the settings and the house style too.
    """
    made_from = {part.made_from for part in parts_used(names).values()}
    if document.narrative or ANY_INPUT in made_from:
        return frozenset(source.path for source in pack.sources)
    if document.workbook:
        made_from.add(document.workbook.replace("-", "_"))
    return frozenset(
        source.path for source in pack.sources if _input(pack, source.path) in ("", *made_from)
    )


def _input(pack: Pack, path: str) -> str:
    """The key below `inputs` of a source; "" for the settings and the house style."""
    inputs = pack.settings.inputs
    if path.startswith("../"):  # of the period before only the register is read
        return "" if path.endswith("/pack.yaml") else "risk_register"
    if inputs.narrative and path.startswith(f"{inputs.narrative.strip('/')}/"):
        return "narrative"
    files = {value.file: key for key, value in inputs if isinstance(value, InputFile)}
    return files.get(path, "")
