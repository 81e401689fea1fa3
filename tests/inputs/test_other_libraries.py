"""Workbooks are read as other libraries read them."""

from __future__ import annotations

import io
from datetime import date, datetime, time

import openpyxl
import pytest

from generator.inputs.files.input_sheet import CellError, Uncalculated
from generator.inputs.files.table_files import read_sheets
from tests.inputs.plans import PLANS
from tests.inputs.registers import REGISTERS
from tests.inputs.workbooks import Sheet, plan_of, register_of, workbook

FORMS = [form for form in (*REGISTERS, *PLANS) if form.file == "register.xlsx"]
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


def normal(value):
    """A value of either library, made the same."""
    if isinstance(value, CellError):
        return str(value)
    if isinstance(value, Uncalculated):
        return None
    if isinstance(value, datetime) and value.time() == time():
        return value.date()
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value


@pytest.mark.parametrize("content", [MIXED, *(form.content for form in FORMS)])
def test_values_are_those_of_openpyxl(content):
    """Every cell of every sheet has the value that openpyxl gives."""
    book = openpyxl.load_workbook(io.BytesIO(content), data_only=True)
    for sheet in read_sheets(content, "x.xlsx", []):
        expected = {
            (cell.row, cell.column): normal(cell.value)
            for row in book[sheet.name].iter_rows()
            for cell in row
            if cell.value is not None
            and not (isinstance(cell.value, str) and not cell.value.strip())
        }
        found = {
            (row, column): normal(value)
            for row, cells in sheet.rows.items()
            for column, value in cells.items()
            if (row, column) not in sheet.spread and normal(value) is not None
        }
        assert found == expected


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


@pytest.mark.slow
def test_old_workbooks_give_the_values_of_another_library(soffice, tmp_path):
    """Every cell of an .xls has the value that calamine gives."""
    calamine = pytest.importorskip("python_calamine")
    made = tmp_path / "mixed.xlsx"
    made.write_bytes(MIXED)
    content = soffice(made, "xls", tmp_path).read_bytes()
    book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
    for sheet in read_sheets(content, "x.xls", []):
        rows = book.get_sheet_by_name(sheet.name).to_python(skip_empty_area=False)
        expected = {
            (row, column): normal(value)
            for row, values in enumerate(rows, start=1)
            for column, value in enumerate(values, start=1)
            if value != "" and not isinstance(value, time)
        }
        found = {
            (row, column): normal(value)
            for row, cells in sheet.rows.items()
            for column, value in cells.items()
            if not isinstance(value, time)
        }
        for place, value in expected.items():
            if isinstance(value, float):
                assert found[place] == pytest.approx(value)
            else:
                assert found[place] == value
