"""Office files are the same bytes for the same parts."""

from __future__ import annotations

import io
import zipfile

import pytest

from generator.renderers.package import fixed_package


def package(*names: str, year: int = 2024, method: int = zipfile.ZIP_STORED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name in names:
            archive.writestr(zipfile.ZipInfo(name, (year, 2, 3, 4, 5, 6)), f"text of {name}" * 9)
    return stream.getvalue()


def test_order_times_and_packing_do_not_matter():
    """Two zips with the same parts become the same bytes."""
    one = package("word/document.xml", "_rels/.rels", "[Content_Types].xml")
    two = package(
        "[Content_Types].xml",
        "word/document.xml",
        "_rels/.rels",
        year=1999,
        method=zipfile.ZIP_LZMA,
    )
    assert fixed_package(one) == fixed_package(two)


def test_the_parts_are_kept_and_the_content_types_come_first():
    """Nothing but order, times and packing changes."""
    fixed = fixed_package(
        package("word/document.xml", "a.xml", "_rels/.rels", "[Content_Types].xml")
    )
    with zipfile.ZipFile(io.BytesIO(fixed)) as archive:
        names = ["[Content_Types].xml", "_rels/.rels", "a.xml", "word/document.xml"]
        assert archive.namelist() == names
        assert [archive.read(name) for name in names] == [
            f"text of {name}".encode() * 9 for name in names
        ]
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_what_is_no_zip_is_refused():
    """A package must be a zip."""
    with pytest.raises(zipfile.BadZipFile):
        fixed_package(b"PK but not really")
