"""What the README tells a newcomer to do, done."""

from __future__ import annotations

import io
import re
import zipfile

import openpyxl
import pytest
from typer.main import get_command

from generator.cli.main import main, verb_first
from generator.cli.options import app
from tests.conftest import ROOT
from tests.outline import word_outline

README = (ROOT / "README.md").read_text(encoding="utf-8")


def files_of_the_readme():
    """The files that the README shows, by name."""
    pattern = r"<!-- file: (\S+) -->\n\s*```\w+\n(.*?)\n\s*```"
    return {
        name: "\n".join(line.removeprefix("   ") for line in body.split("\n")) + "\n"
        for name, body in re.findall(pattern, README, re.DOTALL)
    }


def test_the_pack_of_ones_own_can_be_made(tmp_path, capsys):
    """The README's two files are a sound pack with bands, roles and names of its own."""
    folder = tmp_path / "inputs" / "harbour" / "2025-26-q1"
    folder.mkdir(parents=True)
    for name, text in files_of_the_readme().items():
        (folder / name).write_text(text, encoding="utf-8")
    where = ["--inputs", str(tmp_path / "inputs"), "--outputs", str(tmp_path / "outputs")]
    assert main(["check", *where]) == 0
    said = capsys.readouterr().err
    assert "warning" not in said
    assert main(where) == 0

    outputs = tmp_path / "outputs" / "harbour" / "2025-26-q1"
    log = word_outline((outputs / "cabinet-risk-log.docx").read_bytes())
    assert "The quay wall fails" in log
    assert "Grant is not confirmed" not in log  # its latest band is Medium
    assert "| H | High | 12 to 25 |" in re.sub(r" #\w+", "", log)
    book = openpyxl.load_workbook(
        io.BytesIO((outputs / "harbour-risks.xlsx").read_bytes()), data_only=True
    )
    references = {cell.value for row in book["Risk register"].iter_rows() for cell in row}
    assert {"H1", "H2", "H3"} <= references


@pytest.mark.parametrize("page", ["README.md", "docs/mail.md", "outputs/README.md"])
def test_every_command_of_a_page_is_known(page):
    """Each `generate.py …` of a page is a command that the program takes."""
    group = get_command(app)
    text = (ROOT / page).read_text(encoding="utf-8")
    commands = re.findall(r"^ {4}python generate\.py(.*?)(?:#.*)?$", text, re.MULTILINE)
    commands += re.findall(r"`(?:python )?generate\.py([^`]*)`", text)
    assert commands
    for command in commands:
        verb, *words = verb_first(command.split(), group)
        group.commands[verb].make_context(verb, words)


def test_the_page_about_mail_lists_every_variable():
    """docs/mail.md names the variables of the mail server that are read, and no other."""
    code = (ROOT / "generator" / "delivery" / "mail_server.py").read_text(encoding="utf-8")
    page = (ROOT / "docs" / "mail.md").read_text(encoding="utf-8")
    read, listed = (set(re.findall(r"PACK_[A-Z0-9_]+", text)) for text in (code, page))
    assert read == listed


def test_every_picture_and_page_that_is_linked_is_there():
    """No link of the README into the project leads nowhere."""
    links = re.findall(r"\]\(((?!https?:)[^)#]+)\)", README)
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_no_picture_is_large():
    """The pictures of pages are small enough for a page that opens at once."""
    pictures = sorted((ROOT / "docs").glob("*.png"))
    assert pictures
    assert all(picture.stat().st_size < 150_000 for picture in pictures)


def test_templates_lead_nowhere_outside():
    """A template opens without a network: nothing in it is fetched from elsewhere."""
    for template in sorted((ROOT / "templates").glob("*.docx")):
        with zipfile.ZipFile(template) as package:
            rels = [package.read(n) for n in package.namelist() if n.endswith(".rels")]
        assert not [rel for rel in rels if b'TargetMode="External"' in rel], template.name
