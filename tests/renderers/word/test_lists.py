"""The second numbered list of a document begins at 1."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

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


def test_items_below_numbered_paragraphs_begin_anew_by_themselves():
    """In the report one multilevel list counts sections, paragraphs and items.

    Only where no numbered paragraph is between two lists does the second need help.
    """
    narrative = REPORT_CONTEXT["narrative"] | {"background": BLOCKS}
    own, restarted = numberings(
        TEMPLATES / "executive-report.docx", REPORT_CONTEXT | {"narrative": narrative}
    )
    assert own == [("3", "2")]
    assert restarted == {"3"}


def list_labels(package: bytes) -> list[str]:
    """What Word shows before each item of a list that counts, worked out from the numbering.

    Lists of one look count on from each other; a start of its own holds where a list begins.
    """
    numbering, body = part(package, "word/numbering.xml"), part(package)
    styles = {
        style.get(f"{W}styleId"): style.find(f"{W}pPr/{W}numPr")
        for style in part(package, "word/styles.xml").iter(f"{W}style")
    }
    levels = {each.get(f"{W}abstractNumId"): each.findall(f"{W}lvl")
              for each in numbering.iter(f"{W}abstractNum")}  # fmt: skip
    numbers = {each.get(f"{W}numId"): each for each in numbering.iter(f"{W}num")}
    counts: dict[tuple[str, int], int] = {}
    begun: set[tuple[str, int]] = set()
    labels = []
    for each in body.iter(f"{W}p"):
        style = each.find(f"{W}pPr/{W}pStyle")
        place = each.find(f"{W}pPr/{W}numPr")
        if place is None and style is not None:
            place = styles[style.get(f"{W}val")]
        if place is None:
            continue
        number = place.find(f"{W}numId").get(f"{W}val")
        depth = place.find(f"{W}ilvl")
        at = int(depth.get(f"{W}val")) if depth is not None else 0
        abstract = numbers[number].find(f"{W}abstractNumId").get(f"{W}val")
        level = levels[abstract][at]
        override = numbers[number].find(f"{W}lvlOverride[@{W}ilvl='{at}']/{W}startOverride")
        counts = {key: count for key, count in counts.items() if key[0] != abstract or key[1] <= at}
        if override is not None and (number, at) not in begun:
            counts[abstract, at] = int(override.get(f"{W}val")) - 1
        begun.add((number, at))
        counts[abstract, at] = counts.get((abstract, at), 0) + 1
        kind = level.find(f"{W}numFmt").get(f"{W}val")
        shown = chr(96 + counts[abstract, at]) if kind == "lowerLetter" else counts[abstract, at]
        if kind in ("decimal", "lowerLetter"):
            label = level.find(f"{W}lvlText").get(f"{W}val").replace(f"%{at + 1}", str(shown))
            labels.append(label.replace("%1", str(counts.get((abstract, 0), 0))))
    return labels


def marked(words: str, key: str, start: int = 1, level: int = 1) -> dict[str, Any]:
    """An item as the narrative gives it: it knows its list."""
    return item(words, level) | {"text": replace(text(words), in_list=key, list_start=start)}


def test_a_list_keeps_its_first_number_and_goes_on_after_a_continued_paragraph():
    """A list that begins at 3 does so in Word; a paragraph within an item interrupts nothing."""
    blocks = [
        marked("three", "a", 3), {"kind": "continued", "text": text("more of three")},
        marked("four", "a", 3), marked("deeper", "b", 1, 2), paragraph("Between"),
        marked("one", "c"), marked("nine", "d", 9, 2), marked("again", "e"),
    ]  # fmt: skip
    context = APPENDIX_CONTEXT | {"document": APPENDIX_CONTEXT["document"] | {"body": blocks}}
    package = render_word(
        TEMPLATES / "narrative-appendix.docx", content(context), house_style=HOUSE_STYLE, draw=draw
    )
    assert list_labels(package) == ["3.", "4.", "(a)", "1.", "(i)", "1."]


@pytest.mark.parametrize("is_numbered", [False, True])
def test_sub_headings_are_numbered_like_paragraphs_where_the_pack_says_so(is_numbered: bool):
    """1.3 Progress to Date, 1.4 the paragraph after it: numbers of one of Word's own lists."""
    heading = {"kind": "heading", "level": 1, "text": text("Progress to Date")}
    deeper = {"kind": "heading", "level": 2, "text": text("Reviews")}
    blocks = [paragraph("a"), paragraph("b"), heading, paragraph("c"), deeper, paragraph("d")]
    narrative = REPORT_CONTEXT["narrative"] | {"background": blocks}
    report = REPORT_CONTEXT["report"] | {"numbered_headings": is_numbered}
    package = render_word(
        TEMPLATES / "executive-report.docx",
        content(REPORT_CONTEXT | {"narrative": narrative, "report": report}),
        house_style=HOUSE_STYLE,
        draw=draw,
    )
    numbers = ["1.1", "1.2", "1.3", "1.4", "1.5", "1.6"] if is_numbered else ["1.1", "1.2", "1.3"]
    labels = list_labels(package)
    assert labels[1 : len(numbers) + 1] == numbers
    assert labels[0] == "1.0"
