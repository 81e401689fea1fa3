"""Letters: what looks like another letter, what no document can hold, how a text is quoted."""

from __future__ import annotations

import json
import re
import unicodedata

from generator.findings import Rule, rule

CHARACTER_REFUSED = rule("CELL-05")
TEXT_TOO_LONG = rule("CELL-06")
LONGEST_TEXT = 32_767
"""What Excel holds in one cell."""

_INVISIBLE = re.compile("[\u200b-\u200f\u2028-\u202e\u2060-\u2064\u2066-\u206f\ufeff\u00ad\u180e]")
_UNSTORABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef"
    + "".join(
        f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000)
    )
    + "]"
)
_WHOLE_NUMBER = re.compile("[0-9]{1,15}")
_LOOK_ALIKES = {
    # Greek
    "Α": "A", "Β": "B", "Ε": "E", "Ζ": "Z", "Η": "H", "Ι": "I", "Κ": "K", "Μ": "M", "Ν": "N",
    "Ο": "O", "Ρ": "P", "Τ": "T", "Υ": "Y", "Χ": "X", "ο": "o", "α": "a", "ν": "v", "ρ": "p",
    # Cyrillic
    "А": "A", "В": "B", "Е": "E", "Ѕ": "S", "І": "I", "Ј": "J", "К": "K", "М": "M", "Н": "H",
    "О": "O", "Р": "P", "С": "C", "Т": "T", "Х": "X", "У": "Y", "Ԍ": "G", "а": "a", "е": "e",
    "о": "o", "р": "p", "с": "c", "у": "y", "х": "x", "і": "i", "ѕ": "s", "ј": "j", "Ь": "b",
    # Others
    "Ꭱ": "R", "Ꮐ": "G", "Ꭺ": "A", "Ᏼ": "B", "ⅼ": "l", "Ⅰ": "I", "ı": "i", "ԁ": "d", "ɡ": "g",
}  # fmt: skip


def trimmed(text: str) -> tuple[str, tuple[str, ...]]:
    """The text without spaces and control characters at its ends, and those control characters."""
    start, end = 0, len(text)
    while start < end and _is_blank(text[start]):
        start += 1
    while end > start and _is_blank(text[end - 1]):
        end -= 1
    removed = (each for each in text[:start] + text[end:] if not each.isspace())
    return text[start:end], tuple(dict.fromkeys(removed))


def _is_blank(letter: str) -> bool:
    return letter.isspace() or _UNSTORABLE.match(letter) is not None


def text_fault(text: str) -> tuple[Rule, str] | None:
    """Why no document can hold a text: the rule and what is seen. None where one can."""
    # isprintable() is false for line breaks too, but rules out most texts much faster.
    found = None if text.isprintable() else _UNSTORABLE.search(text)
    if found:
        before = quoted(text[: found.start()][-20:])
        return CHARACTER_REFUSED, f"the text holds {code_point(found[0])} after {before}"
    if len(text) > LONGEST_TEXT:
        return (
            TEXT_TOO_LONG,
            f"the text has {len(text):,} characters; {LONGEST_TEXT:,} fit",
        )
    return None


def quoted(value: object, most: int = 60) -> str:
    """A value in quotation marks for a message, on one line, shortened to `most` characters."""
    line = " ".join(str(value).split())
    return f"'{line}'" if len(line) <= most else f"'{line[: most - 1]}…'"


def utf_16_units(text: str) -> int:
    """The length of a text as Excel counts it: an emoji takes two."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def whole_number(text: str) -> int | None:
    """The number that a text consists of: 1 to 15 of the digits 0 to 9, nothing else.

    Python takes "²" for a digit that is no number, and fails at numbers of 4,301 digits.
    """
    return int(text) if _WHOLE_NUMBER.fullmatch(text) else None


def code_point(letter: str) -> str:
    """A character by its code point and name, such as U+0391 GREEK CAPITAL LETTER ALPHA."""
    name = unicodedata.name(letter, "control character")
    return f"U+{ord(letter):04X} {name}"


def plain_letters(text: str) -> tuple[str, tuple[str, ...]]:
    """The text in Latin letters, trimmed, and the characters that only looked like them.

    Only for short codes such as a rating or a reference: in running text a Greek letter is meant.
    """
    if text.isascii():
        return text.strip(), ()
    strange: list[str] = []
    letters: list[str] = []
    for letter in text:
        if _INVISIBLE.match(letter):
            strange.append(letter)
            continue
        plain = _LOOK_ALIKES.get(letter)
        if plain is None:
            wide = unicodedata.normalize("NFKC", letter)
            plain = wide if wide != letter and wide.isascii() and wide.strip() else letter
        if plain != letter and not letter.isspace():
            strange.append(letter)
        letters.append(plain)
    return "".join(letters).strip(), tuple(dict.fromkeys(strange))


def yaml_text(text: str) -> str:
    """A text as it is written in YAML, in quotes where it needs them."""
    line = " ".join(text.split())
    is_plain = re.fullmatch(r"[A-Za-z][\w /&().'-]*", line)
    said = line.casefold() in ("yes", "no", "true", "false", "on", "off", "null")
    return line if is_plain and not said else json.dumps(line, ensure_ascii=False)
