"""The text of a cell: what looks like a letter and is not, and what no document can hold."""

from __future__ import annotations

import re
import unicodedata

_INVISIBLE = re.compile("[\u200b-\u200f\u2028-\u202e\u2060-\u2064\u2066-\u206f\ufeff\u00ad\u180e]")
_UNSTORABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef"
    + "".join(
        f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000)
    )
    + "]"
)
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


def unstorable(text: str) -> str | None:
    """The first character that neither Word nor Excel can hold, None where there is none."""
    if text.isprintable():  # which is much quicker to say
        return None
    found = _UNSTORABLE.search(text)
    return found[0] if found else None


def code_point(letter: str) -> str:
    """A character by its number and name, such as U+0391 GREEK CAPITAL LETTER ALPHA."""
    name = unicodedata.name(letter, "control character")
    return f"U+{ord(letter):04X} {name}"


def plain_letters(text: str) -> tuple[str, tuple[str, ...]]:
    """The text in Latin letters, trimmed, and the characters that were not what they seem.

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
