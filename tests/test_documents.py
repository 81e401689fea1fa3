"""The templates of a pack are looked into before anything is made."""

from __future__ import annotations

import shutil

from docx import Document

from generator.documents import read_templates
from tests.conftest import ROOT
from tests.content.packs import PACK, SETTINGS


def spoiled(folder, name, text):
    path = shutil.copy(ROOT / "templates" / "action-plan.docx", folder / name)
    document = Document(str(path))
    document.add_paragraph(text)
    document.save(str(path))


def test_all_mistakes_of_all_templates_are_told_at_once(tmp_path):
    """Two templates that do not fit are two problems, each with every mistake in it."""
    spoiled(tmp_path, "report.docx", "{{ pack.programe }} {{ packs.period }}")
    spoiled(tmp_path, "log.docx", "{{ meeting.comittee }}")
    read = read_templates(PACK, SETTINGS.documents, (tmp_path,), ())
    report, log = (problem.message for problem in read.problems)
    assert report.startswith("the template report.docx has 2 mistakes:")
    assert "programe" in report
    assert "packs" in report
    assert log.startswith("the template log.docx has a mistake")
    assert "comittee" in log
    assert read.printed == ()


def test_a_missing_template_does_not_hide_the_others(tmp_path):
    """What can be looked into is; the missing one is a problem."""
    spoiled(tmp_path, "log.docx", "{{ meeting.committee }}")
    read = read_templates(PACK, SETTINGS.documents, (tmp_path,), ())
    assert [printed.document.name for printed in read.printed] == ["appendix-a-log"]
    assert "report.docx" in str(read.problems[0])
