"""The generated documentation is that of the code."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator.content.reference import render_findings_reference, render_input_reference
from generator.content.reference.rules import all_rules

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


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.code)
def test_rule_is_told_in_sentences(rule):
    """A code is letters and two digits; explanation and remedy end in a full stop."""
    assert re.fullmatch(r"[A-Z]+-\d\d", rule.code)
    assert rule.explanation.endswith(".")
    assert rule.remedy.endswith(".")
    assert not rule.title.endswith(".")
    assert not rule.example.endswith(".")
