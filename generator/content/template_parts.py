"""The parts of a pack that a Word template asks for, against those that the pack has."""

from __future__ import annotations

from collections.abc import Iterator

from generator.findings import Finding, rule
from generator.model.pack import Pack
from generator.settings.pack_settings import DocumentSettings

PART_MISSING = rule("TMPL-01")
_KEYS = {
    "report": "report",
    "meeting": "meeting",
    "register": "inputs.risk_register",
    "exception_log": "inputs.risk_register",
    "action_plan": "inputs.action_plan",
}
"""The key of pack.yaml behind each part that a template may print."""


def missing_parts(
    pack: Pack, document: DocumentSettings, names: frozenset[str]
) -> Iterator[Finding]:
    """A finding for each part that the template's `names` ask for and the pack lacks."""
    where = pack.settings_at(f"documents.{pack.settings.documents.index(document)}")
    used = {name.partition(".")[0] for name in names}
    for key in dict.fromkeys(key for part, key in _KEYS.items() if part in used):
        if not _has(pack, key):
            made = f"{document.file_name} is made from {document.template}"
            yield PART_MISSING.at(where, f"{made}, which prints what {key} holds; it is missing")


def _has(pack: Pack, key: str) -> bool:
    value = pack.settings
    for part in key.split("."):
        value = getattr(value, part)
    return value is not None
