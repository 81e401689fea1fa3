"""The register and its definitions as a Word template shows them."""

from dataclasses import replace

from generator.content.template_parts import compose_definitions, risk_table
from generator.content.template_records import ArrowLine
from tests.content.workbooks.registers import BY_CELL, FIVE_BY_FIVE, SCORE_ONLY, register_pack, risk

THREE_NOW_SIX = risk("H1", (5, 4), (3, 1), (3, 2))


def trend_of(pack):
    return risk_table(pack, pack.register.risks).risks[0].trend


def test_bands_by_score_tell_their_scores():
    """The range from lowest to highest."""
    bands = compose_definitions(register_pack(scoring=FIVE_BY_FIVE)).bands
    assert [band.scores for band in bands] == ["1 to 5", "6 to 14", "15 to 25"]


def test_bands_by_cell_tell_their_cells():
    """Ranges of scores do not hold where a matrix bands by cell."""
    bands = compose_definitions(register_pack(scoring=BY_CELL)).bands
    assert [band.scores for band in bands] == [
        "Impact × likelihood: 1×1, 1×2, 1×3, 1×4, 2×1, 2×2, 2×3, 3×1, 3×2, 4×1",
        "Impact × likelihood: 1×5, 2×4, 2×5, 3×3, 3×4, 4×2, 4×3, 5×1, 5×2",
        "Impact × likelihood: 3×5, 4×4, 4×5, 5×3, 5×4, 5×5",
    ]


def test_a_score_alone_has_no_band_by_cell():
    """The register's own letter stands, for its score may lie in any cell."""
    pack = register_pack((SCORE_ONLY,), scoring=BY_CELL)
    baseline = risk_table(pack, pack.register.risks).risks[0].baseline
    assert (baseline.score, baseline.letter) == ("20", "R")
    lower = replace(SCORE_ONLY, baseline=replace(SCORE_ONLY.baseline, rag="A"))
    baseline = risk_table(pack, [lower]).risks[0].baseline
    assert (baseline.score, baseline.letter) == ("20", "A")


def test_the_trend_of_a_row_is_worded_as_the_key_words_it():
    """One word, but the pack's own words where it has some."""
    pack = register_pack((THREE_NOW_SIX,))
    assert trend_of(pack) == ArrowLine(arrow="↑", words="Increased")
    own = register_pack((THREE_NOW_SIX,), trend={"increased": "Worse than planned"})
    assert trend_of(own) == ArrowLine(arrow="↑", words="Worse than planned")
