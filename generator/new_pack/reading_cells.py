"""The cells of a register's readings as they are written and coloured, before any scale."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from generator.inputs.cells.score_cells import StepScale, parse_total, read_step_text
from generator.inputs.cells.text_cells import as_text, is_placeholder, says_nothing
from generator.inputs.files.input_sheet import CellError, Uncalculated
from generator.inputs.tables.input_table import InputTable
from generator.model.risks import Score
from generator.model.standing import READINGS

MEASURES = ("impact", "likelihood", "score", "rag")
_FREE = StepScale(name="impact", points=())


@dataclass(frozen=True, kw_only=True)
class Written:
    """A cell as a person reads it: its text, "" where it has none, and the colour of its fill."""

    text: str = ""
    fill: str = ""

    @property
    def number(self) -> float | None:
        """The number that is the whole text, or that words stand beside; None without one."""
        try:
            return float(self.text)
        except ValueError:
            return read_step_text(self.text, _FREE).step

    @property
    def word(self) -> str:
        """The word or phrase beside a number, or the whole text without one; "" for a number.

        "4 - Severe" has the word Severe, "2 - Unlikely / Remote" the word Unlikely.
        """
        return next(iter(self.words), "")

    @property
    def words(self) -> tuple[str, ...]:
        """All words beside a number that mean the same: Unlikely, Remote."""
        if self.text.replace(".", "", 1).isdigit():
            return ()
        said = read_step_text(self.text, _FREE)
        if not said.numbers:
            return (self.text,)
        return said.unknown if len(said.unknown) == 1 or "/" in self.text else ()


@dataclass(frozen=True, kw_only=True)
class WrittenReading:
    """The cells of one reading of one risk."""

    impact: Written
    likelihood: Written
    score: Written
    rag: Written

    @property
    def given_score(self) -> Score | None:
        """The score as given, None without one."""
        return parse_total(self.score.text, None).value if self.score.text else None


def written_readings(tables: Sequence[InputTable]) -> Iterator[WrittenReading]:
    """Each reading of each risk that has any cell, in the order of the register."""
    for table in tables:
        for stage in READINGS:
            columns = [table.header.columns.get(f"{stage}_{measure}") for measure in MEASURES]
            if not any(columns):
                continue
            for record in table.records:
                cells = [_written(table, record.row, at) for at in columns]
                yield WrittenReading(**dict(zip(MEASURES, cells, strict=True)))


def texts_of(tables: Sequence[InputTable], key: str) -> list[str]:
    """The texts of a column, without blanks and placeholders, in the order of the records."""
    found = (
        _written(table, record.row, table.header.columns.get(key)).text
        for table in tables
        for record in table.records
    )
    return [text for text in found if text]


def _written(table: InputTable, row: int, column: int | None) -> Written:
    if column is None:
        return Written()
    style = table.sheet.styles.get((row, column))
    value = table.sheet.value(row, column)
    text = "" if value is None or isinstance(value, (CellError, Uncalculated)) else as_text(value)
    text = " ".join(text.replace("\xa0", " ").split())
    if says_nothing(text) or is_placeholder(text):
        text = ""
    return Written(text=text, fill=style.fill if style else "")


def without_slips(words: Counter[str]) -> set[str]:
    """The words but those that occur once and are spelt almost as one that occurs more often."""
    often = [word for word, count in words.items() if count > 1]
    return {
        word
        for word, count in words.items()
        if count > 1 or not get_close_matches(word, often, n=1, cutoff=0.75)
    }
