"""XlsxWriter with what it leaves out, and without what makes long tables slow.

Everything here reaches inside the library, and nothing outside does. Each shortcut writes the same
bytes as the library's own way, which the tests hold; if a later release renames a step, the
library's own slower way takes over by itself.

The seconds are what each shortcut saves of the processor time for a register of 10,000 risks
(XlsxWriter 3.3): about 3 s with all of them, 20 s with none, 7.8 s with openpyxl.
"""

from __future__ import annotations

import re
from html import escape  # that of xml.sax loads half a web browser
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.chart import Chart
from xlsxwriter.format import Format
from xlsxwriter.packager import Packager
from xlsxwriter.sharedstrings import SharedStrings
from xlsxwriter.utility import xl_col_to_name, xl_range
from xlsxwriter.worksheet import (
    CellBlankTuple,
    CellFormulaTuple,
    CellNumberTuple,
    CellStringTuple,
    Worksheet,
)

_GUARD = re.compile("_x005F(?=_x[0-9A-Fa-f]{4}_)")


class FastWorksheet(Worksheet):  # type: ignore[misc]
    """A worksheet for columns of ten thousand cells that share a formula and a few looks.

    Cells are named by row and column, both from 0, never as "A1": the public writers first look
    whether they are (0.4 s).
    """

    write_string = Worksheet._write_string
    write_number = Worksheet._write_number
    write_blank = Worksheet._write_blank

    def __init__(self) -> None:
        super().__init__()
        self._escaped: dict[str, str] = {}
        self._fitted: set[int] = set()

    def write_formula(
        self, row: int, col: int, formula: str, look: Format | None = None, value: Any = 0
    ) -> int:
        """Store a formula with its value; returns 0, or -1 where the sheet has no such cell.

        The library first looks in it for functions whose results spill over (0.4 s); ours have
        none.
        """
        if self._check_dimensions(row, col):
            return -1
        self.table[row][col] = CellFormulaTuple(self._prepare_formula(formula), look, value)
        return 0

    def set_row_to_fit(self, row: int, height: float) -> int:
        """Set a height in points that a spreadsheet may change once the row is edited.

        The library knows fixed heights only, and a note that grows in such a row is cut off.
        """
        self._fitted.add(row)
        result: int = self.set_row(row, height)
        return result

    def set_header_and_footer(self, header: str, footer: str) -> None:
        """Print these codes at the top and the foot of each page, at most 255 characters each.

        The library counts the "&G" in "B&&G Council", where it is no picture, and leaves all out.
        """
        self.header, self.footer, self.header_footer_changed = header, footer, True

    def _xml_start_tag_unencoded(self, tag: str, attributes: Any = ()) -> None:
        if tag == "row" and attributes[0][1] - 1 in self._fitted:
            attributes = [each for each in attributes if each[0] != "customHeight"]
        super()._xml_start_tag_unencoded(tag, attributes)

    def add_long_table(self, first: int, last: int, columns: int, options: dict[str, Any]) -> int:
        """Mark up a table of all columns from the first; rows count from 0. Returns 0 for success.

        `add_table` writes each cell of the table once more, which is written anyway (0.9 s).
        """
        result: int = self.add_table(first, 0, first + 1, columns - 1, options)
        if result == 0:
            table = self.tables[-1]
            table["range"] = table["a_range"] = xl_range(first, 0, last, columns - 1)
            if "autofilter" in table:
                table["autofilter"] = table["a_range"]
        return result

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:
        """The formula without its marks.

        The library also looks for functions of later Excels, by a hundred patterns a cell (8 s).
        Our formulas have the prefix that those want.
        """
        return formula.removeprefix("{").removeprefix("=").removesuffix("}")

    def _write_cell(self, row: int, col: int, cell: Any) -> None:
        """Write the commonest cells straight away (0.9 s); the library takes the rest."""
        kind = cell.__class__
        if not cell.format or kind not in _PLAIN:
            super()._write_cell(row, col, cell)
            return
        start = f'<c r="{_NAMES[col]}{row + 1}" s="{cell.format._get_xf_index()}"'
        if kind is CellStringTuple:
            self.fh.write(f'{start} t="s"><v>{cell.string}</v></c>')
        elif kind is CellNumberTuple:
            self.fh.write(f"{start}><v>{cell.number:.16G}</v></c>")
        elif kind is CellBlankTuple:
            self.fh.write(f"{start}/>")
        else:
            self._write_formula_cell(start, row, col, cell)

    def _write_formula_cell(self, start: str, row: int, col: int, cell: Any) -> None:
        value = cell.value
        if isinstance(value, bool) or value == "" or str(value).startswith("#"):
            super()._write_cell(row, col, cell)
            return
        kind = ""
        if isinstance(value, str):
            kind, value = ' t="str"', self._escape(value)
        self.fh.write(f"{start}{kind}><f>{self._escape(cell.formula)}</f><v>{value}</v></c>")

    def _escape(self, text: str) -> str:
        """The text as XML. Kept, since a column has one formula (0.3 s)."""
        if text not in self._escaped:
            self._escaped[text] = escape(text, quote=False)
        return self._escaped[text]


_PLAIN = {CellStringTuple, CellNumberTuple, CellBlankTuple, CellFormulaTuple}
# No table here is wider.
_NAMES = [xl_col_to_name(column) for column in range(256)]


class PlainStrings(SharedStrings):  # type: ignore[misc]
    """Writes every text as it is: the library takes one from <r> to </r> for its own mark-up."""

    def _xml_rich_si_element(self, string: str) -> None:
        self._xml_si_element(string)


class LanguagePackager(Packager):  # type: ignore[misc]
    """Sets the language in the properties and in the text of charts before they are zipped."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self._language = language

    def _create_package(self) -> Any:
        parts = super()._create_package()
        for stream, name, _ in parts:
            if name == "docProps/core.xml" or name.startswith("xl/charts/"):
                text = self._in_language(stream.getvalue())
                stream.seek(0)
                stream.truncate()
                stream.write(text)
        return parts

    def _write_shared_strings_file(self) -> None:
        strings = PlainStrings()
        strings.string_table = self.workbook.str_table
        if strings.string_table.count:
            strings._set_xml_writer(self._filename("xl/sharedStrings.xml"))
            strings._assemble_xml_file()

    def _in_language(self, text: str) -> str:
        value = f'"{escape(self._language)}"'
        element = f"<dc:language>{escape(self._language)}</dc:language></cp:coreProperties>"
        # The library guards "_x000D_" from being read as an escape, which it is in cells alone.
        return (
            _GUARD.sub("", text)
            .replace("</cp:coreProperties>", element)
            .replace('<c:lang val="en-US"', f"<c:lang val={value}")
            .replace(' lang="en-US"', f" lang={value}")
        )


class FastWorkbook(Workbook):  # type: ignore[misc]
    """A workbook in a language, written in memory: none of its text is left in a temporary file."""

    worksheet_class = FastWorksheet

    def __init__(self, target: Any, *, language: str, **options: Any) -> None:
        super().__init__(target, {"in_memory": True, **options})
        self._language = language

    def add_chart(self, options: dict[str, Any]) -> Chart:
        """A chart whose names are text, or lists of sheet, row and column.

        The library takes a text such as "High!A1 risks" for the address of a cell.
        """
        chart = super().add_chart(options)
        of_cell = chart._process_names

        def literal(name: Any, formula: Any) -> Any:
            return (name, formula) if isinstance(name, str) else of_cell(name, formula)

        chart._process_names = literal
        return chart

    def _get_packager(self) -> Packager:
        return LanguagePackager(self._language)
