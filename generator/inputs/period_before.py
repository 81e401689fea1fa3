"""Takes the reading before the latest one from the period before: its folder stands beside."""

from __future__ import annotations

from dataclasses import replace

from generator.model.risks import Reading, Risk, RiskRegister
from generator.model.standing import live_risks
from generator.settings.pack_settings import PackSettings


def can_be_compared(before: PackSettings, now: PackSettings) -> bool:
    """Whether one period follows another, and scores by the same scales and the same rule."""
    if before.scoring is None or now.scoring is None or before.scoring.score != now.scoring.score:
        return False
    same = all(
        len(getattr(before.scoring, name)) == len(getattr(now.scoring, name))
        for name in ("impact", "likelihood")
    )
    return same and before.period.end <= now.period.start


def with_readings_before(
    register: RiskRegister, before: RiskRegister, settings: PackSettings
) -> RiskRegister:
    """The register with each risk's latest reading of the period before as an earlier one.

    A risk is the same where its reference is, however it is written in capitals.
    """
    known = {risk.reference.casefold() for risk in before.risks}
    last = settings.risk_register.latest_date if settings.risk_register else None
    readings: dict[str, Reading] = {}
    for risk in before.risks:
        found = replace(risk.latest, name=settings.period.name, date=risk.latest.date or last)
        if not found.says_nothing:
            readings.setdefault(risk.reference.casefold(), found)
    risks = tuple(
        replace(
            risk,
            earlier=(*risk.earlier, *_own(readings, risk.reference)),
            was_before=risk.reference.casefold() in known,
        )
        for risk in register.risks
    )
    return replace(register, risks=risks)


def _own(readings: dict[str, Reading], reference: str) -> tuple[Reading, ...]:
    found = readings.get(reference.casefold())
    return (found,) if found else ()


def gone_since(register: RiskRegister, before: RiskRegister) -> tuple[Risk, ...]:
    """The risks of the period before that were not closed and are not in the register any more."""
    known = {risk.reference.casefold() for risk in (*register.risks, *register.opportunities)}
    return tuple(
        risk for risk in live_risks(before.risks) if risk.reference.casefold() not in known
    )
