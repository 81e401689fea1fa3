"""A pack is read from its folder alone; what it names and what is not there is said."""

from __future__ import annotations

from datetime import date

import pytest

from generator.errors import InputUnreadable
from generator.inputs.folders import find_packs
from tests.inputs.workbooks import Sheet, pack_with, plan_of, workbook


def test_file_outside_the_folder_is_refused(tmp_path):
    """A pack is whole: what it reads lies below its folder."""
    for name in ("../secret.csv", "/etc/passwd", "C:\\secret.csv"):
        _, findings = pack_with(tmp_path, f"{{savings: {{file: '{name}'}}}}", {})
        assert [finding.code for finding in findings] == ["FILE-06"]


def test_implications_are_known_however_their_keys_are_spelled(tmp_path):
    """Capitals and dashes are forgiven, as in the names of narrative files; doubles are not."""
    text = "Other-Options: a\nLegal: b\nlegal: c\nrisks:\nequality: [x]\n"
    pack, findings = pack_with(tmp_path, "{implications: {file: i.yaml}}", {"i.yaml": text})
    assert set(pack.implications) == {"other_options", "legal"}
    assert [(each.location.line, each.seen) for each in findings if each.severity == "error"] == [
        (3, "legal is the section legal once more"),
        (4, "risks should be a text, but is empty"),
        (5, "equality should be a text, but is a list"),
    ]


@pytest.mark.parametrize("name", ["../narrative", "/tmp", "C:\\narrative"])
def test_a_narrative_outside_the_folder_is_refused(name, tmp_path):
    """It is read from the pack's folder, as every input is."""
    _, findings = pack_with(tmp_path, f"{{narrative: '{name}'}}", {})
    assert [finding.code for finding in findings] == ["FILE-06"]


@pytest.mark.parametrize("name", ["a" * 300, '"a\\0b"', ".", "folder"])
def test_what_is_no_name_of_a_file_is_said(name, tmp_path):
    """A name too long, with a control character, or of a folder is a finding, not a crash."""
    (tmp_path / "folder").mkdir()
    _, findings = pack_with(tmp_path, f"{{savings: {{file: {name}}}, narrative: {name}}}", {})
    assert "FILE-01" in [finding.code for finding in findings]


def test_missing_file_is_said_with_its_neighbour(tmp_path):
    """A misspelt name is found at the line that names it, with the file that is there."""
    _, findings = pack_with(tmp_path, "{savings: {file: saving.csv}}", {"savings.csv": "x"})
    assert [(f.code, f.location.file, f.seen) for f in findings] == [
        ("FILE-01", "pack.yaml", "there is no file saving.csv; there is savings.csv")
    ]


def test_every_file_is_remembered_with_its_checksum(tmp_path):
    """The sources name each file that was read, the settings and the house style too."""
    pack, _ = pack_with(tmp_path, "{subject_history: {file: h.csv}}", {"h.csv": "Meeting,Date\n"})
    assert [source.path for source in pack.sources] == [
        "h.csv",
        "pack.yaml",
        "templates/house-style.yaml",
    ]


def test_packs_are_found_in_order(tmp_path):
    """Every folder with a pack.yaml two levels down is a pack."""
    for name in ("b/2024-q1", "a/2024-q2", "a/2024-q1", "a/notes"):
        (tmp_path / name).mkdir(parents=True)
        if "notes" not in name:
            (tmp_path / name / "pack.yaml").write_text("")
    assert [(each.name, each.period) for each in find_packs(tmp_path)] == [
        ("a", "2024-q1"),
        ("a", "2024-q2"),
        ("b", "2024-q1"),
    ]


def test_inputs_without_a_pack_cannot_be_read(tmp_path):
    """The error says where a pack would lie."""
    with pytest.raises(InputUnreadable, match="no pack"):
        find_packs(tmp_path)
    with pytest.raises(InputUnreadable, match="does not exist"):
        find_packs(tmp_path / "nowhere")


def test_a_deadline_given_as_a_month_is_its_last_day(tmp_path):
    """As text, and as a date of which the cell shows the month alone; other dates stay."""
    rows = [
        ["Ref", "Recommendation", "Lead", "What we will do", "Progress", "RAG", "Due date"],
        ["P1", "Mend the quay wall", "PS", "Mend it", "Begun", "G", "Feb 2028"],
        ["P2", "Mend the crane rail", "PS", "Mend it", "Begun", "G", date(2028, 2, 1)],
        ["P3", "Mend the slipway", "PS", "Mend it", "Begun", "G", date(2028, 2, 1)],
    ]
    content = workbook(Sheet(rows=rows, formats={"G3": "mmm-yy", "G4": "dd/mm/yyyy"}))
    plan, findings = plan_of(tmp_path, content)
    assert [action.due for action in plan.actions] == [
        date(2028, 2, 29),
        date(2028, 2, 29),
        date(2028, 2, 1),
    ]
    said = {each.location.cell: each.seen for each in findings if each.code == "DATE-04"}
    assert said == {
        "G2": "'Feb 2028' was read as 29 February 2028",
        "G3": "'Feb-28' was read as 29 February 2028",
    }
