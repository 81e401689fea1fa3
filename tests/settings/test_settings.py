"""pack.yaml is read strictly, with every mistake at its line at once."""

from __future__ import annotations

import re

import pytest

from generator.errors import InputUnreadable
from generator.inputs.folders import discover
from generator.settings.pack import PackSettings
from generator.settings.reading import build_settings
from generator.settings.yaml_text import read_yaml
from tests.inputs.workbooks import SETTINGS, pack_with


def found(folder, old, new):
    """Code, line and sentence of each finding where the settings have `new` for `old`."""
    assert old in SETTINGS
    _, findings = pack_with(folder, "{}", {}, SETTINGS.replace(old, new))
    return [(each.code, each.location.line, each.seen) for each in findings]


def test_all_mistakes_are_said_at_once(tmp_path):
    """Three mistakes are three findings, each with its line."""
    old = "programme: Example Programme\ncouncils: [Example Council]\n"
    new = "program: Example Programme\ncouncils: Example Council\nlanguage: 12\n"
    assert found(tmp_path, old, new) == [
        ("PACK-04", 1, "programme is missing"),
        ("PACK-05", 2, "councils should be a list, but is “Example Council”"),
        ("PACK-05", 3, "language should be a text, but is “12”"),
        ("PACK-03", 1, "program is not known; did you mean programme"),
    ]


def test_place_within_lists_is_counted_from_one(tmp_path):
    """documents[1] is the first document."""
    old = "title: Report, template: executive-report.docx}"
    assert found(tmp_path, old, "titel: Report, template: executive-report.docx}") == [
        ("PACK-04", 36, "documents[1].title is missing"),
        ("PACK-03", 36, "documents[1].titel is not known; did you mean title"),
    ]


WRONG = {
    "documents: []": "documents should have an entry at least",
    "documents: [{name: r, title: R, template: ../secret.docx}]": (
        "documents[1].template: a template is the name of a file in a folder templates, as in "
        "executive-report.docx, but this is “../secret.docx”"
    ),
    "documents: [{name: r, title: R, workbook: action-plan, appendix: 9999999999}]": (
        "documents[1].appendix should be 99 at most, but is “9999999999”"
    ),
    "councils: ['  ']": "councils[1] should not be empty",
    "documents: none": "documents should be a list, but is “none”",
    "period: 2024": "period should be keys, each with its value, but is “2024”",
    "period: {name: Q, start: soon, end: 2024-03-31}": (
        "period.start should be a date such as 2024-04-25, but is “soon”"
    ),
    "period: {name: Q, start: 2024-03-31, end: 2024-01-01}": (
        "period: the period ends before it starts"
    ),
    "programme: ~": "programme should be a text, but is empty",
    "programme: 2024": "programme should be a text, but is “2024”",
    "programme: [a]": "programme should be a text, but is a list",
    "marking: 5": "marking should be a text, but is “5”",
    'marking: "a\\nb"': "marking: the text holds a line break or another control character",
    "mail: {sender: x, to: [], subject: ''}": [
        "mail.sender: “x” is not a mail address: it has no @",
        "mail.to should have an entry at least",
        "mail.subject: the subject should not be empty",
    ],
    "mail: {sender: a@b.example, to: [c@b.example], subject: s, size_limit_mb: 0}": (
        "mail.size_limit_mb should be 1 or more, but is “0”"
    ),
    "mail: {sender: a@b.example, to: [c@b.example, d, e], subject: s}": [
        "mail.to[2]: “d” is not a mail address: it has no @",
        "mail.to[3]: “e” is not a mail address: it has no @",
    ],
    "documents: [{name: r, title: R, workbook: risk-log}]": (
        "documents[1].workbook should be one of risk-register, action-plan, but is “risk-log”"
    ),
    "documents: [{name: r, title: R, workbook: action-plan, appendix: 0}]": (
        "documents[1].appendix should be 1 or more, but is “0”"
    ),
    "documents: [{name: r, title: R, workbook: action-plan, appendix: true}]": (
        "documents[1].appendix should be a whole number, but is “true”"
    ),
    "inputs: {savings: {file: a.csv, columns: {council: 5}}}": (
        "inputs.savings.columns.council should be a text, but is “5”"
    ),
    "inputs: {savings: {file: a.csv, columns: [council]}}": (
        "inputs.savings.columns should be keys, each with its value, but is a list"
    ),
    "rules: [{rule: DATE-06, severity: note, reason: x}]": (
        "rules[1].reason should have 3 characters at least"
    ),
}


@pytest.mark.parametrize("line", WRONG)
def test_a_wrong_value_is_said_in_plain_words(line):
    """What should stand there and what does, for each kind of value; nothing else is said."""
    key, _, _ = line.partition(":")
    whole = re.split(r"\n(?=\S)", f"{SETTINGS.rstrip()}\ninputs: {{}}")
    kept = [block for block in whole if not block.startswith(f"{key}:")]
    findings = []
    assert build_settings(PackSettings, read_yaml("\n".join([*kept, line]), "p"), findings) is None
    said = WRONG[line]
    assert [each.seen for each in findings] == (said if isinstance(said, list) else [said])


NAMES = {
    "Report": "documents[1].name: a file's name is made of small letters, digits and hyphens",
    "annual report": "documents[1].name: a file's name is made of small letters",
    "-report": "documents[1].name: a file's name is made of small letters",
    "r" * 101: "documents[1].name: a file's name is made of small letters",
    "con": "documents[1].name: con is a name that Windows keeps for itself",
    "lpt1": "documents[1].name: lpt1 is a name that Windows keeps for itself",
}


@pytest.mark.parametrize("name", NAMES)
def test_name_that_no_file_can_bear_is_said_in_plain_words(name, tmp_path):
    """A document's name is fit for every system."""
    ((code, line, seen),) = found(tmp_path, "name: report", f"name: {name}")
    assert (code, line) == ("PACK-05", 36)
    assert seen.startswith(NAMES[name])


VALUES = {
    "a: No": "No",
    "a: 12:30": "12:30",
    "a: 0123": "0123",
    "a: 1_000": "1_000",
    "a: 01277 312500": "01277 312500",
    "a: '5'": "5",
    "a: 5": 5,
    "a: true": True,
    "a: ~": None,
    "a: [1, two]": (1, "two"),
    "a: {b: 1.5}": {"b": 1.5},
    "a: |\n  one\n  two\n": "one\ntwo",
    "a: >\n  one\n  two\n": "one two",
    "a: one\u2028two": "one\u2028two",
}


@pytest.mark.parametrize("text", VALUES)
def test_values_are_what_people_wrote(text):
    """No word becomes a truth value, no time a number, no telephone number a sum."""
    assert read_yaml(text, "x.yaml").value == {"a": VALUES[text]}


BOMB = "a0: &a0 [x]\n" + "\n".join(f"a{n}: &a{n} [{f'*a{n - 1}, ' * 9}x]" for n in range(1, 9))
DEEP = "x0: &x0 " + "[" * 40 + "1" + "]" * 40 + "\nx1: [[[[[[[[[[[[*x0]]]]]]]]]]]]"
BROKEN = {
    "a: 1\na: 2": ("PACK-02", 2),
    "a: [1, 2": ("PACK-01", 1),
    "a: 'open": ("PACK-01", 1),
    "a: b: c": ("PACK-01", 1),
    "\ta: 1": ("PACK-01", 1),
    "a: !!python/object/apply:os.system [ls]": ("PACK-01", 1),
    "a: &a [*a]": ("PACK-01", 1),
    "? [a, b]\n: c": ("PACK-01", 1),
    "a: *b": ("PACK-01", 1),
    "a: 1\n---\nb: 2": ("PACK-01", 2),
    "[" * 100_000: ("PACK-01", 1),
    "- " * 3_000: ("PACK-01", 1),
    "\n".join(" " * depth + "a:" for depth in range(200)): ("PACK-01", 51),
    BOMB: ("PACK-01", 6),
    DEEP: ("PACK-01", 2),
    "a:\n  - One Council\n   - Another Council\n": ("PACK-01", 3),
    "a: 1\nmarking:OFFICIAL\n\nb: 2": ("PACK-01", 2),
    "a: 1\nb: 'open\nc: 3\nd: 4\n": ("PACK-01", 2),
    "a: 1\u2028\nb: 1\na: 2": ("PACK-02", 3),
    "a: b\nc: \x01": ("CELL-05", 2),
}


@pytest.mark.parametrize("text", BROKEN)
def test_broken_yaml_is_a_finding(text):
    """Each way of breaking a file is a finding near its line, never an exception."""
    code, line = BROKEN[text]
    findings = read_yaml(text, "x.yaml").findings
    assert findings
    assert findings[0].code == code
    assert abs(findings[0].location.line - line) <= 1


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
    assert [(each.name, each.period) for each in discover(tmp_path)] == [
        ("a", "2024-q1"),
        ("a", "2024-q2"),
        ("b", "2024-q1"),
    ]


def test_inputs_without_a_pack_cannot_be_read(tmp_path):
    """The error says where a pack would lie."""
    with pytest.raises(InputUnreadable, match="no pack"):
        discover(tmp_path)
    with pytest.raises(InputUnreadable, match="does not exist"):
        discover(tmp_path / "nowhere")
