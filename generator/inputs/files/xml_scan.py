"""The guard's pass over the XML of a workbook: bounded, before a library reads it.

It also collects what openpyxl's read-only mode does not tell of a sheet, and the shared texts,
whose escapes openpyxl resolves wrongly (`_x005F_` vanishes, `_x000D_` stays).
"""

from __future__ import annotations

import zipfile
from typing import IO
from xml.parsers import expat

from generator.inputs.files.file_refused import DAMAGED, TOO_LARGE, FileRefused
from generator.inputs.files.input_sheet import (
    MOST_COLUMNS,
    MOST_MERGES,
    MOST_ROWS,
    MOST_VALUES,
    Area,
    Place,
    letters,
    place,
    refuse_far_value,
    refuse_too_many,
)

MOST_XML = 120_000_000
"""Bytes of one XML part."""
MOST_ELEMENTS = 10_000_000
MOST_BETWEEN_ROWS = 200_000
"""Elements of one row, and of all that is not in a row: openpyxl holds that many at once."""
_MOST_WIDTHS = 16_384
"""Elements that say how wide columns are: Excel has so many columns."""
MOST_OF_DOCUMENT = 300_000
"""Elements of a Word document: some 200 pages whose words Word has split."""
_LAST_ROW = 1_048_576
_LAST_LETTERS = letters(MOST_COLUMNS)
_CHUNK = 1 << 16
_MOST_SILENT_CHUNKS = 16
"""Chunks, a megabyte, in which no element begins: a text that no cell can hold."""
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main "
_ODS_ROW = "urn:oasis:names:tc:opendocument:xmlns:table:1.0 table-row"


class XmlScan:
    """Counts the elements of any XML part."""

    def __init__(self) -> None:
        self.root = ""
        self.elements = 0
        self._row_start = 0

    def attach(self, parser: expat.XMLParserType) -> None:
        """Let the parser call this scan."""
        parser.StartElementHandler = self.start

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Count an element that begins."""
        self.elements += 1
        if tag == _ODS_ROW:
            self._row_start = self.elements

    def check(self) -> None:
        """Raise FileRefused where the part has more in it than any table needs."""
        if self.elements - self._row_start > MOST_BETWEEN_ROWS:
            raise FileRefused(TOO_LARGE, f"a row has more than {MOST_BETWEEN_ROWS:,} elements")
        if self.elements > MOST_ELEMENTS:
            raise FileRefused(
                TOO_LARGE, f"a part of the file has more than {MOST_ELEMENTS:,} XML elements"
            )


class SheetScan(XmlScan):
    """Collects a worksheet's merges, hidden rows and columns, formulas, and struck-through words.

    `last_row` is the last row with a value. `formulas` has every formula, `text_formulas` those
    that gave a text: where that text is empty, no value is stored, and none is missing.
    """

    def __init__(self) -> None:
        super().__init__()
        self.last_row = 0
        self.merges: list[Area] = []
        self.hidden_rows: set[int] = set()
        self.hidden_columns: set[int] = set()
        self.formulas: set[Place] = set()
        self.text_formulas: set[Place] = set()
        self.struck: set[Place] = set()
        self.cells = self.values = self._widths = 0
        self._row = self._unnamed = 0
        self._cell: dict[str, str] = {}
        self._named = ""
        self._starts = {
            f"{_MAIN}row": self._start_row,
            f"{_MAIN}c": self._start_cell,
            f"{_MAIN}v": self._start_value,
            f"{_MAIN}is": self._start_value,
            f"{_MAIN}f": self._start_formula,
            f"{_MAIN}strike": self._start_strike,
            f"{_MAIN}mergeCell": self._start_merge,
            f"{_MAIN}col": self._start_column,
        }

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Take an element that begins."""
        self.elements += 1
        handler = self._starts.get(tag)
        if handler is not None:
            handler(attributes)

    def check(self) -> None:
        """Raise FileRefused where the sheet has more in it than any table."""
        super().check()
        refuse_too_many(self.cells, max(self.values, len(self.formulas)))
        if len(self.merges) > MOST_MERGES:
            raise FileRefused(TOO_LARGE, f"a sheet has more than {MOST_MERGES:,} merges")

    def _start_row(self, attributes: dict[str, str]) -> None:
        above, number = self._row, attributes.get("r", "")
        self._row = int(number) if number.isdecimal() and len(number) < 8 else above + 1
        if not above < self._row <= _LAST_ROW:
            raise FileRefused(DAMAGED, f"row {number} comes after row {above}")
        self._row_start = self.elements
        self._named, self._unnamed = "", 0
        if attributes.get("hidden") in ("1", "true"):
            self.hidden_rows.add(self._row)

    def _start_cell(self, attributes: dict[str, str]) -> None:
        self.cells += 1
        self._cell = attributes
        if "r" in attributes:
            self._named, self._unnamed = attributes["r"], 0
        else:
            self._unnamed += 1

    def _start_value(self, attributes: dict[str, str]) -> None:
        self.values += 1
        named = self._named
        if self._row > MOST_ROWS or (named[2:3] > "9" and named[:3] > _LAST_LETTERS):
            row, column = _place(named or f"A{self._row}")
            refuse_far_value(row, column)
        self.last_row = self._row

    def _start_formula(self, attributes: dict[str, str]) -> None:
        self.last_row = self._row
        self.formulas.add(self._cell_place())
        if self._cell.get("t") == "str":
            self.text_formulas.add(self._cell_place())

    def _start_strike(self, attributes: dict[str, str]) -> None:
        if _is_on(attributes):
            self.struck.add(self._cell_place())

    def _cell_place(self) -> Place:
        column = _place(self._named)[1] if self._named else 0
        return self._row, column + self._unnamed

    def _start_merge(self, attributes: dict[str, str]) -> None:
        first, _, last = attributes.get("ref", "").partition(":")
        rows, columns = zip(_place(first), _place(last or first), strict=True)
        area = Area(top=min(rows), left=min(columns), bottom=max(rows), right=max(columns))
        area.refuse_huge()
        self.merges.append(area)

    def _start_column(self, attributes: dict[str, str]) -> None:
        self._widths += 1
        if self._widths > _MOST_WIDTHS:
            raise FileRefused(TOO_LARGE, f"a sheet has more than {_MOST_WIDTHS:,} columns")
        first, last = attributes.get("min", ""), attributes.get("max", "")
        if attributes.get("hidden") in ("1", "true") and first.isdecimal() and last.isdecimal():
            self.hidden_columns.update(range(int(first[:9]), min(int(last[:9]), MOST_COLUMNS) + 1))


class TextScan(XmlScan):
    """Collects the texts that cells share, by their number, without phonetic readings.

    Escapes such as `_x000D_` are still in them. `struck` are the texts with struck-through words.
    """

    def __init__(self) -> None:
        super().__init__()
        self.texts: dict[int, str] = {}
        self.struck: set[int] = set()
        self._pieces: list[str] = []
        self._phonetic = False

    def check(self) -> None:
        """Raise FileRefused where there are more texts than a file may have values."""
        super().check()
        if len(self.texts) > MOST_VALUES:
            raise FileRefused(TOO_LARGE, f"the file has more than {MOST_VALUES:,} texts")

    def attach(self, parser: expat.XMLParserType) -> None:
        """Let the parser call this scan."""
        self._parser = parser
        parser.StartElementHandler = self.start
        parser.EndElementHandler = self._end

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Take an element that begins."""
        self.elements += 1
        name = tag.removeprefix(_MAIN)
        if name == "t" and not self._phonetic:
            self._parser.CharacterDataHandler = self._pieces.append
        elif name == "si":
            self._row_start = self.elements
        elif name == "rPh":
            self._phonetic = True
        elif name == "strike" and _is_on(attributes):
            self.struck.add(len(self.texts))

    def _end(self, tag: str) -> None:
        name = tag.removeprefix(_MAIN)
        if name == "t":
            self._parser.CharacterDataHandler = None
        elif name == "rPh":
            self._phonetic = False
        elif name == "si":
            self.texts[len(self.texts)] = "".join(self._pieces)
            self._pieces.clear()


class DocumentScan(XmlScan):
    """Counts the elements of a Word document, all of which are held at once."""

    def check(self) -> None:
        """Raise FileRefused where the document has more in it than any report."""
        if self.elements > MOST_OF_DOCUMENT:
            seen = f"the document has more than {MOST_OF_DOCUMENT:,} XML elements"
            raise FileRefused(TOO_LARGE, seen, "Divide it into one file for each section.")


_SCANS: dict[str, type[XmlScan]] = {
    f"{_MAIN}worksheet": SheetScan,
    f"{_MAIN}sst": TextScan,
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main document": DocumentScan,
    "http://purl.oclc.org/ooxml/wordprocessingml/main document": DocumentScan,
}


def scan_xml(archive: zipfile.ZipFile, part: str) -> XmlScan:
    """Return the scan of a part: SheetScan of a worksheet, TextScan of the shared texts.

    Raises FileRefused where the part is missing, is not well-formed, declares XML entities, or
    has more in it than any table.
    """
    if part not in archive.namelist():
        raise FileRefused(DAMAGED, f"the workbook lacks its part {part}")
    if archive.getinfo(part).file_size > MOST_XML:
        seen = f"the part {part} inflates to more than {MOST_XML:,} bytes"
        raise FileRefused(TOO_LARGE, seen)
    try:
        with archive.open(part) as stream:
            return _scan(stream)
    except LookupError as problem:
        raise FileRefused(DAMAGED, f"the part {part} names an unknown encoding") from problem
    except (expat.ExpatError, ValueError) as problem:
        raise FileRefused(DAMAGED, f"the part {part} is not well-formed XML") from problem


def _scan(stream: IO[bytes]) -> XmlScan:
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse_entities
    scan = XmlScan()

    def start_root(tag: str, attributes: dict[str, str]) -> None:
        nonlocal scan
        scan = _SCANS.get(tag, XmlScan)()
        scan.root = tag
        scan.attach(parser)

    parser.StartElementHandler = start_root
    silent = 0
    while chunk := stream.read(_CHUNK):
        before = scan.elements
        parser.Parse(chunk, False)
        silent = silent + 1 if scan.elements == before else 0
        if silent > _MOST_SILENT_CHUNKS:
            raise FileRefused(TOO_LARGE, "the file has a text of more than a million letters")
        scan.check()
    parser.Parse(b"", True)
    return scan


def _is_on(attributes: dict[str, str]) -> bool:
    """Tell whether an element such as <strike/> switches something on."""
    return attributes.get("val", "1") not in ("0", "false")


def _refuse_entities(*_: object) -> None:
    seen = "the file declares XML entities, which no Office program writes"
    raise FileRefused(TOO_LARGE, seen)


def _place(reference: str) -> Place:
    """Return the row and column of an address. Raises FileRefused where it is none."""
    try:
        return place(reference)
    except ValueError as problem:
        raise FileRefused(DAMAGED, f"'{reference[:40]}' is no address of a cell") from problem
