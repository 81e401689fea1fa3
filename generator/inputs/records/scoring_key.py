"""Reads the key of a register's scoring from its sheets: bands of scores and words of the scales.

A key explains "1-4 is Green" or "3 is Possible" beside the table or on a sheet of its own. It never
replaces what pack.yaml declares: it is compared with it, or offered as the lines to paste.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from generator.characters import whole_number, yaml_text
from generator.inputs.cells.score_cells import StepScale, read_step_text
from generator.inputs.cells.text_cells import as_text
from generator.inputs.files.input_sheet import InputSheet
from generator.inputs.records.given_counts import MOST_ROWS, record_rows_by_sheet
from generator.inputs.tables.input_table import InputTable
from generator.inputs.tables.score_headings import Measure, Stage, parse_reading
from generator.model.risks import GivenBand, rounded
from generator.model.standing import READINGS

_RANGE = re.compile(r"(?<!\d)(\d{1,3})\s*(?:-|–|—|to)\s*(\d{1,3})(?!\d)")
_WORD = re.compile(r"^[^\W\d_][^\d:=]{1,24}$")
_NUMBERED = re.compile(r"^(\d)\s*[-–—=.:)]*\s*([^\W\d_].{1,39})$")
_COLOURS = {
    "green": "green", "low": "green", "minor": "green", "amber": "amber", "yellow": "amber",
    "medium": "amber", "moderate": "amber", "red": "red", "high": "red", "severe": "red",
}  # fmt: skip
_USUAL_STEPS, _MOST_STEPS = 5, 10


@dataclass(frozen=True, kw_only=True)
class ScoringKey:
    """A workbook's own key of its scoring: bands, lowest first, and the words of each scale.

    `impact` and `likelihood` give the word of each step, and may lack some steps.
    """

    bands: tuple[GivenBand, ...]
    impact: Mapping[int, str]
    likelihood: Mapping[int, str]


def find_scoring_key(sheets: Sequence[InputSheet], tables: Sequence[InputTable]) -> ScoringKey:
    """The key that is on the sheets of a register, outside its records."""
    records = record_rows_by_sheet(tables)
    bands: tuple[GivenBand, ...] = ()
    words: dict[Measure, dict[int, str]] = {Measure.IMPACT: {}, Measure.LIKELIHOOD: {}}
    for sheet in sheets:
        rows = [
            row for row in list(sheet.rows)[:MOST_ROWS] if row not in records.get(sheet.name, ())
        ]
        bands = bands or _bands(sheet, rows)
        for measure, found in words.items():
            found.update(found or _scale_words(sheet, rows, measure))
    return ScoringKey(
        bands=bands, impact=words[Measure.IMPACT], likelihood=words[Measure.LIKELIHOOD]
    )


def _bands(sheet: InputSheet, rows: Sequence[int]) -> tuple[GivenBand, ...]:
    """The bands that follow on each other without a gap; none where fewer than two are given."""
    found = sorted(_ranges(sheet, rows), key=lambda band: band.lowest)
    follows = all(below.highest + 1 == above.lowest for below, above in pairwise(found))
    words = {band.word.casefold() for band in found}
    return tuple(found) if len(found) > 1 and follows and len(words) == len(found) else ()


def _ranges(sheet: InputSheet, rows: Sequence[int]) -> Iterator[GivenBand]:
    """Each range of scores with the word beside it or in its cell: "15-25 | Red", "Low (1-4)"."""
    for row in rows:
        texts = {
            column: as_text(value)
            for column, value in sheet.rows[row].items()
            if (row, column) not in sheet.spread
        }
        for column, text in texts.items():
            found = _RANGE.search(text)
            if found is None or len(text) > 40 or int(found[1]) > int(found[2]):
                continue
            rest = " ".join(re.split(r"[\s()\[\]=:,-]+", _RANGE.sub(" ", text))).strip()
            beside = [rest, *(texts.get(at, "") for at in (column + 1, column - 1))]
            word = next((each for each in beside if _WORD.match(each)), None)
            if word is not None:
                yield GivenBand(
                    word=word.strip(),
                    lowest=int(found[1]),
                    highest=int(found[2]),
                    location=sheet.at(row, column),
                )
                break


def _scale_words(sheet: InputSheet, rows: Sequence[int], measure: Measure) -> dict[int, str]:
    """The words below a heading of a scale, by the numbers beside them or before them."""
    for row in rows:
        for column, value in sheet.rows[row].items():
            heading = parse_reading(value) if isinstance(value, str) else None
            if heading is None or heading.measure is not measure or heading.stage != Stage.PLAIN:
                continue
            below = [each for each in rows if row < each <= row + _MOST_STEPS]
            for at in (column, column - 1, column - 2, column + 1):
                words = dict(_numbered_words(sheet, below, at, column))
                if sorted(words) == list(range(1, len(words) + 1)) and len(words) > 2:
                    return words
    return {}


def _numbered_words(
    sheet: InputSheet, rows: Sequence[int], numbers: int, words: int
) -> Iterator[tuple[int, str]]:
    """The step and word of each row, until a row has none."""
    for row in rows:
        text = as_text(sheet.value(row, words) or "")
        number = as_text(sheet.value(row, numbers) or "")
        if numbers == words:
            found = _NUMBERED.match(text)
            number, text = (found[1], found[2]) if found else ("", "")
        step = whole_number(number)
        if step is None or not text or text.isdigit():
            return
        yield step, text.split("\n")[0].strip()[:60]


def suggest_scoring(key: ScoringKey, tables: Sequence[InputTable]) -> str:
    """The lines of pack.yaml that declare the scoring which a workbook shows.

    Words come from the key, else from cells such as "4 - Severe"; bands from the key, else there is
    a line to be filled in.
    """
    numbers = list(_numbers(tables))
    lines, tops = ["scoring:", *_rule_of(numbers)], []
    highest = max((step for row in numbers for step in row[:2]), default=0)
    longest = _MOST_STEPS if _USUAL_STEPS < highest <= _MOST_STEPS else _USUAL_STEPS
    for name, words in (("impact", key.impact), ("likelihood", key.likelihood)):
        known = {**_words_in_cells(tables, name), **words}
        if not known and longest > _USUAL_STEPS:
            lines.append(f"  {name}: 1-{longest}")
            tops.append(longest)
            continue
        top = max((*known, min(int(highest), _MOST_STEPS) if words else longest, 2))
        tops.append(top)
        steps = [
            f"    - {{score: {step}, word: {yaml_text(known.get(step, f'Step {step}'))}}}"
            for step in range(1, top + 1)
        ]
        lines += [f"  {name}:", *steps]
    lines.append("  bands:")
    for band in key.bands:
        colour = _COLOURS.get(band.word.casefold(), "amber")
        letters = "".join(word[0] for word in band.word.split()).upper()[:3]
        lines.append(
            f"    - {{letter: {letters}, word: {yaml_text(band.word)}, lowest: {band.lowest}, "
            f"highest: {band.highest}, colour: {colour}}}"
        )
    if not key.bands:
        lines += _usual_bands(*tops, is_sum="  score: sum" in lines)
    return "\n".join(lines)


def _usual_bands(impact: int, likelihood: int, *, is_sum: bool) -> Iterator[str]:
    """Three bands over all scores, of 25 those that are usual."""
    top = impact + likelihood if is_sum else impact * likelihood
    green, amber = (round(top * share) for share in ((0.4, 0.7) if is_sum else (0.2, 0.56)))
    low = 2 if is_sum else 1
    yield (
        f"    - {{letter: G, word: Green, lowest: {low}, highest: {green}}}    # set your own bands"
    )
    yield f"    - {{letter: A, word: Amber, lowest: {green + 1}, highest: {amber}}}"
    yield f"    - {{letter: R, word: Red, lowest: {amber + 1}, highest: {top}}}"


def _numbers(tables: Sequence[InputTable]) -> Iterator[tuple[float, float, float | None]]:
    """Impact, likelihood and score of each reading that gives the first two as numbers."""
    for table in tables:
        for stage in READINGS:
            columns = [
                table.header.columns.get(f"{stage}_{each}")
                for each in ("impact", "likelihood", "score")
            ]
            for record in table.records:
                cells = [table.sheet.value(record.row, at) if at else None for at in columns]
                impact, likelihood, score = (
                    each if isinstance(each, (int, float)) and each > 0 else None for each in cells
                )
                if impact is not None and likelihood is not None:
                    yield impact, likelihood, score


def _rule_of(numbers: Sequence[tuple[float, float, float | None]]) -> Iterator[str]:
    """The lines for scores that are no products, and for steps between two others."""
    scored = [(i, p, score) for i, p, score in numbers if score is not None]
    follows = {
        "product": sum(rounded(i * p) == rounded(score) for i, p, score in scored),
        "sum": sum(i + p == score for i, p, score in scored),
    }
    if scored and follows["product"] * 2 < len(scored):
        yield f"  score: {'sum' if follows['sum'] * 2 > len(scored) else 'given'}"
    if any(step != int(step) for row in numbers for step in row[:2]):
        yield "  decimals: true"


def _words_in_cells(tables: Sequence[InputTable], name: str) -> dict[int, str]:
    """The words that are beside numbers in the table's own cells, by step."""
    scale = StepScale(name=name, points=())
    words: dict[int, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for table in tables:
        columns = [at for key, at in table.header.columns.items() if key.endswith(f"_{name}")]
        for record in table.records:
            for column in columns:
                for _, value in table.values(record, column)[:1]:
                    said = read_step_text(value, scale) if isinstance(value, str) else None
                    if said and said.step and said.unknown and said.step <= _MOST_STEPS:
                        words[said.step][said.unknown[0]] += 1
    return {step: max(counts, key=lambda word: counts[word]) for step, counts in words.items()}
