"""What people read in the terminal."""

import io
import json
import re
from dataclasses import replace

import pytest

from generator.cli.main import main, verb_first
from generator.cli.terminal import MOST_LINES, Console, finding_records
from generator.findings import Finding, Location, Severity


def finding(row, column, severity=Severity.ERROR, *, file="a.xlsx", **more):
    return Finding(
        code="X-01",
        severity=severity,
        location=Location(file=file, sheet="S", row=row, column=column),
        seen=f"{column}{row} is wrong",
        remedy="Fix it.",
        **more,
    )


MIXED = (finding(10, "A"), finding(2, "AA"), finding(2, "B"))


def shown(found, capsys, **options):
    Console(**options).findings(found)
    return capsys.readouterr().err.splitlines()


def test_findings_come_by_file_in_the_order_of_the_sheet(capsys):
    """Row by row, and in a row B before AA, cell first; the count comes last."""
    lines = shown(MIXED, capsys)
    assert lines[0] == "Errors in a.xlsx, sheet S"
    assert [line.split()[0] for line in lines[1:-1]] == ["B2", "AA2", "A10"]
    assert lines[1] == "  B2   X-01  B2 is wrong. Fix it."
    assert lines[-1] == "3 errors, no warnings."


def test_a_finding_that_asks_back_ends_with_its_question_mark(capsys):
    """No full stop follows a question."""
    asking = replace(finding(2, "B"), seen="did you mean Risk Owner?")
    assert shown([asking], capsys)[1] == "  B2  X-01  Did you mean Risk Owner? Fix it."


@pytest.mark.parametrize(
    ("seen", "begins"),
    [("savings.csv is a link", "savings.csv is"), ("the score is 16", "The score is")],
)
def test_a_sentence_begins_with_a_capital_but_a_name_as_it_is_spelt(seen, begins, capsys):
    """The name of a file or a key is not changed where it begins a sentence."""
    assert begins in shown([replace(finding(1, "A"), seen=seen)], capsys)[1]


def test_errors_come_before_warnings_and_notes_are_counted(capsys):
    """Notes are listed only where they are asked for."""
    found = [finding(1, "A", Severity.NOTE), finding(2, "A", Severity.WARNING), finding(3, "A")]
    lines = shown(found, capsys)
    assert [line.split()[0] for line in lines] == ["Errors", "A3", "Warnings", "A2", "1"]
    assert lines[-1] == "1 error, 1 warning, 1 note (--notes shows them)."
    assert "  A1  X-01  A1 is wrong. Fix it." in shown(found, capsys, show_notes=True)


def test_a_screen_of_findings_and_the_number_of_the_others(capsys):
    """However many causes there are, about a screen is shown, unless all are asked for."""
    found = [finding(2, "B", file=f"{number:03}.xlsx") for number in range(500)]
    lines = shown(found, capsys)
    assert len(lines) <= MOST_LINES + 2
    (left,) = re.findall(r"… and (\d+) more", "\n".join(lines))
    assert int(left) + sum(line.startswith("  B2") for line in lines) == 500
    assert sum(line.startswith("  B2") for line in shown(found, capsys, show_all=True)) == 500


def test_one_cause_is_one_entry_with_its_cells(capsys):
    """Many cells of a column with the same fault are one entry, and the cells are ranges."""
    lines = shown([finding(row, "C") for row in range(2, 30)], capsys)
    assert lines[1].startswith("  C2:C29  X-01  28 cells")
    assert lines[-1] == "1 error, no warnings."


def test_json_has_one_record_per_cause_and_nothing_beside_it(capsys):
    """Standard output is the JSON alone; what is said goes to standard error."""
    console = Console(as_json=True)
    console.result(finding_records(MIXED))
    console.say("done")
    said = capsys.readouterr()
    assert [each["cell"] for each in json.loads(said.out)] == ["B2", "AA2", "A10"]
    assert said.err == "done\n"


def test_accepted_findings_are_counted_apart(capsys):
    """What pack.yaml accepts with a reason is counted apart and shown with the reason."""
    found = [finding(1, "A", Severity.WARNING), finding(2, "A", silenced=True, reason="Known.")]
    assert shown(found, capsys)[-1].startswith("No errors, 1 warning, 1 accepted in pack.yaml")


@pytest.fixture
def timers(monkeypatch):
    """What timers would call, without waiting."""
    started = []

    class FakeTimer:
        daemon = False

        def __init__(self, seconds, call):
            started.append(call)

        def start(self):
            pass

    monkeypatch.setattr("generator.cli.terminal.Timer", FakeTimer)
    return started


def test_a_long_first_step_is_shown_while_it_lasts(capsys, timers):
    """The step at work is shown once the command has taken a while, even before it ends."""
    console = Console()
    console.progress("Reading a/b")
    assert capsys.readouterr().err == ""
    timers[0]()
    assert capsys.readouterr().err == "Reading a/b …\n"
    console.progress("Reading a/c")
    console.stop_progress()
    timers[0]()
    assert capsys.readouterr().err == ""


class Terminal(io.StringIO):
    def isatty(self):
        return True


def test_a_terminal_shows_steps_in_one_line(monkeypatch, timers):
    """The line changes with the steps and is gone before anything else is printed."""
    terminal = Terminal()
    monkeypatch.setattr("sys.stderr", terminal)
    monkeypatch.setenv("TERM", "xterm-256color")
    console = Console()
    console.progress("Reading a/b")
    timers[0]()
    console.warn("Nothing was written.")
    shown = terminal.getvalue()
    assert "Reading a/b …" in shown
    assert shown.endswith("Nothing was written.\n")
    assert "\x1b[2K" in shown.rpartition("Reading a/b")[2]  # the line is erased
    assert "\x1b[?25h" in shown.rpartition("Reading a/b")[2]  # and the cursor is back


def test_colour_is_for_terminals_that_want_it(monkeypatch):
    """A terminal gets colour, unless NO_COLOR is set; a file never does."""
    from generator.cli.terminal import _coloured

    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    assert "\x1b[" in _coloured("Errors", "bold red", Terminal())
    monkeypatch.setenv("NO_COLOR", "1")
    assert _coloured("Errors", "bold red", Terminal()) == "Errors"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["chek"], "Did you mean 'check'?"),
        (["check", "--pak", "x"], "--pack"),
        (["--pack", "onetem"], 'Did you mean "oneteam"?'),
        (["make", "risk-registre"], 'Did you mean "risk-register"?'),
        (["make", "apendix-2"], 'Did you mean "appendix-2-exception-risk-log"?'),
        (["--period", "2023-24-q5"], 'Did you mean "2023-24-q4"?'),
        (["list", "--format", "jsn"], "'text', 'json'"),
        (["email", "--send", "--test"], "exclude each other"),
        (["email", "--again"], "--again goes with --send"),
    ],
)
def test_misspelt_words_get_a_suggestion(words, said, capsys):
    """A verb, an option, a pack and a document that nearly exist are suggested."""
    assert main(words) == 2
    assert said in capsys.readouterr().err


@pytest.mark.parametrize(
    ("typed", "understood"),
    [
        (["--pack", "a", "make", "x", "--overwrite"], ["make", "--pack", "a", "x", "--overwrite"]),
        (["--all"], ["build", "--all"]),
        ([], ["build"]),
        (["--version"], ["--version"]),
        (["-h"], ["-h"]),
        (["list", "--pack", "check"], ["list", "--pack", "check"]),
    ],
)
def test_the_verb_is_found_wherever_it_stands(typed, understood):
    """Options stand before the verb or after it; without a verb the program builds."""
    from typer.main import get_command

    from generator.cli.options import app

    assert verb_first(typed, get_command(app)) == understood


@pytest.mark.parametrize(
    ("typed", "completed"),
    [
        ("committee-pack ch", "check"),
        ("committee-pack check --col", "--columns"),
        ("committee-pack list --pa", "--pack"),
        ("committee-pack list --pack one", "oneteam"),
        ("committee-pack list --period 2022", "2022-11"),
        ("committee-pack make appendix-2", "appendix-2-exception-risk-log"),
    ],
)
def test_the_shell_completes_verbs_options_packs_and_documents(
    typed, completed, capsys, monkeypatch
):
    """What bash asks for when Tab is pressed."""
    monkeypatch.setattr("sys.argv", ["committee-pack"])
    monkeypatch.setenv("_COMMITTEE_PACK_COMPLETE", "complete_bash")
    monkeypatch.setenv("COMP_WORDS", typed)
    monkeypatch.setenv("COMP_CWORD", str(len(typed.split()) - 1))
    assert main([]) == 0
    assert completed in capsys.readouterr().out.split()


def test_the_program_answers_under_the_name_that_was_typed(capsys, monkeypatch):
    """Messages and help name the command that the person used."""
    for started, name in (
        ("/usr/bin/committee-pack", "committee-pack"),
        ("/x/generator/__main__.py", "python -m generator"),
        ("generate.py", "generate.py"),
    ):
        monkeypatch.setattr("sys.argv", [started])
        main(["--pack", "nope"])
        assert capsys.readouterr().err.startswith(f"{name}: There is no pack nope")
        main(["--help"])
        assert f"Usage: {name} " in capsys.readouterr().out


def test_the_help_lists_the_options_of_a_run_without_a_verb(capsys):
    """A newcomer who types --help sees how to choose a pack."""
    main(["--help"])
    said = capsys.readouterr().out
    for option in ("--pack", "--period", "--all", "--overwrite", "--all-findings", "--version"):
        assert option in said
