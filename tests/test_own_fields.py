"""Fields of a council's own and lettered appendices, from pack.yaml to the finished papers."""

from __future__ import annotations

import shutil
from datetime import date
from decimal import Decimal

import pytest
from docx import Document

from generator.build import check_packs, render_pack
from generator.content.board_mail import context_of
from generator.inputs.folders import Request, find_packs
from generator.settings.mail_settings import MailSettings
from generator.settings.own_fields import OwnField
from generator.settings.pack_settings import PackSettings
from generator.settings.validation import build_settings
from generator.settings.yaml import read_yaml
from tests.conftest import ROOT
from tests.inputs.test_council_file import PACK, write
from tests.outline import word_outline

FIELDS = """
councils: [Northport Council]
fields:
  report_number: {title: Report number, value: EX/25/017}
  deadline: {title: Call-in deadline, kind: date, value: 25/07/2025}
  pages: {title: Number of pages, kind: number, value: "1,250"}
  budget: {title: Budget, kind: money, value: "-£1,250.50"}
  key_decision: {title: Key decision, kind: yes/no, value: No}
"""

READ = {
    ("date", "25 July 2025"): date(2025, 7, 25),
    ("number", "-1,250.5"): Decimal("-1250.5"),
    ("money", "£ 12"): Decimal(12),
    ("money", "−£1,250"): Decimal(-1250),
    ("money", "1250"): Decimal(1250),
    ("yes/no", "YES"): True,
    ("yes/no", "false"): False,
    ("text", "0123"): "0123",
}
REFUSED = {
    ("date", "soon"): "a date such as",
    ("date", "31/02/2025"): "a date such as",
    ("number", "1,25"): "a number such as",
    ("number", "£5"): "a number such as",
    ("number", "1e5"): "a number such as",
    ("money", "about £5"): "an amount of pounds",
    ("money", "--5"): "an amount of pounds",
    ("yes/no", "maybe"): "yes or no",
}


@pytest.mark.parametrize(("kind", "text"), READ)
def test_a_value_of_its_kind_is_read(kind, text):
    """As the number, date or answer that it is."""
    field = OwnField.model_validate({"title": "T", "kind": kind, "value": text})
    assert field.parsed == READ[kind, text]


def built(lines):
    findings = []
    settings = build_settings(PackSettings, read_yaml(PACK + lines, "pack.yaml"), findings)
    return settings, [(each.location.line, each.seen) for each in findings]


@pytest.mark.parametrize(("kind", "text"), REFUSED)
def test_another_value_is_told_at_its_line(kind, text):
    """With what it should be."""
    lines = f"councils: [A]\nfields:\n  it:\n    title: It\n    kind: {kind}\n    value: '{text}'\n"
    _, ((line, seen),) = built(lines)
    assert line == 12
    assert seen.startswith(f"fields.it.value: it should be {REFUSED[kind, text]}")
    assert seen.endswith(f"but is '{text}'")


@pytest.mark.parametrize(
    ("field", "seen"),
    [
        ("Report No: {title: T, value: V}", "fields: a field's name has small letters"),
        ("items: {title: T, value: V}", "fields: templates reserve the name items"),
        ("it: {titel: T, value: V}", "did you mean title"),
        ("it: {title: T}", "fields.it.value is missing"),
        ("it: {title: T, kind: dat, value: V}", "did you mean date"),
        ("it: 12", "fields.it should be keys, each with its value (title, kind, value)"),
    ],
)
def test_a_field_that_is_not_declared_well_is_one_mistake(field, seen):
    """Its key, a key of it, or what it lacks."""
    _, findings = built(f"councils: [A]\nfields:\n  {field}\n")
    assert len(findings) == 1
    assert seen in findings[0][1]


def request_for(folder):
    return Request(
        inputs=folder / "inputs",
        outputs=folder / "outputs",
        templates=folder / "templates",
        cache=folder / "cache",
    )


def paper(folder, lines, text, *tags, council=None):
    """The job and the outline of a pack's paper; its template has paragraphs more."""
    home = write(folder, PACK + lines, council)
    shutil.copytree(ROOT / "templates", folder / "templates", dirs_exist_ok=True)
    template = folder / "templates" / "narrative-appendix.docx"
    document = Document(str(template))
    for tag in tags:
        document.add_paragraph(tag)
    document.save(str(template))
    (home.path / "text" / "summary.md").write_text(text)
    request = request_for(folder)
    (job,) = check_packs(find_packs(request.inputs), request)
    if job.is_stopped:
        return job, []
    (made,) = render_pack(job, request=request)
    return job, word_outline(made.content).splitlines()


def test_fields_are_printed_in_templates_and_texts(tmp_path):
    """Each as its kind is printed; yes and no can be asked; what is tested may be missing."""
    text = (
        "Report {{ fields.report_number }}, {{ fields.budget | pounds }}, {{ fields.deadline }}.\n"
    )
    _, lines = paper(
        tmp_path,
        FIELDS,
        text,
        "{{ fields.report_number }}: {{ fields.deadline }}, {{ fields.pages }}; "
        "{{ fields.budget }}",
        "{{ fields.key_decision }}{% if fields.key_decision %}!{% endif %}",
        "{% if fields.wards is defined %}{{ fields.wards }}{% endif %}none",
    )
    assert "[Normal] Report EX/25/017, −£1,250.50, 25 July 2025." in lines
    assert lines[-3:] == [
        "[Normal] EX/25/017: 25 July 2025, 1,250; −£1,250.50",
        "[Normal] No",
        "[Normal] none",
    ]


def test_a_council_declares_fields_that_packs_fill_in(tmp_path):
    """Title and kind once; a value that a pack lacks is missing there."""
    council = "councils: [A]\nfields: {deadline: {title: Call-in deadline, kind: date}}\n"
    own = "fields: {deadline: {value: 2025-07-25}}\n"
    _, lines = paper(tmp_path, own, "Note {{ fields.deadline }}.\n", council=council)
    assert "[Normal] Note 25 July 2025." in lines
    job, _ = paper(tmp_path, "", "Note.\n", council=council)
    (finding,) = [each for each in job.findings if each.severity == "error"]
    assert (finding.code, str(finding.location)) == ("PACK-04", "council.yaml, line 2")


def test_unknown_fields_are_told(tmp_path):
    """In a text at its line, in a template at its document; the near one is named."""
    job, _ = paper(tmp_path, FIELDS, "{{ fields.deadlin }}\n", "{{ fields.reprot_number }}")
    found = {each.code: each.seen for each in job.findings if each.severity == "error"}
    assert found["NARR-01"].endswith("did you mean fields.deadline?")
    assert found["TMPL-01"] == (
        "paper.docx prints fields.reprot_number, but pack.yaml has no fields.reprot_number; did "
        "you mean fields.report_number?"
    )


def test_the_mail_has_the_fields_too(tmp_path):
    """By the same names."""
    job, _ = paper(tmp_path, FIELDS, "Note.\n")
    mail = MailSettings(sender="a@b.org", to=("c@b.org",), subject="S")
    assert str(context_of(job.readable_pack, mail, ())["fields"]["deadline"]) == "25 July 2025"


def appendices(*given):
    return "councils: [A]\nreport: {title: T, report_of: L, author: {name: N, title: O}}\n" + (
        PACK.partition("documents")[0]
        + "documents:\n  - {name: paper, title: P, template: executive-report.docx}\n"
        + "".join(
            f"  - {{name: a{n}, title: Paper {n}, template: narrative-appendix.docx, narrative: "
            f"summary, appendix: {each}}}\n"
            for n, each in enumerate(given)
        )
    )


def checked(folder, settings):
    write(folder, settings, None)
    request = Request(
        inputs=folder / "inputs", outputs=folder, templates=ROOT / "templates", cache=folder
    )
    (job,) = check_packs(find_packs(request.inputs), request)
    return job


def test_appendices_may_have_letters(tmp_path):
    """In their order, after numbered ones; gaps and two of one letter are told."""
    from generator.content.figures import figures_of
    from generator.content.template_parts import compose_report

    job = checked(tmp_path, appendices("b", "A", "2", "1"))
    report = compose_report(job.readable_pack, job.documents[0])
    assert [each.label for each in report.appendices] == [
        "Appendix 1", "Appendix 2", "Appendix A", "Appendix B",
    ]  # fmt: skip
    assert figures_of(job.readable_pack)["appendix.a0"].text == "Appendix B"
    assert not [each for each in job.findings if each.code in ("PACK-11", "PACK-12")]
    job = checked(tmp_path, appendices("A", "a", "D"))
    found = {each.code: each.seen for each in job.findings}
    assert found["PACK-11"] == "two documents are Appendix A"
    assert found["PACK-12"] == "there is an Appendix D, but no Appendix B"


def test_a_text_may_name_an_appendix_by_its_letter(tmp_path):
    """One that the pack has is in order; another one is told."""
    settings = appendices("A")
    folder = write(tmp_path, settings, None)
    (folder.path / "text" / "summary.md").write_text("See Appendix A and Appendix C.\n")
    request = Request(
        inputs=tmp_path / "inputs", outputs=tmp_path, templates=ROOT / "templates", cache=tmp_path
    )
    (job,) = check_packs(find_packs(request.inputs), request)
    assert [each.seen for each in job.findings if each.code in ("NARR-05", "NARR-07")] == [
        "the text names Appendix C, but the pack has Appendix A"
    ]
