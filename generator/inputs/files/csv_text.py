"""Reads text tables: finds out their encoding and what parts their cells."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, field

from generator.inputs.files.file_rules import FILE_DAMAGED, FILE_OTHER_KIND, FILE_REFUSED
from generator.inputs.files.input_sheet import InputSheet, Value
from generator.inputs.files.refusal import FileRefused
from generator.inputs.files.xlsx.worksheet import MOST_COLUMNS, MOST_ROWS

MOST_BYTES = 50_000_000
_SEPARATORS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "upright strokes"}
_SAMPLE = 60
"""Rows that are looked at to find what parts the cells."""


@dataclass(frozen=True, kw_only=True)
class TextForm:
    """How a text table was read: its encoding and the words for what parts its cells."""

    encoding: str
    separator: str

    @property
    def is_ordinary(self) -> bool:
        """Whether there is nothing worth saying: UTF-8 and commas."""
        return self.encoding == "UTF-8" and self.separator == "commas"


def decode(data: bytes) -> tuple[str, str]:
    """The text, and the name of its encoding: UTF-8, UTF-16 by its mark, or else cp1252."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return data.decode("utf-16"), "UTF-16"
        except UnicodeDecodeError as problem:
            raise FileRefused(FILE_DAMAGED, "the file breaks off within its UTF-16") from problem
    try:
        return data.decode("utf-8-sig"), "UTF-8"
    except UnicodeDecodeError:
        pass
    try:
        return data.decode("cp1252"), "Windows text (cp1252)"
    except UnicodeDecodeError as problem:
        seen = f"byte {data[problem.start]} at {problem.start:,} is no letter of UTF-8 or cp1252"
        raise FileRefused(FILE_OTHER_KIND, seen) from problem


def read_text_table(data: bytes, file: str) -> tuple[InputSheet, TextForm]:
    """The table of a text file. Raises FileRefused, with the line, where its quotes are broken."""
    if len(data) > MOST_BYTES:
        raise FileRefused(FILE_REFUSED, f"the text file holds {len(data):,} bytes")
    text, encoding = decode(data)
    first_row = 1
    separator = _named_separator(text)
    if separator is None:
        separator = _find_separator(text)
    else:
        text = text.split("\n", 1)[1] if "\n" in text else ""
        first_row = 2
    parsed = _parse(text, separator, first_row)
    sheet = InputSheet(
        file=file,
        rows=parsed.rows,
        lines={row: line for row, line in parsed.lines.items() if row != line},
        widths=parsed.widths,
    )
    return sheet, TextForm(encoding=encoding, separator=_SEPARATORS[separator])


@dataclass
class _Parsed:
    """The rows of a text, with the line on which each begins, and its number of cells."""

    rows: dict[int, dict[int, Value]] = field(default_factory=dict)
    lines: dict[int, int] = field(default_factory=dict)
    widths: dict[int, int] = field(default_factory=dict)

    def keep(self, row: int, line: int, cells: list[str]) -> None:
        """Adds a row with those of its cells that are not blank."""
        if len(cells) > MOST_COLUMNS or row > MOST_ROWS:
            seen = f"row {row:,} of {len(cells):,} cells is far outside any table"
            raise FileRefused(FILE_REFUSED, seen, row=row)
        self.lines[row] = line
        self.widths[row] = len(cells)
        kept: dict[int, Value] = {
            column: text for column, text in enumerate(cells, start=1) if text.strip()
        }
        if kept:
            self.rows[row] = kept


def _named_separator(text: str) -> str | None:
    """What Excel's own first line "sep=;" says, if there is one."""
    first = text.split("\n", 1)[0].strip().strip('"').lower()
    named = first.removeprefix("sep=")
    return named if named != first and named in _SEPARATORS else None


def _find_separator(text: str) -> str:
    """The separator that parts the most rows into the same number of cells."""

    def weight(separator: str) -> int:
        sample = io.StringIO(text[:200_000], newline="")
        counts: dict[int, int] = {}
        try:
            for number, cells in enumerate(csv.reader(sample, delimiter=separator)):
                if number >= _SAMPLE:
                    break
                counts[len(cells)] = counts.get(len(cells), 0) + 1
        except csv.Error:
            return 0
        return max(((width - 1) * rows for width, rows in counts.items()), default=0)

    return max(_SEPARATORS, key=weight)


def _parse(text: str, separator: str, first_row: int) -> _Parsed:
    parsed = _Parsed()
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    row, line = first_row - 1, first_row
    try:
        for cells in reader:
            row += 1
            parsed.keep(row, line, cells)
            line = reader.line_num + first_row
    except csv.Error as problem:
        raise FileRefused(
            FILE_DAMAGED,
            f"the quotes of the row that starts on line {line} are broken ({problem})",
            "Put a quote at both ends of that cell, and double a quote inside it.",
            row=row + 1,
            line=line,
        ) from problem
    return parsed
