"""Files are read once and below the pack's folder, and what cannot be read is a finding."""

from __future__ import annotations

import hashlib
import os

import pytest

from generator.errors import TemplateError
from generator.findings import Location
from generator.inputs.files.regular_files import MOST_TEXT, read_bounded
from generator.inputs.files.source_files import MOST_BYTES, SourceFiles
from generator.inputs.folders import read_mail_template
from generator.model.pack import SourceFile

NAMED = Location(file="pack.yaml", line=7)


@pytest.fixture
def files(tmp_path):
    """The files of a folder with one text, and where findings go."""
    (tmp_path / "risks.csv").write_bytes("\ufeffRef\r\n1\r2\n".encode())
    (tmp_path / "narrative").mkdir()
    findings = []
    return SourceFiles(tmp_path, findings), findings, tmp_path


def test_a_file_is_read_with_its_checksum(files):
    """The bytes come as they are, the text with plain line ends, and the checksum is kept."""
    source, findings, folder = files
    data = (folder / "risks.csv").read_bytes()
    assert source.data("risks.csv", NAMED) == data
    assert source.text("risks.csv", NAMED) == "Ref\n1\n2\n"
    assert source.read == (SourceFile(path="risks.csv", sha256=hashlib.sha256(data).hexdigest()),)
    assert findings == []


UNREADABLE = {
    "missing": ("risk.csv", "FILE-01", "there is no file risk.csv; there is risks.csv"),
    "folder": ("narrative", "FILE-01", "narrative is not a file"),
    "nothing": (".", "FILE-01", "no file is named"),
    "below a file": ("risks.csv/x", "FILE-01", "there is no file risks.csv/x"),
    "above": ("../risks.csv", "FILE-06", "../risks.csv is not in the pack's folder"),
    "absolute": ("/etc/passwd", "FILE-06", "/etc/passwd is not in the pack's folder"),
    "drive": ("C:risks.csv", "FILE-06", "C:risks.csv is not in the pack's folder"),
    "backslashes": ("..\\risks.csv", "FILE-06", "..\\risks.csv is not in the pack's folder"),
    "device": ("CON", "FILE-01", "'CON' cannot be the name of a file"),
    "device with an ending": ("in/nul.csv", "FILE-01", "'in/nul.csv' cannot be the name of a file"),
    "port": ("com1.xlsx", "FILE-01", "'com1.xlsx' cannot be the name of a file"),
    "trailing dot": ("risks.csv.", "FILE-01", "'risks.csv.' cannot be the name of a file"),
    "trailing blank": ("risks.csv ", "FILE-01", "'risks.csv ' cannot be the name of a file"),
    "stream": ("risks.csv:a", "FILE-06", "risks.csv:a is not in the pack's folder"),
    "long": ("x" * 300, "FILE-01", f"'{'x' * 40}…' cannot be the name of a file"),
    "line break": ("a\nb", "FILE-01", "'a\nb…' cannot be the name of a file"),
}


@pytest.mark.parametrize("case", UNREADABLE)
def test_what_cannot_be_read_is_a_finding(case, files):
    """Each is one finding, at the line that names the file, and nothing is read."""
    name, code, seen = UNREADABLE[case]
    source, findings, _ = files
    assert source.data(name, NAMED) is None
    assert [(f.code, f.location, f.seen) for f in findings] == [(code, NAMED, seen)]
    assert source.read == ()


def test_a_huge_file_is_not_read(files):
    """A file over the limit is refused by its size alone."""
    source, findings, folder = files
    with (folder / "huge.xlsx").open("wb") as file:
        file.truncate(MOST_BYTES + 1)
    assert source.data("huge.xlsx", NAMED) is None
    assert [(f.code, f.location.file) for f in findings] == [("FILE-04", "huge.xlsx")]


def test_a_text_is_read_to_a_lower_limit(files):
    """pack.yaml, the implications and Markdown are typed by hand: a megabyte is a mistake."""
    source, findings, folder = files
    (folder / "notes.md").write_bytes(b"a" * (MOST_TEXT + 1))
    assert source.text("notes.md", NAMED) is None
    assert [(f.code, f.location.file) for f in findings] == [("FILE-04", "notes.md")]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes here")
def test_what_is_no_regular_file_is_not_opened_for_long(tmp_path):
    """A pipe nobody writes into, a folder, a device without end: each is an OSError at once."""
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "zero").symlink_to("/dev/zero")
    for name in ("pipe", "zero", "."):
        with pytest.raises(OSError, match=r"not a file|directory"):
            read_bounded(tmp_path / name, 100)


@pytest.mark.skipif(os.name == "nt", reason="links need a right of their own here")
@pytest.mark.parametrize("kind", ["link", "link of the folder", "ring", "pipe", "folder"])
def test_a_template_is_a_file_in_its_folder(tmp_path, kind):
    """Anything else is refused by name, and the common template does not take its place unseen."""
    common, own, outside = (tmp_path / name for name in ("common", "pack/templates", "outside"))
    for folder in (common, own.parent, outside):
        folder.mkdir()
    (own.parent / "pack.yaml").write_text("")
    (common / "mail.txt").write_text("common")
    (outside / "mail.txt").write_text("secret")
    if kind == "link of the folder":
        own.symlink_to(outside)
    else:
        own.mkdir()
    if kind == "link":
        (own / "mail.txt").symlink_to(outside / "mail.txt")
    elif kind == "ring":
        (own / "mail.txt").symlink_to("mail.txt")
    elif kind == "pipe":
        os.mkfifo(own / "mail.txt")
    elif kind == "folder":
        (own / "mail.txt").mkdir()
    with pytest.raises(TemplateError) as refused:
        read_mail_template("mail.txt", (own, common))
    assert "secret" not in str(refused.value)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes here")
def test_a_pipe_is_not_read(files):
    """Reading a pipe or a device would never end; it is a finding."""
    source, findings, folder = files
    os.mkfifo(folder / "pipe.csv")
    assert source.data("pipe.csv", NAMED) is None
    assert [(f.code, f.seen) for f in findings] == [("FILE-01", "pipe.csv is not a file")]


def test_text_that_is_not_utf8_is_found_at_its_line(files):
    """The finding names the byte and its line."""
    source, findings, folder = files
    (folder / "notes.md").write_bytes(b"one\ntwo \xe9\n")
    assert source.text("notes.md", NAMED) is None
    assert [(f.code, f.location) for f in findings] == [
        ("FILE-08", Location(file="notes.md", line=2))
    ]


@pytest.mark.skipif(os.name == "nt", reason="links need a right of their own here")
def test_a_link_to_a_file_outside_is_not_read(files):
    """Of the file itself or of a folder on its way; a link within the pack's folder is followed."""
    source, findings, folder = files
    outside = folder.parent / "outside"
    outside.mkdir()
    (outside / "secret.csv").write_text("Ref\n1\n")
    (folder / "risks-link.csv").symlink_to(outside / "secret.csv")
    (folder / "more").symlink_to(outside)
    (folder / "own.csv").symlink_to(folder / "risks.csv")
    for name in ("risks-link.csv", "more/secret.csv"):
        assert source.data(name, NAMED) is None
    assert [(f.code, f.seen) for f in findings] == [
        ("FILE-06", "risks-link.csv is a link that leads out of its folder"),
        ("FILE-06", "more/secret.csv is a link that leads out of its folder"),
    ]
    assert source.data("own.csv", NAMED) is not None


@pytest.mark.skipif(os.name == "nt", reason="links need a right of their own here")
def test_a_ring_of_links_is_a_finding(files):
    """Links that lead to each other end nowhere."""
    source, findings, folder = files
    (folder / "a.csv").symlink_to(folder / "b.csv")
    (folder / "b.csv").symlink_to(folder / "a.csv")
    assert source.data("a.csv", NAMED) is None
    assert len(findings) == 1
