"""The second numbered list of a document begins at 1."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from generator.renderers.word import render_word
from tests.renderers.word.drafts import W, part
from tests.renderers.word.samples import (
    APPENDIX_CONTEXT,
    HOUSE_STYLE,
    REPORT_CONTEXT,
    TEMPLATES,
    content,
    draw,
    paragraph,
    text,
)


def item(words: str, level: int = 1) -> dict[str, Any]:
    return {"kind": "numbered_item", "level": level, "text": text(words)}


BLOCKS = [
    paragraph("First list:"), item("one"), item("deeper", 2), item("two"),
    {"kind": "bullet", "level": 1, "text": text("a bullet between")}, item("three"),
    paragraph("Second list:"), item("one"), item("deeper", 2),
    {"kind": "heading", "level": 1, "text": text("Third list")}, item("one"),
]  # fmt: skip


def numberings(template: Path, context: dict[str, Any]) -> tuple[list[tuple[str, str]], set[str]]:
    """The list's number and level of each numbered paragraph that has its own, and new numbers."""
    package = render_word(template, content(context), house_style=HOUSE_STYLE, draw=draw)
    own = [
        (number.find(f"{W}numId").get(f"{W}val"), number.find(f"{W}ilvl").get(f"{W}val"))
        for number in part(package).iter(f"{W}numPr")
    ]
    restarted = {
        number.get(f"{W}numId")
        for number in part(package, "word/numbering.xml").iter(f"{W}num")
        if number.find(f"{W}lvlOverride/{W}startOverride[@{W}val='1']") is not None
    }
    return own, restarted


def test_each_list_after_the_first_begins_anew():
    """A bullet between items interrupts nothing; a paragraph or a heading does."""
    context = APPENDIX_CONTEXT | {"document": APPENDIX_CONTEXT["document"] | {"body": BLOCKS}}
    own, restarted = numberings(TEMPLATES / "narrative-appendix.docx", context)
    assert own == [("4", "0"), ("4", "1"), ("5", "0")]
    assert restarted == {"4", "5"}


def test_items_below_numbered_paragraphs_need_nothing():
    """In the report one multilevel list counts sections, paragraphs and items."""
    narrative = REPORT_CONTEXT["narrative"] | {"background": BLOCKS}
    own, restarted = numberings(
        TEMPLATES / "executive-report.docx", REPORT_CONTEXT | {"narrative": narrative}
    )
    assert own == []
    assert restarted == set()
