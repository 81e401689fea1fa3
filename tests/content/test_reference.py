"""The generated documentation is that of the code."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import pytest
from msgspec.structs import fields

from generator.content.reference import render_findings_reference, render_input_reference
from generator.content.reference.example import EXAMPLE
from generator.findings import all_rules
from generator.inputs.tables.columns.risk_columns import RISK_REGISTER
from generator.settings.declaration import Settings
from generator.settings.house_style import HouseStyle
from generator.settings.pack import PackSettings
from generator.settings.reading import build_settings
from generator.settings.yaml_text import read_yaml

ROOT = Path(__file__).resolve().parents[2]
GENERATED = re.compile(r"(<!-- generated: columns -->\n).*?(<!-- /generated -->)", re.DOTALL)


def test_findings_reference_is_up_to_date(request):
    """docs/findings.md says what the rules say; --rewrite-golden brings it up to date."""
    path = ROOT / "docs" / "findings.md"
    if request.config.getoption("--rewrite-golden"):
        path.write_text(render_findings_reference(), encoding="utf-8", newline="\n")
    assert path.read_text(encoding="utf-8") == render_findings_reference()


def test_input_reference_is_up_to_date(request):
    """inputs/README.md holds the columns and keys; --rewrite-golden brings it up to date."""
    path = ROOT / "inputs" / "README.md"
    text = path.read_text(encoding="utf-8")
    current = GENERATED.sub(lambda found: found[1] + render_input_reference() + found[2], text)
    if request.config.getoption("--rewrite-golden"):
        path.write_text(current, encoding="utf-8", newline="\n")
        text = current
    assert GENERATED.search(text)
    assert text == current


@pytest.mark.parametrize("rule", all_rules().values(), ids=lambda rule: rule.code)
def test_rule_is_told_in_sentences(rule):
    """A code is letters and two digits; explanation and remedy end in a full stop."""
    assert re.fullmatch(r"[A-Z]+-\d\d", rule.code)
    assert rule.explanation.endswith(".")
    assert rule.remedy.endswith(".")
    assert not rule.title.endswith(".")
    assert not rule.example.endswith(".")


def test_the_example_of_a_pack_stands():
    """What inputs/README.md shows can be copied: it is read without a finding."""
    findings = []
    settings = build_settings(PackSettings, read_yaml(EXAMPLE, "pack.yaml"), findings)
    assert findings == []
    assert set(settings.inputs.risk_register.columns) <= {
        column.key for column in RISK_REGISTER.columns
    }


@pytest.mark.parametrize("top", [PackSettings, HouseStyle])
def test_every_key_is_explained(top):
    """Each key of the settings has a meaning, told in sentences."""
    waiting, bare = [top], []
    while waiting:
        model = waiting.pop()
        for field in fields(model):
            _, meaning = get_args(field.type)
            if not meaning.description.endswith("."):
                bare.append(f"{model.__name__}.{field.name}")
            waiting += models_within(field.type)
    assert bare == []


def models_within(annotation):
    """The settings within a type such as tuple[Role, ...]."""
    if isinstance(annotation, type) and issubclass(annotation, Settings):
        return [annotation]
    return [each for part in getattr(annotation, "__args__", ()) for each in models_within(part)]
