"""The filled columns of the inputs: what each was read as."""

from __future__ import annotations

from dataclasses import dataclass

from generator.findings import Location


@dataclass(frozen=True, kw_only=True)
class ColumnRead:
    """A column of an input that holds something.

    `input` is the input's key in pack.yaml, `location` the cell of the heading, `cells` the range
    from the first filled cell to the last ("D5:D120"), `filled` how many of them are. `read_as` is
    the column that it was read as ("Risk Owner"), and `field` the field of the record that it
    fills ("owner_as_written", "latest.impact"); both are "" where it was not understood. Then
    `nearest` is the known heading that it resembles, "" if none does.
    """

    input: str
    location: Location
    heading: str
    cells: str
    filled: int
    read_as: str = ""
    field: str = ""
    nearest: str = ""
