"""How a figure of a workbook is worked out from its other cells.

Each is a plain statement in the programme office's words; a renderer knows the formula.
"Standing" risks are those whose status is not Closed.
"""

from __future__ import annotations

from msgspec import Struct


class Working(Struct, frozen=True, kw_only=True):
    """The base of all workings."""


# Of a row, from other columns of the same row, named by their keys.


class Product(Working, frozen=True, kw_only=True):
    """Impact × likelihood."""

    impact: str
    likelihood: str


class LetterOfScore(Working, frozen=True, kw_only=True):
    """The letter of the band that holds a score."""

    score: str


class LetterOfCell(Working, frozen=True, kw_only=True):
    """The letter that the matrix holds for an impact and a likelihood."""

    impact: str
    likelihood: str


class Movement(Working, frozen=True, kw_only=True):
    """Arrow and word for how one score stands to another."""

    latest: str
    before: str


# Of the definitions.


class HighestOfBand(Working, frozen=True, kw_only=True):
    """One less than where the next band begins; for the last band the highest score there is."""

    row: int
    last: bool
    top: int


class LetterOfProduct(Working, frozen=True, kw_only=True):
    """The letter of the band of a known impact and likelihood."""

    impact: int
    likelihood: int


# Of the summary of a register. `reading` is "Baseline", "Revised" or "Latest".


class StandingRisks(Working, frozen=True, kw_only=True):
    """How many risks stand: all, or those of a band (from 1), in all workstreams or in one.

    The workstream's name stands in the same row, but for "" (none recorded).
    """

    reading: str = "Latest"
    band: int | None = None
    workstream: str | None = None


class UnscoredRisks(Working, frozen=True, kw_only=True):
    """How many standing risks have no score in a reading."""

    reading: str


class AverageScore(Working, frozen=True, kw_only=True):
    """The mean score, to one decimal, of the standing risks that have one."""

    reading: str


class HighestScore(Working, frozen=True, kw_only=True):
    """The highest score of the standing risks."""

    reading: str


class RisksMoving(Working, frozen=True, kw_only=True):
    """How many standing risks bear a trend; `row` is the trend's row in the key, from 1."""

    row: int


class ClosedRisks(Working, frozen=True, kw_only=True):
    """How many risks are closed."""


class RisksInRoom(Working, frozen=True, kw_only=True):
    """A room of the heat map: its letter, the number of standing risks, their references.

    Beyond `most` risks the references are left out.
    """

    reading: str
    impact: int
    likelihood: int
    most: int


class TopRisk(Working, frozen=True, kw_only=True):
    """The reference of the standing risk whose latest score takes a rank, from 1."""

    rank: int


class OfTopRisk(Working, frozen=True, kw_only=True):
    """What the register holds, in the column of a heading, for the reference in this row."""

    reference: str
    heading: str


class EntriesApart(Working, frozen=True, kw_only=True):
    """A sentence: whether the exception log and the register say the same."""

    agree: str
    differ: str


# Of the summary of an action plan.


class ActionsStanding(Working, frozen=True, kw_only=True):
    """How many actions: all or of one letter (None all, "" blank), of all leads or of one.

    The lead's name stands in the same row, but for "" (none recorded).
    """

    letter: str | None = None
    lead: str | None = None


# Of anything.


class RestOfColumn(Working, frozen=True, kw_only=True):
    """What a total leaves for the last row of a column, after all rows above it."""

    total: Working
    table: str
    column: str


class CellOf(Working, frozen=True, kw_only=True):
    """The cell of a table: row from 1, column by its key. `places` are decimals to show."""

    table: str
    row: int
    column: str
    places: int | None = None


class TopOfColumn(Working, frozen=True, kw_only=True):
    """What stands in `label` where `column` is highest."""

    table: str
    label: str
    column: str


class Sentence(Working, frozen=True, kw_only=True):
    """Words and figures one after the other."""

    parts: tuple[str | CellOf | TopOfColumn, ...]
