"""Changes in a folder are handed on when they have settled, and only those that count."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from generator.delivery.watch import is_complete, is_in_passing, watch
from tests.delivery.conftest import office_file


@contextmanager
def watching(folder: Path) -> Iterator[list[set[str]]]:
    """Gives the list of what was rebuilt, as sets of file names."""
    rebuilt: list[set[str]] = []
    stop = threading.Event()

    def rebuild(paths: frozenset[Path]) -> None:
        rebuilt.append({path.name for path in paths})

    watcher = threading.Thread(
        target=watch, args=([folder], rebuild), kwargs={"stop": stop, "quiet_s": 0.2}
    )
    watcher.start()
    time.sleep(0.4)
    try:
        yield rebuilt
    finally:
        stop.set()
        watcher.join()


def wait_for(condition: object) -> None:
    deadline = time.monotonic() + 10
    while not condition() and time.monotonic() < deadline:
        time.sleep(0.05)


@pytest.mark.slow
def test_a_half_written_workbook_is_waited_out(tmp_path: Path) -> None:
    """A workbook that arrives in pieces is handed on once, whole."""
    whole = office_file("risk-register.xlsx", "x" * 1000)
    path = tmp_path / "risk-register.xlsx"
    with watching(tmp_path) as rebuilt:
        (tmp_path / "~$risk-register.xlsx").write_bytes(b"an officer")
        path.write_bytes(whole[:500])
        time.sleep(1)
        assert rebuilt == []
        path.write_bytes(whole)
        wait_for(lambda: rebuilt)
    assert rebuilt == [{"risk-register.xlsx"}]


@pytest.mark.slow
def test_saving_as_excel_does_gives_one_change(tmp_path: Path) -> None:
    """Excel writes a nameless file, removes the workbook, renames: one change of the workbook."""
    path = tmp_path / "risk-register.xlsx"
    path.write_bytes(office_file(path.name, "old"))
    with watching(tmp_path) as rebuilt:
        saved = tmp_path / "5A3B1C00"
        saved.write_bytes(office_file(path.name, "new"))
        path.unlink()
        saved.rename(path)
        saved.write_bytes(b"left over")
        wait_for(lambda: rebuilt)
        time.sleep(0.6)
    assert rebuilt == [{"risk-register.xlsx"}]


@pytest.mark.parametrize(
    "name",
    ["~$register.xlsx", ".~lock.register.xlsx#", "5A3B1C00", "~WRL0003.tmp", "lu1.tmp", "a.md~"],
)
def test_names_in_passing(name: str) -> None:
    """Lock files and half-saved files are nobody's input."""
    assert is_in_passing(Path(name))


@pytest.mark.parametrize("name", ["register.xlsx", "pack.yaml", "summary.md", "2023-24"])
def test_names_of_inputs(name: str) -> None:
    """Inputs are not taken for lock files."""
    assert not is_in_passing(Path(name))


def test_complete(tmp_path: Path) -> None:
    """A workbook counts as complete from its last byte on; other files and none at once."""
    whole = office_file("register.xlsx", "x")
    path = tmp_path / "register.xlsx"
    assert is_complete(path)
    path.write_bytes(whole[:-30])
    assert not is_complete(path)
    path.write_bytes(whole)
    assert is_complete(path)
