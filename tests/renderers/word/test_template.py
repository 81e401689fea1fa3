"""A tag that does not work is an error that names the template, the place and the tag."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from docx.document import Document

from generator.errors import TemplateError
from tests.renderers.word.drafts import draft, rendered, table, texts, torn_apart, with_part
from tests.renderers.word.samples import DOCUMENTS, TEMPLATES, Number, Span, text

REPORT = {"title": "T"}
FIGURES = {"none": None, "yes": True, "nan": float("nan"), "list": [1]}
FORM = "the template draft.docx has a mistake: "


def header(words: str) -> Callable[[Document], None]:
    def edit(document: Document) -> None:
        document.sections[0].header.paragraphs[0].text = words

    return edit


def complaint(template: Path, **context: Any) -> str:
    with pytest.raises(TemplateError) as caught:
        rendered(template, **(context or {"report": REPORT}))
    assert caught.value.exit_code == 4
    return caught.value.message.removeprefix(FORM)


@pytest.mark.parametrize(
    ("paragraph", "reason"),
    [
        ("{{ reprot.title }}", "there is no 'reprot'; did you mean report?"),
        ("{{ report.titel }}", "there is no 'titel'; did you mean title?"),
        ("{{ figures.none }}", "figures.none has no value"),
        ("{{ figures.nan }}", "figures.nan is not a number"),
        ("{{ figures.yes }}", "the value is a yes or no, which has no text of its own"),
        ("{{ figures.list }}", "the value is a list, not a text or a number"),
        ("{{ report.author }}", "the value is a record, not a text or a number"),
        ("{{ report.title }", "it is not closed: add }} or %} after it"),
        ("{% if report.title %}", "it has no end: add 'endif'"),
        ("{%p fr x in report.list %}", "there is no tag 'fr'"),
        ("{%pif report.title %}", "there is no tag 'pif'"),
        ("{% p if report.title %}", "take out the space before 'p': {%p …"),
        ("{%p if 3 % 2 %}", "a tag with 'p' cannot hold the signs % and }"),
        ("{%tr for x in report.list %}", "'tr' works inside a table only"),
        ("{% raw %}", 'write {{ "{{" }} where braces shall be printed'),
        ("{%p include 'x' %}", "a template cannot use 'include'"),
        ("{%p autoescape false %}{% endautoescape %}", "the text beside it would be lost: "
         "'{% endautoescape %}'"),
        ("{{ report.title|safe }}", "…"),
        ("{{ report.title is givn }}", "there is no test 'givn'; did you mean given or in?"),
        ("{{ report.title.upper() }}", "there is no 'upper' in a text"),
        ("{{ (report.title ~ 'x').upper() }}", "…"),
        ("{{ ''.__class__ }}", "access to attribute '__class__' of 'str' object is unsafe"),
        ("{{ 'x' * 1000000 }}", "the sign * works on whole numbers only"),
        ("{{ 9 ** 9 }}", "a template cannot use the sign **"),
        ("{{ report.title + 1 }}", "…"),
        ("{{ 1 / 0 }}", "it cannot be worked out (division by zero)"),
    ],
)  # fmt: skip
def test_each_kind_of_mistake_is_named(tmp_path: Path, paragraph: str, reason: str):
    """The message holds the paragraph, the tag and the reason."""
    template = draft(tmp_path, "First {{ report.title }}", paragraph)
    context = {"report": {**REPORT, "author": {"name": "A"}}, "figures": FIGURES}
    said = complaint(template, **context)
    assert said.startswith(f"paragraph '{paragraph}': ")
    assert said.endswith(f": {reason}") or reason == "…"


def test_all_mistakes_are_told_at_once(tmp_path: Path):
    """Names that are wrong in several places are one error with a line each."""
    template = draft(tmp_path, "A {{ report.titel }}", "{{ report.title }}", "B {{ repot.x }}")
    with pytest.raises(TemplateError) as caught:
        rendered(template, report={"title": "T"})
    assert caught.value.message.splitlines() == [
        "the template draft.docx has 2 mistakes:",
        "- paragraph 'A {{ report.titel }}': {{ report.titel }}: there is no 'titel'; "
        "did you mean title?",
        "- paragraph 'B {{ repot.x }}': {{ repot.x }}: there is no 'repot'; did you mean report?",
    ]


def test_the_place_names_heading_table_row_and_column(tmp_path: Path):
    """A person finds the cell from the message alone."""

    def edit(document: Document) -> None:
        document.add_heading("Risks", 2)
        table(("Name", "Score"), ("x", "{{ report.score }}"))(document)

    said = complaint(draft(tmp_path, edit=edit))
    assert said.startswith(
        "under 'Risks', table 1, row 2, column 'Score', paragraph '{{ report.score }}': "
    )


def test_the_place_names_the_header(tmp_path: Path):
    """A mistake in the page's header is told as such."""
    said = complaint(draft(tmp_path, "x", edit=header("{{ meeting.heeder }}")))
    assert said == (
        "the header, paragraph '{{ meeting.heeder }}': {{ meeting.heeder }}: "
        "there is no 'heeder'; did you mean header?"
    )


def test_the_right_one_of_like_tags_is_named(tmp_path: Path):
    """The same tag in two places: the place is that of the one that fails."""
    template = draft(
        tmp_path,
        "{%p for x in figures.a %}", "Good {{ x }}", "{%p endfor %}",
        "{%p for x in figures.b %}", "Bad {{ x }}", "{%p endfor %}",
    )  # fmt: skip
    said = complaint(template, figures={"a": ["1"], "b": ["1", None]})
    assert said == "paragraph 'Bad {{ x }}': {{ x }}: figures.b[1] has no value"


def test_a_misspelling_in_an_empty_loop_is_found(tmp_path: Path):
    """A loop that happens to be empty hides nothing."""
    template = draft(
        tmp_path, "{%p for r in exception_log.risks %}", "{{ r.latest.scor }}", "{%p endfor %}"
    )
    said = complaint(template, exception_log={"risks": []})
    assert said.endswith("{{ r.latest.scor }}: there is no 'scor'; did you mean score or colour?")


def test_a_record_has_no_methods(tmp_path: Path):
    """`row.update` and `row.items` are what the row holds, not what Python can do with it."""
    template = draft(tmp_path, "{{ figures.update }} {{ figures.items }}")
    assert texts(rendered(template, figures={"update": "a", "items": "b"})) == ["a b"]


def test_a_paragraph_in_a_paragraph_is_told(tmp_path: Path):
    """A building block called without `p` would break the file."""
    template = draft(tmp_path, "{%p macro m() %}", "In", "{%p endmacro %}", "Out {{ m() }}")
    said = complaint(template)
    assert said.endswith(
        "this tag prints whole paragraphs: write {{p … }} in a paragraph of its own"
    )


def test_a_condition_across_a_table_is_told(tmp_path: Path):
    """A tag that opens in a cell and closes outside would tear the file; docxtpl would mend it."""
    template = draft(
        tmp_path,
        edit=lambda d: (table(("a {% if figures.no %}",))(d), d.add_paragraph("b {% endif %}")),
    )
    said = complaint(template, figures={"no": False})
    assert said.startswith("the document: a tag would break the document (")


def test_a_filter_that_cuts_formatted_text_is_told(tmp_path: Path):
    """Half of a formatted text cannot be printed."""
    template = draft(tmp_path, "{{ figures.t|truncate(2, true, '', 0) }}")
    said = complaint(template, figures={"t": text("x", Span(text="b", strong=True))})
    assert said.endswith("a filter cuts formatted text in two: print it without the filter")


def test_word_may_split_tags_and_curl_quotes(tmp_path: Path):
    """A tag is understood however Word has stored it."""

    def edit(document: Document) -> None:
        paragraph = document.add_paragraph()
        for piece in ("{", "% if report.", "title == “", "T” %", "}yes{%", " endif ", "%}"):
            paragraph.add_run(piece).bold = True

    assert texts(rendered(draft(tmp_path, edit=edit), report={"title": "T"})) == ["yes"]


@pytest.mark.parametrize("step", [1, 3])
@pytest.mark.parametrize("name", sorted(DOCUMENTS))
def test_a_template_that_word_has_torn_to_runs_prints_the_same(
    tmp_path: Path, name: str, step: int
):
    """Saving, checking and retyping in Word splits text anywhere; nothing depends on it."""
    whole = rendered(TEMPLATES / name, **DOCUMENTS[name])
    torn = rendered(torn_apart(TEMPLATES / name, tmp_path, step), **DOCUMENTS[name])
    assert texts(torn) == texts(whole)


def test_text_in_footnotes_is_never_read_as_a_tag(tmp_path: Path):
    """docxtpl renders footnotes once for each section; what a user wrote must not be run."""
    template = with_part(
        draft(tmp_path, "x", edit=lambda document: document.add_section()),
        "footnotes",
        '<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        '<w:footnote w:id="2"><w:p><w:r><w:t>{{ figures.t }}</w:t></w:r></w:p></w:footnote>'
        "</w:footnotes>",
    )
    note = text("{{ figures.t }} & ", Span(text="b", strong=True))
    finished = rendered(template, figures={"t": note})
    assert texts(finished, "word/footnotes.xml") == ["{{ figures.t }} & b"]


@pytest.mark.parametrize("matter", [b"", b"not a zip", b"PK\x03\x04 cut off"])
def test_what_is_no_word_file_is_told(tmp_path: Path, matter: bytes):
    """A template that cannot be opened is bad surroundings, not a crash."""
    path = tmp_path / "broken.docx"
    path.write_bytes(matter)
    with pytest.raises(TemplateError, match=r"the template broken\.docx is not"):
        rendered(path)
    with pytest.raises(TemplateError, match=r"the template missing\.docx is not there"):
        rendered(tmp_path / "missing.docx")


def test_a_reference_to_nothing_is_told(tmp_path: Path):
    """Text that refers to a table which the document does not have is an error."""
    template = draft(tmp_path, "{{ figures.t }}")
    said = complaint(template, figures={"t": text("see ", Span(refers_to="survey"))})
    assert said == (
        "paragraph 'see …': the text refers to the table or figure 'survey', "
        "which is not in this document"
    )


def test_two_captions_with_one_number_are_told(tmp_path: Path):
    """A number is given once."""

    def edit(document: Document) -> None:
        for _ in range(2):
            document.add_paragraph("Table {{ figures.n }}", style="Caption")

    said = complaint(draft(tmp_path, edit=edit), figures={"n": Number(of="table", key="k")})
    assert said.endswith("two captions give the number of 'k'; delete one of them")
