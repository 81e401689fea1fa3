"""Reads Excel workbooks (.xlsx, .xlsm) with openpyxl, each part after the guard has scanned it.

What openpyxl's read-only mode lacks or does wrongly comes from that scan: merges, hidden rows and
columns, formulas without a stored value, shared texts. openpyxl is called a part at a time: its
`load_workbook` skips sheets whose part is missing, looks for styles under one fixed name, drops
rows, and fails on broken document properties that nobody asked for.
"""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import Any

from openpyxl.packaging.relationship import Relationship, get_dependents, get_rels_path
from openpyxl.reader.workbook import WorkbookParser
from openpyxl.styles.colors import COLOR_INDEX
from openpyxl.styles.fills import Fill, PatternFill
from openpyxl.styles.fonts import Font
from openpyxl.styles.numbers import BUILTIN_FORMATS, BUILTIN_FORMATS_MAX_SIZE
from openpyxl.styles.stylesheet import Stylesheet
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet._reader import WorkSheetParser
from openpyxl.xml.functions import fromstring

from generator.inputs.files.excel_formats import Shown, display_of, serial_date
from generator.inputs.files.file_refused import DAMAGED, TOO_LARGE, FileRefused, damage_refused
from generator.inputs.files.guard import open_zip
from generator.inputs.files.input_sheet import (
    WHITE,
    CellError,
    CellStyle,
    FileBudget,
    InputSheet,
    Place,
    SheetDraft,
    Uncalculated,
    Value,
    place,
    refuse_many_sheets,
    refuse_too_many,
)
from generator.inputs.files.xml_scan import MOST_XML, SheetScan, TextScan, scan_xml

_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
"""A character that XML cannot hold, such as `_x000D_`, or an underscore before such letters."""
_NO_TABLE = frozenset({"chartsheet", "dialogsheet", "xlMacrosheet", "xlIntlMacrosheet"})
_STYLE_LISTS = frozenset({"numFmts", "fonts", "fills", "cellXfs", "colors"})
"""What is read of the styles. openpyxl fails on faults in the other lists, which say nothing."""
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_STRICT = "http://purl.oclc.org/ooxml/"
_USUAL_NAMES = (
    (b"http://purl.oclc.org/ooxml/spreadsheetml/main",
     b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships",
     b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
)  # fmt: skip
_Style = tuple[bool, CellStyle | None, Shown | None]
"""Whether a number format shows a date; how the cell looks, where that may carry meaning; what
writes its values as they are displayed, where that may differ."""
_PLAIN: _Style = (False, None, None)


class _StruckText(str):
    """A text that cells share and of which words are struck through."""


def read_xlsx(data: bytes, file: str) -> tuple[tuple[InputSheet, ...], int]:
    """Return the worksheets, hidden ones too, and how many other workbooks formulas draw on.

    Raises FileRefused.
    """
    archive = open_zip(data)
    with warnings.catch_warnings(), damage_refused("the workbook is damaged"):
        warnings.simplefilter("ignore")  # openpyxl warns of what it would lose when saving
        book = _Workbook(archive)
        if book.is_strict:
            book = _Workbook(_with_usual_names(archive))
        sheets = book.sheets()
    links = [name for name in archive.namelist() if name.startswith("xl/externalLinks/external")]
    return tuple(sheet.finished(file) for sheet in sheets), len(links)


class _Workbook:
    """A workbook's list of sheets, and what all sheets share."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        main = self._relations("").get("officeDocument", "xl/workbook.xml")
        self.is_strict = scan_xml(archive, main).root.startswith(_STRICT)
        self._parser = WorkbookParser(archive, main, keep_links=False)
        self._parser.parse()
        self._parts = self._relations(main)
        self._from_1904 = self._parser.wb.epoch == CALENDAR_MAC_1904

    def sheets(self) -> list[SheetDraft]:
        """Read the worksheets in their order, once all have been scanned."""
        with damage_refused("the workbook's number formats and fonts are damaged"):
            self._styles = self._read_styles()
        self._texts = self._read_texts()
        found = [
            (sheet, relation.target, self._scan_sheet(relation.target, sheet.name))
            for sheet, relation in self._parser.find_sheets()
            if _kind(relation) not in _NO_TABLE
        ]
        refuse_too_many(sum(s.cells for *_, s in found), sum(s.values for *_, s in found))
        refuse_many_sheets(len(found))
        budget = FileBudget()
        drafts = []
        for sheet, part, scan in found:
            draft = SheetDraft(name=sheet.name, budget=budget, hidden=sheet.state != "visible")
            with damage_refused("the sheet is damaged", sheet.name):
                self._read_sheet(draft, part, scan)
            drafts.append(draft)
        return drafts

    def _scan_sheet(self, part: str, name: str) -> SheetScan:
        with damage_refused("the sheet is damaged", name):
            scan = scan_xml(self._archive, part)
            if not isinstance(scan, SheetScan):
                raise FileRefused(DAMAGED, f"the part {part} is not a worksheet")
            return scan

    def _relations(self, part: str) -> dict[str, str]:
        """Return the parts that a part refers to, by their kind; "" is the package itself."""
        relations: str = get_rels_path(part)  # type: ignore[no-untyped-call]
        if relations not in self._archive.namelist():
            return {}
        scan_xml(self._archive, relations)
        found = get_dependents(self._archive, relations)
        return {_kind(relation): relation.target for relation in found}

    def _read_texts(self) -> Mapping[int, str]:
        part = self._part("sharedStrings")
        scan = None if part is None else scan_xml(self._archive, part)
        if not isinstance(scan, TextScan):
            return {}
        return scan.texts | {number: _StruckText(scan.texts[number]) for number in scan.struck}

    def _part(self, kind: str) -> str | None:
        """Return the name of a part that the workbook refers to, as the zip spells it."""
        wanted = self._parts.get(kind, "").casefold()
        return next((name for name in self._archive.namelist() if name.casefold() == wanted), None)

    def _read_styles(self) -> dict[int, _Style]:
        part = self._part("styles")
        if part is None:
            return {}
        scan_xml(self._archive, part)
        tree = fromstring(self._archive.read(part))
        for element in list(tree):
            if str(element.tag).partition("}")[2] not in _STYLE_LISTS:
                tree.remove(element)
        sheet: Any = Stylesheet.from_tree(tree)  # type: ignore[arg-type]  # as openpyxl itself does
        dates = sheet.date_formats - sheet.timedelta_formats
        formats = {
            **BUILTIN_FORMATS,
            **dict(enumerate(sheet.number_formats, BUILTIN_FORMATS_MAX_SIZE)),
        }
        palette = (sheet.colors and sheet.colors.index) or COLOR_INDEX
        return {
            number: (
                number in dates,
                _look(
                    sheet.fonts[cell.fontId],
                    sheet.fills[cell.fillId],
                    formats.get(cell.numFmtId, ""),
                    palette,
                ),
                display_of(formats.get(cell.numFmtId, "")),
            )
            for number, cell in enumerate(sheet.cell_styles)
        }

    def _read_sheet(self, draft: SheetDraft, part: str, scan: SheetScan) -> None:
        draft.merges, draft.formulas = scan.merges, scan.formulas
        draft.hidden_rows, draft.hidden_columns = scan.hidden_rows, scan.hidden_columns
        draft.comments = self._read_comments(part)
        with self._archive.open(part) as stream:
            self._read_rows(draft, WorkSheetParser(stream, self._texts, data_only=True), scan)
        for row, column in scan.formulas - scan.text_formulas:
            if column not in draft.rows.get(row, ()):
                draft.put(row, column, Uncalculated())

    def _read_comments(self, part: str) -> dict[Place, str]:
        """Return the text of each comment of a sheet. Those in threads are there as well."""
        wanted = self._relations(part).get("comments", "")
        if wanted not in self._archive.namelist():
            return {}
        scan_xml(self._archive, wanted)
        comments = fromstring(self._archive.read(wanted)).iter(f"{_MAIN}comment")
        return {
            place(each.get("ref", "")): "".join(text.text or "" for text in each.iter(f"{_MAIN}t"))
            for each in comments
        }

    def _read_rows(self, draft: SheetDraft, parser: WorkSheetParser, scan: SheetScan) -> None:
        """Read up to the last row with a value: what follows the rows is never parsed."""
        if not scan.last_row:
            return
        for row, cells in parser.parse():
            for cell in cells:
                column = cell["column"]
                is_date, look, shown = self._styles.get(cell["style_id"], _PLAIN)
                if look is not None:
                    draft.styles[row, column] = look
                if cell["row"] != row:
                    raise FileRefused(DAMAGED, f"row {row} has a cell of row {cell['row']}")
                value = _value(cell["value"], cell["data_type"])
                if value is None:
                    continue
                if is_date and isinstance(value, (int, float)):
                    moment = serial_date(value, from_1904=self._from_1904)
                    value = value if moment is None else moment
                if isinstance(cell["value"], _StruckText) or (row, column) in scan.struck:
                    draft.styles[row, column] = replace(look or CellStyle(), struck=True)
                if shown is not None and (text := shown(value)):
                    draft.displayed[row, column] = text
                draft.put(row, column, value)
            if row >= scan.last_row:
                return


def _value(value: Any, kind: str) -> Value | None:
    """Return the value of a cell as openpyxl gives it, None for blank text."""
    if isinstance(value, str):
        if kind == "e":
            return CellError(value)
        if "_x" in value:
            value = _ESCAPE.sub(lambda found: chr(int(found[1], 16)), value)
        return value if value.strip() else None
    if isinstance(value, datetime) and value.time() == time():
        return value.date()
    return value / timedelta(days=1) if isinstance(value, timedelta) else value


def _look(font: Font, fill: Fill, number_format: str, palette: Sequence[str]) -> CellStyle | None:
    """Return how a cell looks; None where nothing of it may carry meaning."""
    colour = ""
    if isinstance(fill, PatternFill) and fill.fill_type == "solid":
        colour = _colour(fill.fgColor, palette)
    letters = _colour(font.color, palette) if font.color is not None else ""
    unseen = (letters != "" and {letters, colour} <= WHITE) or number_format == ";;;"
    if not (colour or font.strike or unseen):
        return None
    return CellStyle(fill=colour, struck=bool(font.strike), unseen=unseen)


def _colour(colour: Any, palette: Sequence[str]) -> str:
    """Return a colour as CellStyle has it, "" where the file does not say which."""
    if colour.type == "rgb":
        return str(colour.rgb[-6:])
    if colour.type == "theme":
        return f"theme {colour.theme} {colour.tint:g}"
    if colour.type == "indexed" and colour.indexed < len(palette):
        return str(palette[colour.indexed][-6:])
    return ""


def _kind(relation: Relationship) -> str:
    """Return the last word of a relation's type, such as "worksheet"."""
    return relation.Type.rpartition("/")[2]


def _with_usual_names(archive: zipfile.ZipFile) -> zipfile.ZipFile:
    """Return a "Strict Open XML" workbook with the names of the usual form, which openpyxl knows.

    openpyxl reads a strict workbook as one with empty sheets, without an error.
    """
    parts = [part for part in archive.infolist() if part.filename.endswith((".xml", ".rels"))]
    if sum(part.file_size for part in parts) > MOST_XML:
        raise FileRefused(TOO_LARGE, f"the file inflates to more than {MOST_XML:,} bytes")
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as renamed:
        for part in parts:
            content = archive.read(part)
            for strict, usual in _USUAL_NAMES:
                content = content.replace(strict, usual)
            renamed.writestr(zipfile.ZipInfo(part.filename), content)  # without the clock's time
    return zipfile.ZipFile(made)
