"""The texts that a workbook's cells share."""

from __future__ import annotations

import re

from generator.inputs.files.file_rules import FILE_REFUSED
from generator.inputs.files.refusal import FileRefused
from generator.inputs.files.xlsx.package import Package, PartHandler

MOST_LETTERS = 1_000_000
"""Letters of one text; Excel itself holds 32,767."""
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")


def unescape(text: str) -> str:
    """The text with Excel's escapes such as _x000D_ resolved."""
    if "_x" not in text:
        return text
    return _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text)


class _Strings(PartHandler):
    def __init__(self) -> None:
        self.found: list[str] = []
        self._pieces: list[str] = []
        self._letters = 0
        self._taking = False
        self._phonetic = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        tag = name.rpartition(" ")[2]
        if tag == "t":
            self._taking = not self._phonetic
        elif tag == "rPh":
            self._phonetic = True

    def end(self, name: str) -> None:
        tag = name.rpartition(" ")[2]
        if tag == "t":
            self._taking = False
        elif tag == "rPh":
            self._phonetic = False
        elif tag == "si":
            self.found.append(unescape("".join(self._pieces)))
            self._pieces.clear()
            self._letters = 0

    def text(self, data: str) -> None:
        if self._taking:
            self._pieces.append(data)
            self._letters += len(data)
            if self._letters > MOST_LETTERS:
                raise FileRefused(FILE_REFUSED, f"a text has more than {MOST_LETTERS:,} letters")


def shared_strings(package: Package, part: str | None) -> list[str]:
    """The shared texts by their index."""
    if part is None or part not in package:
        return []
    strings = _Strings()
    package.parse(part, strings)
    return strings.found
