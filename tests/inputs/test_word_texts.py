"""A Word file becomes the sections and blocks of Markdown; what would be lost is found."""

from __future__ import annotations

import io
import pickle
import zipfile

import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.shared import Cm, Pt

from tests.inputs.word_texts import described, outline, picture, put, read, word

TRACKED = '<w:ins w:id="1" w:author="A"><w:r><w:t>new</w:t></w:r></w:ins>'


def one(folder, fill):
    """The blocks of a file with one section, in short, and what is wrong with it."""

    def filled(document):
        document.add_heading("Summary", 1)
        fill(document)

    sections, findings = read(folder, word(filled))
    section = sections["summary"]
    return outline(section), section, findings


def test_headings_divide_the_file(tmp_path):
    """The highest headings are sections, named without a typed number; others are sub-headings."""

    def fill(document):
        for text, level in (("1. Summary", 1), ("2.0 Other options", 1), ("Costs", 2), ("This", 4)):
            document.add_heading(text, level)
            document.add_paragraph(f"About {text}.")

    sections, findings = read(tmp_path, word(fill))
    assert findings == ()
    assert list(sections) == ["summary", "other_options"]
    assert outline(sections["other_options"])[1:] == [
        ("heading", 1, "Costs"),
        ("paragraph", 1, "About Costs."),
        ("heading", 2, "This"),
        ("paragraph", 1, "About This."),
    ]
    assert [getattr(each, "written_level", 0) for each in sections["other_options"].blocks][3] == 3


OWN_STYLES = [
    [("NCC Title One", "Heading 1"), ("NCC Second", "Heading 2")],
    [("NCC Report Heading", "Normal"), ("NCC Sub-heading", "Normal")],
    [("Committee heading 3", "Normal"), ("Committee heading 4", "Normal")],
]


@pytest.mark.parametrize("styles", OWN_STYLES)
def test_the_councils_own_styles_are_headings(tmp_path, styles):
    """By the style that they are based on, or else by their name; a heading of a table is none."""

    def fill(document):
        for name, based in (*styles, ("NCC Table Heading", "Normal")):
            style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
            style.base_style = document.styles[based]
        names = [name for name, _ in styles]
        for text, style in zip(("Summary", "Progress"), names, strict=True):
            document.add_paragraph(text, style=style)
        document.add_paragraph("Quay", style="NCC Table Heading")

    sections, findings = read(tmp_path, word(fill))
    assert (list(sections), findings) == (["summary"], ())
    assert outline(sections["summary"]) == [("heading", 1, "Progress"), ("paragraph", 1, "Quay")]


def test_an_outline_level_is_a_heading(tmp_path):
    """It may be the paragraph's own; body text in a style of headings is none."""

    def fill(document):
        first = document.add_paragraph("Summary")
        put(first, "<w:pPr><w:outlineLvl w:val='0'/></w:pPr>")
        first._p.insert(0, first._p[-1])
        second = document.add_paragraph("Body", style="Heading 2")
        outline_level = put(second, "<w:x w:val='9'/>")._p[-1]
        outline_level.tag = outline_level.tag.replace("}x", "}outlineLvl")
        second._p.pPr.append(outline_level)

    sections, _ = read(tmp_path, word(fill))
    assert outline(sections["summary"]) == [("paragraph", 1, "**Body**")]


def test_words_keep_their_formats(tmp_path):
    """Bold, italic, links and line breaks, by themselves or by a style; m² is a letter."""

    def fill(document):
        paragraph = document.add_paragraph("a ")
        paragraph.add_run("b").bold = True
        paragraph.add_run(" c ", style="Emphasis").bold = True
        paragraph.add_run("d", style="Strong").italic = True
        paragraph.add_run(" CO").add_break()
        paragraph.add_run("2").font.subscript = True
        paragraph.add_run(" 1")
        paragraph.add_run("st").font.superscript = True
        paragraph.add_run(" m")
        paragraph.add_run("2").font.superscript = True
        address = document.part.relate_to("https://example.org/a", "http://x/hyperlink", True)
        put(paragraph, f'<w:hyperlink r:id="{address}"><w:r><w:t>site</w:t></w:r></w:hyperlink>')
        for xml in (
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r>',
            '<w:r><w:instrText> HYPERLINK "mailto:a@b.org" </w:instrText></w:r>',
            '<w:r><w:fldChar w:fldCharType="separate"/></w:r>',
            "<w:r><w:t> mail</w:t></w:r>",
            '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
        ):
            put(paragraph, xml)

    _, section, findings = one(tmp_path, fill)
    assert findings == ()
    (block,) = section.blocks
    assert [(run.text, run.strong, run.emphasis, run.link) for run in block.text] == [
        ("a ", False, False, ""),
        ("b", True, False, ""),
        (" c d", True, True, ""),
        (" CO\n₂ 1st m²", False, False, ""),
        ("site", False, False, "https://example.org/a"),
        (" mail", False, False, "mailto:a@b.org"),
    ]


@pytest.mark.parametrize(
    ("code", "address"),
    [
        ('HYPERLINK "https://a.org/x" \\l "part"', "https://a.org/x#part"),
        ("HYPERLINK https://a.org \\o tip", "https://a.org"),
        ('HYPERLINK \\l "_Toc1"', "#_Toc1"),
    ],
)
def test_the_address_of_a_field_is_read(tmp_path, code, address):
    """With the place in the page; one that leads into the file itself is told by the checks."""

    def fill(document):
        xml = "<w:r><w:t>here</w:t></w:r></w:fldSimple>"
        put(document.add_paragraph("See "), f"<w:fldSimple w:instr='{code}'>{xml}")

    blocks, _, _ = one(tmp_path, fill)
    assert blocks == [("paragraph", 1, f"See [here]({address})")]


def test_placeholders_survive_word(tmp_path):
    """Split runs, spaces and hyphens that do not break, curly quotes; a placement, too."""

    def fill(document):
        paragraph = document.add_paragraph("We had {")
        for part in ("{\u00a0surv", "ey.resp\u00adonses\u202f| ", "words }", "} and “them”."):
            paragraph.add_run(part)
        document.add_paragraph("[Chart:\u00a0service\u2011reviews]")
        document.add_paragraph("See [Table: survey] there")
        document.add_paragraph("Braces \\{{ as they stand }}")
        document.add_paragraph("{{ not closed")

    blocks, section, findings = one(tmp_path, fill)
    assert findings == ()
    assert blocks == [
        ("paragraph", 1, "We had <{{ survey.responses | words }}> and “them”."),
        ("chart", 0, ""),
        ("paragraph", 1, "See [Table: survey] there"),
        ("table", 0, ""),
        ("paragraph", 1, "Braces {{ as they stand }}"),
        ("paragraph", 1, "{{ not closed"),
        ("braces", 0, "{{ not closed is not closed, or is no figure"),
    ]
    assert [(each.key, each.is_alone) for each in section.blocks if hasattr(each, "is_alone")] == [
        (("chart", "service-reviews"), True), (("table", "survey"), False),
    ]  # fmt: skip


def test_lists_keep_levels_and_numbers(tmp_path):
    """Levels by indents or levels of one list; a list goes on after a heading with its number."""

    def fill(document):
        for text, style in (
            ("a", "List Bullet"), ("b", "List Bullet 2"), ("c", "List Bullet 3"),
            ("d", "List Bullet"), ("more", "List Continue"),
            ("1", "List Number"), ("2", "List Number"), ("2a", "List Number 2"),
        ):  # fmt: skip
            document.add_paragraph(text, style=style)
        document.add_heading("Costs", 2)
        document.add_paragraph("3", style="List Number")

    blocks, section, findings = one(tmp_path, fill)
    assert findings == ()
    assert [each[:2] for each in blocks] == [
        ("bullet", 1), ("bullet", 2), ("bullet", 3), ("bullet", 1), ("continued", 1),
        ("numbered_item", 1), ("numbered_item", 1), ("numbered_item", 2), ("heading", 1),
        ("numbered_item", 1),
    ]  # fmt: skip
    numbered = [each for each in section.blocks if getattr(each, "list_number", 0)]
    first, second, third, last = [(each.list_number, each.list_start) for each in numbered]
    assert first == second
    assert len({first[0], third[0], last[0]}) == 3
    assert (first[1], third[1], last[1]) == (1, 1, 3)


def test_numbered_paragraphs_are_paragraphs(tmp_path):
    """The template numbers 1.1, 1.2 below a heading; a paragraph without a number goes on."""
    levels = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
        for at, text in enumerate(("%1.", "%1.%2"))
    )

    def fill(document):
        numbering = document.part.numbering_part.element
        put(_Holder(numbering), f'<w:abstractNum w:abstractNumId="77">{levels}</w:abstractNum>')
        numbering.insert(0, numbering[-1])
        put(_Holder(numbering), '<w:num w:numId="77"><w:abstractNumId w:val="77"/></w:num>')
        _number(document.paragraphs[0], 0)
        _number(document.add_paragraph("The first"), 1)
        document.add_paragraph("goes on")
        _number(document.add_paragraph("The second"), 1)

    blocks, _, findings = one(tmp_path, fill)
    assert findings == ()
    assert blocks == [
        ("paragraph", 1, "The first"), ("continued", 1, "goes on"), ("paragraph", 1, "The second"),
    ]  # fmt: skip


class _Holder:
    def __init__(self, element):
        self._p = element


def _number(paragraph, level):
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_ilvl().val, properties.get_or_add_numId().val = level, 77


def test_tables_and_pictures_have_their_captions(tmp_path):
    """A caption stands before or after, in its style or in words; its number is left out."""

    def fill(document):
        for caption, style in (("Table 3: By month", "Caption"), ("Table: By year", None)):
            document.add_paragraph(caption, style=style)
            table = document.add_table(2, 2)
            for cell, text in zip(table._cells, ("Month", "Visits", "May", "12"), strict=True):
                cell.text = text
            table.cell(0, 0).paragraphs[0].runs[0].bold = True
            table.cell(1, 1).add_paragraph("in all", style="List Bullet")
        described(document, "A blue  quay", width=Cm(5))
        document.add_paragraph("Figure 9 – The quay", style="Caption")
        described(document, "A quay without a caption")

    _, section, findings = one(tmp_path, fill)
    assert findings == ()
    first, _, quay, bare = section.blocks
    cells = [["".join(run.text for run in cell) for cell in row] for row in first.rows]
    assert cells == [["Month", "Visits"], ["May", "12\n• in all"]]
    assert not first.rows[0][0][0].strong
    captions = ["".join(run.text for run in each.caption) for each in section.blocks]
    assert captions == ["By month", "By year", "The quay", ""]
    assert (quay.alt, quay.width, bare.alt) == (
        "A blue quay", Cm(5), "A quay without a caption",
    )  # fmt: skip
    assert quay.data == picture().getvalue()
    assert pickle.loads(pickle.dumps(section)) == section


LOST = {
    "strike": (lambda p: setattr(p.add_run("old").font, "strike", True), "struck through"),
    "hidden": (lambda p: setattr(p.add_run("secret").font, "hidden", True), "hidden text"),
    "raised": (lambda p: setattr(p.add_run("TM").font, "superscript", True), "superscript text"),
    "no alt": (lambda p: p.add_run().add_picture(picture()), "without a description"),
    "gif": (lambda p: p.add_run().add_picture(picture(kind="GIF")), "neither a PNG nor a JPEG"),
    "equation": (lambda p: put(p, "<m:oMath><m:r><m:t>x</m:t></m:r></m:oMath>"), "an equation"),
    "object": (lambda p: put(p, "<w:r><w:object/></w:r>"), "an embedded object"),
    "symbol": (lambda p: put(p, '<w:r><w:sym w:char="F0B7"/></w:r>'), "a symbol"),
    "own letter": (lambda p: p.add_run("\uf0b7"), "a symbol"),
    "text box": (
        lambda p: put(
            p,
            "<w:r><mc:AlternateContent><mc:Choice><w:drawing><wp:anchor><a:graphic><a:graphicData "
            'uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"/></a:graphic>'
            "</wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict/></mc:Fallback>"
            "</mc:AlternateContent></w:r>",
        ),
        "a text box",
    ),
    "old text box": (
        lambda p: put(p, "<w:r><w:pict><v:shape><v:textbox/></v:shape></w:pict></w:r>"),
        "a text box",
    ),
    "rule": (lambda p: put(p, '<w:r><w:pict><v:rect o:hr="t"/></w:pict></w:r>'), "a rule"),
    "chart": (
        lambda p: put(
            p,
            "<w:r><w:drawing><wp:inline><a:graphic><a:graphicData uri="
            '"http://schemas.openxmlformats.org/drawingml/2006/chart"/></a:graphic></wp:inline>'
            "</w:drawing></w:r>",
        ),
        "a chart made in Word",
    ),
    "contents": (
        lambda p: put(p, '<w:fldSimple w:instr="TOC"><w:r><w:t>1</w:t></w:r></w:fldSimple>'),
        "a table of contents",
    ),
    "blank box": (
        lambda p: put(
            p,
            "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:r><w:t>Click"
            "</w:t></w:r></w:sdtContent></w:sdt>",
        ),
        "a box that is not filled in",
    ),
    "tracked": (lambda p: put(p, TRACKED), "tracked changes"),
    "deleted": (
        lambda p: put(p, '<w:del w:id="1"><w:r><w:delText>o</w:delText></w:r></w:del>'),
        "tracked changes",
    ),
    "unknown": (lambda p: put(p, "<w:r><w:ruby/></w:r>"), "something that is not text (ruby)"),
}


@pytest.mark.parametrize("kind", LOST)
def test_what_would_be_lost_is_told(tmp_path, kind):
    """Each is one fault of its paragraph, which is named by its heading, number and words."""
    spoil, seen = LOST[kind]

    def fill(document):
        document.add_paragraph("First.")
        spoil(document.add_paragraph("The quay is being built by the harbour master and "))

    blocks, section, findings = one(tmp_path, fill)
    assert findings == ()
    faults = [each for each in section.blocks if type(each).__name__ == "Unsupported"]
    assert len(faults) == 1, blocks
    assert seen in faults[0].seen
    assert faults[0].kind == ("review" if "tracked" in seen else "markdown")
    place = str(section.at(faults[0].line))
    assert place.startswith('report-text.docx, under "Summary", paragraph 2 ("The quay is being')


def test_notes_and_comments_are_told_with_their_words(tmp_path):
    """A footnote would be lost, and a comment asks something that is not decided."""

    def fill(document):
        run = document.add_paragraph("The quay").runs[0]
        document.add_comment(run, text="Is this so?", author="A", initials="A")

    blocks, _, _ = one(tmp_path, fill)
    assert ("review", 0, "the text holds a comment: Is this so?") in blocks
    data = word(lambda document: (document.add_heading("Summary", 1), document.add_paragraph("x")))
    note = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    notes = (
        '<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        '<w:footnote w:id="2"><w:p><w:r><w:t>See the minutes.</w:t></w:r></w:p></w:footnote>'
        "</w:footnotes>"
    )
    relation = '<Relationship Id="n1" Type="http://x/footnotes" Target="footnotes.xml"/>'
    changed = rewritten(
        data,
        {
            "word/document.xml": ("<w:t>x</w:t></w:r>", f"<w:t>x</w:t></w:r>{note}"),
            "word/_rels/document.xml.rels": ("</Relationships>", f"{relation}</Relationships>"),
        },
        {"word/footnotes.xml": notes},
    )
    sections, _ = read(tmp_path, changed)
    assert outline(sections["summary"])[1:] == [
        ("markdown", 0, "the text holds a footnote: See the minutes.")
    ]


def rewritten(data, changes, more=()):
    """A Word file with texts replaced in some of its parts, and with more parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            text = old.read(name)
            if name in changes:
                before, after = changes[name]
                assert before.encode() in text
                text = text.replace(before.encode(), after.encode())
            new.writestr(name, text)
        for name, text in dict(more).items():
            new.writestr(name, text)
    return stream.getvalue()


def test_tables_that_cannot_be_shown_are_told(tmp_path):
    """Merged cells, a table within a table, a picture in a cell, a table of one row."""

    def fill(document):
        table = document.add_table(2, 2)
        table.cell(0, 0).text = "Head"
        table.cell(1, 0).merge(table.cell(1, 1))
        table.cell(0, 1).add_table(1, 1)
        table.cell(1, 0).paragraphs[0].add_run().add_picture(picture())
        document.add_paragraph("between")
        document.add_table(1, 1).cell(0, 0).text = "A box"

    blocks, section, _ = one(tmp_path, fill)
    told = [(each[2], str(section.at(block.line))) for each, block in zip(
        blocks, section.blocks, strict=True) if each[0] == "markdown"]  # fmt: skip
    assert [seen.removeprefix("the text holds ") for seen, _ in told] == [
        "a table within a table",
        "a table with merged cells, or with rows of different widths",
        "a picture without a description (alt text)",
        "a table without a header row",
    ]
    assert told[1][1] == 'report-text.docx, under "Summary", table 1, row 2'


def test_changes_of_tables_and_what_stands_between_paragraphs_are_told(tmp_path):
    """A changed cell, a second header row, an equation or a deletion between paragraphs."""

    def fill(document):
        table = document.add_table(2, 2)
        for cell, text in zip(table._cells, ("Month", "Visits", "May", "12"), strict=True):
            cell.text = text
        change = '<w:tcPrChange w:id="1" w:author="A"><w:tcPr/></w:tcPrChange>'
        put(_Holder(table.cell(1, 0)._tc.get_or_add_tcPr()), change)
        put(_Holder(table.rows[1]._tr.get_or_add_trPr()), "<w:tblHeader/>")
        body = document.element.body
        for xml in ("<m:oMathPara/>", '<w:del w:id="2" w:author="A"/>', "<w:bookmarkEnd/>"):
            put(_Holder(body), xml)
        document.add_paragraph("End")

    blocks, _, _ = one(tmp_path, fill)
    assert [seen for kind, _, seen in blocks if kind in ("markdown", "review")] == [
        "the text holds tracked changes",
        "the text holds a table with two header rows",
        "the text holds something that is not text (oMathPara)",
        "the text holds tracked changes",
    ]


def test_text_outside_sections_is_told(tmp_path):
    """A title is noted, text before the first heading warned of; without headings is an error."""

    def fill(document):
        document.add_paragraph("Cabinet report", style="Title")
        document.add_paragraph("Report of the Leader")
        document.add_heading("Summary", 1)
        document.add_heading("Summary", 1)

    sections, findings = read(tmp_path, word(fill))
    assert list(sections) == ["summary"]
    assert [(each.code, each.location.paragraph) for each in findings] == [
        ("NARR-26", 'paragraph 1 ("Cabinet report")'),
        ("NARR-17", 'paragraph 2 ("Report of the Leader")'),
        ("PACK-17", 'heading "Summary"'),
    ]
    sections, findings = read(tmp_path, word(lambda document: document.add_paragraph("Text")))
    assert (sections, [each.code for each in findings]) == ({}, ["PACK-06"])


def test_a_single_first_heading_is_the_title(tmp_path):
    """Where only lower headings follow it, they are the sections; text between is told."""

    def fill(document):
        document.add_heading("Harbour Renewal", 1)
        document.add_paragraph("Report of the Leader")
        for name in ("Summary", "Background"):
            document.add_heading(name, 2)
            document.add_paragraph("x")

    sections, findings = read(tmp_path, word(fill))
    assert list(sections) == ["summary", "background"]
    assert [each.code for each in findings] == ["NARR-26", "NARR-17"]


def test_fields_without_end_are_told(tmp_path):
    """However many begin one within the other: what follows would not be shown."""
    start = '<w:fldChar w:fldCharType="begin"/>'

    def fill(document):
        paragraph = document.add_paragraph("Shown")
        put(paragraph, f"<w:r>{start * 80}</w:r>")
        document.add_paragraph("Not shown")

    blocks, _, _ = one(tmp_path, fill)
    assert (
        blocks
        == [("paragraph", 1, "Shown")]
        + [("markdown", 0, "the text holds a field that never ends")] * 2
    )


def test_a_folder_mixes_word_and_markdown(tmp_path):
    """A file is a section of its name; the heading that repeats the name is not printed twice."""
    from tests.inputs.workbooks import pack_with

    def fill(document):
        document.add_heading("Background", 1)
        document.add_heading("Progress", 2)
        document.add_paragraph("x")

    files = {"text/background.docx": word(fill), "text/summary.md": "Short.", "text/~$b.docx": b"x"}
    pack, findings = pack_with(tmp_path, "{narrative: text}", files)
    assert findings == ()
    assert list(pack.narrative) == ["background", "summary"]
    assert outline(pack.narrative["background"]) == [
        ("heading", 1, "Progress"), ("paragraph", 1, "x"),
    ]  # fmt: skip
    assert {source.path for source in pack.sources} >= {"text/background.docx", "text/summary.md"}


def test_a_strict_file_and_another_name_of_the_text_are_read(tmp_path):
    """Word can save with other names for everything; SharePoint may call the text document2.xml."""
    data = word(lambda document: (document.add_heading("Summary", 1), document.add_paragraph("x")))
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            text = old.read(name)
            if name.endswith((".xml", ".rels")):
                text = text.replace(
                    b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
                    b"http://purl.oclc.org/ooxml/wordprocessingml/main",
                ).replace(
                    b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
                    b"http://purl.oclc.org/ooxml/officeDocument/relationships",
                )
            text = text.replace(b"word/document.xml", b"word/document2.xml")
            new.writestr(name.replace("document.xml", "document2.xml"), text)
    sections, findings = read(tmp_path, stream.getvalue())
    assert findings == ()
    assert outline(sections["summary"]) == [("paragraph", 1, "x")]


SOUND = word(lambda document: document.add_heading("Summary", 1))
HOSTILE = {
    "empty": (b"", "FILE-02", "the file is empty"),
    "text": (b"# Summary", "FILE-02", "a text file"),
    "old": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "WordDocument".encode("utf-16-le"),
            "FILE-02", "an old Word document"),
    "cut off": (SOUND[: len(SOUND) // 2], "FILE-03", "cut off"),
    "entities": (
        rewritten(SOUND, {"word/document.xml": ("<w:document", "<!DOCTYPE w [<!ENTITY a 'b'>]>"
                                                "<w:document")}),
        "FILE-04", "XML entities"),
    "not XML": (rewritten(SOUND, {"word/styles.xml": ("</w:styles>", "")}), "FILE-03", "styles"),
    "no text": (rewritten(SOUND, {"word/document.xml": ("w:body", "w:bodies")}), "FILE-03",
                "no text part"),
    "nested": (
        rewritten(SOUND, {"word/document.xml": (
            "<w:sectPr", "<w:sdt>" * 3000 + "</w:sdt>" * 3000 + "<w:sectPr")}),
        "FILE-03", "cannot be read"),
    "far too long": (
        rewritten(SOUND, {"word/document.xml": ("<w:sectPr", "<w:p/>" * 300_001 + "<w:sectPr")}),
        "FILE-04", "300,000 XML elements"),
    "styles in a ring": (
        rewritten(SOUND, {"word/styles.xml": (
            '<w:name w:val="heading 1"/>', '<w:name w:val="heading 1"/><w:basedOn '
            'w:val="Heading1"/>')}),
        "", ""),
}  # fmt: skip


@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_files_are_refused(tmp_path, kind):
    """Each is one finding on the file, and never an exception."""
    data, code, seen = HOSTILE[kind]
    _, findings = read(tmp_path, data)
    assert [each.code for each in findings] == ([code] if code else [])
    assert not code or seen in findings[0].seen


def test_a_workbook_is_no_narrative(tmp_path):
    """What the file really is is said, with how to save it."""
    from openpyxl import Workbook

    stream = io.BytesIO()
    Workbook().save(stream)
    _, findings = read(tmp_path, stream.getvalue())
    assert [each.seen for each in findings] == ["the file is an Excel workbook"]
    assert "save it as a Word document" in findings[0].remedy


def test_damage_at_random_is_a_finding(tmp_path):
    """Bytes of the XML changed at random: sections or findings, never an exception."""
    import random

    def fill(document):
        document.add_heading("Summary", 1)
        document.add_paragraph("One", style="List Number").add_run("two").font.size = Pt(9)
        document.add_table(2, 2)
        described(document, "A quay")

    with zipfile.ZipFile(io.BytesIO(word(fill))) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    chance = random.Random(7)
    for _ in range(60):
        name = chance.choice([each for each in parts if each.startswith("word/")])
        text = bytearray(parts[name])
        for _ in range(chance.randint(1, 4)):
            text[chance.randrange(len(text))] = chance.randrange(32, 127)
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w") as new:
            for each, data in parts.items():
                new.writestr(each, bytes(text) if each == name else data)
        read(tmp_path, stream.getvalue())
