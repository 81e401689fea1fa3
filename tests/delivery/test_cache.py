"""The cache may be deleted, torn or unwritable, and the pieces are right all the same."""

from __future__ import annotations

from pathlib import Path

from generator.delivery.cache import Cache


def test_a_piece_is_made_once(tmp_path: Path) -> None:
    """A second fetch of the same key does not make the piece; another key does."""
    cache = Cache(tmp_path / "cache")
    made: list[str] = []

    def make() -> bytes:
        made.append("made")
        return b"picture"

    assert cache.fetch("chart 1", make) == b"picture"
    assert cache.fetch("chart 1", make) == b"picture"
    assert cache.fetch("chart 2", make) == b"picture"
    assert len(made) == 2


def test_a_torn_entry_is_made_afresh(tmp_path: Path) -> None:
    """Whatever byte an entry ends at or goes wrong at, the piece comes out right."""
    cache = Cache(tmp_path)
    cache.keep("chart", b"picture")
    (entry,) = tmp_path.iterdir()
    whole = entry.read_bytes()
    for end in range(len(whole)):
        entry.write_bytes(whole[:end])
        assert cache.fetch("chart", lambda: b"picture") == b"picture"
        entry.write_bytes(whole[:end] + b"?" + whole[end + 1 :])
        assert cache.fetch("chart", lambda: b"picture") == b"picture"


def test_a_cache_that_cannot_be_written_does_no_harm(tmp_path: Path) -> None:
    """A file where the folder should be only makes the run slower."""
    (tmp_path / "cache").write_bytes(b"")
    cache = Cache(tmp_path / "cache")
    assert cache.fetch("chart", lambda: b"picture") == b"picture"
