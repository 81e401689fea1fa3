"""Finds the headings of a report whose author made them bold instead of giving them a style."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from lxml import etree

from generator.inputs.narrative.word_file import W
from generator.inputs.narrative.word_styles import WordStyles
from generator.inputs.narrative.written_marks import TYPED_NUMBER

_LONGEST = 90
_LEAST = 2
_LEAST_NUMBERED = 3
_MAIN = re.compile(r"\s*(?:\d+(?:\.0)?|[A-Z])[.)]?\s")
"""The number of a main heading: 1, 2.0 or A; 2.1 is that of one below."""
_USUAL = re.compile(
    r"\b(?:purpose|summary|introduction|recommend\w*|background|context|decision|report|detail|"
    r"key issues|progress)\b",
    re.IGNORECASE,
)
"""Words of a report's first section, which tell it from the lines of a title block."""
_BEHIND = frozenset(f"{W}{name}" for name in ("divId", "cnfStyle", "rPr", "sectPr", "pPrChange"))


def give_levels(elements: Sequence[etree._Element], styles: WordStyles) -> list[str]:
    """Give each bold line that heads a text its outline level; returns the texts of these lines."""
    bold = list(_bold_lines(elements, styles))
    numbered = [
        (element, text)
        for element, text in bold
        if TYPED_NUMBER.match(text) or styles.list_place(element) is not None
    ]
    if len(numbered) >= _LEAST_NUMBERED:
        bold = numbered
    else:
        first = next((at for at, (_, text) in enumerate(bold) if _USUAL.search(text)), len(bold))
        bold = bold[first:]
    if len(bold) < _LEAST:
        return []
    for element, text in bold:
        is_below = TYPED_NUMBER.match(text) is not None and not _MAIN.match(text)
        _set_level(element, 1 if is_below else 0)
    return [text for _, text in bold]


def _bold_lines(
    elements: Sequence[etree._Element], styles: WordStyles
) -> Iterator[tuple[etree._Element, str]]:
    """The short paragraphs that are bold all through, if something else follows them."""
    waiting: tuple[etree._Element, str] | None = None
    for element in elements:
        text = " ".join("".join(map(str, element.itertext(f"{W}t"))).split())
        if not text:
            continue
        is_bold = (
            element.tag == f"{W}p"
            and len(text) <= _LONGEST
            and not text.endswith((".", ";", ","))
            and all(
                styles.run_formats(run, styles.formats(element)).get("b", False)
                for run in element.iter(f"{W}r")
                if "".join(map(str, run.itertext(f"{W}t"))).strip()
            )
        )
        if waiting and not is_bold:
            yield waiting
        waiting = (element, text) if is_bold else None


def _set_level(paragraph: etree._Element, level: int) -> None:
    properties = paragraph.find(f"{W}pPr")
    if properties is None:
        properties = etree.Element(f"{W}pPr")
        paragraph.insert(0, properties)
    mark = etree.Element(f"{W}outlineLvl", {f"{W}val": str(level)})
    behind = next((each for each in properties if each.tag in _BEHIND), None)
    if behind is None:
        properties.append(mark)
    else:
        behind.addprevious(mark)
