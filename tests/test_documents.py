"""The templates of a pack are looked into before anything is made."""

from __future__ import annotations

import shutil
from dataclasses import replace

from docx import Document

from generator.documents import read_templates
from generator.settings.declaration import changed
from generator.settings.mail_settings import MailSettings
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


def test_a_colour_that_the_house_style_lacks_keeps_no_template_from_being_looked_into(tmp_path):
    """The colour is a finding of the checks, which come later."""
    shutil.copy(ROOT / "templates" / "board-mail.txt", tmp_path)
    shutil.copy(ROOT / "templates" / "board-mail.html", tmp_path)
    addresses = {"sender": "b@example.org", "to": ("a@example.org",), "subject": "Papers"}
    settings = changed(SETTINGS, mail=MailSettings(**addresses))
    style = changed(PACK.house_style, colours={})
    pack = replace(PACK, settings=settings, house_style=style)
    assert read_templates(pack, (), (tmp_path,), ()).problems == ()


def test_a_template_of_a_packs_own_is_named_with_its_pack(tmp_path):
    """Several packs may have a template of one name, in Word or for the mail."""
    folder = tmp_path / "alpha" / "q1" / "templates"
    folder.mkdir(parents=True)
    (folder.parent / "pack.yaml").write_text("")
    spoiled(folder, "report.docx", "{{ pack.programe }}")
    (folder / "log.docx").write_text("no Word file")
    read = read_templates(PACK, SETTINGS.documents, (folder,), ())
    assert [problem.message.split(" ")[2] for problem in read.problems] == [
        "alpha/q1/templates/report.docx",
        "alpha/q1/templates/log.docx",
    ]


def test_a_missing_template_does_not_hide_the_others(tmp_path):
    """What can be looked into is; the missing one is a problem."""
    spoiled(tmp_path, "log.docx", "{{ meeting.committee }}")
    read = read_templates(PACK, SETTINGS.documents, (tmp_path,), ())
    assert [printed.document.name for printed in read.printed] == ["appendix-a-log"]
    assert "report.docx" in str(read.problems[0])


def test_faults_of_the_mails_templates_are_in_the_same_list(tmp_path):
    """An unknown name, filter and tag of a mail template is told before anything is made."""
    loop = "{% for r in register.moved %}{{ r.ref }}{% endfor %}"
    text = f"{{{{ programe }}}}\n{{{{ subject|uper }}}}\n{loop}\n"
    (tmp_path / "board-mail.txt").write_text(text)
    (tmp_path / "board-mail.html").write_text("{% if subject %}")
    addresses = {"sender": "b@example.org", "to": ("a@example.org",), "subject": "Papers"}
    settings = changed(SETTINGS, mail=MailSettings(**addresses))
    read = read_templates(replace(PACK, settings=settings), (), (tmp_path,), ())
    plain, html = (str(problem) for problem in read.problems)
    assert plain.startswith("the template board-mail.txt has 3 mistakes:")
    assert "line 1: there is no 'programe'; did you mean programme?" in plain
    assert "line 2: there is no filter 'uper'; did you mean upper?" in plain
    assert "line 3: there is no 'ref'" in plain
    assert html.startswith("the template board-mail.html has a mistake: line 1: ")
