"""How a figure of a workbook is worked out from its other cells.

Each is a plain statement in the programme office's words; a renderer knows the formula.
"Standing" risks are those whose status is not Closed.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Working:
    """The base of all workings."""


# Of a row, from other columns of the same row, named by their keys.


@dataclass(frozen=True, kw_only=True)
class Product(Working):
    """Impact × likelihood."""

    impact: str
    likelihood: str


@dataclass(frozen=True, kw_only=True)
class LetterOfScore(Working):
    """The letter of the band that holds a score."""

    score: str


@dataclass(frozen=True, kw_only=True)
class LetterOfCell(Working):
    """The letter that the matrix holds for an impact and a likelihood."""

    impact: str
    likelihood: str


@dataclass(frozen=True, kw_only=True)
class Movement(Working):
    """Arrow and word for how one score stands to another."""

    latest: str
    before: str


# Of the definitions.


@dataclass(frozen=True, kw_only=True)
class HighestOfBand(Working):
    """One less than where the next band begins; for the last band the highest score there is."""

    row: int
    last: bool
    top: int


@dataclass(frozen=True, kw_only=True)
class LetterOfProduct(Working):
    """The letter of the band of a known impact and likelihood."""

    impact: int
    likelihood: int


# Of the summary of a register. `reading` is "Baseline", "Revised" or "Latest".


@dataclass(frozen=True, kw_only=True)
class StandingRisks(Working):
    """How many risks stand: all, or those of a band (from 1), in all workstreams or in one.

    The workstream's name stands in the same row, but for "" (none recorded).
    """

    reading: str = "Latest"
    band: int | None = None
    workstream: str | None = None


@dataclass(frozen=True, kw_only=True)
class UnscoredRisks(Working):
    """How many standing risks have no score in a reading."""

    reading: str


@dataclass(frozen=True, kw_only=True)
class AverageScore(Working):
    """The mean score, to one decimal, of the standing risks that have one."""

    reading: str


@dataclass(frozen=True, kw_only=True)
class HighestScore(Working):
    """The highest score of the standing risks."""

    reading: str


@dataclass(frozen=True, kw_only=True)
class RisksMoving(Working):
    """How many standing risks bear a trend; `row` is the trend's row in the key, from 1."""

    row: int


@dataclass(frozen=True, kw_only=True)
class ClosedRisks(Working):
    """How many risks are closed."""


@dataclass(frozen=True, kw_only=True)
class RisksInRoom(Working):
    """A room of the heat map: its letter, the number of standing risks, their references.

    Beyond `most` risks the references are left out.
    """

    reading: str
    impact: int
    likelihood: int
    most: int


@dataclass(frozen=True, kw_only=True)
class TopRisk(Working):
    """The reference of the standing risk whose latest score takes a rank, from 1."""

    rank: int


@dataclass(frozen=True, kw_only=True)
class OfTopRisk(Working):
    """What the register holds, in the column of a heading, for the reference in this row."""

    reference: str
    heading: str


@dataclass(frozen=True, kw_only=True)
class EntriesApart(Working):
    """A sentence: whether the exception log and the register say the same."""

    agree: str
    differ: str


# Of the summary of an action plan.


@dataclass(frozen=True, kw_only=True)
class ActionsStanding(Working):
    """How many actions: all or of one letter (None all, "" blank), of all leads or of one.

    The lead's name stands in the same row, but for "" (none recorded).
    """

    letter: str | None = None
    lead: str | None = None


# Of anything.


@dataclass(frozen=True, kw_only=True)
class RestOfColumn(Working):
    """What a total leaves for the last row of a column, after all rows above it."""

    total: Working
    table: str
    column: str


@dataclass(frozen=True, kw_only=True)
class CellOf(Working):
    """The cell of a table: row from 1, column by its key. `places` are decimals to show."""

    table: str
    row: int
    column: str
    places: int | None = None


@dataclass(frozen=True, kw_only=True)
class TopOfColumn(Working):
    """What stands in `label` where `column` is highest."""

    table: str
    label: str
    column: str


@dataclass(frozen=True, kw_only=True)
class Sentence(Working):
    """Words and figures one after the other."""

    parts: tuple[str | CellOf | TopOfColumn, ...]
