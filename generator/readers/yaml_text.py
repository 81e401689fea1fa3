"""Reads YAML 1.2 into plain values, keeping the line of each.

`No` and `12:30` stay the texts that people wrote; a key that stands twice is a finding, not the
last one wins; mappings are dicts, sequences are tuples.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from generator.findings import Finding, Location
from generator.readers.cell_rules import CELL_UNSTORABLE
from generator.readers.settings_rules import VALUE_WRONG, YAML_BROKEN, YAML_DOUBLE_KEY
from generator.readers.text import code_point

Path = tuple[str | int, ...]
_PLAIN_TAGS = frozenset({"map", "seq", "str", "int", "float", "bool", "null", "timestamp", "merge"})
_MOST_NODES = 50_000
_DATE = re.compile(r"^(\d{4})-(\d{2})-(\d{2})$")
_INT = re.compile(r"^[-+]?(?:0|[1-9]\d{0,17})$")
_FLOAT = re.compile(r"^[-+]?(?:0|[1-9]\d{0,17})\.\d+$")
_CONSTANTS = {
    "true": True, "True": True, "false": False, "False": False,
    "null": None, "Null": None, "~": None, "": None,
}  # fmt: skip


@dataclass
class YamlText:
    """The value of a YAML file, and the line (from 1) of each part by its path.

    `blocks` gives the first line of a text that stands below its key, after `|` or `>`.
    """

    file: str
    value: Any = None
    lines: dict[Path, int] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    blocks: dict[Path, int] = field(default_factory=dict)

    def at(self, path: Path) -> Location:
        """The place of a part; of the nearest part around it where it is not there."""
        for length in range(len(path), -1, -1):
            if path[:length] in self.lines:
                return Location(file=self.file, line=self.lines[path[:length]])
        return Location(file=self.file, line=1)


def read_yaml(text: str, file: str) -> YamlText:
    """The file's value. What is wrong with it is among the findings; then the value may be None."""
    from ruamel.yaml import YAML
    from ruamel.yaml.error import MarkedYAMLError, YAMLError
    from ruamel.yaml.reader import ReaderError

    result = YamlText(file=file)
    try:
        node = YAML(typ="safe", pure=True).compose(text)
    except MarkedYAMLError as problem:
        mark = problem.problem_mark or problem.context_mark
        line = mark.line + 1 if mark else 1
        seen = " ".join(str(problem.problem or problem.context).split())
        result.findings.append(YAML_BROKEN.at(Location(file=file, line=line), seen))
        return result
    except ReaderError as problem:
        line = text.count("\n", 0, problem.position) + 1
        seen = f"the text holds {code_point(text[problem.position])}"
        result.findings.append(CELL_UNSTORABLE.at(Location(file=file, line=line), seen))
        return result
    except (YAMLError, ValueError) as problem:
        seen = " ".join(str(problem).split())[:200]
        result.findings.append(YAML_BROKEN.at(Location(file=file, line=1), seen))
        return result
    if node is not None:
        result.value = _Walk(result).value(node, ())
    return result


class _Walk:
    def __init__(self, result: YamlText) -> None:
        self._result = result
        self._nodes = 0
        self._within: list[int] = []

    def value(self, node: Any, path: Path) -> Any:
        self._nodes += 1
        line = node.start_mark.line + 1
        self._result.lines.setdefault(path, line)
        if self._nodes > _MOST_NODES or id(node) in self._within:
            place = Location(file=self._result.file, line=line)
            seen = "the file refers to itself over and over"
            if not any(found.seen == seen for found in self._result.findings):
                self._result.findings.append(YAML_BROKEN.at(place, seen))
            return None
        self._refuse_tag(node)
        self._within.append(id(node))
        try:
            if node.id == "mapping":
                return self._mapping(node, path)
            if node.id == "sequence":
                return tuple(
                    self.value(item, (*path, number)) for number, item in enumerate(node.value)
                )
            return self._scalar(node, path)
        finally:
            self._within.pop()

    def _refuse_tag(self, node: Any) -> None:
        """A tag such as !!python/object asks for more than plain values."""
        tag = str(node.tag or "")
        if tag in ("", "!") or tag.removeprefix("tag:yaml.org,2002:") in _PLAIN_TAGS:
            return
        place = Location(file=self._result.file, line=node.start_mark.line + 1)
        self._result.findings.append(YAML_BROKEN.at(place, f"the tag {tag} is not allowed"))

    def _mapping(self, node: Any, path: Path) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key_node, value_node in node.value:
            line = key_node.start_mark.line + 1
            place = Location(file=self._result.file, line=line)
            if key_node.id != "scalar":
                self._result.findings.append(YAML_BROKEN.at(place, "a key is no plain word"))
                continue
            key = str(key_node.value)
            if key in found:
                seen = f"{key} stands on line {self._result.lines[(*path, key)]} already"
                self._result.findings.append(YAML_DOUBLE_KEY.at(place, seen))
                continue
            self._result.lines[(*path, key)] = line
            found[key] = self.value(value_node, (*path, key))
        return found

    def _scalar(self, node: Any, path: Path) -> Any:
        text = str(node.value)
        if node.style in ("|", ">"):
            self._result.blocks[path] = node.start_mark.line + 2
        if node.style in ("'", '"', "|", ">"):
            return text
        if text in _CONSTANTS:
            return _CONSTANTS[text]
        if _INT.match(text):
            return int(text)
        if _FLOAT.match(text):
            return float(text)
        return self._date(text, node, path)

    def _date(self, text: str, node: Any, path: Path) -> str | date:
        found = _DATE.match(text)
        if not found:
            return text
        try:
            return date(int(found[1]), int(found[2]), int(found[3]))
        except ValueError:
            place = Location(file=self._result.file, line=node.start_mark.line + 1)
            self._result.findings.append(VALUE_WRONG.at(place, f"{text} is no date"))
            return text
