"""Finished documents are read back, and nothing goes out that contradicts the inputs."""

from __future__ import annotations

import io
import shutil
import zipfile
from datetime import datetime
from email import message_from_bytes, policy
from pathlib import Path

import openpyxl
import pytest
from docx import Document

from generator.agreement import refuse_disagreements
from generator.cli.main import main
from generator.errors import DocumentError
from generator.inputs.folders import PackFolder
from generator.inputs.pack_reader import read_pack
from tests.conftest import ROOT

LOG = "appendix-2-exception-risk-log.docx"
REGISTER = "risk-register.xlsx"


@pytest.fixture(scope="module")
def sample(tmp_path_factory):
    """The OneTeam pack and its finished files, the mail among them."""
    home = tmp_path_factory.mktemp("agreement")
    places = ["--pack", "oneteam", "--outputs", str(home)]
    assert main(places) == 0
    assert main(["email", *places]) == 0
    path = ROOT / "inputs" / "oneteam" / "2023-24-q4"
    folder = PackFolder(name="oneteam", period="2023-24-q4", path=path)
    pack, _ = read_pack(folder, templates=ROOT / "templates")
    made = home / "oneteam" / "2023-24-q4"
    files = {name: (made / name).read_bytes() for name in (LOG, REGISTER, "executive-report.docx")}
    (mail,) = (made / "outbox").glob("*.eml")
    return pack, files | {"message.eml": mail.read_bytes()}


def with_cell(content: bytes, old: str, new: str, *, table: int, row: int) -> bytes:
    """A Word document in whose table a cell of a row says something else."""
    document = Document(io.BytesIO(content))
    for cell in document.tables[table].rows[row].cells:
        if cell.text == old:
            cell.text = new
            break
    else:
        raise AssertionError(f"no cell says {old}")
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def with_value(content: bytes, sheet: str, address: str, value: object) -> bytes:
    """A workbook of values in which one cell holds another."""
    book = openpyxl.load_workbook(io.BytesIO(content), data_only=True)
    assert book[sheet][address].value != value
    book[sheet][address] = value
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def places_of(content: bytes, sheet: str, heading: str, reference: str) -> str:
    """The address of a risk's cell under a heading."""
    page = openpyxl.load_workbook(io.BytesIO(content))[sheet]
    for head in page.iter_rows():
        columns = {cell.value: cell.column_letter for cell in head}
        if heading in columns:
            for row in page.iter_rows(min_row=head[0].row + 1):
                if reference in (cell.value for cell in row):
                    return f"{columns[heading]}{row[0].row}"
    raise AssertionError(f"{sheet} has no {heading} of {reference}")


def test_finished_documents_of_the_sample_agree(sample):
    """Sound documents are released."""
    pack, files = sample
    refuse_disagreements(pack, files)


def told(sample, name: str, content: bytes) -> str:
    """What is told of the sample in which one file is another."""
    pack, files = sample
    with pytest.raises(DocumentError) as refused:
        refuse_disagreements(pack, files | {name: content})
    return refused.value.message


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("3 G", "4 G", "R15: latest score is 4"),
        ("3 G", "3 R", "R15: latest rating is R"),
        ("6 A", "9 A", "R15: previous score is 9"),
        ("20 R", "16 R", "R15: baseline score is 16"),
        ("↓ Decreased", "↑ Increased", "R15: trend is increased"),
    ],
)
def test_a_word_table_that_contradicts_the_register_is_found(sample, old, new, expected):
    """Score, letter and movement of each risk, with both places."""
    content = with_cell(sample[1][LOG], old, new, table=0, row=1)
    message = told(sample, LOG, content)
    assert expected in message
    assert f"in {LOG}, table 1, row 2" in message


@pytest.mark.parametrize(
    ("sheet", "heading", "value", "expected"),
    [
        ("Risk register", "Latest score", 8, "WR6: latest score is 8"),
        ("Risk register", "Latest RAG", "G", "WR6: latest rating is G"),
        ("Risk register", "Status", "Closed", "WR6: status is Closed"),
        ("Risk register", "Baseline impact", 2, "WR6: baseline impact is 2"),
        ("Risk register", "Trend", "⇔ Unchanged", "WR6: trend is unchanged"),
    ],
)
def test_a_workbook_that_contradicts_the_register_is_found(sample, sheet, heading, value, expected):
    """Every sheet that lists risks."""
    content = sample[1][REGISTER]
    address = places_of(content, sheet, heading, "WR6")
    if openpyxl.load_workbook(io.BytesIO(content), data_only=True)[sheet][address].value == value:
        value = "↑ Increased" if heading == "Trend" else "R"
        expected = expected.replace("unchanged", "increased").replace("is G", "is R")
    assert expected in told(sample, REGISTER, with_value(content, sheet, address, value))


def test_a_count_that_contradicts_the_register_is_found(sample):
    """On the Summary sheet, and in the mail."""
    content = with_value(sample[1][REGISTER], "Summary", "C11", 7)
    assert "the risks rated R: baseline count is 7" in told(sample, REGISTER, content)
    mail = sample[1]["message.eml"].decode("ascii")
    for part in ("(open 9, issues 0", "3 up, 2 unchanged"):
        if part in mail:
            changed = mail.replace(part, part.replace("9", "8").replace("3 up", "4 up"))
            assert "the register: " in told(sample, "message.eml", changed.encode("ascii"))
            break
    else:
        raise AssertionError("the message holds neither of the counts")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("3 G", "3 out of 25 (G)"),
        ("3 G", "6 → 3"),
        ("3 G", "3/25"),
        ("HR & WD WL", "HR & WD WL (accountable)"),
        ("HR & WD WL", "HR & Workforce Development Workstream Lead"),
        ("HR & WD WL", ""),
        ("3 G", "see below"),
    ],
)
def test_what_a_template_says_in_its_own_way_is_no_contradiction(sample, old, new):
    """More words, capitals, two figures in a cell, a blank to be filled in by hand."""
    pack, files = sample
    content = with_cell(files[LOG], old, new, table=0, row=1)
    refuse_disagreements(pack, files | {LOG: content})


def test_a_template_with_a_tag_under_the_wrong_heading_releases_nothing(tmp_path, capsys):
    """An officer's template that prints the previous score as the latest one."""
    inputs, templates = tmp_path / "inputs", tmp_path / "templates"
    shutil.copytree(ROOT / "inputs" / "oneteam", inputs / "oneteam")
    shutil.copytree(ROOT / "templates", templates)
    path = templates / "exception-risk-log.docx"
    document = Document(str(path))
    row = document.tables[0]._tbl.findall(
        "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}tr"
    )[2]
    for text in row.iter("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t"):
        text.text = (text.text or "").replace("risk.latest.score", "risk.previous.score")
    document.save(str(path))
    places = ["--inputs", str(inputs), "--outputs", str(tmp_path / "outputs")]
    assert main([*places, "--templates", str(templates)]) == 1
    shown = " ".join(capsys.readouterr().err.split())
    assert "R15: latest score is 6" in shown
    assert "but 3 in the register risk-register.xlsx" in shown
    assert not list(Path(tmp_path / "outputs").rglob("*.docx"))


PLAN_WORD, PLAN_BOOK = "action-plan.docx", "action-plan.xlsx"
REPORT = "executive-report.docx"


@pytest.fixture(scope="module")
def plan(tmp_path_factory):
    """A plan with due dates and its finished files, the mail among them."""
    home = tmp_path_factory.mktemp("plan")
    path = home / "inputs" / "peer" / "q1"
    shutil.copytree(ROOT / "inputs" / "peer-challenge" / "2022-11", path)
    book = openpyxl.load_workbook(path / "action-plan.xlsx")
    sheet = book.active
    head = next(row for row in sheet.iter_rows() if "Lead" in [cell.value for cell in row])
    column = len(head) + 1
    sheet.cell(head[0].row, column, "Due date")
    for place in (1, 2):
        sheet.cell(head[0].row + place, column, datetime(2023, 3, 30 + place % 2))
    book.save(path / "action-plan.xlsx")
    places = ["--inputs", str(home / "inputs"), "--outputs", str(home / "outputs")]
    assert main(places) == 0
    assert main(["email", *places]) == 0
    folder = PackFolder(name="peer", period="q1", path=path)
    pack, _ = read_pack(folder, templates=ROOT / "templates")
    made = home / "outputs" / "peer" / "q1"
    (mail,) = (made / "outbox").glob("*.eml")
    files = {name: (made / name).read_bytes() for name in (PLAN_WORD, PLAN_BOOK)}
    return pack, files | {"message.eml": mail.read_bytes()}


def with_part(content: bytes, part: str, old: str, new: str) -> bytes:
    """A package in one part of which the first such words are others."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(stream, "w") as after:
        for name in before.namelist():
            text = before.read(name)
            if name == part:
                assert old.encode() in text
                text = text.replace(old.encode(), new.encode(), 1)
            after.writestr(name, text)
    return stream.getvalue()


def test_finished_documents_of_a_plan_agree(plan):
    """Sound documents of a pack that has nothing but actions are released."""
    refuse_disagreements(*plan)


@pytest.mark.parametrize(
    ("table", "row", "old", "new", "expected"),
    [
        (2, 1, "G", "R", "PR1: RAG is R"),
        (2, 1, "Chief Executive", "Director of Resources", "PR1: lead is Director of Resources"),
        (1, 1, "1", "2", "the actions rated Red: actions is 2"),
        (1, 6, "10", "11", "the plan: actions is 11"),
        (0, 1, "R", "G", "the actions rated Green: status is Action in progress needs"),
    ],
)
def test_a_word_plan_that_contradicts_the_plan_is_found(plan, table, row, old, new, expected):
    """Lead and status of each action, the counts and the key."""
    content = with_cell(plan[1][PLAN_WORD], old, new, table=table, row=row)
    assert expected in told(plan, PLAN_WORD, content)


@pytest.mark.parametrize(
    ("sheet", "heading", "value", "expected"),
    [
        ("Action plan", "Lead", "Nobody", "PR1: lead is Nobody"),
        ("Action plan", "RAG", "A", "PR1: RAG is A"),
        ("Action plan", "Due date", datetime(2023, 4, 1), "PR1: due date is 2023-04-01"),
        ("Action plan", "Progress", "All is done", "PR1: progress is All is done"),
        ("Action plan", "Reference", "PR99", "PR99 is named in"),
    ],
)
def test_a_workbook_that_contradicts_the_plan_is_found(plan, sheet, heading, value, expected):
    """Every column of the sheet that lists the actions."""
    content = plan[1][PLAN_BOOK]
    address = places_of(content, sheet, heading, "PR1")
    assert expected in told(plan, PLAN_BOOK, with_value(content, sheet, address, value))


@pytest.mark.parametrize(
    ("address", "value", "expected"),
    [
        ("C10", 5, "the actions rated Red: actions is 5"),
        ("A8", "Actions by RAG: Red 9, Amber 2, Green 7", "the actions rated Red: actions is 9"),
        ("A17", "Most actions: Leader (7)", "the lead Leader: actions is 7"),
        ("D19", 9, "the lead Chief Executive: actions rated Green is 9"),
    ],
)
def test_a_summary_that_contradicts_the_plan_is_found(plan, address, value, expected):
    """Counts by status and by lead, and the sentences above the tables."""
    content = with_value(plan[1][PLAN_BOOK], "Summary", address, value)
    assert expected in told(plan, PLAN_BOOK, content)


def test_a_mail_that_contradicts_the_plan_is_found(plan):
    """The counts of actions in both of its parts."""
    for old, new, expected in (
        ("Actions in the plan: 10", "Actions in the plan: 11", "the plan: actions is 11"),
        ("Red (Action in progress needs intervention): 1",
         "Red (Action in progress needs intervention): 3", "the actions rated Red: actions is 3"),
        ("plan by status: 10 in all", "plan by status: 12 in all", "the plan: actions is 12"),
    ):  # fmt: skip
        message = message_from_bytes(plan[1]["message.eml"], policy=policy.default)
        for kind in ("plain", "html"):
            part = message.get_body((kind,))
            part.set_content(part.get_content().replace(old, new), subtype=kind)
        assert expected in told(plan, "message.eml", message.as_bytes())


@pytest.mark.parametrize(
    ("address", "value", "expected"),
    [
        ("B19", 12, "the baseline scores: average is 12"),
        ("C21", 16, "the latest scores: highest is 16"),
        ("B45", 3, "the workstream Staff Morale: rated R is 3"),
        ("F57", "R: 8 risks\nR15", "baseline scores, likelihood 4: risks of impact 5 is 8"),
        ("E65", "A: 1 risk\nWR8", "latest scores, likelihood 4: rating of impact 4 is A"),
        ("E65", "R: 1 risk\nWR6", "latest scores, likelihood 4: references of impact 4 is WR6"),
        ("A9", "Red risks: 3 of 9 (baseline: 9)", "the risks rated R: latest count is 3"),
        ("A31", "Highest latest score: 25 (R29, baseline 20)", "the latest scores: highest is 25"),
    ],
)
def test_a_summary_that_contradicts_the_register_is_found(sample, address, value, expected):
    """Scores, workstreams, heat maps and the sentences above them."""
    content = with_value(sample[1][REGISTER], "Summary", address, value)
    assert expected in told(sample, REGISTER, content)


@pytest.mark.parametrize(
    ("sheet", "address", "value", "expected"),
    [
        ("Definitions", "C6", 7, "the band A: lowest score is 7"),
        ("Definitions", "B7", "Amber", "the band R: word is Amber"),
        ("Definitions", "E11", "G", "the matrix, likelihood 5: rating of impact 4 is G"),
        ("Definitions", "B20", "Grave", "step 2: impact is Grave"),
        ("Definitions", "A20", 9, "9 is named in"),
        ("Definitions", "C42", "Nobody", "the initials SRO: holder is Nobody"),
        ("Score history", "F4", 19, "R15 Baseline: score is 19"),
        ("Exception log", "A5", "WR99", "WR99 is named in"),
        ("Exception log", "J5", "SRO", "R15: owner is SRO"),
    ],
)  # fmt: skip
def test_other_sheets_that_contradict_the_pack_are_found(sample, sheet, address, value, expected):
    """Definitions, score history and the views of the register."""
    content = with_value(sample[1][REGISTER], sheet, address, value)
    assert expected in told(sample, REGISTER, content)


@pytest.mark.parametrize(
    ("part", "old", "new", "expected"),
    [
        ("xl/charts/chart1.xml", "<c:v>9</c:v>", "<c:v>8</c:v>", "$C$11:$E$11 as R Red: 8,"),
        ("xl/charts/chart1.xml", "<c:v>R Red</c:v>", "<c:v>A Amber</c:v>", "as A Amber: 9,"),
        ("xl/charts/chart3.xml", "<c:v>WR6</c:v>", "<c:v>WR5</c:v>", "draws Summary!$A$33"),
        ("xl/charts/chart4.xml", "Staff Morale (2)", "Staff Morale (3)", "draws Summary!$A$43"),
        ("xl/drawings/drawing1.xml", "latest 4 Red", "latest 5 Red", "rated R: latest count is 5"),
        ("xl/drawings/drawing1.xml", "highest 16", "highest 15", "previous scores: highest is 15"),
        ("xl/drawings/drawing1.xml", "WR8 16, 20", "WR8 17, 20", "WR8: latest score is 17"),
        ("xl/drawings/drawing1.xml", "Programme 1", "Programme 2", "Programme: all risks is 2"),
        ("xl/drawings/drawing1.xml", "of 31 January 2024", "of 1 May 2024", "date of the scores"),
    ],
)  # fmt: skip
def test_a_chart_that_contradicts_its_cells_or_the_register_is_found(
    sample, part, old, new, expected
):
    """The values, labels and titles that a chart keeps, and its alternative text."""
    assert expected in told(sample, REGISTER, with_part(sample[1][REGISTER], part, old, new))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("On hold 5, Delayed", "On hold 6, Delayed", "the service reviews: On hold: number is 6"),
        ("Of 32 service", "Of 33 service", "the service reviews: number is 33"),
        ("Awareness: 45 of", "Awareness: 44 of", "the survey in Total: Awareness: Yes is 44"),
        ("awareness 23 yes", "awareness 22 yes", "the survey in Brentwood: Awareness: Yes is 22"),
        ("Council £160,000 in", "Council £170,000 in", "District Council: 2024/25 is 170000"),
        ("all: £651,000 in", "all: £650,000 in", "the savings in all: 2024/25 is 650000"),
        ("Delayed 10, Deferred", "Late 10, Deferred", "the service reviews: Delayed: number is"),
    ],
)  # fmt: skip
def test_a_pictures_description_that_contradicts_the_inputs_is_found(sample, old, new, expected):
    """Each figure of the alternative text of a chart in Word."""
    content = with_part(sample[1][REPORT], "word/document.xml", old, new)
    assert expected in told(sample, REPORT, content)


@pytest.mark.parametrize(
    ("table", "row", "old", "new", "expected"),
    [
        (0, 1, "7", "8", "the service reviews: Complete: number is 8"),
        (5, 2, "22", "21", "the survey in Rochford: Awareness: Yes is 21"),
        (5, 3, "78", "79", "the survey in Total: responses is 79"),
        (6, 1, "19/03/24", "19/04/24", "Extraordinary Council: date is 2024-04-19"),
    ],
)
def test_tables_of_the_report_that_contradict_the_inputs_are_found(
    sample, table, row, old, new, expected
):
    """Service reviews, survey and subject history."""
    content = with_cell(sample[1][REPORT], old, new, table=table, row=row)
    assert expected in told(sample, REPORT, content)
