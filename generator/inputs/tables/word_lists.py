"""Lists of words, written as people write them."""

from __future__ import annotations


def words(listed: str) -> frozenset[str]:
    """The words of a text, parted by spaces."""
    return frozenset(listed.split())
