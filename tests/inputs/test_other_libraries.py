"""Workbooks are read as a library reads them that this program does not use: calamine."""

from __future__ import annotations

import io
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from generator.inputs.files.input_sheet import CellError, Uncalculated
from generator.inputs.files.table_files import read_sheets
from tests.inputs.plans import PLANS
from tests.inputs.registers import REGISTERS
from tests.inputs.workbooks import Sheet, plan_of, register_of, workbook

FORMS = [form for form in (*REGISTERS, *PLANS) if form.file == "register.xlsx"]
SAMPLES = {path.name: path.read_bytes() for path in Path(__file__).parent.glob("samples/*.*s*")}
SAMPLES.pop("__init__.py", None)
SAMPLES.pop("make.py", None)
MERGED = (
    "inherent-residual-target",
    "sections",
    "several-rows",
    "hidden",
    "several-actions-merged",
)
MIXED = workbook(
    Sheet(
        rows=[
            ["text", 1, 2.5, True, date(2024, 3, 31), datetime(2024, 3, 31, 14, 30), time(9, 15)],
            ["£5 – é 😀", -7, 1e20, False, date(1900, 1, 15), date(1899, 12, 31), "=1+1"],
            ["two\nlines", 0, 0.1 + 0.2, None, "  spaces  ", "'apostrophe"],
            ["#N/A", "#REF!", "007", "1e5", "<&>", "]]>", "\u200bzero"],
        ],
        formats={"B1": "0%", "C1": '"day" 0', "F2": "dd/mm/yyyy"},
    )
)


def plain(value):
    """A value of either library in a form that both can say; None for what calamine leaves out."""
    if isinstance(value, (CellError, Uncalculated)) or value is None:
        return None
    if isinstance(value, str):
        return value if value.strip() else None
    if isinstance(value, datetime):
        return value
    if isinstance(value, date):
        return datetime(value.year, value.month, value.day)
    if isinstance(value, timedelta):
        return value / timedelta(days=1)
    return value if isinstance(value, (bool, time)) else float(value)


def ours(sheet):
    """The values of a sheet by place, without those that a merge repeats."""
    return {
        (row, column): plain(value)
        for row in sheet.rows
        for column, value in sheet.own_values(row)
        if plain(value) is not None
    }


def theirs(book, name):
    """The same by calamine."""
    rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
    return {
        (row, column): plain(value)
        for row, values in enumerate(rows, start=1)
        for column, value in enumerate(values, start=1)
        if plain(value) is not None
    }


# In an .ods a time is text to us, and elapsed time is in ISO 8601 to calamine.
SAID_OTHERWISE = {(4, 4), (4, 6)}


@pytest.mark.parametrize("name", sorted(SAMPLES))
def test_samples_have_the_values_of_calamine(name):
    """Every cell of the samples has the value that calamine gives, in each kind of workbook."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(SAMPLES[name]))
    for sheet in read_sheets(SAMPLES[name], name, []):
        found, expected = ours(sheet), theirs(book, sheet.name)
        if name.endswith(".ods"):
            found, expected = (
                {at: value for at, value in values.items() if at not in SAID_OTHERWISE}
                for values in (found, expected)
            )
        assert found == expected


@pytest.mark.parametrize("content", [MIXED, *(form.content for form in FORMS)])
def test_values_are_those_of_calamine(content):
    """Every cell of every sheet of our registers has the value that calamine gives."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    for sheet in read_sheets(content, "x.xlsx", []):
        found, expected = ours(sheet), theirs(book, sheet.name)
        errors = {at for at, value in expected.items() if at in sheet.formulas}
        assert {at: v for at, v in found.items() if at not in errors} == {
            at: v for at, v in expected.items() if at not in errors
        }


LETTERS = st.text(st.characters(exclude_categories=("Cs", "Cc"), include_characters="\n\t"))
VALUES = st.one_of(
    st.booleans(),
    st.integers(-(10**15), 10**15),
    st.floats(-1e10, 1e10, allow_nan=False).map(lambda value: float(f"{value:.15g}")),
    st.dates(date(1900, 3, 1), date(2100, 1, 1)),
    LETTERS.filter(str.strip),
)


@given(rows=st.lists(st.lists(VALUES, max_size=6), max_size=6))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_random_sheets_have_the_values_of_calamine(rows):
    """Whatever XlsxWriter writes, with shared texts, both libraries read alike."""
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"default_date_format": "dd/mm/yyyy"}) as book:
        sheet = book.add_worksheet("S")
        for row, values in enumerate(rows):
            for column, value in enumerate(values):
                write = {
                    bool: sheet.write_boolean, str: sheet.write_string, date: sheet.write_datetime
                }.get(type(value), sheet.write_number)  # fmt: skip
                write(row, column, value)
    (found,) = read_sheets(made.getvalue(), "x.xlsx", [])
    assert ours(found) == theirs(CalamineWorkbook.from_filelike(io.BytesIO(made.getvalue())), "S")


@pytest.mark.slow
@pytest.mark.parametrize("ending", ["ods", "xls"])
def test_other_workbooks_give_the_same_records(ending, soffice, tmp_path):
    """A register saved by LibreOffice as .ods or .xls is read as the .xlsx is."""
    for form in [form for form in FORMS if form.name in MERGED]:
        made = tmp_path / f"{form.name}.xlsx"
        made.write_bytes(form.content)
        content = soffice(made, ending, tmp_path).read_bytes()
        reader = register_of if form in REGISTERS else plan_of
        read, findings = reader(tmp_path, content, f"x.{ending}", form.more)
        records = read.risks if form in REGISTERS else read.actions
        assert tuple(record.reference for record in records) == form.references, findings
