"""What a column and an input are made of; the inputs' documentation is generated from it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property


class CellKind(StrEnum):
    """What the cells of a column hold; the value says it in the documentation."""

    TEXT = "text"
    PARAGRAPHS = "text; a new line begins a new paragraph"
    REFERENCE = "a reference such as R15 or 3.2"
    SCORE = "a step of the scale: its number, its word, or both"
    TOTAL = "a whole number: impact × likelihood"
    RATING = "a letter or word of the bands"
    ACTION_RATING = "a letter or word of the action plan's key"
    DATE = "a date, day first"
    NOTES = "dated notes, one after another: 31.01.24 - text"
    STATUS = "open, closed or issue"
    YES_NO = "yes or no"
    TREND = "an arrow or a word: increased, unchanged, decreased"
    POUNDS = "an amount of money in pounds"
    COUNT = "a whole number, 0 or more"
    NUMBER = "a number"


@dataclass(frozen=True, kw_only=True)
class InputColumn:
    """One column of an input.

    `key` is its name in the code and in the pack's own `columns`; `heading` how officers head it;
    `aliases` other headings, compared without case, spaces and punctuation. `meaning` is a
    sentence for the documentation. A required column must be there; where `filled` is set, every
    record must have a value in it.
    """

    key: str
    heading: str
    kind: CellKind
    meaning: str
    aliases: tuple[str, ...] = ()
    required: bool = False
    filled: bool = False
    unit: str = ""


@dataclass(frozen=True, kw_only=True, eq=False)
class InputForm:
    """One input: its key in pack.yaml, its title, and its columns.

    `bearers` are the columns of which a row must fill one to be a record at all. `joins` are the
    columns whose cells a record may spread over several rows; a value in one of `splits` makes such
    a row a part with a number of its own. `open_columns` says that columns of
    other headings have a meaning too; `reads_totals` that a row headed Total is kept.
    """

    key: str
    title: str
    noun: str
    columns: tuple[InputColumn, ...]
    bearers: tuple[str, ...]
    joins: tuple[str, ...] = ()
    splits: tuple[str, ...] = ()
    meaning: str = ""
    open_columns: bool = False
    reads_totals: bool = False

    @property
    def has_readings(self) -> bool:
        """Whether headings of impact, likelihood and score are to be looked for."""
        return any(column.key == "latest_score" for column in self.columns)

    def column(self, key: str) -> InputColumn | None:
        """The column of a key, None where the form declares none."""
        return self._by_key.get(key)

    @cached_property
    def _by_key(self) -> dict[str, InputColumn]:
        return {column.key: column for column in self.columns}

    @property
    def required(self) -> tuple[InputColumn, ...]:
        """The columns that must be there."""
        return tuple(column for column in self.columns if column.required)


def names(listed: str) -> tuple[str, ...]:
    """Headings listed with an upright stroke between them."""
    return tuple(name.strip() for name in listed.split("|"))
