"""How long reading a workbook takes, against openpyxl's own read-only pass over it, in one run.

    python -m tests.benchmarks.reading [ROWS]

The best of several runs counts, the two taking turns. Ends with 1 where the ratio is over 1.5.
"""

from __future__ import annotations

import io
import sys
from datetime import date, timedelta
from time import perf_counter

import xlsxwriter
from openpyxl import load_workbook

from generator.inputs.files.table_files import read_sheets

ROWS, COLUMNS, RUNS, MOST = 10_000, 20, 3, 1.5
KINDS = ("texts alone", "a register's mix")


def register(rows, kind):
    """A workbook of so many rows: texts of their own, or also scores, dates and ratings."""
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Risks")
        shown = book.add_format({"num_format": "dd/mm/yyyy"})
        for row in range(rows):
            for column in range(COLUMNS):
                place = column % 5 if kind != "texts alone" else 0
                if place == 2:
                    sheet.write_number(row, column, row % 5 + 1)
                elif place == 3:
                    day = date(2024, 1, 1) + timedelta(days=row % 700)
                    sheet.write_datetime(row, column, day, shown)
                elif place == 4:
                    sheet.write_string(row, column, "Red" if row % 3 else "Amber")
                else:
                    sheet.write_string(row, column, f"What risk {row} says in column {column}")
    return made.getvalue()


def through_openpyxl(data):
    """openpyxl's read-only pass over the values."""
    for sheet in load_workbook(io.BytesIO(data), read_only=True, data_only=True):
        for _ in sheet.iter_rows(values_only=True):
            pass


def through_readers(data):
    """This program's reading: the guard, the values, merges, formulas, fills and what is hidden."""
    read_sheets(data, "r.xlsx", [])


def seconds(work, data):
    """How long a piece of work takes."""
    began = perf_counter()
    work(data)
    return perf_counter() - began


def main(arguments):
    """Measures, prints, and gives 1 where the ratio is too high."""
    rows = int(arguments[0]) if arguments else ROWS
    missed = False
    for kind in KINDS:
        data = register(rows, kind)
        times = [
            (seconds(through_readers, data), seconds(through_openpyxl, data)) for _ in range(RUNS)
        ]
        ours, theirs = (min(each) for each in zip(*times, strict=True))
        missed = missed or ours > theirs * MOST
        sys.stdout.write(
            f"reading {rows:,} rows x {COLUMNS}, {kind:<17} {ours:6.2f} s   openpyxl read-only "
            f"{theirs:6.2f} s   ratio {ours / theirs:.2f}   aim {MOST:.2f}\n"
        )
    return int(missed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
