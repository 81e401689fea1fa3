"""Reads YAML into plain values, keeping the line of each.

PyYAML tells what stands where; what a word means is said here, as YAML 1.2 has it: `No` and `12:30`
stay the texts that people wrote. A key that stands twice is a finding, not the last one wins;
mappings are dicts, sequences are tuples.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from generator.characters import code_point
from generator.findings import Finding, Location
from generator.inputs.cells.cell_rules import CELL_UNSTORABLE
from generator.settings.rules import VALUE_WRONG, YAML_BROKEN, YAML_DOUBLE_KEY
from generator.settings.yaml_words import IN_PLAIN_WORDS

Path = tuple[str | int, ...]
_PLAIN_TAGS = frozenset({"map", "seq", "str", "int", "float", "bool", "null", "timestamp", "merge"})
_MOST_NODES = 50_000
_DEEPEST = 50
_DATE = re.compile(r"^(\d{4})-(\d{2})-(\d{2})$")
_INT = re.compile(r"^[-+]?(?:0|[1-9]\d{0,17})$")
_FLOAT = re.compile(r"^[-+]?(?:0|[1-9]\d{0,17})\.\d+$")
_HIDDEN = str.maketrans("\x85\u2028\u2029", "\uf085\uf028\uf029")
"""PyYAML ends lines at these, which no editor does: they are hidden from it and brought back."""
_SHOWN = {new: chr(old) for old, new in _HIDDEN.items()}
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
    from yaml.error import MarkedYAMLError
    from yaml.reader import ReaderError

    result = YamlText(file=file)
    try:
        result.value = _Builder(result, text).document()
    except _NotPlain as problem:
        result.findings.append(YAML_BROKEN.at(Location(file=file, line=problem.line), str(problem)))
    except MarkedYAMLError as problem:
        place = Location(file=file, line=_line_of(problem))
        seen = " ".join(str(problem.problem or problem.context).split())
        result.findings.append(YAML_BROKEN.at(place, IN_PLAIN_WORDS.get(seen, seen)))
    except ReaderError as problem:
        letter = chr(problem.character)
        line = text.count("\n", 0, text.find(letter)) + 1
        seen = f"the text holds {code_point(letter)}"
        result.findings.append(CELL_UNSTORABLE.at(Location(file=file, line=line), seen))
    return result


def _line_of(problem: Any) -> int:
    """Where a fault lies: what is scanned, such as a quotation, may lack its end far below."""
    begun = problem.context_mark if str(problem.context).startswith("while scanning") else None
    mark = begun or problem.problem_mark or problem.context_mark
    return mark.line + 1 if mark else 1


def _events(text: str) -> Iterator[Any]:
    """What stands in the file, one thing after another. Never recursive, however deep it nests."""
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return yaml.parse(text.translate(_HIDDEN), Loader=loader)


class _NotPlain(Exception):
    """The file cannot be taken as plain values, from this line on."""

    def __init__(self, seen: str, event: Any) -> None:
        super().__init__(seen)
        self.line: int = event.start_mark.line + 1


class _Builder:
    """Builds the value of a file from what stands in it."""

    def __init__(self, result: YamlText, text: str) -> None:
        self._result = result
        self._events = _events(text)
        self._lines = text.split("\n")
        self._nodes = 0
        self._depth = 0
        self._anchors: dict[str, tuple[Any, int, int]] = {}

    def document(self) -> Any:
        """The value of the only document, None where there is none."""
        from yaml.events import DocumentStartEvent, StreamEndEvent

        value = None
        documents = 0
        for event in self._events:
            if isinstance(event, StreamEndEvent):
                break
            if isinstance(event, DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise _NotPlain("a second document begins here", event)
                value = self._value(next(self._events), ())
        return value

    def _value(self, event: Any, path: Path) -> Any:
        """The value that begins with an event; where it has an anchor, it is kept."""
        self._result.lines.setdefault(path, event.start_mark.line + 1)
        before, around, self._depth = self._nodes, self._depth, 0
        self._count(1, len(path), event)
        value = self._built(event, path)
        anchor = event.anchor if type(event).__name__ != "AliasEvent" else None
        if anchor is not None:
            self._anchors[anchor] = (value, self._nodes - before, self._depth - len(path))
        self._depth = max(around, self._depth)
        return value

    def _built(self, event: Any, path: Path) -> Any:
        kind = type(event).__name__
        if kind == "AliasEvent":
            return self._again(event, len(path))
        self._refuse_tag(event)
        if kind == "MappingStartEvent":
            return self._mapping(path)
        if kind == "SequenceStartEvent":
            inner = enumerate(self._inner())
            return tuple(self._value(item, (*path, number)) for number, item in inner)
        return self._scalar(event, path)

    def _again(self, event: Any, depth: int) -> Any:
        if event.anchor not in self._anchors:
            raise _NotPlain(f"*{event.anchor} refers to nothing that stands before it", event)
        value, nodes, deeper = self._anchors[event.anchor]
        self._count(nodes, depth + deeper, event)
        return value

    def _count(self, nodes: int, depth: int, event: Any) -> None:
        self._nodes += nodes
        self._depth = max(self._depth, depth)
        if self._depth > _DEEPEST:
            raise _NotPlain(f"the file nests more than {_DEEPEST} deep", event)
        if self._nodes > _MOST_NODES:
            raise _NotPlain("the file refers to itself over and over, or is too large", event)

    def _inner(self) -> Iterator[Any]:
        """What begins each part of a mapping or sequence, up to its end."""
        for event in self._events:
            if type(event).__name__ in ("MappingEndEvent", "SequenceEndEvent"):
                return
            yield event

    def _refuse_tag(self, event: Any) -> None:
        """A tag such as !!python/object asks for more than plain values."""
        tag = event.tag or ""
        if tag not in ("", "!") and tag.removeprefix("tag:yaml.org,2002:") not in _PLAIN_TAGS:
            raise _NotPlain(f"the tag {tag} is not allowed", event)

    def _mapping(self, path: Path) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for event in self._inner():
            if type(event).__name__ != "ScalarEvent":
                raise _NotPlain("a key is no plain word", event)
            key = event.value
            if key in found:
                place = Location(file=self._result.file, line=event.start_mark.line + 1)
                seen = f"{key} stands on line {self._result.lines[(*path, key)]} already"
                self._result.findings.append(YAML_DOUBLE_KEY.at(place, seen))
                self._value(next(self._events), (*path, f"{key}, once more"))
                continue
            self._result.lines[(*path, key)] = event.start_mark.line + 1
            found[key] = self._value(next(self._events), (*path, key))
        return found

    def _scalar(self, event: Any, path: Path) -> Any:
        text: str = event.value.translate(_SHOWN)
        if event.style in ("|", ">"):
            self._result.blocks[path] = event.start_mark.line + 2
            return text.rstrip("\n")
        if event.style in ("'", '"'):
            return text
        self._refuse_swallowed(event)
        if text in _CONSTANTS:
            return _CONSTANTS[text]
        if _INT.match(text):
            return int(text)
        if _FLOAT.match(text):
            return float(text)
        return self._date(text, event)

    def _refuse_swallowed(self, event: Any) -> None:
        """A plain text runs on over lines that stand further in, list entries among them."""
        first, last = event.start_mark.line, event.end_mark.line
        for number in range(first + 1, min(last + 1, len(self._lines))):
            line = self._lines[number].strip()
            if line.startswith("- ") and number <= last:
                place = Location(file=self._result.file, line=number + 1)
                seen = (
                    f"“{line[:40]}” was read as part of the text above it; an entry of a list "
                    "begins just below the one before"
                )
                self._result.findings.append(YAML_BROKEN.at(place, seen))

    def _date(self, text: str, event: Any) -> str | date:
        found = _DATE.match(text)
        if not found:
            return text
        try:
            return date(int(found[1]), int(found[2]), int(found[3]))
        except ValueError:
            place = Location(file=self._result.file, line=event.start_mark.line + 1)
            self._result.findings.append(VALUE_WRONG.at(place, f"{text} is no date"))
            return text
