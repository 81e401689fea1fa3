"""What a Word template may draw on."""

from dataclasses import replace
from datetime import date

from generator.content.nodes import ColourName
from generator.content.word import check_narrative, compose_word
from generator.findings import Finding, Location, Severity
from generator.model.programme import NarrativeSection
from tests.content.packs import PACK, SETTINGS

REPORT, APPENDIX, _ = SETTINGS.documents
ALL = frozenset(
    {"narrative.summary", "narrative.background", "implications.legal"}
    | {"register.risks", "exception_log.risks", "action_plan.actions"}
)


def context(document=REPORT, wanted=ALL):
    return compose_word(PACK, document, wanted=wanted).context


def test_only_wanted_sections_are_read():
    """A section that the template does not print is not composed."""
    assert set(context(wanted=frozenset({"narrative.summary"}))["narrative"]) == {"summary"}


def test_what_the_template_does_not_name_is_not_composed():
    """A letter does not wait for a register of ten thousand risks."""
    assert {"register", "exception_log", "action_plan"} <= set(context())
    few = context(wanted=frozenset({"register"}))
    assert "register" in few
    assert {"exception_log", "action_plan"}.isdisjoint(few)


def test_the_exception_log_follows_the_packs_rule():
    """Red risks and issues are exceptional; the closed risk is not."""
    assert [r["reference"] for r in context()["exception_log"]["risks"]] == ["H1", "H4"]


def test_a_risks_row():
    """Scores bear their letter, the trend its arrow and word, notes one entry each."""
    row = context()["exception_log"]["risks"][0]
    assert row["latest"] == {
        "impact": "5",
        "likelihood": "3",
        "score": "15",
        "letter": "R",
        "word": "Red",
        "colour": ColourName(name="red"),
    }
    assert row["trend"] == {"arrow": "↑", "words": "Increased"}
    assert row["notes"] == ["1.5.25 - Silt"]
    assert row["workstream"] == "–"


def test_the_action_plan_counts_every_status():
    """Each status of the key has its count, the blank one too, and they add up."""
    plan = context()["action_plan"]
    assert [(c["label"], c["number"]) for c in plan["counts"]] == [("G", "1"), ("Blank", "1")]
    assert plan["total"] == "2"
    assert plan["actions"][0]["progress"] == ["One", "Two"]


def test_front_matter():
    """The header names the meeting in capitals; no background papers are said to be none."""
    found = context(APPENDIX)
    assert found["meeting"]["header"] == "CABINET – 15 July 2025"
    assert found["document"]["label"] == "Appendix 1"
    assert found["report"]["background_papers"] == ["None"]
    assert found["report"]["appendices"] == [{"label": "Appendix 1", "title": "The log"}]
    assert found["subject_history"] == [{"meeting": "Council", "date": "04/12/24"}]


def test_figures_are_nested_by_their_names():
    """A template reaches a figure by the same dotted name as the narrative."""
    assert context()["figures"]["survey"]["north_quay"]["awareness_yes"] == "10"


def test_properties():
    """A finished file says whose it is, and bears the as-of date instead of the clock's."""
    properties = compose_word(PACK, REPORT, wanted=ALL).properties
    assert (properties.title, properties.author) == ("The report", "Northport Council")
    assert (properties.language, properties.date) == ("en-GB", date(2025, 7, 1))


def faulty(text):
    section = NarrativeSection(
        key="summary", text=f"{text}\n\n[Chart: savings]", file="narrative/summary.md"
    )
    return replace(PACK, narrative={"summary": section})


def test_an_unknown_figure_is_found():
    """A misspelt figure in a wanted section is a finding at its line."""
    findings = check_narrative(faulty("{{ savings.nothing }}"), REPORT, ALL, ())
    assert [(f.code, f.location.line) for f in findings] == [("NARR-01", 1)]


def test_a_figure_of_a_failed_input_is_not_reported_again():
    """Where the savings have an error, a saving that is missing is that error's doing."""
    error = Finding(
        code="X",
        severity=Severity.ERROR,
        location=Location(file="savings.csv"),
        seen="",
        remedy="",
    )
    pack = faulty("{{ savings.nothing }} {{ survey.nothing }}")
    findings = check_narrative(pack, REPORT, ALL, (error,))
    assert [f.seen.split(" ")[0] for f in findings] == ["survey.nothing"]
