"""Heights and widths: rather a line too many than one too few."""

import pytest

from generator.renderers.excel.sheet_layout import TALLEST, WIDEST, CellMeasure

MEASURE = CellMeasure("Arial", 11)

SENTENCE = (
    "A number of support resources are available, but clear and ongoing communication "
    "from CLT and senior managers is essential to support staff."
)


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("", 10, 1),
        ("Open", 10, 1),
        ("one\ntwo\nthree", 36, 3),
        ("one\n\ntwo", 36, 3),
        (SENTENCE, 150, 1),
        (SENTENCE, 36, 5),
    ],
)
def test_lines(text, width, lines):
    """Paragraphs and wrapped lines; the last takes four in the spreadsheet."""
    assert MEASURE.lines(text, width) == lines


def test_a_word_longer_than_the_line_is_broken():
    """A web address, say."""
    assert MEASURE.lines("x" * 100, 10) >= 10


def test_capitals_bold_and_broad_letters_take_more_room():
    """And a wider font does."""
    plain = MEASURE.lines(SENTENCE, 36)
    assert MEASURE.lines(SENTENCE.upper(), 36) > plain
    assert MEASURE.lines("漢字" * 40, 36) > MEASURE.lines("ab" * 40, 36)
    assert MEASURE.lines(SENTENCE * 4, 36, bold=True) > MEASURE.lines(SENTENCE * 4, 36)
    assert CellMeasure("Verdana", 11).lines(SENTENCE * 4, 36) > MEASURE.lines(SENTENCE * 4, 36)


def test_no_row_is_higher_than_a_spreadsheet_shows():
    """Columns widen instead, as far as that helps."""
    assert MEASURE.height(500) == TALLEST
    long = "word " * 400
    width = MEASURE.width([long], 36)
    assert 36 < width < WIDEST
    assert not MEASURE.overflows(long, width)
    assert MEASURE.width(["word " * 10_000], 36) == WIDEST
    assert MEASURE.overflows("word " * 10_000, WIDEST)


def test_a_column_keeps_its_width_where_texts_are_short():
    """Or where there are none."""
    assert MEASURE.width(["short"], 36) == 36
    assert MEASURE.width([], 36) == 36
