"""A finished file is looked into before it is delivered."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from generator.delivery.delivery_plan import find_fault
from tests.delivery.conftest import office_file


def test_sound_files() -> None:
    """Whole packages have no fault; files of other kinds are not looked into."""
    assert find_fault(Path("log.docx"), office_file("log.docx", "text")) is None
    assert find_fault(Path("log.xlsx"), office_file("log.xlsx", "text")) is None
    assert find_fault(Path("notes.txt"), b"anything") is None


@pytest.mark.parametrize("end", range(0, 300, 17))
def test_a_file_that_ends_early(end: int) -> None:
    """Wherever a package ends early, it is a fault."""
    assert find_fault(Path("log.docx"), office_file("log.docx", "text")[:end]) is not None


def test_a_damaged_part() -> None:
    """A part whose checksum is wrong is a fault."""
    whole = office_file("log.docx", "text")
    fault = find_fault(Path("log.docx"), whole.replace(b"<part>text", b"<part>tExt", 1))
    assert fault is not None


def test_a_part_that_stands_twice() -> None:
    """Word repairs such a file and asks the reader about it."""
    stream = io.BytesIO(office_file("log.docx", "text"))
    with (
        zipfile.ZipFile(stream, "a") as package,
        pytest.warns(UserWarning, match="Duplicate name"),
    ):
        package.writestr("word/document.xml", "<part/>")
    assert find_fault(Path("log.docx"), stream.getvalue()) == "it holds a part twice"
