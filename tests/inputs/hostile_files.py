"""Builds files that mean harm, or suffered it: each must be refused within seconds and a gigabyte.

python -m tests.inputs.hostile_files FILE   # reads one file; prints its findings and its memory
"""

from __future__ import annotations

import io
import json
import re
import resource
import struct
import sys
import zipfile
from pathlib import Path
from time import perf_counter

import xlsxwriter

from generator.inputs.files.table_files import read_sheets


def _base():
    """A sound workbook with shared texts, which openpyxl does not write."""
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Risks")
        for row, values in enumerate([["No.", "Risk", "Impact"], ["R1", "A risk", 3]]):
            sheet.write_row(row, 0, values)
    return made.getvalue()


BASE = _base()
SHEET = "xl/worksheets/sheet1.xml"
TEXTS = "xl/sharedStrings.xml"
MEGABYTE = b"x" * 1_000_000
ODS_NAMES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "table", "text", "style")
)


def edited(part, change, data=BASE, more=None):
    """A workbook with one part changed as bytes, or taken out where `change` gives None."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w", 8) as new:
        for name in old.namelist():
            content = change(old.read(name)) if name == part else old.read(name)
            if content is not None:
                new.writestr(name, content)
        for name, content in (more or {}).items():
            new.writestr(name, content)
    return made.getvalue()


def in_rows(xml):
    """Adds XML at the end of a sheet's rows."""
    return lambda sheet: sheet.replace(b"</sheetData>", xml + b"</sheetData>")


def after_rows(xml):
    """Adds XML after a sheet's rows."""
    return lambda sheet: sheet.replace(b"</sheetData>", b"</sheetData>" + xml)


def streamed(part, start, chunk, times, end, data=BASE):
    """A workbook of which one part is a chunk many times over; it is never held as a whole."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w", 8) as new:
        for name in old.namelist():
            if name != part:
                new.writestr(name, old.read(name))
        with new.open(part, "w", force_zip64=True) as stream:
            stream.write(start)
            for _ in range(times):
                stream.write(chunk)
            stream.write(end)
    return made.getvalue()


def sheet_of(chunk, times, start=b"<row>", end=b"</row>"):
    """A workbook whose sheet has such rows."""
    head = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    return streamed(
        SHEET, head + b"<sheetData>" + start, chunk, times, end + b"</sheetData></worksheet>"
    )


def texts_of(chunk, times):
    """A workbook whose shared texts are such."""
    head = b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    return streamed(TEXTS, head, chunk, times, b"</sst>")


def spreadsheet(rows, before="", styles=""):
    """An .ods of such rows."""
    xml = (
        f"{before}<office:document-content {ODS_NAMES}>"
        f"<office:automatic-styles>{styles}</office:automatic-styles>"
        "<office:body><office:spreadsheet>"
        f'<table:table table:name="S">{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", 8) as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        package.writestr("content.xml", xml)
    return made.getvalue()


def entities():
    """A declaration of entities that grow sixfold, ten times."""
    grow = "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 6}">' for n in range(10))
    return f'<!DOCTYPE x [<!ENTITY a "ha">{grow}]>'


def with_entities(declared):
    """Puts a declaration before the root of an XML part."""

    def change(xml):
        head, mark, rest = xml.rpartition(b"?>") if xml.startswith(b"<?xml") else (b"", b"", xml)
        return head + mark + declared.encode() + rest

    return change


def overlapping():
    """A zip whose thousand entries all inflate the same kilobytes into a megabyte."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", 8) as package:
        package.writestr("xl/workbook.xml", MEGABYTE)
    data = made.getvalue()
    at = data.index(b"PK\x01\x02")
    entry, local = data[at : data.index(b"PK\x05\x06")], data[:at]
    entries = b"".join(
        entry.replace(b"xl/workbook.xml", b"xl/work%04d.xml" % number) for number in range(300)
    )
    end = struct.pack("<IHHHHIIH", 0x06054B50, 0, 0, 300, 300, len(entries), len(local), 0)
    return local + entries + end


def many_entries():
    """A zip whose directory has two million entries."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        package.writestr("a", b"")
    data, number = made.getvalue(), 2_000_000
    at = data.index(b"PK\x01\x02")
    entry = data[at : data.index(b"PK\x05\x06")]
    size = len(entry) * number
    end = struct.pack("<IQHHIIQQQQ", 0x06064B50, 44, 45, 45, 0, 0, number, number, size, at)
    end += struct.pack("<IIQI", 0x07064B50, 0, at + size, 1)
    end += struct.pack("<IHHHHIIH", 0x06054B50, 0, 0, 65535, 65535, 2**32 - 1, 2**32 - 1, 0)
    return data[:at] + entry * number + end


REFUSED = {
    # name: what builds the file, the name it comes under, the code of its one finding
    "far corner": (
        lambda: edited(SHEET, in_rows(b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')),
        "r.xlsx", "FILE-04"),
    "merge over all": (
        lambda: edited(
            SHEET, after_rows(b'<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>')
        ), "r.xlsx", "FILE-04"),
    "many merges": (
        lambda: edited(
            SHEET,
            lambda xml: xml.replace(
                b"</sheetData>",
                b'<row r="90000"><c r="A90000"><v>1</v></c></row></sheetData><mergeCells>'
                + b'<mergeCell ref="A1:Z70000"/>' * 50
                + b"</mergeCells>",
            ),
        ), "r.xlsx", "FILE-04"),
    "millions of merges": (
        lambda: edited(
            SHEET,
            after_rows(
                b"<mergeCells>" + b'<mergeCell ref="A3:B4"/>' * 3_000_000 + b"</mergeCells>"
            ),
        ), "r.xlsx", "FILE-04"),
    "300 MB text in a cell": (
        lambda: sheet_of(MEGABYTE, 300, b'<row><c t="inlineStr"><is><t>', b"</t></is></c></row>"),
        "r.xlsx", "FILE-04"),
    "100 MB text in a cell": (
        lambda: sheet_of(MEGABYTE, 100, b'<row><c t="inlineStr"><is><t>', b"</t></is></c></row>"),
        "r.xlsx", "FILE-04"),
    "100 MB shared text": (
        lambda: streamed(
            TEXTS,
            b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>',
            MEGABYTE, 100, b"</t></si></sst>",
        ), "r.xlsx", "FILE-04"),
    "100 MB comment": (lambda: sheet_of(MEGABYTE, 100, b"<!--", b"-->"), "r.xlsx", "FILE-04"),
    "100 MB attribute": (
        lambda: sheet_of(MEGABYTE, 100, b'<row x="', b'"></row>'), "r.xlsx", "FILE-04"),
    "zip bomb": (
        lambda: streamed("xl/media/picture.png", b"", b"\0" * 1_000_000, 2_000, b""),
        "r.xlsx", "FILE-04"),
    "overlapping zip": (overlapping, "r.xlsx", "FILE-04"),
    "zip of two million parts": (many_entries, "r.xlsx", "FILE-04"),
    "many parts": (
        lambda: edited(SHEET, bytes, more={f"xl/x{n}.bin": b"" for n in range(6000)}),
        "r.xlsx", "FILE-04"),
    "20 million rows": (lambda: sheet_of(b"<row/>" * 100_000, 200, b"", b""), "r.xlsx", "FILE-04"),
    "3 million rows with a value": (
        lambda: sheet_of(b"<row><c><v>1</v></c></row>" * 1_000, 3_000, b"", b""),
        "r.xlsx", "FILE-04"),
    "a million rows with values": (
        lambda: sheet_of(b"<row><c><v>1</v></c><c><v>1</v></c></row>" * 1_000, 1_000, b"", b""),
        "r.xlsx", "FILE-04"),
    "millions of cells in a row": (
        lambda: sheet_of(b"<c/>" * 1_000, 3_100), "r.xlsx", "FILE-04"),
    "millions of unknown elements": (
        lambda: sheet_of(b"<a/>" * 1_000, 25_000), "r.xlsx", "FILE-04"),
    "deep elements": (lambda: sheet_of(b"<a>" * 1_000, 1_000), "r.xlsx", "FILE-04"),
    "millions of shared texts": (
        lambda: texts_of(b"<si><t/></si>" * 1_000, 8_000), "r.xlsx", "FILE-04"),
    "millions of styles": (
        lambda: streamed(
            "xl/styles.xml",
            b'<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
            b"<cellXfs>",
            b"<xf/>" * 1_000, 5_000, b"</cellXfs></styleSheet>",
        ), "r.xlsx", "FILE-04"),
    "entities": (lambda: edited(SHEET, with_entities(entities())), "r.xlsx", "FILE-04"),
    "entities in the shared texts": (
        lambda: edited(TEXTS, with_entities(entities())), "r.xlsx", "FILE-04"),
    "entities in the styles": (
        lambda: edited("xl/styles.xml", with_entities(entities())), "r.xlsx", "FILE-04"),
    "entity from the disk": (
        lambda: edited(
            SHEET, with_entities('<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>')
        ), "r.xlsx", "FILE-04"),
    "zip in a zip": (
        lambda: edited(SHEET, bytes, data=zipped({"register.xlsx": BASE})), "r.xlsx", "FILE-02"),
    "entities in an .ods": (lambda: spreadsheet("", entities()), "r.ods", "FILE-04"),
    "repeated rows in an .ods": (
        lambda: spreadsheet(
            '<table:table-row table:number-rows-repeated="1048576"><table:table-cell '
            'office:value-type="float" office:value="1" table:number-columns-repeated="900"/>'
            "</table:table-row>"
        ), "r.ods", "FILE-04"),
    "100 MB text in an .ods": (
        lambda: spreadsheet(
            '<table:table-row><table:table-cell office:value-type="string"><text:p>'
            + "x" * 100_000_000 + "</text:p></table:table-cell></table:table-row>"
        ), "r.ods", "FILE-04"),
    "millions of cells in an .ods": (
        lambda: spreadsheet(
            "<table:table-row>" + "<table:table-cell/>" * 3_000_000 + "</table:table-row>"
        ), "r.ods", "FILE-04"),
    "20 million lines": (lambda: b"a\n" * 20_000_000, "r.csv", "FILE-04"),
    "a line of 50 MB": (lambda: b"a," * 24_000_000, "r.csv", "FILE-04"),
    "a cell of 50 MB": (lambda: b'Ref,Risk\n1,"' + b"x" * 49_000_000, "r.csv", "FILE-04"),
    "a text of 60 MB": (lambda: b"a,b\n" * 15_000_000, "r.csv", "FILE-04"),
}  # fmt: skip


def zipped(parts):
    """A zip of parts."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return made.getvalue()


def most_memory():
    """The most memory, in MB, that this process held; Linux counts the parent's in getrusage."""
    status = Path("/proc/self/status")
    if status.exists():
        return int(re.search(r"VmHWM:\s+(\d+)", status.read_text())[1]) // 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def main(path):
    """Reads the file; prints what became of it as JSON."""
    data = Path(path).read_bytes()
    findings = []
    began = perf_counter()
    sheets = read_sheets(data, path, findings)
    sys.stdout.write(
        json.dumps(
            {
                "sheets": len(sheets),
                "codes": [finding.code for finding in findings],
                "seen": [str(finding) for finding in findings],
                "seconds": round(perf_counter() - began, 2),
                "megabytes": most_memory(),
            }
        )
    )


if __name__ == "__main__":
    main(sys.argv[1])
