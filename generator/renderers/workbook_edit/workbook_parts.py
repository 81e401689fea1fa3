"""The parts of an .xlsx file: read, changed, and written again in their old order."""

from __future__ import annotations

import io
import posixpath
import zipfile

from lxml import etree

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_TYPES_PART = "[Content_Types].xml"


class WorkbookParts:
    """The parts of a workbook by name. A part that nobody changes stays byte for byte."""

    def __init__(self, data: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            self._bytes = {entry.filename: package.read(entry) for entry in package.infolist()}

    def data(self, name: str) -> bytes:
        """The bytes of a part."""
        return self._bytes[name]

    def put(self, name: str, data: bytes) -> None:
        """Change a part, or add it."""
        self._bytes[name] = data

    def tree(self, name: str) -> etree._Element:
        """A part as XML. No entity is resolved and nothing is fetched."""
        parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
        return etree.fromstring(self._bytes[name], parser)

    def put_tree(self, name: str, tree: etree._Element) -> None:
        """Change a part to an XML tree."""
        data = etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)
        self.put(name, data)

    def sheets(self) -> dict[str, str]:
        """The worksheets' part names by the names of the sheets, in the workbook's order."""
        main = self._main_part()
        relations = self.relations(main)
        sheets = {}
        for sheet in self.tree(main).iter(f"{{{MAIN}}}sheet"):
            kind, target = relations.get(sheet.get(f"{{{OFFICE}}}id", ""), ("", ""))
            if kind == "worksheet" and target in self._bytes:
                sheets[sheet.get("name", "")] = target
        return sheets

    def styles_part(self) -> str:
        """The part with the cell styles. Raises KeyError where the workbook has none."""
        return dict(self.relations(self._main_part()).values())["styles"]

    def _main_part(self) -> str:
        return dict(self.relations("").values())["officeDocument"]

    def relations(self, name: str) -> dict[str, tuple[str, str]]:
        """The relations of a part: kind (the last word of its type) and target part, by id."""
        part = _relations_part(name)
        if part not in self._bytes:
            return {}
        folder = "/" + posixpath.dirname(name)
        return {
            relation.get("Id", ""): (
                relation.get("Type", "").rsplit("/", 1)[-1],
                posixpath.normpath(posixpath.join(folder, relation.get("Target", ""))).lstrip("/"),
            )
            for relation in self.tree(part)
            if relation.get("TargetMode") != "External"
        }

    def add_part(self, pattern: str, kind: str, owner: str, content_type: str) -> tuple[str, str]:
        """Add an empty part that belongs to `owner`; return its name and its relation's id.

        `pattern` is a name with {} for a number, such as "xl/comments{}.xml".
        """
        name = _first_free(pattern, {name.lower() for name in self._bytes})
        self._bytes[name] = b""
        types = self.tree(_TYPES_PART)
        etree.SubElement(
            types, f"{{{_TYPES}}}Override", PartName="/" + name, ContentType=content_type
        )
        self.put_tree(_TYPES_PART, types)
        return name, self._relate(owner, kind, name)

    def _relate(self, owner: str, kind: str, target: str) -> str:
        part = _relations_part(owner)
        empty = etree.fromstring(f'<Relationships xmlns="{_RELATIONS}"/>')
        tree = self.tree(part) if part in self._bytes else empty
        number = _first_free("rIdCheck{}", {relation.get("Id", "").lower() for relation in tree})
        etree.SubElement(
            tree,
            f"{{{_RELATIONS}}}Relationship",
            Id=number,
            Type=f"{OFFICE}/{kind}",
            Target="/" + target,
        )
        self.put_tree(part, tree)
        return number

    def packed(self) -> bytes:
        """The whole workbook as a file. It records no time, so equal parts give equal bytes."""
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w") as package:
            for name, data in self._bytes.items():
                entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
                entry.compress_type = zipfile.ZIP_DEFLATED
                package.writestr(entry, data)
        return made.getvalue()


def _relations_part(name: str) -> str:
    folder, base = posixpath.split(name)
    return posixpath.join(folder, "_rels", f"{base}.rels")


def _first_free(pattern: str, taken: set[str]) -> str:
    number = 1
    while pattern.format(number).lower() in taken:
        number += 1
    return pattern.format(number)
