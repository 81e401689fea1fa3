"""Faults planted in templates: each is refused by name, or what it holds is kept."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_BREAK

from generator.errors import TemplateError
from generator.renderers.word import survey_template
from tests.renderers.word.drafts import W, draft, part, rendered, texts, with_changes

RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
P_TAG = "<w:r><w:t>{%p if report.title %}</w:t></w:r>"
DRAWING = (
    '<w:r><w:drawing><wp:inline><wp:docPr id="1" name="x" descr="A map"/></wp:inline></w:drawing>'
    "</w:r>"
)
END = "<w:p><w:r><w:t>{%p endif %}</w:t></w:r></w:p>"


def with_body(folder: Path, xml: str) -> Path:
    """A template whose body begins with this."""
    changes = {"word/document.xml": ("<w:body>", f"<w:body>{xml}")}
    return with_changes(draft(folder, "Last paragraph"), changes)


def mistakes(template: Path) -> str:
    return "\n".join(survey_template(template).mistakes)


def paragraph(inside: str, properties: str = "") -> str:
    return f"<w:p>{properties and f'<w:pPr>{properties}</w:pPr>'}{inside}</w:p>"


def one_cell(words: str) -> str:
    return f"<w:tbl><w:tr><w:tc>{paragraph(f'<w:r><w:t>{words}</w:t></w:r>')}</w:tc></w:tr></w:tbl>"


BESIDE = "beside it would be lost"
PLANTED = {
    "text beside a p tag": (
        paragraph(f"<w:r><w:t>Dear all </w:t></w:r>{P_TAG}") + END, "the text beside it"),
    "picture beside a p tag": (paragraph(P_TAG + DRAWING) + END, f"a picture {BESIDE}"),
    "old picture beside a p tag": (
        paragraph(f"{P_TAG}<w:r><w:pict><v:rect/></w:pict></w:r>") + END, f"a picture {BESIDE}"),
    "footnote beside a p tag": (
        paragraph(f'{P_TAG}<w:r><w:footnoteReference w:id="2"/></w:r>') + END,
        f"a footnote {BESIDE}"),
    "field beside a p tag": (
        paragraph(f'{P_TAG}<w:fldSimple w:instr="PAGE"/>') + END, f"a field {BESIDE}"),
    "section break beside an else": (
        paragraph(P_TAG) + paragraph("<w:r><w:t>{%p else %}</w:t></w:r>", "<w:sectPr/>") + END,
        f"a section break {BESIDE}"),
    "page break before on a p tag": (
        paragraph(P_TAG, "<w:pageBreakBefore/>") + END, "'page break before'"),
    "content control beside a p tag": (
        paragraph(f"{P_TAG}<w:sdt><w:sdtContent><w:r/></w:sdtContent></w:sdt>") + END,
        f"a content control {BESIDE}"),
    "symbol beside a p tag": (
        paragraph(f'{P_TAG}<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>') + END,
        f"a symbol {BESIDE}"),
    "a tag with r": (paragraph("<w:r><w:t>{{r report.title }}</w:t></w:r>"), "take out the 'r'"),
    "a tag that trims": (paragraph("<w:r><w:t>{{- report.title }}</w:t></w:r>"), "the '-'"),
    "hidden text": (
        paragraph("<w:r><w:rPr><w:vanish/></w:rPr><w:t>Not for members</w:t></w:r>"),
        "the text 'Not for members' is hidden"),
    "hidden row": (
        "<w:tbl><w:tblPr/><w:tr><w:trPr><w:hidden/></w:trPr><w:tc><w:p/></w:tc></w:tr></w:tbl>",
        "a hidden row"),
    "change of formatting": (
        paragraph('<w:r><w:rPr><w:rPrChange w:id="1" w:author="A Smith"/></w:rPr></w:r>'),
        "tracked changes"),
    "change of a paragraph's formatting": (
        paragraph("", '<w:pPrChange w:id="1" w:author="A Smith"><w:pPr/></w:pPrChange>'),
        "tracked changes"),
    "deleted cell": (
        '<w:tbl><w:tblPr/><w:tr><w:tc><w:tcPr><w:cellDel w:id="1" w:author="A"/></w:tcPr><w:p/>'
        "</w:tc></w:tr></w:tbl>", "tracked changes"),
    "bound control": (
        paragraph('<w:sdt><w:sdtPr><w:dataBinding w:xpath="/a" w:storeItemID="{1}"/></w:sdtPr>'
                  "<w:sdtContent><w:r><w:t>x</w:t></w:r></w:sdtContent></w:sdt>"),
        "bound to data"),
    "prompt of a control": (
        paragraph("<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:r><w:t>Click here"
                  "</w:t></w:r></w:sdtContent></w:sdt>"),
        "a content control still shows its prompt 'Click here'"),
    "custom XML": (
        paragraph('<w:customXml w:uri="u" w:element="e"><w:r><w:t>x</w:t></w:r></w:customXml>'),
        "custom XML"),
    "embedded object": (
        paragraph("<w:r><w:object/></w:r>"), "an embedded object"),
    "form field": (
        paragraph('<w:r><w:fldChar w:fldCharType="begin"><w:ffData/></w:fldChar></w:r>'
                  '<w:r><w:instrText>FORMTEXT</w:instrText></w:r>'
                  '<w:r><w:fldChar w:fldCharType="end"/></w:r>'), "a form field"),
    "embedded document": ('<w:altChunk r:id="rId1"/>', "an embedded document"),
    "linked document": ('<w:subDoc r:id="rId1"/>', "a linked document"),
    "editing mark": (paragraph('<w:r><w:commentReference w:id="0"/></w:r>'), "a comment"),
    "unknown mark": (paragraph("<w:r><w:futureThing/></w:r>"), "the mark futureThing"),
    "today's date": (
        paragraph('<w:fldSimple w:instr=" DATE "><w:r><w:t>1</w:t></w:r></w:fldSimple>'),
        "the field DATE, which changes from day to day"),
    "mail merge field": (
        paragraph('<w:fldSimple w:instr=" MERGEFIELD Name "/>'), "a field of the kind MERGEFIELD"),
    "link field to a file": (
        paragraph('<w:fldSimple w:instr=" HYPERLINK &quot;Q4.docx&quot; "/>'), "a link to a file"),
    "field with a path": (
        paragraph('<w:fldSimple w:instr=" TOC \\\\f C:/x.docx "/>'), "the path of a file"),
    "document variable": (
        paragraph('<w:fldSimple w:instr=" DOCVARIABLE x "/>'), "a field of the kind DOCVARIABLE"),
    "split fetching field": (
        paragraph('<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>INCLUDE'
                  '</w:instrText></w:r><w:r><w:instrText>TEXT "c:/x.docx"</w:instrText></w:r>'
                  '<w:r><w:fldChar w:fldCharType="end"/></w:r>'), "fetches from elsewhere"),
    "picture named by a path": (
        paragraph(DRAWING.replace("A map", "C:\\Users\\smith\\map.png")), "the path of a file"),
    "missing style": (
        paragraph("<w:r><w:t>x</w:t></w:r>", '<w:pStyle w:val="Gone"/>'), "the style 'Gone'"),
    "missing list": (
        paragraph("<w:r><w:t>x</w:t></w:r>",
                  '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="77"/></w:numPr>'), "the list 77"),
    "unknown filter": (paragraph("<w:r><w:t>{{ report.title|uper }}</w:t></w:r>"),
                       "there is no filter 'uper'; did you mean upper?"),
    "unknown test": (paragraph("<w:r><w:t>{{ report.title is givven }}</w:t></w:r>"),
                     "there is no test 'givven'; did you mean given"),
}  # fmt: skip


@pytest.mark.parametrize("name", PLANTED)
def test_what_would_be_lost_or_published_is_refused_by_name(tmp_path: Path, name: str):
    """The finding says what the thing is; where it stands in a paragraph, the paragraph too."""
    xml, expected = PLANTED[name]
    assert expected in mistakes(with_body(tmp_path, xml))


def with_settings(folder: Path, xml: str) -> Path:
    changes = {"word/settings.xml": ("</w:settings>", f"{xml}</w:settings>")}
    return with_changes(draft(folder, "x"), changes)


def parts(package: bytes, folder: Path) -> dict[str, str]:
    """Each part of a finished file as text."""
    path = folder / "finished.docx"
    path.write_bytes(package)
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name).decode("utf-8", "replace") for name in archive.namelist()}


@pytest.mark.parametrize(
    "setting",
    [
        '<w:mailMerge><w:mainDocumentType w:val="formLetters"/>'
        '<w:connectString w:val="C:\\Users\\smith\\people.accdb"/></w:mailMerge>',
        '<w:docVars><w:docVar w:name="secret" w:val="smith"/></w:docVars>',
        "<w:trackRevisions/>",
        '<w:documentProtection w:edit="readOnly" w:enforcement="1" w:hash="smith"/>',
        '<w:attachedSchema w:val="smith"/>',
        '<w:saveThroughXslt w:solutionID="smith"/>',
        '<w:rsids><w:rsidRoot w:val="00AB12CD"/></w:rsids>',
        '<w:futureSetting w:val="smith"/>',
    ],
)
def test_settings_that_are_not_about_the_look_do_not_travel(tmp_path: Path, setting: str):
    """What is not on the list of settings is not in the finished file."""
    name = setting[3:].split(">")[0].split(" ")[0].rstrip("/")
    settings = parts(rendered(with_settings(tmp_path, setting)), tmp_path)["word/settings.xml"]
    assert name not in settings
    assert "smith" not in settings
    assert "w:compat" in settings


@pytest.mark.parametrize(
    ("kind", "name", "content_type"),
    [
        ("customXml", "customXml/item9.xml", "application/xml"),
        ("glossaryDocument", "word/glossary/document.xml",
         "application/vnd.openxmlformats-officedocument.wordprocessingml.document.glossary+xml"),
        ("people", "word/people.xml",
         "application/vnd.openxmlformats-officedocument.wordprocessingml.people+xml"),
        ("printerSettings", "word/printerSettings1.bin",
         "application/vnd.openxmlformats-officedocument.spreadsheetml.printerSettings"),
    ],
)  # fmt: skip
def test_parts_that_nothing_printed_needs_do_not_travel(
    tmp_path: Path, kind: str, name: str, content_type: str
):
    """Names, building blocks and data of a template stay behind."""
    package = parts(
        rendered(with_part_of(draft(tmp_path, "x"), kind, name, content_type)), tmp_path
    )
    assert name not in package
    assert not [each for each, text in package.items() if "smith" in text]


def with_part_of(template: Path, kind: str, name: str, content_type: str) -> Path:
    override = f'<Override PartName="/{name}" ContentType="{content_type}"/></Types>'
    relation = (
        f'<Relationship Id="rId99" Type="{RELATIONS}/{kind}" Target="/{name}"/></Relationships>'
    )
    return with_changes(
        template,
        {
            "[Content_Types].xml": ("</Types>", override),
            "word/_rels/document.xml.rels": ("</Relationships>", relation),
        },
        {name: "<x>smith</x>"},
    )


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("vbaProject", "macros"),
        ("package", "an embedded file"),
        ("oleObject", "an embedded object"),
        ("aFChunk", "an embedded document"),
        ("futureKind", "a part of an unknown kind (futureKind)"),
    ],
)
def test_parts_that_run_or_hold_other_files_are_refused(tmp_path: Path, kind: str, expected: str):
    """What is on neither list is refused by the name of its kind."""
    template = with_part_of(draft(tmp_path, "x"), kind, "word/thing.bin", "application/x-thing")
    assert f"it holds {expected}; take it out" in mistakes(template)


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("file:///C:/Users/smith/x.docx", "a link to a file"),
        ("\\\\server\\share", "a link to a file"),
        ("https://example.org/{{ pack.period }}", "a tag in the address of a link"),
    ],
)
def test_links_lead_to_the_web_alone(tmp_path: Path, address: str, expected: str):
    """A link to a council's own drive would be published, and a tag in one is not filled in."""
    relation = (
        f'<Relationship Id="rId98" Type="{RELATIONS}/hyperlink" Target="{address}" '
        'TargetMode="External"/></Relationships>'
    )
    changes = {"word/_rels/document.xml.rels": ("</Relationships>", relation)}
    assert expected in mistakes(with_changes(draft(tmp_path, "x"), changes))


def test_a_tag_where_none_is_filled_in_is_refused(tmp_path: Path):
    """A tag in a part that is not rendered would be printed as it is."""
    changes = {"word/styles.xml": ('w:val="Normal"', 'w:val="Normal {{ pack.period }}"')}
    assert "a tag in /word/styles.xml" in mistakes(with_changes(draft(tmp_path, "x"), changes))


def test_authors_of_an_editing_session_do_not_travel(tmp_path: Path):
    """The numbers of editing sessions tell who wrote what with whom."""
    xml = '<w:p w:rsidR="00AB12CD"><w:r w:rsidRPr="00AB12CF"><w:t>x</w:t></w:r></w:p>'
    package = parts(rendered(with_body(tmp_path, xml)), tmp_path)
    assert not [name for name, text in package.items() if "00AB12C" in text or "rsid" in text]


# Kept beside a tag


@pytest.mark.parametrize("title", ["", "T"])
@pytest.mark.parametrize("where", ["if", "endif"])
def test_a_section_break_beside_a_p_tag_is_kept(tmp_path: Path, where: str, title: str):
    """A landscape page stays landscape, whether or not the condition holds."""

    def edit(document: Document) -> None:
        document.add_paragraph("Upright")
        document.add_section()
        opening = document.add_paragraph("{%p if report.title %}")
        document.add_paragraph("Inside")
        closing = document.add_paragraph("{%p endif %}")
        document.add_section()
        section = document.sections[1]
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = section.page_height, section.page_width
        document.add_paragraph("Upright again")
        if where == "if":  # the break of the first section moves to the tag that opens
            breaks = document.paragraphs[1]._p.pPr.find(f"{W}sectPr")
            opening._p.get_or_add_pPr().append(breaks)
        else:
            breaks = document.paragraphs[5]._p.pPr.find(f"{W}sectPr")
            closing._p.get_or_add_pPr().append(breaks)

    template = draft(tmp_path, edit=edit)
    assert survey_template(template).mistakes == ()
    path = tmp_path / "made.docx"
    path.write_bytes(rendered(template, report={"title": title}))
    shapes = [section.orientation for section in Document(str(path)).sections]
    assert shapes == [WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE, WD_ORIENT.PORTRAIT]


def test_a_page_break_beside_a_p_tag_is_kept(tmp_path: Path):
    """The break comes once, before what the condition holds, also where it is not printed."""

    def edit(document: Document) -> None:
        document.add_paragraph("{%p if report.title %}").add_run().add_break(WD_BREAK.PAGE)
        document.add_paragraph("Inside")
        document.add_paragraph("{%p endif %}")

    template = draft(tmp_path, "Before", edit=edit)
    for title in ("", "T"):
        body = part(rendered(template, report={"title": title}))
        assert [each.get(f"{W}type") for each in body.iter(f"{W}br")] == ["page"]


def test_a_bookmark_beside_a_tag_is_kept(tmp_path: Path):
    """What refers to it still finds it; around a tag that prints, it spans what was printed."""
    marks = (
        '<w:bookmarkStart w:id="7" w:name="all"/><w:r><w:t>{%p for x in report.appendices %}</w:t>'
        '</w:r><w:bookmarkEnd w:id="7"/>'
    )
    xml = paragraph(marks) + paragraph("<w:r><w:t>{{ x.title }}</w:t></w:r>")
    xml += paragraph("<w:r><w:t>{%p endfor %}</w:t></w:r>")
    appendices = [{"title": "A"}, {"title": "B"}]
    body = part(rendered(with_body(tmp_path, xml), report={"appendices": appendices}))
    assert [each.get(f"{W}name") for each in body.iter(f"{W}bookmarkStart")] == ["all"]
    assert len(list(body.iter(f"{W}bookmarkEnd"))) == 1


def test_what_word_put_into_the_middle_of_a_tag_is_kept(tmp_path: Path):
    """A page break, a bookmark or a picture between the letters of a tag comes after its value."""
    xml = paragraph(
        '<w:r><w:t>{{ report</w:t></w:r><w:bookmarkStart w:id="3" w:name="mid"/>'
        '<w:r><w:br w:type="page"/></w:r><w:bookmarkEnd w:id="3"/>'
        "<w:r><w:t>.title }} end</w:t></w:r>"
    )
    package = rendered(with_body(tmp_path, xml), report={"title": "T"})
    assert texts(package)[0] == "T\n end"
    assert [each.get(f"{W}name") for each in part(package).iter(f"{W}bookmarkStart")] == ["mid"]


def test_a_picture_in_the_run_of_a_colour_tag_is_kept(tmp_path: Path):
    """docxtpl drops the run that holds a `cellbg` tag."""
    cell = (
        "<w:tbl><w:tblPr/><w:tr><w:tc><w:p><w:r><w:t>{% cellbg figures.c %}Text</w:t>"
        '<w:br w:type="page"/></w:r></w:p></w:tc></w:tr></w:tbl>'
    )
    package = rendered(with_body(tmp_path, cell), figures={"c": "C00000"})
    body = part(package)
    assert [each.get(f"{W}type") for each in body.iter(f"{W}br")] == ["page"]
    assert body.find(f".//{W}tcPr/{W}shd").get(f"{W}fill") == "C00000"


def test_tables_that_a_loop_makes_stay_apart(tmp_path: Path):
    """Word would join neighbours to one table."""
    table = one_cell("{{ x }}")
    xml = paragraph("<w:r><w:t>{%p for x in figures.l %}</w:t></w:r>") + table
    xml += paragraph("<w:r><w:t>{%p endfor %}</w:t></w:r>")
    body = part(rendered(with_body(tmp_path, xml), figures={"l": ["a", "b", "c"]}))[0]
    kinds = [each.tag.removeprefix(W) for each in body]
    assert kinds[:5] == ["tbl", "p", "tbl", "p", "tbl"]


# Stored results of fields


def test_contents_and_page_numbers_ask_to_be_renewed(tmp_path: Path):
    """Word alone knows the pages; a document without such fields does not ask the reader."""
    toc = '<w:fldSimple w:instr=" TOC \\o "><w:r><w:t>Old</w:t></w:r></w:fldSimple>'.replace(
        " \\o ", " "
    )
    asking = rendered(with_body(tmp_path, paragraph(toc)))
    assert part(asking, "word/settings.xml").find(f"{W}updateFields") is not None
    silent = rendered(draft(tmp_path, "x"))
    assert part(silent, "word/settings.xml").find(f"{W}updateFields") is None


def test_a_locked_field_is_renewed_too(tmp_path: Path):
    """Word never renews a field that someone has locked."""
    toc = '<w:fldSimple w:fldLock="true" w:instr=" TOC "><w:r><w:t>Old</w:t></w:r></w:fldSimple>'
    made = rendered(with_body(tmp_path, paragraph(toc)))
    assert part(made).find(f".//{W}fldSimple").get(f"{W}fldLock") is None


def test_a_tag_in_the_place_of_a_prompt_is_no_prompt_any_more(tmp_path: Path):
    """Word would take what it prints for a prompt, and drop it at the first click."""
    xml = paragraph("<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:r><w:t>"
                    "{{ figures.a }}</w:t></w:r></w:sdtContent></w:sdt>")  # fmt: skip
    made = rendered(with_body(tmp_path, xml), figures={"a": "1"})
    assert texts(made)[0] == "1"
    assert part(made).find(f".//{W}showingPlcHdr") is None


def test_what_belongs_to_a_refused_thing_is_not_told_besides(tmp_path: Path):
    """A form field is one mistake, whatever Word stores with it."""
    xml = paragraph('<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:name w:val="A"/>'
                    '<w:enabled/></w:ffData></w:fldChar></w:r><w:r><w:fldChar '
                    'w:fldCharType="end"/></w:r>')  # fmt: skip
    assert mistakes(with_body(tmp_path, xml)).count("\n") == 0


def test_web_links_in_fields_are_welcome(tmp_path: Path):
    """Word writes a link as a field at times, also one to a place in the document."""
    for address in ("&quot;https://example.org&quot;", "\\l &quot;here&quot;"):
        xml = paragraph(f'<w:fldSimple w:instr=" HYPERLINK {address} "/>')
        assert mistakes(with_body(tmp_path, xml)) == ""


def test_references_and_titles_hold_what_they_refer_to(tmp_path: Path):
    """A cross-reference prints the text of its bookmark, a title field the document's title."""
    xml = paragraph(
        '<w:bookmarkStart w:id="1" w:name="here"/><w:r><w:t>{{ report.title }}</w:t></w:r>'
        '<w:bookmarkEnd w:id="1"/>'
    ) + paragraph(
        '<w:fldSimple w:instr=" REF here \\h "><w:r><w:t>Old</w:t></w:r></w:fldSimple>'
        '<w:fldSimple w:instr=" TITLE "/>'
    )
    package = rendered(with_body(tmp_path, xml), report={"title": "New"})
    shown = [text.text for text in part(package).iter(f"{W}t")]
    assert shown[:3] == ["New", "New", "Harbour programme – R&D <update>"]


def test_a_reference_to_a_bookmark_that_is_gone_is_told(tmp_path: Path):
    """Word would print "Error! Reference source not found"."""
    xml = paragraph('<w:fldSimple w:instr=" REF gone "><w:r><w:t>Old</w:t></w:r></w:fldSimple>')
    with pytest.raises(TemplateError, match="the bookmark 'gone', which is not in this document"):
        rendered(with_body(tmp_path, xml))


@pytest.mark.parametrize(
    "caption",
    [
        '<w:fldSimple w:instr=" SEQ Table "/>',
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>SEQ </w:instrText></w:r>'
        "<w:r><w:instrText>Table</w:instrText></w:r>"
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
    ],
)
def test_a_caption_whose_field_has_no_result_is_numbered(tmp_path: Path, caption: str):
    """Word stores no result until it has worked the field out."""
    assert texts(rendered(with_body(tmp_path, paragraph(caption))))[0] == "1"


def test_a_table_without_a_grid_is_printed(tmp_path: Path):
    """Word reads such tables, and so do we."""
    table = (
        "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>{{ figures.a }}</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    )
    assert texts(rendered(with_body(tmp_path, table), figures={"a": "1"}))[0] == "1"


# All faults at once


def test_every_fault_of_a_template_is_in_one_list(tmp_path: Path):
    """Broken tags, syntax, filters, names in a loop and foreign parts do not hide each other."""

    def edit(document: Document) -> None:
        document.sections[0].header.paragraphs[0].text = "{{ meeting.comittee }}"

    template = draft(
        tmp_path,
        "{{ report.title }",
        "{{ report title }}",
        "{% fr x in report.appendices %}",
        "{{ report.title|uper }}",
        "{{ report.titel }}",
        "{%p for risk in register.risks %}",
        "{{ risk.ownr }}",
        "{%p endfor %}",
        "{% if report.a b %}x{% endif %}",
        edit=edit,
    )
    found = mistakes(template)
    for expected in (
        "{{ report.title }: it is not closed",
        "{{ report title }}: it cannot be read",
        "there is no tag 'fr'",
        "there is no filter 'uper'",
        "there is no 'titel'",
        "there is no 'ownr'; did you mean owner?",
        "{% if report.a b %}: it cannot be read",
        "there is no 'comittee'",
    ):
        assert expected in found


def test_a_missing_end_does_not_hide_unknown_names(tmp_path: Path):
    """A loop without an end is told beside the names in it."""
    found = mistakes(draft(tmp_path, "{%p for r in register.risks %}", "{{ r.ownr }} {{ pakc.x }}"))
    assert "add 'endfor'" in found
    assert "there is no 'ownr'" in found
    assert "there is no 'pakc'" in found


# What a file really is

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
DOCM = "application/vnd.ms-word.document.macroEnabled.main+xml"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def changed(folder: Path, name: str, old: str, new: str) -> bytes:
    return with_changes(draft(folder, "x"), {name: (old, new)}).read_bytes()


def without(folder: Path, name: str) -> bytes:
    plain, made = draft(folder, "x"), folder / "without.docx"
    with zipfile.ZipFile(plain) as old, zipfile.ZipFile(made, "w") as new:
        for each in old.namelist():
            if each != name:
                new.writestr(each, old.read(each))
    return made.read_bytes()


FILES = {
    "password": (lambda _: OLE + "EncryptedPackage".encode("utf-16-le"), "password"),
    "old Word": (lambda _: OLE + "WordDocument".encode("utf-16-le"), "an old Word document"),
    "PDF": (lambda _: b"%PDF-1.7", "a PDF"),
    "empty": (lambda _: b"", "empty"),
    "text": (lambda _: b"Dear all", "a text file"),
    "cut off": (lambda folder: draft(folder, "x").read_bytes()[:9000], "cut off"),
    "macros": (lambda folder: changed(folder, "[Content_Types].xml", DOCX, DOCM), "macros (.docm)"),
    "no types": (lambda folder: without(folder, "[Content_Types].xml"), "damaged"),
    "no relations": (lambda folder: without(folder, "_rels/.rels"), "damaged"),
    "no text": (lambda folder: without(folder, "word/document.xml"), "damaged"),
    "torn text": (
        lambda folder: changed(folder, "word/document.xml", "</w:body>", ""), "damaged"),
    "too large": (
        lambda folder: changed(folder, "word/document.xml", "<w:body>",
                               f"<w:body><!--{'x' * 21_000_000}-->"), "too large"),
}  # fmt: skip


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_is_no_template_is_named_for_what_it_is(tmp_path: Path, name: str):
    """One sentence about the template, never a traceback."""
    make, expected = FILES[name]
    path = tmp_path / "board.docx"
    path.write_bytes(make(tmp_path))
    with pytest.raises(TemplateError) as caught:
        survey_template(path)
    assert caught.value.message.startswith("the template board.docx is not a Word document")
    assert expected in str(caught.value)


def test_a_folder_in_place_of_a_template_is_told(tmp_path: Path):
    """Whatever the system says of a file becomes a sentence."""
    (tmp_path / "board.docx").mkdir()
    with pytest.raises(TemplateError, match="cannot be read"):
        survey_template(tmp_path / "board.docx")
