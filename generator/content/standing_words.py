"""How a standing is put into words: arrows for trends, the cells of a band."""

from __future__ import annotations

from generator.content.wording import long_date
from generator.model.risks import Trend
from generator.model.standing import heat_map_cells
from generator.settings.pack_settings import PackSettings
from generator.settings.scoring import Band, Scoring

ARROWS = {Trend.INCREASED: "↑", Trend.UNCHANGED: "⇔", Trend.DECREASED: "↓"}
"""Bare arrows, not pictures: a screen reader says them, and the word is beside each."""


def trend_label(trend: Trend) -> str:
    """Arrow and word: "↑ Increased"."""
    return f"{ARROWS[trend]} {trend.value.capitalize()}"


def register_date(settings: PackSettings) -> str:
    """Of when the register and its scores are: words that follow a noun."""
    register = settings.risk_register
    if register is None:
        return f"as at {long_date(settings.as_of)}"
    return (
        f"in the register of {long_date(register.version_date)}, with scores of "
        f"{long_date(register.latest_date)}"
    )


def cells_of(band: Band, scoring: Scoring) -> str:
    """The cells of the heat map that have a band, impact first: "1×1, 1×2, 2×1"."""
    cells = sorted(cell[:2] for cell in heat_map_cells(scoring) if cell[2] == band)
    return ", ".join(f"{impact}×{likelihood}" for impact, likelihood in cells)
