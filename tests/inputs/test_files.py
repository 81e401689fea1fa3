"""Every file is known for what it really is, and hostile ones are refused at once."""

from __future__ import annotations

import io
import time
import zipfile

import pytest

from generator.inputs.files.input_sheet import CellError, Uncalculated
from generator.inputs.files.table_files import read_sheets
from tests.inputs.workbooks import Sheet, workbook

BASE = workbook(Sheet(rows=[["No.", "Risk", "Impact"], ["R1", "A risk", 3]], name="Risks"))
SHEET = "xl/worksheets/sheet1.xml"


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


def packed(**parts):
    """A zip of parts, with / for __ in their names."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        for name, content in parts.items():
            package.writestr(name.replace("__", "/"), content)
    return made.getvalue()


def read(data, name="register.xlsx"):
    findings = []
    return read_sheets(data, name, findings), findings


def in_rows(xml):
    return lambda sheet: sheet.replace(b"</sheetData>", xml + b"</sheetData>")


def after_rows(xml):
    return lambda sheet: sheet.replace(b"</sheetData>", b"</sheetData>" + xml)


OTHER_KINDS = {
    "empty": (b"", "empty"),
    "zero bytes": (b"\0" * 5000, "zero bytes"),
    "pdf": (b"%PDF-1.7\n%\xe2\xe3", "PDF"),
    "rich text": (b"{\\rtf1\\ansi", "rich text"),
    "png": (b"\x89PNG\r\n\x1a\n", "picture"),
    "web page": (b"\xef\xbb\xbf\n<!DOCTYPE html><html>", "web page"),
    "web table": (b"<table><tr><td>No.</td></tr></table>", "web page"),
    "excel 2003 xml": (b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>', "2003"),
    "json": (b'{"risks": []}', "JSON"),
    "mail": (b"From: a@example.org\nSubject: register", "mail"),
    "word": (packed(**{"[Content_Types].xml": "", "word__document.xml": ""}), "Word document"),
    "powerpoint": (packed(ppt__presentation_xml="", **{"ppt/presentation.xml": ""}), "PowerPoint"),
    "open text": (packed(mimetype="application/vnd.oasis.opendocument.text"), "OpenDocument text"),
    "zip": (packed(a="1"), "zip archive"),
    "empty zip": (packed(), "empty zip"),
    "binary workbook": (packed(xl__workbook_bin="", **{"xl/workbook.bin": ""}), "xlsb"),
    "encrypted": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
        "password",
    ),
    "old word": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"),
        "old Word",
    ),
    "outlook": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "__properties_version1.0".encode("utf-16-le"),
        "Outlook",
    ),
    "before 1997": (b"\x09\x08\x10\x00\x00\x05", "1997"),
    "neither": (b"\x01\x02\0\0\x03" * 40, "neither"),
}


@pytest.mark.parametrize("name", OTHER_KINDS)
def test_other_files_are_named(name):
    """A file that is no table is one finding, which says what it is."""
    data, word = OTHER_KINDS[name]
    sheets, findings = read(data)
    assert sheets == ()
    assert [finding.code for finding in findings] == ["FILE-02"]
    assert word in findings[0].seen


DAMAGED = {
    "cut off": BASE[: len(BASE) // 2],
    "sheet is no xml": edited(SHEET, lambda _: b"hello"),
    "sheet breaks off": edited(SHEET, lambda xml: xml[:-30]),
    "sheet is missing": edited(SHEET, lambda _: None),
    "list of sheets is missing": edited("xl/workbook.xml", lambda _: None),
    "number is none": edited(SHEET, lambda xml: xml.replace(b"<v>3</v>", b"<v>three</v>")),
    "cell has no address": edited(SHEET, lambda xml: xml.replace(b'"C2"', b'"2C"')),
    "checksum is wrong": BASE.replace(b"PK\x01\x02", b"PK\x01\x02", 1)[:-200] + b"x" * 200,
}


@pytest.mark.parametrize("name", DAMAGED)
def test_damaged_workbooks_are_refused(name):
    """A damaged workbook is one finding, and nothing of it is taken."""
    sheets, findings = read(DAMAGED[name])
    assert sheets == ()
    assert [finding.code for finding in findings] == ["FILE-03"]


def _entities():
    return (
        b'<!DOCTYPE x [<!ENTITY a "ha">'
        + b"".join(
            b'<!ENTITY %c "&%c;&%c;&%c;&%c;&%c;&%c;">' % (98 + n, *[97 + n] * 6) for n in range(9)
        )
        + b"]>"
    )


def _with_entities(declared):
    def change(xml):
        head, _, rest = xml.rpartition(b"?>") if xml.startswith(b"<?xml") else (b"", b"", xml)
        return head + b"?>" * bool(head) + declared + rest

    return change


HOSTILE = {
    "far corner": edited(SHEET, in_rows(b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')),
    "merge over all": edited(
        SHEET, after_rows(b'<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>')
    ),
    "millions of rows": edited(SHEET, in_rows(b"<row><c><v>1</v></c></row>" * 3_000_000)),
    "millions of cells": edited(SHEET, in_rows(b"<row>" + b"<c/>" * 3_100_000 + b"</row>")),
    "entity bomb": edited(SHEET, _with_entities(_entities())),
    "external entity": edited(
        SHEET, _with_entities(b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>')
    ),
    "huge text": edited(
        SHEET,
        in_rows(
            b'<row r="3"><c r="A3" t="inlineStr"><is><t>'
            + b"x" * 2_000_000
            + b"</t></is></c></row>"
        ),
    ),
    "many parts": edited(SHEET, lambda xml: xml, more={f"xl/x{n}.bin": b"" for n in range(6000)}),
    "many merges": edited(
        SHEET,
        lambda xml: xml.replace(
            b"</sheetData>",
            b'<row r="90000"><c r="A90000"><v>1</v></c></row></sheetData><mergeCells>'
            + b'<mergeCell ref="A1:Z70000"/>' * 50
            + b"</mergeCells>",
        ),
    ),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_workbooks_are_refused_at_once(name):
    """A hostile workbook is one finding, within seconds."""
    began = time.perf_counter()
    sheets, findings = read(HOSTILE[name])
    assert sheets == ()
    assert [finding.code for finding in findings] == ["FILE-04"]
    assert time.perf_counter() - began < 10


def test_million_empty_rows_are_no_rows():
    """Rows that only have a format are passed over, however many they are."""
    empty = b"".join(b'<row r="%d" ht="15"/>' % number for number in range(3, 200_000))
    sheets, findings = read(edited(SHEET, in_rows(empty)))
    assert findings == []
    assert list(sheets[0].rows) == [1, 2]


def test_whole_row_merge_is_read():
    """A title merged over a whole row is a real thing, and is not refused."""
    sheets, _ = read(
        edited(SHEET, after_rows(b'<mergeCells><mergeCell ref="A1:XFD1"/></mergeCells>'))
    )
    assert sheets[0].rows[1] == {1: "No.", 2: "No.", 3: "No."}


CELLS = {
    "shared formula without a value": (b'<c r="D2"><f t="shared" si="0"/></c>', Uncalculated()),
    "formula with an empty text": (b'<c r="D2" t="str"><f>A1</f><v></v></c>', None),
    "formula with a value": (b'<c r="D2"><f>1+1</f><v>2</v></c>', 2),
    "error": (b'<c r="D2" t="e"><v>#REF!</v></c>', CellError("#REF!")),
    "truth": (b'<c r="D2" t="b"><v>1</v></c>', True),
    "iso date": (
        b'<c r="D2" t="d"><v>2024-03-31T00:00:00</v></c>',
        __import__("datetime").date(2024, 3, 31),
    ),
    "rich text": (b'<c r="D2" t="inlineStr"><is><r><t>a </t></r><r><t>b</t></r></is></c>', "a b"),
    "phonetic text": (
        b'<c r="D2" t="inlineStr"><is><t>a</t><rPh sb="0" eb="1"><t>b</t></rPh></is></c>',
        "a",
    ),
    "escaped text": (b'<c r="D2" t="str"><f>A1</f><v>a_x000D_b_x005F_</v></c>', "a\rb_"),
    "no address": (b"<c><v>7</v></c>", 7),
}


@pytest.mark.parametrize("name", CELLS)
def test_cells_of_every_kind_are_read(name):
    """Each way in which a program stores a cell gives its value."""
    xml, value = CELLS[name]
    sheets, findings = read(
        edited(
            SHEET, lambda sheet: sheet.replace(b"</row></sheetData>", xml + b"</row></sheetData>")
        )
    )
    assert findings == []
    assert sheets[0].value(2, 4) == value


TEXTS = {
    "utf-8": ("Ref,Risk\n1,£5 – é\n".encode(), []),
    "utf-8 with a mark": ("\ufeffRef,Risk\n1,£5 – é\n".encode(), []),
    "utf-16": ("Ref\tRisk\n1\t£5 – é\n".encode("utf-16"), ["FILE-05"]),
    "cp1252": ("Ref;Risk\n1;£5 – é\n".encode("cp1252"), ["FILE-05"]),
    "named separator": ("sep=;\nRef;Risk\n1;£5 – é\n".encode(), ["FILE-05"]),
    "old line ends": ("Ref,Risk\r1,£5 – é\r".encode(), []),
}


@pytest.mark.parametrize("name", TEXTS)
def test_text_tables_are_read_in_every_encoding(name):
    """The encoding and what parts the cells are found out, and said where they are not usual."""
    data, codes = TEXTS[name]
    sheets, findings = read(data, "x.csv")
    assert [finding.code for finding in findings] == codes
    rows = list(sheets[0].rows.values())
    assert rows == [{1: "Ref", 2: "Risk"}, {1: "1", 2: "£5 – é"}]


def test_quote_that_never_closes_is_found_at_its_row():
    """The finding names the row and line where the quote opens."""
    _, findings = read(b'Ref,Risk\n1,One\n2,"Two\n3,Three\n', "x.csv")
    assert [(f.code, f.location.row, f.location.line) for f in findings] == [("FILE-03", 3, 3)]
