"""A narrative in Word gives the report that the same text in Markdown gives."""

from __future__ import annotations

import io
import re
import shutil
import zipfile
from xml.etree import ElementTree

from docx import Document
from docx.shared import Cm

from generator.build import check_packs, make_packs, render_pack
from generator.delivery.freshness import outdated_packs
from generator.inputs.folders import Request, find_packs
from generator.inputs.pack_reader import read_pack
from generator.model.narrative import Placement, ProseBlock
from tests.conftest import ROOT
from tests.inputs.test_council_file import PACK, write
from tests.inputs.word_texts import described, picture, word
from tests.outline import WP, word_outline

STYLES = {"paragraph": None, "continued": "Quote", "bullet": "List Bullet"}


def request_for(folder):
    return Request(
        inputs=folder / "inputs",
        outputs=folder / "outputs",
        templates=ROOT / "templates",
        cache=folder / "cache",
    )


def oneteam(folder):
    """A copy of the OneTeam pack, and where its files are."""
    home = folder / "inputs" / "oneteam" / "2023-24-q4"
    shutil.copytree(ROOT / "inputs" / "oneteam" / "2023-24-q4", home)
    return home


def rendered(folder):
    """The Word documents of the packs below a folder by name, and the findings."""
    request = request_for(folder)
    (job,) = check_packs(find_packs(request.inputs), request)
    if job.is_stopped:
        return {}, job.findings
    made = render_pack(job, request=request)
    return {each.document.name: each.content for each in made}, job.findings


def as_word(sections):
    """The sections of a Markdown narrative, typed into one Word file as an officer would."""
    document = Document()
    for key, section in sections.items():
        document.add_heading(key.replace("_", " ").capitalize(), 1)
        for block in section.blocks:
            if isinstance(block, Placement):
                document.add_paragraph(block.written.replace("-", "\u2011"))
            elif isinstance(block, ProseBlock):
                _type(document, block)
    return document


def _type(document, block):
    if block.kind == "heading":
        paragraph = document.add_heading(level=block.level + 1)
    else:
        name = STYLES[block.kind]
        paragraph = document.add_paragraph(
            style=f"{name} {block.level}" if name and block.level > 1 else name
        )
    for run in block.text:
        for part in re.split(r"(?<=\w\w)", run.text):  # Word splits words over runs
            typed = paragraph.add_run(part.replace(" ", "\u00a0") if run.is_placeholder else part)
            typed.bold, typed.italic = run.strong or None, run.emphasis or None


def test_the_same_text_in_word_gives_the_same_report(tmp_path):
    """The whole sample narrative, each paragraph, list, table, chart and figure in its place."""
    home = oneteam(tmp_path)
    expected, found = rendered(tmp_path)
    (folder,) = find_packs(tmp_path / "inputs")
    pack, _ = read_pack(folder, templates=ROOT / "templates")
    as_word(pack.narrative).save(str(home / "report-text.docx"))
    shutil.rmtree(home / "narrative")
    settings = (home / "pack.yaml").read_text("utf-8")
    changed = settings.replace("narrative: narrative", "narrative: report-text.docx")
    (home / "pack.yaml").write_text(changed, "utf-8")
    made, found_in_word = rendered(tmp_path)
    assert {each.code for each in found_in_word} <= {each.code for each in found}
    for name in ("executive-report", "appendix-1-consultation-feedback"):
        assert word_outline(made[name]) == word_outline(expected[name]), name


def test_a_picture_and_a_link_come_along(tmp_path):
    """With its words for screen readers, its caption and number, no larger than it was."""
    home = oneteam(tmp_path)
    document = Document()
    document.add_heading("Consultation feedback", 1)
    document.add_paragraph("The quay:")
    described(document, 'A "blue" quay', width=Cm(4))
    document.add_paragraph("Figure 7: The quay in May", style="Caption")
    described(document, "A bare quay", width=Cm(90))
    document.add_paragraph("The end.")
    (home / "narrative" / "consultation-feedback.md").unlink()
    document.save(str(home / "narrative" / "consultation-feedback.docx"))
    made, found = rendered(tmp_path)
    assert not [str(each) for each in found if each.severity == "error"]
    content = made["appendix-1-consultation-feedback"]
    lines = word_outline(content).splitlines()
    at = lines.index("[Normal] The quay:")
    assert [line.partition("]")[0] for line in lines[at : at + 5]] == [
        "[Normal", "[Caption", "[Chart", "[Chart", "[Normal",
    ]  # fmt: skip
    assert "Figure 1: The quay in May" in lines[at + 1]
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        body = ElementTree.fromstring(package.read("word/document.xml"))
        media = [name for name in package.namelist() if name.startswith("word/media/")]
        assert [package.read(name) for name in media] == [picture().getvalue()]
    sizes = [int(each.get("cx")) for each in body.iter(f"{WP}extent")]
    alts = [each.get("descr") for each in body.iter(f"{WP}docPr")]
    assert alts == ['A "blue" quay', "A bare quay"]
    assert sizes[0] == Cm(4)
    assert Cm(10) < sizes[1] <= Cm(17.5)


def test_a_changed_word_file_makes_its_documents_out_of_date(tmp_path):
    """It is one of the files that the manifest names for them."""
    home = oneteam(tmp_path)
    document = Document()
    for name in ("Summary", "Background", "Consultation feedback"):
        document.add_heading(name, 1)
        document.add_paragraph("Members are asked to note the report. [Appendix]")
    document.save(str(home / "report-text.docx"))
    settings = (home / "pack.yaml").read_text("utf-8")
    changed = settings.replace("narrative: narrative", "narrative: report-text.docx")
    (home / "pack.yaml").write_text(re.sub(r" *charts: .*\n", "", changed), "utf-8")
    request = request_for(tmp_path)
    (job,) = check_packs(find_packs(request.inputs), request)
    made = render_pack(job, request=request)
    made_from = {each.document.name: "report-text.docx" in each.inputs for each in made}
    assert made_from == {
        "executive-report": True,
        "appendix-1-consultation-feedback": True,
        "appendix-2-exception-risk-log": False,
        "risk-register": False,
    }


def test_a_new_file_in_the_narrative_folder_is_noticed(tmp_path):
    """A Word file as well as a Markdown file; beside a narrative that is one file it is nothing."""
    request = request_for(tmp_path)
    text = word(lambda document: document.add_paragraph("Members are asked to note it."))

    def write_and_make(pack):
        folder = write(tmp_path, f"{pack}councils: [Northport Council]\n", None)
        (folder.path / "text" / "Report.docx").write_bytes(
            word(lambda each: (each.add_heading("Summary", 1), each.add_paragraph("Note it.")))
        )
        make_packs(check_packs(find_packs(request.inputs), request), request)
        assert outdated_packs(request) == {}
        (folder.path / "text" / "more.docx").write_bytes(text)
        stale = outdated_packs(request)
        (folder.path / "text" / "more.docx").unlink()
        return list(stale.values())

    assert write_and_make(PACK) == [frozenset({"paper.docx"})]
    long = f"{PACK}# The narrative: {'word ' * 100}\n"  # no file system has such a name
    assert write_and_make(long) == [frozenset({"paper.docx"})]
    assert write_and_make(PACK.replace("narrative: text", "narrative: text/Report.docx")) == []
