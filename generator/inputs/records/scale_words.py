"""Works out the lines of pack.yaml for scale words that a register uses and the pack lacks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from generator.characters import yaml_text
from generator.findings import Finding, rule
from generator.inputs.cells.score_cells import StepScale, StepText, read_step_text
from generator.inputs.cells.text_cells import is_placeholder, parse_code, says_nothing
from generator.inputs.files.input_sheet import Value
from generator.inputs.tables.input_table import InputTable
from generator.settings.scoring import ScalePoint

SCALE_OF_HEADING = rule("SCORE-11")

_USUAL_WORDS = {
    "impact": (
        ("negligible", "insignificant", "minimal", "trivial", "none"),
        ("minor", "slight", "small", "limited"),
        ("moderate", "medium", "significant"),
        ("major", "serious", "high", "substantial", "severe"),
        ("catastrophic", "critical", "extreme", "fundamental", "disastrous"),
    ),
    "likelihood": (
        ("rare", "remote", "very unlikely", "highly unlikely", "improbable"),
        ("unlikely", "low"),
        ("possible", "occasional", "moderate", "medium"),
        ("likely", "probable", "high", "frequent"),
        ("almost certain", "certain", "very likely", "highly likely", "highly probable"),
    ),
}
_LETTERS = {
    3: ("l", "m", "h"),
    4: ("l", "m", "h", "vh"),
    5: ("vl", "l", "m", "h", "vh"),
}
_SCALE = re.compile(r"[(\[]\s*1\s*(?:-|–|to)\s*(\d{1,2})\s*[)\]]")
_LONGEST = 25
_MOST_LINES = 10


def with_remedy(scale: StepScale, tables: Sequence[InputTable]) -> StepScale:
    """The scale with the lines that would declare the words which the tables use besides.

    The step of a word is that of the number beside it ("4 - Severe"), else the one that makes the
    row's score, else the usual one of such a word; otherwise the line lists the choices.
    """
    found: dict[str, Counter[int]] = {}
    for table in tables if scale.points else ():
        for word, step in _unknown_words(table, scale):
            steps = found.setdefault(word, Counter())
            if step is not None:
                steps[step] += 1
    if not found:
        return scale
    by_step: dict[int, list[str]] = {}
    unclear = []
    for word, steps in found.items():
        step = steps.most_common(1)[0][0] if steps else _usual_step(word, scale)
        if step is None:
            unclear.append(word)
        else:
            by_step.setdefault(step, []).append(word)
    return replace(scale, remedy=_remedy(scale, by_step, unclear))


def check_scale_headings(
    scale: StepScale, tables: Sequence[InputTable], findings: list[Finding]
) -> None:
    """Find headings such as "Likelihood (1-4)" that say another scale than the pack's.

    Where a cell is off the pack's scale, that is said instead.
    """
    for table in tables if scale.points else ():
        for key, column in table.header.columns.items():
            said = _SCALE.search(table.header.headings[column].text)
            if said is None or key not in scale.keys:
                continue
            values = [table.sheet.value(row, column) for row in table.filled.get(column, ())]
            numbers = [value for value in values if isinstance(value, (int, float))]
            if int(said[1]) != len(scale.points) and all(map(scale.has, numbers)):
                heading = table.heading(key)
                seen = f"'{heading}' has {said[1]} steps, but {scale.in_words} is another"
                place = table.sheet.at(table.header.bottom, column)
                findings.append(SCALE_OF_HEADING.at(place, seen, cause="scale of a heading"))


def _unknown_words(table: InputTable, scale: StepScale) -> Iterator[tuple[str, int | None]]:
    """The words of a table that the scale lacks, each with its step where the row tells it."""
    for key, column in table.header.columns.items():
        if key not in scale.keys:
            continue
        cells = [(row, table.sheet.value(row, column)) for row in table.filled.get(column, ())]
        said = {
            value: _unknown(value, scale)
            for value in {each for _, each in cells}
            if value is not None
        }
        for row, value in cells:
            if value is not None and (text := said[value]) is not None:
                step = text.step or _step_of_score(table, row, key, scale)
                yield from ((word, step) for word in text.unknown[:2] if len(word) <= _LONGEST)


def _unknown(value: Value, scale: StepScale) -> StepText | None:
    """What a cell says, where it has words that the scale lacks; None otherwise."""
    text = parse_code(value).value if isinstance(value, str) else None
    if text is None or says_nothing(text) or is_placeholder(text):
        return None
    said = read_step_text(text, scale)
    known = said.others or len(said.numbers) > 1 or said.named or not said.unknown
    return None if known else said


def _step_of_score(table: InputTable, row: int, key: str, scale: StepScale) -> int | None:
    """The step that makes the row's score with the other factor; None where one is not a number."""
    stage = key.rpartition("_")[0]
    other = "likelihood" if scale.name == "impact" else "impact"
    columns = (table.header.columns.get(f"{stage}_{name}") for name in ("score", other))
    cells = [table.sheet.value(row, column) for column in columns if column]
    numbers = [value for value in cells if isinstance(value, int) and value > 0]
    if len(numbers) < 2 or numbers[0] % numbers[1]:
        return None
    step = numbers[0] // numbers[1]
    return step if scale.has(step) else None


def _usual_step(word: str, scale: StepScale) -> int | None:
    """The step that a word usually has on a scale of as many steps."""
    text = word.casefold()
    if text in (letters := _LETTERS.get(len(scale.points), ())):
        return scale.points[letters.index(text)].score
    if len(scale.points) != 5:
        return None
    steps = [
        point.score
        for point, words in zip(scale.points, _USUAL_WORDS[scale.name], strict=True)
        if text in words
    ]
    return steps[0] if len(steps) == 1 else None


def _remedy(scale: StepScale, by_step: dict[int, list[str]], unclear: list[str]) -> str:
    lines = [
        f"- {_line(point, by_step[point.score])}"
        for point in scale.points
        if point.score in by_step
    ]
    if unclear:
        choices = ", ".join(f"{point.score} {point.word}" for point in scale.points)
        words = ", ".join(map(yaml_text, unclear[:_MOST_LINES]))
        lines.append(f"at the step that is meant ({choices}): also_written: [{words}]")
    steps = "\n".join(lines)
    return f"Write in pack.yaml, under scoring.{scale.name}:\n{steps}"


def _line(point: ScalePoint, words: Sequence[str]) -> str:
    """A step of the scale as a line of pack.yaml, with further words."""
    meaning = f", meaning: {yaml_text(point.meaning)}" if point.meaning else ""
    names = ", ".join(map(yaml_text, dict.fromkeys((*point.also_written, *words))))
    word = yaml_text(point.word)
    return f"{{score: {point.score}, word: {word}{meaning}, also_written: [{names}]}}"
