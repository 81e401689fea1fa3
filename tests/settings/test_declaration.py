"""Settings are strict and frozen, and are varied by a checked copy."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from generator.settings.declaration import changed
from generator.settings.house_style import Colour
from generator.settings.scoring import SCORING_TO_PASTE, Scoring
from generator.settings.yaml import read_yaml

RED = Colour(fill="#C00000", text="#FFFFFF")


def test_a_copy_is_varied_and_checked():
    """Other keys stay; a value that pack.yaml may not have is refused."""
    assert changed(RED, fill="#000000") == Colour(fill="#000000", text="#FFFFFF")
    with pytest.raises(ValidationError, match="a colour is #"):
        changed(RED, fill="red")
    with pytest.raises(ValidationError, match="Extra inputs"):
        changed(RED, border="#000000")


def test_settings_cannot_be_changed_in_place():
    """A pack is what was read."""
    with pytest.raises(ValidationError, match="frozen"):
        RED.fill = "#000000"


def test_the_scoring_to_paste_stands():
    """What a finding prints for a pack without scoring is whole: every score is in one band."""
    yaml = read_yaml(SCORING_TO_PASTE, "pack.yaml")
    scoring = Scoring.model_validate(yaml.value["scoring"])
    held = [score for band in scoring.bands for score in range(band.lowest, band.highest + 1)]
    assert held == list(range(1, 26))
    assert [len(scale) for scale in (scoring.impact, scoring.likelihood)] == [5, 5]
