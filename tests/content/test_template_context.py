"""What a template may use is declared once; nothing is composed that is not declared."""

from __future__ import annotations

import ast
import inspect
from types import UnionType
from typing import Any, Literal, get_args, get_origin

import pytest

from generator.content import template_context
from generator.content.document_content import compose_word
from generator.content.template_context import (
    ANYTHING,
    PARTS,
    EveryName,
    declared_type,
    example_context,
    field_types,
    is_record,
)
from tests.content.packs import PACK, SETTINGS
from tests.renderers.word.samples import DOCUMENTS

NAMES = frozenset({*PARTS, "narrative.summary", "narrative.background", "implications.legal"})


def undeclared(value: Any, kind: Any, name: str) -> list[str]:
    """The names in a value that its declared type does not have, and values of other types."""
    kind, arguments = declared_type(kind)
    if kind is Any:
        return []
    if isinstance(kind, UnionType):
        fitting = [each for each in arguments if not undeclared(value, each, name)]
        return [] if fitting else [name]
    if get_origin(kind) is tuple:
        if not isinstance(value, tuple):
            return [name]
        return [bad for each in value for bad in undeclared(each, arguments[0], name)]
    if get_origin(kind) is Literal:
        return [] if value in arguments else [name]
    if kind == template_context.Sections:
        return [bad for key, each in value.items() for bad in undeclared(each, arguments[1], key)]
    if not isinstance(value, kind):
        return [name]
    if is_record(kind):
        types = field_types(kind)
        return [
            bad
            for key, each in vars(value).items()
            for bad in (undeclared(each, types[key], key) if key in types else [key])
        ]
    return []


@pytest.mark.parametrize("document", SETTINGS.documents[:2], ids=lambda each: each.name)
def test_everything_composed_is_declared(document):
    """Each part has the type that its declaration names, down to every field of every record."""
    context = compose_word(PACK, document, names=NAMES).context
    assert set(context) == set(PARTS)
    bad = [
        each
        for name, value in context.items()
        for each in undeclared(value, PARTS[name].value, name)
    ]
    assert bad == []


def test_an_undeclared_value_is_seen():
    """The guard above works: another type, and a record in place of another, are found."""
    pack = compose_word(PACK, SETTINGS.documents[0], names=NAMES).context["pack"]
    assert undeclared(pack, PARTS["meeting"].value, "meeting") == ["meeting"]
    assert undeclared({"programme": "x"}, PARTS["pack"].value, "pack") == ["pack"]


def test_every_function_that_composes_a_part_is_declared():
    """A function compose_… that template_context imports or defines is used by an entry."""
    tree = ast.parse(inspect.getsource(template_context))
    named = {alias.name for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)
             for alias in node.names}  # fmt: skip
    named |= {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}
    composing = {name for name in named if name.startswith("compose_")} - {"compose_section"}
    used = {part.compose.__name__ for part in PARTS.values()}
    assert composing == used - {"compose"}  # that of the sections is made for each part


def test_every_field_says_what_it_holds():
    """The documentation of the names is generated from the declaration."""
    waiting, silent = [part.value for part in PARTS.values()], []
    while waiting:
        kind, arguments = declared_type(waiting.pop())
        waiting += arguments if get_origin(kind) is not Literal else ()
        if is_record(kind):
            assert kind.__doc__
            for name, hint in field_types(kind).items():
                waiting.append(hint)
                if name != "kind" and len(get_args(hint)) < 2:
                    silent.append(f"{kind.__name__}.{name}")
    assert silent == []


def test_the_example_has_every_name():
    """Blocks of several kinds have the names of all; sections have any name."""
    example = example_context()
    assert example["exception_log"]["risks"][0]["latest"]["score"] == ""
    assert example["report"]["author"]["phone"] == ""
    assert isinstance(example["narrative"], EveryName)
    block = example["narrative"]["any"][0]
    assert {"kind", "level", "text", "picture", "rows", "header"} <= block.keys()
    assert block["rows"][0].keys() == {"cells", "service", "update", "stage"}
    assert example["figures"] is ANYTHING


def keys(value: Any, example: Any) -> set[str]:
    """The names of a value that the example does not have."""
    if isinstance(example, dict) and isinstance(value, dict):
        unknown = {key for key in value if key not in example}
        return unknown | {
            k for key, part in value.items() if key in example for k in keys(part, example[key])
        }
    if isinstance(example, list) and isinstance(value, list):
        return {key for item in value for key in keys(item, example[0])}
    return set()


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_samples_are_like_the_real_ones(name: str):
    """The contexts that the tests of Word render have no name that is not declared."""
    assert keys(DOCUMENTS[name], example_context()) == set()
