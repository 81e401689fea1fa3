"""A narrative text that no report can hold is found at its line."""

from __future__ import annotations

from tests.inputs.workbooks import pack_with


def found(folder, inputs, **files):
    """Code, file, line and sentence of each finding."""
    _, findings = pack_with(folder, inputs, files)
    return [(f.code, f.location.file, f.location.line, f.seen) for f in findings]


def test_a_paragraph_without_end_is_found_where_it_begins(tmp_path):
    """The Word renderer would refuse it; a long text of many paragraphs is in order."""
    text = f"One.\n\n{'Two. ' * 20_001}\nand more\n\n" + "- an entry of a list\n" * 6_000
    whole = found(tmp_path, "{narrative: narrative}", **{"narrative/a.md": text})
    seen = "the paragraph has 100,014 characters; 100,000 are allowed"
    assert whole == [("TEXT-08", "narrative/a.md", 3, seen)]


def test_an_implication_without_end_is_found(tmp_path):
    """So is one in a YAML file."""
    text = f"legal: |\n  One.\n\n  {'Two. ' * 20_001}\n"
    whole = found(tmp_path, "{implications: {file: i.yaml}}", **{"i.yaml": text})
    seen = "the paragraph has 100,004 characters; 100,000 are allowed"
    assert whole == [("TEXT-08", "i.yaml", 4, seen)]
