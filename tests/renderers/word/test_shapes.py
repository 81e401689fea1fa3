"""The declared shapes, the samples and the officers' guide say the same."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from generator.renderers.word.shapes import ANYTHING, SHAPES, Sections
from tests.renderers.word.samples import DOCUMENTS

GUIDE = (Path(__file__).parents[3] / "docs" / "word-templates.md").read_text(encoding="utf-8")
WORDS = set(re.findall(r"`([\w.…]+)`", GUIDE))


def paths(shape: Any, name: str = "") -> set[str]:
    if isinstance(shape, Sections) or shape is ANYTHING:
        return {f"{name}.…"}
    if isinstance(shape, dict):
        return {
            path for key, part in shape.items() for path in paths(part, f"{name}.{key}".strip("."))
        }
    return {name}


def records(shape: Any) -> list[dict[str, Any]]:
    """The shapes of the elements of all lists."""
    if isinstance(shape, dict):
        return [record for part in shape.values() for record in records(part)]
    if isinstance(shape, list):
        return [*([shape[0]] if isinstance(shape[0], dict) else []), *records(shape[0])]
    return []


def test_the_guide_tells_every_name():
    """Whatever a template may use stands in docs/word-templates.md."""
    assert paths(SHAPES) - WORDS == set()
    elements = {name for record in records(SHAPES) for name in record}
    assert elements - {part for word in WORDS for part in word.split(".")} == set()


def test_the_guide_tells_no_name_that_is_not():
    """A dotted name of the guide is one of the shapes."""
    rooms = set(SHAPES)
    told = {word for word in WORDS if "." in word and word.split(".")[0] in rooms}
    known = paths(SHAPES)
    assert {word for word in told if word not in known and not word.startswith("narrative.")
            and not word.startswith("implications.")} == set()  # fmt: skip


def keys(value: Any, shape: Any) -> set[str]:
    """The names of a context that its shape does not have."""
    if isinstance(shape, dict) and isinstance(value, dict):
        unknown = {key for key in value if key not in shape}
        return unknown | {
            k for key, part in value.items() if key in shape for k in keys(part, shape[key])
        }
    if isinstance(shape, list) and isinstance(value, list):
        return {key for item in value for key in keys(item, shape[0])}
    return set()


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_samples_have_the_declared_shapes(name: str):
    """The contexts that these tests render are like the real ones."""
    assert keys(DOCUMENTS[name], SHAPES) == set()
