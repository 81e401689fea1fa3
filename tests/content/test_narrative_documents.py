"""Documents and the sections of the narrative that they print."""

from dataclasses import replace

from generator.content.narrative_documents import check_unused
from generator.content.template_parts import missing_parts
from generator.content.word import check_narrative
from generator.model.programme import NarrativeSection
from generator.settings.declaration import changed
from generator.settings.pack_settings import DocumentSettings
from tests.content.packs import PACK, SETTINGS

REPORT = SETTINGS.documents[0]
WANTED = frozenset({"narrative.summary", "narrative.background"})


def pack_with(**sections):
    narrative = {
        key: NarrativeSection(key=key, text=text, file=f"narrative/{key}.md")
        for key, text in sections.items()
    }
    return replace(PACK, narrative=narrative)


def codes(pack, document=REPORT):
    found = check_narrative(pack, document, WANTED, ())
    return [(each.code, each.location.file, each.location.line) for each in found]


def test_the_sound_pack_has_no_finding():
    """What is placed once, borne and referred to is in order."""
    assert codes(PACK) == []


def test_a_table_placed_twice_is_found_at_its_second_place():
    """Two sections may not place one table: it has one number."""
    pack = pack_with(summary="[Table: survey]\n\n[Chart: savings]", background="\n[Table: survey]")
    assert codes(pack) == [("NARR-14", "narrative/background.md", 2)]


def test_a_reference_to_a_table_that_is_not_placed_is_found():
    """A number is drawn only from what stands in the same document."""
    pack = pack_with(summary="See {{ table.survey }}.\n\n[Chart: savings]")
    assert codes(pack) == [("NARR-15", "narrative/summary.md", 1)]


def test_charts_are_listed_and_placed():
    """A chart that is placed but not listed, or listed but not placed, is warned of."""
    assert codes(pack_with(summary="[Chart: survey]")) == [
        ("NARR-16", "pack.yaml", 1),
        ("NARR-16", "narrative/summary.md", 1),
    ]


def test_an_unknown_chart_in_the_settings_is_found():
    """`charts` names charts that the pack can draw."""
    document = changed(REPORT, charts=("foo",))
    pack = replace(PACK, settings=changed(SETTINGS, documents=(document,)))
    found = check_narrative(pack, document, frozenset(), ())
    assert [each.code for each in found] == ["NARR-02"]
    assert "foo is not a chart of this pack; it has savings" in found[0].seen


def test_a_blank_appendix_is_found():
    """An appendix whose text is blank would be published with its title alone."""
    appendix = DocumentSettings(
        name="a", title="A", template="narrative-appendix.docx", narrative="residents"
    )
    settings = changed(SETTINGS, documents=(appendix,))
    pack = replace(pack_with(residents=" \n"), settings=settings)
    found = check_narrative(pack, appendix, frozenset(), ())
    assert [(each.code, each.location.file) for each in found] == [
        ("NARR-18", "narrative/residents.md")
    ]


def test_a_section_that_nobody_prints_is_named_with_a_near_one():
    """A misspelt section is not lost in silence."""
    pack = pack_with(summary="x", sumary="y")
    used = frozenset({"narrative.summary", "implications.legal"})
    (found,) = check_unused(pack, used)
    assert (found.code, found.location.file) == ("NARR-17", "narrative/sumary.md")
    assert found.seen == "no document prints the section sumary; near it is summary"


def test_a_template_that_prints_what_the_pack_lacks_is_found():
    """A report without `report:` in pack.yaml is an error there, not in the template."""
    settings = changed(SETTINGS, report=None, meeting=None)
    pack = replace(PACK, settings=settings)
    names = frozenset({"report", "report.title", "meeting.header", "narrative.summary"})
    found = list(missing_parts(pack, REPORT, names))
    assert [each.code for each in found] == ["TMPL-01", "TMPL-01"]
    assert "prints what report holds" in found[0].seen
