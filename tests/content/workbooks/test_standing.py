"""Where a risk stands: the same as the workbook's own formulas."""

import pytest

from generator.content.workbooks.standing import (
    band_of,
    letter_of,
    movement_of,
    score_of,
    standing,
    top_score,
)
from generator.model.risks import Reading
from generator.settings.declaration import as_declared
from generator.settings.scoring import Scoring
from tests.content.workbooks.registers import (
    BY_CELL,
    FIVE_BY_FIVE,
    FOUR_BY_FOUR,
    RISKS,
    SCORE_ONLY,
    UNSCORED,
    reading,
    risk,
)

PRODUCT = as_declared(Scoring, FIVE_BY_FIVE)
CELLS = as_declared(Scoring, BY_CELL)


@pytest.mark.parametrize(
    ("stand", "score", "by_product", "by_cell"),
    [
        (reading("latest", 1, 5), 5, "G", "A"),
        (reading("latest", 5, 1), 5, "G", "A"),
        (reading("latest", 3, 5), 15, "R", "R"),
        (reading("latest", 5, 5), 25, "R", "R"),
        (Reading(name="latest", given_score=6), 6, "A", "Not scored"),
        (Reading(name="latest", given_score=6, rag="R"), 6, "A", "R"),
        (Reading(name="latest", impact=3), None, "Not scored", "Not scored"),
        (Reading(name="latest"), None, "Not scored", "Not scored"),
    ],
)
def test_score_and_letter(stand, score, by_product, by_cell):
    """The product, or the given score alone; its band, or its cell of the matrix."""
    assert (score_of(stand), letter_of(stand, PRODUCT), letter_of(stand, CELLS)) == (
        score,
        by_product,
        by_cell,
    )


def test_a_cell_outside_the_matrix_has_no_letter():
    """A finding tells of it earlier; here it is not an error."""
    assert letter_of(reading("latest", 6, 1), CELLS) == "Not scored"


def test_bands_are_sought_by_where_they_begin():
    """As the workbook's look-up does, so that an edited gap does not part the two."""
    gap = as_declared(
        Scoring,
        FIVE_BY_FIVE
        | {
            "bands": (
                {"letter": "R", "word": "Red", "lowest": 15, "highest": 25},
                {"letter": "G", "word": "Green", "lowest": 2, "highest": 5},
            )
        },
    )
    letters = [band and band.letter for band in (band_of(score, gap) for score in (1, 2, 9, 15))]
    assert letters == [None, "G", "G", "R"]


def test_the_highest_score_is_that_of_both_scales():
    """16 for four by four."""
    assert top_score(as_declared(Scoring, FOUR_BY_FOUR)) == 16


@pytest.mark.parametrize(
    ("each", "told"),
    [
        (risk("A", (5, 5), (2, 2), (1, 1)), "↓ Decreased"),
        (risk("A", (1, 1), (2, 2), (1, 4)), "⇔ Unchanged"),
        (risk("A", (5, 5), (2, 2), (5, 1)), "↑ Increased"),
        (SCORE_ONLY, "⇔ Unchanged"),
        (UNSCORED, "Not scored"),
    ],
)
def test_movement_compares_latest_with_revised(each, told):
    """The baseline does not matter."""
    assert movement_of(each) == told


def test_closed_risks_do_not_stand():
    """Issues do."""
    assert [risk.reference for risk in standing(RISKS)] == ["H1", "H2", "H4"]
