"""Sound registers of random layouts are read rightly and without an error."""

from __future__ import annotations

import io

import openpyxl
import pytest

from generator.checks import check
from generator.model.standing import score_of
from tests.inputs.layouts import random_register
from tests.inputs.workbooks import errors, pack_with, register_of


@pytest.mark.parametrize("seed", range(120))
def test_random_layout_is_read_rightly(seed, tmp_path):
    """Every record is counted, every score is in its reading, and nothing is an error."""
    layout = random_register(seed)
    register, findings = register_of(tmp_path, layout.content)
    assert [risk.reference for risk in register.risks] == layout.references
    read = {
        risk.reference: {
            reading.name: (reading.impact, reading.likelihood, reading.given_score)
            for reading in risk.readings
            if score_of(reading) is not None
        }
        for risk in register.risks
    }
    assert read == layout.readings
    assert errors(findings) == []


@pytest.mark.parametrize("seed", range(40))
def test_planted_score_is_found_in_any_layout(seed, tmp_path):
    """A score that is made wrong is found at its own cell, wherever the layout puts it."""
    layout = random_register(seed)
    register, _ = register_of(tmp_path, layout.content)
    risk = register.risks[len(register.risks) // 2]
    place = risk.where["latest_score"]
    book = openpyxl.load_workbook(io.BytesIO(layout.content))
    wrong = risk.latest.given_score % 25 + 1
    book[place.sheet][place.cell] = wrong
    stream = io.BytesIO()
    book.save(stream)
    inputs = "{risk_register: {file: register.xlsx}}"
    pack, _ = pack_with(tmp_path, inputs, {"register.xlsx": stream.getvalue()})
    found = [each.location.cell for each in check(pack) if each.code == "SCORE-02"]
    assert found == [place.cell]
