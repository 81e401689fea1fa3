"""Documentation that is generated from the code, so that it cannot drift from it."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator
from datetime import date
from itertools import groupby, pairwise
from types import UnionType
from typing import Any, Literal, cast, get_args, get_origin

from pydantic.fields import FieldInfo

from generator.content.template_context import PARTS, declared_type, field_types, is_record
from generator.content.template_records import Block
from generator.findings import Rule, all_rules, as_sentence
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

_FINDINGS = """\
# Findings

<!-- Generated from generator/rules.yaml by `make docs`. A test checks that it is up to date. -->

The program lists every mistake in the inputs at once, before it writes anything. Each finding says
where the mistake is, what is wrong and how to fix it. Mistakes with one cause are one finding, with
all the cells that it concerns.

- An **error** stops the pack. None of its papers is written, and the last ones stay. Other packs
  are made. `make` with names of documents is stopped only by errors in what those documents show.
- A **warning** or a **note** does not stop it. `check --notes` shows the notes.

## Accept a finding

If a finding is right but you want to publish all the same, say so in `pack.yaml`, with the reason.
The reason is shown wherever the finding is.

```yaml
rules:
  - rule: DATE-06
    file: service-reviews.csv
    cell: G13                # or row, column, line, sheet; or about: words of the finding
    severity: silent         # error, warning, note or silent
    reason: The date is a slip of the published paper, which is reproduced as it stands.
```

You cannot accept an error marked **firm**: a value would be missing from the papers, or no document
could be made.
"""


def render_findings_reference() -> str:
    """Every rule with its explanation, an example and its remedy, as Markdown."""
    parts = [_FINDINGS]
    for about, rules in groupby(all_rules().values(), key=lambda rule: rule.about):
        parts.append(f"## {about}\n")
        parts += [_section(rule) for rule in rules]
    return "\n".join(parts)


def _section(rule: Rule) -> str:
    kind = "firm error" if rule.firm else str(rule.severity)
    return (
        f"### {rule.code} ({kind}): {rule.title}\n\n"
        f"{rule.explanation}\n\n"
        f"- Example: {as_sentence(_escaped(rule.example))}\n"
        f"- How to fix it: {_escaped(rule.remedy)}\n"
    )


def _escaped(text: str) -> str:
    return text.replace("<", "&lt;").replace("{{", "`{{").replace("}}", "}}`")


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
    float: "number",
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


_NAMES = "| name | what it holds |\n| --- | --- |\n"


def render_template_names() -> str:
    """A table of the parts; a table for each part that is a record and for each kind of element."""
    tables = [_NAMES + "".join(f"| `{name}` | {part.meaning} |\n" for name, part in PARTS.items())]
    elements: dict[str, Any] = {}
    for name, part in PARTS.items():
        _note_element(part.value, elements)
        if is_record(part.value):
            tables.append(_names_table(f"`{name}`", _name_rows(f"{name}.", part.value, elements)))
    for title, element in elements.items():
        tables.append(_names_table(title, _name_rows("", element, {})))
    return "\n".join(tables)


def render_building_blocks() -> str:
    """A row for each kind of block in the narrative."""
    rows = []
    for record in get_args(Block):
        types = dict(field_types(record))
        kinds = ", ".join(f"`{kind}`" for kind in get_args(types.pop("kind")))
        names = "; ".join(f"`{name}`: {_meaning(hint)}" for name, hint in types.items())
        rows.append(f"| {kinds} | {names} |\n")
    return "| `block.kind` | has |\n| --- | --- |\n" + "".join(rows)


def _names_table(title: str, rows: Iterator[str]) -> str:
    return f"### {title}\n\n{_NAMES}{''.join(rows)}"


def _name_rows(prefix: str, record: Any, elements: dict[str, Any]) -> Iterator[str]:
    """A row for each text and each list of a record; `elements` gets the records in its lists."""
    for name, hint in field_types(record).items():
        kind, _ = declared_type(hint)
        if is_record(kind):
            yield from _name_rows(f"{prefix}{name}.", kind, elements)
        else:
            element = _note_element(kind, elements)
            each = f": a list, each {element}" if element else ""
            yield f"| `{prefix}{name}` | {_meaning(hint)}{each} |\n"


def _note_element(kind: Any, elements: dict[str, Any]) -> str:
    """What one element of a list is, such as "a risk" ; "" for what is no list."""
    if get_origin(kind) is not tuple:
        return ""
    element = get_args(kind)[0]
    if isinstance(element, UnionType):
        return "a block" if element == Block else "a text"
    if not is_record(element):
        return "a text"
    title = str(element.__doc__).splitlines()[0].rstrip(".")
    elements[title] = element
    return f"{title[0].lower()}{title[1:]}"


def _meaning(hint: Any) -> str:
    return str(get_args(hint)[1])
