"""What a user wrote arrives letter for letter."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.errors import TemplateError
from tests.renderers.word.drafts import draft, rendered, texts
from tests.renderers.word.samples import text

NASTY = [
    "R&D spend is <5%", "{{ x }}", "{{x", "x}}", "{% if %}", "{%p", "{%p if x %}",
    "{# no #}", "{_{", "}_}", "{_%", "%_}", "{%", "%}", "{", "}", "&amp;", "&#65;",
    "&lt;w:p&gt;", "<w:br/>", "</w:t>", "]]>", "<!-- -->", "<![CDATA[",
    "“quotes” ‘single’ \"straight\" 'single'", "  two spaces  ", " leading", "trailing ",
    " ", "a\nb", "\n", "a\n\nb\n", "a\tb", "\t", "😀 👩‍👩‍👧 é é", "ﬁ", "\u200b",
    "\u00a0x\u00a0", "\ufeffx", "a\u2028b", "عربي", "\U0001f1ec\U0001f1e7", "–", "£491,000",
    "\\1 \\g<0>", "%s %d {0}", "{{r x }}", "{%tr for x in y %}", "{% raw %}", "{{ '{{' }}",
    "=1+1", "$& $1", "\u0301",
]  # fmt: skip

_LETTERS = st.characters(
    exclude_categories=["Cs", "Cc"], exclude_characters="\u2028"
) | st.sampled_from("\t\n")
_STORABLE = _LETTERS.filter(
    lambda letter: not (0xFDD0 <= ord(letter) <= 0xFDEF or ord(letter) & 0xFFFE == 0xFFFE)
)
_MARKS = st.sampled_from(NASTY)
_TEXTS = st.lists(_MARKS | st.text(_STORABLE, max_size=12), max_size=4).map("".join)


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("templates")
    return draft(folder, "{%p for item in figures.texts %}", "{{ item }}", "{%p endfor %}")


def test_nasty_texts_arrive(template: Path):
    """Markup, template tags and odd letters are text like any other."""
    assert texts(rendered(template, figures={"texts": NASTY})) == NASTY


@pytest.mark.slow
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(items=st.lists(_TEXTS, min_size=20, max_size=60))
def test_any_texts_arrive(template: Path, items: list[str]):
    """Whatever letters stand together, they arrive as they are."""
    assert texts(rendered(template, figures={"texts": items})) == items


@pytest.mark.slow
@settings(max_examples=40, deadline=None)
@given(items=st.lists(_TEXTS, min_size=1, max_size=20))
def test_any_formatted_texts_arrive(template: Path, items: list[str]):
    """Spans in several manners say together what was written."""
    from generator.content.nodes import Span

    spans = [
        Span(text=item, strong=at % 2 == 1, emphasis=at % 3 == 1) for at, item in enumerate(items)
    ]
    assert texts(rendered(template, figures={"texts": [text("x", *spans)]})) == [
        "x" + "".join(items)
    ]


def test_line_ends_of_every_kind_are_line_breaks(template: Path):
    """Windows and old Macintosh line ends are the same as a newline."""
    assert texts(rendered(template, figures={"texts": ["a\r\nb\rc"]})) == ["a\nb\nc"]


@pytest.mark.parametrize(
    "code",
    [*range(9), 0x0B, 0x1F, 0x7F, 0x85, 0xD800, 0xDFFF, 0xFDD0, 0xFDEF, 0xFFFE, 0xFFFF, 0x1FFFF],
)
def test_what_word_cannot_store_is_refused(template: Path, code: int):
    """A control character, a lone surrogate or a noncharacter is an error that names it."""
    with pytest.raises(TemplateError) as caught:
        rendered(template, figures={"texts": ["good", f"bad {chr(code)}"]})
    assert caught.value.message == (
        "the template draft.docx has a mistake: paragraph '{{ item }}': {{ item }}: "
        f"figures.texts[1] holds the character U+{code:04X}, which Word cannot store"
    )


def test_too_long_a_text_is_refused(template: Path):
    """A text of more than 100,000 characters is a mistake, not a paragraph."""
    with pytest.raises(TemplateError, match=r"figures.texts\[0\] has 100,001 characters"):
        rendered(template, figures={"texts": ["x" * 100_001]})
