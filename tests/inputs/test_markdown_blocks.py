"""Any Markdown becomes blocks, each on a line of the text."""

import pickle

from hypothesis import given, settings
from hypothesis import strategies as st

from generator.content.narrative_figures import Fillings, print_section
from generator.inputs.narrative.markdown_blocks import parse_section

PIECES = [
    "# ", "\n", "\n\n", "- ", "1. ", "> ", "| a | b |\n|---|---|\n", "|", "{{ a.b }}", "{{", "}}",
    "\\{{", "[Table: x]", "[Chart: y]", "*", "**", "_", "~~", "<b>", "<!--", "-->", "![x](y)",
    "[l](http://a.b)", "`", "```", "Table: c\n\n", "\ufdd2", "\ufdd20\ufdd3", "é", "    ", "\t",
    "<<<<<<< ", "&amp;", "text",
]  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join))
def test_any_text_is_read_and_printed(text):
    """Nothing raises, every place is a line of the text, and a section can be pickled."""
    section = parse_section(key="s", text=text, file="s.md", line=5)
    lines = range(5, 5 + text.count("\n") + 1)
    assert all(block.line in lines for block in section.blocks)
    assert all(run.line in lines for runs in section.texts() for run in runs)
    print_section(section, Fillings(figures={}, blocks={}, numbered={}))
    assert pickle.loads(pickle.dumps(section)) == section
