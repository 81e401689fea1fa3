"""The width of text is Arial's, and no line is taken to be shorter than it is."""

import pytest

from generator.renderers.text_width import count_lines, width_of

SENTENCE = (
    "A number of support resources are available, but clear and ongoing communication "
    "from CLT and senior managers is essential to support staff."
)


@pytest.mark.parametrize(
    ("letter", "regular", "bold"),
    [
        (" ", 278, 278),
        ("i", 222, 278),
        ("m", 833, 889),
        ("W", 944, 944),
        ("@", 1015, 975),
        ("£", 556, 556),
        ("é", 556, 556),
        ("–", 556, 556),
        ("’", 222, 278),
        ("×", 584, 584),
    ],
)
def test_letters_are_as_wide_as_arials(letter, regular, bold):
    """Thousandths of the size, from Arial's published metrics."""
    assert width_of(letter, size_pt=1000) == regular
    assert width_of(letter, size_pt=1000, bold=True) == bold


def test_width_grows_with_text_and_size():
    """Letters add up; a text of twice the size is twice as wide."""
    assert width_of("im", size_pt=10) == pytest.approx(10.55)
    assert width_of("im", size_pt=20) == pytest.approx(21.1)
    assert width_of("", size_pt=10) == 0


def test_a_font_that_is_not_known_is_taken_to_be_wide():
    """Rather too wide a column than a broken word; Liberation Sans is Arial's equal."""
    assert width_of("im", size_pt=10, font="Some Sans") == pytest.approx(12.66)
    assert width_of("im", size_pt=10, font="Liberation Sans") == pytest.approx(10.55)


def test_letters_without_metrics_have_a_width():
    """Chinese and emoji are square; a combining accent takes no room."""
    assert width_of("漢😀", size_pt=1000) == 2000
    assert width_of("e\u0301", size_pt=1000) == 556
    assert width_of("ł", size_pt=1000) > 0


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("", 50, 1),
        ("Open", 50, 1),
        ("one\ntwo\nthree", 190, 3),
        ("one\n\ntwo", 190, 3),
        (SENTENCE, 800, 1),
        (SENTENCE, 190, 4),
        ("x" * 100, 55, 10),
        ("two words", 30, 2),
    ],
)
def test_lines(text, width, lines):
    """Paragraphs, lines that break at spaces, and words that are longer than a line."""
    assert count_lines(text, width_pt=width, size_pt=11) == lines


def test_capitals_bold_and_wide_fonts_take_more_lines():
    """Of the same text in the same width."""
    plain = count_lines(SENTENCE * 4, width_pt=190, size_pt=11)
    assert count_lines(SENTENCE.upper() * 4, width_pt=190, size_pt=11) > plain
    assert count_lines(SENTENCE * 4, width_pt=190, size_pt=11, bold=True) > plain
    assert count_lines(SENTENCE * 4, width_pt=190, size_pt=11, font="Verdana") > plain
