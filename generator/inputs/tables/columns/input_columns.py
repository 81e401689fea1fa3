"""What an input and its columns are declared with; readers, records and docs follow from it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property


class CellKind(StrEnum):
    """What the cells of a column hold, in the words of the documentation.

    `inputs/records/record_reader.py` has one parser for each.
    """

    TEXT = "text"
    PARAGRAPHS = "text; a new line begins a new paragraph"
    REFERENCE = "a reference such as R15 or 3.2"
    IMPACT = "a step of the impact scale: its number, its word, or both"
    LIKELIHOOD = "a step of the likelihood scale: its number, its word, or both"
    SCORE = "a whole number: impact × likelihood"
    RATING = "a letter or word of the bands"
    ACTION_RATING = "a letter or word of the action plan's key"
    DATE = "a date, day first"
    DEADLINE = "a date, day first; a month means its last day"
    NOTES = "dated notes, one after another: 31.01.24 - text"
    STATUS = "open, closed or issue"
    YES_NO = "yes or no"
    TREND = "an arrow or a word: increased, unchanged, decreased"
    POUNDS = "an amount of money in pounds"
    COUNT = "a whole number, 0 or more"
    NUMBER = "a number"


DATES = frozenset({CellKind.DATE, CellKind.DEADLINE})
JOINED_KINDS = frozenset({CellKind.TEXT, CellKind.PARAGRAPHS, CellKind.NOTES})
"""Kinds of which a record may have a text in each of its rows."""


@dataclass(frozen=True, kw_only=True)
class InputColumn:
    """One column of an input.

    `key` is its name in `pack.yaml` under `columns` and in a record's `where`. `fills` is the field
    of the record that its value goes to, "latest.impact" for a field of a reading; "" means the
    field that is called as the key. `heading` is how officers head it; `aliases` are other
    headings, with " | " between them, compared without case, spaces and punctuation; the surest
    come first. `meaning` is a sentence for the documentation. A required column must be there;
    where `filled` is set, every record must have a value in it. `without` is what follows where
    the table lacks the column, for columns that officers expect: "no owner is printed".
    """

    key: str
    heading: str
    kind: CellKind
    meaning: str
    fills: str = ""
    aliases: str = ""
    required: bool = False
    filled: bool = False
    without: str = ""

    @property
    def field(self) -> str:
        """The field of the record that the column fills."""
        return self.fills or self.key

    @property
    def headings(self) -> tuple[str, ...]:
        """The heading and its aliases, the surest first."""
        aliases = self.aliases.split("|") if self.aliases else ()
        return (self.heading, *(" ".join(alias.split()) for alias in aliases))


@dataclass(frozen=True, kw_only=True, eq=False)
class InputForm:
    """One input: its key in pack.yaml, its title, its columns, and the record that a row becomes.

    `noun` is what one record is called. A table has at least one column of `identifiers`, which say
    what a record is. `multi_row` are columns of which a record may have a cell in each of several
    rows; a row with a value in one of `part_starters` becomes a part of the record above (R1/2).
    `open_columns` says that columns with any other heading are read too, `reads_totals` that a row
    headed Total is. `per_row` is the field of the record that has one entry for each of its rows. A
    table that `may_be_empty` is sound without a record: a quarter may have no risk.
    """

    key: str
    title: str
    noun: str
    record: type
    columns: tuple[InputColumn, ...]
    identifiers: tuple[str, ...]
    multi_row: tuple[str, ...] = ()
    part_starters: tuple[str, ...] = ()
    meaning: str = ""
    open_columns: bool = False
    reads_totals: bool = False
    per_row: str = ""
    may_be_empty: bool = False

    @property
    def has_readings(self) -> bool:
        """Whether headings of impact, likelihood and score are to be looked for."""
        return any(column.kind is CellKind.IMPACT for column in self.columns)

    def column(self, key: str) -> InputColumn | None:
        """The column of a key; None where the form declares none."""
        return self._by_key.get(key)

    @cached_property
    def _by_key(self) -> dict[str, InputColumn]:
        return {column.key: column for column in self.columns}

    @property
    def required(self) -> tuple[InputColumn, ...]:
        """The columns that must be there."""
        return tuple(column for column in self.columns if column.required)
