"""What a file really is, whatever its name says."""

from __future__ import annotations

import io
import zipfile
from enum import StrEnum

from generator.inputs.files.file_rules import FILE_DAMAGED, FILE_OTHER_KIND
from generator.inputs.files.refusal import FileRefused


class FileKind(StrEnum):
    """The kinds of file that can hold a table."""

    XLSX = "Excel workbook"
    XLS = "old Excel workbook"
    ODS = "OpenDocument spreadsheet"
    TEXT = "text table"


_OTHER_MAGIC = (
    (b"%PDF", "a PDF"),
    (b"{\\rtf", "a rich text document"),
    (b"\x89PNG", "a picture (PNG)"),
    (b"\xff\xd8\xff", "a picture (JPEG)"),
    (b"GIF8", "a picture (GIF)"),
    (b"\x1f\x8b", "a compressed archive (gzip)"),
    (b"7z\xbc\xaf", "a compressed archive (7z)"),
    (b"Rar!", "a compressed archive (RAR)"),
    (b"SQLite format 3", "a database (SQLite)"),
    (b"MZ", "a program"),
    (b"PAR1", "a Parquet data file"),
    (b"MIME-Version", "a saved web page or mail"),
    (b"From: ", "a mail"),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BEFORE_1997 = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00", b"\x09\x08")


def kind_of(data: bytes) -> FileKind:
    """The kind of a table file. Raises FileRefused, naming what it is, where it is no table."""
    if not data:
        raise FileRefused(FILE_OTHER_KIND, "the file is empty (0 bytes)")
    if not data.strip(b"\0"):
        raise FileRefused(
            FILE_OTHER_KIND,
            "the file holds nothing but zero bytes, as if it was never wholly downloaded",
            "Open it once from OneDrive or SharePoint so that it downloads, or fetch it anew.",
        )
    if data.startswith(b"PK\x03\x04") or data.startswith(b"PK\x05\x06"):
        return _kind_of_zip(data)
    if data.startswith(_OLE):
        return _kind_of_ole(data)
    if data.startswith(_BEFORE_1997):
        raise FileRefused(FILE_OTHER_KIND, "the file is an Excel workbook from before 1997")
    _refuse_other(data)
    return FileKind.TEXT


def _kind_of_zip(data: bytes) -> FileKind:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = {name.replace("\\", "/").lower() for name in archive.namelist()}
            mimetype = archive.read("mimetype")[:200] if "mimetype" in names else b""
    except (zipfile.BadZipFile, OSError, ValueError, KeyError, RuntimeError, EOFError) as problem:
        if b"PK\x05\x06" not in data[-66_000:]:
            raise FileRefused(FILE_DAMAGED, "the file breaks off before its end") from problem
        raise FileRefused(FILE_DAMAGED, "the file is a broken zip") from problem
    except (NotImplementedError, zipfile.LargeZipFile) as problem:
        raise FileRefused(FILE_DAMAGED, "the file is packed in an unknown way") from problem
    if "xl/workbook.xml" in names or any(
        name.startswith("xl/") and name.endswith(".xml") for name in names
    ):
        return FileKind.XLSX
    if "xl/workbook.bin" in names:
        raise FileRefused(FILE_OTHER_KIND, "the file is a binary Excel workbook (.xlsb)")
    if b"opendocument.spreadsheet" in mimetype:
        return FileKind.ODS
    raise FileRefused(FILE_OTHER_KIND, f"the file is {_other_zip(names, mimetype)}")


def _other_zip(names: set[str], mimetype: bytes) -> str:
    if "word/document.xml" in names:
        return "a Word document"
    if "ppt/presentation.xml" in names:
        return "a PowerPoint presentation"
    if b"opendocument.text" in mimetype:
        return "an OpenDocument text"
    if any(name.endswith(".iwa") for name in names):
        return "a Numbers or Pages document of Apple"
    if "[content_types].xml" in names:
        return "an Office file without a workbook in it"
    return "a zip archive, not a workbook" if names else "an empty zip archive"


def _kind_of_ole(data: bytes) -> FileKind:
    def holds(name: str) -> bool:
        return name.encode("utf-16-le") in data

    if holds("EncryptedPackage") or holds("EncryptionInfo"):
        raise FileRefused(
            FILE_OTHER_KIND,
            "the workbook is encrypted with a password",
            "Open it in Excel, choose File, Info, Protect Workbook, Encrypt with Password, empty "
            "the password, and save.",
        )
    if holds("Workbook") or holds("Book"):
        return FileKind.XLS
    if holds("WordDocument"):
        raise FileRefused(FILE_OTHER_KIND, "the file is an old Word document (.doc)")
    if holds("PowerPoint Document"):
        raise FileRefused(FILE_OTHER_KIND, "the file is an old PowerPoint presentation (.ppt)")
    if holds("__properties_version1.0"):
        raise FileRefused(FILE_OTHER_KIND, "the file is an Outlook message")
    raise FileRefused(FILE_OTHER_KIND, "the file is an old Office file without a workbook in it")


def _refuse_other(data: bytes) -> None:
    for magic, name in _OTHER_MAGIC:
        if data.startswith(magic):
            raise FileRefused(FILE_OTHER_KIND, f"the file is {name}")
    head = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith((b"<!doctype html", b"<html", b"<head", b"<body", b"<table")):
        raise FileRefused(
            FILE_OTHER_KIND, "the file is a web page", "Open it in Excel and save it as .xlsx."
        )
    if head.startswith(b"<?xml") or head.startswith(b"<"):
        name = "an XML spreadsheet of Excel 2003" if b"excel" in head else "an XML file"
        raise FileRefused(
            FILE_OTHER_KIND, f"the file is {name}", "Open it in Excel and save it as .xlsx."
        )
    if head.startswith((b"{", b"[{")):
        raise FileRefused(FILE_OTHER_KIND, "the file is JSON")
    if b"\0" in data[:4096] and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise FileRefused(FILE_OTHER_KIND, "the file is neither a workbook nor text")
