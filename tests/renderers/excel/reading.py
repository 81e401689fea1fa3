"""Renders workbooks and reads them back with another library than their writer."""

import io
import re
import zipfile

import openpyxl

from generator.content.workbooks import compose_workbook
from generator.renderers.excel import render_workbook
from tests.content.workbooks.registers import HOUSE_STYLE, PLAN, REGISTER


def rendered(pack, document=REGISTER, **more):
    """The bytes of a pack's workbook."""
    content = compose_workbook(pack, document, version="1.2.3")
    return render_workbook(content, house_style=HOUSE_STYLE, **more)


def rendered_plan(pack, **more):
    """The bytes of a pack's action plan."""
    return rendered(pack, PLAN, **more)


def opened(data, *, values=True):
    """The workbook with its stored values, or with its formulas."""
    return openpyxl.load_workbook(io.BytesIO(data), data_only=values)


def table_of(book, name):
    """A table's headings and rows: {"Reference": "H1", …} for each row."""
    for sheet in book:
        if name in sheet.tables:
            head, *rows = sheet[sheet.tables[name].ref]
            headings = [cell.value for cell in head]
            return [dict(zip(headings, (cell.value for cell in row), strict=True)) for row in rows]
    raise KeyError(name)


def cell_of(book, name, row, heading):
    """One cell of a table; rows count from 1."""
    for sheet in book:
        if name in sheet.tables:
            cells = sheet[sheet.tables[name].ref]
            at = [cell.value for cell in cells[0]].index(heading)
            return cells[row][at]
    raise KeyError(name)


def all_values(data):
    """Every value of a workbook by sheet and address."""
    return {
        (sheet.title, cell.coordinate): cell.value
        for sheet in opened(data)
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    }


def parts_of(data):
    """The parts of the package by name, as text where they are text."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name).decode("utf-8", "replace") for name in package.namelist()}


def changed(data, change):
    """The package with each part passed through `change(name, text)`."""
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for entry in old.infolist():
            part = old.read(entry)
            if entry.filename.endswith(".xml"):
                part = change(entry.filename, part.decode("utf-8")).encode("utf-8")
            new.writestr(entry.filename, part)
    return made.getvalue()


def without_results(data):
    """The workbook as if no formula had ever been worked out."""

    def strip(name, text):
        if not name.startswith("xl/worksheets/"):
            return text
        return re.sub(
            r'(<c [^>]*?)(?: t="str")?(>)(<f[^>]*>[^<]*</f>)<v>[^<]*</v>', r"\1\2\3", text
        )

    return changed(data, strip)


def with_number(data, sheet, address, number):
    """The workbook with a number typed over another."""
    place = opened(data).sheetnames.index(sheet) + 1

    def type_in(name, text):
        if name != f"xl/worksheets/sheet{place}.xml":
            return text
        pattern = rf'(<c r="{address}"[^>]*><v>)[^<]*(</v>)'
        typed, times = re.subn(pattern, rf"\g<1>{number}\2", text)
        assert times == 1
        return typed

    return changed(data, type_in)
