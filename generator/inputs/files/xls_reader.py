"""Reads old Excel workbooks (.xls) with xlrd, after a bounded pass over their records.

xlrd never ends on a container whose chain of short sectors is a ring (6 of 12,000 randomly damaged
files took 15 seconds and 1.5 GB), and does not tell which cells have formulas.
"""

from __future__ import annotations

import io
import re
import struct
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import xlrd
from xlrd.compdoc import CompDoc

from generator.inputs.files.excel_formats import Shown, display_of, serial_date
from generator.inputs.files.file_refused import (
    DAMAGED,
    NOT_A_TABLE,
    TOO_LARGE,
    FileRefused,
    damage_refused,
)
from generator.inputs.files.input_sheet import (
    MOST_MERGES,
    WHITE,
    Area,
    CellError,
    CellStyle,
    FileBudget,
    InputSheet,
    Place,
    SheetDraft,
    Value,
    refuse_many_sheets,
    refuse_too_many,
)

# Kinds of records, by their numbers in Microsoft's [MS-XLS].
_BEGIN, _PASSWORD, _SHEET, _FORMULA, _MANY_NUMBERS, _MANY_BLANKS = 0x809, 0x2F, 0x85, 6, 0xBD, 0xBE
_CELLS = frozenset({_FORMULA, 0xFD, 0x203, 0x27E, 0x205, 0x204, 0xD6, 0x201})
_BLANK, _MERGES = 0x201, 0xE5
_FORMATS = frozenset({0x31, 0x7D, 0xE0, 0x41E})
_MOST_FORMATS, _MOST_RECORDS = 20_000, 1_500_000
_EXCEL_97 = 0x600
_WORKSHEET = 0
_ELAPSED_TIME = re.compile(r"\[(h+|m+|s+)\]", re.IGNORECASE)


def read_xls(data: bytes, file: str) -> tuple[InputSheet, ...]:
    """Return the worksheets of an .xls, hidden ones too. Raises FileRefused."""
    with damage_refused("the workbook is damaged"):
        stream = _workbook_stream(data)
        formulas = _scan_records(stream)
        book = xlrd.open_workbook(
            file_contents=stream, logfile=io.StringIO(), formatting_info=True, ragged_rows=True
        )
        refuse_many_sheets(len(formulas))
        budget = FileBudget()
        looks = [_look(book, style) for style in book.xf_list]
        drafts = []
        for sheet, found in zip(book.sheets(), formulas, strict=True):
            draft = SheetDraft(name=sheet.name, budget=budget, hidden=sheet.visibility != 0)
            draft.formulas = found
            _read_sheet(draft, book, sheet, looks)
            drafts.append(draft)
    return tuple(draft.finished(file) for draft in drafts)


def _workbook_stream(data: bytes) -> bytes:
    container = CompDoc(data, logfile=io.StringIO())
    if _has_ring(container.SSAT):
        raise FileRefused(DAMAGED, "the workbook is damaged: its chain of sectors is a ring")
    for name in ("Workbook", "Book"):
        found, start, size = container.locate_named_stream(name)
        if found:
            return bytes(found[start : start + size])
    raise FileRefused(DAMAGED, "the workbook lacks its main part")


def _has_ring(following: Sequence[int]) -> bool:
    """Tell whether going from each sector to the one that follows it ever comes back."""
    path_of = [0] * len(following)
    for start in range(len(following)):
        sector = start
        while 0 <= sector < len(following) and not path_of[sector]:
            path_of[sector] = start + 1
            sector = following[sector]
        if 0 <= sector < len(following) and path_of[sector] == start + 1:
            return True
    return False


def _scan_records(stream: bytes) -> list[set[Place]]:
    """Return the cells with formulas of each worksheet, in their order.

    Raises FileRefused where the workbook is encrypted, older than Excel 97, or too large.
    """
    sheets: dict[int, set[Place]] = {}
    formulas: set[Place] = set()
    at = cells = values = formats = merges = records = 0
    while at + 4 <= len(stream):
        records += 1
        kind, length = struct.unpack_from("<HH", stream, at)
        body = at + 4
        if kind == _BEGIN:
            if struct.unpack_from("<H", stream, body)[0] != _EXCEL_97:
                raise FileRefused(NOT_A_TABLE, "the file is an Excel workbook from before 1997")
            formulas = sheets.get(at, formulas)
        elif kind == _PASSWORD:
            seen = "the workbook is encrypted with a password"
            remedy = "Open it in Excel, remove the password, and save it as .xlsx."
            raise FileRefused(NOT_A_TABLE, seen, remedy)
        elif kind == _SHEET:
            start, _, sheet_kind = struct.unpack_from("<IBB", stream, body)
            if sheet_kind == _WORKSHEET:
                sheets[start] = set()
        elif kind in _CELLS:
            cells += 1
            values += kind != _BLANK
            if kind == _FORMULA:
                row, column = struct.unpack_from("<HH", stream, body)
                formulas.add((row + 1, column + 1))
        elif kind in (_MANY_NUMBERS, _MANY_BLANKS):
            held = length // (6 if kind == _MANY_NUMBERS else 2)
            cells += held
            values += held if kind == _MANY_NUMBERS else 0
        elif kind in _FORMATS:
            formats += 1
        elif kind == _MERGES:
            merges += length // 8
        refuse_too_many(cells, values)
        if formats > _MOST_FORMATS or merges > MOST_MERGES or records > _MOST_RECORDS:
            raise FileRefused(TOO_LARGE, "the workbook has more formats or merges than any table")
        at = body + length
    return list(sheets.values())


_Look = tuple[bool, CellStyle | None, Shown | None]
"""Whether a cell format shows elapsed time, which is no date; its fill and strike-through; what
writes its values as they are displayed, where that may differ."""
_PLAIN: _Look = (False, None, None)


def _look(book: xlrd.Book, style: Any) -> _Look:
    pattern, fill = style.background, ""
    if pattern.fill_pattern == 1 and (colour := book.colour_map.get(pattern.pattern_colour_index)):
        fill = "".join(f"{part:02X}" for part in colour)
    font = book.font_list[style.font_index]
    known = book.format_map.get(style.format_key)
    elapsed = known is not None and _ELAPSED_TIME.search(known.format_str) is not None
    struck = bool(font.struck_out)
    is_white = fill in WHITE and book.colour_map.get(font.colour_index) == (255, 255, 255)
    unseen = is_white or (known is not None and known.format_str == ";;;")
    seen_so = fill or struck or unseen
    look = CellStyle(fill=fill, struck=struck, unseen=unseen) if seen_so else None
    return elapsed, look, display_of(known.format_str) if known is not None else None


def _read_sheet(
    draft: SheetDraft, book: xlrd.Book, sheet: xlrd.sheet.Sheet, looks: Sequence[_Look]
) -> None:
    for row in range(sheet.nrows):
        for column, cell in enumerate(sheet.row(row), start=1):
            elapsed, look, shown = looks[cell.xf_index] if cell.xf_index is not None else _PLAIN
            words = sheet.rich_text_runlist_map.get((row, column - 1), ())
            if any(book.font_list[font].struck_out for _, font in words):
                look = replace(look or CellStyle(), struck=True)
            if look is not None:
                draft.styles[row + 1, column] = look
            value = _value(cell, elapsed, book.datemode == 1)
            if value is not None:
                if shown is not None and (text := shown(value)):
                    draft.displayed[row + 1, column] = text
                draft.put(row + 1, column, value)
    notes = sheet.cell_note_map
    draft.comments = {(row + 1, column + 1): note.text for (row, column), note in notes.items()}
    draft.merges = [
        Area(top=top + 1, left=left + 1, bottom=bottom, right=right)
        for top, bottom, left, right in sheet.merged_cells
    ]
    draft.hidden_rows = {row + 1 for row, info in sheet.rowinfo_map.items() if info.hidden}
    draft.hidden_columns = {column + 1 for column, info in sheet.colinfo_map.items() if info.hidden}


def _value(cell: Any, elapsed: bool, from_1904: bool) -> Value | None:
    kind, value = cell.ctype, cell.value
    if kind == xlrd.XL_CELL_TEXT:
        return str(value) if value.strip() else None
    if kind == xlrd.XL_CELL_BOOLEAN:
        return bool(value)
    if kind == xlrd.XL_CELL_ERROR:
        return CellError(xlrd.error_text_from_code.get(value, "#N/A"))
    if kind == xlrd.XL_CELL_DATE and not elapsed:
        moment = serial_date(value, from_1904=from_1904)
        if moment is not None:
            return moment
    if kind in (xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE):
        return int(value) if value.is_integer() and abs(value) < 1e15 else float(value)
    return None
