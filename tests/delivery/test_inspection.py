"""A finished file is looked into before it is delivered."""

from __future__ import annotations

import io
import zipfile

import pytest

from generator.delivery.inspection import fault_of
from tests.delivery.conftest import office_file


def test_sound_files() -> None:
    """Whole packages have no fault; files of other kinds are not looked into."""
    assert fault_of("log.docx", office_file("log.docx", "text")) is None
    assert fault_of("log.xlsx", office_file("log.xlsx", "text")) is None
    assert fault_of("notes.txt", b"anything") is None


@pytest.mark.parametrize("end", range(0, 300, 17))
def test_a_file_that_ends_early(end: int) -> None:
    """Wherever a package ends early, it is a fault."""
    assert fault_of("log.docx", office_file("log.docx", "text")[:end]) is not None


def test_a_damaged_part() -> None:
    """A part whose checksum is wrong is a fault."""
    whole = office_file("log.docx", "text")
    fault = fault_of("log.docx", whole.replace(b"<part>text", b"<part>tExt", 1))
    assert fault is not None


def test_a_part_that_stands_twice() -> None:
    """Word repairs such a file and asks the reader about it."""
    stream = io.BytesIO(office_file("log.docx", "text"))
    with (
        zipfile.ZipFile(stream, "a") as package,
        pytest.warns(UserWarning, match="Duplicate name"),
    ):
        package.writestr("word/document.xml", "<part/>")
    assert fault_of("log.docx", stream.getvalue()) == "it holds a part twice"
