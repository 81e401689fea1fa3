"""Looks over a pack that was read: one function per rule, all in one list.

A check yields findings and never raises.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from generator.checks import (
    counts,
    dates,
    names,
    narrative,
    owners,
    ratings,
    references,
    scores,
    settings,
    staleness,
    states,
    texts,
    typed_figures,
)
from generator.checks.evidence import Evidence
from generator.findings import Finding
from generator.model.pack import Pack
from generator.model.programme import KnownFigure

Check = Callable[[Evidence], Iterable[Finding]]

ALL_CHECKS: tuple[Check, ...] = (
    settings.check_scoring,
    settings.check_scales,
    settings.check_bands,
    settings.check_exception_bands,
    settings.check_roles,
    settings.check_documents,
    settings.check_document_inputs,
    settings.check_attachments,
    settings.check_dates,
    settings.check_style,
    references.check_duplicates,
    references.check_nearly_same,
    references.check_gaps,
    scores.check_products,
    scores.check_revised,
    scores.check_latest,
    scores.check_halves,
    ratings.check_ratings,
    ratings.check_key,
    ratings.check_trends,
    ratings.check_given_counts,
    owners.check_missing,
    owners.check_known,
    owners.check_several,
    dates.check_after_as_of,
    dates.check_texts_after_as_of,
    dates.check_years,
    dates.check_notes_after_risk,
    dates.check_ends,
    dates.check_version,
    dates.check_order,
    staleness.check_staleness,
    states.check_green,
    states.check_done,
    states.check_closed,
    states.check_open,
    states.check_on_hold,
    states.check_overdue,
    states.check_stages,
    counts.check_answers,
    counts.check_total,
    counts.check_savings_totals,
    counts.check_given_shares,
    counts.check_written_shares,
    texts.check_missing,
    texts.check_placeholders,
    texts.check_quotes,
    texts.check_cut_off,
    texts.check_encoding,
    texts.check_invisible,
    names.check_persons,
    names.check_bodies,
    narrative.check_appendices,
    narrative.check_numbers,
    narrative.check_mentions,
    narrative.check_sections,
    narrative.check_recommendation,
    typed_figures.check_typed_figures,
)
_NO_FIGURES: Mapping[str, KnownFigure] = {}
_NO_SECTIONS: Mapping[str, frozenset[str]] = {}


def check(
    pack: Pack,
    *,
    figures: Mapping[str, KnownFigure] = _NO_FIGURES,
    wanted_sections: Mapping[str, frozenset[str]] = _NO_SECTIONS,
) -> tuple[Finding, ...]:
    """All findings of all checks.

    `figures` are the figures that the narrative may draw, by name; `wanted_sections` the names of
    the sections that each document's template asks for ("narrative.summary"), by its file name.
    """
    evidence = Evidence(pack=pack, figures=figures, wanted_sections=wanted_sections)
    return tuple(finding for each in ALL_CHECKS for finding in each(evidence))
