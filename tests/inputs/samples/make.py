"""Writes the sample workbooks: XlsxWriter the .xlsx, LibreOffice the others from it."""

from __future__ import annotations

import subprocess
import tempfile
from datetime import date, datetime, time
from pathlib import Path

import xlsxwriter

HERE = Path(__file__).parent
LONG = "Every word of it counts. " * 400
"""10,000 letters: longer than one record of an .xls."""
ROWS = [
    ["Text", "£5 – é 😀", "two\nlines", "  spaces  ", "007", "a_x000D_b", LONG],
    ["Number", 3, -7, 0.1, 1e20, 0.25, 123456789012],
    ["Truth", True, False],
    ["Time", date(2024, 3, 31), datetime(2024, 3, 31, 14, 30), time(9, 15), date(1905, 1, 15)],
    ["Wide", LONG.replace("counts", "cöünts – ✓")],
]


def write_xlsx(path, date_1904=False):
    """Writes the workbook."""
    with xlsxwriter.Workbook(path, {"default_date_format": "dd/mm/yyyy"}) as book:
        if date_1904:
            book.date_1904 = True
        forms = {
            datetime: book.add_format({"num_format": "dd/mm/yyyy hh:mm"}),
            time: book.add_format({"num_format": "hh:mm"}),
            date: book.add_format({"num_format": "d mmm yyyy"}),
            # The format that makes LibreOffice keep truths apart from 1 and 0.
            bool: book.add_format({"num_format": '"TRUE";"TRUE";"FALSE"'}),
        }
        sheet = book.add_worksheet("Every kind")
        for row, values in enumerate(ROWS):
            for column, value in enumerate(values):
                if isinstance(value, bool):
                    sheet.write_boolean(row, column, value, forms[bool])
                elif type(value) in forms:
                    sheet.write_datetime(row, column, value, forms[type(value)])
                elif value == 0.25:
                    sheet.write(row, column, value, book.add_format({"num_format": "0%"}))
                else:
                    sheet.write(row, column, value)
        elapsed = book.add_format({"num_format": "[h]:mm"})
        sheet.write_number("F4", 1.5, elapsed)
        sheet.write_row("A6", ["Formula"])
        sheet.write_formula("B6", "=1+1", None, 2)
        sheet.write_formula("C6", '="a"&"b"', None, "ab")
        sheet.write_formula("D6", "=1=1", None, True)
        sheet.write_formula("E6", "=1=1", forms[bool], True)
        sheet.write_row("A7", ["Error"])
        for column, error in enumerate(["#DIV/0!", "#N/A", "#REF!", "#NAME?"], start=1):
            formula = {"#DIV/0!": "=1/0", "#N/A": "=NA()", "#REF!": "=#REF!", "#NAME?": "=nobody()"}
            sheet.write_formula(6, column, formula[error], None, error)
        sheet.write_row("A8", ["Merge"])
        sheet.merge_range("B8:D9", "over six")
        sheet.merge_range("F8:F9", 12)
        sheet.write_row("A10", ["Hidden row"])
        sheet.set_row(9, None, None, {"hidden": True})
        sheet.write("G10", "Hidden column too")
        sheet.set_column("H:H", None, None, {"hidden": True})
        sheet.write("H1", "Hidden column")
        sheet.write("A11", "Struck", book.add_format({"font_strikeout": True}))
        sheet.write("B11", "", book.add_format({"bg_color": "#FF0000"}))
        sheet.write_blank("C11", None, book.add_format({"bg_color": "#00B050"}))
        hidden = book.add_worksheet("Kept aside")
        hidden.write_row("A1", ["Nobody", "sees", "this"])
        hidden.hide()


def write_unseen(path):
    """Writes a workbook with a comment, and with texts that nobody sees."""
    with xlsxwriter.Workbook(path) as book:
        white = {"font_color": "#FFFFFF"}
        sheet = book.add_worksheet("Risks")
        sheet.write_row(0, 0, ["No.", "Risk", "Notes"])
        sheet.write_row(1, 0, ["R1", "", "plain"])
        sheet.write(1, 1, "white", book.add_format(white))
        sheet.write(2, 1, "white on blue", book.add_format(white | {"bg_color": "#1F3864"}))
        sheet.write(2, 2, "shown as nothing", book.add_format({"num_format": ";;;"}))
        sheet.write_comment("C2", "ask finance", {"author": "J Smith"})


def main():
    """Writes every file."""
    write_unseen(HERE / "unseen.xlsx")
    write_xlsx(HERE / "every-kind.xlsx")
    write_xlsx(HERE / "from-1904.xlsx", date_1904=True)
    with tempfile.TemporaryDirectory() as profile:
        for ending in ("ods", "xls"):
            for name in ("every-kind", "from-1904", "unseen"):
                subprocess.run(
                    ["soffice", f"-env:UserInstallation=file://{profile}", "--headless",
                     "--convert-to", ending, "--outdir", str(HERE), str(HERE / f"{name}.xlsx")],
                    check=True, capture_output=True,
                )  # fmt: skip


if __name__ == "__main__":
    main()
