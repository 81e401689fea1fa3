"""What a Word template is given."""

from datetime import date

from generator.content.document_content import compose_word
from generator.content.nodes import ColourName
from generator.content.template_context import PARTS
from generator.content.template_records import AppendixLine, PastMeetingLine, ReadingCells
from tests.content.packs import PACK, SETTINGS

REPORT, APPENDIX, _ = SETTINGS.documents
ALL = frozenset({*PARTS, "narrative.summary", "narrative.background", "implications.legal"})


def context(document=REPORT, names=ALL):
    return compose_word(PACK, document, names=names).context


def test_only_named_sections_are_composed():
    """A section that the template does not print is not composed."""
    names = frozenset({"narrative", "narrative.summary"})
    assert set(context(names=names)["narrative"]) == {"summary"}


def test_what_the_template_does_not_name_is_not_composed():
    """A letter does not wait for a register of ten thousand risks."""
    assert set(context()) == set(PARTS)
    assert set(context(names=frozenset({"register", "register.risks"}))) == {"register"}


def test_the_exception_log_follows_the_packs_rule():
    """Red risks and issues are exceptional; the closed risk is not."""
    assert [risk.reference for risk in context()["exception_log"].risks] == ["H1", "H4"]


def test_a_risks_row():
    """Scores have their letter, the trend its arrow and word, notes one entry each."""
    row = context()["exception_log"].risks[0]
    assert row.latest == ReadingCells(
        impact="5",
        likelihood="3",
        score="15",
        letter="R",
        word="Red",
        colour=ColourName(name="red"),
    )
    assert (row.trend.arrow, row.trend.words) == ("↑", "Increased")
    assert row.notes == ("1.5.25 - Silt",)
    assert row.workstream == "–"


def test_the_action_plan_counts_every_status():
    """Each status of the key has its count, the blank one too, and they add up."""
    plan = context()["action_plan"]
    assert [(each.label, each.number) for each in plan.counts] == [("G", "1"), ("Blank", "1")]
    assert plan.total == "2"
    assert plan.actions[0].progress == ("One", "Two")


def test_front_matter():
    """The header names the meeting in capitals; no background papers are said to be none."""
    found = context(APPENDIX)
    assert found["meeting"].header == "CABINET – 15 July 2025"
    assert found["document"].label == "Appendix 1"
    assert found["report"].background_papers == ("None",)
    assert found["report"].appendices == (AppendixLine(label="Appendix 1", title="The log"),)
    assert found["subject_history"] == (PastMeetingLine(meeting="Council", date="04/12/24"),)


def test_figures_are_nested_by_their_names():
    """A template reaches a figure by the same dotted name as the narrative."""
    assert context()["figures"]["survey"]["north_quay"]["awareness_yes"] == "10"


def test_properties():
    """A finished file says whose it is, and has the as-of date instead of the clock's."""
    properties = compose_word(PACK, REPORT, names=ALL).properties
    assert (properties.title, properties.author) == ("The report", "Northport Council")
    assert (properties.language, properties.date) == ("en-GB", date(2025, 7, 1))
