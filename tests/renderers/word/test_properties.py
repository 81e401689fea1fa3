"""A finished file says of itself what the pack says, and nothing of the template's authors."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from docx.document import Document

from generator.content.nodes import WordContent
from generator.errors import TemplateError
from generator.renderers.word import render_word
from tests.renderers.word.drafts import W, draft, part, rendered
from tests.renderers.word.samples import HOUSE_STYLE, PROPERTIES, draw


def test_properties_are_the_packs_own(tmp_path: Path):
    """Every property is replaced, letter for letter."""

    def edit(document: Document) -> None:
        document.core_properties.author = "A Person"
        document.core_properties.keywords = "draft, secret"

    core = part(rendered(draft(tmp_path, "x", edit=edit)), "docProps/core.xml")
    assert [(each.tag.split("}")[1], each.text) for each in core] == [
        ("title", "Harbour programme – R&D <update>"),
        ("subject", "Harbour programme, Quarter 1"),
        ("creator", "Example District Council"),
        ("lastModifiedBy", "Example District Council"),
        ("revision", "1"),
        ("language", "en-GB"),
        ("created", "2025-06-30T00:00:00Z"),
        ("modified", "2025-06-30T00:00:00Z"),
    ]


def test_a_property_that_word_cannot_store_is_told(tmp_path: Path):
    """A control character in the title is an error, not a crash."""
    made = WordContent(properties=replace(PROPERTIES, title="a\x07b"))
    with pytest.raises(TemplateError, match=r"the document's title: the value holds .* U\+0007"):
        render_word(draft(tmp_path, "x"), made, house_style=HOUSE_STYLE, draw=draw)


def test_the_language_is_set_for_all_text(tmp_path: Path):
    """A screen reader needs the language; the draft's own is American."""
    styles = part(rendered(draft(tmp_path, "x")), "word/styles.xml")
    lang = styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang")
    assert lang.get(f"{W}val") == "en-GB"
