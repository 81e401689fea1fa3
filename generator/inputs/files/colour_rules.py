"""Reads by which numbers a workbook colours its cells: its conditional formats.

Only rules that compare the cell with a number are read; that a rule cannot be is no mistake.
"""

from __future__ import annotations

import math
import posixpath
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from lxml import etree

from generator.inputs.files.file_refused import FileRefused, damage_refused
from generator.inputs.files.guard import FileKind, kind_of, open_zip
from generator.inputs.files.input_sheet import Place, place
from generator.inputs.files.xml_scan import scan_xml

_COMPARISON = re.compile(r"(\$?[A-Z]{1,3}\$?\d{1,7})\s*(>=|<=|=|>|<)\s*(-?\d+(?:\.\d+)?)")
_JOINED = re.compile(r"[\s(),=]|AND|\$?[A-Z]{1,3}\$?\d{1,7}|>=|<=|>|<|-?\d+(?:\.\d+)?")
_OPERATORS = {
    "greaterThan": ">", "greaterThanOrEqual": ">=", "lessThan": "<", "lessThanOrEqual": "<=",
    "equal": "=",
}  # fmt: skip
_MOST_RULES = 5_000


@dataclass(frozen=True, kw_only=True)
class ColourRule:
    """A fill that cells get whose number compares so. `comparisons` must all hold.

    `areas` are pairs of the first and the last cell; of two rules for a cell that of the lower
    `priority` counts. `fill` has six hex digits.
    """

    sheet: str
    areas: tuple[tuple[Place, Place], ...]
    comparisons: tuple[tuple[str, float], ...]
    fill: str
    priority: int

    def covers(self, row: int, column: int) -> bool:
        """Whether the rule is about a cell."""
        return any(
            top <= row <= bottom and left <= column <= right
            for (top, left), (bottom, right) in self.areas
        )

    def holds_for(self, number: float) -> bool:
        """Whether a cell with this number has the fill."""
        return all(_holds(number, sign, other) for sign, other in self.comparisons)


def _holds(number: float, sign: str, other: float) -> bool:
    if sign == "=":
        return number == other
    if sign in (">", ">="):
        return number > other or (sign == ">=" and number == other)
    return number < other or (sign == "<=" and number == other)


def read_colour_rules(data: bytes) -> tuple[ColourRule, ...]:
    """The rules of an .xlsx by which a number has a colour; none of any other file."""
    try:
        if kind_of(data) is not FileKind.XLSX:
            return ()
        with damage_refused("the formats are damaged"):
            return tuple(_rules(open_zip(data)))[:_MOST_RULES]
    except FileRefused:
        return ()  # whoever reads its values says what is wrong


def _rules(archive: zipfile.ZipFile) -> Iterator[ColourRule]:
    book, folder = _tree(archive, "xl/workbook.xml"), "xl"
    parts = {
        each.get("Id"): posixpath.normpath(posixpath.join("/", folder, each.get("Target", "")))
        for each in _tree(archive, "xl/_rels/workbook.xml.rels").iterfind("{*}Relationship")
    }
    fills = [_fill(each) for each in _tree(archive, "xl/styles.xml").iterfind("{*}dxfs/{*}dxf")]
    for sheet in book.iterfind("{*}sheets/{*}sheet"):
        relation = next((value for key, value in sheet.items() if str(key).endswith("}id")), "")
        part = parts.get(str(relation), "").lstrip("/")
        if part in archive.namelist():
            scan_xml(archive, part)
            yield from _rules_of(archive, part, str(sheet.get("name")), fills)


def _rules_of(
    archive: zipfile.ZipFile, part: str, sheet: str, fills: Sequence[str]
) -> Iterator[ColourRule]:
    with archive.open(part) as stream:
        for _, element in etree.iterparse(stream, tag=("{*}conditionalFormatting", "{*}sheetData")):
            if element.tag.endswith("}conditionalFormatting"):
                areas = tuple(_areas(element.get("sqref", "")))
                for rule in element.iterfind("{*}cfRule"):
                    index = int(rule.get("dxfId", "-1"))
                    fill = fills[index] if 0 <= index < len(fills) else ""
                    comparisons = tuple(_comparisons(rule, areas))
                    if fill and comparisons and areas:
                        yield ColourRule(
                            sheet=sheet,
                            areas=areas,
                            comparisons=comparisons,
                            fill=fill,
                            priority=int(rule.get("priority", "0")),
                        )
            element.clear()


def _areas(references: str) -> Iterator[tuple[Place, Place]]:
    for reference in references.split()[:200]:
        first, _, last = reference.partition(":")
        yield place(first), place(last or first)


def _comparisons(
    rule: etree._Element, areas: Sequence[tuple[Place, Place]]
) -> Iterator[tuple[str, float]]:
    """What the rule compares the cell with; nothing where it is no plain comparison."""
    said = [formula.text or "" for formula in rule.iterfind("{*}formula")]
    numbers = [_number(text) for text in said]
    operator = rule.get("operator", "")
    if rule.get("type") == "cellIs" and said and not any(map(math.isnan, numbers)):
        if operator == "between" and len(numbers) == 2:
            yield from ((">=", min(numbers)), ("<=", max(numbers)))
        elif operator in _OPERATORS:
            yield _OPERATORS[operator], numbers[0]
    elif rule.get("type") == "expression" and said and areas:
        text = said[0].upper()
        found = _COMPARISON.findall(text)
        is_own = all(_is_cell(cell, areas[0][0]) for cell, _, _ in found)
        if found and is_own and not _JOINED.sub("", text):
            yield from ((sign, float(number)) for _, sign, number in found)


def _is_cell(reference: str, first: Place) -> bool:
    """Whether a formula's reference is the cell itself, as seen from the first of the area."""
    return place(reference) == first


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return math.nan


def _fill(style: etree._Element) -> str:
    """The colour of a conditional format; Excel keeps a plain fill's in the background."""
    for name in ("bgColor", "fgColor"):
        colour = style.find(f"{{*}}fill/{{*}}patternFill/{{*}}{name}")
        if colour is not None and len(colour.get("rgb", "")) == 8:
            return str(colour.get("rgb"))[2:].upper()
    return ""


def _tree(archive: zipfile.ZipFile, part: str) -> etree._Element:
    scan_xml(archive, part)
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    return etree.fromstring(archive.read(part), parser)


def fills_of_scores(
    rules: Sequence[ColourRule], cells: Mapping[str, Sequence[Place]], scores: Sequence[int]
) -> Mapping[int, str]:
    """The fill of each score, by the rules for most of these cells of scores, by sheet."""
    own = [
        rule
        for rule in rules
        if any(rule.covers(row, column) for row, column in cells.get(rule.sheet, ())[:50])
    ]
    found = {}
    for score in scores:
        holding = [rule for rule in own if rule.holds_for(score)]
        if holding:
            found[score] = min(holding, key=lambda rule: rule.priority).fill
    return found
