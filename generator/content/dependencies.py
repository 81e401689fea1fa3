"""Which inputs a document is made from, so that only what is out of date is made again."""

from __future__ import annotations

from collections.abc import Mapping

from generator.model.pack import Pack
from generator.settings.input_files import InputFile, Inputs
from generator.settings.pack_settings import DocumentSettings

_INPUT_OF_PART = {
    "register": "risk_register",
    "exception_log": "risk_register",
    "action_plan": "action_plan",
    "subject_history": "subject_history",
}
"""The input behind each part of a Word template's context that has a single one."""

_INPUT_OF_WORKBOOK = {"risk-register": "risk_register", "action-plan": "action_plan"}

_PROSE = frozenset({"narrative", "implications", "figures"})
"""Parts that may draw on any input."""


def inputs_of(pack: Pack, document: DocumentSettings, names: frozenset[str]) -> frozenset[str]:
    """The paths of the sources, below the pack's folder, that a document is made from.

    `names` are the names that its template uses ("exception_log", "narrative.summary"); a workbook
    uses none. Settings and house style shape every document.
    """
    parts = {name.partition(".")[0] for name in names}
    if document.narrative or parts & _PROSE:
        return frozenset(source.path for source in pack.sources)
    kinds = {_INPUT_OF_PART[part] for part in parts & _INPUT_OF_PART.keys()}
    if document.workbook:
        kinds.add(_INPUT_OF_WORKBOOK[document.workbook])
    kind_of = _kinds(pack.settings.inputs)
    return frozenset(
        source.path
        for source in pack.sources
        if _kind(source.path, kind_of, pack.settings.inputs) in (None, *kinds)
    )


def _kinds(inputs: Inputs) -> Mapping[str, str]:
    """The kind of each input file."""
    return {value.file: kind for kind, value in inputs if isinstance(value, InputFile)}


def _kind(path: str, kind_of: Mapping[str, str], inputs: Inputs) -> str | None:
    """The kind of input that a source is; None for settings and house style."""
    if inputs.narrative and path.startswith(f"{inputs.narrative.strip('/')}/"):
        return "narrative"
    return kind_of.get(path)
