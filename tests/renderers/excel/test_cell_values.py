"""One value in one cell, and never a part of it lost."""

import io
from datetime import date

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.errors import DocumentError
from generator.renderers.excel.cells import check_written, put
from generator.renderers.excel.fast_writer import FastWorkbook


def written(value):
    """A value put into A1 and read back."""
    target = io.BytesIO()
    book = FastWorkbook(target, language="en-GB")
    look = book.add_format({"num_format": "d mmm yyyy"} if isinstance(value, date) else {})
    put(book.add_worksheet(), 0, 0, value, look, "R15", "Notes")
    book.close()
    return openpyxl.load_workbook(target).active["A1"]


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "{=SUM(A1)}",
        "+1",
        "-1",
        "@x",
        "http://example.org",
        "mailto:a@example.org",
        "internal:Sheet1!A1",
        "_x000D_",
        "R&D <5%",
        " leading and trailing ",
        "one\ntwo",
        "😀 “quotes”",
        "1",
        "TRUE",
        "#N/A",
        "<r><t>x</t></r>",
    ],
)
def test_text_is_only_ever_text(text):
    """Never a formula, a link, a number, an error or a format."""
    cell = written(text)
    assert (cell.value, cell.data_type, cell.hyperlink) == (text, "s", None)


@given(st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=60))
def test_any_text_arrives_letter_for_letter(text):
    """But for characters that are refused."""
    try:
        assert written(text).value == text
    except DocumentError:
        assert any(letter in "\ufffe\uffff" for letter in text)


@pytest.mark.parametrize("value", [3, 2.5, date(2025, 6, 30), None])
def test_other_values_keep_their_type(value):
    """Numbers are numbers, dates are dates, nothing is nothing."""
    found = written(value).value
    assert (found.date() if isinstance(value, date) else found) == value


def test_a_text_that_a_cell_would_cut_is_refused_by_name():
    """32,767 UTF-16 units go in, one more does not; an emoji takes two."""
    assert len(written("x" * 32_767).value) == 32_767
    with pytest.raises(DocumentError, match="R15, Notes, has 32,768 characters") as told:
        written("x" * 32_768)
    assert told.value.exit_code == 1
    with pytest.raises(DocumentError, match="R15, Notes, has 32,768 characters"):
        written("😀" * 16_384)


@pytest.mark.parametrize("letter", ["\x00", "\x0b", "\x1f", "\ud800", "\uffff"])
def test_a_character_that_a_workbook_garbles_is_refused(letter):
    """Control characters and halves of pairs."""
    with pytest.raises(DocumentError, match="R15, Notes, has a character"):
        written(f"a{letter}b")


def test_a_writer_that_reports_a_loss_is_an_error():
    """Whatever the number; 0 and None mean that all is well."""
    check_written(0, "R15")
    check_written(None, "R15")
    with pytest.raises(DocumentError, match="R15 does not fit the workbook"):
        check_written(-1, "R15")


def test_a_row_beyond_the_last_is_an_error():
    """The writer drops it in silence."""
    book = FastWorkbook(io.BytesIO(), language="en-GB")
    with pytest.raises(DocumentError, match="R15 does not fit"):
        put(book.add_worksheet(), 1_048_576, 0, "x", None, "R15")
