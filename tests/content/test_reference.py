"""The generated documentation is that of the code."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated

import pytest
import yaml
from pydantic import TypeAdapter

from generator.findings import all_rules
from generator.inputs.tables.columns.risk_columns import RISK_REGISTER
from generator.settings.declaration import example_of, models_within
from generator.settings.house_style import HouseStyle
from generator.settings.pack_settings import PackSettings
from generator.settings.validation import build_settings
from generator.settings.yaml import read_yaml
from tests.reference import (
    key_meanings,
    render_building_blocks,
    render_column_reference,
    render_findings_reference,
    render_key_reference,
    render_template_names,
)

ROOT = Path(__file__).resolve().parents[2]
README = ROOT / "inputs" / "README.md"
TEMPLATES = ROOT / "docs" / "word-templates.md"
PARTS = {
    "columns": (README, render_column_reference),
    "pack.yaml": (README, lambda: render_key_reference(PackSettings)),
    "house-style.yaml": (README, lambda: render_key_reference(HouseStyle)),
    "names": (TEMPLATES, render_template_names),
    "blocks": (TEMPLATES, render_building_blocks),
}


def test_findings_reference_is_up_to_date(request):
    """docs/findings.md says what the rules say; --rewrite-golden brings it up to date."""
    path = ROOT / "docs" / "findings.md"
    if request.config.getoption("--rewrite-golden"):
        path.write_text(render_findings_reference(), encoding="utf-8", newline="\n")
    assert path.read_text(encoding="utf-8") == render_findings_reference()


@pytest.mark.parametrize("name", PARTS)
def test_input_reference_is_up_to_date(request, name):
    """The documents have the columns and keys; --rewrite-golden brings them up to date."""
    path, render = PARTS[name]
    text = path.read_text(encoding="utf-8")
    part = re.compile(rf"(<!-- generated: {name} -->\n).*?(<!-- /generated -->)", re.DOTALL)
    current, times = part.subn(lambda found: found[1] + render() + found[2], text)
    if request.config.getoption("--rewrite-golden"):
        path.write_text(current, encoding="utf-8", newline="\n")
        text = current
    assert times == 1
    assert text == current


@pytest.mark.parametrize("rule", all_rules().values(), ids=lambda rule: rule.code)
def test_rule_is_told_in_sentences(rule):
    """A code is letters and two digits; explanation and remedy end in a full stop."""
    assert re.fullmatch(r"[A-Z]+-\d\d", rule.code)
    assert rule.explanation.endswith(".")
    assert rule.remedy.endswith(".")
    assert not rule.title.endswith(".")
    assert not rule.example.endswith(".")


def readme_example(name):
    """The example of a file in inputs/README.md."""
    text = README.read_text(encoding="utf-8")
    return re.search(rf"<!-- file: {name} -->\n```yaml\n(.*?)```", text, re.DOTALL)[1]


def test_the_example_of_a_pack_stands():
    """What inputs/README.md shows can be copied: it is read without a finding."""
    findings = []
    settings = build_settings(PackSettings, read_yaml(readme_example("pack.yaml"), "p"), findings)
    assert findings == []
    assert set(settings.inputs.risk_register.columns) <= {
        column.key for column in RISK_REGISTER.columns
    }


def test_the_example_of_a_house_style_stands():
    """Over the common house style it is read without a finding."""
    common = yaml.safe_load((ROOT / "templates" / "house-style.yaml").read_text(encoding="utf-8"))
    own = yaml.safe_load(readme_example("house-style.yaml"))
    colours = {name: common["colours"][name] | own["colours"][name] for name in own["colours"]}
    merged = common | own | {"colours": common["colours"] | colours}
    text = yaml.safe_dump(merged)
    findings = []
    assert build_settings(HouseStyle, read_yaml(text, "h"), findings).font == "Verdana"
    assert findings == []


def fields():
    """Each key of the settings files by its model, as (file, model, key, field)."""
    for file, top in (("pack.yaml", PackSettings), ("house-style.yaml", HouseStyle)):
        waiting, done = [top], {top}
        while waiting:
            model = waiting.pop()
            for key, field in model.model_fields.items():
                yield file, model, key, field
                inner = [each for each in models_within(field.annotation) if each not in done]
                done.update(inner)
                waiting += inner


FIELDS = [pytest.param(*each, id=f"{each[1].__name__}.{each[2]}") for each in fields()]


@pytest.mark.parametrize(("file", "model", "key", "field"), FIELDS)
def test_every_key_is_explained(file, model, key, field):
    """Each key is in the reference with a meaning, in sentences."""
    assert key_meanings(model)[key].endswith(".")
    assert f"| `{key}` |" in PARTS[file][1]()


def test_every_key_that_must_be_there_has_an_example():
    """A finding prints it where the key is missing."""
    assert [each.id for each in FIELDS if each.values[3].is_required() and not example(each)] == []


def example(parameters):
    return example_of(parameters.values[3])


@pytest.mark.parametrize(
    ("file", "model", "key", "field"), [each for each in FIELDS if example(each)]
)
def test_the_example_of_a_key_can_be_pasted(file, model, key, field):
    """What a finding prints for a key is right as it stands."""
    value = read_yaml(f"{key}: {example_of(field)}", file)
    assert value.findings == []
    kind = Annotated[field.annotation, *field.metadata] if field.metadata else field.annotation
    TypeAdapter(kind).validate_python(value.value[key])
