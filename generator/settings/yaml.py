"""Reads YAML into texts, keeping the line of each.

YAML 1.1 makes `No` false, `12:30` the number 750 and `0123` the number 83. Here every value stays
the text that the person typed; the model of the settings says what it is (`declaration.py`). An
empty value, `~` and `null` are None, a mapping is a dict, a list is a tuple. A key that is
twice is a finding.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from generator.characters import CHARACTER_REFUSED, code_point, quoted
from generator.findings import Finding, Location, rule
from generator.settings.yaml_messages import (
    find_typographic_marks,
    mark_findings,
    plain_words,
    with_plain_marks,
)

YAML_BROKEN = rule("PACK-01")
KEY_TWICE = rule("PACK-02")
Path = tuple[str | int, ...]
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_TAG = "tag:yaml.org,2002:"
_PLAIN_TAGS = frozenset(
    {"map", "seq", "str", "int", "float", "bool", "null", "timestamp", "merge", "value"}
)
_MOST_NODES = 50_000
_DEEPEST = 50
_NOTHING = frozenset({"", "~", "null", "Null", "NULL"})
_COMMENT = re.compile(r":\s+#(\S.*)")
_HIDDEN = str.maketrans("\x85\u2028\u2029", "\uf085\uf028\uf029")
"""PyYAML ends lines at these, which no editor does: they are hidden from it and brought back."""
_SHOWN = {new: chr(old) for old, new in _HIDDEN.items()}


@dataclass
class YamlFile:
    """The value of a YAML file, and the place of each part by its path.

    `blocks` gives the first line of a text that is below its key, after `|` or `>`; `comments`
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
    marks = find_typographic_marks(text)
    if marks:
        starts = _parse(with_plain_marks(text, marks), file).starts
        marks = [mark for mark in marks if (mark.line, mark.column) in starts]
    result = _parse(with_plain_marks(text, marks), file)
    blamed = mark_findings(text, marks, file)
    said = {finding.location for finding in blamed}
    others = [finding for finding in result.findings if finding.location not in said]
    result.findings = [*blamed, *others]
    return result


def laid_over(common: YamlFile, own: YamlFile, whole: tuple[str, ...] = ()) -> YamlFile:
    """A file over one that is common to several; each place is in the file that gives the value.

    Mappings are merged key by key; a list, a text or a key of `whole` is replaced. An own file that
    is empty, or holds comments alone, changes nothing.
    """
    value = common.value if own.value is None else _merged(common.value, own.value, whole)

    def is_kept(path: Path) -> bool:
        for length in range(1, len(path) + 1):
            above = path[:length]
            if above in own.places and (above[-1] in whole or not _is_mapping(own.value, above)):
                return False
        return True

    return YamlFile(
        file=own.file,
        value=value,
        places={path: at for path, at in common.places.items() if is_kept(path)} | own.places,
        findings=[*common.findings, *own.findings],
        blocks={path: line for path, line in common.blocks.items() if is_kept(path)} | own.blocks,
        comments={path: said for path, said in common.comments.items() if is_kept(path)}
        | own.comments,
    )


def _merged(common: Any, own: Any, whole: tuple[str, ...], key: str = "") -> Any:
    if not (isinstance(common, dict) and isinstance(own, dict)) or key in whole:
        return own
    return common | {name: _merged(common.get(name), own[name], whole, name) for name in own}


def _is_mapping(value: Any, path: Path) -> bool:
    for part in path:
        value = value.get(part) if isinstance(value, dict) else None
    return isinstance(value, dict)


def _parse(text: str, file: str) -> YamlFile:
    result = YamlFile(file=file)
    lines = text.split("\n")
    try:
        hidden = text.translate(_HIDDEN)
        _scan(hidden, result)
        node = yaml.compose(hidden, Loader=_LOADER)
        result.value = None if node is None else _Reader(result, lines).value(node, ())
    except _NotPlain as problem:
        result.findings.append(YAML_BROKEN.at(Location(file=file, line=problem.line), str(problem)))
    except yaml.MarkedYAMLError as problem:
        # The mark of an end that comes too early is a line below the last one.
        line = min(_line_of(problem), len(lines))
        seen, remedy = plain_words(str(problem.problem or problem.context))
        place = Location(file=file, line=line)
        result.findings.append(YAML_BROKEN.at(place, f"{seen}: {quoted(lines[line - 1])}", remedy))
    except yaml.reader.ReaderError as problem:
        letter = chr(problem.character)
        place = Location(file=file, line=text.count("\n", 0, text.find(letter)) + 1)
        result.findings.append(CHARACTER_REFUSED.at(place, f"the text holds {code_point(letter)}"))
    return result


def _line_of(problem: yaml.MarkedYAMLError) -> int:
    """Where a fault lies: a quotation, or what is in [ ] or { }, may lack its end far below."""
    open_ended = ("while scanning", "while parsing a flow")
    begun = problem.context_mark if str(problem.context).startswith(open_ended) else None
    mark = begun or problem.problem_mark or problem.context_mark
    return mark.line + 1 if mark else 1


class _NotPlain(Exception):
    """The file cannot be taken as texts, lists and mappings from the line of a mark on."""

    def __init__(self, seen: str, mark: Any) -> None:
        super().__init__(seen)
        self.line: int = mark.line + 1


def _scan(text: str, result: YamlFile) -> None:
    """Note where everything begins, and refuse a file that nests too deep.

    `yaml.compose` is recursive in C: 100,000 opening brackets end the process.
    """
    depth = nodes = 0
    for event in yaml.parse(text, Loader=_LOADER):
        mark: Any = event.start_mark
        if isinstance(event, yaml.NodeEvent):
            result.starts.add((mark.line, mark.column))
            nodes += 1
            if nodes > _MOST_NODES:
                raise _NotPlain("the file is too large", mark)
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > _DEEPEST:
            raise _NotPlain(f"the file nests more than {_DEEPEST} levels deep", mark)


class _Reader:
    """Makes texts, lists and mappings of the nodes of a file, and notes their places."""

    def __init__(self, result: YamlFile, lines: list[str]) -> None:
        self._result = result
        self._lines = lines
        self._nodes = 0

    def value(self, node: Any, path: Path) -> Any:
        """The value of a node. An alias such as *scale is the node that it represents."""
        self._result.places.setdefault(path, self._place(node))
        self._nodes += 1
        if self._nodes > _MOST_NODES or len(path) > _DEEPEST:
            raise _NotPlain(
                "the file refers to itself over and over, or is too large", node.start_mark
            )
        if node.tag.removeprefix(_TAG) not in _PLAIN_TAGS:
            raise _NotPlain(f"the tag {node.tag} is not allowed", node.start_mark)
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, path)
        if isinstance(node, yaml.SequenceNode):
            return tuple(self.value(item, (*path, n)) for n, item in enumerate(node.value))
        return self._text(node, path)

    def _mapping(self, node: Any, path: Path) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                raise _NotPlain("a key is not a plain word", key_node.start_mark)
            key, place = key_node.value.translate(_SHOWN), self._place(key_node)
            if key in found:
                first = self._result.places[(*path, key)].line
                seen = f"the key {key} stands twice: on line {first} and here"
                self._result.findings.append(KEY_TWICE.at(place, seen))
            else:
                self._result.places[(*path, key)] = place
                found[key] = self.value(value_node, (*path, key))
        return found

    def _text(self, node: Any, path: Path) -> str | None:
        text: str = node.value.translate(_SHOWN)
        first = node.start_mark.line
        if node.style in ("|", ">"):
            self._result.blocks[path] = first + 2
            return text.rstrip("\n")
        if node.style in ("'", '"'):
            return text
        self._result.findings += self._swallowed_entries(node)
        if text not in _NOTHING:
            return text
        comment = _COMMENT.search(self._lines[first]) if first < len(self._lines) else None
        if comment:
            self._result.comments[path] = comment[1].strip()
        return None

    def _swallowed_entries(self, node: Any) -> Iterator[Finding]:
        """A text without quotes goes on over lines that are indented more, even list entries."""
        last = min(node.end_mark.line, len(self._lines) - 1)
        for number in range(node.start_mark.line + 1, last + 1):
            line = self._lines[number].strip()
            if line.startswith("- "):
                place = Location(file=self._result.file, line=number + 1)
                seen = f"{quoted(line, 40)} was read as part of the text above it"
                remedy = "Begin the line exactly below the - of the entry before it."
                yield YAML_BROKEN.at(place, seen, remedy)

    def _place(self, node: Any) -> Location:
        return Location(file=self._result.file, line=node.start_mark.line + 1)
