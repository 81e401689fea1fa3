"""Every file is known for what it really is, and hostile or damaged ones are refused."""

from __future__ import annotations

import io
import json
import struct
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.inputs.files.file_refused import FileRefused
from generator.inputs.files.table_files import read_sheets
from generator.inputs.files.xls_reader import _scan_records
from tests.conftest import ROOT
from tests.inputs.hostile_files import BASE, REFUSED, SHEET, edited, in_rows, spreadsheet, zipped

SAMPLES = Path(__file__).parent / "samples"
XLSX, XLS, ODS = (SAMPLES.joinpath(f"every-kind.{e}").read_bytes() for e in ("xlsx", "xls", "ods"))
OFFICE_97 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MOST_MEGABYTES = 1_000


def read(data, name="register.xlsx"):
    """The sheets of a file, and the findings."""
    findings = []
    return read_sheets(data, name, findings), findings


def encrypted_xls():
    """An .xls whose second record says that all that follows is encrypted."""
    stream = XLS.index(struct.pack("<HH", 0x809, 16))
    at = stream + 20
    return XLS[:at] + struct.pack("<H", 0x2F) + XLS[at + 2 :]


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
    "word": (zipped({"[Content_Types].xml": "", "word/document.xml": ""}), "Word document"),
    "powerpoint": (zipped({"ppt/presentation.xml": ""}), "PowerPoint"),
    "open text": (zipped({"mimetype": "application/vnd.oasis.opendocument.text"}), "OpenDocument"),
    "apple": (zipped({"Index/Document.iwa": ""}), "Apple"),
    "zip": (zipped({"a": "1"}), "zip archive"),
    "zip of a workbook": (zipped({"register.xlsx": BASE}), "zip archive"),
    "empty zip": (zipped({}), "empty zip"),
    "binary workbook": (zipped({"xl/workbook.bin": ""}), "xlsb"),
    "encrypted": (OFFICE_97 + "EncryptedPackage".encode("utf-16-le"), "password"),
    "encrypted .xls": (encrypted_xls(), "password"),
    "old word": (OFFICE_97 + bytes(600) + "WordDocument".encode("utf-16-le"), "old Word"),
    "outlook": (OFFICE_97 + "__properties_version1.0".encode("utf-16-le"), "Outlook"),
    "before 1997": (b"\x09\x08\x10\x00\x00\x05", "1997"),
    "excel 95": (XLS.replace(b"\x09\x08\x10\x00\x00\x06", b"\x09\x08\x10\x00\x00\x05"), "1997"),
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


@pytest.mark.parametrize("name", ["register.xlsx", "register.xls", "register.ods", "register.csv"])
@pytest.mark.parametrize("data", [XLSX, XLS, ODS, b"Text,Number\n"])
def test_the_contents_decide_not_the_name(data, name):
    """A table is read whatever the ending of its name says."""
    sheets, findings = read(data, name)
    assert findings == []
    assert sheets[0].value(1, 1) == "Text"


def inside(data, name, change):
    """An .ods with one part changed."""
    return edited(name, change, data=data)


DAMAGED = {
    "cut off": BASE[: len(BASE) // 2],
    "without its directory": BASE[:-200] + b"x" * 200,
    "sheet is no xml": edited(SHEET, lambda _: b"hello"),
    "sheet breaks off": edited(SHEET, lambda xml: xml[:-30]),
    "sheet is missing": edited(SHEET, lambda _: None),
    "sheet is another part": edited(SHEET, lambda _: b"<a/>"),
    "list of sheets is missing": edited("xl/workbook.xml", lambda _: None),
    "list of sheets is no xml": edited("xl/workbook.xml", lambda _: b"hello"),
    "styles are no xml": edited("xl/styles.xml", lambda _: b"<styleSheet>"),
    "unknown encoding": edited(SHEET, lambda _: b'<?xml version="1.0" encoding="nobody"?><a/>'),
    "number is none": edited(SHEET, lambda xml: xml.replace(b'"C2"><v>3', b'"C2"><v>three')),
    "number is not finite": edited(SHEET, lambda xml: xml.replace(b'"C2"><v>3', b'"C2"><v>1e999')),
    "text is not there": edited(SHEET, lambda xml: xml.replace(b"<v>1</v>", b"<v>77</v>")),
    "text before the first": edited(SHEET, lambda xml: xml.replace(b"<v>1</v>", b"<v>-1</v>")),
    "cell has no address": edited(SHEET, lambda xml: xml.replace(b'"C2"', b'"2C"')),
    "cell of another row": edited(SHEET, lambda xml: xml.replace(b'"C2"', b'"C7"')),
    "row comes twice": edited(SHEET, in_rows(b'<row r="2"><c r="A2"><v>1</v></c></row>')),
    "merge is none": edited(
        SHEET,
        lambda xml: xml.replace(
            b"</sheetData>", b'</sheetData><mergeCells><mergeCell ref="?"/></mergeCells>'
        ),
    ),
    "checksum is wrong": zipped({"xl/workbook.xml": "<a/>"}).replace(b"<a/>", b"<b/>"),
    ".ods cut off": ODS[: len(ODS) // 2],
    ".ods without content": inside(ODS, "content.xml", lambda _: None),
    ".ods breaks off": inside(ODS, "content.xml", lambda xml: xml[:-30]),
    ".ods number is none": spreadsheet(
        '<table:table-row><table:table-cell office:value-type="float" office:value="three"/>'
        "</table:table-row>"
    ),
    ".xls cut off": XLS[: len(XLS) // 3],
    ".xls header alone": XLS[:512],
    ".xls without its part": XLS.replace(
        "Workbook".encode("utf-16-le"), "Workbooq".encode("utf-16-le")
    )
    + "Workbook".encode("utf-16-le"),
    ".xls of noise": XLS[:600] + bytes(range(256)) * 8 + XLS[2648:],
}


@pytest.mark.parametrize("name", DAMAGED)
def test_damaged_workbooks_are_refused(name):
    """A damaged workbook is one finding, and nothing of it is taken."""
    sheets, findings = read(DAMAGED[name])
    assert sheets == ()
    assert [finding.code for finding in findings] == ["FILE-03"]


def test_a_ring_of_sectors_in_an_xls_is_refused():
    """An .xls whose short sectors follow each other in a ring, on which xlrd never ends."""
    data = bytearray(small_xls())
    table = 512 * (1 + struct.unpack_from("<I", data, 60)[0])
    struct.pack_into("<I", data, table + 4, 0)
    struct.pack_into("<I", data, table, 1)
    sheets, findings = read(bytes(data))
    assert sheets == ()
    assert [finding.code for finding in findings] == ["FILE-03"]
    assert "ring" in findings[0].seen


def small_xls():
    """A container whose workbook is short enough to stand in short sectors: 128 zero bytes."""
    header = OFFICE_97 + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(10)
    header += struct.pack("<IIIIIIII", 1, 1, 0, 4096, 2, 1, 0xFFFFFFFE, 0)
    header += struct.pack("<109I", 0, *[0xFFFFFFFF] * 108)
    end = 0xFFFFFFFE
    sectors = struct.pack("<128I", 0xFFFFFFFD, end, end, end, *[0xFFFFFFFF] * 124)
    sectors += entry("Root Entry", 5, 1, 3, 128) + entry("Workbook", 2, -1, 0, 128)
    sectors += bytes(256)
    sectors += struct.pack("<128I", 1, end, *[0xFFFFFFFF] * 126)
    return header + sectors + bytes(512)


def entry(name, kind, child, start, size):
    """An entry of the container's directory."""
    text = name.encode("utf-16-le") + b"\0\0"
    links = struct.pack("<HBBiii", len(text), kind, 1, -1, -1, child)
    return text.ljust(64, b"\0") + links + bytes(36) + struct.pack("<III", start, size, 0)


@pytest.mark.slow
@pytest.mark.parametrize("name", REFUSED)
def test_hostile_files_are_refused(name, tmp_path):
    """A hostile file is one finding, with bounded work and within a gigabyte.

    It is read in a process of its own, whose time limit is for a program that hangs.
    """
    build, file, code = REFUSED[name]
    path = tmp_path / file
    path.write_bytes(build())
    done = subprocess.run(
        [sys.executable, "-m", "tests.inputs.hostile_files", str(path)],
        cwd=ROOT, capture_output=True, text=True, timeout=300, check=True,
    )  # fmt: skip
    result = json.loads(done.stdout)
    assert (result["sheets"], result["codes"]) == (0, [code]), result
    assert result["megabytes"] < MOST_MEGABYTES


QUICK = (
    "far corner",
    "merge over all",
    "many merges",
    "overlapping zip",
    "many parts",
    "entities",
    "entities in the shared texts",
    "entities in the styles",
    "entity from the disk",
    "entities in an .ods",
    "repeated rows in an .ods",
)


@pytest.mark.parametrize("name", QUICK)
def test_small_hostile_files_are_refused(name):
    """The same for those that are quickly made, in this process."""
    build, file, code = REFUSED[name]
    sheets, findings = read(build(), file)
    assert (sheets, [finding.code for finding in findings]) == ((), [code])


FULL = edited(
    SHEET,
    lambda xml: xml.replace(
        b"</sheetData>",
        b'<row r="3"><c r="A3" t="inlineStr"><is><t>' + b"x" * 5_000 + b"</t></is></c></row>"
        b'</sheetData><mergeCells><mergeCell ref="A1:A2"/><mergeCell ref="B1:B2"/></mergeCells>',
    ),
)
LIMITS = [
    # the module, its limit, the highest that refuses FULL: one more reads it
    ("guard", "MOST_PARTS", 9),
    ("guard", "MOST_INFLATED", None),
    ("xml_scan", "MOST_XML", None),
    ("xml_scan", "MOST_MERGES", 1),
    ("xml_scan", "MOST_ROWS", 2),
    ("xml_scan", "MOST_VALUES", 4),
    ("input_sheet", "MOST_VALUES", 6),
    ("input_sheet", "MOST_CELLS", 6),
    ("input_sheet", "MOST_LETTERS", 5_020),
    ("input_sheet", "MOST_RECORDS", 2),
    ("input_sheet", "MOST_SHEETS", 0),
    ("input_sheet", "MOST_MERGES", 1),
    ("input_sheet", "MOST_MERGED", 1),
    ("input_sheet", "MOST_FILLED", 3),
    ("input_sheet", "MOST_COLUMNS", 2),
    ("input_sheet", "MOST_ROWS", 2),
]


@pytest.mark.parametrize(("module", "limit", "most"), LIMITS)
def test_each_limit_holds(module, limit, most, monkeypatch):
    """A file one over a limit is refused as too large; one at the limit is read."""
    if most is None:
        with zipfile.ZipFile(io.BytesIO(FULL)) as archive:
            sizes = {part.filename: part.file_size for part in archive.infolist()}
        most = (sum(sizes.values()) if limit == "MOST_INFLATED" else sizes[SHEET]) - 1
    name = f"generator.inputs.files.{module}.{limit}"
    monkeypatch.setattr(name, most)
    sheets, findings = read(FULL)
    assert (sheets, [finding.code for finding in findings]) == ((), ["FILE-04"])
    monkeypatch.setattr(name, most + 1)
    sheets, findings = read(FULL)
    assert findings == []
    assert sheets


@pytest.mark.parametrize(
    ("limit", "most"),
    [("MOST_CELLS", 8), ("MOST_RECORDS", 2), ("MOST_VALUES", 4), ("MOST_LETTERS", 16)],
)
def test_each_limit_holds_for_text_tables(limit, most, monkeypatch):
    """A text table is stopped at the cell that is one too many, before all of it is in memory."""
    data = b"Ref,Risk,\nR1,A risk,\nR2,,\n"
    for where in ("input_sheet", "csv_reader"):
        monkeypatch.setattr(
            f"generator.inputs.files.{where}.{limit}", most, raising=where == "input_sheet"
        )
    assert [finding.code for finding in read(data, "r.csv")[1]] == ["FILE-04"]
    monkeypatch.setattr(f"generator.inputs.files.input_sheet.{limit}", most + 1)
    assert read(data, "r.csv")[1] == []


@pytest.mark.parametrize("kind", [0x31, 0xE0, 0x41E])
def test_an_old_workbook_of_formats_alone_is_refused(kind):
    """No workbook has tens of thousands of fonts or formats; each would be an object."""
    records = struct.pack("<HHH", 0x809, 2, 0x600) + struct.pack("<HH", kind, 0) * 20_001
    with pytest.raises(FileRefused, match="more formats or merges"):
        _scan_records(records)


def test_repeated_values_count_each_time(monkeypatch):
    """A value that an .ods repeats in two rows and three columns is six values."""
    data = spreadsheet(
        '<table:table-row table:number-rows-repeated="2"><table:table-cell '
        'office:value-type="float" office:value="1" table:number-columns-repeated="3"/>'
        "</table:table-row>"
    )
    monkeypatch.setattr("generator.inputs.files.input_sheet.MOST_VALUES", 6)
    assert read(data)[1] == []
    monkeypatch.setattr("generator.inputs.files.input_sheet.MOST_VALUES", 5)
    assert [finding.code for finding in read(data)[1]] == ["FILE-04"]


def test_a_long_text_is_refused_while_it_is_read(monkeypatch):
    """The scan stops where no element begins for long, and at a row of too many elements."""
    long = edited(SHEET, in_rows(b"<row>" + b"<!--" + b"x" * 400_000 + b"--></row>"))
    wide = edited(SHEET, in_rows(b"<row>" + b"<c/>" * 20_000 + b"</row>"))
    for data, limit, most in (
        (long, "_MOST_SILENT_CHUNKS", 4),
        (wide, "MOST_BETWEEN_ROWS", 10_000),
        (wide, "MOST_ELEMENTS", 10_000),
    ):
        assert read(data)[1] == []
        with monkeypatch.context() as patched:
            patched.setattr(f"generator.inputs.files.xml_scan.{limit}", most)
            assert [finding.code for finding in read(data)[1]] == ["FILE-04"]


DAMAGES = st.lists(
    st.tuples(st.integers(0, 100_000), st.binary(min_size=1, max_size=8)), min_size=1, max_size=6
)


def damaged(data, damages):
    """The data with bytes overwritten at some places."""
    made = bytearray(data)
    for at, new in damages:
        at %= len(made)
        made[at : at + len(new)] = new
    return bytes(made)


@pytest.mark.parametrize("kind", ["xlsx", "xls", "ods"])
@given(damages=DAMAGES)
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_damaged_files_never_raise(kind, damages):
    """A file with some bytes changed is read, or refused with one finding; nothing is raised."""
    data = {"xlsx": XLSX, "xls": XLS, "ods": ODS}[kind]
    sheets, findings = read(damaged(data, damages))
    assert bool(sheets) != any(finding.severity == "error" for finding in findings)


@pytest.mark.parametrize(
    "part", [SHEET, "xl/sharedStrings.xml", "xl/styles.xml", "xl/workbook.xml"]
)
@given(damages=DAMAGES)
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_damaged_parts_never_raise(part, damages):
    """The same for the XML inside, whose checksums are right: the guard lets it pass."""
    data = edited(part, lambda xml: damaged(xml, damages), data=XLSX)
    sheets, findings = read(data)
    assert bool(sheets) != any(finding.severity == "error" for finding in findings)


@given(damages=DAMAGES)
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_damaged_content_never_raises(damages):
    """The same for the XML inside an .ods."""
    sheets, findings = read(edited("content.xml", lambda xml: damaged(xml, damages), data=ODS))
    assert bool(sheets) != any(finding.severity == "error" for finding in findings)


def test_a_zip_with_a_password_is_named():
    """A zip whose parts are encrypted says so, and not that it is damaged."""
    data = bytearray(BASE)
    for at in (at for at in range(len(data)) if data[at : at + 4] == b"PK\x01\x02"):
        data[at + 8] |= 1
    sheets, findings = read(bytes(data))
    assert sheets == ()
    assert [finding.code for finding in findings] == ["FILE-02"]
    assert "password" in findings[0].seen


def test_rows_with_a_format_alone_are_no_rows():
    """Rows without a value are passed over, however many they are."""
    empty = b"".join(b'<row r="%d" ht="15"/>' % number for number in range(3, 200_000))
    sheets, findings = read(edited(SHEET, in_rows(empty)))
    assert findings == []
    assert list(sheets[0].rows) == [1, 2]


def test_a_dimension_that_lies_is_not_believed():
    """A sheet that says it reaches to the far corner is read as far as it has values."""

    def change(xml):
        head, _, rest = xml.partition(b"<dimension")
        return head + b'<dimension ref="A1:XFD1048576"/>' + rest.partition(b"/>")[2]

    sheets, findings = read(edited(SHEET, change))
    assert findings == []
    assert list(sheets[0].rows) == [1, 2]


def test_damage_elsewhere_in_a_workbook_is_damage():
    """A part that is not read counts too: its checksum says that the file was not kept whole."""
    made = edited(SHEET, bytes, more={"xl/media/picture.png": b"nothing else has these letters"})
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        at = archive.getinfo("xl/media/picture.png").header_offset + 60
    sheets, findings = read(damaged(made, [(at, b"\0\xff")]))
    assert sheets == ()
    assert [finding.code for finding in findings] == ["FILE-03"]
