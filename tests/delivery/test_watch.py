"""A change in a folder is reported once it has settled, and only if it counts."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.delivery.watch import (
    PATIENCE_S,
    is_complete,
    is_temporary,
    settled_changes,
    watch,
)
from tests.delivery.conftest import office_file

WHOLE = office_file("risk-register.xlsx", "x" * 1000)
QUIET: set[Path] = set()


def test_a_half_written_workbook_is_waited_for(tmp_path: Path) -> None:
    """A workbook that arrives in pieces is reported once, whole."""
    path = tmp_path / "risk-register.xlsx"

    def saving() -> Iterator[set[Path]]:
        path.write_bytes(WHOLE[:500])
        yield {path}
        yield QUIET
        yield QUIET
        path.write_bytes(WHOLE)
        yield {path}
        yield QUIET
        yield QUIET

    reported = [(paths, path.read_bytes() == WHOLE) for paths in settled_changes(saving())]
    assert reported == [({path}, True)]


def test_changes_without_a_quiet_moment_between_them_are_one(tmp_path: Path) -> None:
    """Several files that are saved together cause one rebuild, and nothing changed causes none."""
    one, two = tmp_path / "a.md", tmp_path / "b.csv"
    batches = [QUIET, {one}, {two}, QUIET, QUIET, {one}, QUIET]
    assert list(settled_changes(batches)) == [{one, two}, {one}]


def test_a_file_that_stays_incomplete_is_reported_in_the_end(tmp_path: Path) -> None:
    """After the time that a person would wait, the reader says what is wrong with the file."""
    path = tmp_path / "risk-register.xlsx"
    path.write_bytes(WHOLE[:500])
    times = iter([0.0, PATIENCE_S - 1, PATIENCE_S + 1])
    batches = [{path}, QUIET, QUIET]
    assert list(settled_changes(batches, now=lambda: next(times))) == [{path}]


@pytest.mark.slow
def test_saving_as_excel_does_is_seen(tmp_path: Path) -> None:
    """Excel writes a nameless file, removes the workbook, renames: the workbook is reported."""
    path = tmp_path / "risk-register.xlsx"
    seen = threading.Event()
    reported: list[set[str]] = []

    def rebuild(paths: frozenset[Path]) -> None:
        reported.append({each.name for each in paths})
        seen.set()

    threading.Thread(target=watch, args=([tmp_path], rebuild), daemon=True).start()
    number = 0
    while not seen.wait(1):  # nobody says when the watcher has begun: save until it has seen one
        number += 1
        saved = tmp_path / "5A3B1C00"
        saved.write_bytes(office_file(path.name, f"edition {number}"))
        path.unlink(missing_ok=True)
        saved.rename(path)
    assert reported[0] == {"risk-register.xlsx"}


@pytest.mark.parametrize(
    "name",
    ["~$register.xlsx", ".~lock.register.xlsx#", "5A3B1C00", "~WRL0003.tmp", "lu1.tmp", "a.md~"],
)
def test_names_in_passing(name: str) -> None:
    """Lock files and half-saved files are nobody's input."""
    assert is_temporary(Path(name))


@pytest.mark.parametrize("name", ["register.xlsx", "pack.yaml", "summary.md", "2023-24"])
def test_names_of_inputs(name: str) -> None:
    """Inputs are not taken for lock files."""
    assert not is_temporary(Path(name))


def test_complete(tmp_path: Path) -> None:
    """A workbook counts as complete from its last byte on; other files and none at once."""
    whole = office_file("register.xlsx", "x")
    path = tmp_path / "register.xlsx"
    assert is_complete(path)
    path.write_bytes(whole[:-30])
    assert not is_complete(path)
    path.write_bytes(whole)
    assert is_complete(path)
