"""The reference of the inputs, for inputs/README.md: columns of each, keys of the settings."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, Literal, get_args, get_origin

from msgspec import NODEFAULT
from msgspec.structs import FieldInfo, fields

from generator.content.reference.example import EXAMPLE
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
from generator.settings.declaration import Settings
from generator.settings.house_style import HouseStyle
from generator.settings.pack import PackSettings

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
    "str": "text",
    "int": "whole number",
    "bool": "true or false",
    "date": "date, such as 2024-04-25",
    "float": "number",
}
_READINGS = """\
Scores are found by what their headings say, not by a list. A heading names when the score holds
(baseline, inherent, gross, initial or before controls; revised, target or expected; latest,
current, residual, net or after controls) and what it is (impact, consequence, severity or I;
likelihood, probability or L; score, rating, total or I × L; RAG or colour), in one cell or with a
group heading over it. Beside “current”, “residual” is the revised score; a score without a word
for its time is the latest, or the baseline where another stands after action. Columns such as “Q3
2023/24 score” or “Previous score” are kept as earlier readings.
"""
_PACK = """\
YAML is text of the form `key: value`; what belongs to a key stands two spaces further in. A value
that begins with a sign such as `[`, `*`, `&`, `#` or `"`, or holds `: `, stands in quotes. Dates
are written 2024-04-25. A key that is not in these tables is an error. A whole file, small:
"""
_STYLE = """\
The common house style is `templates/house-style.yaml`. A pack may have a `house-style.yaml` of its
own beside its `pack.yaml`: what stands there takes the place of the common one, key by key and
colour by colour; the rest stays. This alone gives a pack another font and a paler amber:

```yaml
font: Verdana
colours:
  amber: {fill: "#FFD966"}
```
"""


def render_input_reference() -> str:
    """The columns of every input and the keys of pack.yaml, as Markdown."""
    parts = ["## Columns of the inputs\n", *(_form(form) for form in FORMS)]
    parts.append(f"## Keys of pack.yaml\n\n{_PACK}\n```yaml\n{EXAMPLE}```\n")
    parts += _settings(PackSettings)
    parts.append(f"## Keys of house-style.yaml\n\n{_STYLE}")
    parts += _settings(HouseStyle)
    return "\n".join(parts)


def _form(form: InputForm) -> str:
    lines = [
        f"### {form.title} (`inputs.{form.key}`)\n",
        f"{form.meaning}\n",
        "| heading | key | holds | needed | meaning |",
        "| --- | --- | --- | --- | --- |",
        *(_row(column) for column in form.columns),
        "",
    ]
    if form.has_readings:
        lines.append(_READINGS)
    aliased = [column for column in form.columns if column.aliases]
    if aliased:
        lines.append("Other headings that are understood, case, spaces and punctuation aside:\n")
        lines += [f"- **{column.heading}**: {', '.join(column.headings[1:])}" for column in aliased]
        lines.append("")
    return "\n".join(lines)


def _row(column: InputColumn) -> str:
    needed = "filled" if column.filled else "column" if column.required else "no"
    cells = (column.heading, f"`{column.key}`", column.kind.value, needed, column.meaning)
    return f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |"


def _settings(top: type[Settings]) -> Iterator[str]:
    """A table of each model of the settings, the outermost first."""
    waiting, done = [("", top)], {top}
    while waiting:
        path, model = waiting.pop(0)
        yield _model(path, model)
        for field in fields(model):
            for inner in _models(field.type):
                if inner not in done:
                    done.add(inner)
                    waiting.append((f"{path}.{field.name}".strip("."), inner))


def _model(path: str, model: type[Settings]) -> str:
    words = " ".join((model.__doc__ or "").split())
    lines = [
        f"### `{path}`\n" if path else "### The whole file\n",
        f"{words}\n",
        "| key | holds | if left out | meaning |",
        "| --- | --- | --- | --- |",
        *map(_field, fields(model)),
        "",
    ]
    return "\n".join(lines)


def _field(field: FieldInfo) -> str:
    kind, meaning = get_args(field.type)
    cells = (f"`{field.name}`", _words(kind), _default(field), meaning.description)
    return f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |"


def _default(field: FieldInfo) -> str:
    if field.default is NODEFAULT:
        return "must be there" if field.default_factory is NODEFAULT else "nothing"
    default = field.default
    if default is None or default == () or default == "":
        return "nothing"
    if isinstance(default, Settings):
        return "as usual"
    return "yes" if default is True else "no" if default is False else f"{default}"


def _words(annotation: Any) -> str:
    """A type in words; the settings within are named by what they hold."""
    origin, inner = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _words(inner[0])
    if origin is Literal:
        return "one of " + ", ".join(str(choice) for choice in inner)
    if origin is tuple:
        return f"list of {_words(inner[0])}"
    if origin is dict:
        return f"mapping of {_words(inner[0])} to {_words(inner[1])}"
    if inner and origin is not None:
        kept = [_words(each) for each in inner if each is not type(None) and isinstance(each, type)]
        return " or ".join(kept) if kept else _words(inner[0])
    if isinstance(annotation, type) and issubclass(annotation, Settings):
        return "keys, see below"
    return _KINDS.get(getattr(annotation, "__name__", ""), "text")


def _models(annotation: Any) -> Iterator[type[Settings]]:
    if isinstance(annotation, type) and issubclass(annotation, Settings):
        yield annotation
    for inner in get_args(annotation):
        yield from _models(inner)
