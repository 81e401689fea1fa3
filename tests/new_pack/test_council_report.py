"""`new --report`: the council's last report becomes a template and the text to write on."""

from __future__ import annotations

import io
import json
import re
import zipfile

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from lxml import etree

from generator.cli.main import main
from tests.inputs.word_texts import picture, saved
from tests.new_pack.small_registers import answer

NAME = "harbour/2025-26-q1"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SECTIONS = ("Purpose of the report", "Progress this quarter", "Financial implications")


def council_report(fill=lambda document: None):
    """A report of a council: its own font, header with logo and date, title block, sections."""
    document = docx.Document()
    page = document.sections[0]
    page.page_width, page.page_height, page.left_margin = Cm(20), Cm(28), Cm(3)
    document.styles["Normal"].font.name = "Verdana"
    document.styles["Normal"].font.size = Pt(11)
    page.header.paragraphs[0].text = "Northport Borough Council – Cabinet – 12 March 2025"
    page.header.add_paragraph().add_run().add_picture(picture(60, 20), width=Cm(3))
    page.footer.paragraphs[0].text = "Public"
    document.add_paragraph("Harbour Renewal: Quarter 4", style="Title")
    document.add_paragraph("Report to: Cabinet")
    document.add_paragraph("Date: 12 March 2025")
    document.add_paragraph("Wards affected: All")
    for heading in SECTIONS:
        document.add_heading(heading, 1)
        document.add_paragraph(f"What is said under {heading.lower()} is of last quarter.")
        if heading.startswith("Progress"):
            document.add_heading("Quay wall", 2)
            document.add_paragraph("Piles are in place.", style="List Bullet")
            document.add_paragraph("Table 1: Spend by phase", style="Caption")
            table = document.add_table(rows=2, cols=2)
            for cell, text in zip(table._cells, ("Phase", "Spend", "One", "£1.2m"), strict=True):
                cell.text = text
    fill(document)
    return saved(document)


@pytest.fixture
def typed(tmp_path):
    """Runs the program in folders of its own."""

    def run(*words):
        where = ["--inputs", str(tmp_path / "inputs"), "--outputs", str(tmp_path / "outputs")]
        return main([*words, *where])

    return run


def started(tmp_path, typed, report, *more):
    """A pack made of a report, its questions answered; returns its folder."""
    path = tmp_path / "Cabinet report Q4.docx"
    path.write_bytes(report)
    assert typed("new", NAME, "--report", str(path), "--title", "Harbour Renewal", *more) == 0
    folder = tmp_path / "inputs" / NAME
    answer(folder / "pack.yaml")
    return folder


def findings_of(typed, capsys):
    """What check finds, without notes."""
    capsys.readouterr()
    typed("check", "--format", "json")
    found = json.loads(capsys.readouterr().out)
    return [each for each in found if each["severity"] != "note"]


def parts_of(data):
    """The XML parts of a finished file by their names, and the names of all parts."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        names = package.namelist()
        return {
            name: etree.fromstring(package.read(name)) for name in names if name.endswith(".xml")
        }, names


def lines_of(root):
    """The style and text of each paragraph that has a text."""
    for paragraph in root.iter(f"{W}p"):
        text = "".join(paragraph.itertext(f"{W}t"))
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        if text:
            yield (style.get(f"{W}val") if style is not None else ""), text


def test_the_report_looks_and_reads_as_the_last_one_did(tmp_path, typed, capsys):
    """Page, font, header, logo and headings are the council's; title and date are the new ones."""
    started(tmp_path, typed, council_report())
    assert [each["code"] for each in findings_of(typed, capsys)] == ["STALE-03"]
    assert typed() == 0
    made = (tmp_path / "outputs" / NAME / "report.docx").read_bytes()
    parts, names = parts_of(made)
    lines = list(lines_of(parts["word/document.xml"]))
    assert [text for style, text in lines if style == "Heading1"] == list(SECTIONS)
    assert ("Title", "Harbour Renewal: Quarter 1 2025/26") in lines
    assert ("", "Report to: Cabinet") in lines
    assert ("", "Date: 15 July 2025") in lines
    assert ("", "Wards affected: All") in lines
    assert ("ListBullet", "Piles are in place.") in lines
    assert ("Heading2", "Quay wall") in lines
    assert any("Spend by phase" in text for _, text in lines)
    said = [text for _, text in lines if text.startswith("What is said")]
    assert said == [
        f"What is said under {heading.lower()} is of last quarter." for heading in SECTIONS
    ]
    header = next(root for name, root in parts.items() if "header" in name)
    words = " ".join(text for _, text in lines_of(header))
    assert "15 July 2025" in words
    assert "12 March 2025" not in words
    assert any(name.startswith("word/media/") for name in names)
    size = parts["word/document.xml"].find(f".//{W}pgSz")
    assert size is not None
    assert abs(int(size.get(f"{W}w")) - 20 / 2.54 * 1440) < 3
    assert b"Verdana" in etree.tostring(parts["word/styles.xml"])


def test_a_text_counts_as_stale_until_it_is_touched(tmp_path, typed, capsys):
    """The finding names the sections that still say what the last report said, and no others."""
    folder = started(tmp_path, typed, council_report())
    text = docx.Document(folder / "report-text.docx")
    for paragraph in text.paragraphs:
        if "progress" in paragraph.text:
            paragraph.text = "The second phase began in May."
    text.save(folder / "report-text.docx")
    (found,) = findings_of(typed, capsys)
    named = {each["value"] for each in found["cells"]} if found.get("cells") else found["seen"]
    assert "progress_this_quarter" not in str(named)
    assert "purpose_of_the_report" in str(named)
    assert "financial_implications" in str(named)


def test_a_table_without_a_caption_gets_one(tmp_path, typed, capsys):
    """It is named after the heading above, which is said; check finds no error then."""

    def fill(document):
        for paragraph in document.paragraphs:
            if paragraph.text.startswith("Table 1"):
                paragraph._p.getparent().remove(paragraph._p)

    started(tmp_path, typed, council_report(fill))
    assert "1 table without a caption" in capsys.readouterr().out
    assert [each["code"] for each in findings_of(typed, capsys)] == ["STALE-03"]
    assert typed() == 0
    parts, _ = parts_of((tmp_path / "outputs" / NAME / "report.docx").read_bytes())
    assert any(
        "Quay wall" in text and "Table" in text for _, text in lines_of(parts["word/document.xml"])
    )


def test_headings_that_are_bold_lines(tmp_path, typed, capsys):
    """Bold lines with numbers head the sections where no style does, and keep their look."""
    document = docx.Document()
    for text in ("CABINET", "Harbour Renewal: Quarter 4", "1. Purpose", "", "2. Progress", "",
                 "2.1 Quay wall", "", "3. Legal implications", ""):  # fmt: skip
        if text:
            document.add_paragraph().add_run(text).bold = True
        else:
            document.add_paragraph("The works go on, and the second phase began in January.")
    started(tmp_path, typed, saved(document))
    assert "4 bold lines were taken as headings" in capsys.readouterr().out
    assert [each["code"] for each in findings_of(typed, capsys)] == ["STALE-03"]
    assert typed() == 0
    parts, _ = parts_of((tmp_path / "outputs" / NAME / "report.docx").read_bytes())
    texts = [text for _, text in lines_of(parts["word/document.xml"])]
    assert texts[:3] == ["CABINET", "Harbour Renewal: Quarter 4", "1. Purpose"]
    assert texts[4] == "2. Progress"
    assert texts[6].endswith("Quay wall")


def test_a_second_run_keeps_the_report(tmp_path, typed, capsys):
    """Without --report the proposal has the report that pack.yaml names, and changes nothing."""
    started(tmp_path, typed, council_report())
    capsys.readouterr()
    assert typed("new", NAME) == 0
    assert "says the same" in capsys.readouterr().out


def test_a_title_block_in_a_table(tmp_path, typed, capsys):
    """Labels in one cell tell what the next one holds."""

    def fill(document):
        body = document.element.body
        for element in list(body)[:4]:
            body.remove(element)
        table = document.add_table(rows=3, cols=2)
        rows = ("Report to", "Cabinet", "Date", "12 March 2025", "Subject", "Harbour: Quarter 4")
        for cell, text in zip(table._cells, rows, strict=True):
            cell.text = text
        body.insert(0, table._element)

    started(tmp_path, typed, council_report(fill))
    assert [each["code"] for each in findings_of(typed, capsys)] == ["STALE-03"]
    assert typed() == 0
    parts, _ = parts_of((tmp_path / "outputs" / NAME / "report.docx").read_bytes())
    texts = [text for _, text in lines_of(parts["word/document.xml"])]
    assert texts[:6] == [
        *("Report to", "Cabinet", "Date", "15 July 2025", "Subject"),
        "Harbour Renewal: Quarter 1 2025/26",
    ]


def numbered(document):
    """Give the paragraphs of each section but the first numbers 1.1, 1.2."""
    numbering = document.part.numbering_part.element
    look = OxmlElement("w:abstractNum")
    look.set(qn("w:abstractNumId"), "90")
    for level, text in enumerate(("%1", "%1.%2")):
        each = OxmlElement("w:lvl")
        each.set(qn("w:ilvl"), str(level))
        for name, value in (("start", "1"), ("numFmt", "decimal"), ("lvlText", text)):
            part = OxmlElement(f"w:{name}")
            part.set(qn("w:val"), value)
            each.append(part)
        look.append(each)
    numbering.insert(0, look)
    num = OxmlElement("w:num")
    num.set(qn("w:numId"), "90")
    link = OxmlElement("w:abstractNumId")
    link.set(qn("w:val"), "90")
    num.append(link)
    numbering.append(num)
    for paragraph in document.paragraphs:
        level = {"Heading 1": "0", "Normal": "1"}.get(paragraph.style.name)
        if level and "purpose" not in paragraph.text.lower() and ":" not in paragraph.text:
            properties = paragraph._p.get_or_add_pPr()
            place = OxmlElement("w:numPr")
            for name, value in (("ilvl", level), ("numId", "90")):
                part = OxmlElement(f"w:{name}")
                part.set(qn("w:val"), value)
                place.append(part)
            properties.append(place)


def test_numbered_paragraphs_stay_numbered(tmp_path, typed, capsys):
    """Where Word numbers the paragraphs of a section it still does, and elsewhere it does not."""
    started(tmp_path, typed, council_report(numbered))
    assert typed() == 0
    parts, _ = parts_of((tmp_path / "outputs" / NAME / "report.docx").read_bytes())
    numbers = {
        "".join(paragraph.itertext(f"{W}t")): paragraph.find(f"{W}pPr/{W}numPr") is not None
        for paragraph in parts["word/document.xml"].iter(f"{W}p")
    }
    assert numbers["What is said under financial implications is of last quarter."]
    assert not numbers["What is said under purpose of the report is of last quarter."]


def test_our_own_report_can_be_the_last_one(tmp_path, typed, packs, capsys):
    """A finished report of the sample pack gives a template whose report has the same headings."""
    report = next(packs.rglob("executive-report.docx")).read_bytes()
    started(tmp_path, typed, report)
    assert typed("make", "report") == 0
    parts, _ = parts_of((tmp_path / "outputs" / NAME / "report.docx").read_bytes())
    before, _ = parts_of(report)

    def headings(root):
        return [text for style, text in lines_of(root) if re.fullmatch("Heading[2-6]", style)]

    assert headings(parts["word/document.xml"]) == headings(before["word/document.xml"])


def test_comments_and_changes_do_not_reach_the_template(tmp_path, typed):
    """A tracked insertion is taken, a deletion is gone, and no comment travels."""

    def fill(document):
        heading = next(each for each in document.paragraphs if each.text == SECTIONS[2])
        for name, word in (("w:ins", " now"), ("w:del", " then")):
            change = OxmlElement(name)
            change.set(qn("w:id"), "9")
            change.set(qn("w:author"), "Somebody")
            run = OxmlElement("w:r")
            text = OxmlElement("w:t" if name == "w:ins" else "w:delText")
            text.text = word
            text.set(qn("xml:space"), "preserve")
            run.append(text)
            change.append(run)
            heading._p.append(change)

    folder = started(tmp_path, typed, council_report(fill))
    parts, _ = parts_of((folder / "templates" / "council-report.docx").read_bytes())
    template = etree.tostring(parts["word/document.xml"])
    assert b"Financial implications now" in template
    assert b"w:ins " not in template
    assert b"Somebody" not in template


@pytest.mark.parametrize(
    "content", [b"", b"%PDF-1.7", b"PK\x03\x04 cut off", saved(docx.Document())], ids=range(4)
)
def test_what_is_no_report_is_a_finding(content, tmp_path, typed, capsys):
    """Nothing is written, and a sentence says what the file is or lacks."""
    path = tmp_path / "report.docx"
    path.write_bytes(content)
    assert typed("new", NAME, "--report", str(path)) == 1
    assert "Nothing was written" in capsys.readouterr().err
    assert not (tmp_path / "inputs").exists()
