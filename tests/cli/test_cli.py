"""The command line, as a person types it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from generator.cli.main import main
from tests.conftest import ROOT

ONETEAM = "oneteam/2023-24-q4"


def started(tmp_path, *words, **how):
    """The program as a process of its own group."""
    command = [sys.executable, str(ROOT / "generate.py"), *words, "--outputs", str(tmp_path / "o")]
    return subprocess.Popen(command, start_new_session=True, **how)


def interrupted(tmp_path, number):
    """The program, from cold and in a process group of its own, and Ctrl-C at an import."""
    project = tmp_path / str(number)
    shutil.copytree(ROOT / "inputs", project / "inputs")
    script = str(ROOT / "tests" / "cli" / "interrupting.py")
    words = [str(ROOT / "generate.py"), str(number), "--templates", str(ROOT / "templates")]
    return subprocess.run(
        [sys.executable, script, *words],
        start_new_session=True, capture_output=True, text=True, cwd=project,
    )  # fmt: skip


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="signals to a group are POSIX's")
def test_ctrl_c_is_a_sentence_whenever_it_comes(tmp_path):
    """At any import, the first and the last among them: no traceback, exit code 130."""
    count = int(interrupted(tmp_path, 0).stdout.splitlines()[-1])
    assert count > 100
    for number in (1, 2, 3, 10, *range(count // 8, count - 30, count // 8), count - 30):
        done = interrupted(tmp_path, number)
        assert (done.returncode, "Traceback" in done.stderr) == (130, False), done.stderr


def test_nobody_need_listen(tmp_path):
    """A closed pipe or a full disk behind the output changes nothing of what is made."""
    for where in ("pipe", "/dev/full"):
        if where == "pipe":
            read, write = os.pipe()
            os.close(read)
        elif Path(where).exists():
            write = os.open(where, os.O_WRONLY)
        run = started(tmp_path, "list", stdout=write, stderr=subprocess.PIPE, text=True)
        os.close(write)
        _, said = run.communicate()
        assert (run.returncode, "Traceback" in said) == (0, False)
        assert ("cannot be written" in said) is (where != "pipe")


def test_python_may_be_careful(tmp_path):
    """`python -I generate.py` leaves the program's own folder out of the path."""
    command = [sys.executable, "-I", str(ROOT / "generate.py"), "list", "--pack", "oneteam"]
    done = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.fixture
def inputs(tmp_path):
    """A copy of the sample inputs that a test may spoil."""
    return shutil.copytree(ROOT / "inputs", tmp_path / "inputs")


@pytest.fixture
def run(tmp_path, inputs):
    """Runs a command on the copy; gives the exit code."""

    def run(*words):
        return main([*words, "--inputs", str(inputs), "--outputs", str(tmp_path / "outputs")])

    return run


def spoil(inputs, name, old, new):
    path = inputs / ONETEAM / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def snapshot(folder):
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_options_stand_before_or_after_the_verb(tmp_path, capsys):
    """`--pack` before the verb and after it mean the same."""
    outputs = ["--outputs", str(tmp_path)]
    assert main(["--pack", "peer-challenge", *outputs, "list"]) == 0
    before = capsys.readouterr().out
    assert main(["list", *outputs, "--pack", "peer-challenge"]) == 0
    assert capsys.readouterr().out == before
    assert "action-plan.docx" in before
    assert "oneteam" not in before


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--pack", "nope"], "There is no pack nope"),
        (["--pack", "nope", "--period", "2022-11"], "There is no pack nope"),
        (["--period", "2025-26-q9"], "There is no period 2025-26-q9. Did you mean"),
        (["--pack", "oneteam", "--period", "2022-11"], "There is no period 2022-11 of oneteam"),
        (["make", "nope"], "There is no document nope"),
        (["make", "appendix"], "appendix could mean appendix-1"),
    ],
)
def test_wrong_usage_ends_with_2_and_the_choices(run, capsys, words, said):
    """What does not exist or is ambiguous is named, with what there is."""
    assert run(*words) == 2
    assert said in capsys.readouterr().err


def test_unknown_options_end_with_2(capsys):
    """Wrong usage that typer finds has the same exit code."""
    assert main(["--nonsense"]) == 2


def test_missing_inputs_end_with_3(tmp_path, capsys):
    """A folder of inputs that is not there is unreadable input."""
    assert main(["--inputs", str(tmp_path / "none"), "check"]) == 3
    assert "does not exist" in capsys.readouterr().err


def test_a_missing_template_ends_with_4_and_names_the_places(inputs, run, capsys):
    """The document, the template and the folders searched are named."""
    spoil(inputs, "pack.yaml", "template: exception-risk-log.docx", "template: gone.docx")
    assert run("make", "appendix-2") == 4
    said = capsys.readouterr().err
    assert "appendix-2-exception-risk-log.docx needs the template gone.docx" in said


def test_an_error_writes_nothing_and_keeps_what_was_there(tmp_path, inputs, run, capsys):
    """One error in one pack, and no file of any pack is touched."""
    assert run() == 0
    before = snapshot(tmp_path / "outputs")
    spoil(inputs, "savings.csv", "491000", "lots")
    spoil(inputs, "narrative/summary.md", "the third year", "the {{ survey.nothing }} year")
    capsys.readouterr()
    assert run() == 1
    said = capsys.readouterr().err
    assert "oneteam/2023-24-q4/savings.csv" in said
    assert "NARR-01" in said
    assert "Nothing was written" in said
    assert snapshot(tmp_path / "outputs") == before


def test_findings_as_json_are_a_list_on_standard_output(inputs, run, capsys):
    """`--format json` gives the promised keys and nothing else on standard output."""
    spoil(inputs, "narrative/summary.md", "the third year", "the {{ survey.nothing }} year")
    assert run("check", "--format", "json", "--pack", "oneteam") == 1
    found = json.loads(capsys.readouterr().out)
    errors = [finding for finding in found if finding["severity"] == "error"]
    (error,) = errors
    keys = {"code", "severity", "file", "sheet", "row", "column", "cell", "line", "seen", "remedy"}
    assert set(error) == keys | {"places", "count", "cells"}
    assert error["file"] == f"{ONETEAM}/narrative/summary.md"
    assert (error["code"], error["line"]) == ("NARR-01", 5)


def test_check_writes_nothing(tmp_path, run):
    """`check` leaves no outputs folder behind."""
    assert run("check") == 0
    assert not (tmp_path / "outputs").exists()


def test_an_unchanged_pack_is_not_made_again(tmp_path, run, capsys):
    """The second run says that all is up to date and touches nothing; --all makes it again."""
    assert run() == 0
    made = tmp_path / "outputs" / ONETEAM / "risk-register.xlsx"
    stamp = made.stat().st_mtime_ns
    capsys.readouterr()
    assert run() == 0
    assert "Everything is up to date" in capsys.readouterr().out
    assert made.stat().st_mtime_ns == stamp
    assert run("--all") == 0
    assert "Made 6 documents" in capsys.readouterr().out


def test_a_changed_input_makes_only_what_it_shapes(inputs, run, capsys):
    """Savings are in the report and the feedback's figures, not in the risk log or register."""
    assert run() == 0
    spoil(inputs, "savings.csv", "160000", "160001")
    capsys.readouterr()
    assert run("list", "--pack", "oneteam") == 0
    said = capsys.readouterr().out
    assert "executive-report.docx" in said
    stale = [line.split()[0] for line in said.splitlines() if "stale: savings.csv changed" in line]
    assert stale == ["executive-report.docx", "appendix-1-consultation-feedback.docx"]
    assert run() == 0
    assert "Made 2 documents" in capsys.readouterr().out


def test_a_document_changed_by_hand_is_not_lost(tmp_path, run, capsys):
    """Without --overwrite the run stops with 5; with it a dated copy is kept."""
    assert run() == 0
    made = tmp_path / "outputs" / ONETEAM / "risk-register.xlsx"
    by_hand = made.read_bytes() + b"changed"
    made.write_bytes(by_hand)
    assert run() == 5
    assert "risk-register.xlsx was changed by hand" in capsys.readouterr().err
    assert made.read_bytes() == by_hand
    assert run("--overwrite") == 0
    assert made.read_bytes() != by_hand
    (copy,) = made.parent.glob("risk-register.changed-*.xlsx")
    assert copy.read_bytes() == by_hand


def test_a_broken_pack_yaml_is_findings_not_a_traceback(inputs, run, capsys):
    """Each unknown key of pack.yaml is a finding with its line; other packs are still checked."""
    path = inputs / ONETEAM / "pack.yaml"
    path.write_text("programm: x\ncouncils: 5\n", encoding="utf-8")
    assert run("check") == 1
    said = capsys.readouterr().err
    assert f"Errors in {ONETEAM}/pack.yaml" in said
    assert "line 1" in said


def test_help_names_every_verb(capsys):
    """A newcomer sees the verbs, examples and exit codes."""
    assert main(["--help"]) == 0
    said = capsys.readouterr().out
    for word in ("check", "list", "make", "watch", "email", "Examples:", "Exit codes:"):
        assert word in said


def test_email_prepares_and_sends_nothing(tmp_path, run, capsys, monkeypatch):
    """Without --send the message lies in the outbox, and it is said who would get what."""
    monkeypatch.setattr("smtplib.SMTP", None)
    assert run("--pack", "oneteam") == 0
    assert run("email", "--pack", "oneteam") == 0
    said = capsys.readouterr().out
    assert "To: Programme Board <programme.board@example.org>" in said
    assert "Nothing was sent" in said
    (message,) = (tmp_path / "outputs" / ONETEAM / "outbox").glob("*.eml")
    assert b"programme.board@example.org" in message.read_bytes()


def test_email_refuses_papers_that_are_not_up_to_date(inputs, run, capsys):
    """A stale paper is named, and the run ends with 6."""
    assert run("--pack", "oneteam") == 0
    spoil(inputs, "pack.yaml", "OFFICIAL", "OFFICIAL-SENSITIVE")
    assert run("email", "--pack", "oneteam") == 6
    assert "risk-register.xlsx is stale: pack.yaml changed" in capsys.readouterr().err


def test_sending_without_a_server_ends_with_6(run, capsys, monkeypatch):
    """What is not set up is said, with the page that explains it."""
    monkeypatch.delenv("PACK_SMTP_HOST", raising=False)
    assert run() == 0
    assert run("email", "--send") == 6
    assert "docs/mail.md" in capsys.readouterr().err


def test_a_document_that_stands_nowhere_else_is_made_alone(inputs, run, capsys):
    """An error in one pack does not keep a document of another from being made."""
    spoil(inputs, "savings.csv", "491000", "lots")
    assert run("make", "action-plan") == 0
    assert "Made 2 documents" in capsys.readouterr().out


def test_what_check_passes_can_be_built(inputs, run, capsys):
    """A name in a template that no pack has is found by `check`, with 4, like by the build."""
    folder = inputs / ONETEAM / "templates"
    folder.mkdir()
    import docx

    document = docx.Document(ROOT / "templates" / "exception-risk-log.docx")
    document.add_paragraph("{{ exception_log.projct }}")
    document.save(folder / "exception-risk-log.docx")
    assert run("check", "--pack", "oneteam") == 4
    said = capsys.readouterr().err
    assert "projct" in said
    assert "project" in said
    assert run("make", "appendix-2") == 4


def test_a_missing_template_does_not_hide_what_else_is_wrong(inputs, run, capsys):
    """Errors in the inputs are said even where a template is missing, and the template beside."""
    spoil(inputs, "pack.yaml", "template: exception-risk-log.docx", "template: gone.docx")
    spoil(inputs, "savings.csv", "491000", "lots")
    for words in (["check"], [], ["email"]):
        assert run(*words, "--pack", "oneteam") == 1
        said = capsys.readouterr().err
        assert "savings.csv" in said
        assert "gone.docx" in said


def test_a_missing_template_of_the_mail_is_said_before_the_papers_are_made(inputs, run, capsys):
    """Not only on the day on which the mail should go."""
    spoil(inputs, "pack.yaml", "\nmail:\n", "\nmail:\n  template: gone.txt\n")
    for words in (["check"], []):
        assert run(*words, "--pack", "oneteam") == 4
        assert "gone.txt" in capsys.readouterr().err


def test_findings_can_be_written_as_a_workbook_and_into_copies(tmp_path, inputs, run, capsys):
    """`--workbook` lists all findings; `--annotate` marks the cell in a copy, not the original."""
    import openpyxl

    register = inputs / ONETEAM / "risk-register.xlsx"
    original = register.read_bytes()
    listed, copies = tmp_path / "findings.xlsx", tmp_path / "copies"
    words = ["--pack", "oneteam", "--workbook", str(listed), "--annotate", str(copies)]
    assert run("check", *words) == 0
    assert register.read_bytes() == original
    rows = list(openpyxl.load_workbook(listed)["Findings"].iter_rows(values_only=True))
    assert any("REF-03" in row for row in rows)
    sheet = openpyxl.load_workbook(copies / ONETEAM / "risk-register.xlsx")["Risk register"]
    assert "REF-03" in sheet["A13"].comment.text
    assert sheet["A12"].comment is None


def test_annotated_copies_never_overwrite_the_inputs(inputs, run):
    """The folder of the inputs is refused as that of the copies."""
    before = snapshot(inputs)
    assert run("check", "--annotate", str(inputs)) == 2
    assert snapshot(inputs) == before


def test_a_file_in_the_way_of_the_outputs_is_no_traceback(tmp_path, run, capsys):
    """`list` says that all is missing; a build says what stands in the way, with 5."""
    (tmp_path / "outputs").write_text("in the way", encoding="utf-8")
    assert run("list", "--pack", "oneteam") == 0
    assert "missing" in capsys.readouterr().out
    assert run("--pack", "oneteam") == 5
    assert "Move what stands in the way" in capsys.readouterr().err


def test_a_cell_that_cannot_be_read_is_said_once(inputs, run, capsys):
    """A score off the scale is one finding; that the score is blank to the checks is none."""
    import openpyxl

    path = inputs / ONETEAM / "risk-register.xlsx"
    book = openpyxl.load_workbook(path)
    book["Risk register"]["M6"] = 6
    book.save(path)
    assert run("check", "--pack", "oneteam", "--format", "json") == 1
    found = json.loads(capsys.readouterr().out)
    assert [each["code"] for each in found if each["cell"] == "M6"] == ["SCORE-01"]


def stale(run, capsys):
    """The documents of the OneTeam pack that `list` calls stale, and why."""
    capsys.readouterr()
    assert run("list", "--pack", "oneteam") == 0
    lines = [line.split(maxsplit=1) for line in capsys.readouterr().out.splitlines()]
    return {name: state for name, state in lines if state.startswith("stale")}


def test_a_changed_register_makes_the_log_and_the_workbook_stale(inputs, run, capsys):
    """The risk register shapes every OneTeam document: the prose may draw on it, too."""
    assert run("--pack", "oneteam") == 0
    path = inputs / ONETEAM / "risk-register.xlsx"
    path.write_bytes(path.read_bytes() + b"\0")
    said = "stale: risk-register.xlsx changed"
    assert stale(run, capsys) == {
        "executive-report.docx": said,
        "appendix-1-consultation-feedback.docx": said,
        "appendix-2-exception-risk-log.docx": said,
        "risk-register.xlsx": said,
    }


def test_a_new_section_makes_the_prose_stale(inputs, run, capsys):
    """A section that has come since is noticed before any input is read."""
    assert run("--pack", "oneteam") == 0
    (inputs / ONETEAM / "narrative" / "recommendation.md").write_text("To note.", "utf-8")
    said = "stale: narrative/recommendation.md is new"
    assert stale(run, capsys) == {
        "executive-report.docx": said,
        "appendix-1-consultation-feedback.docx": said,
    }


CHANGES = {
    "savings.csv": ("491000", "492000"),
    "survey-counts.csv": ("Brentwood,", "Brentwood ,"),
    "service-reviews.csv": ("Delayed", "On hold"),
    "subject-history.csv": ("Council", "The Council"),
    "implications.yaml": ("There are no further financial", "There are no other financial"),
    "narrative/summary.md": ("the", "such"),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", CHANGES)
def test_what_is_not_made_again_is_what_a_whole_run_would_make(name, tmp_path, inputs, run):
    """Whatever a document prints of an input, the input makes it stale."""
    assert run("--pack", "oneteam") == 0
    spoil(inputs, name, *CHANGES[name])
    assert run("--pack", "oneteam") == 0
    by_parts = snapshot(tmp_path / "outputs" / ONETEAM)
    shutil.rmtree(tmp_path / "outputs")
    assert run("--pack", "oneteam") == 0
    assert snapshot(tmp_path / "outputs" / ONETEAM) == by_parts
