"""Finds a stream in a compound file, the container of old Office files.

The format is Microsoft's [MS-CFB]: sectors in chains, a directory, small streams within a
stream of their own.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence

from generator.inputs.files.file_rules import FILE_DAMAGED
from generator.inputs.files.refusal import FileRefused

_HEADER = 512
_ENTRY = 128
_LAST_SECTOR = 0xFFFFFFFA
"""Sector numbers from here on are marks, not sectors."""


def read_stream(data: bytes, names: Sequence[str]) -> bytes:
    """The first stream of one of the names. Raises FileRefused where the file is damaged."""
    try:
        return _CompoundFile(data).stream(names)
    except (struct.error, IndexError, KeyError) as problem:
        raise FileRefused(FILE_DAMAGED, "the file breaks off before its end") from problem


class _CompoundFile:
    def __init__(self, data: bytes) -> None:
        self._data = data
        shift, mini_shift = struct.unpack_from("<HH", data, 30)
        if not 7 <= shift <= 16 or not 4 <= mini_shift <= shift:
            raise FileRefused(FILE_DAMAGED, "the file's header is damaged")
        self._size, self._mini_size = 1 << shift, 1 << mini_shift
        first_directory, _, self._cutoff, first_mini = struct.unpack_from("<IIII", data, 48)
        self._table = self._allocation_table()
        self._directory = self._chain(first_directory)
        mini_table = self._chain(first_mini) if first_mini < _LAST_SECTOR else b""
        self._mini_table = struct.unpack(f"<{len(mini_table) // 4}I", mini_table)

    def stream(self, names: Sequence[str]) -> bytes:
        entries = {name: (start, size) for name, start, size in self._entries()}
        for name in names:
            if name in entries:
                start, size = entries[name]
                if size < self._cutoff:
                    return self._mini_chain(start, entries["Root Entry"][0])[:size]
                return self._chain(start)[:size]
        raise FileRefused(FILE_DAMAGED, f"the file lacks its part {names[0]}")

    def _entries(self) -> list[tuple[str, int, int]]:
        found = []
        for at in range(0, len(self._directory) - _ENTRY + 1, _ENTRY):
            length = struct.unpack_from("<H", self._directory, at + 64)[0]
            name = self._directory[at : at + max(0, min(length, 64) - 2)].decode(
                "utf-16-le", "replace"
            )
            start, size = struct.unpack_from("<II", self._directory, at + 116)
            found.append((name, start, size))
        return found

    def _allocation_table(self) -> Sequence[int]:
        """The number of the sector that follows each sector."""
        sectors = [n for n in struct.unpack_from("<109I", self._data, 76) if n < _LAST_SECTOR]
        following, count = struct.unpack_from("<II", self._data, 68)
        per_sector = self._size // 4 - 1
        for _ in range(min(count, len(self._data) // self._size + 1)):
            if following >= _LAST_SECTOR:
                break
            numbers = struct.unpack(f"<{per_sector + 1}I", self._sector(following))
            sectors += [number for number in numbers[:-1] if number < _LAST_SECTOR]
            following = numbers[-1]
        table = b"".join(map(self._sector, sectors))
        return struct.unpack(f"<{len(table) // 4}I", table)

    def _sector(self, number: int) -> bytes:
        start = (
            _HEADER + number * self._size if self._size == _HEADER else (number + 1) * self._size
        )
        sector = self._data[start : start + self._size]
        return sector.ljust(self._size, b"\0")

    def _chain(self, start: int) -> bytes:
        return b"".join(map(self._sector, self._numbers(start, self._table)))

    def _mini_chain(self, start: int, container: int) -> bytes:
        mini = self._chain(container)
        size = self._mini_size
        numbers = self._numbers(start, self._mini_table)
        return b"".join(mini[number * size : (number + 1) * size] for number in numbers)

    def _numbers(self, start: int, table: Sequence[int]) -> list[int]:
        numbers: list[int] = []
        number = start
        while number < _LAST_SECTOR:
            if number >= len(table) or len(numbers) > len(table):
                raise FileRefused(FILE_DAMAGED, "the file breaks off before its end")
            numbers.append(number)
            number = table[number]
        return numbers
