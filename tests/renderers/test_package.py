"""Word files are the same bytes for the same parts, whatever the clock says."""

from __future__ import annotations

import io
import time
import zipfile

import docx
import pytest

from generator.renderers.package import word_package


@pytest.mark.parametrize("now", [-1e9, 0, 5e9, 3.2e10, 2.5e11])
def test_the_clock_does_not_matter(now: float, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same document is the same bytes in 1938, 1970, 2128, 2984 and 9892."""
    usual = word_package(docx.Document())
    real = time.localtime
    monkeypatch.setattr(time, "time", lambda: now)
    monkeypatch.setattr(time, "localtime", lambda at=now: real(at))
    assert word_package(docx.Document()) == usual


def test_the_parts_are_those_of_the_library() -> None:
    """Every part is there as the library itself writes it; the content types come first."""
    document, stream = docx.Document(), io.BytesIO()
    document.add_paragraph("Text")
    document.save(stream)
    with (
        zipfile.ZipFile(stream) as theirs,
        zipfile.ZipFile(io.BytesIO(word_package(document))) as ours,
    ):
        assert {name: ours.read(name) for name in ours.namelist()} == {
            name: theirs.read(name) for name in theirs.namelist()
        }
        assert ours.namelist()[:2] == ["[Content_Types].xml", "_rels/.rels"]
        assert {entry.date_time for entry in ours.infolist()} == {(1980, 1, 1, 0, 0, 0)}
