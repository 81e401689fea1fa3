"""What a loop has copied does not bear one id twice."""

from __future__ import annotations

from pathlib import Path

from tests.renderers.word.drafts import W, draft, part, rendered, with_changes

W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"


def test_copied_bookmarks_and_paragraph_ids_are_renewed(tmp_path: Path):
    """Word marks where one last typed, and each paragraph; loops copy both."""
    marked = (
        '<w:p xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
        ' w14:paraId="0A0B0C0D" w14:textId="77777777">'
        '<w:bookmarkStart w:id="0" w:name="_GoBack"/><w:bookmarkEnd w:id="0"/>'
        '<w:bookmarkEnd w:id="5"/><w:sdt><w:sdtPr><w:id w:val="99"/></w:sdtPr><w:sdtContent>'
        "<w:r><w:t>{{ x }}</w:t></w:r></w:sdtContent></w:sdt></w:p>"
    )
    template = with_changes(
        draft(tmp_path, "{%p for x in figures.items %}", "HERE", "{%p endfor %}"),
        {"word/document.xml": ("<w:p><w:r><w:t>HERE</w:t></w:r></w:p>", marked)},
    )
    body = part(rendered(template, figures={"items": ["a", "b", "c"]}))
    assert [mark.get(f"{W}id") for mark in body.iter(f"{W}bookmarkStart")] == ["1"]
    assert [mark.get(f"{W}id") for mark in body.iter(f"{W}bookmarkEnd")] == ["1"]
    assert [each.get(f"{W}val") for each in body.iterfind(f".//{W}sdtPr/{W}id")] == ["1", "2", "3"]
    assert not [p for p in body.iter(f"{W}p") if p.get(f"{W14}paraId") or p.get(f"{W14}textId")]
