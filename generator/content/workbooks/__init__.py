"""Composes workbooks: what each sheet says, every figure worked out once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.model.pack import Pack
from generator.settings.pack_settings import DocumentSettings

if TYPE_CHECKING:
    from generator.content.workbooks.sheet_content import Workbook


def compose_workbook(pack: Pack, document: DocumentSettings, *, version: str) -> Workbook:
    """The content of a document that `pack.yaml` declares with `workbook:`.

    `version` is the generator's. Raises DocumentError where the pack lacks what the document shows.
    """
    if document.workbook == "action-plan":
        from generator.content.workbooks.action_workbook import compose_action_plan

        return compose_action_plan(pack, document, version=version)
    from generator.content.workbooks.register_workbook import compose_register

    return compose_register(pack, document, version=version)
