"""Checks a pack after it was read: one function per rule, all in one list.

A function in a module of this folder joins the list by the decorator `check`.
"""

from __future__ import annotations

from collections.abc import Mapping

# Each module adds its checks to the list when it is imported; this is the order in which they run.
from generator.checks import (  # noqa: F401  isort: skip
    settings,
    periods,
    people,
    references,
    scores,
    dates,
    staleness,
    states,
    contradictions,
    counts,
    texts,
    names,
    narrative_references,
    narrative_text,
    prose,
    publication,
    narrative_figures,
)
from generator.checks.evidence import CHECKS, Evidence
from generator.findings import Finding
from generator.model.narrative import PrintedText
from generator.model.pack import ColumnRead, Pack
from generator.model.programme import KnownFigure


def check(
    pack: Pack,
    *,
    figures: Mapping[str, KnownFigure] | None = None,
    printed: tuple[PrintedText, ...] = (),
    unprinted: tuple[ColumnRead, ...] = (),
) -> tuple[Finding, ...]:
    """All findings of all checks.

    `figures` are the figures that the narrative may use, by name; `printed` is what the Word
    documents ask of the pack and print of its narrative; `unprinted` are columns that none prints.
    """
    evidence = Evidence(pack=pack, figures=figures or {}, printed=printed, unprinted=unprinted)
    return tuple(finding for each in CHECKS for finding in each(evidence))
