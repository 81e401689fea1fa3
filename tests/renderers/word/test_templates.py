"""The templates that come with the product keep the rules of public documents."""

from __future__ import annotations

import io
import itertools
import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from docx import Document

from generator.errors import TemplateError
from generator.renderers.word import render_word, survey_template
from tests.outline import heading_levels
from tests.renderers.word.drafts import W, paragraph_text, part, texts
from tests.renderers.word.samples import (
    DOCUMENTS,
    HOUSE_STYLE,
    REPORT_CONTEXT,
    RISK_LOG_CONTEXT,
    TEMPLATES,
    content,
    draw,
)

NAMES = sorted(DOCUMENTS)


def make(name: str, context: dict[str, Any] | None = None) -> bytes:
    made = content(context or DOCUMENTS[name])
    return render_word(TEMPLATES / name, made, house_style=HOUSE_STYLE, draw=draw)


def style(paragraph: ElementTree.Element) -> str:
    found = paragraph.find(f"{W}pPr/{W}pStyle")
    return "Normal" if found is None else str(found.get(f"{W}val"))


def outline(package: bytes) -> list[tuple[str, str]]:
    """The style and text of each paragraph."""
    return [(style(p), paragraph_text(p)) for p in part(package).iter(f"{W}p")]


def test_no_template_is_left_out():
    """Every template in the folder has a sample here."""
    assert sorted(path.name for path in TEMPLATES.glob("*.docx")) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_the_templates_have_no_mistakes(name: str):
    """The lint has nothing to say of them, with and without a context."""
    assert survey_template(TEMPLATES / name).mistakes == ()
    assert survey_template(TEMPLATES / name).mistakes == ()


@pytest.mark.parametrize("name", NAMES)
def test_the_same_content_gives_the_same_bytes(name: str):
    """Two renderings do not differ in a single byte."""
    assert make(name) == make(name)


@pytest.mark.parametrize("name", NAMES)
def test_no_tag_and_no_token_is_left(name: str):
    """Nothing of the template's language is printed."""
    package = make(name)
    for story in ("document", "header1", "footer1"):
        xml = ElementTree.tostring(part(package, f"word/{story}.xml"), encoding="unicode")
        assert re.findall(r"\{[{%#]|[%#}]\}|[\ufdd0-\ufdef]", xml) == []


@pytest.mark.parametrize("name", NAMES)
def test_one_heading_1_and_no_skipped_level(name: str):
    """A reader finds the way by headings, and a checker that knows style names sees the same."""
    levels = heading_levels(make(name))
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


@pytest.mark.parametrize("name", NAMES)
def test_every_heading_style_is_words_own(name: str):
    """A style called "Heading 2 New Page" is a heading to some checkers and none to others."""
    styles = [style.name for style in Document(str(TEMPLATES / name)).styles]
    called = [each for each in styles if re.match(r"(?i)heading|title$|subtitle", each)]
    assert [each for each in called if not re.fullmatch(r"Heading \d", each)] == []


@pytest.mark.parametrize("name", NAMES)
def test_no_blank_paragraph_and_no_empty_cell(name: str):
    """Space comes from styles; a cell says at least "–"."""
    body = part(make(name))
    drawings = {p for p in body.iter(f"{W}p") if p.find(f".//{W}drawing") is not None}
    blank = [p for p in body.iter(f"{W}p") if not paragraph_text(p).strip() and p not in drawings]
    assert blank == []


@pytest.mark.parametrize("name", NAMES)
def test_tables_are_marked_for_screen_readers(name: str):
    """A header row that repeats, rows that stay whole, a title and a description; no merging."""
    for table in part(make(name)).iter(f"{W}tbl"):
        rows = table.findall(f"{W}tr")
        headers = [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows]
        assert headers == [True] + [False] * (len(rows) - 1)
        assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
        for said in ("tblCaption", "tblDescription"):
            assert str(table.find(f"{W}tblPr/{W}{said}").get(f"{W}val")).strip()
        assert table.find(f".//{W}gridSpan") is None
        assert table.find(f".//{W}vMerge") is None
        grid = len(table.findall(f"{W}tblGrid/{W}gridCol"))
        assert {len(row.findall(f"{W}tc")) for row in rows} == {grid}


@pytest.mark.parametrize("name", NAMES)
def test_no_direct_formatting(name: str):
    """An officer restyles by styles alone; only a Heading 3 may go without its number.

    In the report sub-headings can take the number of a paragraph.
    """
    body = part(Path(TEMPLATES / name).read_bytes())
    runs = {each.tag.removeprefix(W) for each in body.iterfind(f".//{W}rPr/*")}
    paragraphs = {each.tag.removeprefix(W) for each in body.iterfind(f".//{W}pPr/*")}
    assert runs <= {"rStyle"}
    own = [each for each in body.iter(f"{W}pPr") if len(each) > 1]
    assert paragraphs <= ({"pStyle", "numPr", "ind"} if own else {"pStyle"})
    assert {each.find(f"{W}pStyle").get(f"{W}val") for each in own} <= {
        f"Heading{level}" for level in (3, 4, 5, 6)
    }


@pytest.mark.parametrize("name", NAMES)
def test_text_is_large_enough_and_sans_serif(name: str):
    """Body 12 points, nothing under 9, all in Arial but the grey tag lines."""
    styles = part(Path(TEMPLATES / name).read_bytes(), "word/styles.xml")
    assert styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}sz").get(f"{W}val") == "24"
    for each in styles.iter(f"{W}style"):
        if each.get(f"{W}styleId") in ("TemplateTag", "TableTag"):
            continue
        sizes = [int(size.get(f"{W}val")) for size in each.iter(f"{W}sz")]
        assert min(sizes, default=24) >= 18
        assert each.find(f".//{W}rFonts") is None


@pytest.mark.parametrize("name", NAMES)
def test_header_and_lists_keep_their_distance(name: str):
    """A logo does not push the header onto the body, nor does a list stick to a table above it."""
    styles = part(Path(TEMPLATES / name).read_bytes(), "word/styles.xml")
    spacing = {s.get(f"{W}styleId"): s.find(f"{W}pPr/{W}spacing") for s in styles.iter(f"{W}style")}
    assert int(spacing["Header"].get(f"{W}after")) >= 200
    lists = [each for key, each in spacing.items() if str(key).startswith(("ListB", "ListN"))]
    assert [int(each.get(f"{W}before")) for each in lists] == [80] * 6


@pytest.mark.parametrize("name", NAMES)
def test_the_page_is_a4_or_a3(name: str):
    """Papers are printed on what councils have."""
    (size,) = part(make(name)).iter(f"{W}pgSz")
    sides = sorted(int(size.get(f"{W}{side}")) for side in "wh")
    assert sides in ([11906, 16838], [16838, 23811])


def test_the_report_in_order():
    """The title block, the fixed sections, the end matter, each in its style."""
    found = outline(make("executive-report.docx"))
    headings = [(s, t) for s, t in found if s.startswith("Heading") or s == "TitleBlock"]
    assert headings == [
        ("Heading1", "REPORT TITLE:\tHarbour Programme – Quarter 1 Update and a Title that Runs to "
         "a Second Line"),
        ("TitleBlock", "REPORT OF:\tThe Leader of the Council, Cllr A Sample"),
        ("Heading2", "REPORT SUMMARY"),
        ("Heading2", "SUPPORTING INFORMATION"),
        ("Heading3", "BACKGROUND INFORMATION"),
        ("Heading4", "Progress to Date"),
        ("Heading5", "Reviews"),
        ("Heading3", "OTHER OPTIONS CONSIDERED"),
        ("Heading3", "RELEVANT RISKS"),
        ("Heading3", "ENGAGEMENT/CONSULTATION"),
        ("Heading3", "FINANCIAL IMPLICATIONS"),
        ("Heading3", "LEGAL/GOVERNANCE IMPLICATIONS"),
        ("Heading3", "EQUALITY & HEALTH IMPLICATIONS"),
        ("Heading3", "ENVIRONMENT & CLIMATE IMPLICATIONS"),
        ("Heading2", "REPORT AUTHOR"),
        ("Heading2", "APPENDICES"),
        ("Heading2", "BACKGROUND PAPERS"),
        ("Heading2", "SUBJECT HISTORY (last 3 years)"),
    ]  # fmt: skip
    start = found.index(("Heading3", "BACKGROUND INFORMATION")) + 1
    assert found[start : start + 16] == [
        ("NumberedParagraph", "The harbour was opened in April; see Table 2 and the harbour’s "
         "pages."),
        ("ContinuedParagraph", "R&D spend is <5% of “the budget”."),
        ("Heading4", "Progress to Date"),
        ("NumberedParagraph", "Work goes on. Some of it is listed below:"),
        ("ListBullet", "Berths"),
        ("ListBullet2", "North pier"),
        ("ListBullet3", "Steps and rails, which were renewed in May"),
        ("ListBullet", "Lights"),
        ("NumberedParagraph", "The programme will, in order:"),
        ("ListNumber", "survey the quay"),
        ("ListNumber", "mend the quay"),
        ("ListNumber2", "with stone"),
        ("Caption", "Figure 1: Visits by month"),
        ("Chart", ""),
        ("Heading5", "Reviews"),
        ("Caption", "Table 1: Phase 1 – April to June"),
    ]  # fmt: skip


def test_a_table_of_any_width_is_a_table():
    """Columns come from the data; figures stand to the right."""
    tables = Document(_saved(make("executive-report.docx"))).tables
    assert [[cell.text for cell in row.cells] for row in tables[1].rows] == [
        ["Month", "Sail", "Steam", "Notes on the month"],
        ["April", "3", "1,200", "A quiet month"],
        ["May", "5", "–", "The regatta brought visitors to the town and pier"],
    ]
    styles = [[cell.paragraphs[0].style.name for cell in row.cells] for row in tables[1].rows]
    text, figure = "Table Text", "Table Figure"
    heading = "Table Heading"
    assert styles == [
        [heading, f"{heading} Figure", f"{heading} Figure", heading],
        [text, figure, figure, text],
        [text, figure, figure, text],
    ]


def test_a_recommendation_and_contact_lines_only_where_there_are_any():
    """What a pack does not have leaves no trace, and what it has stands in its place."""
    with_one = REPORT_CONTEXT | {
        "narrative": REPORT_CONTEXT["narrative"]
        | {"recommendation": [{"kind": "paragraph", "text": "That the report be noted."}]},
        "report": REPORT_CONTEXT["report"]
        | {"author": REPORT_CONTEXT["report"]["author"] | {"phone": "–", "email": ""}},
    }
    found = texts(make("executive-report.docx", with_one))
    place = found.index("RECOMMENDATION")
    assert found[place : place + 5] == [
        "RECOMMENDATION",
        "That the report be noted.",
        "REPORT AUTHOR",
        "Name: B Sample",
        "Title: Director of Harbours",
    ]
    assert found[place + 5] == "APPENDICES"


def test_a_missing_section_is_told():
    """An implications section that the pack lacks is an error, not a blank."""
    wanted = survey_template(TEMPLATES / "executive-report.docx").required
    assert {"narrative.summary", "implications.legal"} <= wanted
    assert "narrative.recommendation" not in wanted
    without = REPORT_CONTEXT | {"implications": {}}
    with pytest.raises(TemplateError, match="there is no 'other_options'"):
        make("executive-report.docx", without)


def test_the_risk_log_bears_score_and_letter_on_colour():
    """Colour never stands alone."""
    (log, *_) = part(make("exception-risk-log.docx")).iter(f"{W}tbl")
    row = log.findall(f"{W}tr")[2]
    cells = [
        (paragraph_text(cell.find(f"{W}p")), shading.get(f"{W}fill"))
        for cell in row.iter(f"{W}tc")
        if (shading := cell.find(f"{W}tcPr/{W}shd")) is not None
    ]
    assert cells == [("20 R", "C00000"), ("10 A", "FFC000"), ("20 R", "C00000")]


def test_the_risk_log_without_risks_says_so():
    """No exceptional risk is a sentence, not an empty table."""
    none = RISK_LOG_CONTEXT | {"exception_log": RISK_LOG_CONTEXT["exception_log"] | {"risks": []}}
    package = make("exception-risk-log.docx", none)
    assert "There are no exceptional risks to report." in texts(package)
    assert len(list(part(package).iter(f"{W}tbl"))) == 4


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_libreoffice_opens_it(name: str, soffice, tmp_path: Path):
    """Every document gives pages."""
    (tmp_path / name).write_bytes(make(name))
    assert soffice(tmp_path / name, "pdf", tmp_path).read_bytes().startswith(b"%PDF")


def _saved(package: bytes) -> io.BytesIO:
    return io.BytesIO(package)
