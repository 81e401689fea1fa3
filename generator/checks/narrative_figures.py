"""Checks of figures in the narrative: typed by hand though the data has them, or below nought."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from decimal import Decimal

from generator.checks.evidence import Evidence, check
from generator.findings import Finding, Location, rule
from generator.model.programme import KnownFigure

_PLACEHOLDER = re.compile(r"\{\{.*?\}\}")
_FIGURE = re.compile(
    r"(?P<pound>£\s?)?(?<![\w./-])(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    r"(?P<unit>\s?%|\s?(?:k|m|bn|million|thousand)\b)?(?![\d/]|\.\d|-\d)"
)
_FACTORS = {"k": 1000, "thousand": 1000, "m": 1_000_000, "million": 1_000_000, "bn": 10**9}
_AFTER = re.compile(
    r"^\s+(?:(?:[a-z]+ed|[a-z]+ing|new|open|further|total|survey|public)\s+)?([a-z]+)"
)
_BEFORE = re.compile(
    r"\b([a-z]+)(?: for [\w/ ]{1,30}?)? (?:of|is|was|were|at|totalling|reached)"
    r"(?: the)?(?: budget)?(?: of)?\s*$"
)

# Characters before and after a figure in which its noun is looked for.
_REACH = 80
_TOO_COMMON = frozenset(
    ["yes", "no", "total", "year", "years", "name", "date", "value", "count", "sum", "other"]
)


class _Known:
    """The figures of the data by value, and by the nouns in their names."""

    def __init__(self, figures: Mapping[str, KnownFigure]) -> None:
        self.by_value: dict[Decimal, list[KnownFigure]] = defaultdict(list)
        self.by_noun: dict[str, list[KnownFigure]] = defaultdict(list)
        for figure in figures.values():
            if isinstance(figure.value, bool) or not isinstance(figure.value, (int, Decimal)):
                continue
            self.by_value[Decimal(figure.value)].append(figure)
            for noun in re.findall(r"[a-z]{4,}", figure.name.lower()):
                if noun not in _TOO_COMMON:
                    self.by_noun[_singular(noun)].append(figure)


def _singular(noun: str) -> str:
    return noun[:-1] if noun.endswith("s") and not noun.endswith("ss") else noun


@check
def check_typed_figures(evidence: Evidence) -> Iterator[Finding]:
    """No figure that the data has is typed by hand, and none contradicts the data."""
    known = _Known(evidence.figures)
    if not known.by_value:
        return
    for line, location in evidence.prose:
        bare = _PLACEHOLDER.sub(lambda found: " " * len(found[0]), line)
        for found in _FIGURE.finditer(bare):
            yield from _judge(bare, found, known, location)


def _judge(line: str, found: re.Match[str], known: _Known, location: Location) -> Iterator[Finding]:
    value = _value(found)
    nouns = _nouns(line, found)
    same = known.by_value.get(value, [])
    telling = [figure for figure in same if _is_telling(found, value, figure, nouns)]
    written = found[0].strip()
    if telling:
        name = _closest(telling, nouns).name
        seen = f"{written} is typed by hand, but is {name}"
        remedy = f"Insert the figure by its name: {{{{ {name} }}}}."
        yield rule("NARR-10").at(location, seen, remedy, value=written)
        return
    for noun in nouns:
        rivals = [
            figure
            for figure in known.by_noun.get(noun, [])
            if (figure.text.startswith("£") or "saving" in figure.name) == bool(found["pound"])
        ]
        ends = [figure for figure in rivals if _ends_with(figure.name, noun) or found["pound"]]
        if ends and not same and _may_contradict(found, value):
            shown = ", ".join(f"{figure.name} is {figure.text}" for figure in ends[:2])
            seen = f'the text has "{written}" beside "{noun}", but {shown}'
            yield rule("NARR-11").at(location, seen, value=written)
            return


def _value(found: re.Match[str]) -> Decimal:
    unit = (found["unit"] or "").strip().lower()
    return Decimal(found["number"].replace(",", "")) * _FACTORS.get(unit, 1)


def _nouns(line: str, found: re.Match[str]) -> list[str]:
    """What the figure may count: the word after it, and the one before "of" or "is"."""
    nouns = []
    after = _AFTER.match(line[found.end() : found.end() + _REACH])
    if after:
        nouns.append(_singular(after[1]))
    before = _BEFORE.search(line[max(0, found.start() - _REACH) : found.start()].lower())
    if before:
        nouns.append(_singular(before[1]))
    return nouns


def _is_telling(
    found: re.Match[str], value: Decimal, figure: KnownFigure, nouns: list[str]
) -> bool:
    """Whether the value is hardly the same by chance: money, a large number, the same noun."""
    if _is_year(found, value):
        return False
    if any(noun in figure.name.lower() for noun in nouns if len(noun) > 3):
        return True
    if found["unit"] and "%" in found["unit"]:
        return "%" in figure.text
    return value >= 1000 and (bool(found["pound"]) or "," in found["number"])


def _is_year(found: re.Match[str], value: Decimal) -> bool:
    return not found["pound"] and "," not in found["number"] and 1900 <= value <= 2100


def _may_contradict(found: re.Match[str], value: Decimal) -> bool:
    """Whether the figure is a count; small numbers often are not ("the 4th quarter")."""
    if _is_year(found, value) or (found["unit"] and "%" in found["unit"]):
        return False
    return bool(found["pound"]) or value >= 10


def _ends_with(name: str, noun: str) -> bool:
    return _singular(re.split(r"[._]", name.lower())[-1]) == noun


def _closest(figures: list[KnownFigure], nouns: list[str]) -> KnownFigure:
    def nearness(figure: KnownFigure) -> tuple[bool, int]:
        return any(noun in figure.name for noun in nouns), -len(figure.name)

    return max(figures, key=nearness)


# Amounts below nought beside a word that already says which way

_DRAWN = re.compile(r"\{\{\s*(?P<name>\w+(?:\.\w+)*)\s*(?P<filters>[^{}]*?)\}\}")
_TYPED = re.compile(
    r"(?<![\w£])[−–-]\s?£\s?\d[\d,.]*\d|(?<![\w£])[−–-]\s?£\s?\d|(?<![\w£%])[−–-]\d[\d,.]*\s?%"
)
_DIRECTION = (
    r"(?:under|over)spen(?:ds?|t|ding)|(?:under|over|below|above) budget|saved|savings?|surplus"
    r"|deficit|shortfall|excess|reductions?|increases?|decreases?|cut|rise|fall|growth|gains?|loss(?:es)?"
)
_LEADING = re.compile(rf"\b({_DIRECTION})\b(?:(?!\n\s*\n)[^.;:!?{{}}]){{0,60}}$", re.IGNORECASE)
_TRAILING = re.compile(rf"^\s+(?:\w+\s+)?({_DIRECTION})\b", re.IGNORECASE)
# The filters that turn the word round where the amount is below nought.
_SAYS_ITSELF = re.compile(r"\|\s*(?:underspend|saving)\b")


@check
def check_negative_amounts(evidence: Evidence) -> Iterator[Finding]:
    """No sentence has "underspend of −£50,000": that is an overspend of £50,000."""
    for section in evidence.sections():
        text = section.text
        for found, amount, name in _negative_amounts(text, evidence.figures):
            word = _LEADING.search(text[: found.start()]) or _TRAILING.search(text[found.end() :])
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
    for found in _DRAWN.finditer(text):
        figure = figures.get(found["name"])
        if figure is None or _SAYS_ITSELF.search(found["filters"]):
            continue
        if isinstance(figure.value, (int, Decimal)) and figure.value < 0:
            yield found, figure.text, figure.name
    for found in _TYPED.finditer(text):
        yield found, found[0], ""
