"""Works out the bands of scores from what a register shows: a key, ratings beside scores, fills."""

from __future__ import annotations

import colorsys
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from generator.inputs.cells.text_cells import plain_word
from generator.model.risks import GivenBand
from generator.new_pack.reading_cells import WrittenReading, without_slips
from generator.new_pack.scales import Scale, ScoreRule

_WHOLE_WORDS = {
    "r": "Red", "a": "Amber", "g": "Green", "y": "Yellow", "b": "Blue", "vl": "Very low",
    "l": "Low", "m": "Medium", "med": "Medium", "h": "High", "vh": "Very high",
}  # fmt: skip
_COLOURS = {
    "green": "green", "low": "green", "very low": "green", "minor": "green", "amber": "amber",
    "yellow": "amber", "orange": "amber", "medium": "amber", "moderate": "amber", "red": "red",
    "high": "red", "very high": "red", "severe": "red", "extreme": "red", "critical": "red",
}  # fmt: skip
_USUAL_TOPS = (5, 14, 4, 9, 3, 7, 6, 12, 8, 10, 11)
"""Scores that end a band in many councils; they decide only where no risk has the scores around."""
_LEAST = 4
_MOST_MISFITS = 0.12
"""The share of ratings that may contradict the bands, as slips do."""


@dataclass(frozen=True, kw_only=True)
class FoundBand:
    """A band as the register shows it. `colour` is a colour of the house style."""

    letter: str
    word: str
    lowest: int
    highest: int
    colour: str
    also_written: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Bands:
    """The bands, lowest first, and why; none where nothing shows them. `doubt` as for a scale."""

    bands: tuple[FoundBand, ...] = ()
    reason: str = ""
    doubt: str = ""


@dataclass(frozen=True, kw_only=True)
class _Seen:
    """A score, and the name of the band that something beside it gives."""

    score: int
    name: str
    written: str
    colour: str


def bands_of(
    readings: Sequence[WrittenReading],
    scales: tuple[Scale, Scale],
    rule: ScoreRule,
    key: Sequence[GivenBand],
) -> Bands:
    """The bands of a register: from its key, else from ratings, else from the colours of cells."""
    possible = _possible_scores(scales, rule)
    if key:
        return _bands_of_key(key, possible, _colours_by_score(readings, scales, rule))
    for reason, seen in (
        ("the ratings beside the scores", list(_by_text(readings, scales, rule))),
        ("the colours of the cells", list(_by_fill(readings, scales, rule))),
    ):
        names = without_slips(Counter(each.name for each in seen))
        seen = [each for each in seen if each.name in names]
        if len(names) > 1 and len(seen) >= _LEAST:
            return _bands_of_seen(seen, possible, reason)
    return Bands()


def _score(reading: WrittenReading, scales: tuple[Scale, Scale], rule: ScoreRule) -> int | None:
    if reading.given_score is not None:
        return reading.given_score
    impact, likelihood = scales[0].step_of(reading.impact), scales[1].step_of(reading.likelihood)
    if impact is None or likelihood is None or rule is ScoreRule.GIVEN:
        return None
    return impact * likelihood if rule is ScoreRule.PRODUCT else impact + likelihood


def _possible_scores(scales: tuple[Scale, Scale], rule: ScoreRule) -> list[int]:
    impacts, likelihoods = ([step.score for step in scale.steps] for scale in scales)
    if rule is ScoreRule.SUM:
        return sorted({a + b for a in impacts for b in likelihoods})
    return sorted({a * b for a in impacts for b in likelihoods})


def _by_text(
    readings: Iterable[WrittenReading], scales: tuple[Scale, Scale], rule: ScoreRule
) -> Iterator[_Seen]:
    """What ratings, or words in the cells of scores, say of each score."""
    for each in readings:
        score = _score(each, scales, rule)
        text = each.rag.text or each.score.word
        if score is not None and re.search(r"[^\W\d_]", text):
            plain = plain_word(text)
            name = _WHOLE_WORDS.get(plain, plain[:1].upper() + plain[1:])
            fill = _colour_of(each.rag.fill or each.score.fill)
            yield _Seen(score=score, name=name, written=text, colour=fill)


def _by_fill(
    readings: Iterable[WrittenReading], scales: tuple[Scale, Scale], rule: ScoreRule
) -> Iterator[_Seen]:
    """What the fill of each score, or of the rating beside it, says."""
    for each in readings:
        score = _score(each, scales, rule)
        colour = _colour_of(each.rag.fill) or _colour_of(each.score.fill)
        if score is not None and colour:
            colour_of_style = "amber" if colour == "yellow" else colour
            name = colour.capitalize()
            yield _Seen(score=score, name=name, written=name, colour=colour_of_style)


def _colours_by_score(
    readings: Iterable[WrittenReading], scales: tuple[Scale, Scale], rule: ScoreRule
) -> list[tuple[int, str]]:
    return [(each.score, each.colour) for each in _by_fill(readings, scales, rule)]


def _colour_of(fill: str) -> str:
    """The colour that a fill is seen as, "" for white, grey and colours that rate nothing."""
    if len(fill) != 6:
        return ""
    try:
        red, green, blue = (int(fill[at : at + 2], 16) / 255 for at in (0, 2, 4))
    except ValueError:
        return ""
    hue, lightness, strength = colorsys.rgb_to_hls(red, green, blue)
    if strength < 0.25 or not 0.1 < lightness < 0.95:
        return ""
    degrees = hue * 360
    for end, colour in ((18, "red"), (52, "amber"), (68, "yellow"), (170, "green"), (335, "")):
        if degrees < end:
            return colour
    return "red"


def _bands_of_key(
    key: Sequence[GivenBand], possible: Sequence[int], colours: Sequence[tuple[int, str]]
) -> Bands:
    names = [band.word for band in key]
    bands = []
    for number, band in enumerate(key):
        inside = [colour for score, colour in colours if band.lowest <= score <= band.highest]
        lowest = min(band.lowest, possible[0]) if number == 0 and possible else band.lowest
        bands.append(
            FoundBand(
                letter=letters_of(names)[number],
                word=band.word,
                lowest=lowest,
                highest=band.highest,
                colour=_colour(band.word, inside, number, len(key)),
            )
        )
    where = key[0].location
    place = f"sheet {where.sheet}, cell {where.cell}" if where.sheet else f"cell {where.cell}"
    return Bands(bands=tuple(bands), reason=f"the key in the workbook, {place}")


def _bands_of_seen(seen: Sequence[_Seen], possible: Sequence[int], reason: str) -> Bands:
    """The bands whose limits contradict the fewest of the ratings seen."""
    scores: dict[str, list[int]] = {}
    for each in seen:
        scores.setdefault(each.name, []).append(each.score)
    names = sorted(scores, key=lambda name: (median(scores[name]), name))
    tops, open_scores = [], []
    for number in range(1, len(names)):
        below = [score for name in names[:number] for score in scores[name]]
        above = [score for name in names[number:] for score in scores[name]]
        top, between = _limit(below, above, possible)
        tops.append(top)
        open_scores += between
    limits = [0, *tops, max((*possible, *(each.score for each in seen)))]
    misfits = sum(
        not limits[names.index(each.name)] < each.score <= limits[names.index(each.name) + 1]
        for each in seen
    )
    if misfits > len(seen) * _MOST_MISFITS or any(a >= b for a, b in pairwise(limits)):
        return Bands(doubt=f"{reason} do not follow from the score alone")
    letters = letters_of(names)
    bands = tuple(
        FoundBand(
            letter=letters[number],
            word=name,
            lowest=limits[number] + 1,
            highest=limits[number + 1],
            colour=_colour(
                name, [each.colour for each in seen if each.name == name], number, len(names)
            ),
            also_written=_other_spellings(name, letters[number], seen),
        )
        for number, name in enumerate(names)
    )
    doubt = ""
    if open_scores:
        listed = ", ".join(map(str, sorted(set(open_scores))))
        doubt = f"no risk has the score {listed}, so the limit there is a usual one"
    return Bands(bands=bands, reason=reason, doubt=doubt)


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


def _other_spellings(name: str, letter: str, seen: Sequence[_Seen]) -> tuple[str, ...]:
    """The words of the cells that are neither the band's letter nor its word."""
    own = {plain_word(letter), plain_word(name)}
    others = {plain_word(each.written): each.written for each in seen if each.name == name}
    return tuple(written for plain, written in sorted(others.items()) if plain not in own)
