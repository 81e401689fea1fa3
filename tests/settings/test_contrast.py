"""Contrast ratios are those of WCAG 2.2."""

from __future__ import annotations

import pytest

from generator.settings.contrast import contrast, luminance

RATIOS = {
    ("#000000", "#FFFFFF"): 21.0,
    ("#FFFFFF", "#FFFFFF"): 1.0,
    ("#767676", "#FFFFFF"): 4.54,
    ("#777777", "#FFFFFF"): 4.48,
    ("#FF0000", "#FFFFFF"): 4.00,
    ("#00FF00", "#000000"): 15.30,
    ("#0000FF", "#FFFFFF"): 8.59,
    ("#0A0A0A", "#000000"): 1.06,
}
"""Published ratios (WebAIM's checker), to two places."""


@pytest.mark.parametrize("pair", RATIOS)
def test_contrast_is_that_of_wcag(pair):
    """In either order, for the primary colours, greys, and a colour on the straight part."""
    assert contrast(*pair) == pytest.approx(RATIOS[pair], abs=0.006)
    assert contrast(*reversed(pair)) == contrast(*pair)


LUMINANCES = {
    "#000000": 0.0,
    "#FFFFFF": 1.0,
    "#FF0000": 0.2126,
    "#00FF00": 0.7152,
    "#0000FF": 0.0722,
    "#090909": 9 / 255 / 12.92,
    "#0A0A0A": 10 / 255 / 12.92,
    "#0B0B0B": ((11 / 255 + 0.055) / 1.055) ** 2.4,
    "#0C0C0C": ((12 / 255 + 0.055) / 1.055) ** 2.4,
    "#808080": ((128 / 255 + 0.055) / 1.055) ** 2.4,
}


@pytest.mark.parametrize("colour", LUMINANCES)
def test_luminance_is_that_of_wcag(colour):
    """Each constant of the formula counts: a slip in one of them changes a luminance."""
    assert luminance(colour) == pytest.approx(LUMINANCES[colour], abs=1e-9)
