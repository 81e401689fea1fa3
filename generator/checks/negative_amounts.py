"""Checks of the narrative for amounts below nought beside a word that already says which way."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

from generator.checks.evidence import Evidence, check
from generator.findings import Finding, rule
from generator.model.programme import KnownFigure

_PLACEHOLDER = re.compile(r"\{\{\s*(?P<name>\w+(?:\.\w+)*)\s*(?P<filters>[^{}]*?)\}\}")
_TYPED = re.compile(r"(?<![\w£])[−–-]\s?£\s?\d[\d,.]*\d|(?<![\w£])[−–-]\s?£\s?\d")
_DIRECTION = (
    r"(?:under|over)spen(?:ds?|t|ding)|(?:under|over|below|above) budget|saved|savings?|surplus"
    r"|deficit|shortfall|excess|reductions?|increases?|decreases?|cut|rise|fall|growth|gains?|loss(?:es)?"
)
_BEFORE = re.compile(rf"\b({_DIRECTION})\b(?:(?!\n\s*\n)[^.;:!?{{}}]){{0,60}}$", re.IGNORECASE)
_AFTER = re.compile(rf"^\s+(?:\w+\s+)?({_DIRECTION})\b", re.IGNORECASE)
_SAYS_ITSELF = re.compile(r"\|\s*(?:underspend|saving)\b")
"""The filters that turn the word round where the amount is below nought."""


@check
def check_negative_amounts(evidence: Evidence) -> Iterator[Finding]:
    """No sentence has "underspend of −£50,000": that is an overspend of £50,000."""
    for section in evidence.sections():
        text = section.text
        for found, amount, name in _negative_amounts(text, evidence.figures):
            word = _BEFORE.search(text[: found.start()]) or _AFTER.search(text[found.end() :])
            if word:
                line = section.line + text.count("\n", 0, found.start())
                seen = f"the text says '{word[1]}' of {amount}, which is below nought"
                kind = "underspend" if "spen" in word[1].lower() else "saving"
                remedy = (
                    f"Write {{{{ {name} | {kind} }}}} for the word and the amount, or reword it."
                    if name
                    else "Turn the word round and leave out the minus."
                )
                yield rule("NARR-20").at(section.at(line), seen, remedy, value=amount)


def _negative_amounts(
    text: str, figures: Mapping[str, KnownFigure]
) -> Iterator[tuple[re.Match[str], str, str]]:
    """Each amount below nought in a text: where, as printed, and its name if it is drawn in."""
    for found in _PLACEHOLDER.finditer(text):
        figure = figures.get(found["name"])
        if figure is None or _SAYS_ITSELF.search(found["filters"]):
            continue
        if isinstance(figure.value, (int, Decimal)) and figure.value < 0:
            yield found, figure.text, figure.name
    for found in _TYPED.finditer(text):
        yield found, found[0], ""
