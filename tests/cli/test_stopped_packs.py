"""What is wrong with one pack or input stops that one alone, and is named."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from docx import Document

from generator.cli.main import main
from tests.checks.sound import Fault, write_pack
from tests.conftest import ROOT


@pytest.fixture
def run(tmp_path, capsys, monkeypatch):
    """Runs a command in a project of its own; gives exit code, what was said, files by name."""
    shutil.copytree(ROOT / "templates", tmp_path / "templates")
    monkeypatch.chdir(tmp_path)

    def command(*words):
        code = main(words)
        made = sorted(
            path.relative_to(tmp_path / "outputs").as_posix()
            for path in (tmp_path / "outputs").rglob("*.*")
            if path.suffix in (".docx", ".xlsx")
        )
        return code, capsys.readouterr(), made

    command.folder = tmp_path
    return command


def plant(folder: Path, name: str, fault: Fault) -> Path:
    return write_pack(folder / "inputs" / name / "q4", fault)


def test_error_in_another_input_stops_no_document(run):
    """The risk log is made though the savings have an error; the report, which shows them, not."""
    plant(
        run.folder,
        "one",
        Fault(
            {"savings": {"C4": "1"}},
            files={"narrative/background.md": "North saves {{ savings.north_2023_24 }}.\n"},
        ),
    )
    code, said, made = run("make", "log")
    assert (code, made) == (0, ["one/q4/log.docx"])
    assert "COUNT-05" in said.err
    assert "R2" in "".join(
        cell.text
        for table in Document(run.folder / "outputs" / made[0]).tables
        for row in table.rows
        for cell in row.cells
    )
    code, said, made = run("make", "report")
    assert (code, made) == (1, ["one/q4/log.docx"])
    assert "Nothing was written. Fix the errors above" in said.err


@pytest.mark.parametrize(
    "settings",
    [
        {"savings: {file: savings.csv}": "savings: {file: lost.csv}"},
        {"service_reviews: {file: reviews.csv}": "service_reviews: {file: lost.csv}"},
    ],
)
def test_missing_input_stops_only_what_shows_it(settings, run):
    """A file that is not there stops no document that shows nothing of it."""
    home = plant(run.folder, "one", Fault(settings=settings))
    # One line for each input, as people write it.
    text = (home / "pack.yaml").read_text(encoding="utf-8")
    head, _, rest = text.partition("inputs: {")
    inputs, _, tail = rest.partition("}\n")
    lines = inputs.replace("}, ", "}\n  ").replace("narrative, ", "narrative\n  ")
    lines = lines if lines.endswith("}") else f"{lines}}}"
    (home / "pack.yaml").write_text(f"{head}inputs:\n  {lines}\n{tail}", encoding="utf-8")
    code, said, made = run("make", "log")
    assert (code, made) == (0, ["one/q4/log.docx"]), said.err


def test_error_in_the_register_stops_the_log(run):
    """An error in the input that the document shows stops it."""
    plant(run.folder, "one", Fault({"risk_register": {"O4": 13}}))
    code, said, made = run("make", "log")
    assert (code, made) == (1, [])
    assert "SCORE-02" in said.err


BROKEN = {
    "settings": (lambda home: (home / "pack.yaml").write_text("period: [\n"), 1),
    "an input": (
        lambda home: (home / "savings.csv").write_text("Council,Year,Amount\nN,2023/24,x\n"),
        1,
    ),
    "its template": (lambda home: broken_template(home), 4),
}


def broken_template(home):
    """A template of the pack's own that fails only when it is rendered."""
    document = Document()
    document.add_paragraph("{{ 1 // (pack.programme | length - pack.programme | length) }}")
    (home / "templates").mkdir()
    document.save(home / "templates" / "exception-risk-log.docx")


@pytest.mark.parametrize("what", BROKEN)
def test_one_bad_pack_does_not_stop_the_others(what, run):
    """The other packs are made; the bad one is named at the end, and the exit code says so."""
    for name in ("a", "b", "c"):
        home = plant(run.folder, name, Fault())
        if name == "b":
            BROKEN[what][0](home)
    code, said, made = run()
    names = ("log.docx", "plan.xlsx", "register.xlsx", "report.docx")
    assert made == [f"{pack}/q4/{name}" for pack in ("a", "c") for name in names]
    assert "Not made: b/q4." in said.err.splitlines()[-1]
    assert code == BROKEN[what][1]
    code, said, _ = run()
    assert code == BROKEN[what][1], said.out


def test_list_goes_on_after_a_bad_pack(run):
    """`list` shows the states of the good packs, then the bad one, with the exit code for it."""
    for name in ("a", "b", "c"):
        home = plant(run.folder, name, Fault())
        if name == "a":
            (home / "pack.yaml").write_text("period: [\n")
    code, said, _ = run("list", "--format", "json")
    assert {each["pack"] for each in json.loads(said.out)} == {"b", "c"}
    assert (code, "a/q4/pack.yaml cannot be understood" in said.err) == (3, True)


def test_check_names_the_packs_that_cannot_be_made(run):
    """`check` says of several packs which have errors."""
    plant(run.folder, "a", Fault({"risk_register": {"O4": 13}}))
    plant(run.folder, "b", Fault())
    code, said, _ = run("check")
    assert code == 1
    assert "The documents of a/q4 cannot be made." in said.err.splitlines()[-1]


def test_mail_of_the_good_packs_is_prepared(run):
    """A pack with an error stops no other pack's mail."""
    more = "mail: {sender: office@example.org, to: [board@example.org], subject: Log, attach: []}\n"
    plant(run.folder, "a", Fault({"risk_register": {"O4": 13}}, more=more))
    plant(run.folder, "b", Fault(more=more))
    run("--pack", "b")
    code, said, _ = run("email", "--format", "json")
    assert [each["pack"] for each in json.loads(said.out)["messages"]] == ["b/q4"]
    assert (code, "No mail was prepared for a/q4." in said.err) == (1, True)
