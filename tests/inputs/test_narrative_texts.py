"""A narrative text that no report can hold is found at its line."""

from __future__ import annotations

from time import process_time

import pytest

from generator.inputs.narrative.markdown_blocks import parse_section
from generator.model.narrative import Unsupported
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


TOO_MUCH = {
    "table": "|" + "a|" * 500 + "\n|" + "-|" * 500 + "\n" + ("|" + "a|" * 500 + "\n") * 1_000,
    "braces": "{{ " * 100_000,
    "pictures in pictures": "![" * 50_000 + "a" + "](b)" * 50_000,
    "quotes in quotes": ">" * 90_000 + " a",
    "emphasis in emphasis": "*a " * 40_000 + "b*" * 40_000,
    "lines": "a\n\n" * 100_000,
}


@pytest.mark.parametrize("kind", TOO_MUCH)
def test_a_section_has_a_limit_of_signs_and_lines(kind):
    """Markdown's parser takes a time that grows with the square of these; one finding says so."""
    began = process_time()
    section = parse_section(key="summary", text=TOO_MUCH[kind], file="summary.md")
    (block,) = section.blocks
    assert isinstance(block, Unsupported)
    assert "are allowed" in block.seen
    assert process_time() - began < 1


def test_a_long_sound_section_is_read():
    """A table of 500 cells and 200 paragraphs with links, emphasis and figures stay well within."""
    table = "|a|b|c|d|e|\n|-|-|-|-|-|\n" + "|1|2|3|4|5|\n" * 100
    words = "Some *words* with a [link](https://example.org) and {{ period.name }}.\n\n" * 200
    section = parse_section(key="summary", text=f"{words}\n{table}", file="summary.md")
    assert not [block for block in section.blocks if isinstance(block, Unsupported)]
