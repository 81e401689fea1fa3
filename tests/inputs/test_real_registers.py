"""Registers and plans as public bodies keep them are read rightly, without a false error."""

from __future__ import annotations

import pytest

from generator.checks import check
from tests.inputs.plans import PLANS
from tests.inputs.registers import REGISTERS
from tests.inputs.workbooks import errors, pack_with


@pytest.mark.parametrize("form", REGISTERS, ids=lambda form: form.name)
def test_register_is_read_rightly(form, tmp_path):
    """The right records are counted, each score is in its reading, no sound cell an error."""
    inputs = f"{{risk_register: {{file: {form.file}{form.more}}}}}"
    pack, findings = pack_with(tmp_path, inputs, {form.file: form.content})
    said = "\n".join(map(str, findings))
    assert pack.register is not None, said
    risks = {risk.reference: risk for risk in pack.register.risks}
    assert tuple(risk.reference for risk in pack.register.risks) == form.references, said
    for reference, expected in form.readings.items():
        risk = risks[reference]
        read = tuple(
            (each.impact, each.likelihood, each.given_score)
            for each in (risk.baseline, risk.target, risk.latest)
        )
        assert read == expected, said
    for (reference, field), text in form.texts.items():
        assert getattr(risks[reference], field) == text
    if form.sound:
        assert errors(findings) == []
        assert errors(check(pack)) == []


@pytest.mark.parametrize("form", PLANS, ids=lambda form: form.name)
def test_plan_is_read_rightly(form, tmp_path):
    """The right actions are counted, with their ratings, and no sound cell is an error."""
    file = "plan.xlsx" if form.file == "register.xlsx" else form.file
    inputs = f"{{action_plan: {{file: {file}{form.more}}}}}"
    pack, findings = pack_with(tmp_path, inputs, {file: form.content})
    said = "\n".join(map(str, findings))
    assert pack.action_plan is not None, said
    actions = {action.reference: action for action in pack.action_plan.actions}
    assert tuple(action.reference for action in pack.action_plan.actions) == form.references, said
    assert {reference: actions[reference].rag for reference in form.readings} == form.readings, said
    for (reference, field), text in form.texts.items():
        assert getattr(actions[reference], field) == text
    if form.sound:
        assert errors(findings) == []
        assert errors(check(pack)) == []
