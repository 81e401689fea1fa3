"""Reads YAML into texts, keeping the line of each.

YAML 1.1 makes `No` false, `12:30` the number 750 and `0123` the number 83. Here every value stays
the text that the person typed; the model of the settings says what it is (`declaration.py`). An
empty value, `~` and `null` are None, a mapping is a dict, a list is a tuple. A key that stands
twice is a finding.

Of PyYAML its event parser is used, which is libyaml: `yaml.compose`, which would give nodes with
their lines, ends the process by a segmentation fault on 100,000 opening brackets.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from generator.characters import CHARACTER_REFUSED, code_point
from generator.findings import Finding, Location, rule
from generator.settings.yaml_messages import (
    TYPOGRAPHIC_MARKS,
    PlainMark,
    plain_words,
    plainer_marks,
    with_plain_marks,
)

YAML_BROKEN = rule("PACK-01")
KEY_TWICE = rule("PACK-02")
Path = tuple[str | int, ...]
_PLAIN_TAGS = frozenset({"map", "seq", "str", "int", "float", "bool", "null", "timestamp"})
_MOST_NODES = 50_000
_DEEPEST = 50
_COMMENT = re.compile(r":\s+#(\S.*)")
_NOTHING = frozenset({"", "~", "null", "Null", "NULL"})
_HIDDEN = str.maketrans("\x85\u2028\u2029", "\uf085\uf028\uf029")
"""PyYAML ends lines at these, which no editor does: they are hidden from it and brought back."""
_SHOWN = {new: chr(old) for old, new in _HIDDEN.items()}


@dataclass
class YamlFile:
    """The value of a YAML file, and the place of each part by its path.

    `blocks` gives the first line of a text that stands below its key, after `|` or `>`; `comments`
    what follows the # where a key has a comment for its value; `starts` the line and column, both
    from 0, at which each key and each value begins.
    """

    file: str
    value: Any = None
    places: dict[Path, Location] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    blocks: dict[Path, int] = field(default_factory=dict)
    comments: dict[Path, str] = field(default_factory=dict)
    starts: set[tuple[int, int]] = field(default_factory=set)

    def at(self, path: Path) -> Location:
        """The place of a part; of the nearest part around it where it is not there."""
        for length in range(len(path), -1, -1):
            if path[:length] in self.places:
                return self.places[path[:length]]
        return Location(file=self.file, line=1)


def read_yaml(text: str, file: str) -> YamlFile:
    """The file's value. What is wrong with it is among the findings; then the value may be None.

    A file with curly quotation marks or dashes for YAML's own is blamed for these, and read on as
    if they were plain, so that the other mistakes in it are found too.
    """
    marks = plainer_marks(text)
    if marks:
        tried = _parse(with_plain_marks(text, marks), file)
        marks = [mark for mark in marks if (mark.line, mark.column) in tried.starts]
    result = _parse(with_plain_marks(text, marks), file)
    said = {mark.line + 1 for mark in marks}
    result.findings = [
        *(_mark_finding(text, file, line, marks) for line in sorted(said)),
        *(finding for finding in result.findings if finding.location.line not in said),
    ]
    return result


def _mark_finding(text: str, file: str, line: int, marks: list[PlainMark]) -> Finding:
    here = [mark for mark in marks if mark.line == line - 1]
    names = " and ".join(dict.fromkeys(code_point(letter) for mark in here for letter in mark.seen))
    better = with_plain_marks(text, marks).split("\n")[line - 1].strip()
    return TYPOGRAPHIC_MARKS.at(
        Location(file=file, line=line),
        f"the line has {names}, which YAML takes for a letter of the text",
        f"Write plain marks: `{better}`",
        cause="typographic marks",
    )


def _parse(text: str, file: str) -> YamlFile:
    result = YamlFile(file=file)
    try:
        result.value = _Builder(result, text).document()
    except _NotPlain as problem:
        result.findings.append(YAML_BROKEN.at(Location(file=file, line=problem.line), str(problem)))
    except yaml.MarkedYAMLError as problem:
        # The mark of an end that comes too early is a line below the last one.
        line = min(_line_of(problem), text.count("\n") + 1)
        place = Location(file=file, line=line)
        seen, remedy = plain_words(str(problem.problem or problem.context))
        result.findings.append(YAML_BROKEN.at(place, seen, remedy))
    except yaml.reader.ReaderError as problem:
        letter = chr(problem.character)
        place = Location(file=file, line=text.count("\n", 0, text.find(letter)) + 1)
        result.findings.append(CHARACTER_REFUSED.at(place, f"the text holds {code_point(letter)}"))
    return result


def _line_of(problem: yaml.MarkedYAMLError) -> int:
    """Where a fault lies: what is scanned, such as a quotation, may lack its end far below."""
    begun = problem.context_mark if str(problem.context).startswith("while scanning") else None
    mark = begun or problem.problem_mark or problem.context_mark
    return mark.line + 1 if mark else 1


class _NotPlain(Exception):
    """The file cannot be taken as texts, lists and mappings from the line of an event on."""

    def __init__(self, seen: str, event: Any) -> None:
        super().__init__(seen)
        self.line: int = event.start_mark.line + 1


class _Builder:
    """Builds the value of a file from the events of its parser, one thing after another."""

    def __init__(self, result: YamlFile, text: str) -> None:
        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        self._result = result
        self._lines = text.split("\n")
        self._events: Iterator[Any] = yaml.parse(text.translate(_HIDDEN), Loader=loader)
        self._nodes = 0
        self._depth = 0
        self._anchors: dict[str, tuple[Any, int, int]] = {}

    def document(self) -> Any:
        """The value of the only document, None where there is none."""
        value = None
        documents = 0
        for event in self._events:
            if isinstance(event, yaml.StreamEndEvent):
                break
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise _NotPlain("a second document begins here, after ---", event)
                value = self._value(next(self._events), ())
        return value

    def _value(self, event: Any, path: Path) -> Any:
        """The value that begins with an event; where it has an anchor, it is kept."""
        mark = event.start_mark
        self._result.places.setdefault(path, self._place(mark))
        self._result.starts.add((mark.line, mark.column))
        before, around, self._depth = self._nodes, self._depth, 0
        self._count(1, len(path), event)
        if isinstance(event, yaml.AliasEvent):
            value = self._again(event, len(path))
        else:
            value = self._built(event, path)
            if event.anchor is not None:
                kept = (value, self._nodes - before, self._depth - len(path))
                self._anchors[event.anchor] = kept
        self._depth = max(around, self._depth)
        return value

    def _built(self, event: Any, path: Path) -> Any:
        tag = event.tag or "!"
        if tag != "!" and tag.removeprefix("tag:yaml.org,2002:") not in _PLAIN_TAGS:
            raise _NotPlain(f"the tag {tag} is not allowed", event)
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(path)
        if isinstance(event, yaml.SequenceStartEvent):
            inner = enumerate(self._inner())
            return tuple(self._value(item, (*path, number)) for number, item in inner)
        return self._text(event, path)

    def _again(self, event: Any, depth: int) -> Any:
        """What an alias such as *scale stands for, counted as if it were written out."""
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
        """The event that begins each part of a mapping or list, up to its end."""
        for event in self._events:
            if isinstance(event, yaml.CollectionEndEvent):
                return
            yield event

    def _mapping(self, path: Path) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for event in self._inner():
            if not isinstance(event, yaml.ScalarEvent):
                raise _NotPlain("a key is not a plain word", event)
            key: str = event.value.translate(_SHOWN)
            mark: Any = event.start_mark
            self._result.starts.add((mark.line, mark.column))
            if key in found:
                first = self._result.places[(*path, key)].line
                seen = f"the key {key} stands twice: on line {first} and here"
                self._result.findings.append(KEY_TWICE.at(self._place(mark), seen))
                self._value(next(self._events), (*path, f"{key}, second time"))
                continue
            self._result.places[(*path, key)] = self._place(mark)
            found[key] = self._value(next(self._events), (*path, key))
        return found

    def _text(self, event: Any, path: Path) -> str | None:
        text: str = event.value.translate(_SHOWN)
        if event.style in ("|", ">"):
            self._result.blocks[path] = event.start_mark.line + 2
            return text.rstrip("\n")
        if event.style in ("'", '"'):
            return text
        self._refuse_swallowed(event)
        if text not in _NOTHING:
            return text
        if comment := _COMMENT.search("".join(self._lines[event.start_mark.line :][:1])):
            self._result.comments[path] = comment[1].strip()
        return None

    def _place(self, mark: Any) -> Location:
        return Location(file=self._result.file, line=mark.line + 1)

    def _refuse_swallowed(self, event: Any) -> None:
        """A text without quotes goes on over lines that are indented more, even list entries."""
        for number in range(event.start_mark.line + 1, event.end_mark.line + 1):
            line = self._lines[number].strip() if number < len(self._lines) else ""
            if line.startswith("- "):
                place = Location(file=self._result.file, line=number + 1)
                seen = f"“{line[:40]}” was read as part of the text above it"
                remedy = "Begin the line exactly below the - of the entry before it."
                self._result.findings.append(YAML_BROKEN.at(place, seen, remedy))
