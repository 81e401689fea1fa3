"""The reference of the inputs for inputs/README.md: columns of each table, keys of the settings."""

from __future__ import annotations

import ast
import inspect
from datetime import date
from itertools import pairwise
from typing import Any, Literal, cast, get_args, get_origin

from pydantic.fields import FieldInfo

from generator.inputs.tables.columns.action_columns import ACTION_PLAN
from generator.inputs.tables.columns.input_columns import InputColumn, InputForm
from generator.inputs.tables.columns.programme_columns import (
    FIGURES,
    SAVINGS,
    SERVICE_REVIEWS,
    SUBJECT_HISTORY,
)
from generator.inputs.tables.columns.risk_columns import RISK_REGISTER
from generator.inputs.tables.columns.survey_columns import SURVEY_COUNTS, SURVEY_RESPONSES
from generator.settings.declaration import Settings, bare_type, models_within

FORMS = (
    RISK_REGISTER,
    ACTION_PLAN,
    SERVICE_REVIEWS,
    SAVINGS,
    SURVEY_COUNTS,
    SURVEY_RESPONSES,
    SUBJECT_HISTORY,
    FIGURES,
)
_KINDS = {
    str: "text",
    int: "whole number",
    bool: "true or false",
    date: "date, such as 2024-04-25",
}


def render_column_reference() -> str:
    """The columns of every input, as Markdown."""
    return "\n".join(_form(form) for form in FORMS)


def _form(form: InputForm) -> str:
    lines = [
        f"### {form.title} (`inputs.{form.key}`)\n",
        f"{form.meaning}\n",
        "| heading | key | holds | needed | meaning |",
        "| --- | --- | --- | --- | --- |",
        *(_column_row(column) for column in form.columns),
        "",
    ]
    aliased = [column for column in form.columns if column.aliases]
    if aliased:
        lines.append(
            "Other headings that are recognised, in any case, spacing, punctuation and order of "
            "words, singular or plural:\n"
        )
        lines += [f"- **{column.heading}**: {', '.join(column.headings[1:])}" for column in aliased]
        lines.append("")
    return "\n".join(lines)


def _column_row(column: InputColumn) -> str:
    needed = "filled" if column.filled else "column" if column.required else "no"
    return _row(column.heading, f"`{column.key}`", column.kind.value, needed, column.meaning)


def render_key_reference(top: type[Settings]) -> str:
    """The keys of a settings file, as Markdown: a table per model, the outermost first."""
    parts, waiting, done = [], [("", top)], {top}
    while waiting:
        path, model = waiting.pop(0)
        parts.append(_keys(path, model))
        for name, field in model.model_fields.items():
            for inner in models_within(field.annotation):
                if inner not in done:
                    done.add(inner)
                    waiting.append((f"{path}.{name}".strip("."), inner))
    return "\n".join(parts)


def _keys(path: str, model: type[Settings]) -> str:
    meanings = key_meanings(model)
    lines = [
        f"### `{path}`\n" if path else "### The whole file\n",
        f"{' '.join((model.__doc__ or '').split())}\n",
        "| key | holds | if left out | meaning |",
        "| --- | --- | --- | --- |",
        *(
            _row(f"`{name}`", _kind(field.annotation), _if_left_out(field), meanings[name])
            for name, field in model.model_fields.items()
        ),
        "",
    ]
    return "\n".join(lines)


def key_meanings(model: type[Settings]) -> dict[str, str]:
    """The meaning of each key: the text below its field in the model's source."""
    (definition,) = ast.parse(inspect.getsource(model)).body
    return {
        ast.unparse(field.target): " ".join(str(ast.literal_eval(text.value)).split())
        for field, text in pairwise(cast(ast.ClassDef, definition).body)
        if isinstance(field, ast.AnnAssign) and isinstance(text, ast.Expr)
    }


def _if_left_out(field: FieldInfo) -> str:
    if field.is_required():
        return "must be there"
    default = field.get_default(call_default_factory=True, validated_data={})
    if isinstance(default, Settings):
        return "the usual words"
    return str(default) if default else "nothing"


def _kind(annotation: Any) -> str:
    """A type in words; settings within it have a table of their own."""
    kind = bare_type(annotation)
    inner = get_args(kind)
    if get_origin(kind) is Literal:
        return f"one of {', '.join(inner)}"
    if get_origin(kind) is tuple:
        return f"list of {_kind(inner[0])}"
    if get_origin(kind) is dict:
        return f"names, each with its {_kind(inner[1])}"
    return _KINDS.get(kind, "keys, see below")


def _row(*cells: str) -> str:
    return f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |"
