"""The records of a workbook stream: a number, a length, and so many bytes each."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from generator.inputs.files.file_rules import FILE_DAMAGED, FILE_OTHER_KIND
from generator.inputs.files.refusal import FileRefused

CONTINUE = 0x3C
BEGIN = 0x809
_ENCRYPTED = 0x2F
_VERSION_97 = 0x600


@dataclass(frozen=True)
class Record:
    """A record, its place in the stream, and its bytes with those of the records that go on."""

    kind: int
    start: int
    segments: tuple[bytes, ...]

    @property
    def body(self) -> bytes:
        """The bytes of the record itself."""
        return self.segments[0]


def read_records(stream: bytes) -> Iterator[Record]:
    """The records in their order. Raises FileRefused where the stream is encrypted or older."""
    at = 0
    held: tuple[int, int, list[bytes]] | None = None
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        body = stream[at + 4 : at + 4 + length]
        if len(body) < length:
            raise FileRefused(FILE_DAMAGED, "the workbook breaks off within a record")
        if kind == CONTINUE and held is not None:
            held[2].append(body)
        else:
            if held is not None:
                yield Record(held[0], held[1], tuple(held[2]))
            _refuse(kind, body)
            held = (kind, at, [body])
        at += 4 + length
    if held is not None:
        yield Record(held[0], held[1], tuple(held[2]))


def _refuse(kind: int, body: bytes) -> None:
    if kind == _ENCRYPTED:
        raise FileRefused(
            FILE_OTHER_KIND,
            "the workbook is encrypted with a password",
            "Open it in Excel, remove the password, and save it as .xlsx.",
        )
    if kind == BEGIN and len(body) >= 2 and struct.unpack_from("<H", body)[0] != _VERSION_97:
        raise FileRefused(FILE_OTHER_KIND, "the file is an Excel workbook from before 1997")
