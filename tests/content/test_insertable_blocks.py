"""Tables and charts that the narrative may place."""

from generator.content.insertable_blocks import insertable_blocks
from generator.content.narrative_figures import fillings_for
from generator.content.nodes import Number
from tests.content.packs import PACK, SETTINGS

REPORT, APPENDIX, _ = SETTINGS.documents


def test_a_table_for_each_phase():
    """Service reviews come as one table a phase, in the order of the input."""
    first, second = insertable_blocks(PACK, REPORT)["table", "service-reviews"]
    assert (first.caption, second.caption) == ("Phase 1", "Phase 2")
    assert [row.service for row in first.rows] == ["Pilots", "Tugs"]


def test_the_survey_has_an_area_a_row_and_a_total():
    """The survey is turned so that areas are rows, the total last."""
    (table,) = insertable_blocks(PACK, REPORT)["table", "survey"]
    assert list(table.header) == ["Area", "Responses", "Awareness: Yes", "Awareness: No"]
    assert [list(row.cells) for row in table.rows] == [
        ["North Quay", "40", "10", "30"],
        ["South Quay", "60", "40", "20"],
        ["Total", "100", "50", "50"],
    ]


def test_a_missing_saving_is_a_dash():
    """A council without a saving in a year has a dash, never an empty cell."""
    (table,) = insertable_blocks(PACK, REPORT)["table", "savings"]
    assert list(table.rows[1].cells) == ["Southport Council", "£500", "–"]


def test_stages_add_up():
    """The counts of the stages end with their sum."""
    (table,) = insertable_blocks(PACK, REPORT)["table", "service-review-stages"]
    assert [list(row.cells) for row in table.rows] == [
        ["Complete", "1"],
        ["Delayed", "2"],
        ["All service reviews", "3"],
    ]


def test_the_document_says_which_charts_it_bears():
    """A chart that the document does not name prints nothing, but is no unknown name."""
    places = insertable_blocks(PACK, REPORT)
    assert places["chart", "savings"][0].number == Number(of="figure", key="figure_savings")
    assert places["chart", "survey"] == ()
    assert insertable_blocks(PACK, APPENDIX)["chart", "savings"] == ()


def test_prose_refers_only_to_what_the_document_bears():
    """There is a number for each table and for the document's own charts."""
    numbered = fillings_for(PACK, REPORT).numbered
    assert numbered["table.service_reviews"] == ("service_reviews_1", "service_reviews_2")
    assert "chart.savings" in numbered
    assert "chart.survey" not in numbered
