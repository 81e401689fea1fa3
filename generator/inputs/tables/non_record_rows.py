"""Tells rows below the headings that are not records: sections, totals, explanations, keys."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum

from generator.inputs.cells.text_cells import as_text
from generator.inputs.files.input_sheet import CellError, InputSheet, Uncalculated, Value
from generator.inputs.tables.columns.input_columns import DATES, CellKind, InputForm
from generator.inputs.tables.header_row import HeaderRow

_TOTAL = re.compile(
    r"^(?:grand |sub-? ?|overall )?totals?\b"
    r"|^(?:average|mean|count|sum|number of (?:risks|actions))\b",
    re.IGNORECASE,
)
_REFERENCE = re.compile(
    r"^(?P<prefix>[^\W\d_]{0,12}|[^\W\d_]{1,5}[ ./_-]{1,2}[^\W\d_]{1,5})"
    r"[ ./_-]{0,2}\d(?:[./_-]{0,2}\w){0,14}$"
)
_EXAMPLE = re.compile(r"^(?:e\.?g\.?|example|sample|guidance|instructions?)\b", re.IGNORECASE)
_PLAIN_NUMBER = re.compile(r"^\W*\d+(?:\.0)?\W*$")
_SCALE = re.compile(r"^[\[(].*[\])]$|^\d+\s*[-–]\s*\d+$")
_KINDS_THAT_PARSE = frozenset(
    {
        CellKind.IMPACT,
        CellKind.LIKELIHOOD,
        CellKind.SCORE,
        *DATES,
        CellKind.POUNDS,
        CellKind.COUNT,
        CellKind.NUMBER,
    }
)
_LONG = 60
_NOTHING = re.compile(
    r"none|nil( returns?)?|n/?a|not applicable|[-–—]+"
    r"|(there (are|is) )?no (new |open |live |current )?(risks?|actions?)\b[^,;:]{0,40}",
    re.IGNORECASE,
)
"""What a row says to say that there is nothing to say."""


class NonRecordKind(StrEnum):
    """Why a row is not a record."""

    SECTION = "section heading"
    TOTAL = "total"
    HEADING = "repeated heading"
    EXPLANATION = "explanation"
    PREPARED = "prepared but empty"
    LEGEND = "beside or below the table"
    FOOTER = "text below the table"


class RowClassifier:
    """Tells records from other rows, given the table's header and form."""

    def __init__(self, sheet: InputSheet, header: HeaderRow, form: InputForm) -> None:
        self._sheet = sheet
        self._header = header
        self._form = form
        self.known: Mapping[int, str] = {
            **{column: key for key, column in header.columns.items()},
            **dict.fromkeys(header.earlier.values(), "earlier"),
        }
        self._reference = header.columns.get("reference")
        self._headings = {
            column: " ".join(heading.text.split()).casefold()
            for column, heading in header.headings.items()
        }
        self._identifiers = frozenset(
            header.columns[key]
            for key in form.identifiers
            if key != "reference" and key in header.columns
        )
        self._usual_width = self._width_of_records()
        self._last_filled, self._prefixes = self._references_with_text()

    def kind(self, row: int, *, first: bool) -> NonRecordKind | None:
        """Why the row is not a record; None if it may be one. `first`: no record came before it."""
        cells = self._sheet.rows[row]
        mine = {column: value for column, value in cells.items() if column in self.known}
        if not mine:
            return NonRecordKind.LEGEND
        if self._is_prepared(row, mine) or self._says_nothing(mine):
            return NonRecordKind.PREPARED
        if self._repeats_headings(cells):
            return NonRecordKind.HEADING
        if self._is_total(mine):
            return NonRecordKind.TOTAL
        if self._is_section(row, cells, first=first):
            return NonRecordKind.SECTION
        if first and row <= self._header.bottom + 2 and self._explains(mine):
            return NonRecordKind.EXPLANATION
        return None

    def section_title(self, row: int) -> str:
        """The last text of a section's row: "A | Finance" is Finance."""
        return as_text([value for _, value in self._sheet.own_values(row)][-1])

    def is_reference(self, row: int) -> bool:
        """Whether the row's reference looks like one: letters, then a number."""
        return self._reference is not None and is_reference(self._sheet.value(row, self._reference))

    def has_reference(self, row: int) -> bool:
        """Whether the row has anything in the column of references."""
        return self._reference is not None and self._reference in self._sheet.rows[row]

    def _references_with_text(self) -> tuple[int, set[str | None]]:
        """The last row that is like a record, and the letters with which references begin."""
        last, prefixes = 0, set()
        for row, cells in self._sheet.rows.items():
            filled = any(
                column in cells
                and ((row, column) not in self._sheet.formulas or isinstance(cells[column], str))
                for column in self._identifiers
            )
            wide = sum(1 for column in cells if column in self.known) * 2 >= self._usual_width
            reference = cells.get(self._reference) if self._reference is not None else None
            prefix = _prefix(reference)
            if filled and wide and row > self._header.bottom:
                if reference is None or prefix is not None:
                    last = row
                prefixes.add(prefix)
        return last, prefixes - {None}

    def _width_of_records(self) -> int:
        """How many of the table's columns a record usually fills."""
        widths = sorted(
            sum(1 for column in cells if column in self.known)
            for row, cells in self._sheet.rows.items()
            if row > self._header.bottom
        )
        return widths[len(widths) * 3 // 4] if widths else 0

    def _is_prepared(self, row: int, mine: Mapping[int, Value]) -> bool:
        """Whether the row has only formulas, zeros and a reference, with no filled record below it.

        A formula that looks up what the record is about makes a record of the row, also where the
        file does not hold its result.
        """
        for column, value in mine.items():
            formula = (row, column) in self._sheet.formulas and not (
                column in self._identifiers and isinstance(value, (str, Uncalculated))
            )
            numbered = column == self._reference and is_reference(value)
            if not formula and not numbered and value != 0:
                return False
        alone = self.is_reference(row) and row < self._last_filled
        return not alone

    def _says_nothing(self, mine: Mapping[int, Value]) -> bool:
        """Whether the row says that there is no record: "None", "Nil return", "No risks"."""
        return self._form.may_be_empty and all(
            isinstance(value, str) and _NOTHING.fullmatch(value.strip().rstrip("."))
            for value in mine.values()
        )

    def _repeats_headings(self, cells: Mapping[int, Value]) -> bool:
        same = sum(
            1
            for column, value in cells.items()
            if isinstance(value, str)
            and len(value) < _LONG * 2
            and self._headings.get(column) == " ".join(value.split()).casefold()
        )
        return same >= 2 and same * 2 >= len(cells)

    def _is_total(self, mine: Mapping[int, Value]) -> bool:
        if self._form.reads_totals or not is_total_text(as_text(next(iter(mine.values())))):
            return False
        return not any(isinstance(value, str) and len(value) > _LONG for value in mine.values())

    def _is_section(self, row: int, cells: Mapping[int, Value], *, first: bool) -> bool:
        """Whether the row has one text alone, in one cell or a merged one, that is no reference."""
        own = list(self._sheet.own_values(row))
        if len(own) == 2 and self._is_lettered_section(row, own):
            return True
        if len(own) != 1 or not isinstance(own[0][1], str):
            return False
        column, text = own[0]
        if len(cells) > 1:
            return all(value == text for value in cells.values())
        if self.known.get(column) in self._form.multi_row and not first:
            return False
        declared = self._form.column(self.known.get(column, ""))
        if declared and declared.kind in _KINDS_THAT_PARSE:  # a record without its name
            return False
        if not self._form.multi_row and (column in self._identifiers or column > min(self.known)):
            return False  # in a small table, a lone cell is what is left of a record
        return not (column == self._reference and _prefix(text) in self._prefixes)

    def _is_lettered_section(self, row: int, own: list[tuple[int, Value]]) -> bool:
        """Whether the row has a letter or number and a title alone, as section headings do.

        "A | Finance" is one; "1 | Strategic risks" too where 1.1 follows.
        """
        (first, letter), (_, title) = own
        if first != self._reference or self._usual_width < 5 or not isinstance(title, str):
            return False
        if not is_reference(letter):
            return len(as_text(letter)) <= 2
        following = next((row + n for n in (1, 2, 3) if row + n in self._sheet.rows), None)
        below = "" if following is None else as_text(self._sheet.value(following, first) or "")
        return re.match(rf"{re.escape(as_text(letter))}[.\-/]\d", below) is not None

    def _explains(self, mine: Mapping[int, Value]) -> bool:
        """Whether the row explains what to fill in, or is another row of headings.

        Such a row names no record, or has no reference and no score or date that can be read.
        """
        if (
            self._identifiers
            and not self._identifiers & mine.keys()
            and self._reference not in mine
        ):
            return all(isinstance(value, str) and len(value) < _LONG for value in mine.values())
        if self._reference is None:
            return False
        reference = mine.get(self._reference)
        if reference is not None and _EXAMPLE.match(as_text(reference)):
            return True
        if is_reference(reference):
            return False
        meant = [
            value
            for column, value in mine.items()
            if (declared := self._form.column(self.known[column]))
            and declared.kind in _KINDS_THAT_PARSE
        ]
        return bool(meant) and all(
            isinstance(value, str)
            and not _PLAIN_NUMBER.match(value)
            and (len(value.split()) != 1 or _SCALE.match(value))
            for value in meant
        )


def is_total_text(text: str) -> bool:
    """Whether a row's first text says that it is a total."""
    return len(text) < _LONG and _TOTAL.match(text) is not None


def is_reference(value: Value | None) -> bool:
    """Whether a value looks like a reference: letters, then a number."""
    return _prefix(value) is not None


def _prefix(value: Value | None) -> str | None:
    """The letters with which a reference begins; None where a value is no reference."""
    if isinstance(value, (CellError, Uncalculated)) or value is None:
        return None
    found = _REFERENCE.match(as_text(value))
    return found["prefix"].casefold() if found else None
