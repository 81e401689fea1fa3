"""Columns that keep words whole where the table has room."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx.document import Document
from hypothesis import given
from hypothesis import strategies as st

from generator.renderers.word import render_word
from generator.renderers.word.table_layout import evened, shared
from generator.settings.declaration import changed
from tests.renderers.word.drafts import W, draft, part
from tests.renderers.word.samples import (
    HOUSE_STYLE,
    RISK_LOG_CONTEXT,
    TEMPLATES,
    content,
    draw,
)

WIDTHS = st.lists(st.integers(300, 4000), min_size=1, max_size=12)
# Twips that words ask for in 11 points bold a fifth wider than Arial (figures three tenths), with
# the 216 of Word's own cell margins.
WIDE = {"Homes": 1096, "Number": 1130, "2026/27": 1244, "Westmorland": 1888}


def fixed(*cells: tuple[str, int]):
    def edit(document: Document) -> None:
        made = document.add_table(rows=2, cols=len(cells))
        for row in made.rows:
            for cell, (text, width) in zip(row.cells, cells, strict=True):
                cell.text = text
                cell.width = width * 635
        for column, (_, width) in zip(made.columns, cells, strict=True):
            column.width = width * 635

    return edit


def widths(package: bytes) -> list[int]:
    """The widths of the first table's columns, its cells' being the same."""
    found = next(part(package).iter(f"{W}tbl"))
    grid = [int(each.get(f"{W}w")) for each in found.iter(f"{W}gridCol")]
    for row in found.iter(f"{W}tr"):
        assert [int(each.get(f"{W}w")) for each in row.iter(f"{W}tcW")] == grid
    return grid


def in_font(template: Path, font: str, context: object = None) -> bytes:
    style = changed(HOUSE_STYLE, font=font)
    return render_word(template, content(context or {}), house_style=style, draw=draw)


@pytest.mark.parametrize("word", WIDE)
def test_a_narrow_column_takes_from_a_wide_one(tmp_path: Path, word: str):
    """A word that would break gets its room; the table stays as wide as it was."""
    template = draft(tmp_path, edit=fixed((word, 500), ("A note", 5000)))
    narrow, wide = widths(in_font(template, "Georgia"))
    assert narrow >= WIDE[word]
    assert 5400 <= narrow + wide <= 5500


def test_columns_with_room_stay_as_the_officer_made_them(tmp_path: Path):
    """Nothing moves where no word breaks."""
    template = draft(tmp_path, edit=fixed(("Number", 1400), ("A note", 5000)))
    assert widths(in_font(template, "Georgia")) == [1400, 5000]


def test_no_word_of_the_risk_logs_headings_breaks_in_a_wide_font():
    """ "Likelihood", "Revised" and the like in a font a fifth wider than Arial."""
    log = widths(in_font(TEMPLATES / "exception-risk-log.docx", "Georgia", RISK_LOG_CONTEXT))
    likelihood, revised = 1210, 960  # twips, bold of 9 points, with margins
    assert min(log[5], log[10], log[13]) >= likelihood
    assert min(log[9], log[11]) >= revised


@given(widths=WIDTHS, words=WIDTHS)
def test_evened_columns_have_the_same_sum(widths: list[int], words: list[int]):
    """No twip too many, and no column falls below its word that was not below it before."""
    pairs = list(zip(widths, words, strict=False))
    own, least = [width for width, _ in pairs], [word for _, word in pairs]
    after = evened(own, least)
    assert sum(own) - 2 * len(own) <= sum(after) <= sum(own)
    for before, now, word in zip(own, after, least, strict=True):
        assert now >= min(before, word) - 1


@given(least=WIDTHS, room=st.integers(2000, 16_000))
def test_shared_columns_never_exceed_the_room(least: list[int], room: int):
    """Wide or narrow, the columns fit; where there is room for all words each has it."""
    lines = [width * 2 for width in least]
    found = shared(room, least, lines, [int(width * 1.1) for width in lines])
    assert sum(found) <= room
    if sum(least) <= room:
        assert all(now >= low - 1 for now, low in zip(found, least, strict=True))
