"""The names that a Word template may use, for docs/word-templates.md."""

from __future__ import annotations

from collections.abc import Iterator
from types import UnionType
from typing import Any, get_args, get_origin

from generator.content.template_context import PARTS, declared_type, field_types, is_record
from generator.content.template_records import Block

_HEAD = "| name | what it holds |\n| --- | --- |\n"


def render_template_names() -> str:
    """A table of the parts; a table for each part that is a record and for each kind of element."""
    tables = [_HEAD + "".join(f"| `{name}` | {part.meaning} |\n" for name, part in PARTS.items())]
    elements: dict[str, Any] = {}
    for name, part in PARTS.items():
        _note_element(part.value, elements)
        if is_record(part.value):
            tables.append(_table(f"`{name}`", _rows(f"{name}.", part.value, elements)))
    for title, element in elements.items():
        tables.append(_table(title, _rows("", element, {})))
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


def _table(title: str, rows: Iterator[str]) -> str:
    return f"### {title}\n\n{_HEAD}{''.join(rows)}"


def _rows(prefix: str, record: Any, elements: dict[str, Any]) -> Iterator[str]:
    """A row for each text and each list of a record; `elements` gets the records in its lists."""
    for name, hint in field_types(record).items():
        kind, _ = declared_type(hint)
        if is_record(kind):
            yield from _rows(f"{prefix}{name}.", kind, elements)
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
