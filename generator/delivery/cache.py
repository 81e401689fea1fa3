"""Keeps costly pieces, such as a chart's picture, by what they were made from.

The folder may be deleted at any time. Several runs may share it without a lock: an entry is named
by its key and begins with the hash of its own content, so one that is half-written, or written by
two at once, is known for what it is and made afresh.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

HASH_BYTES = hashlib.sha256().digest_size


class Cache:
    """A folder of pieces. A disk that refuses to hold it only makes the run slower."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def fetch(self, key: str, make: Callable[[], bytes]) -> bytes:
        """The piece of this key, made now if it was not kept.

        `key` must say everything that shapes the piece, versions of libraries included.
        """
        kept = self.find(key)
        if kept is not None:
            return kept
        piece = make()
        self.keep(key, piece)
        return piece

    def find(self, key: str) -> bytes | None:
        """The piece kept for this key, None where there is none or it is not sound."""
        try:
            entry = self.path_of(key).read_bytes()
        except OSError:
            return None
        checksum, piece = entry[:HASH_BYTES], entry[HASH_BYTES:]
        return piece if hashlib.sha256(piece).digest() == checksum else None

    def keep(self, key: str, piece: bytes) -> None:
        """Keeps a piece, if the disk lets us."""
        with suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            self.path_of(key).write_bytes(hashlib.sha256(piece).digest() + piece)

    def path_of(self, key: str) -> Path:
        """Where the piece of this key is kept."""
        return self.folder / f"{hashlib.sha256(key.encode()).hexdigest()}.piece"
