"""Markdown into printed blocks, its figures filled in."""

from dataclasses import replace

import pytest

from generator.content.narrative_figures import Fillings, Unprintable, fill_in, print_section
from generator.content.nodes import Number, Span, Text
from generator.content.template_records import (
    HeadingBlock,
    ListItemBlock,
    ParagraphBlock,
    TableBlock,
    TableRow,
)
from generator.inputs.narrative.markdown_blocks import parse_section
from generator.model.narrative import Unsupported
from generator.model.programme import KnownFigure

FIGURES = {
    "survey.responses": KnownFigure(name="survey.responses", value=1078, text="1,078"),
    "savings.north_2024_25": KnownFigure(
        name="savings.north_2024_25", value=491000, text="£491,000"
    ),
}
SURVEY = TableBlock(
    number=Number(of="table", key="survey"), caption="S", description="S", header=("a",), rows=()
)
FILLINGS = Fillings(
    figures=FIGURES,
    blocks={("table", "survey"): (SURVEY,), ("chart", "savings"): ()},
    numbered={"table.survey": ("survey",), "table.reviews": ("a", "b", "c")},
)


def blocks(text):
    return print_section(parse_section(key="s", text=text, file="s.md"), FILLINGS)


def plain(*texts):
    return Text(spans=tuple(Span(text=text) for text in texts))


def item(text, in_list, start=1):
    return replace(plain(text), in_list=in_list, list_start=start)


def paragraph(text):
    return ParagraphBlock(text=plain(text))


def test_figures_are_drawn_and_filtered():
    """A name between braces prints the figure; a filter says how."""
    assert blocks("We had {{ survey.responses }} and {{savings.north_2024_25 | number}}.") == (
        paragraph("We had 1,078 and 491,000."),
    )


def test_markdown_in_a_figures_name_is_not_emphasis():
    """The underscores of names do not turn the text between two of them into italics."""
    (found,) = blocks("*{{ savings.north_2024_25 }}* and {{ savings.north_2024_25 }}")
    assert found.text.spans == (
        Span(text="£491,000", emphasis=True),
        Span(text=" and £491,000"),
    )


def test_braces_can_be_written():
    """A backslash keeps the braces as text."""
    assert blocks(r"Type \{{ name }} here") == (paragraph("Type {{ name }} here"),)


@pytest.mark.parametrize(
    "text",
    ["R&D <5%", "a < b > c", "“curly” ‘quotes’ – 😀", "5 * 4 = 20", "[Note: see below]",
     "As [Table 4] says"],
)  # fmt: skip
def test_plain_text_arrives_letter_for_letter(text):
    """What is no Markdown is text."""
    assert blocks(text) == (paragraph(text),)


def test_lists_nest_and_headings_start_at_one():
    """Bullets know their level; the highest heading of a section is level 1."""
    text = "### Top\n\n- one\n  - two\n    - three\n\n#### Below\n\n1. first\n\n> more"
    assert blocks(text) == (
        HeadingBlock(level=1, text=plain("Top")),
        ListItemBlock(kind="bullet", level=1, text=plain("one")),
        ListItemBlock(kind="bullet", level=2, text=plain("two")),
        ListItemBlock(kind="bullet", level=3, text=plain("three")),
        HeadingBlock(level=2, text=plain("Below")),
        ListItemBlock(kind="numbered_item", level=1, text=item("first", "s.4")),
        ParagraphBlock(kind="continued", text=plain("more")),
    )


@pytest.mark.parametrize(
    ("text", "levels"),
    [
        ("# a\n\n### b\n\n## c\n\n# d", [1, 2, 2, 1]),
        ("### a\n\n# b\n\n## c", [1, 1, 2]),
        ("## a\n\n### b\n\n#### c\n\n### d", [1, 2, 3, 2]),
    ],
)
def test_no_heading_skips_a_level(text, levels):
    """A heading is printed at most one level below the one before it, the first one at 1."""
    assert [block.level for block in blocks(text)] == levels


def test_formats_become_spans():
    """Bold, italic and links are spans; a line end is a space."""
    (found,) = blocks("a **b**\n*c* [our site](https://example.org/x)")
    assert found.text.spans == (
        Span(text="a "),
        Span(text="b", strong=True),
        Span(text=" "),
        Span(text="c", emphasis=True),
        Span(text=" "),
        Span(text="our site", link="https://example.org/x"),
    )


def test_tables_and_charts_are_where_their_line_is():
    """A line in square brackets inserts a table; a chart that the document lacks, nothing."""
    assert blocks("before\n\n[Table: survey]\n\n[Chart: savings]\n\nafter") == (
        paragraph("before"),
        SURVEY,
        paragraph("after"),
    )


def test_references_give_numbers():
    """A reference to one table has its number, to several the first and the last."""
    (found,) = blocks("{{ table.survey }}; {{ table.reviews }}")
    assert found.text.spans == (
        Span(text="Table "),
        Span(refers_to="survey"),
        Span(text="; Tables "),
        Span(refers_to="a"),
        Span(text=" to "),
        Span(refers_to="c"),
    )


def test_a_markdown_table_takes_its_caption_from_the_paragraph_before():
    """The caption's paragraph goes into the table; an empty cell holds a dash."""
    assert blocks("Table: Visits\n\n| Month | Visits |\n|---|---|\n| May | |\n") == (
        TableBlock(
            number=Number(of="table", key="s_1"),
            caption="Visits",
            description="Visits",
            header=(plain("Month"), plain("Visits")),
            rows=(TableRow(cells=(plain("May"), plain("–"))),),
        ),
    )


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        (
            "{{ survey.response }}",
            "survey.response is not a figure of this pack; did you mean survey.responses?",
        ),
        ("{{ survey.responses | pound }}", "pound is not a filter; did you mean pounds?"),
        ("{{ 1 + 1 }}", "{{ 1 + 1 }} is neither a name nor a name with filters"),
        (
            "{{ survey.responses | date }}",
            "the filter date cannot print survey.responses, which is 1,078",
        ),
        (
            "{{ table.survy }}",
            "table.survy is not in the document of this section; did you mean table.survey?",
        ),
        ("{{ table.survey | number }}", "table.survey takes no filter"),
    ],
)
def test_what_cannot_be_filled_in_says_why(written, reason):
    """The reason names what was asked for and what is near."""
    with pytest.raises(Unprintable) as caught:
        fill_in(written, FILLINGS)
    assert str(caught.value) == reason


def test_a_figure_of_movement_that_is_not_known_says_what_gives_it():
    """Where no earlier score is known, the name is right, and the remedy is an earlier score."""
    total = KnownFigure(name="risks.total", value=2, text="2")
    fillings = replace(FILLINGS, figures={"risks.total": total})
    with pytest.raises(Unprintable, match=r"risks\.up has no value, because no earlier") as caught:
        fill_in("{{ risks.up | words }}", fillings)
    assert "Previous score" in caught.value.remedy


@pytest.mark.parametrize(
    "typed",
    [
        "2023. That year the port reopened.",
        "1999) was the first year.",
        "120. That many came.",
        "The area is 5*3*2 metres, or 4*2.",
        "Costs* rose; see a*b*c and 2 * 3 * 4.",
        "file_name_here and R&amp;D &copy; 2024",
        "See [1] and [the paper].",
        "£5 < £6 > £4",
        "-5% and +3%",
        "#1 priority",
        "A 2**3 B",
        "Run __init__ and __main__.py, see _FILE_NAME_ and FILE_NAME_X",
        "Ref: ____/____ (_a_) 1_000",
        r"C:\temp\*file, D:\_old\!x (E:\*.doc)",
        r"\\server\share\_q4\#1",
        'Marked (*) and (*), or "*" and "*"',
        "¯\\\\_(ツ)",
    ],
)
def test_text_arrives_as_typed(typed):
    """What no officer means as a mark is none: years, sums, stars, names, the paths of files."""
    assert blocks(typed) == (paragraph(typed),)


def test_bold_and_italic_still_are():
    """Marks around words, also beside a letter or a full stop, work as before."""
    (found,) = blocks("**Risk**s, *one*. **2**nd and *5* of 3*x*")
    assert [(span.text, span.strong, span.emphasis) for span in found.text.spans] == [
        ("Risk", True, False),
        ("s, ", False, False),
        ("one", False, True),
        (". ", False, False),
        ("2", True, False),
        ("nd and ", False, False),
        ("5", False, True),
        (" of 3", False, False),
        ("x", False, True),
    ]


def test_a_backslash_before_a_sign_is_a_mark_outside_paths():
    """Signs can be escaped as ever; a path at a line's end does not break the line."""
    assert blocks("\\*not bold\\* snake\\_case \\# x") == (paragraph("*not bold* snake_case # x"),)
    assert blocks("In C:\\temp\\\nthere, or\\\nbelow") == (
        paragraph("In C:\\temp\\ there, or\nbelow"),
    )


def test_powers_between_figures_are_no_bold_text():
    """2**3 is typed as it stands; a pair of stars that begins or ends nothing is told."""
    for typed, told in (("2**3 and 10**6", 0), ("**5% growth", 1), ("Growth of 5**", 1)):
        section = parse_section(key="s", text=typed, file="s.md")
        assert sum(isinstance(each, Unsupported) for each in section.blocks) == told


def test_a_line_above_a_rule_is_no_heading():
    """A signature above a line of hyphens stays a paragraph."""
    assert blocks("A Smith\n---") == (paragraph("A Smith"),)


def test_a_list_keeps_its_first_number():
    """Each item knows its list and where that begins; a further paragraph has no number."""
    assert blocks("3. three\n\n   more\n4. four\n   1. deeper\n\ntext\n\n1. one") == (
        ListItemBlock(kind="numbered_item", level=1, text=item("three", "s.1", 3)),
        ParagraphBlock(kind="continued", text=plain("more")),
        ListItemBlock(kind="numbered_item", level=1, text=item("four", "s.1", 3)),
        ListItemBlock(kind="numbered_item", level=2, text=item("deeper", "s.2")),
        paragraph("text"),
        ListItemBlock(kind="numbered_item", level=1, text=item("one", "s.3")),
    )
