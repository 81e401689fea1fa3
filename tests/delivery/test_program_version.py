"""A document depends on the program's own code and on the libraries that shape it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

import pytest

from generator.delivery import program_version
from generator.delivery.freshness import Standing, states_of
from generator.delivery.program_version import hash_code, versions
from generator.inputs.folders import Request
from tests.conftest import ROOT


@pytest.fixture
def code(tmp_path: Path) -> Path:
    """A copy of the program's code."""
    return shutil.copytree(ROOT / "generator", tmp_path / "generator")


def append(name: str) -> Callable[[Path], object]:
    return lambda code: (code / name).write_bytes((code / name).read_bytes() + b"\n")


@pytest.mark.parametrize(
    "change",
    [
        append("build.py"),
        append("content/figures.py"),
        append("rules.yaml"),
        lambda code: (code / "checks" / "another.py").write_text(""),
        lambda code: (code / "mailing.py").rename(code / "posting.py"),
        lambda code: (code / "checks" / "__init__.py").unlink(),
    ],
)
def test_any_change_of_the_code_changes_its_hash(change: Callable[[Path], object], code: Path):
    """A changed, added, renamed or removed file of code or of rules is another version."""
    before = hash_code(code)
    change(code)
    assert hash_code(code) != before


def test_the_hash_is_the_same_on_every_machine(code: Path) -> None:
    """Line ends of Windows and compiled files make no other version."""
    before = hash_code(code)
    for path in code.rglob("*.py"):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    (code / "__pycache__").mkdir(exist_ok=True)
    (code / "__pycache__" / "build.cpython-311.pyc").write_bytes(b"anything")
    assert hash_code(code) == before


def test_versions_are_those_of_the_installed_libraries() -> None:
    """The manifest names each library with its version, and the program with its hash."""
    found = dict(versions())
    program = found.pop("generator")
    assert program.rpartition("+")[2] == hash_code(ROOT / "generator")[:12]
    assert found == {name: version(name) for name in found}
    assert {"docxtpl", "matplotlib", "python-docx", "XlsxWriter", "openpyxl"} <= set(found)


def test_a_new_release_makes_every_paper_stale(
    packs: Path, code: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Papers that another version of the code made are stale, and it is said why."""
    (code / "content" / "figures.py").write_text("# other code\n")
    request = Request(
        inputs=ROOT / "inputs", outputs=packs, templates=ROOT / "templates", cache=tmp_path
    )
    before = [state for folder in request.packs() for state in states_of(folder, request) or ()]
    monkeypatch.setattr(program_version, "CODE", code)
    versions.cache_clear()
    try:
        after = [state for folder in request.packs() for state in states_of(folder, request) or ()]
    finally:
        versions.cache_clear()
    assert {state.standing for state in before} == {Standing.UP_TO_DATE}
    assert {str(state) for state in after} == {"stale: the program changed"}
