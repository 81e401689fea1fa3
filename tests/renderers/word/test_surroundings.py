"""What would be published by mistake is refused with its template."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.renderers.word import survey_template
from tests.renderers.word.drafts import draft, with_changes, with_part

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def body(template: Path, xml: str) -> Path:
    return with_changes(template, {"word/document.xml": ("<w:sectPr", f"{xml}<w:sectPr")})


def related(template: Path, kind: str, target: str) -> Path:
    relation = (
        f'<Relationship Id="rId98" Type="{RELATIONS}/{kind}" Target="{target}" '
        'TargetMode="External"/></Relationships>'
    )
    return with_changes(template, {"word/_rels/document.xml.rels": ("</Relationships>", relation)})


def test_comments_are_refused(tmp_path: Path):
    """A comment would be read by the public."""
    comment = f'<w:comments {W}><w:comment w:id="0" w:author="A"><w:p/></w:comment></w:comments>'
    marked = body(draft(tmp_path, "x"), '<w:p><w:r><w:commentReference w:id="0"/></w:r></w:p>')
    assert survey_template(with_part(marked, "comments", comment)).mistakes == (
        "it holds comments, which would be published; delete them",
    )


def test_an_empty_comments_part_is_nothing(tmp_path: Path):
    """Word leaves the part behind when the last comment is deleted."""
    empty = f"<w:comments {W}></w:comments>"
    assert survey_template(with_part(draft(tmp_path, "x"), "comments", empty)).mistakes == ()


@pytest.mark.parametrize(
    ("kind", "reason"),
    [
        ("image", "it holds a picture that is fetched from elsewhere: https://example.org/x; "
         "take it out"),
        ("attachedTemplate", "it holds a template attached from elsewhere: https://example.org/x; "
         "take it out"),
        ("oleObject", "it holds an object that is linked from elsewhere: https://example.org/x; "
         "take it out"),
        ("video", "it holds something from elsewhere (video): https://example.org/x; take it out"),
    ],
)  # fmt: skip
def test_what_is_fetched_from_elsewhere_is_refused(tmp_path: Path, kind: str, reason: str):
    """A published paper must not fetch anything when it is opened."""
    template = related(draft(tmp_path, "x"), kind, "https://example.org/x")
    assert survey_template(template).mistakes == (reason,)


def test_a_link_is_no_remote_matter(tmp_path: Path):
    """Links in fixed wording are welcome."""
    assert (
        survey_template(
            related(draft(tmp_path, "x"), "hyperlink", "https://example.org/x")
        ).mistakes
        == ()
    )


def test_macros_are_refused(tmp_path: Path):
    """A program has no place in a template."""
    assert survey_template(with_part(draft(tmp_path, "x"), "vbaProject", "<x/>")).mistakes == (
        "it holds macros; take it out",
    )


def test_tracked_changes_are_refused(tmp_path: Path):
    """What was struck out would be published."""
    change = '<w:p><w:ins w:id="9" w:author="A"><w:r><w:t>new</w:t></w:r></w:ins></w:p>'
    assert survey_template(body(draft(tmp_path, "x"), change)).mistakes == (
        "it holds tracked changes, which would be published; accept or reject them",
    )


def test_a_tag_in_a_field_is_refused(tmp_path: Path):
    """What a user wrote must not become the code of a field."""
    field = "<w:p><w:r><w:instrText> {{ report.title }} </w:instrText></w:r></w:p>"
    assert survey_template(body(draft(tmp_path, "x"), field)).mistakes == (
        "it holds a tag in a field's code: {{ report.title }}; put the tag into the text",
    )


def test_fields_that_fetch_are_refused(tmp_path: Path):
    """A field can read other files and start programs."""
    field = '<w:p><w:fldSimple w:instr=" INCLUDETEXT &quot;c:/x.docx&quot; "/></w:p>'
    assert survey_template(body(draft(tmp_path, "x"), field)).mistakes == (
        'it holds a field that fetches from elsewhere: INCLUDETEXT "c:/x.docx"; take it out',
    )
