"""Every kind of cell of every kind of file gives its value, at its place."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime, time
from pathlib import Path

import pytest

from generator.findings import Finding
from generator.inputs.files.excel_formats import serial_date
from generator.inputs.files.input_sheet import Area, CellError, CellStyle, Uncalculated
from generator.inputs.files.table_files import read_sheets
from tests.inputs.hostile_files import BASE, SHEET, after_rows, edited, spreadsheet
from tests.inputs.samples.make import LONG

SAMPLES = Path(__file__).parent / "samples"


def read(data, name="register.xlsx"):
    """The sheets of a file, and the findings."""
    findings = []
    return read_sheets(data, name, findings), findings


WIDE = LONG.replace("counts", "cöünts – ✓")
EVERY_KIND = {
    1: dict(
        enumerate(
            ["Text", "£5 – é 😀", "two\nlines", "  spaces  ", "007", "a_x000D_b", LONG,
             "Hidden column"],
            start=1,
        )
    ),
    2: dict(enumerate(["Number", 3, -7, 0.1, 1e20, 0.25, 123456789012], start=1)),
    3: {1: "Truth", 2: True, 3: False},
    4: {
        1: "Time", 2: date(2024, 3, 31), 3: datetime(2024, 3, 31, 14, 30), 4: time(9, 15),
        5: date(1905, 1, 15), 6: 1.5,
    },
    5: {1: "Wide", 2: WIDE},
    6: {1: "Formula", 2: 2, 3: "ab", 4: True, 5: True},
    7: {
        1: "Error", 2: CellError("#DIV/0!"), 3: CellError("#N/A"), 4: CellError("#REF!"),
        5: CellError("#NAME?"),
    },
    8: {1: "Merge", 2: "over six", 3: "over six", 4: "over six", 6: 12},
    9: {2: "over six", 3: "over six", 4: "over six", 6: 12},
    10: {1: "Hidden row", 7: "Hidden column too"},
    11: {1: "Struck"},
}  # fmt: skip
# LibreOffice stored these otherwise: truths as numbers, the text of a formula as 0, a time as text.
STORED_OTHERWISE = {
    "xlsx": {},
    "xls": {(3, 2): 1, (3, 3): 0, (6, 3): 0, (6, 5): 1},
    "ods": {(4, 4): "09:15", (4, 6): "36:00", (6, 4): 1},
}


@pytest.mark.parametrize("ending", STORED_OTHERWISE)
def test_every_kind_of_cell_is_read(ending):
    """The same workbook gives the same values as .xlsx, .xls and .ods, of the same types."""
    sheets, findings = read(SAMPLES.joinpath(f"every-kind.{ending}").read_bytes())
    assert findings == []
    expected = {
        (row, column): value for row, cells in EVERY_KIND.items() for column, value in cells.items()
    } | STORED_OTHERWISE[ending]
    found = {
        (row, column): value
        for row, cells in sheets[0].rows.items()
        for column, value in cells.items()
    }
    assert found == expected
    assert {place: type(value) for place, value in found.items()} == {
        place: type(value) for place, value in expected.items()
    }


@pytest.mark.parametrize("ending", STORED_OTHERWISE)
def test_the_structure_of_a_sheet_is_read(ending):
    """Merges, what they spread, and what is hidden are known in every kind of workbook."""
    (sheet, aside), _ = read(SAMPLES.joinpath(f"every-kind.{ending}").read_bytes())
    assert set(sheet.merges) == {
        Area(top=8, left=2, bottom=9, right=4),
        Area(top=8, left=6, bottom=9, right=6),
    }
    assert sheet.spread == {(8, 3), (8, 4), (9, 2), (9, 3), (9, 4), (9, 6)}
    assert (sheet.hidden_rows, sheet.hidden_columns, sheet.hidden) == ({10}, {8}, False)
    assert (aside.name, aside.hidden) == ("Kept aside", True)
    assert {(6, 2), (6, 3), (6, 4), (7, 2), (7, 5)} <= sheet.formulas


@pytest.mark.parametrize("ending", ["xlsx", "xls"])
def test_fills_and_strike_through_are_carried(ending):
    """A sheet knows which cells are coloured or struck through, those without a value too."""
    (sheet, _), _ = read(SAMPLES.joinpath(f"every-kind.{ending}").read_bytes())
    assert sheet.styles == {
        (11, 1): CellStyle(struck=True),
        (11, 2): CellStyle(fill="FF0000"),
        (11, 3): CellStyle(fill="00B050"),
    }


@pytest.mark.parametrize("ending", ["xlsx", "xls", "ods"])
def test_comments_and_unseen_text_are_carried(ending):
    """White text is unseen on white only, and so is text that its format shows as nothing."""
    (sheet,), _ = read(SAMPLES.joinpath(f"unseen.{ending}").read_bytes())
    assert sheet.comments == {(2, 3): "ask finance"}
    unseen = {place for place, look in sheet.styles.items() if look.unseen}
    assert unseen == {(2, 2), (3, 3)}


def test_theme_colours_are_told_apart():
    """A fill in a colour of the workbook's theme is known by its number and tint."""
    fill = (
        b'<fill><patternFill patternType="solid"><fgColor theme="4" tint="0.6"/></patternFill>'
        b"</fill></fills>"
    )
    xf = b'<xf numFmtId="0" fontId="0" fillId="2" borderId="0"/></cellXfs>'
    data = edited(
        "xl/styles.xml",
        lambda xml: xml.replace(b"</fills>", fill).replace(b"</cellXfs>", xf),
        data=edited(SHEET, lambda xml: xml.replace(b'r="C2"', b'r="C2" s="1"')),
    )
    (sheet,), _ = read(data)
    assert sheet.styles == {(2, 3): CellStyle(fill="theme 4 0.6")}


SERIALS = [
    (0.5, False, time(12)),
    (0.5, True, time(12)),
    (1, False, date(1900, 1, 1)),
    (59, False, date(1900, 2, 28)),
    (61, False, date(1900, 3, 1)),
    (1, True, date(1904, 1, 2)),
    (45382, False, date(2024, 3, 31)),
    (43920, True, date(2024, 3, 31)),
    (45382.999999, False, date(2024, 4, 1)),
    (45382.75, False, datetime(2024, 3, 31, 18)),
    (2958465, False, date(9999, 12, 31)),
    (2957003, True, date(9999, 12, 31)),
    (2958466, False, None),
    (2957004, True, None),
    (-1, False, None),
    (float("inf"), False, None),
    (float("nan"), False, None),
]


@pytest.mark.parametrize(("serial", "from_1904", "moment"), SERIALS)
def test_serial_numbers_are_dates(serial, from_1904, moment):
    """A serial number is the date that Excel shows, in both of its calendars; else none."""
    found = serial_date(serial, from_1904=from_1904)
    assert (found, type(found)) == (moment, type(moment))


@pytest.mark.parametrize("ending", ["xlsx", "xls", "ods"])
def test_dates_counted_from_1904_are_the_same_dates(ending):
    """A workbook of Excel for Mac counts its days from 1904, and means the same days."""
    (sheet, _), _ = read(SAMPLES.joinpath(f"from-1904.{ending}").read_bytes())
    assert [sheet.value(4, column) for column in (2, 3, 5)] == [
        date(2024, 3, 31), datetime(2024, 3, 31, 14, 30), date(1905, 1, 15),
    ]  # fmt: skip


def test_a_merge_over_a_whole_row_is_read():
    """A title merged over a whole row is a real thing, and is not refused."""
    sheets, _ = read(
        edited(SHEET, after_rows(b'<mergeCells><mergeCell ref="A1:XFD1"/></mergeCells>'))
    )
    assert sheets[0].rows[1] == {1: "No.", 2: "No.", 3: "No."}


CELLS = {
    "shared formula without a value": (b'<c r="D2"><f t="shared" si="0"/></c>', Uncalculated()),
    "formula without a value": (b'<c r="D2" s="0"><f>A1</f><v></v></c>', Uncalculated()),
    "formula without an address": (b"<c><f>A1</f></c>", Uncalculated()),
    "formula with an empty text": (b'<c r="D2" t="str"><f>A1</f><v></v></c>', None),
    "formula with a value": (b'<c r="D2"><f>1+1</f><v>2</v></c>', 2),
    "error": (b'<c r="D2" t="e"><v>#REF!</v></c>', CellError("#REF!")),
    "error in words": (b'<c r="D2" t="str"><v>#REF!</v></c>', "#REF!"),
    "truth": (b'<c r="D2" t="b"><v>1</v></c>', True),
    "iso date": (b'<c r="D2" t="d"><v>2024-03-31T00:00:00</v></c>', date(2024, 3, 31)),
    "rich text": (b'<c r="D2" t="inlineStr"><is><r><t>a </t></r><r><t>b</t></r></is></c>', "a b"),
    "phonetic text": (
        b'<c r="D2" t="inlineStr"><is><t>a</t><rPh sb="0" eb="1"><t>b</t></rPh></is></c>',
        "a",
    ),
    "blank text": (b'<c r="D2" t="inlineStr"><is><t>  </t></is></c>', None),
    "escaped text": (b'<c r="D2" t="str"><f>A1</f><v>a_x000D_b_x005F_</v></c>', "a\rb_"),
    "escape that is meant": (b'<c r="D2" t="str"><v>a_x005F_x000D_b</v></c>', "a_x000D_b"),
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


SHARED = {
    "escaped": (b"<si><t>a_x000D_b</t></si>", "a\rb"),
    "escape that is meant": (b"<si><t>a_x005F_x000D_b</t></si>", "a_x000D_b"),
    "no escape": (b"<si><t>a x005F_ b</t></si>", "a x005F_ b"),
    "rich": (b"<si><r><t>a </t></r><r><rPr><b/></rPr><t>b</t></r></si>", "a b"),
    "phonetic": (b'<si><t>a</t><rPh sb="0" eb="1"><t>b</t></rPh></si>', "a"),
}


@pytest.mark.parametrize("name", SHARED)
def test_shared_texts_are_read_letter_for_letter(name):
    """The texts that cells share come with their escapes resolved, and only those."""
    xml, text = SHARED[name]
    sheets, findings = read(
        edited("xl/sharedStrings.xml", lambda sst: sst.replace(b"<si><t>No.</t></si>", xml))
    )
    assert findings == []
    assert sheets[0].value(1, 1) == text


def renamed(old, new, data=BASE):
    """A workbook with a part under another name, and the reference to it."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(made, "w") as after:
        for name in before.namelist():
            content = before.read(name)
            if name.endswith((".rels", "[Content_Types].xml")):
                content = content.replace(Path(old).name.encode(), Path(new).name.encode())
            after.writestr(new if name == old else name, content)
    return made.getvalue()


def strict(data):
    """A workbook as Excel's "Strict Open XML Spreadsheet"."""
    for part in (SHEET, "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml",
                 "xl/sharedStrings.xml", "_rels/.rels"):  # fmt: skip
        data = edited(
            part,
            lambda xml: xml.replace(
                b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
                b"http://purl.oclc.org/ooxml/spreadsheetml/main",
            ).replace(
                b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
                b"http://purl.oclc.org/ooxml/officeDocument/relationships",
            ),
            data=data,
        )
    return data


SAMPLE = SAMPLES.joinpath("every-kind.xlsx").read_bytes()
UNUSUAL = {
    "strict": strict(SAMPLE),
    "another name for the texts": renamed("xl/sharedStrings.xml", "xl/texts.xml", SAMPLE),
    "another name for the styles": renamed("xl/styles.xml", "xl/looks.xml", SAMPLE),
    "another name for the sheet": renamed(SHEET, "xl/worksheets/first.xml", SAMPLE),
    "other case of the texts": edited(
        "xl/_rels/workbook.xml.rels",
        lambda xml: xml.replace(b"sharedStrings.xml", b"SharedStrings.xml"),
        data=SAMPLE,
    ),
    "named styles that are not there": edited(
        "xl/styles.xml", lambda xml: xml.replace(b'xfId="0" builtinId', b'xfId="9" builtinId'),
        data=SAMPLE,
    ),
    "properties that are none": edited("docProps/core.xml", lambda _: b"hello", data=SAMPLE),
    "validation that is none": edited(
        SHEET, after_rows(b'<dataValidations><dataValidation type="nobody"/></dataValidations>'),
        data=SAMPLE,
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", UNUSUAL)
def test_unusual_workbooks_are_read_as_usual_ones(name):
    """What other programs write differently, and openpyxl would miss, gives the same values."""
    sheets, findings = read(UNUSUAL[name])
    assert findings == []
    assert sheets[0].rows == read(SAMPLE)[0][0].rows


def test_a_workbook_without_a_sheet_of_cells_is_refused():
    """A workbook that holds a chart alone is one finding, and not an empty table."""
    data = edited(
        "xl/_rels/workbook.xml.rels",
        lambda xml: xml.replace(b"relationships/worksheet", b"relationships/chartsheet"),
    )
    sheets, findings = read(data)
    assert sheets == ()
    assert [finding.code for finding in findings] == ["FILE-02"]


def test_formulas_that_use_other_workbooks_are_noted():
    """A workbook whose formulas draw on two others is read, with a warning that counts them."""
    links = {
        f"xl/externalLinks/{name}": b"<a/>"
        for name in ("externalLink1.xml", "externalLink2.xml", "_rels/externalLink1.xml.rels")
    }
    sheets, findings = read(edited(SHEET, bytes, more=links))
    assert sheets
    assert [(f.code, f.seen) for f in findings] == [
        ("FILE-07", "formulas take values from 2 other workbooks")
    ]


ODS_CELLS = {
    "truth": ('office:value-type="boolean" office:boolean-value="true"', "TRUE", True),
    "untruth": ('office:value-type="boolean" office:boolean-value="false"', "FALSE", False),
    "percentage": ('office:value-type="percentage" office:value="0.5"', "50%", 0.5),
    "money": ('office:value-type="currency" office:value="4200"', "£4,200", 4200),
    "date": ('office:value-type="date" office:date-value="2024-03-31"', "31/3", date(2024, 3, 31)),
    "error": ('table:formula="of:=1/0" office:value-type="string"', "#DIV/0!",
              CellError("#DIV/0!")),
    "formula without a value": ('table:formula="of:=[.A1]"', "", Uncalculated()),
    "spaces": ('office:value-type="string"', 'a<text:s text:c="3"/>b<text:tab/>c', "a   b\tc"),
    "runs": ('office:value-type="string"', "a<text:span>b</text:span>c", "abc"),
    "lines": ('office:value-type="string"', "a<text:line-break/>b</text:p><text:p>c", "a\nb\nc"),
    "comment": (
        'office:value-type="string"',
        "a</text:p><office:annotation><text:p>not this</text:p></office:annotation><text:p>b",
        "a\nb",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", ODS_CELLS)
def test_cells_of_an_ods_are_read(name):
    """Each kind of cell of an OpenDocument spreadsheet gives its value."""
    attributes, text, value = ODS_CELLS[name]
    sheets, findings = read(
        spreadsheet(
            f"<table:table-row><table:table-cell {attributes}><text:p>{text}</text:p>"
            "</table:table-cell></table:table-row>"
        ),
        "x.ods",
    )
    assert findings == []
    found = sheets[0].value(1, 1)
    assert (found, type(found)) == (value, type(value))


def test_repeated_cells_and_rows_of_an_ods_are_read():
    """What an .ods says once for several cells stands in each of them, and nowhere else."""
    cell = '<table:table-cell office:value-type="float" office:value="{}" {}/>'
    sheets, _ = read(
        spreadsheet(
            '<table:table-row table:number-rows-repeated="2">'
            + cell.format(1, "")
            + '<table:table-cell table:number-columns-repeated="2"/>'
            + cell.format(2, 'table:number-columns-repeated="2"')
            + '</table:table-row><table:table-row table:number-rows-repeated="1048574"/>'
        ),
        "x.ods",
    )
    assert sheets[0].rows == {row: {1: 1, 4: 2, 5: 2} for row in (1, 2)}


def test_styles_of_an_ods_are_read():
    """Fills of cells, also of blank ones, and words that are struck through."""
    fo = 'xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"'
    struck = '<style:text-properties style:text-line-through-type="single"/>'
    styles = (
        f'<style:style style:name="c1"><style:table-cell-properties {fo} '
        'fo:background-color="#ff0000"/></style:style>'
        f'<style:style style:name="c2">{struck}</style:style>'
        f'<style:style style:name="T1">{struck}</style:style>'
    )
    text = '<table:table-cell office:value-type="string" {}><text:p>{}</text:p></table:table-cell>'
    rows = (
        "<table:table-row>"
        + text.format('table:style-name="c2"', "a")
        + text.format("", 'b <text:span text:style-name="T1">c</text:span>')
        + text.format("", "d")
        + '<table:table-cell table:style-name="c1"/></table:table-row>'
        + '<table:table-row table:number-rows-repeated="1048574">'
        + '<table:table-cell table:style-name="c1"/></table:table-row>'
    )
    sheets, _ = read(spreadsheet(rows, styles=styles), "x.ods")
    assert sheets[0].styles == {
        (1, 1): CellStyle(struck=True),
        (1, 2): CellStyle(struck=True),
        (1, 4): CellStyle(fill="FF0000"),
    }


TEXTS = {
    "utf-8": ("Ref,Risk\n1,£5 – é\n".encode(), []),
    "utf-8 with a mark": ("\ufeffRef,Risk\n1,£5 – é\n".encode(), []),
    "utf-16": ("Ref\tRisk\n1\t£5 – é\n".encode("utf-16"), ["FILE-05"]),
    "cp1252": ("Ref;Risk\n1;£5 – é\n".encode("cp1252"), ["FILE-05"]),
    "vertical bars": ("Ref|Risk\n1|£5 – é\n".encode(), ["FILE-05"]),
    "named separator": ("sep=;\nRef;Risk\n1;£5 – é\n".encode(), ["FILE-05"]),
    "named comma": ("sep=,\r\nRef,Risk\r\n1,£5 – é\r\n".encode(), []),
    "old line ends": ("Ref,Risk\r1,£5 – é\r".encode(), []),
}


@pytest.mark.parametrize("name", TEXTS)
def test_text_tables_are_read_in_every_encoding(name):
    """The encoding and the separator are found out, and said where they are not usual."""
    data, codes = TEXTS[name]
    sheets, findings = read(data, "x.csv")
    assert [finding.code for finding in findings] == codes
    rows = list(sheets[0].rows.values())
    assert rows == [{1: "Ref", 2: "Risk"}, {1: "1", 2: "£5 – é"}]


@pytest.mark.parametrize("first", ["", "sep=;\n", "sep=;\r\n"])
def test_rows_of_a_text_table_know_their_lines(first):
    """A row's line is where it begins in the file, after a "sep=;" and cells of several lines."""
    text = first + 'Ref;Risk\n1;"One\ntwo"\n\n2;Two\n'
    (sheet,), _ = read(text.encode(), "x.csv")
    before = 1 if first else 0
    found = {
        sheet.value(row, 1): (sheet.at(row).row, sheet.at(row).line or row) for row in sheet.rows
    }
    assert found == {
        "Ref": (1 + before, 1 + before),
        "1": (2 + before, 2 + before),
        "2": (4 + before, 5 + before),
    }
    assert text.splitlines()[found["2"][1] - 1] == "2;Two"


@pytest.mark.parametrize("first", ["", "sep=,\n"])
def test_a_quote_that_never_closes_is_found_at_its_row(first):
    """The finding names the row and line where the quote opens."""
    _, findings = read(f'{first}Ref,Risk\n1,One\n2,"Two\n3,Three\n'.encode(), "x.csv")
    line = 4 if first else 3
    assert [(f.code, f.location.row, f.location.line) for f in findings] == [
        ("FILE-03", line, line)
    ]
    assert f"line {line}" in findings[0].seen


def test_a_text_cell_too_long_is_said_to_be_too_long():
    """A cell of 200,000 letters is refused for its length, not for its quotes."""
    _, findings = read(b"Ref,Risk\n1," + b"x" * 200_000 + b"\n", "x.csv")
    assert [(f.code, f.location.line) for f in findings] == [("FILE-04", 2)]


WELSH = "Ref,Risk\r\nR1,Tŷ Mawr – café\r\nR2,Llŷn – £5\r\nR3,It’s late\r\n".encode()


@pytest.mark.parametrize("wrong", [b"\x96", b"\xe9", b"\xff"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_a_wrong_byte_in_utf_8_is_an_error_at_its_line(wrong: bytes, mark: bytes) -> None:
    """Text that is UTF-8 but for a byte is never read as cp1252, which makes "â€“" of a dash."""
    for at in (at for at, byte in enumerate(WELSH) if byte < 0x80):
        found: list[Finding] = []
        assert read_sheets(mark + WELSH[:at] + wrong + WELSH[at:], "r.csv", found) == ()
        (finding,) = found
        assert finding.code == "FILE-03"
        assert finding.location.line == WELSH.count(b"\n", 0, at) + 1


@pytest.mark.parametrize("text", ["CAFÉ’S, £5 – it’s “late” … £6", "A|£|é", "Plain,–", "one – two"])
def test_windows_text_is_read_as_such(text: str) -> None:
    """Text of Windows stays readable, also where two of its letters look like UTF-8 by chance."""
    found: list[Finding] = []
    (sheet,) = read_sheets(f"Ref;Risk\nR1;{text}\n".encode("cp1252"), "r.csv", found)
    assert sheet.value(2, 2) == text
    assert [each.code for each in found] == ["FILE-05"]
