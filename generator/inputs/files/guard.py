"""What a file really is, and whether it may be opened: looked at before any library sees it."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from enum import StrEnum

from generator.inputs.files.file_refused import DAMAGED, NOT_A_TABLE, TOO_LARGE, FileRefused

MOST_PARTS = 5_000
MOST_INFLATED = 400_000_000
"""Bytes of all parts of a zip, pictures included."""
_ZIP_ENTRY = b"PK\x01\x02"
_ZIP_STARTS = (b"PK\x03\x04", b"PK\x05\x06")
_ZIP_ERRORS = (
    zipfile.BadZipFile, zlib.error, struct.error, OSError, EOFError, ValueError,
    NotImplementedError,
)  # fmt: skip
"""What zipfile raises on a damaged zip."""
_OFFICE_97 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OFFICE_97_HEADER = 512
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_OTHER_STARTS = (
    ((b"%PDF",), "a PDF"),
    ((b"{\\rtf",), "a rich text document"),
    ((b"\x89PNG",), "a picture (PNG)"),
    ((b"\xff\xd8\xff",), "a picture (JPEG)"),
    ((b"GIF8",), "a picture (GIF)"),
    ((b"\x1f\x8b",), "a compressed archive (gzip)"),
    ((b"7z\xbc\xaf",), "a compressed archive (7z)"),
    ((b"Rar!",), "a compressed archive (RAR)"),
    ((b"SQLite format 3",), "a database (SQLite)"),
    ((b"MZ",), "a program"),
    ((b"PAR1",), "a Parquet data file"),
    ((b"MIME-Version",), "a saved web page or mail"),
    ((b"From: ",), "a mail"),
    ((b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00", b"\x09\x08"),
     "an Excel workbook from before 1997"),
)  # fmt: skip
_OFFICE_97_PARTS = (
    ("WordDocument", "an old Word document (.doc)"),
    ("PowerPoint Document", "an old PowerPoint presentation (.ppt)"),
    ("__properties_version1.0", "an Outlook message"),
)
_SAVE_AS_XLSX = "Open it in Excel and save it as an Excel workbook (.xlsx)."
_REMOVE_PASSWORD = (
    "Open it in Excel, choose File, Info, Protect Workbook, Encrypt with Password, empty the "
    "password, and save."
)


class FileKind(StrEnum):
    """The kinds of file that can hold a table."""

    XLSX = "Excel workbook"
    XLS = "old Excel workbook"
    ODS = "OpenDocument spreadsheet"
    TEXT = "text table"


def kind_of(data: bytes) -> FileKind:
    """Return the kind of a file by its contents. Raises FileRefused where it holds no table."""
    if not data:
        raise FileRefused(NOT_A_TABLE, "the file is empty (0 bytes)")
    if not data.strip(b"\0"):
        raise FileRefused(
            NOT_A_TABLE,
            "the file holds nothing but zero bytes, as if its download never finished",
            "Open it once from OneDrive or SharePoint so that it downloads, or copy it again.",
        )
    if data.startswith(_ZIP_STARTS):
        return _kind_of_zip(data)
    if data.startswith(_OFFICE_97):
        return _kind_of_office_97(data)
    _refuse_other_kinds(data)
    return FileKind.TEXT


def other_kind(data: bytes) -> str:
    """What a file is that should be something else than a table: "a PDF", "a Word document"."""
    if data.startswith(_OFFICE_97) and _has_stream(data, "EncryptedPackage", "EncryptionInfo"):
        return "a file that is protected with a password"
    try:
        kind = kind_of(data)
        return "a text file" if kind is FileKind.TEXT else f"an {kind}"
    except FileRefused as refusal:
        return str(refusal).removeprefix("the file is ")


def open_zip(data: bytes, *, most_inflated: int | None = None) -> zipfile.ZipFile:
    """Open a zip whose parts are few, of bearable size and whole.

    Every checksum has been compared. Raises FileRefused for any other zip, in particular where
    parts overlap, so that one stretch of the file inflates many times over.
    """
    archive = _open_zip(data, most_inflated)
    try:
        broken = archive.testzip()
    except _ZIP_ERRORS as problem:
        raise FileRefused(DAMAGED, "the file is a damaged zip") from problem
    if broken is not None:
        seen = f"the part {broken[:100]} of the file does not match its checksum"
        raise FileRefused(DAMAGED, seen)
    return archive


def _open_zip(data: bytes, most_inflated: int | None = None) -> zipfile.ZipFile:
    # Counted before ZipFile reads them: a million entries would take it a gigabyte.
    if data.count(_ZIP_ENTRY) > 4 * MOST_PARTS:
        raise FileRefused(TOO_LARGE, f"the file has more than {MOST_PARTS:,} parts")
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except _ZIP_ERRORS as problem:
        cut_off = _ZIP_STARTS[1] not in data[-66_000:]
        seen = "the file is cut off before its end" if cut_off else "the file is a damaged zip"
        raise FileRefused(DAMAGED, seen) from problem
    parts = archive.infolist()
    inflated = sum(part.file_size for part in parts)
    if len(parts) > MOST_PARTS:
        raise FileRefused(TOO_LARGE, f"the file has more than {MOST_PARTS:,} parts")
    if inflated > (most_inflated or MOST_INFLATED):
        seen = f"the file inflates from {len(data):,} to {inflated:,} bytes"
        raise FileRefused(TOO_LARGE, seen)
    if sum(part.compress_size for part in parts) > len(data):
        raise FileRefused(TOO_LARGE, "the parts of the zip overlap")
    if any(part.flag_bits & 1 for part in parts):
        raise FileRefused(NOT_A_TABLE, "the file is a zip with a password", _REMOVE_PASSWORD)
    if any(part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for part in parts):
        raise FileRefused(DAMAGED, "the file is compressed in a way that no Office program uses")
    if len(set(archive.namelist())) < len(parts):
        raise FileRefused(DAMAGED, "the file has two parts of the same name")
    return archive


def _kind_of_zip(data: bytes) -> FileKind:
    archive = _open_zip(data)
    names = {name.replace("\\", "/").lower() for name in archive.namelist()}
    mimetype = b""
    if "mimetype" in archive.namelist():
        try:
            with archive.open("mimetype") as part:
                mimetype = part.read(200)
        except _ZIP_ERRORS as problem:
            raise FileRefused(DAMAGED, "the file is a damaged zip") from problem
    if any(name.startswith("xl/") and name.endswith(".xml") for name in names):
        return FileKind.XLSX
    if b"opendocument.spreadsheet" in mimetype:
        return FileKind.ODS
    raise FileRefused(NOT_A_TABLE, f"the file is {_other_zip(names, mimetype)}")


def _other_zip(names: set[str], mimetype: bytes) -> str:
    if "xl/workbook.bin" in names:
        return "a binary Excel workbook (.xlsb)"
    if "word/document.xml" in names:
        return "a Word document"
    if "ppt/presentation.xml" in names:
        return "a PowerPoint presentation"
    if b"opendocument.text" in mimetype:
        return "an OpenDocument text"
    if any(name.endswith(".iwa") for name in names):
        return "an Apple Numbers or Pages document"
    if "[content_types].xml" in names:
        return "an Office file without a workbook in it"
    return "a zip archive, not a workbook" if names else "an empty zip archive"


def _kind_of_office_97(data: bytes) -> FileKind:
    if _has_stream(data, "EncryptedPackage", "EncryptionInfo"):
        seen = "the workbook is encrypted with a password"
        raise FileRefused(NOT_A_TABLE, seen, _REMOVE_PASSWORD)
    if _has_stream(data, "Workbook", "Book"):
        return FileKind.XLS
    name = next((name for part, name in _OFFICE_97_PARTS if _has_stream(data, part)), "")
    if not name and _is_cut_off(data):
        raise FileRefused(DAMAGED, "the file is cut off before its end")
    seen = f"the file is {name or 'an old Office file without a workbook in it'}"
    raise FileRefused(NOT_A_TABLE, seen)


def _has_stream(data: bytes, *names: str) -> bool:
    """Tell whether an Office 97 file has a stream of one of these names."""
    return any(name.encode("utf-16-le") in data for name in names)


def _is_cut_off(data: bytes) -> bool:
    """Tell whether an Office 97 file ends before its own directory, by Microsoft's [MS-CFB]."""
    if len(data) < _OFFICE_97_HEADER:
        return True
    sector_shift, first_of_directory = data[30], int.from_bytes(data[48:52], "little")
    return (first_of_directory + 1) << sector_shift > len(data)


def _refuse_other_kinds(data: bytes) -> None:
    for starts, name in _OTHER_STARTS:
        if data.startswith(starts):
            raise FileRefused(NOT_A_TABLE, f"the file is {name}")
    head = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith((b"<!doctype html", b"<html", b"<head", b"<body", b"<table")):
        raise FileRefused(NOT_A_TABLE, "the file is a web page", _SAVE_AS_XLSX)
    if head.startswith(b"<"):
        name = "an Excel 2003 XML spreadsheet" if b"excel" in head else "an XML file"
        raise FileRefused(NOT_A_TABLE, f"the file is {name}", _SAVE_AS_XLSX)
    if head.startswith((b"{", b"[{")):
        raise FileRefused(NOT_A_TABLE, "the file is JSON")
    if b"\0" in data[:4096] and not data.startswith(_UTF_16):
        raise FileRefused(NOT_A_TABLE, "the file is neither a workbook nor text")
