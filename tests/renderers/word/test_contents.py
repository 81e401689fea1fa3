"""A table of contents holds the headings of the finished document, also before Word renews it."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx import Document
from docx.document import Document as DocumentObject

from tests.renderers.word.drafts import W, draft, part, rendered
from tests.renderers.word.samples import PACK
from tests.renderers.word.test_template_faults import paragraph, with_body

_MARK = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'


def field(code: str, result: str = "") -> str:
    """A field as Word stores it, in runs."""
    begin, separate, end = map(_MARK.format, ("begin", "separate", "end"))
    return f"{begin}<w:r><w:instrText>{code}</w:instrText></w:r>{separate}{result}{end}"


def old_entry(style: str, text: str) -> str:
    tab = "<w:r><w:tab/></w:r>" + field("PAGEREF _Toc1 \\h", "<w:r><w:t>7</w:t></w:r>")
    link = f'<w:hyperlink w:anchor="_Toc1"><w:r><w:t>{text}</w:t></w:r>{tab}</w:hyperlink>'
    return f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>{link}'


def contents(code: str) -> str:
    """A table of contents with two stale entries, in the control that Word puts around it."""
    begin, separate, end = map(_MARK.format, ("begin", "separate", "end"))
    properties, _, link = old_entry("TOC1", "Old heading").partition("</w:pPr>")
    first = (
        f"<w:p>{properties}</w:pPr>{begin}<w:r><w:instrText>{code}</w:instrText></w:r>{separate}"
        f"{link}</w:p>"
    )
    second = f"<w:p>{old_entry('TOC2', 'Old sub-heading')}</w:p>"
    return f"<w:sdt><w:sdtPr/><w:sdtContent>{first}{second}<w:p>{end}</w:p></w:sdtContent></w:sdt>"


def with_contents(folder: Path, code: str) -> Path:
    """A template whose headings come from a loop, with styles for two levels of contents."""

    def edit(document: DocumentObject) -> None:
        for name in ("toc 1", "toc 2"):
            style = document.styles.add_style(name, 1)
            style.element.set(f"{W}styleId", name.replace(" ", "").upper())
        document.add_heading("{{ pack.programme }}", 1)
        document.add_paragraph("{%p for each in pack.councils %}")
        document.add_heading("{{ each }}", 2)
        document.add_paragraph("text")
        document.add_paragraph("{%p endfor %}")
        document.add_heading("Deep", 4)

    body = Document(str(with_body(folder, contents(code)))).element.body
    base = draft(folder, edit=edit)
    document = Document(str(base))
    document.element.body.insert(0, body[0])
    document.save(str(base))
    return base


def shown(package: bytes) -> list[tuple[str | None, str]]:
    """The style and the text of each paragraph up to the first heading."""
    found = []
    for each in part(package).iter(f"{W}p"):
        style = each.find(f"{W}pPr/{W}pStyle")
        name = None if style is None else style.get(f"{W}val")
        if name and name.startswith("Heading"):
            break
        found.append((name, "".join(text.text or "" for text in each.iter(f"{W}t"))))
    return found


@pytest.mark.parametrize("code", [' TOC \\o "1-3" \\h \\z \\u ', ' TOC \\o "1-2" '])
def test_the_headings_of_the_finished_document_are_stored(tmp_path: Path, code: str):
    """Those of the template's last sample, and their pages, are gone; each level has its look."""
    package = rendered(with_contents(tmp_path, code), pack=PACK)
    assert shown(package) == [
        ("TOC1", PACK["programme"]),
        *(("TOC2", council) for council in PACK["councils"]),
    ]
    marks = [each.get(f"{W}fldCharType") for each in part(package).iter(f"{W}fldChar")]
    assert marks == ["begin", "separate", "end"]
    assert part(package, "word/settings.xml").find(f"{W}updateFields") is not None


def test_contents_without_headings_say_so(tmp_path: Path):
    """As Word does."""
    package = rendered(with_contents(tmp_path, ' TOC \\o "5-6" '), pack=PACK)
    assert shown(package)[0] == ("TOC1", "No table of contents entries found.")


@pytest.mark.parametrize(
    "code", ["PAGEREF here \\h", "NUMPAGES", "=SUM(ABOVE)", "NOTEREF here", "INDEX \\c 2"]
)
def test_what_only_word_can_work_out_is_a_dash(tmp_path: Path, code: str):
    """A page or sum that the template stored would be of another document."""
    result = "<w:r><w:t>4</w:t></w:r><w:r><w:t>2</w:t></w:r>"
    xml = paragraph('<w:bookmarkStart w:id="1" w:name="here"/><w:bookmarkEnd w:id="1"/>'
                    f"<w:r><w:t>See </w:t></w:r>{field(code, result)}")  # fmt: skip
    package = rendered(with_body(tmp_path, xml))
    assert shown(package)[0] == (None, "See –")
    assert part(package, "word/settings.xml").find(f"{W}updateFields") is not None
