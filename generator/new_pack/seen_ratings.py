"""What stands beside the scores of a register and rates them: words, fills, conditional formats."""

from __future__ import annotations

import colorsys
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from generator.inputs.cells.text_cells import plain_word
from generator.new_pack.reading_cells import WrittenReading
from generator.new_pack.scales import Scale, ScoreRule

_WHOLE_WORDS = {
    "r": "Red", "a": "Amber", "g": "Green", "y": "Yellow", "b": "Blue", "vl": "Very low",
    "l": "Low", "m": "Medium", "med": "Medium", "h": "High", "vh": "Very high",
}  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class SeenRating:
    """A score, its cell of the matrix, and the name of the band that something beside it gives."""

    score: int | None
    cell: tuple[int, int] | None
    name: str
    written: str
    colour: str


def seen_in_ratings(
    readings: Iterable[WrittenReading], scales: tuple[Scale, Scale], rule: ScoreRule
) -> Iterator[SeenRating]:
    """What ratings, or words in the cells of scores, say of each score."""
    for each in readings:
        score = _score(each, scales, rule)
        text = each.rag.text or each.score.word
        cell = _cell(each, scales)
        if (score is not None or cell) and re.search(r"[^\W\d_]", text):
            plain = plain_word(text)
            name = _WHOLE_WORDS.get(plain, plain[:1].upper() + plain[1:])
            fill = _colour_of(each.rag.fill or each.score.fill)
            yield SeenRating(score=score, cell=cell, name=name, written=text, colour=fill)


def seen_in_fills(
    readings: Iterable[WrittenReading], scales: tuple[Scale, Scale], rule: ScoreRule
) -> Iterator[SeenRating]:
    """What the fill of each score, or of the rating beside it, says."""
    for each in readings:
        score = _score(each, scales, rule)
        colour = _colour_of(each.rag.fill) or _colour_of(each.score.fill)
        if score is not None and colour:
            colour_of_style = "amber" if colour == "yellow" else colour
            name = colour.capitalize()
            cell = _cell(each, scales)
            yield SeenRating(
                score=score, cell=cell, name=name, written=name, colour=colour_of_style
            )


def seen_in_rules(fills: Mapping[int, str]) -> Iterator[SeenRating]:
    """What conditional formats say of each score."""
    for score, fill in fills.items():
        if colour := _colour_of(fill):
            name = colour.capitalize()
            colour = "amber" if colour == "yellow" else colour
            yield SeenRating(score=score, cell=None, name=name, written=name, colour=colour)


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


def _score(reading: WrittenReading, scales: tuple[Scale, Scale], rule: ScoreRule) -> int | None:
    """The whole number of the score, as given, else by the rule."""
    if reading.given_score is not None:
        return int(reading.given_score)
    impact, likelihood = scales[0].step_of(reading.impact), scales[1].step_of(reading.likelihood)
    if impact is None or likelihood is None or rule is ScoreRule.GIVEN:
        return None
    return int(impact * likelihood if rule is ScoreRule.PRODUCT else impact + likelihood)


def _cell(reading: WrittenReading, scales: tuple[Scale, Scale]) -> tuple[int, int] | None:
    impact, likelihood = scales[0].step_of(reading.impact), scales[1].step_of(reading.likelihood)
    if impact is None or likelihood is None:
        return None
    return int(impact + 0.5), int(likelihood + 0.5)
