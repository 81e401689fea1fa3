"""Whatever a file holds, it is read as it stands or found; nothing is raised, nothing is lost."""

from __future__ import annotations

import csv
import io
import string
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.characters import plain_letters
from generator.checks import check
from generator.inputs.cells.date_cells import read_date
from generator.inputs.cells.dated_notes import parse_notes
from generator.inputs.cells.number_cells import parse_number
from generator.inputs.cells.rating_cells import parse_rating
from generator.inputs.cells.score_cells import StepScale, parse_step, parse_total
from generator.inputs.cells.state_cells import parse_status, parse_trend, parse_yes_no
from generator.inputs.cells.text_cells import as_text, parse_code, parse_text, says_nothing
from generator.inputs.files.table_files import read_sheets
from tests.inputs.cells.test_cells import BANDS, FIVE_BY_FIVE, POINTS
from tests.inputs.workbooks import Sheet, pack_with, register_of, workbook

VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**12), 10**12),
    st.floats(-1e6, 1e6, allow_nan=False, width=32),
    st.dates(date(1905, 1, 1), date(2100, 1, 1)),
    st.text(max_size=40),
    st.text(string.printable, max_size=40),
    st.sampled_from(
        [
            "Red",
            "Likely",
            "3 - Possible",
            "4x5=20",
            "TBC",
            "-",
            "n/a",
            "1.2.24 - x",
            "31.2.24 - y",
            "↑",
            "Α",
            "G\u200b",
            "=1+1",
            "#REF!",
            "Total",
            "R1",
            "£4.2m",
            "12/13/2024",
            "{{ x }}",
        ]
    ),
)
STORABLE = st.text(
    st.characters(exclude_categories=("Cs", "Cc"), include_characters="\n\t"), max_size=60
)
PARSERS = (
    parse_text,
    parse_code,
    parse_number,
    parse_notes,
    parse_status,
    parse_yes_no,
    parse_trend,
    lambda value: parse_step(value, StepScale(name="impact", points=POINTS)),
    lambda value: parse_total(value, FIVE_BY_FIVE),
    lambda value: parse_rating(value, BANDS, ""),
)


@given(value=VALUES.filter(lambda value: value is not None))
def test_parsers_give_a_value_or_say_why_not(value):
    """No parser raises; one that gives no value for more than a blank or a dash says why."""
    for parser in PARSERS:
        parsed = parser(value)
        written = plain_letters(as_text(value))[0]
        assert parsed.value is not None or parsed.remarks or is_silent(written, parser)


def is_silent(written, parser):
    """Whether a cell holds nothing to say of: a blank, a dash, or a trend that is new."""
    return not written or says_nothing(written) or (parser is parse_trend and "new" in written)


@given(text=STORABLE)
def test_text_is_read_letter_for_letter(text):
    """A text that can be stored is what was there, without the spaces around it."""
    parsed = parse_text(text)
    if not parsed.remarks:
        assert (parsed.value or "") == text.replace("\r\n", "\n").replace("\r", "\n").strip()


@given(text=STORABLE)
def test_notes_come_apart_without_loss(text):
    """The entries of a notes cell hold every letter of the cell, in its order."""
    parsed = parse_notes(text)
    if parsed.value is None:
        return
    joined = "".join("".join(str(note).split()) for note in parsed.value)
    bullets = "".join(text.split())
    assert [letter for letter in joined if letter not in "•*-"] == [
        letter for letter in bullets if letter not in "•*-"
    ]


@given(day=st.dates(date(1980, 1, 1), date(2079, 12, 31)))
def test_dates_are_read_day_first(day):
    """Each way of writing a date day first is read as that date."""
    written = (
        f"{day:%d/%m/%Y}",
        f"{day:%d.%m.%y}",
        f"{day.day}-{day.month}-{day.year}",
        f"{day:%Y-%m-%d}",
        f"{day.day} {day:%B %Y}",
        f"{day:%d %b %y}",
        f"{day:%A %d %B %Y}",
        f"{day:%d-%b-%Y}",
    )
    assert {read_date(text).value for text in written} == {day}


@pytest.mark.slow
@given(rows=st.lists(st.lists(VALUES, min_size=5, max_size=5), min_size=1, max_size=6))
@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_random_rows_never_raise(rows):
    """A register of random cells is read, checked, and each text is there or found."""
    head = ["No.", "Description of Risk", "Impact", "Likelihood", "Notes"]
    storable = [[_storable(value) for value in row] for row in rows]
    with TemporaryDirectory() as folder:
        content = workbook(Sheet(rows=[head, *storable]))
        inputs = "{risk_register: {file: register.xlsx}}"
        pack, findings = pack_with(Path(folder), inputs, {"register.xlsx": content})
        assert pack is not None
        check(pack)
        if pack.register is not None:
            for risk in pack.register.risks:
                row = storable[risk.where["row"].row - 2]
                wanted = None if row[1] is None else as_text(row[1])
                found = {each.location.cell for each in findings}
                assert risk.description == (wanted or "") or risk.where["description"].cell in found


def _storable(value):
    """What openpyxl can write; a text that is no more than a formula's sign is one."""
    if isinstance(value, str):
        text = "".join(letter for letter in value if letter >= " " or letter in "\n\t")
        return text.lstrip("=") or None
    return float(f"{value:.16g}") if isinstance(value, float) else value  # as openpyxl writes it


@given(
    rows=st.lists(st.lists(st.text(max_size=12), min_size=2, max_size=4), min_size=1, max_size=6)
)
def test_text_tables_come_back(rows):
    """Every cell that a CSV writer writes is read as it was."""
    stream = io.StringIO()
    csv.writer(stream).writerows([["Meeting", "Date", "A", "B"], *rows])
    text = stream.getvalue()
    findings = []
    sheets = read_sheets(text.encode("utf-8", "surrogatepass"), "x.csv", findings)
    assert sheets or findings


@given(data=st.binary(max_size=300))
def test_random_bytes_never_raise(data):
    """Bytes of no meaning are a table or a finding."""
    findings = []
    assert read_sheets(data, "x.xlsx", findings) or findings


@given(place=st.integers(0, 10_000), byte=st.integers(0, 255))
@settings(max_examples=200, deadline=None)
def test_damaged_workbooks_never_raise(place, byte):
    """A workbook with a changed byte is read or refused."""
    data = bytearray(SMALL)
    data[place % len(data)] = byte
    read_sheets(bytes(data), "x.xlsx", [])


@pytest.mark.parametrize("length", [0, 10, 100, 500, 1000, 3000])
def test_cut_off_workbooks_are_refused(length, tmp_path):
    """A workbook that breaks off is a finding that says so."""
    register, findings = register_of(tmp_path, SMALL[:length])
    assert register is None
    assert [finding.code for finding in findings] in (["FILE-02"], ["FILE-03"])


SMALL = workbook(
    Sheet(rows=[["No.", "Risk", "Impact", "Likelihood"], ["R1", "A risk", 3, 4], ["R2", "B", 1, 2]])
)
