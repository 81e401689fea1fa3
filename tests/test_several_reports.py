"""Several reports in one pack: each has its own title, author and narrative."""

from __future__ import annotations

import pytest

from generator.build import check_packs, make_packs, render_pack
from generator.delivery.freshness import outdated_packs
from generator.inputs.folders import find_packs
from tests.inputs.test_council_file import PACK, request_for, write
from tests.inputs.word_texts import word
from tests.outline import word_outline

NAMES = (
    "other_options", "relevant_risks", "engagement", "financial", "legal", "equality", "climate",
)  # fmt: skip
IMPLICATIONS = "".join(f"{name}: None.\n" for name in NAMES)
SETTINGS = (
    PACK.partition("inputs:")[0]
    + """
councils: [Northport Council]
meeting: {committee: Cabinet, date: 2025-07-15}
report: {title: Harbour Renewal, report_of: The Leader, author: {name: Ann Lee, title: Director}}
inputs: {narrative: text, implications: {file: i.yaml}}
documents:
  - {name: main, title: Main report, template: executive-report.docx}
  - name: finance
    title: Finance report
    template: executive-report.docx
    texts: finance.docx
    report: {title: Harbour money, report_of: The Treasurer, author: {name: Bo Ray, title: Head}}
"""
)


def finance(*more):
    """The text of the second report: a summary of its own, without a background."""

    def fill(document):
        for name in ("Summary", *more):
            document.add_heading(name, 1)
            document.add_paragraph(f"Members are asked to note the money: {name}.")

    return word(fill)


def pack_in(folder, settings=SETTINGS, text=None):
    home = write(folder, settings, None).path
    (home / "i.yaml").write_text(IMPLICATIONS)
    (home / "text" / "background.md").write_text("The quay was old.\n")
    (home / "finance.docx").write_bytes(text or finance())
    request = request_for(folder)
    (job,) = check_packs(find_packs(request.inputs), request)
    return request, job


def test_each_report_has_its_own_title_author_and_text(tmp_path):
    """What its own texts do not have is the pack's."""
    request, job = pack_in(tmp_path)
    assert [str(each) for each in job.findings if each.severity != "note"] == []
    made = {
        each.document.name: word_outline(each.content) for each in render_pack(job, request=request)
    }
    main, money = made["main"], made["finance"]
    for said in ("Harbour Renewal", "The Leader", "Name: Ann Lee", "note the report."):
        assert said in main
        assert said not in money.replace("Harbour Renewal –", "")
    for said in ("Harbour money", "The Treasurer", "Name: Bo Ray", "note the money: Summary."):
        assert said in money
        assert said not in main
    assert "The quay was old." in main
    assert "The quay was old." in money


def test_a_change_of_its_own_text_makes_a_report_out_of_date(tmp_path):
    """Its file is one that the documents are made from."""
    request, job = pack_in(tmp_path)
    make_packs((job,), request)
    assert outdated_packs(request) == {}
    (tmp_path / "inputs/harbour/q1/finance.docx").write_bytes(finance("Background"))
    (stale,) = outdated_packs(request).values()
    assert "finance.docx" in stale


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        (finance("Costs"), "NARR-17", 'harbour/q1/finance.docx, heading "Costs"'),
        (b"no Word file", "FILE-02", "harbour/q1/finance.docx"),
    ],
)
def test_what_is_wrong_with_its_own_text_is_told(tmp_path, text, code, place):
    """A section that it does not print, a file that cannot be read: one finding each."""
    _, job = pack_in(tmp_path, text=text)
    found = [(each.code, str(each.location)) for each in job.findings if each.severity != "note"]
    assert found == [(code, place)]


def test_a_missing_text_is_told_where_it_is_named(tmp_path):
    """At the key of the document."""
    _, job = pack_in(tmp_path, SETTINGS.replace("texts: finance.docx", "texts: money.docx"))
    found = [(each.code, str(each.location)) for each in job.findings if each.severity != "note"]
    assert found == [("PACK-06", "harbour/q1/pack.yaml, line 15")]
