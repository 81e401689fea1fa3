"""Texts within records: of one or two bytes a letter, and cut where a record goes on."""

from __future__ import annotations

import struct
from collections.abc import Sequence

_WIDE, _PHONETIC, _RICH = 0x01, 0x04, 0x08


class SegmentReader:
    """Reads through a record and those that go on. Raises struct.error where they end."""

    def __init__(self, segments: Sequence[bytes], start: int = 0) -> None:
        self._segments = segments
        self._index = 0
        self._at = start

    def number(self, form: str) -> int:
        """The next number of a form such as "<H"."""
        return int(struct.unpack(form, self._raw(struct.calcsize(form)))[0])

    def text(self, letters: int) -> str:
        """The next text of so many letters, after its flags; formatting is passed over."""
        flags = self.number("<B")
        runs = self.number("<H") if flags & _RICH else 0
        phonetic = self.number("<I") if flags & _PHONETIC else 0
        text = self._letters(letters, wide=bool(flags & _WIDE))
        self._raw(4 * runs + phonetic)
        return text

    def _letters(self, count: int, *, wide: bool) -> str:
        pieces = []
        while count:
            left = len(self._segments[self._index]) - self._at
            if left <= 0:
                # Where letters go on in the next record, it says anew how wide they are.
                self._next()
                wide = bool(self._segments[self._index][0] & _WIDE)
                self._at = 1
                continue
            taken = min(count, left // 2 if wide else left)
            if taken == 0:
                raise struct.error("half a letter")
            data = self._raw(taken * 2 if wide else taken)
            pieces.append(data.decode("utf-16-le" if wide else "latin-1", "replace"))
            count -= taken
        return "".join(pieces)

    def _raw(self, length: int) -> bytes:
        data = b""
        while len(data) < length:
            segment = self._segments[self._index]
            taken = segment[self._at : self._at + length - len(data)]
            data += taken
            self._at += len(taken)
            if len(data) < length:
                self._next()
        return data

    def _next(self) -> None:
        self._index += 1
        self._at = 0
        if self._index >= len(self._segments) or not self._segments[self._index]:
            raise struct.error("the record breaks off")


def shared_strings(segments: Sequence[bytes]) -> list[str]:
    """The texts that a workbook's cells share."""
    reader = SegmentReader(segments, 4)
    count = reader.number("<I")
    most = sum(map(len, segments)) // 3
    return [reader.text(reader.number("<H")) for _ in range(min(count, most))]
