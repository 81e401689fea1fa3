"""Reads text tables (.csv and the like), whatever their encoding and separator."""

from __future__ import annotations

import csv
import io
from codecs import BOM_UTF8
from collections.abc import Iterator

from generator.inputs.files.file_refused import DAMAGED, TOO_LARGE, FileRefused
from generator.inputs.files.input_sheet import (
    MOST_COLUMNS,
    MOST_ROWS,
    FileBudget,
    InputSheet,
    Value,
    refuse_many_rows,
    refuse_too_many,
)

MOST_BYTES = 50_000_000
_LONGEST_LINE = 1_000_000
_SEPARATORS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "vertical bars"}
_SAMPLE_ROWS = 60
_SAMPLE_LETTERS = 200_000
"""How much of a file is looked at to find its separator."""


def read_csv(data: bytes, file: str) -> tuple[InputSheet, str]:
    """Return the table of a text file, and how it was read: "" for UTF-8 and commas.

    Raises FileRefused, with the line where the file is damaged.
    """
    if len(data) > MOST_BYTES:
        raise FileRefused(TOO_LARGE, f"the text file has {len(data):,} bytes")
    text, encoding = decode(data)
    separator = _named_separator(text)
    lines_before = 0
    if separator is None:
        separator = _find_separator(text)
    else:
        text = text.partition("\n")[2]
        lines_before = 1
    sheet = _parse(text, separator, lines_before, file)
    if (encoding, separator) == ("UTF-8", ","):
        return sheet, ""
    return sheet, f"read as {encoding}, with {_SEPARATORS[separator]} between the cells"


def decode(data: bytes) -> tuple[str, str]:
    """Return the text and the name of its encoding: UTF-8, UTF-16 by its mark, or cp1252.

    The order is fixed: programs that guess an encoding were wrong on two of three files. Raises
    FileRefused where none of them fits, or a byte is wrong in what is UTF-8 otherwise.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return data.decode("utf-16"), "UTF-16"
        except UnicodeDecodeError as problem:
            raise FileRefused(DAMAGED, "the file is cut off within its UTF-16") from problem
    try:
        return data.decode("utf-8-sig"), "UTF-8"
    except UnicodeDecodeError as problem:
        around = slice(max(problem.start - _SAMPLE_LETTERS, 0), problem.start + _SAMPLE_LETTERS)
        if data.startswith(BOM_UTF8) or _is_mostly_utf_8(data[around]):
            raise _wrong_byte(problem, "UTF-8, as the rest of the file is") from problem
    try:
        return data.decode("cp1252"), "Windows text (cp1252)"
    except UnicodeDecodeError as problem:
        raise _wrong_byte(problem, "a letter of UTF-8 or cp1252") from problem


def _is_mostly_utf_8(data: bytes) -> bool:
    """Whether bytes that are not all UTF-8 were meant to be: as cp1252 a dash would be "â€“".

    Two bytes of cp1252 are a letter of UTF-8 by chance now and then, as in "CAFÉ’S".
    """
    letters = data.decode("utf-8", "surrogateescape")
    wrong = sum("\udc80" <= letter <= "\udcff" for letter in letters)
    right = sum(letter > "\x7f" for letter in letters) - wrong
    return right * 4 >= wrong


def _wrong_byte(problem: UnicodeDecodeError, expected: str) -> FileRefused:
    data, at = problem.object, problem.start  # without the mark that may begin the file
    line = data.count(b"\n", 0, at) + 1
    return FileRefused(
        DAMAGED,
        f"byte {data[at]} on line {line:,} is not {expected}",
        "Open the file in a text editor, correct the letter on that line, and save it as UTF-8.",
        line=line,
    )


def _named_separator(text: str) -> str | None:
    """Return the separator that Excel's own first line "sep=;" names, if there is one."""
    first = text[:20].partition("\n")[0].strip().strip('"').lower()
    named = first.removeprefix("sep=")
    return named if named != first and named in _SEPARATORS else None


def _find_separator(text: str) -> str:
    """Return the separator that splits the most rows into the same number of cells."""

    def weight(separator: str) -> int:
        sample = io.StringIO(text[:_SAMPLE_LETTERS], newline="")
        widths: dict[int, int] = {}
        try:
            for _, cells in zip(
                range(_SAMPLE_ROWS), csv.reader(sample, delimiter=separator), strict=False
            ):
                widths[len(cells)] = widths.get(len(cells), 0) + 1
        except csv.Error:
            return 0
        return max(((width - 1) * rows for width, rows in widths.items()), default=0)

    return max(_SEPARATORS, key=weight)


def _parse(text: str, separator: str, lines_before: int, file: str) -> InputSheet:
    """Parse the rows; rows and lines count from the file's first line, the "sep=" line too."""
    rows: dict[int, dict[int, Value]] = {}
    lines: dict[int, int] = {}
    widths: dict[int, int] = {}
    row, line, in_all, budget = lines_before, lines_before + 1, 0, FileBudget()
    reader = csv.reader(_bounded_lines(text, lines_before), delimiter=separator, strict=True)
    try:
        for row, cells in enumerate(reader, start=lines_before + 1):
            if row > MOST_ROWS or len(cells) > MOST_COLUMNS:
                seen = f"row {row:,}, of {len(cells):,} cells, is far outside any table"
                raise FileRefused(TOO_LARGE, seen, row=row, line=line)
            if row != line:
                lines[row] = line
            widths[row] = len(cells)
            in_all += len(cells)
            refuse_too_many(in_all, budget.values)
            kept: dict[int, Value] = {
                column: cell for column, cell in enumerate(cells, start=1) if cell.strip()
            }
            for cell in kept.values():
                budget.take(cell)
            if kept:
                rows[row] = kept
                refuse_many_rows(len(rows))
            line = reader.line_num + lines_before + 1
    except csv.Error as problem:
        too_long = "field limit" in str(problem)
        limit = f"has a cell of more than {csv.field_size_limit():,} letters"
        fault = limit if too_long else f"has broken quotes ({problem})"
        raise FileRefused(
            TOO_LARGE if too_long else DAMAGED,
            f"the row that starts on line {line} {fault}",
            "Put a quote at both ends of each cell that has quotes, commas or line breaks in it, "
            "and double each quote inside it.",
            row=row + 1,
            line=line,
        ) from problem
    return InputSheet(file=file, rows=rows, lines=lines, widths=widths)


def _bounded_lines(text: str, lines_before: int) -> Iterator[str]:
    for number, line in enumerate(io.StringIO(text, newline=""), start=lines_before + 1):
        if len(line) > _LONGEST_LINE:
            seen = f"line {number:,} has {len(line):,} letters, more than any row of a table"
            raise FileRefused(TOO_LARGE, seen, line=number)
        yield line
