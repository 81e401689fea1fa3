"""Opens a template: says what a file really is before a library sees it."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

from generator.errors import TemplateError
from generator.inputs.files.file_refused import FileRefused
from generator.inputs.files.guard import open_zip, other_kind

LARGEST_PART = 20_000_000
"""Bytes of one XML part: some 5,000 pages. A template of that size is a mistake."""

_MAIN_TYPES = {
    b"wordprocessingml.document.main+xml": "",
    b"ms-word.document.macroEnabled.main+xml": "a Word document with macros (.docm)",
    b"ms-word.template.macroEnabledTemplate.main+xml": "a Word template with macros (.dotm)",
    b"wordprocessingml.template.main+xml": "a Word template (.dotx)",
}
_STRICT = b"http://purl.oclc.org/ooxml/"
_SAVE_AS_DOCX = "Open it in Word and save it as a Word document (.docx)."
_NO_PASSWORD = (
    "Open it in Word, choose File, Info, Protect Document, Encrypt with Password, empty the "
    "password, and save."
)
_NO_TEXT = "it is damaged: nothing says where its text is"
_REPAIR = "Open it in Word, let Word repair it, and save it as a Word document (.docx)."


def open_document(path: Path) -> Any:
    """The document as python-docx has it. Raises TemplateError that says what the file is."""
    data = _read(path)
    problem = _problem(data)
    if problem:
        raise _unfit(path, *problem)
    from docx import Document

    try:
        return Document(io.BytesIO(data))
    except Exception as error:  # whatever python-docx and lxml raise on damaged parts
        raise _unfit(path, f"it is damaged ({reason_of(error)})", _REPAIR) from error


def _unfit(path: Path, seen: str, remedy: str) -> TemplateError:
    return TemplateError(
        f"the template {path.name} is not a Word document (.docx) that can be used: {seen}", remedy
    )


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise TemplateError(
            f"the template {path.name} is not there", "Put a .docx file in its place."
        ) from error
    except OSError as error:
        raise TemplateError(
            f"the template {path.name} cannot be read ({error.strerror})",
            "Close it in other programs, and check that you may read it.",
        ) from error


def _problem(data: bytes) -> tuple[str, str] | None:
    """What keeps a file from being a template, and what to do; None for a Word document."""
    if not data.strip(b"\0"):
        return "it is empty", "Put a .docx file in its place."
    try:
        archive = open_zip(data) if data.startswith(b"PK") else None
    except FileRefused as refusal:
        seen = str(refusal)
        return seen, _NO_PASSWORD if "password" in seen else _REPAIR
    kind = _main_kind(archive) if archive else None
    if archive and kind == "":
        return _problem_of_parts(archive)
    kind = kind or other_kind(data)
    if kind == "a Word document":
        return _NO_TEXT, _REPAIR
    return f"it is {kind}", _NO_PASSWORD if "password" in kind else _SAVE_AS_DOCX


def _main_kind(archive: zipfile.ZipFile) -> str | None:
    """The kind of Word file, "" for a plain document; None where it says of no part to be one."""
    name = "[Content_Types].xml"
    types = archive.read(name) if name in archive.namelist() else b""
    return next((kind for mark, kind in _MAIN_TYPES.items() if mark in types), None)


def _problem_of_parts(archive: zipfile.ZipFile) -> tuple[str, str] | None:
    if "_rels/.rels" not in archive.namelist():
        return _NO_TEXT, _REPAIR
    for part in archive.infolist():
        if part.filename.endswith((".xml", ".rels")) and part.file_size > LARGEST_PART:
            seen = f"it is too large: its part {part.filename} has {part.file_size:,} bytes"
            return seen, "Start from a template in the folder templates."
    if _STRICT in archive.read("_rels/.rels"):
        remedy = 'Save it in Word as "Word Document (.docx)", not as "Strict".'
        return "it is a Strict Open XML document", remedy
    return None


def reason_of(error: Exception) -> str:
    """An exception in one line."""
    words = " ".join(str(error).split())[:150]
    return f"{type(error).__name__}: {words}" if words else type(error).__name__
