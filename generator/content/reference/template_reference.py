"""The columns of a risk and of an action, for `docs/word-templates.md`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from generator.content.record_columns import RecordColumn


def render_template_columns(columns: Sequence[RecordColumn[Any]]) -> str:
    """A Markdown table: the name in a template and what it holds."""
    rows = [f"| `{column.key}` | {column.meaning} |" for column in columns]
    return "\n".join(["| name | what it holds |", "| --- | --- |", *rows]) + "\n"
