"""The risk register of 10,000 risks, against the same content and formats through openpyxl.

    python -m tests.benchmarks.excel_register [RISKS]

Prints both times, their ratio, how the time grows from a tenth of the risks to all of them, and
the highest memory. Ends with 1 where the ratio is over 0.5 or the growth is not in proportion.
"""

from __future__ import annotations

import io
import resource
import sys
from time import perf_counter

from generator.content.workbooks import compose_workbook
from generator.content.workbooks.sheet_content import Live, value_of
from generator.renderers.excel import render_workbook
from generator.renderers.excel.cells import LOOKS
from generator.renderers.excel.sheet_layout import CellMeasure, place_tables
from tests.content.workbooks.registers import HOUSE_STYLE, REGISTER, many_risks, register_pack

MOST = 0.5
GROWTH = 1.5
"""Ten times the risks may take ten times as long, and half of that again for a noisy machine."""


def content(number):
    """The composed workbook of so many risks."""
    return compose_workbook(register_pack(many_risks(number)), REGISTER, version="0")


def through_openpyxl(workbook):
    """The same cells, formulas, looks, heights, widths, lists, rules and tables."""
    from openpyxl import Workbook
    from openpyxl.formatting.rule import FormulaRule
    from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Protection, Side
    from openpyxl.utils import get_column_letter
    from openpyxl.workbook.defined_name import DefinedName
    from openpyxl.worksheet.datavalidation import DataValidation
    from openpyxl.worksheet.table import Table

    book, places, styles = Workbook(), place_tables(workbook), {}
    measure = CellMeasure("Arial", 11)
    book.remove(book.active)
    side = Side(style="thin", color="A6A6A6")
    colours = dict(
        zip(workbook.letter_colours.letters, workbook.letter_colours.colours, strict=True)
    )

    def style_of(column, letter):
        key = column.kind, column.editable, letter
        if key not in styles:
            name = colours.get(letter) or ("editable" if column.editable else "none")
            colour = HOUSE_STYLE.colours[name]
            styles[key] = NamedStyle(
                name=f"style {len(styles)}",
                font=Font(name="Arial", size=11, color=colour.text[1:]),
                fill=PatternFill("solid", fgColor=colour.fill[1:]),
                border=Border(left=side, right=side, top=side, bottom=side),
                alignment=Alignment(wrap_text=True, vertical="top"),
                protection=Protection(locked=not column.editable),
            )
            book.add_named_style(styles[key])
        return styles[key].name

    for sheet in workbook.sheets:
        page = book.create_sheet(sheet.name)
        page.protection.enable()
        page.append([sheet.title])
        for line in sheet.lines:
            page.append([value_of(line)])
        for table in sheet.tables:
            place = places[table.name]
            letters = [table.index(c.letter_in) if c.letter_in else None for c in table.columns]
            for at, column in enumerate(table.columns):
                page.cell(place.header + 1, at + 1, column.heading)
                page.column_dimensions[get_column_letter(at + 1)].width = LOOKS[column.kind].width
                span = (
                    f"{get_column_letter(at + 1)}{place.first + 1}:"
                    f"{get_column_letter(at + 1)}{place.last + 1}"
                )
                if column.letter_in:
                    for letter, name in colours.items():
                        fill = PatternFill(bgColor=HOUSE_STYLE.colours[name].fill[1:])
                        rule = FormulaRule(formula=[f'$A1="{letter}"'], fill=fill)
                        page.conditional_formatting.add(span, rule)
                if column.choices:
                    listed = DataValidation(type="list", formula1='"1,2,3,4,5"')
                    listed.add(span)
                    page.add_data_validation(listed)
            for number, row in enumerate(table.rows):
                lines = 1
                for at, (column, cell) in enumerate(zip(table.columns, row, strict=True)):
                    value = value_of(cell)
                    shown = f"={cell.formula}" if isinstance(cell, Live) else value
                    made = page.cell(place.first + number + 1, at + 1, shown)
                    mark = value_of(row[letters[at]]) if letters[at] is not None else ""
                    made.style = style_of(column, mark)
                    if isinstance(value, str):
                        lines = max(lines, measure.lines(value, LOOKS[column.kind].width))
                page.row_dimensions[place.first + number + 1].height = measure.height(lines)
            last = get_column_letter(len(table.columns))
            page.add_table(
                Table(displayName=table.name, ref=f"A{place.header + 1}:{last}{place.last + 1}")
            )
    for name in workbook.names:
        span = places[name.table].span(name.first, name.last)
        book.defined_names[name.name] = DefinedName(name.name, attr_text=span)
    book.save(io.BytesIO())


def seconds(work):
    """How long a piece of work takes."""
    start = perf_counter()
    work()
    return perf_counter() - start


def main():
    """Measures, prints, judges."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    small, large = content(number // 10), content(number)
    render = {"house_style": HOUSE_STYLE}
    few = seconds(lambda: render_workbook(small, **render))
    ours = seconds(lambda: render_workbook(large, **render))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    theirs = seconds(lambda: through_openpyxl(large))
    composing = seconds(lambda: content(number))
    ratio, growth = ours / theirs, ours / (10 * few)
    sys.stdout.write(
        f"{number:,} risks: ours {ours:.2f} s, openpyxl {theirs:.2f} s, ratio {ratio:.2f}\n"
    )
    sys.stdout.write(
        f"growth from {number // 10:,} to {number:,} risks: {growth:.2f} of proportional\n"
    )
    sys.stdout.write(f"composing {composing:.2f} s, for both; highest memory of ours {memory} MB\n")
    return 0 if ratio <= MOST and growth <= GROWTH else 1


if __name__ == "__main__":
    sys.exit(main())
