"""Writes an officer's own workbook anew with a comment and a fill at each cell that was found.

Only the parts that must change are changed, and those by their XML: a library that loads and
saves a workbook loses shapes, sparklines, slicers and whatever else it does not know.
"""

from __future__ import annotations

from generator.renderers.workbook_edit.workbook import annotated_copy

__all__ = ["annotated_copy"]
