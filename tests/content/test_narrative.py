"""Markdown into blocks."""

import pytest

from generator.content.narrative import read_blocks
from generator.content.narrative_sources import Sources
from generator.content.nodes import Number, Span, Text
from generator.content.placeholders import Numbered
from generator.model.programme import KnownFigure, NarrativeSection

FIGURES = {
    "survey.responses": KnownFigure(name="survey.responses", value=1078, text="1,078"),
    "savings.north_2024_25": KnownFigure(
        name="savings.north_2024_25", value=491000, text="£491,000"
    ),
}
SURVEY = {"kind": "table", "number": Number(of="table", key="survey")}
SOURCES = Sources(
    figures=FIGURES,
    places={("table", "survey"): (SURVEY,), ("chart", "savings"): ()},
    numbered={
        "table.survey": Numbered(label="Table", plural="Tables", keys=("survey",)),
        "table.reviews": Numbered(label="Table", plural="Tables", keys=("a", "b", "c")),
    },
)


def read(text, line=1):
    return read_blocks(NarrativeSection(key="s", text=text, file="s.md", line=line), SOURCES)


def blocks(text):
    found, findings = read(text)
    assert findings == ()
    return [{**b, "text": str(b["text"])} if "text" in b else b for b in found]


def text_of(*spans):
    return Text(spans=spans)


def test_figures_are_drawn_and_filtered():
    """A name between braces prints the figure; a filter says how."""
    assert blocks("We had {{ survey.responses }} and {{savings.north_2024_25 | number}}.") == [
        {"kind": "paragraph", "text": "We had 1,078 and 491,000."}
    ]


def test_markdown_in_a_figures_name_is_not_emphasis():
    """The underscores of names do not turn the text between two of them into italics."""
    found, _ = read("_{{ savings.north_2024_25 }}_ and {{ savings.north_2024_25 }}")
    assert found[0]["text"] == text_of(
        Span(text="£491,000", emphasis=True), Span(text=" and £491,000")
    )


def test_braces_can_be_written():
    """A backslash keeps the braces as text."""
    assert blocks(r"Type \{{ name }} here") == [
        {"kind": "paragraph", "text": "Type {{ name }} here"}
    ]


@pytest.mark.parametrize("text", ["R&D <5%", "a < b > c", "“curly” ‘quotes’ – 😀", "5 * 4 = 20"])
def test_plain_text_arrives_letter_for_letter(text):
    """What is no Markdown is text."""
    assert blocks(text) == [{"kind": "paragraph", "text": text}]


def test_lists_nest_and_headings_start_at_one():
    """Bullets know their level; the highest heading of a section is level 1."""
    assert blocks("### Top\n\n- one\n  - two\n    - three\n\n#### Below\n\n1. first\n\n> more") == [
        {"kind": "heading", "level": 1, "text": "Top"},
        {"kind": "bullet", "level": 1, "text": "one"},
        {"kind": "bullet", "level": 2, "text": "two"},
        {"kind": "bullet", "level": 3, "text": "three"},
        {"kind": "heading", "level": 2, "text": "Below"},
        {"kind": "numbered_item", "level": 1, "text": "first"},
        {"kind": "continued", "text": "more"},
    ]


def test_manners_become_spans():
    """Bold, italic and links are spans; a line end is a space."""
    found, _ = read("a **b**\n*c* [our site](https://example.org/x)")
    assert found[0]["text"] == text_of(
        Span(text="a "),
        Span(text="b", strong=True),
        Span(text=" "),
        Span(text="c", emphasis=True),
        Span(text=" "),
        Span(text="our site", link="https://example.org/x"),
    )


def test_tables_and_charts_stand_where_their_line_stands():
    """A line in square brackets puts a table; a chart that the document lacks puts nothing."""
    assert blocks("before\n\n[Table: survey]\n\n[Chart: savings]\n\nafter") == [
        {"kind": "paragraph", "text": "before"},
        SURVEY,
        {"kind": "paragraph", "text": "after"},
    ]


def test_references_give_numbers():
    """A reference to one table has its number, to several the first and the last."""
    found, _ = read("{{ table.survey }}; {{ table.reviews }}")
    assert found[0]["text"].spans == (
        Span(text="Table "),
        Span(refers_to="survey"),
        Span(text="; Tables "),
        Span(refers_to="a"),
        Span(text=" to "),
        Span(refers_to="c"),
    )


def test_a_markdown_table_takes_its_caption_from_the_paragraph_before():
    """The caption's paragraph goes into the table; an empty cell holds a dash."""
    found, findings = read("Table: Visits\n\n| Month | Visits |\n|---|---|\n| May | |\n")
    assert findings == ()
    (table,) = found
    assert (table["caption"], [str(c) for c in table["header"]]) == ("Visits", ["Month", "Visits"])
    assert [[str(c) for c in row["cells"]] for row in table["rows"]] == [["May", "–"]]


@pytest.mark.parametrize(
    ("text", "code", "line", "seen"),
    [
        ("{{ survey.response }}", "NARR-01", 7, "near it are survey.responses"),
        ("x\n\n{{ survey.responses | pound }}", "NARR-01", 9, "near it are pounds"),
        ("{{ 1 + 1 }}", "NARR-01", 7, "not a name"),
        ("{{ survey.responses | date }}", "NARR-01", 7, "does not suit"),
        ("[Table: surveys]", "NARR-02", 7, "it has survey"),
        ("![](x.png)", "NARR-03", 7, "picture"),
        ("a\n\n| a |\n|---|\n| b |", "NARR-04", 9, "no caption"),
        ("a [paper](S:/q4.docx) b", "NARR-12", 7, "S:/q4.docx is neither"),
        ("We had {{ survey.responses people.", "NARR-13", 7, "{{ survey.responses people."),
        ("We had survey.responses }} people.", "NARR-13", 7, "}} closes"),
        ("{% if x %}", "NARR-13", 7, "{% if x %}"),
        ("a\n\nb <!-- ask -->", "NARR-03", 9, "comment"),
        ("some <b>bold</b> text", "NARR-03", 7, "HTML"),
        ("~~old~~ new", "NARR-03", 7, "struck"),
        ("- [ ] to do", "NARR-03", 7, "box"),
        (">>>>>>> theirs", "NARR-03", 7, "two versions"),
        ("See [Chart: savings] here", "NARR-02", 7, "within a line"),
        ("text\n[Table: survey]\ntext", "NARR-02", 8, "blank line"),
        ("[Graph: survey]", "NARR-02", 7, "neither"),
        ("- a\n  - b\n    - c\n      - d", "NARR-03", 10, "4 levels"),
        ("Table: T\n\n| a | b |\n|---|---|\n| 1 | 2 | 3 |", "NARR-03", 11, "3 cells under 2"),
        ("{{ table.nothing }}", "NARR-01", 7, "table.nothing"),
    ],
)
def test_what_is_wrong_is_found_at_its_line(text, code, line, seen):
    """Each mistake is named with its line, which counts from the section's first."""
    _, findings = read(text, line=7)
    assert [(f.code, f.location.file, f.location.line) for f in findings] == [(code, "s.md", line)]
    assert seen in findings[0].seen
