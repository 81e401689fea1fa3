"""`new`: from an officer's own files to the first finished register."""

from __future__ import annotations

import io
import json
import re

import openpyxl
import pytest

from generator.cli.main import main
from generator.delivery import new_folder
from generator.errors import OutputError
from generator.inputs.folders import PackFolder
from generator.inputs.pack_reader import read_settings
from tests.inputs.registers import REGISTERS
from tests.new_pack import small_registers
from tests.new_pack.small_registers import answer

NAME = "harbour/2025-26-q1"
KINDS = {
    "with_ratings": (0, [(1, 4), (5, 11), (12, 25)]),
    "with_fills": (0, [(1, 4), (5, 11), (12, 25)]),
    "with_key": (0, [(1, 4), (5, 11), (12, 25)]),
    "with_letters": (0, [(1, 4), (5, 11), (12, 30)]),
    "with_words": (2, [(1, 5), (6, 14), (15, 25)]),
    "with_statuses": (1, [(1, 4), (5, 11), (12, 25)]),
    "with_conditional_formats": (0, [(1, 4), (5, 11), (12, 25)]),
    "with_sums": (0, [(1, 4), (5, 7), (8, 10)]),
    "with_decimals": (1, [(1, 5), (6, 14), (15, 25)]),
    "with_matrix": (0, [(None, None)] * 3),
    "with_percentages": (0, [(1, 4), (5, 11), (12, 25)]),
    "without_red": (0, [(1, 4), (5, 14), (15, 25)]),
}
"""For each kind of register the lines that are asked for, and the bands."""


@pytest.fixture
def typed(tmp_path):
    """Runs the program in folders of its own."""

    def run(*words):
        where = ["--inputs", str(tmp_path / "inputs"), "--outputs", str(tmp_path / "outputs")]
        return main([*words, *where])

    return run


@pytest.fixture
def given(tmp_path):
    """Writes a file that an officer has elsewhere."""

    def write(content, name="Risk Register v7.xlsx"):
        path = tmp_path / "own files" / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)
        return str(path)

    return write


def errors_of(typed, capsys):
    """The codes of the errors that check finds."""
    capsys.readouterr()
    typed("check", "--format", "json")
    found = json.loads(capsys.readouterr().out)
    return [each["code"] for each in found if each["severity"] == "error"]


@pytest.mark.parametrize(
    ("kind", "rule"), [("with_sums", "sum"), ("with_decimals", "given"), ("with_matrix", "matrix")]
)
def test_how_scores_follow(kind, rule, tmp_path, typed, given):
    """Sum, matrix and no rule are found out; steps between others are said."""
    assert typed("new", NAME, "--register", given(getattr(small_registers, kind)())) == 0
    folder = tmp_path / "inputs" / NAME
    answer(folder / "pack.yaml")
    settings, _ = read_settings(PackFolder(name="harbour", period="2025-26-q1", path=folder))
    assert settings.scoring.score == rule
    assert settings.scoring.decimals == (kind == "with_decimals")
    if kind == "with_matrix":
        assert [row[4] for row in settings.scoring.matrix] == ["R"] * 5
        assert settings.scoring.matrix[-1][0] == "G"


DATES = 2
"""Lines for the dates of the register and its scores, which these registers do not give."""


@pytest.mark.parametrize("kind", KINDS)
def test_the_first_register_is_made_with_few_lines_edited(kind, tmp_path, typed, given, capsys):
    """Bands are worked out where they show; what is asked is all that check finds."""
    lines, bands = KINDS[kind]
    register = given(getattr(small_registers, kind)())
    assert typed("new", NAME, "--register", register, "--title", "Harbour Renewal") == 0
    folder = tmp_path / "inputs" / NAME
    settings_file = folder / "pack.yaml"
    asked = errors_of(typed, capsys)
    assert set(asked) <= {"PACK-04"}
    assert len(asked) == DATES + (0 if kind == "with_statuses" else lines)
    assert answer(settings_file) == DATES + lines
    assert errors_of(typed, capsys) == []
    assert typed("make", "risk-register") == 0

    settings, _ = read_settings(PackFolder(name="harbour", period="2025-26-q1", path=folder))
    assert settings.programme == "Harbour Renewal"
    found = [(band.lowest, band.highest) for band in settings.scoring.bands]
    assert [(a, b) for a, b in found] == bands
    made = tmp_path / "outputs" / NAME / "risk-register.xlsx"
    book = openpyxl.load_workbook(made, data_only=True)
    cells = {cell.value for row in book["Risk register"].iter_rows() for cell in row}
    rows = openpyxl.load_workbook(register).worksheets[0].iter_rows(values_only=True)
    assert {row[0] for row in rows if str(row[0]).startswith("H")} <= cells


def test_what_is_not_known_stands_as_a_question(tmp_path, typed, given, capsys):
    """The question stands in pack.yaml and on the screen, with the line that answers it."""
    assert typed("new", NAME, "--register", given(small_registers.with_words())) == 0
    said = capsys.readouterr().out
    text = (tmp_path / "inputs" / NAME / "pack.yaml").read_text(encoding="utf-8")
    for question in ("Which council publishes the papers?", "Which scores are green, amber and"):
        assert question in said
        assert f"# ? {question}" in text
    assert "check --pack harbour --period 2025-26-q1" in said
    assert "word: Almost certain}" in text
    assert "#   F  Risk owner: Risk Owner (by its heading)" in text


def test_a_plan_in_the_councils_own_words(tmp_path, typed, given, capsys):
    """Its ratings become the key, the worst first; no line but the council is asked for."""
    plan = given(small_registers.plan(), "actions.xlsx")
    assert typed("new", NAME, "--plan", plan) == 0
    folder = tmp_path / "inputs" / NAME
    assert answer(folder / "pack.yaml") == 1
    assert errors_of(typed, capsys) == []
    settings, _ = read_settings(PackFolder(name="harbour", period="2025-26-q1", path=folder))
    words = {(each.word, each.colour) for each in settings.action_plan.key}
    assert words == {
        ("Overdue", "red"), ("Not started", "red"), ("In progress", "green"),
        ("Implemented", "blue"),
    }  # fmt: skip
    assert typed("make", "action-plan") == 0


def test_a_pack_without_a_file_can_be_filled_in(tmp_path, typed, capsys):
    """Register and plan are empty with drop-downs; check asks for the answers, then the texts."""
    assert typed("new", NAME) == 0
    folder = tmp_path / "inputs" / NAME
    assert set(errors_of(typed, capsys)) == {"PACK-04"}
    answer(folder / "pack.yaml")
    assert set(errors_of(typed, capsys)) == {"NARR-08"}

    book = openpyxl.load_workbook(folder / "risk-register.xlsx")
    page = book["Risk register"]
    lists = {
        str(each.sqref).rstrip("0123456789"): each.formula1
        for each in page.data_validations.dataValidation
    }
    assert '"1,2,3,4,5"' in lists.values()
    assert '"Open,Closed,Issue"' in lists.values()
    assert [cell.value for cell in page[3]][:2] == ["No.", "Risk Title"]
    at = {cell.value: cell.column for cell in page[3]}
    values = {
        "No.": "H1", "Description of Risk": small_registers.TEXTS[0],
        "Risk Owner": "Harbour Master", "Latest Impact": 4, "Latest Likelihood": 5,
        "Status": "Open", "Mitigating Actions": "Props",
    }  # fmt: skip
    for heading, value in values.items():
        page.cell(4, at[heading], value)
    book.save(folder / "risk-register.xlsx")
    for path in (folder / "narrative").iterdir():
        path.write_text("The harbour is open.\n", encoding="utf-8")
    implications = folder / "implications.yaml"
    text = implications.read_text(encoding="utf-8")
    implications.write_text(text.replace(": |", ": None."), encoding="utf-8")
    assert errors_of(typed, capsys) == []
    assert typed() == 0


def test_columns_that_were_explained_are_kept(tmp_path, typed, given, capsys):
    """What pack.yaml says of sheet and columns holds for the next run and the next period."""
    table = small_registers.rows(*small_registers.PLAIN, "RAG")
    table[0][5] = "Whose job"
    register = given(small_registers.workbook(small_registers.Sheet(rows=table, name="Live")))
    assert typed("new", NAME, "--register", register) == 0
    path = tmp_path / "inputs" / NAME / "pack.yaml"
    text = path.read_text(encoding="utf-8")
    named = "    sheet: Live\n    columns: {owner: Whose job}\n"
    path.write_text(re.sub(r"(    file: .*\n)", rf"\1{named}", text), encoding="utf-8")
    capsys.readouterr()
    assert typed("new", NAME) == 0
    assert "says the same" in capsys.readouterr().out
    assert typed("new", "harbour/2025-26-q2", "--register", register) == 0
    after = (tmp_path / "inputs" / "harbour" / "2025-26-q2" / "pack.yaml").read_text("utf-8")
    assert named in after


def test_what_the_council_says_once_is_not_asked_again(tmp_path, typed, given, capsys):
    """Councils and bands of council.yaml are neither written nor asked for."""
    (tmp_path / "inputs").mkdir()
    common = (
        "councils: [Northport Borough Council]\nscoring:\n  impact: 1-5\n  likelihood: 1-5\n"
        "  bands:\n    - {letter: L, word: Low, lowest: 1, highest: 9, colour: green}\n"
        "    - {letter: T, word: Top, lowest: 10, highest: 25, colour: red}\n"
    )
    (tmp_path / "inputs" / "council.yaml").write_text(common, encoding="utf-8")
    table = small_registers.rows(*small_registers.PLAIN)
    register = given(small_registers.workbook(small_registers.Sheet(rows=table)))
    assert typed("new", NAME, "--register", register) == 0
    assert answer(tmp_path / "inputs" / NAME / "pack.yaml") == DATES
    assert errors_of(typed, capsys) == []


def test_nothing_is_ever_overwritten(tmp_path, typed, given, capsys):
    """A second run shows what would change, keeps every byte, and says which file to copy."""
    register = given(small_registers.with_ratings())
    assert typed("new", NAME, "--register", register, "--title", "Harbour Renewal") == 0
    folder = tmp_path / "inputs" / NAME
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    capsys.readouterr()
    assert typed("new", NAME, "--register", given(small_registers.with_key(), "Newer.xlsx")) == 0
    said = capsys.readouterr().out
    assert "-    file: Risk Register v7.xlsx" in said
    assert "+    file: Newer.xlsx" in said
    assert "Copy Newer.xlsx" in said
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    assert typed("new", NAME) == 0
    assert "says the same" in capsys.readouterr().out


def test_the_next_quarter_asks_for_its_dates_alone(tmp_path, typed, given, capsys):
    """Council and bands are taken over from the period before; dates are not."""
    register = given(small_registers.with_words())
    assert typed("new", NAME, "--register", register, "--title", "Harbour Renewal") == 0
    first = tmp_path / "inputs" / NAME / "pack.yaml"
    assert answer(first) == DATES + 2
    text = first.read_text(encoding="utf-8").replace("[Our Council]", "[Northport Council]")
    first.write_text(text.replace("highest: 14", "highest: 12").replace("15", "13"))
    assert typed("new", "harbour/2025-26-q2", "--register", register) == 0
    second = tmp_path / "inputs" / "harbour" / "2025-26-q2"
    assert answer(second / "pack.yaml") == DATES
    settings, _ = read_settings(PackFolder(name="harbour", period="2025-26-q2", path=second))
    assert settings.programme == "Harbour Renewal"
    assert settings.councils == ("Northport Council",)
    assert [band.highest for band in settings.scoring.bands] == [5, 12, 25]
    assert settings.period.name == "Quarter 2 2025/26"
    assert errors_of(typed, capsys) == []


@pytest.mark.parametrize(
    "name",
    ["harbour", "../x", "a/..", "harbour/2025/q1", "/tmp/x", "con/2025-26-q1", "a/LPT1", "a/b c",
     ".hidden/q1", "harbour/", "a\\b/c", "x" * 70 + "/q1"],
)  # fmt: skip
def test_names_that_no_folder_should_have(name, tmp_path, typed, capsys):
    """They are refused with a sentence and exit code 2, and nothing is made."""
    assert typed("new", name) == 2
    assert not (tmp_path / "inputs").exists()
    assert "Traceback" not in capsys.readouterr().err


@pytest.mark.parametrize(
    "content", [b"", b"PK\x03\x04 not a workbook", b"%PDF-1.7", b"a,b\n1,2\n"], ids=range(4)
)
def test_a_file_that_is_no_register_is_a_finding(content, tmp_path, typed, given, capsys):
    """Nothing is written, and the reader's own finding says what is wrong."""
    assert typed("new", NAME, "--register", given(content)) == 1
    said = capsys.readouterr().err
    assert "Nothing was written" in said
    assert "Risk Register v7.xlsx" in said
    assert not (tmp_path / "inputs").exists()


def test_names_of_files(tmp_path, typed, given):
    """Any name that a file may have is quoted in pack.yaml; two files of one name are refused."""
    register = given(small_registers.with_ratings(), "Rïsk & register [v2], 'final': #1.xlsx")
    assert typed("new", NAME, "--register", register) in (0, 1)  # no name may hold a colon
    register = given(small_registers.with_ratings(), "Rïsk & register [v2], 'final' #1.xlsx")
    assert typed("new", "other/2025-26-q1", "--register", register) == 0
    answer(tmp_path / "inputs" / "other" / "2025-26-q1" / "pack.yaml")
    assert typed("make", "--pack", "other", "risk-register") == 0
    pack = given(small_registers.with_ratings(), "pack.yaml")
    assert typed("new", "third/2025-26-q1", "--register", pack) == 2
    assert not (tmp_path / "inputs" / "third").exists()


def test_a_file_that_is_not_there(tmp_path, typed):
    """A path that does not exist ends with exit code 3; so does a folder."""
    assert typed("new", NAME, "--register", str(tmp_path / "none.xlsx")) == 3
    assert typed("new", NAME, "--plan", str(tmp_path)) == 3


def test_all_files_or_none(tmp_path, typed, given, monkeypatch):
    """Where the disk refuses one file, the folder is not there, nor what stood for it."""
    register = given(small_registers.with_ratings())
    written = []

    def refuse_the_second(path, data):
        written.append(path)
        if len(written) > 1:
            raise OSError(28, "No space left on device", str(path))
        path.write_bytes(data)

    monkeypatch.setattr(new_folder, "write_file", refuse_the_second)
    assert typed("new", NAME, "--register", register) == OutputError.exit_code
    assert not (tmp_path / "inputs").exists()


@pytest.mark.parametrize("form", REGISTERS, ids=lambda form: form.name)
def test_registers_as_public_bodies_keep_them(form, tmp_path, typed, given):
    """Each form becomes a pack whose register has the records of the form."""
    content = form.content.encode() if isinstance(form.content, str) else form.content
    code = typed("new", NAME, "--register", given(content, form.file))
    if "columns" in form.more:  # headings that only the officer understands
        assert code == 1
        return
    assert code == 0
    folder = tmp_path / "inputs" / NAME
    answer(folder / "pack.yaml")
    assert typed("make", "risk-register") in (0, 1)
    made = tmp_path / "outputs" / NAME / "risk-register.xlsx"
    if made.exists():
        book = openpyxl.load_workbook(io.BytesIO(made.read_bytes()), data_only=True)
        column = [row[0].value for row in book["Risk register"].iter_rows(min_row=4)]
        assert [str(each) for each in column if each][: len(form.references)] == list(
            form.references
        )
