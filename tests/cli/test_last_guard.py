"""No run ends in a traceback, and a list says what a killed run left."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from generator.cli.fault_report import noting
from generator.cli.main import main
from generator.content.record_columns import RecordColumn
from generator.delivery.journal import Journal, staging_of
from tests.conftest import ROOT

LOG = "committee-pack-fault.log"


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """The program in an empty folder, with the sample packs and their templates."""
    monkeypatch.chdir(tmp_path)
    folders = ["--inputs", str(ROOT / "inputs"), "--templates", str(ROOT / "templates")]
    return lambda *words: main([*words, *folders, "--outputs", "o", "--pack", "oneteam"])


def broken(*_args: object, **_named: object) -> None:
    raise KeyError("secret text")


def test_a_fault_is_a_sentence_with_its_document_and_record(run, monkeypatch, capsys) -> None:
    """Whatever raises is told with pack, document and record, and how to report it."""
    monkeypatch.setattr(RecordColumn, "of", lambda _, record: _at_risk(record))
    assert run("make", "appendix-2") == 7
    said = capsys.readouterr().err
    assert "Traceback" not in said
    assert "The program itself has failed (ZeroDivisionError" in said
    for work in ("oneteam/2023-24-q4", "appendix-2-exception-risk-log.docx", "R15"):
        assert work in said.partition("at work on")[2]
    assert "--debug" in said
    assert not Path(LOG).exists()


def _at_risk(risk, *_args, **_named) -> float:
    return len(risk.reference) / 0


def test_debug_writes_the_traceback_to_a_log(run, monkeypatch, capsys) -> None:
    """On request, and only then, a file holds what a maintainer needs."""
    monkeypatch.setattr("generator.build.check", broken)
    assert run("check", "--debug") == 7
    log = Path(LOG).read_text(encoding="utf-8")
    assert "Traceback" in log
    assert "KeyError" in log
    assert "Arguments: check --debug" in log
    assert f"Send {Path.cwd() / LOG}" in capsys.readouterr().err


def test_a_worker_tells_at_what_it_was_at_work(monkeypatch) -> None:
    """A fault in another process brings the names of what it was at work on with it."""
    with pytest.raises(ZeroDivisionError) as caught:
        noting(_at_risk, type("Risk", (), {"reference": "R7"})())
    assert caught.value.__notes__ == ["R7"]


def test_a_disk_that_refuses_is_a_sentence(run, monkeypatch, capsys) -> None:
    """What the system refuses is told with its file, as no fault of the program."""

    def refused(*_: object, **_named: object) -> None:
        raise PermissionError(13, "Permission denied", "risk-register.xlsx")

    monkeypatch.setattr("generator.build.check", refused)
    assert run("check") == 5
    assert "risk-register.xlsx cannot be opened or written (Perm" in capsys.readouterr().err


def test_a_list_says_what_a_kill_left(run, capsys) -> None:
    """Where a run was cut off while documents moved, the list says that, and settles it."""
    assert run("make", "appendix-1") == 0
    target = Path("o/oneteam/2023-24-q4")
    staging = staging_of(target)
    staging.mkdir(parents=True)
    (staging / "forward.json").write_bytes(Journal(moves=(), had_manifest=True).to_json())
    capsys.readouterr()
    assert run("list") == 0
    assert "old and new ones stood side by side" in capsys.readouterr().err
    assert run("list") == 0
    assert capsys.readouterr().err == ""


def test_a_list_says_which_document_was_being_replaced(run, capsys) -> None:
    """A document that a run was cut off at is not merely said to be changed by hand."""
    assert run("make", "appendix-1") == 0
    path = Path("o/oneteam/2023-24-q4/manifest.json")
    manifest = json.loads(path.read_bytes())
    (name,) = manifest["documents"]
    path.write_text(json.dumps(manifest | {"documents": {}, "being_replaced": [name]}))
    assert run("list") == 0
    assert "a run was cut off while it replaced this document" in capsys.readouterr().out
