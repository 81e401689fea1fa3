"""Sound registers of random layouts are read rightly and without an error."""

from __future__ import annotations

import pytest

from tests.readers.layouts import random_register
from tests.readers.workbooks import errors, register_of


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
            if reading.score is not None
        }
        for risk in register.risks
    }
    assert read == layout.readings
    assert errors(findings) == []
