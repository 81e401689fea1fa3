"""What no document can hold is found in settings, house style and narrative, at its line."""

from __future__ import annotations

import pytest

from tests.inputs.workbooks import SETTINGS, pack_with


def found(folder, settings=SETTINGS, inputs="{}", **files):
    """Code, file, line and sentence of each finding."""
    _, findings = pack_with(folder, inputs, files, settings)
    return [(f.code, f.location.file, f.location.line, f.seen) for f in findings]


LONG = "x " * 20_000
SETTINGS_FAULTS = {
    'as_of: 2024-04-30\nmeeting: {committee: "Bell \\x07", date: 2024-05-02}\n': (
        "CELL-05",
        5,
        "the text holds U+0007 control character after “Bell”",
    ),
    "as_of: 2024-04-30\nmeeting: {committee: Bell\x07, date: 2024-05-02}\n": (
        "CELL-05",
        5,
        "the text holds U+0007 control character",
    ),
    f"as_of: 2024-04-30\nmeeting: {{committee: {LONG}, date: 2024-05-02}}\n": (
        "CELL-06",
        5,
        "the text has 39,999 characters",
    ),
    'as_of: 2024-04-30\nmarking: "A\\x07"\n': (
        "PACK-05",
        5,
        "marking: the text holds a line break or another control character",
    ),
    f"as_of: 2024-04-30\nmarking: {'x' * 61}\n": (
        "PACK-05",
        5,
        "marking: the text has 61 characters, and 60 at most find room",
    ),
}


@pytest.mark.parametrize("new", SETTINGS_FAULTS, ids=range(len(SETTINGS_FAULTS)))
def test_a_setting_that_no_document_holds_is_found(new, tmp_path):
    """Control characters and texts without end are found once, at the line of their key."""
    code, line, seen = SETTINGS_FAULTS[new]
    settings = SETTINGS.replace("as_of: 2024-04-30\n", new)
    assert found(tmp_path, settings) == [(code, "pack.yaml", line, seen)]


def test_a_logos_words_are_looked_at_too(tmp_path):
    """The house style goes the same way."""
    style = 'font: Arial\nlogo:\n  file: logo.png\n  alt: "The \\x0b council"\n'
    _, findings = pack_with(tmp_path, "{}", {"house-style.yaml": style, "logo.png": ""})
    assert ("CELL-05", "house-style.yaml, line 4") in [(f.code, str(f.location)) for f in findings]


def test_a_paragraph_without_end_is_found_where_it_begins(tmp_path):
    """The Word renderer would refuse it; a long text of many paragraphs is in order."""
    text = f"One.\n\n{'Two. ' * 20_001}\nand more\n\n" + "- an entry of a list\n" * 6_000
    whole = found(tmp_path, inputs="{narrative: narrative}", **{"narrative/a.md": text})
    assert whole == [("TEXT-08", "narrative/a.md", 3, "the paragraph has 100,014 characters")]


def test_an_implication_without_end_is_found(tmp_path):
    """So is one in a YAML file."""
    text = f"legal: |\n  One.\n\n  {'Two. ' * 20_001}\n"
    whole = found(tmp_path, inputs="{implications: {file: i.yaml}}", **{"i.yaml": text})
    assert whole == [("TEXT-08", "i.yaml", 4, "the paragraph has 100,004 characters")]
