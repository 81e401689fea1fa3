"""A run that is killed leaves every document whole, and the next run puts the rest right."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from generator.delivery.manifest import read_manifest
from generator.delivery.output_folder import recover
from generator.errors import OutputError
from tests.delivery.conftest import contents, deliver, edition, manifest_of, sha256
from tests.delivery.killing import KILLS

ROOT = Path(__file__).parents[2]
SCENARIOS = ("first", "all", "one", "overwrite", "recovery", "two folders")


def start(*arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "tests.delivery.killing", *arguments],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )


def assert_truthful(folder: Path) -> None:
    """Every hash that the manifest gives is that of the file which stands there."""
    path = folder / "manifest.json"
    if not path.exists():
        return
    for name, record in json.loads(path.read_text())["documents"].items():
        content = (folder / name).read_bytes()
        assert content == b"by hand" or sha256(folder / name) == record["sha256"], name


def assert_whole(folder: Path, scenario: str) -> set[int]:
    """Each document is of the old edition or of the new one; gives the editions that stand."""
    found = set()
    for name, new in edition(2).items():
        path = folder / name
        if not path.exists():
            assert scenario in ("first", "two folders"), name
            found.add(0)
            continue
        content = path.read_bytes()
        if content == b"by hand":
            assert (scenario, name) == ("overwrite", "log.docx")
            found.add(1)
        else:
            assert content in (edition(1)[name], new), name
            found.add(2 if content == new else 1)
    return found


@pytest.mark.slow
@pytest.mark.parametrize("scenario", SCENARIOS)
def test_killed_at_each_step_in_turn(scenario: str, tmp_path: Path) -> None:
    """After a kill nothing is torn or untrue; after the next run the set is one edition."""
    with start("steps", scenario, str(tmp_path)) as program:
        assert program.stdout is not None
        steps = int(program.stdout.read())
    assert steps > 8
    mixed = 0
    for step in range(1, steps + 1):
        folder = tmp_path / str(step) / "oneteam" / "q4"
        mixed += len(assert_whole(folder, scenario)) > 1
        assert_truthful(folder)
        recover(folder)
        recover(folder.with_name("q5"))
        settled = assert_whole(folder, scenario)
        assert_truthful(folder)
        assert len(settled) == 1 or (scenario == "one" and settled == {1, 2})
        hidden = [name for name in contents(tmp_path / str(step)) if "/." in name]
        assert hidden == []
    # The test would prove nothing if no kill had fallen between two moves.
    assert mixed > 1
    assert settled == ({1, 2} if scenario == "one" else {2})


@pytest.mark.slow
def test_killed_at_any_call(tmp_path: Path) -> None:
    """Runs killed at sixty random function calls leave nothing torn, untrue or lying about."""
    with start("calls", str(tmp_path)) as program:
        assert program.wait() == 0
    settled = []
    for folder in sorted(tmp_path.glob("[0-9]*/oneteam/q4")):
        assert_whole(folder, "all")
        assert_truthful(folder)
        recover(folder)
        assert_truthful(folder)
        (edition_left,) = assert_whole(folder, "all")
        settled.append(edition_left)
        left = {path.name for path in folder.parent.iterdir()} - {".q4.lock"}
        assert left == {"q4"}
    # The test would prove nothing if every kill had come before the commit, or after it.
    assert set(settled) == {1, 2}
    assert len(settled) == KILLS


@pytest.mark.slow
@pytest.mark.parametrize("verb", ["recover", "deliver"])
def test_a_file_changed_after_the_kill_is_left_alone(verb: str, target: Path) -> None:
    """What an officer saves between a kill and the next run stays, and the manifest knows it."""
    with start("half-way", str(target)) as program:
        assert program.wait() == 0
    (target / "executive-report.docx").write_bytes(b"by hand")
    (target / "risk-register.xlsx").write_bytes(b"by hand")
    if verb == "recover":
        recover(target)
    else:
        with pytest.raises(OutputError, match=r"executive-report.*risk-register"):
            deliver(target, edition(3), manifest_of(edition(3), "3"))
    made_from = {
        name: record.depends_on["register.xlsx"]
        for name, record in read_manifest(target).documents.items()
    }
    assert made_from == {"executive-report.docx": "1", "log.docx": "2", "risk-register.xlsx": "1"}
    assert (target / "executive-report.docx").read_bytes() == b"by hand"
    assert (target / "log.docx").read_bytes() == edition(2)["log.docx"]
    assert (target / "risk-register.xlsx").read_bytes() == b"by hand"
