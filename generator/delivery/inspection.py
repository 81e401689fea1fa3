"""The last look at a finished file before it is moved in: does it open, is it all there?"""

from __future__ import annotations

import io
import zipfile
from pathlib import PurePath
from xml.parsers import expat

MAIN_PART = {".docx": "word/document.xml", ".xlsx": "xl/workbook.xml"}
EVERY_PACKAGE = ("[Content_Types].xml", "_rels/.rels")

# The Word renderer writes these two noncharacters around what a template's tag stands for and
# takes them out again. No text from a user may hold them, so one that is left is a tag left over.
# Braces prove nothing: a user may write {{ x }}.
TAG_MARKS = ("\ufdd0".encode(), "\ufdd1".encode())


def fault_of(name: str, data: bytes) -> str | None:
    """What is wrong with a finished file, or None. Only Word and Excel files are looked into."""
    main_part = MAIN_PART.get(PurePath(name).suffix)
    if main_part is None:
        return None
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return fault_of_package(package, (*EVERY_PACKAGE, main_part))
    except zipfile.BadZipFile as error:
        return f"it is not an Office file ({error})"


def fault_of_package(package: zipfile.ZipFile, required: tuple[str, ...]) -> str | None:
    """The first fault of an opened package, or None."""
    names = package.namelist()
    missing = [part for part in required if part not in names]
    if missing:
        return f"its part {missing[0]} is missing"
    if len(set(names)) < len(names):
        return "it holds a part twice"
    for name in names:
        # Reading to the end also checks the part's checksum.
        part = package.read(name)
        if name.endswith((".xml", ".rels")) and (fault := fault_of_xml(part)):
            return f"its part {name} {fault}"
    return None


def fault_of_xml(part: bytes) -> str | None:
    """The fault of a part that should be well-formed XML without a left-over tag, or None."""
    if any(mark in part for mark in TAG_MARKS):
        return "holds a template's tag that was not filled in"
    try:
        expat.ParserCreate().Parse(part, True)
    except expat.ExpatError as error:
        return f"is not well-formed ({error})"
    return None
