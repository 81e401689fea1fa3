"""The parts of a workbook: read, changed, and written again in their old order."""

from __future__ import annotations

import io
import posixpath
import zipfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml import etree

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_TYPES_PART = "[Content_Types].xml"


class Parts:
    """A workbook's parts by name. What is not changed stays byte for byte."""

    def __init__(self, data: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            self._entries = {entry.filename: entry for entry in package.infolist()}
            self._bytes = {name: package.read(name) for name in self._entries}

    def __contains__(self, name: str) -> bool:
        return name in self._bytes

    def data(self, name: str) -> bytes:
        """A part's bytes."""
        return self._bytes[name]

    def put(self, name: str, data: bytes) -> None:
        """Changes a part, or adds it."""
        self._bytes[name] = data

    def tree(self, name: str) -> etree._Element:
        """A part as XML. No entity is resolved and nothing is fetched."""
        from lxml import etree

        parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
        return etree.fromstring(self._bytes[name], parser)

    def put_tree(self, name: str, tree: etree._Element) -> None:
        """Changes a part to an XML tree."""
        from lxml import etree

        self.put(
            name, etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)
        )

    def free_name(self, pattern: str) -> str:
        """The first name of a pattern such as "xl/comments{}.xml" that no part bears."""
        number = 1
        taken = {name.lower() for name in self._bytes}
        while pattern.format(number).lower() in taken:
            number += 1
        return pattern.format(number)

    def relations(self, name: str) -> dict[str, tuple[str, str]]:
        """The relations of a part: kind (its last word) and target, by id."""
        part = _relations_of(name)
        if part not in self:
            return {}
        folder = posixpath.dirname(name)
        return {
            relation.get("Id", ""): (
                relation.get("Type", "").rsplit("/", 1)[-1],
                posixpath.normpath(posixpath.join("/" + folder, relation.get("Target", ""))).lstrip(
                    "/"
                ),
            )
            for relation in self.tree(part)
            if relation.get("TargetMode") != "External"
        }

    def relate(self, name: str, kind: str, target: str) -> str:
        """Adds a relation of a part to another, and gives its id."""
        from lxml import etree

        part = _relations_of(name)
        tree = (
            self.tree(part)
            if part in self
            else etree.fromstring(f'<Relationships xmlns="{RELATIONS}"/>')
        )
        taken = {relation.get("Id") for relation in tree}
        number = 1
        while f"rIdCheck{number}" in taken:
            number += 1
        relation = etree.SubElement(tree, f"{{{RELATIONS}}}Relationship")
        relation.set("Id", f"rIdCheck{number}")
        relation.set("Type", f"{OFFICE}/{kind}")
        relation.set("Target", "/" + target)
        self.put_tree(part, tree)
        return f"rIdCheck{number}"

    def declare(self, name: str, content_type: str) -> None:
        """Says what a new part holds."""
        from lxml import etree

        tree = self.tree(_TYPES_PART)
        override = etree.SubElement(tree, f"{{{TYPES}}}Override")
        override.set("PartName", "/" + name)
        override.set("ContentType", content_type)
        self.put_tree(_TYPES_PART, tree)

    def packed(self) -> bytes:
        """The whole workbook as a file."""
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w") as package:
            for name, data in self._bytes.items():
                entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
                entry.compress_type = zipfile.ZIP_DEFLATED
                package.writestr(entry, data)
        return made.getvalue()


def _relations_of(name: str) -> str:
    folder, base = posixpath.split(name)
    return posixpath.join(folder, "_rels", f"{base}.rels")
