"""What every context holds, said once: the names that a template may use.

A text is "", a list holds one example, a record is a dictionary. `Sections` is a record whose
names the narrative's author chooses; of ANYTHING nothing is known beforehand.
`docs/word-templates.md` is held to this by a test.
"""

from __future__ import annotations

from typing import Any

from generator.content.record_columns import PLAN_COLUMNS, RISK_COLUMNS

ANYTHING = object()


class Sections(dict[str, Any]):
    """A record that has every name; each holds the same shape."""

    def __init__(self, shape: Any) -> None:
        super().__init__()
        self.shape = shape

    def __contains__(self, name: object) -> bool:
        return True

    def __missing__(self, name: str) -> Any:
        return self.shape


BLOCK: dict[str, Any] = {
    "kind": "",
    "level": 0,
    "text": "",
    "number": "",
    "caption": "",
    "description": "",
    "picture": "",
    "header": [""],
    "rows": [{"cells": [""], "service": "", "update": "", "stage": ""}],
}
READING = {"impact": "", "likelihood": "", "score": "", "letter": "", "word": "", "colour": ""}
RISK: dict[str, Any] = {
    **{column.key: "" for column in RISK_COLUMNS},
    "baseline": READING,
    "revised": READING,
    "latest": READING,
    "trend": {"arrow": "", "words": ""},
    "notes": [""],
}
RISK_LOG = {"project": "", "version_date": "", "latest_date": "", "risks": [RISK]}
KEY_LINE = {"label": "", "word": "", "meaning": "", "colour": ""}
ACTION: dict[str, Any] = {
    **{column.key: "" for column in PLAN_COLUMNS},
    "progress": [""],
    "rag": KEY_LINE,
}
SHAPES: dict[str, Any] = {
    "pack": {
        "programme": "",
        "council": "",
        "councils": [""],
        "period": "",
        "as_of": "",
        "marking": "",
        "logo": "",
    },
    "meeting": {"committee": "", "date": "", "header": ""},
    "document": {"title": "", "label": "", "body": [BLOCK]},
    "report": {
        "title": "",
        "report_of": "",
        "author": {"name": "", "title": "", "phone": "", "email": ""},
        "appendices": [{"label": "", "title": ""}],
        "background_papers": [""],
        "subject_history_years": 0,
    },
    "narrative": Sections([BLOCK]),
    "implications": Sections([BLOCK]),
    "exception_log": RISK_LOG,
    "register": RISK_LOG,
    "definitions": {
        "scale": [{"score": "", "impact": "", "likelihood": ""}],
        "bands": [{"letter": "", "word": "", "scores": "", "meaning": "", "colour": ""}],
        "roles": [{"title": "", "holder": "", "initials": ""}],
        "arrows": [{"arrow": "", "words": ""}],
    },
    "action_plan": {
        "title": "",
        "updated": "",
        "key": [KEY_LINE],
        "counts": [{**KEY_LINE, "number": ""}],
        "total": 0,
        "actions": [ACTION],
    },
    "subject_history": [{"meeting": "", "date": ""}],
    "figures": ANYTHING,
}


def with_context(shape: Any, value: Any) -> Any:
    """The shape, widened by whatever names a real context has beyond it."""
    if shape is ANYTHING or isinstance(shape, Sections):
        return shape
    if isinstance(shape, dict) and isinstance(value, dict):
        widened = {name: with_context(part, value.get(name)) for name, part in shape.items()}
        return widened | {
            name: with_context(None, part) for name, part in value.items() if name not in shape
        }
    if isinstance(value, dict):
        return with_context({}, value)
    if isinstance(value, list):
        element = shape[0] if isinstance(shape, list) else None
        for item in value:
            element = with_context(element, item)
        return [element] if element is not None or not isinstance(shape, list) else shape
    return value if shape is None else shape
