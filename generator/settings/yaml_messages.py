"""Says in plain words why a YAML file is broken, and finds marks that Word put for YAML's own.

Word and Outlook turn "straight" quotation marks into “curly” ones, the hyphen of a list into a
dash or a bullet, and a space into a no-break space. To YAML these are letters of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.findings import rule

TYPOGRAPHIC_MARKS = rule("PACK-18")
_CURLY = "“”„‟‘’‚‛«»"
_ODD_BLANKS = "\u00a0\u2007\u202f\u3000"
_QUOTED = re.compile(
    rf"""(?:^|(?<=[\s:\[{{,]))(?P<open>["'{_CURLY}])(?P<text>[^"\\“„‟«»]*?)"""
    rf"""(?P<close>["'{_CURLY}])(?=\s*(?:[,\]}}#]|:(?:\s|$)|$))"""
)
"""A value or key in quotation marks of any kind, up to where YAML would go on."""
_BULLET = re.compile(r"^\s*(?P<mark>[–—•·▪●])\s+")
_BLANK = re.compile(rf"(?:^ *|[:-])(?P<mark>[{_ODD_BLANKS}][{_ODD_BLANKS} ]*)(?:- )*")

_QUOTE_IT = "Put the whole value in double quotation marks."
_INDENT_IT = "Begin the line below the lines that it belongs with."
_SINGLE_QUOTES = "Use single quotation marks: between double ones \\ has a meaning of its own."
_PLAIN_WORDS = {
    "found character that cannot start any token": (
        "the line begins with a tab, or a value begins with a sign such as @, % or `",
        f"Indent with spaces. {_QUOTE_IT}",
    ),
    "could not find expected ':'": (
        "the line is no key with its value: the colon is missing, or the space after it",
        "Write it as `key: value`.",
    ),
    "mapping values are not allowed in this context": (
        "a colon and a space stand within a value, or the key stands too far in",
        f'{_QUOTE_IT} For example: `title: "Harbour Renewal: Quarter 1"`',
    ),
    "block sequence entries are not allowed in this context": (
        "a list begins on the line of its key",
        "Begin the list on the line below, with - and a space before each entry.",
    ),
    "did not find expected key": (
        "the line stands further in or out than the lines that it belongs with, or a value goes "
        "on after its closing quotation mark",
        _INDENT_IT,
    ),
    "did not find expected '-' indicator": (
        "the line stands further in or out than the entries of the list around it",
        _INDENT_IT,
    ),
    "did not find expected node content": (
        "a value is missing, or begins with a sign such as #, % or @",
        _QUOTE_IT,
    ),
    "did not find expected <document start>": (
        "the line stands too far out, or is no key with its value",
        _INDENT_IT,
    ),
    "found unexpected end of stream": (
        "a quotation mark is opened here and never closed",
        "Close it at the end of the value.",
    ),
    "did not find expected ',' or ']'": (
        "a list in [ ] lacks a comma or its ]",
        "Write it as `[one, two]`; put an entry with a comma or colon in quotation marks.",
    ),
    "did not find expected ',' or '}'": (
        "keys in { } lack a comma or the }",
        "Write it as `{one: 1, two: 2}`; put a value with a comma or colon in quotation marks.",
    ),
    "did not find expected hexdecimal number": (
        "\\ stands between double quotation marks",
        _SINGLE_QUOTES,
    ),
    "found unknown escape character": ("\\ stands between double quotation marks", _SINGLE_QUOTES),
    "did not find expected alphabetic or numeric character": (
        "a value begins with & or *",
        f"{_QUOTE_IT} If the line is an entry of a list, begin it with - and a space.",
    ),
}


def plain_words(problem: str) -> tuple[str, str | None]:
    """What PyYAML says of a broken file, and what to do, for those who do not know its grammar."""
    problem = " ".join(problem.split())
    return _PLAIN_WORDS.get(problem, (problem, None))


@dataclass(frozen=True, kw_only=True)
class PlainMark:
    """Where a YAML file may want a plain mark: `plain` in place of what begins at `start`.

    `line` and `start` count from 0, as does `column`, where a value or a key would then begin.
    """

    line: int
    start: int
    plain: str
    seen: str
    column: int


def plainer_marks(text: str) -> list[PlainMark]:
    """The places in a text where a plain mark may be wanted; many stand within running text."""
    lines = enumerate(text.split("\n"))
    return [mark for number, line in lines if not line.isascii() for mark in _in_line(number, line)]


def _in_line(number: int, line: str) -> Iterator[PlainMark]:
    for found in _QUOTED.finditer(line):
        seen = (found["open"] + found["close"]).replace('"', "").replace("'", "")
        if seen:
            start, plain = found.start("open"), f'"{found["text"]}"'
            yield PlainMark(line=number, start=start, plain=plain, seen=seen, column=start)
    if bullet := _BULLET.match(line):
        start, seen = bullet.start("mark"), bullet["mark"]
        yield PlainMark(line=number, start=start, plain="-", seen=seen, column=bullet.end())
    for blank in _BLANK.finditer(line):
        start, seen = blank.start("mark"), blank["mark"]
        odd = "".join(dict.fromkeys(seen.replace(" ", "")))
        plain = " " * len(seen)
        yield PlainMark(line=number, start=start, plain=plain, seen=odd, column=blank.end())


def with_plain_marks(text: str, marks: Sequence[PlainMark]) -> str:
    """The text with its marks made plain. Each is as long as what it replaces."""
    lines = text.split("\n")
    for mark in marks:
        line, end = lines[mark.line], mark.start + len(mark.plain)
        lines[mark.line] = line[: mark.start] + mark.plain + line[end:]
    return "\n".join(lines)
