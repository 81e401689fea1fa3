"""Checks of impact, likelihood, score and rating."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.score_rules import SCORE_NOT_PRODUCT
from generator.findings import Finding
from generator.model.pack import Pack


def check_products(pack: Pack) -> Iterator[Finding]:
    """Each given score is impact × likelihood."""
    for risk in pack.register.risks if pack.register else ():
        for reading in risk.readings:
            given, product = reading.given_score, reading.product
            if given is None or product is None or given == product:
                continue
            place = risk.where.get(f"{reading.name}_score", risk.where["row"])
            seen = (
                f"{risk.reference}'s {reading.name} score says {given}, but impact "
                f"{reading.impact} × likelihood {reading.likelihood} is {product}"
            )
            yield SCORE_NOT_PRODUCT.at(place, seen)
