"""Readings have a place in time: movement is from an earlier one, a target is a distance."""

from __future__ import annotations

from email import message_from_bytes, policy
from pathlib import Path

import openpyxl
import pytest
import yaml
from docx import Document

from generator.cli.main import main
from generator.delivery.freshness import states_of
from generator.inputs.folders import Request, find_packs
from tests.conftest import ROOT
from tests.random_registers import random_register
from tests.test_documents_agree import rows_of

TARGETED = (
    "Risk ID,Description of Risk,Inherent Consequence,Inherent Likelihood,Current Consequence,"
    "Current Likelihood,Target Score,{extra}Risk Owner,Status\n"
    "CR01,The quay wall fails,5,4,4,3,6,{first}HM,Open\n"
    "CR02,The crane fails,4,4,2,2,4,{second}HM,Open\n"
)


def build(folder: Path, csv: str, before: str = "", **register: object) -> Path:
    """The outputs of a pack with a register; `register` goes into its settings.

    `before` is the register of the period before, "" where there is none.
    """
    files = random_register(3).files()
    settings = yaml.safe_load(files["pack.yaml"])
    settings["risk_register"] |= register | {"exceptions": {"any_of": [{"score_at_least": 1}]}}
    settings["scoring"]["impact"] = [{"score": n, "word": f"i{n}"} for n in range(1, 6)]
    settings["scoring"]["likelihood"] = [{"score": n, "word": f"l{n}"} for n in range(1, 6)]
    settings["scoring"]["bands"] = [
        {"letter": "G", "word": "Green", "lowest": 1, "highest": 5},
        {"letter": "A", "word": "Amber", "lowest": 6, "highest": 14},
        {"letter": "R", "word": "Red", "lowest": 15, "highest": 25},
    ]
    settings["scoring"].pop("matrix", None)
    settings["scoring"] |= {"score": "product", "decimals": False}
    settings["documents"] = [
        each for each in settings["documents"] if each["name"] in ("exception-log", "workbook")
    ]
    del settings["inputs"]["narrative"]
    settings.pop("rules", None)
    write(folder / "inputs" / "harbour" / "q1", settings, csv)
    if before:
        settings["period"] = {"name": "Quarter 4", "start": "2025-01-01", "end": "2025-03-31"}
        settings["risk_register"] |= {"version_date": "2025-03-31", "latest_date": "2025-03-31"}
        write(folder / "inputs" / "harbour" / "q0", settings, before)
    places = ["--inputs", str(folder / "inputs"), "--outputs", str(folder / "outputs")]
    assert main(places) == 0
    assert main(["email", *places]) == 0
    return folder / "outputs" / "harbour" / "q1"


def write(pack: Path, settings: dict, csv: str) -> None:
    """A pack's two files."""
    pack.mkdir(parents=True, exist_ok=True)
    (pack / "pack.yaml").write_text(yaml.safe_dump(settings, sort_keys=False), encoding="utf-8")
    (pack / "risks.csv").write_text(csv, encoding="utf-8")


def word_rows(path: Path) -> list[dict[str, str]]:
    """The rows of the log by heading."""
    head, *rows = ([cell.text for cell in row.cells] for row in Document(path).tables[0].rows)
    return [dict(zip(head, row, strict=True)) for row in rows]


def texts(outputs: Path) -> dict[str, str]:
    """All text of each document and of the mail."""
    book = openpyxl.load_workbook(outputs / "workbook.xlsx", data_only=True)
    cells = (cell.value for sheet in book for row in sheet for cell in row)
    log = Document(outputs / "exception-log.docx")
    words = [paragraph.text for paragraph in log.paragraphs]
    words += [cell.text for table in log.tables for row in table.rows for cell in row.cells]
    (path,) = (outputs / "outbox").glob("*.eml")
    message = message_from_bytes(path.read_bytes(), policy=policy.default)
    return {
        "workbook": "\n".join(str(value) for value in cells if value is not None),
        "log": "\n".join(words),
        "mail": message.get_body(("plain",)).get_content(),
        "mail in HTML": message.get_body(("html",)).get_content(),
    }


def test_a_target_is_no_movement(tmp_path):
    """A risk above its target has not increased: the papers say how far it is from the target."""
    outputs = build(tmp_path, TARGETED.format(extra="", first="", second=""))
    for document, text in texts(outputs).items():
        assert "ncreased" not in text, document
        assert "Trend" not in text, document
    rows = word_rows(outputs / "exception-log.docx")
    assert [row["Target Risk Score"] for row in rows] == [
        "6 A\n6 above target",
        "4 G\nat target",
    ]
    book = openpyxl.load_workbook(outputs / "workbook.xlsx", data_only=True)
    assert [row["Distance to target score"] for row in rows_of(book, "RiskRegister")] == [6, 0]
    assert "Target score: 6 (6 above target)." in texts(outputs)["mail"]


def test_the_registers_own_direction_is_shown_where_no_earlier_score_is_known(tmp_path):
    """In the officer's own words for it, without scores that nobody recorded."""
    csv = TARGETED.format(extra="Direction of travel,", first="Down,", second="→,")
    outputs = build(tmp_path, csv)
    rows = word_rows(outputs / "exception-log.docx")
    assert [row["Direction of travel"] for row in rows] == ["↓ Decreased", "⇔ Unchanged"]
    book = openpyxl.load_workbook(outputs / "workbook.xlsx", data_only=True)
    assert [row["Direction of travel"] for row in rows_of(book, "RiskRegister")] == [
        "↓ Decreased",
        "⇔ Unchanged",
    ]
    assert "- CR01 decreased\n" in texts(outputs)["mail"].replace("\r\n", "\n")


@pytest.mark.parametrize(
    ("column", "moved"), [("Previous Score", "from 16 to 12"), ("Q4 Score", "from 16 to 12")]
)
def test_movement_is_from_the_reading_before(column, moved, tmp_path):
    """Of the period before, or of the register's own previous column, and never of the target."""
    csv = TARGETED.format(extra=f"{column},", first="16,", second="4,")
    text = texts(build(tmp_path, csv))["mail"].replace("\r\n", "\n")
    assert f"- CR01 decreased {moved}\n" in text
    assert "0 up, 1 unchanged, 1 down" in text


def test_the_councils_own_words_are_used_in_every_paper(tmp_path):
    """Those of the register's headings: Inherent, Current, Consequence."""
    csv = TARGETED.format(extra="Previous Score,", first="16,", second="4,")
    outputs = build(tmp_path, csv)
    head = word_rows(outputs / "exception-log.docx")[0]
    assert {"Inherent Consequence", "Current Likelihood", "Current Risk Score"} <= {
        name.replace(" 30.06.25", "") for name in head
    }
    book = openpyxl.load_workbook(outputs / "workbook.xlsx", data_only=True)
    assert {"Inherent consequence", "Current score"} <= {*rows_of(book, "RiskRegister")[0]}
    for document, text in texts(outputs).items():
        assert "Latest" not in text, document
        assert "Baseline" not in text, document


def test_words_of_the_pack_come_before_those_of_the_register(tmp_path):
    """`words` in pack.yaml settles them."""
    csv = TARGETED.format(extra="Previous Score,", first="16,", second="4,")
    words = {"latest": "Residual", "impact": "Severity", "trend": "Movement"}
    outputs = build(tmp_path, csv, words=words)
    book = openpyxl.load_workbook(outputs / "workbook.xlsx", data_only=True)
    assert {"Residual severity", "Residual score", "Movement"} <= {
        *rows_of(book, "RiskRegister")[0]
    }


STAGED = (
    "Ref,Description of Risk,{one} Score,{two} Score,Owner,Status\n"
    "A1,The wall fails,{a},{b},HM,Open\n"
)


@pytest.mark.parametrize(
    ("one", "two", "stages", "movement", "target"),
    [
        ("Latest", "Revised", {"Revised": "previous"}, "from 8 to 12", None),
        ("Latest", "Revised", {"revised": "target"}, None, "8 (4 above revised)"),
        ("Current", "Moderated", {"Moderated": "previous"}, "from 8 to 12", None),
        ("Current", "Residual", {}, None, "8 (4 above residual)"),
    ],
)
def test_the_pack_says_what_a_stage_means(one, two, stages, movement, target, tmp_path):
    """Where the headings leave doubt; without a word of the pack it is a warning."""
    csv = STAGED.format(one=one, two=two, a=12, b=8)
    text = texts(build(tmp_path, csv, stages=stages))["mail"]
    assert (movement is not None) == ("decreased" in text or "increased" in text)
    assert movement is None or movement in text
    assert target is None or target in text


def test_a_score_beside_residual_is_the_one_before_action(tmp_path):
    """A plain score and a residual one: the residual is the score now, nothing moved."""
    csv = STAGED.format(one="", two="Residual", a=12, b=8).replace(", Score", ",Score")
    outputs = build(tmp_path, csv)
    book = openpyxl.load_workbook(outputs / "workbook.xlsx", data_only=True)
    (row,) = rows_of(book, "RiskRegister")
    assert (row["Baseline score"], row["Residual score"]) == (12, 8)
    for document, text in texts(outputs).items():
        assert "ecreased" not in text, document
        assert "Not scored" not in text, document


def test_movement_is_from_the_folder_of_the_period_before(tmp_path):
    """It comes before the register's own previous score, and the history shows both."""
    before = TARGETED.format(extra="", first="", second="").replace(
        "CR01,The quay wall fails,5,4,4,3", "CR01,The quay wall fails,5,4,5,4"
    )
    csv = TARGETED.format(extra="Previous Score,", first="16,", second="4,")
    outputs = build(tmp_path, csv, before)
    assert "- CR01 decreased from 20 to 12\n" in texts(outputs)["mail"].replace("\r\n", "\n")
    book = openpyxl.load_workbook(outputs / "workbook.xlsx", data_only=True)
    history = [
        (row["Reading"], row["Score"])
        for row in rows_of(book, "ScoreHistory")
        if row["Reference"] == "CR01"
    ]
    assert history == [
        ("Inherent", 20), ("Quarter 4", 20), ("Previous", 16), ("Current", 12), ("Target", 6),
    ]  # fmt: skip


def test_a_risk_is_new_where_the_period_before_did_not_have_it(tmp_path, capsys):
    """And one that the period before had open, and that is gone, is a warning."""
    csv = TARGETED.format(extra="", first="", second="")
    before = csv.replace("CR02,", "CR09,")
    book = openpyxl.load_workbook(build(tmp_path, csv, before) / "workbook.xlsx", data_only=True)
    new = {row["Reference"]: row["New in the period"] for row in rows_of(book, "RiskRegister")}
    assert new == {"CR01": "No", "CR02": "Yes"}
    assert "CR09 was open in Quarter 4 and is not here any more" in " ".join(
        capsys.readouterr().err.split()
    )


def test_a_change_in_the_period_before_makes_the_papers_stale(tmp_path):
    """As does a period before that is new."""
    csv = TARGETED.format(extra="", first="", second="")
    build(tmp_path, csv)
    folder = tmp_path / "inputs" / "harbour"
    assert reasons(tmp_path) == {}
    settings = yaml.safe_load((folder / "q1" / "pack.yaml").read_text(encoding="utf-8"))
    settings["period"] = {"name": "Quarter 4", "start": "2025-01-01", "end": "2025-03-31"}
    write(folder / "q0", settings, csv)
    assert {*reasons(tmp_path).values()} == {("../q0/pack.yaml is new",)}
    assert make(tmp_path) == 0
    assert reasons(tmp_path) == {}
    write(
        folder / "q0",
        settings,
        csv.replace("CR01,The quay wall fails,5,4,4", "CR01,The quay,5,4,2"),
    )
    assert {*reasons(tmp_path).values()} == {("../q0/risks.csv changed",)}


def make(folder: Path) -> int:
    return main(["--inputs", str(folder / "inputs"), "--outputs", str(folder / "outputs")])


def reasons(folder: Path) -> dict[str, tuple[str, ...]]:
    """Why each document of the last period is to be made again."""
    request = Request(
        inputs=folder / "inputs",
        outputs=folder / "outputs",
        templates=ROOT / "templates",
        cache=folder / "cache",
    )
    last = find_packs(request.inputs)[-1]
    states = states_of(last, request) or ()
    return {state.name: state.reasons for state in states if state.reasons}


def test_ratings_without_scores_move_too(tmp_path):
    """Log, workbook and mail say from which rating to which a risk moved, and all count alike."""
    csv = (
        "Risk ID,Description of Risk,Previous Rating,Current Rating,Risk Owner,Status\n"
        "CR01,The quay wall fails,Red,Amber,HM,Open\n"
        "CR02,The crane fails,Green,Green,HM,Open\n"
        "CR03,The grant is late,,Red,HM,Open\n"
    )
    outputs = build(tmp_path, csv)
    said = texts(outputs)
    mail = said["mail"].replace("\r\n", "\n")
    assert "- CR01 decreased from Red to Amber\n" in mail
    assert "0 up, 1 unchanged, 1 down" in mail
    assert "<li>CR01 decreased from Red to Amber</li>" in said["mail in HTML"]
    book = openpyxl.load_workbook(outputs / "workbook.xlsx", data_only=True)
    trends = ["↓ Decreased", "⇔ Unchanged", "Not known"]
    assert [row["Trend"] for row in rows_of(book, "RiskRegister")] == trends
    moved = {row["Movement"]: row["Risks"] for row in rows_of(book, "Movement")}
    assert moved["↓ Decreased"] == 1


def test_what_the_register_calls_new_is_new(tmp_path):
    """A trend of "New" stands in log and workbook; where nothing tells, nothing is denied."""
    csv = TARGETED.format(extra="Direction of travel,", first="New,", second="n/a,")
    csv += "CR03,The grant is late,2,2,2,2,2,Up,HM,Closed\n"
    outputs = build(tmp_path, csv)
    book = openpyxl.load_workbook(outputs / "workbook.xlsx", data_only=True)
    rows = rows_of(book, "RiskRegister")
    assert [row["New in the period"] for row in rows] == ["Yes", "Not known", "Not known"]
    assert [row["Direction of travel"] for row in rows] == ["New", "Not known", "↑ Increased"]
    moved = {row["Movement"]: row["Risks"] for row in rows_of(book, "Movement")}
    assert moved["New in the period"] == 1
    log = word_rows(outputs / "exception-log.docx")
    assert [row["Direction of travel"] for row in log] == ["– New", "– Not known"]


def test_where_nothing_dates_a_risk_nothing_is_said_of_new_ones(tmp_path):
    """The workbook has no column that would say No of each."""
    outputs = build(tmp_path, TARGETED.format(extra="", first="", second=""))
    assert "New in the period" not in texts(outputs)["workbook"]
