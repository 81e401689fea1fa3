"""Documentation that is generated from the code, so that it cannot drift from it."""

from __future__ import annotations

from generator.content.reference.findings_reference import render_findings_reference
from generator.content.reference.input_reference import (
    render_column_reference,
    render_key_reference,
)
from generator.content.reference.template_reference import (
    render_building_blocks,
    render_template_names,
)

__all__ = [
    "render_building_blocks",
    "render_column_reference",
    "render_findings_reference",
    "render_key_reference",
    "render_template_names",
]
