"""Works out the bands of scores from what a register shows: a key, ratings beside scores, fills."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from generator.inputs.cells.text_cells import plain_word
from generator.model.risks import GivenBand
from generator.new_pack.reading_cells import WrittenReading, without_slips
from generator.new_pack.scales import Scale, ScoreRule
from generator.new_pack.seen_ratings import (
    SeenRating,
    seen_in_fills,
    seen_in_ratings,
    seen_in_rules,
)

_COLOURS = {
    "green": "green", "low": "green", "very low": "green", "minor": "green", "amber": "amber",
    "yellow": "amber", "orange": "amber", "medium": "amber", "moderate": "amber", "red": "red",
    "high": "red", "very high": "red", "severe": "red", "extreme": "red", "critical": "red",
}  # fmt: skip
_USUAL_TOPS = (5, 14, 4, 9, 3, 7, 6, 12, 8, 10, 11)
"""Scores that end a band in many councils; they decide only where no risk has the scores around."""
_FAMILIES = (("Green", "Amber", "Red"), ("Low", "Medium", "High"))
_LEAST = 4
_MOST_MISFITS = 0.12
"""The share of ratings that may contradict the bands, as slips do."""


@dataclass(frozen=True, kw_only=True)
class FoundBand:
    """A band as the register shows it. `colour` is a colour of the house style.

    It has no limits where ratings do not follow from scores.
    """

    letter: str
    word: str
    colour: str
    lowest: int | None = None
    highest: int | None = None
    also_written: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Bands:
    """The bands, lowest first, and why; none where nothing shows them. `doubt` as for a scale.

    `matrix` has a row of letters for each likelihood, the highest first, where the cell decides.
    """

    bands: tuple[FoundBand, ...] = ()
    matrix: tuple[tuple[str, ...], ...] = ()
    reason: str = ""
    doubt: str = ""


def bands_of(
    readings: Sequence[WrittenReading],
    scales: tuple[Scale, Scale],
    rule: ScoreRule,
    key: Sequence[GivenBand],
    fills: Mapping[int, str],
) -> Bands:
    """The bands of a register: from its key, else from ratings, else from the colours of cells.

    `fills` has the colours that conditional formats give to scores.
    """
    coloured = list(seen_in_fills(readings, scales, rule))
    if key:
        colours = [(each.score, each.colour) for each in coloured if each.score is not None]
        return _bands_of_key(key, colours)
    for reason, seen in (
        ("the ratings beside the scores", list(seen_in_ratings(readings, scales, rule))),
        ("the conditional formats of the scores", list(seen_in_rules(fills))),
        ("the colours of the cells", coloured),
    ):
        names = without_slips(Counter(each.name for each in seen))
        seen = [each for each in seen if each.name in names]
        if len(names) > 1 and len(seen) >= _LEAST:
            return _bands_of_seen(seen, scales, rule, reason)
    return Bands()


def possible_scores(scales: tuple[Scale, Scale], rule: ScoreRule) -> list[int]:
    """All scores that the steps make; none where they follow no rule."""
    impacts, likelihoods = ([step.score for step in scale.steps] for scale in scales)
    if rule is ScoreRule.GIVEN:
        return []
    if rule is ScoreRule.SUM:
        return sorted({a + b for a in impacts for b in likelihoods})
    return sorted({a * b for a in impacts for b in likelihoods})


def _bands_of_key(key: Sequence[GivenBand], colours: Sequence[tuple[int, str]]) -> Bands:
    names = [band.word for band in key]
    bands = []
    for number, band in enumerate(key):
        inside = [colour for score, colour in colours if band.lowest <= score <= band.highest]
        bands.append(
            FoundBand(
                letter=letters_of(names)[number],
                word=band.word,
                lowest=band.lowest,
                highest=band.highest,
                colour=_colour(band.word, inside, number, len(key)),
            )
        )
    where = key[0].location
    place = f"sheet {where.sheet}, cell {where.cell}" if where.sheet else f"cell {where.cell}"
    return Bands(bands=tuple(bands), reason=f"the key in the workbook, {place}")


def _bands_of_seen(
    seen: Sequence[SeenRating], scales: tuple[Scale, Scale], rule: ScoreRule, reason: str
) -> Bands:
    """The bands whose limits contradict the fewest of the ratings seen.

    Where they contradict too many, the cell of the matrix decides if that fits, else nothing.
    """
    scored = [(each.name, each.score) for each in seen if each.score is not None]
    scores: dict[str, list[int]] = {each.name: [] for each in seen}
    for name, score in scored:
        scores[name].append(score)
    if all(scores.values()):
        names = sorted(scores, key=lambda name: (median(scores[name]), name))
        missing = [each for each in _family_of(names) if each not in scores]
        names = list(_family_of(names)) or names
        scores |= {name: [] for name in missing}
        limits, open_scores = _limits(names, scores, possible_scores(scales, rule))
        wrong = sum(
            not limits[at] < score <= limits[at + 1]
            for at, name in enumerate(names)
            for score in scores[name]
        )
        if wrong <= len(scored) * _MOST_MISFITS and all(a < b for a, b in pairwise(limits)):
            listed = ", ".join(map(str, sorted(open_scores)))
            none = f"no risk is {' or '.join(missing)}, and " if missing else ""
            doubt = f"{none}no risk has the score {listed}, so the limit there is a usual one"
            bands = _named_bands(names, seen, limits)
            return Bands(bands=bands, reason=reason, doubt=doubt if open_scores else "")
    return _bands_of_cells(seen, scales, reason)


def _family_of(names: Sequence[str]) -> Sequence[str]:
    """The usual bands that these are some of, in their order: Green and Amber have a Red."""
    for family in _FAMILIES:
        if [name for name in family if name in names] == list(names):
            return family
    return ()


def _limits(
    names: Sequence[str], scores: Mapping[str, Sequence[int]], possible: Sequence[int]
) -> tuple[list[int], set[int]]:
    """0 and the highest score of each band, and the scores that no risk has at a limit."""
    tops: list[int] = []
    open_scores: set[int] = set()
    for number in range(1, len(names)):
        below = [score for name in names[:number] for score in scores[name]]
        above = [score for name in names[number:] for score in scores[name]]
        top, between = _limit(below, above, possible)
        tops.append(top)
        open_scores.update(between)
    highest = max((*possible, *(score for each in scores.values() for score in each)))
    return [0, *tops, highest], open_scores


def _named_bands(
    names: Sequence[str], seen: Sequence[SeenRating], limits: Sequence[int] = ()
) -> tuple[FoundBand, ...]:
    """The bands of these names, the lowest first, with their limits where there are any."""
    letters = letters_of(names)
    return tuple(
        FoundBand(
            letter=letters[at],
            word=name,
            lowest=limits[at] + 1 if limits else None,
            highest=limits[at + 1] if limits else None,
            colour=_colour(
                name, [each.colour for each in seen if each.name == name], at, len(names)
            ),
            also_written=_other_spellings(name, letters[at], seen),
        )
        for at, name in enumerate(names)
    )


def _bands_of_cells(seen: Sequence[SeenRating], scales: tuple[Scale, Scale], reason: str) -> Bands:
    """The bands by the cells of the matrix; a cell that no risk has is like those around it."""
    by_cell: dict[tuple[int, int], Counter[str]] = {}
    for each in seen:
        if each.cell:
            by_cell.setdefault(each.cell, Counter())[each.name] += 1
    heights: dict[str, list[int]] = {each.name: [] for each in seen}
    wrong = 0
    cells: dict[tuple[int, int], str] = {}
    for cell, said in by_cell.items():
        cells[cell] = said.most_common(1)[0][0]
        wrong += said.total() - said[cells[cell]]
        heights[cells[cell]].append(cell[0] + cell[1])
    known = {name: values for name, values in heights.items() if values}
    fits = len(known) == len(heights) and wrong <= len(seen) * _MOST_MISFITS
    if not fits or not all(scale.steps for scale in scales):
        return Bands(doubt=f"{reason} follow neither from the score nor from the cell")
    names = sorted(known, key=lambda name: (median(known[name]), name))
    letters = dict(zip(names, letters_of(names), strict=True))
    matrix = tuple(
        tuple(
            letters[_nearest(cells, (impact.score, likelihood.score), names)]
            for impact in scales[0].steps
        )
        for likelihood in reversed(scales[1].steps)
    )
    size = len(scales[0].steps) * len(scales[1].steps)
    doubt = f"{size - len(cells)} cells of the matrix have no risk: theirs is the nearest rating"
    return Bands(
        bands=_named_bands(names, seen),
        matrix=matrix,
        reason=f"{reason}, which follow the cell of the matrix",
        doubt=doubt if len(cells) < size else "",
    )


def _nearest(
    cells: Mapping[tuple[int, int], str], wanted: tuple[int, int], names: Sequence[str]
) -> str:
    """The rating of a cell, else that of the nearest one; of several the highest."""
    return min(
        cells.items(),
        key=lambda each: (
            (each[0][0] - wanted[0]) ** 2 + (each[0][1] - wanted[1]) ** 2,
            -names.index(each[1]),
        ),
    )[1]


def _limit(
    below: Sequence[int], above: Sequence[int], possible: Sequence[int]
) -> tuple[int, list[int]]:
    """The highest score of the lower bands, and the scores that could be on either side of it."""
    choices = sorted({*possible, *below, *above})
    wrong = {
        top: sum(score > top for score in below) + sum(score <= top for score in above)
        for top in choices[:-1]
    }
    if not wrong:
        return 0, []
    least = min(wrong.values())
    ties = [top for top, count in wrong.items() if count == least]
    following = dict(pairwise(choices))
    # A band ends one below the next possible score: 14 says the same as 12, and reads better.
    ends = [following[top] - 1 for top in ties]
    usual = next((top for top in _USUAL_TOPS if top in ends), ends[-1])
    return usual, ties[1:]


def letters_of(names: Sequence[str]) -> list[str]:
    """A letter for each band, or two or three where one would not tell them apart."""
    found: list[str] = []
    for name in names:
        initials = "".join(word[0] for word in re.findall(r"[^\W\d_]+", name)).upper()[:3]
        choices = (initials, name[:2].upper(), name[:3].upper(), *map(str, range(1, 99)))
        found.append(next(each for each in choices if each and each not in found))
    return found


def _colour(name: str, seen: Sequence[str], number: int, of: int) -> str:
    """The colour of the cells, else of the band's word, else of its place among the bands."""
    colours = Counter("amber" if each == "yellow" else each for each in seen if each)
    if colours:
        return colours.most_common(1)[0][0]
    by_place = "green" if number == 0 else "red" if number == of - 1 else "amber"
    return _COLOURS.get(name.casefold(), by_place)


def _other_spellings(name: str, letter: str, seen: Sequence[SeenRating]) -> tuple[str, ...]:
    """The words of the cells that are neither the band's letter nor its word."""
    own = {plain_word(letter), plain_word(name)}
    others = {plain_word(each.written): each.written for each in seen if each.name == name}
    return tuple(written for plain, written in sorted(others.items()) if plain not in own)
