"""A sentence never says underspend or saving of an amount below nought."""

import pytest

from tests.checks.planted_faults import text
from tests.checks.sound import Fault, findings_of


@pytest.mark.parametrize(
    "sentence",
    [
        "There was an {{ figures.underspend | underspend }}.",
        "The budget closed at {{ figures.underspend | pounds }}. A saving was made too.",
        "Savings were made.\n\n{{ figures.underspend }} was the balance.",
        "The saving is £5 to £10, from 2024-25 on.",
        "The saving was between £5-£10 a head.",
    ],
)
def test_a_sound_sentence_is_silent(tmp_path, sentence):
    """The filter words it; another sentence's word does not count; a range is no minus."""
    files = {"narrative/summary.md": "The report is to be noted.\n"} | text(f"{sentence}\n").files
    fault = Fault({"figures": {"B2": "-1200"}}, files=files)
    assert "NARR-20" not in {each.code for each in findings_of(tmp_path, fault)}
