"""The shortcuts through XlsxWriter write what its own way writes."""

import io
import re
import tempfile

import xlsxwriter

from generator.renderers.excel import workbook_file
from generator.renderers.excel.fast_writer import FastWorkbook, FastWorksheet
from tests.content.workbooks.registers import RISKS, SCORE_ONLY, UNSCORED, register_pack
from tests.renderers.excel.reading import parts_of, rendered


class SlowWorksheet(xlsxwriter.worksheet.Worksheet):
    """The library's own worksheet, with the one method that ours adds."""

    def add_long_table(self, first, last, columns, options):
        return self.add_table(first, 0, last, columns - 1, options)

    def set_row_to_fit(self, row, height):
        return self.set_row(row, height)

    def set_header_and_footer(self, header, footer):
        self.set_header(header)
        self.set_footer(footer)


def alike(parts):
    """Without what rows that fit their text leave out."""
    return {name: text.replace(' customHeight="1"', "") for name, text in parts.items()}


def test_the_shortcuts_write_the_same_bytes(monkeypatch):
    """Every part of a workbook with all kinds of cells."""
    pack = register_pack((UNSCORED, SCORE_ONLY, *RISKS))
    quick = alike(parts_of(rendered(pack)))
    monkeypatch.setattr(FastWorkbook, "worksheet_class", SlowWorksheet)
    assert alike(parts_of(rendered(pack))) == quick


def test_rows_of_a_list_may_grow_with_their_text():
    """A note that the Board adds is not cut off; rows beside charts keep their height."""
    parts = parts_of(rendered(register_pack()))
    lists, summary = parts["xl/worksheets/sheet3.xml"], parts["xl/worksheets/sheet1.xml"]
    rows = re.findall(r"<row [^>]*>", lists)
    assert ["customHeight" in row for row in rows] == [True, True, True, *[False] * 4]
    assert all(" ht=" in row for row in rows)
    assert all("customHeight" in row for row in re.findall(r"<row [^>]*>", summary))


def test_a_formula_may_come_to_any_kind_of_value():
    """Truth values, errors and nothing are left to the library."""

    def cells(worksheet_class):
        target = io.BytesIO()
        book = FastWorkbook(target, language="en-GB")
        sheet = book.add_worksheet("A", worksheet_class)
        look = book.add_format({"bold": True})
        for row, value in enumerate([1, 2.5, "R & D", "", True, "#N/A", "#1 of all"]):
            sheet.write_formula(row, 0, '=IF(A1<2,"&",B1)', look, value)
            sheet.write_formula(row, 1, "=A1", None, value)
        book.close()
        return parts_of(target.getvalue())

    assert cells(FastWorksheet) == cells(SlowWorksheet)


def test_the_language_is_in_the_properties_and_in_every_chart():
    """XlsxWriter writes en-US into charts and nothing into the properties."""
    parts = parts_of(rendered(register_pack(language="cy")))
    assert "<dc:language>cy</dc:language>" in parts["docProps/core.xml"]
    charts = [text for name, text in parts.items() if name.startswith("xl/charts/chart")]
    assert len(charts) == 4
    for chart in charts:
        assert '<c:lang val="cy"/>' in chart
        assert "en-US" not in chart


def test_nothing_is_left_in_the_temporary_folder(monkeypatch, tmp_path):
    """Not even while it is written: text of a register may be sensitive."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    made = []
    monkeypatch.setattr(tempfile, "mkstemp", lambda *args, **more: made.append(args))
    rendered(register_pack())
    assert made == []
    assert list(tmp_path.iterdir()) == []


def test_only_one_module_reaches_inside_the_library():
    """So that a new release of it is looked at in one place."""
    assert workbook_file.FastWorkbook is FastWorkbook
