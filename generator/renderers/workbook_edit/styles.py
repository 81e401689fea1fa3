"""Cell styles with a fill: each is a copy of the cell's own style but for the fill."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING

from generator.findings import Severity
from generator.renderers.workbook_edit.parts import MAIN, Parts

if TYPE_CHECKING:
    from lxml import etree

_FILLS = {Severity.ERROR: "FFFFC7CE", Severity.WARNING: "FFFFEB9C", Severity.NOTE: "FFDDEBF7"}
"""Pale red, yellow and blue, on which black text keeps a contrast of 13:1 or better."""


class Styles:
    """The workbook's styles, to which filled ones are added as they are needed."""

    def __init__(self, parts: Parts, name: str) -> None:
        self._parts = parts
        self._name = name
        self._tree = parts.tree(name)
        self._fills: dict[Severity, int] = {}
        self._made: dict[tuple[int, Severity], int] = {}

    def filled(self, style: int, severity: Severity) -> int:
        """The number of the style that is `style` with the severity's fill."""
        key = (style, severity)
        if key not in self._made:
            formats = self._section("cellXfs")
            base = formats[style] if 0 <= style < len(formats) else formats[0]
            copy = deepcopy(base)
            copy.set("fillId", str(self._fill(severity)))
            copy.set("applyFill", "1")
            formats.append(copy)
            formats.set("count", str(len(formats)))
            self._made[key] = len(formats) - 1
        return self._made[key]

    def store(self) -> None:
        """Puts the styles back among the parts."""
        self._parts.put_tree(self._name, self._tree)

    def _fill(self, severity: Severity) -> int:
        if severity not in self._fills:
            from lxml import etree

            fills = self._section("fills")
            fill = etree.SubElement(fills, f"{{{MAIN}}}fill")
            pattern = etree.SubElement(fill, f"{{{MAIN}}}patternFill", patternType="solid")
            etree.SubElement(pattern, f"{{{MAIN}}}fgColor", rgb=_FILLS[severity])
            etree.SubElement(pattern, f"{{{MAIN}}}bgColor", indexed="64")
            fills.set("count", str(len(fills)))
            self._fills[severity] = len(fills) - 1
        return self._fills[severity]

    def _section(self, name: str) -> etree._Element:
        found = self._tree.find(f"{{{MAIN}}}{name}")
        if found is None:
            raise KeyError(name)
        return found
