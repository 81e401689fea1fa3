"""What is wrong in the narrative is found at its line; what is between documents, too."""

from dataclasses import replace

import pytest

from generator.checks import narrative_references, narrative_text
from generator.checks.evidence import CHECKS, Evidence
from generator.content.document_content import printed_text
from generator.content.figures import figures_of
from generator.findings import Finding, Location, Severity
from generator.inputs.narrative.markdown_blocks import parse_section
from generator.settings.pack_settings import DocumentSettings
from tests.content.packs import PACK, SETTINGS

REPORT, LOG, _ = SETTINGS.documents
NAMES = frozenset({"narrative.summary", "narrative.background"})


def pack_with(settings=SETTINGS, line=1, **sections):
    narrative = {
        key: parse_section(key=key, text=text, file=f"narrative/{key}.md", line=line)
        for key, text in sections.items()
    }
    return replace(PACK, narrative=narrative, settings=settings)


def findings(pack, names=NAMES, documents=(REPORT,), unread=()):
    printed = tuple(
        printed_text(pack, document, names, frozenset(), unread) for document in documents
    )
    evidence = Evidence(pack=pack, figures=figures_of(pack), printed=printed)
    own = [each for each in CHECKS if each.__module__ == narrative_text.__name__]
    return [finding for each in own for finding in each(evidence)]


def codes(pack, **more):
    return [(each.code, each.location.file, each.location.line) for each in findings(pack, **more)]


def test_the_sound_pack_has_no_finding():
    """What is inserted once, listed and referred to is in order."""
    assert codes(PACK) == []


@pytest.mark.parametrize(
    ("text", "code", "line", "seen"),
    [
        ("{{ survey.response }}", "NARR-01", 7, "did you mean survey.responses or"),
        ("x\n\n{{ survey.responses | pound }}", "NARR-01", 9, "did you mean pounds?"),
        ("{{ 1 + 1 }}", "NARR-01", 7, "neither a name"),
        ("{{ table.nothing }}", "NARR-01", 7, "table.nothing"),
        ("a\nb\n{{ nothing }}", "NARR-01", 9, "nothing is not a figure"),
        ("[Table: survy]", "NARR-02", 7, "did you mean survey?"),
        ("[Graph: survey]", "NARR-02", 7, "neither"),
        ("[Tabel: survey]", "NARR-02", 7, "neither"),
        ("See [Table: survey] here", "NARR-02", 7, "other text beside it"),
        ("text\n[Table: survey]\ntext", "NARR-02", 8, "other text beside it"),
        ("- [Table: survey]", "NARR-02", 7, "other text beside it"),
        ("![](x.png)", "NARR-03", 7, "picture"),
        ("a\n\nb <!-- ask -->", "NARR-03", 9, "comment"),
        ("<!-- ask -->", "NARR-03", 7, "comment"),
        ("some <b>bold", "NARR-03", 7, "HTML"),
        ("~~old~~ new", "NARR-03", 7, "struck"),
        ("- [ ] to do", "NARR-03", 7, "box"),
        ("- - -", "NARR-03", 7, "rule"),
        (">>>>>>> theirs", "NARR-03", 7, "two versions"),
        ("- a\n  - b\n    - c\n      - d", "NARR-03", 10, "4 levels"),
        ("Table: T\n\n| a | b |\n|---|---|\n| 1 | 2 | 3 |", "NARR-03", 11, "3 cells under 2"),
        ("[x](https://example.org/{{ survey.responses }})", "NARR-03", 7, "link holds a figure"),
        ("a\n\n| a |\n|---|\n| b |", "NARR-04", 9, "no caption"),
        ("a [paper](S:/q4.docx) b", "NARR-12", 7, "S:/q4.docx is not a web"),
        ("We had {{ survey.responses people.", "NARR-13", 7, "{{ survey.responses people."),
        ("We had survey.responses }} people.", "NARR-13", 7, "}} closes nothing"),
        ("a\n{% if x %}", "NARR-13", 8, "{% if x %}"),
        ("# a\n\n### Costs", "NARR-19", 9, '"Costs" skips a level'),
    ],
)
def test_what_is_wrong_is_found_at_its_line(text, code, line, seen):
    """Each mistake is named with its line, which counts from the section's first."""
    pack = pack_with(summary=text, background="[Chart: savings]", line=7)
    (found,) = findings(pack)
    assert (found.code, found.location.file, found.location.line) == (
        code, "narrative/summary.md", line,
    )  # fmt: skip
    assert seen in found.seen


def test_a_table_inserted_twice_is_found_at_its_second_place():
    """Two sections may not insert one table: it has one number."""
    pack = pack_with(summary="[Table: survey]\n\n[Chart: savings]", background="\n[Table: survey]")
    (found,) = findings(pack)
    assert (found.code, str(found.location)) == ("NARR-14", "narrative/background.md, line 2")
    assert found.seen == "[Table: survey] is already on line 1 of narrative/summary.md"


def test_a_reference_to_a_table_that_is_not_inserted_is_found():
    """A number comes only from what is in the same document."""
    pack = pack_with(summary="See {{ table.survey }}.\n\n[Chart: savings]")
    assert codes(pack) == [("NARR-15", "narrative/summary.md", 1)]


def test_typed_numbers_are_held_against_every_caption():
    """A line that inserts a table per phase has as many numbers; one more is warned of."""
    text = (
        "Tables 1 and 2: see Table 2 and Table 3.\n\n[Table: service-reviews]\n\n[Chart: savings]"
    )
    pack = pack_with(summary=text)
    printed = printed_text(pack, REPORT, NAMES, frozenset())
    evidence = Evidence(pack=pack, figures={}, printed=(printed,))
    assert [each.seen for each in narrative_references.check_numbers(evidence)] == [
        "the text names Table 3, but it has 2 tables"
    ]


def test_charts_are_listed_and_inserted():
    """A chart that is inserted but not listed, or listed but not inserted, is warned of."""
    assert codes(pack_with(summary="[Chart: survey]")) == [
        ("NARR-16", "pack.yaml", 1),
        ("NARR-16", "narrative/summary.md", 1),
    ]


def test_an_unknown_chart_in_the_settings_is_found():
    """`charts` names charts that the pack can draw."""
    document = REPORT.model_copy(update={"charts": ("foo",)})
    settings = SETTINGS.model_copy(update={"documents": (document,)})
    found, *_ = findings(pack_with(settings), documents=(document,))
    assert found.code == "NARR-02"
    assert found.seen.startswith("foo is not a chart of this pack; it has savings")


def test_one_mistake_in_two_documents_is_one_finding():
    """A section that two documents print is judged once."""
    pack = pack_with(summary="{{ nothing }} ![](x.png)\n\n[Chart: savings]")
    found = findings(pack, documents=(REPORT, LOG))
    assert [each.code for each in found][:3] == ["NARR-03", "NARR-01", "NARR-16"]


def test_a_blank_appendix_is_found():
    """An appendix whose text is blank would be published with its title alone."""
    appendix = DocumentSettings(
        name="a", title="A", template="narrative-appendix.docx", narrative="residents"
    )
    settings = SETTINGS.model_copy(update={"documents": (appendix,)})
    pack = pack_with(settings, residents=" \n")
    names = frozenset({"implications.legal"})
    assert codes(pack, names=names, documents=(appendix,)) == [
        ("NARR-18", "narrative/residents.md", 1)
    ]


def test_a_section_that_no_document_prints_is_named_with_a_near_one():
    """A misspelt section is not lost in silence."""
    pack = pack_with(summary="[Chart: savings]", sumary="y")
    (found,) = [
        each for each in findings(pack, documents=(REPORT, LOG)) if each.code == "NARR-17"
        if each.location.file.startswith("narrative")
    ]  # fmt: skip
    assert found.seen == "no document prints the section sumary; did you mean summary?"
    assert "NARR-17" not in [code for code, *_ in codes(pack)]  # only the report was looked into


def test_a_template_that_prints_what_the_pack_lacks_is_found():
    """A report without `report:` in pack.yaml is an error there, not in the template."""
    settings = SETTINGS.model_copy(update={"report": None, "meeting": None})
    names = frozenset({"report", "report.title", "meeting.header"})
    found = findings(pack_with(settings, x=""), names=names)
    assert [each.seen for each in found if each.code == "TMPL-01"] == [
        "report.docx prints meeting, but pack.yaml has no meeting",
        "report.docx prints report, but pack.yaml has no report",
    ]


def test_a_figure_of_an_unreadable_input_is_not_reported_again():
    """Where the savings have an error, a saving that is missing is that error's doing."""
    error = Finding(
        code="X", severity=Severity.ERROR, location=Location(file="savings.csv"), seen="", remedy=""
    )
    text = "{{ savings.nothing }} {{ survey.nothing }}\n\n[Table: saving]\n\n[Chart: savings]"
    found = findings(pack_with(summary=text), unread=(error,))
    assert [each.seen.split(" ")[0] for each in found] == ["survey.nothing"]


def test_a_figure_of_an_input_that_cannot_be_opened_is_not_reported_again():
    """An error in the line of pack.yaml that names the savings is the cause of what is missing."""
    pack = pack_with(summary="{{ savings.nothing }} {{ survey.nothing }}")
    places = {"inputs.savings.file": Location(file="pack.yaml", line=74)}
    at = places["inputs.savings.file"]
    error = Finding(code="X", severity=Severity.ERROR, location=at, seen="", remedy="")
    found = findings(replace(pack, settings_places=places), unread=(error,))
    unknown = [each.seen for each in found if each.code == "NARR-01"]
    assert [seen.split(" ")[0] for seen in unknown] == ["survey.nothing"]
