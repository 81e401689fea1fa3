"""Opens a Word file behind the guard: the trees of its parts, its relations, its pictures."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import unquote

from lxml import etree

from generator.inputs.files.file_refused import DAMAGED, NOT_A_TABLE, FileRefused
from generator.inputs.files.guard import open_zip, other_kind
from generator.inputs.files.xml_scan import scan_xml

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
MAIN = "officeDocument"
_SAVE_AS_DOCX = "Open it in Word and save it as a Word document (.docx)."
_STRICT = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": W[1:-1].encode(),
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": R[1:-1].encode(),
    b"http://purl.oclc.org/ooxml/drawingml/": (
        b"http://schemas.openxmlformats.org/drawingml/2006/"
    ),
}
"""The names of a document saved as "Strict Open XML", and those of all others."""


@dataclass(frozen=True, kw_only=True)
class Relation:
    """What a part refers to: the last word of its type, and a part's name or an address."""

    kind: str
    target: str
    is_external: bool


class WordFile:
    """A Word document whose checksums, sizes and XML the guard has looked at.

    `body` is its text; `part` gives the tree of another part that it refers to, None without one.
    """

    def __init__(self, data: bytes) -> None:
        """Raise FileRefused where the file is no sound Word document."""
        if not data.startswith(b"PK"):
            raise FileRefused(NOT_A_TABLE, f"the file is {other_kind(data)}", _SAVE_AS_DOCX)
        self._archive = open_zip(data)
        self._names = frozenset(self._archive.namelist())
        main = next((each.target for each in self._relations("").values() if each.kind == MAIN), "")
        root = self._tree(main) if main in self._names else None
        body = None if root is None else root.find(f"{W}body")
        if body is None:
            kind = other_kind(data)
            if kind == "a Word document":
                raise FileRefused(DAMAGED, "the Word document has no text part", _SAVE_AS_DOCX)
            raise FileRefused(NOT_A_TABLE, f"the file is {kind}", _SAVE_AS_DOCX)
        self.body = body
        self.relations = self._relations(main)

    def part(self, kind: str) -> etree._Element | None:
        """The tree of the part of a kind ("styles")."""
        named = (each.target for each in self.relations.values() if each.kind == kind)
        name = next((name for name in named if name in self._names), None)
        return None if name is None else self._tree(name)

    def notes(self, kind: str) -> Mapping[str, str]:
        """The texts of the footnotes, endnotes or comments, by their id."""
        root = self.part(kind)
        if root is None:
            return {}
        return {
            note.get(f"{W}id", ""): " ".join("".join(map(str, note.itertext(f"{W}t"))).split())
            for note in root
        }

    def picture(self, relation: str) -> bytes | None:
        """The bytes of a picture in the file; None for one that is only linked."""
        found = self.relations.get(relation)
        if found is None or found.is_external or found.target not in self._names:
            return None
        return self._archive.read(found.target)

    def _relations(self, part: str) -> Mapping[str, Relation]:
        folder, name = posixpath.split(part)
        place = posixpath.join(folder, "_rels", f"{name}.rels")
        if place not in self._names:
            return {}
        return {
            each.get("Id", ""): _relation(each, folder)
            for each in self._tree(place).iterfind("{*}Relationship")
        }

    def _tree(self, part: str) -> etree._Element:
        scan_xml(self._archive, part)
        return _parsed(self._archive, part)


def _relation(element: etree._Element, folder: str) -> Relation:
    target, is_external = element.get("Target", ""), element.get("TargetMode") == "External"
    if not is_external:
        target = posixpath.normpath(posixpath.join("/", folder, unquote(target))).lstrip("/")
    kind = element.get("Type", "").rpartition("/")[2]
    return Relation(kind=kind, target=target, is_external=is_external)


def _parsed(archive: zipfile.ZipFile, part: str) -> etree._Element:
    data = archive.read(part)
    if b"purl.oclc.org" in data:
        for strict, usual in _STRICT.items():
            data = data.replace(strict, usual)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True)
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as problem:  # such as elements nested hundreds deep
        raise FileRefused(DAMAGED, f"the part {part} cannot be read") from problem
