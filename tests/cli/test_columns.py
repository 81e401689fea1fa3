"""`check --columns` says of each filled column what it was read as and where it is printed."""

from __future__ import annotations

import json
import shutil

import pytest

from generator.cli.main import main
from tests.conftest import ROOT


@pytest.fixture
def columns(tmp_path, capsys):
    """Runs `check --columns` on a copy of a sample pack; gives what it prints."""
    pack = "peer-challenge"
    inputs = tmp_path / "inputs" / pack
    shutil.copytree(ROOT / "inputs" / pack, inputs)

    def run(*words, settings=lambda text: text):
        path = inputs / "2022-11" / "pack.yaml"
        path.write_text(settings(path.read_text(encoding="utf-8")), encoding="utf-8")
        main(["check", "--columns", "--inputs", str(tmp_path / "inputs"), *words])
        return capsys.readouterr().out

    return run


def test_columns_are_listed_with_cells_meaning_and_documents(columns):
    """One line per column, in the order of the sheet."""
    line = next(line for line in columns().splitlines() if line.split()[:1] == ["C4:C13"])
    assert " ".join(line.split()) == (
        "C4:C13 Lead read as Lead, printed in action-plan.docx; in action-plan.xlsx (Summary, "
        "Action plan)"
    )


def test_columns_of_a_pack_with_errors_name_no_documents(columns):
    """What cannot be composed is not said to be printed nowhere."""
    found = json.loads(
        columns("--format", "json", settings=lambda text: text.replace("letter: G", "letter: Q"))
    )
    assert any(finding["severity"] == "error" for finding in found["findings"])
    lead = next(each for each in found["columns"] if each["heading"] == "Lead")
    assert (lead["cells"], lead["read_as"], lead["printed_in"]) == ("C4:C13", "Lead", None)
