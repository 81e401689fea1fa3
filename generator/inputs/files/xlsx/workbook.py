"""A whole workbook: its sheets in order."""

from __future__ import annotations

from collections.abc import Mapping

from generator.inputs.files.file_rules import FILE_DAMAGED
from generator.inputs.files.input_sheet import InputSheet
from generator.inputs.files.merges import spread_merges
from generator.inputs.files.refusal import FileRefused
from generator.inputs.files.xlsx.formats import date_styles
from generator.inputs.files.xlsx.package import Package, PartHandler, Relation
from generator.inputs.files.xlsx.strings import shared_strings
from generator.inputs.files.xlsx.worksheet import Book, Worksheet

_NOT_MERELY_A_SHEET = frozenset({"chartsheet", "dialogsheet", "xlMacrosheet", "xlIntlMacrosheet"})


class _Workbook(PartHandler):
    def __init__(self) -> None:
        self.sheets: list[tuple[str, str, bool]] = []
        self.from_1904 = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        tag = name.rpartition(" ")[2]
        if tag == "workbookPr":
            self.from_1904 = attributes.get("date1904") in ("1", "true")
        elif tag == "sheet":
            relation = next(
                (value for key, value in attributes.items() if key.endswith("relationships id")), ""
            )
            hidden = attributes.get("state", "visible") != "visible"
            self.sheets.append((attributes.get("name", ""), relation, hidden))


def read_workbook(data: bytes, file: str) -> tuple[InputSheet, ...]:
    """The worksheets of an .xlsx or .xlsm, hidden ones too. Raises FileRefused."""
    with Package(data) as package:
        part = _main_part(package)
        workbook = _Workbook()
        package.parse(part, workbook)
        relations = package.relations(part)
        book = Book(
            strings=shared_strings(package, _target(relations, "sharedStrings")),
            date_styles=date_styles(package, _target(relations, "styles")),
            from_1904=workbook.from_1904,
        )
        return tuple(
            _read_sheet(package, relations[relation].target, book, file, name, hidden)
            for name, relation, hidden in workbook.sheets
            if relation in relations and relations[relation].kind not in _NOT_MERELY_A_SHEET
        )


def outside_workbooks(data: bytes) -> int:
    """How many other workbooks the formulas draw on."""
    with Package(data) as package:
        links = package.names("xl/externallinks/")
        return sum(1 for name in links if name.count("/") == 2 and name.endswith(".xml"))


def _main_part(package: Package) -> str:
    relations = package.relations("")
    part = _target(relations, "officeDocument") or "xl/workbook.xml"
    if part not in package:
        raise FileRefused(FILE_DAMAGED, "the workbook lacks its list of sheets")
    return part


def _target(relations: Mapping[str, Relation], kind: str) -> str | None:
    return next((found.target for found in relations.values() if found.kind == kind), None)


def _read_sheet(
    package: Package, part: str, book: Book, file: str, name: str, hidden: bool
) -> InputSheet:
    sheet = Worksheet(book)
    try:
        package.parse(part, sheet)
        rows, spread = spread_merges(sheet.rows, sheet.merges)
    except FileRefused as refusal:
        refusal.place["sheet"] = name
        raise
    used = {column for cells in rows.values() for column in cells}
    hidden_columns = frozenset(
        column
        for column in used
        if any(first <= column <= last for first, last in sheet.hidden_columns)
    )
    return InputSheet(
        file=file,
        name=name,
        rows=rows,
        merges=tuple(sheet.merges),
        spread=spread,
        formulas=frozenset(sheet.formulas),
        hidden_rows=frozenset(row for row in sheet.hidden_rows if row in rows),
        hidden_columns=hidden_columns,
        hidden=hidden,
    )
