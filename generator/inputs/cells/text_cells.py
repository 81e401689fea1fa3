"""Cells of text: running text, references, and codes such as a rating."""

from __future__ import annotations

import re
from datetime import date, datetime, time

from generator.characters import code_point, plain_letters, quoted, text_fault, trimmed
from generator.findings import rule
from generator.inputs.cells.parsed_cell import Parsed, Remark
from generator.inputs.files.input_sheet import CellError, Uncalculated, Value

CELL_ERROR_VALUE = rule("CELL-02")
CELL_LOOK_ALIKE = rule("CELL-04")
CELL_TRIMMED = rule("CELL-10")
CELL_UNCALCULATED = rule("CELL-03")

_NO_VALUE = re.compile(r"^(?:[-–—_.\s]*|n\.?/?a\.?|nil|none|not applicable)$", re.IGNORECASE)
_PLACEHOLDER = re.compile(
    r"^(?:tb[ca]|tbd|to be (?:confirmed|advised|determined|agreed|assessed|scored)|xx+|\?+|pending"
    r"|not (?:yet )?(?:scored|assessed|known|rated)|unknown)\.?$",
    re.IGNORECASE,
)


def parse_text(value: Value) -> Parsed[str]:
    """The text as it is, trimmed, its line ends "\\n". Control characters at its ends are said."""
    broken = broken_value(value)
    if broken is not None:
        return Parsed(None, (broken,))
    text, removed = trimmed(as_text(value))
    if fault := text_fault(text):
        return Parsed(None, (Remark(*fault),))
    if not removed:
        return Parsed(text or None)
    names = ", ".join(map(code_point, removed))
    seen = f"the text begins or ends with {names}; it was read as {quoted(text)}"
    return Parsed(text or None, (Remark(CELL_TRIMMED, seen, cause="trimmed characters"),))


def parse_code(value: Value) -> Parsed[str]:
    """A short text in Latin letters; letters that only look Latin are remarked on."""
    parsed = parse_text(value)
    if parsed.value is None or parsed.value.isascii():
        return parsed
    text, strange = plain_letters(parsed.value)
    if not strange:
        return Parsed(text or None)
    names = ", ".join(code_point(letter) for letter in strange)
    read = quoted(text) if text else "blank"
    seen = f"{quoted(parsed.value)} holds {names}; it was read as {read}"
    return Parsed(text or None, (Remark(CELL_LOOK_ALIKE, seen),))


def broken_value(value: Value) -> Remark | None:
    """What is to be said of an Excel error, or of a formula without a result."""
    if isinstance(value, CellError):
        return Remark(CELL_ERROR_VALUE, f"the cell holds {value.text}")
    if isinstance(value, Uncalculated):
        seen = "the cell holds a formula without a stored value"
        return Remark(CELL_UNCALCULATED, seen, cause="formulas without a value")
    return None


def as_text(value: Value) -> str:
    """Any value as an officer would read it in the cell."""
    if isinstance(value, str):
        return value.replace("\r\n", "\n").replace("\r", "\n").strip()
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else f"{value:.15g}"
    if isinstance(value, datetime):
        return f"{value:%d/%m/%Y %H:%M}"
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, time):
        return f"{value:%H:%M}"
    return str(value)


def says_nothing(text: str) -> bool:
    """Whether the text represents no value: only dashes, n/a, none."""
    return _NO_VALUE.match(text) is not None


def is_placeholder(text: str) -> bool:
    """Whether the text says only that the value is still to come."""
    return _PLACEHOLDER.match(text) is not None


def plain_word(word: str) -> str:
    """A word as two of them compare: in small letters, without a full stop or double spaces."""
    return " ".join(word.split()).strip(" .").casefold()


def is_dash(text: str) -> bool:
    """Whether a text is nothing but a dash or two, which says that there is none."""
    return len(text) < 4 and not text.strip("-–— ")


def word_set(listed: str) -> frozenset[str]:
    """The words of a text, separated by spaces."""
    return frozenset(listed.split())
