"""Says in plain words why a YAML file is broken, and finds marks that Word put for YAML's own.

Word and Outlook turn "straight" quotation marks into “curly” ones, the hyphen of a list into a
dash or a bullet, and a space into a no-break space. To YAML these are letters of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from generator.characters import code_point
from generator.findings import Finding, Location, rule

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
_INDENT_IT = "Indent the line exactly like the lines that it belongs with."
_SINGLE_QUOTES = "Use single quotation marks: between double ones \\ has a meaning of its own."
_PLAIN_WORDS = {
    "found character that cannot start any token": (
        "the line begins with a tab, or a value begins with a sign such as @, % or `",
        "Indent with spaces only, and put such a value in double quotation marks.",
    ),
    "could not find expected ':'": (
        "the line is no key with its value: the colon is missing, or the space after it",
        "Write it as `key: value`.",
    ),
    "mapping values are not allowed in this context": (
        "a value has a colon and a space in it, or the key is indented too far",
        f'{_QUOTE_IT} For example: `title: "Harbour Renewal: Quarter 1"`',
    ),
    "block sequence entries are not allowed in this context": (
        "a list begins on the line of its key",
        "Begin the list on the line below, with - and a space before each entry.",
    ),
    "did not find expected key": (
        "the line is indented more or less than the lines that it belongs with, or a value goes "
        "on after its closing quotation mark",
        _INDENT_IT,
    ),
    "did not find expected '-' indicator": (
        "the line is indented more or less than the entries of the list around it",
        _INDENT_IT,
    ),
    "did not find expected node content": (
        "a value is missing, or begins with a sign such as #, % or @",
        _QUOTE_IT,
    ),
    "did not find expected <document start>": (
        "the line is not indented enough, or is no key with its value",
        _INDENT_IT,
    ),
    "found unexpected end of stream": (
        "a quotation mark is opened here and never closed",
        "Close it at the end of the value.",
    ),
    "did not find expected ',' or ']'": (
        "a list in [ ] lacks a comma or its ]",
        "Write it as `[one, two]`; put an entry with a comma, a colon or a # in quotation marks.",
    ),
    "did not find expected ',' or '}'": (
        "keys in { } lack a comma or the }",
        "Write it as `{one: 1, two: 2}`; put a value with a comma, colon or # in quotation marks.",
    ),
    "did not find expected hexdecimal number": (
        "\\ stands between double quotation marks",
        _SINGLE_QUOTES,
    ),
    "found unknown escape character": ("\\ stands between double quotation marks", _SINGLE_QUOTES),
    "found undefined alias": (
        "a value begins with *, and no & before it has that name",
        _QUOTE_IT,
    ),
    "but found another document": ("a second document begins here", "Delete the line ---."),
    "did not find expected alphabetic or numeric character": (
        "a value begins with & or *",
        f"{_QUOTE_IT} If the line is an entry of a list, begin it with - and a space.",
    ),
}


def plain_words(problem: str) -> tuple[str, str | None]:
    """What PyYAML says of a broken file, and what to do, for those who do not know its grammar."""
    problem = " ".join(problem.split())
    return _PLAIN_WORDS.get(problem, (problem, None))


class TypographicMark(NamedTuple):
    """Where a YAML file may want plain signs: `plain` in place of what begins at `start`.

    `line` and `start` count from 0, as does `column`, where a value or a key would then begin.
    `seen` are the letters that YAML does not read as `meant`.
    """

    line: int
    start: int
    column: int
    plain: str
    seen: str
    meant: str


def find_typographic_marks(text: str) -> list[TypographicMark]:
    """The places in a text where plain signs may be wanted; many are within running text."""
    lines = enumerate(text.split("\n"))
    return [mark for number, line in lines if not line.isascii() for mark in _in_line(number, line)]


def _in_line(number: int, line: str) -> Iterator[TypographicMark]:
    for found in _QUOTED.finditer(line):
        start, plain = found.start("open"), f'"{found["text"]}"'
        seen = "".join(mark for mark in (found["open"], found["close"]) if mark in _CURLY)
        if seen:
            yield TypographicMark(number, start, start, plain, seen, "quotation marks")
    if bullet := _BULLET.match(line):
        start, column = bullet.start("mark"), bullet.end()
        yield TypographicMark(number, start, column, "-", bullet["mark"], "the hyphen of a list")
    for blank in _BLANK.finditer(line):
        start, seen = blank.start("mark"), blank["mark"]
        plain = " " * len(seen)
        yield TypographicMark(number, start, blank.end(), plain, seen.strip(" "), "a space")


def with_plain_marks(text: str, marks: Sequence[TypographicMark]) -> str:
    """The text with plain signs for its marks. Each is as long as what it replaces."""
    lines = text.split("\n")
    for mark in marks:
        line, end = lines[mark.line], mark.start + len(mark.plain)
        lines[mark.line] = line[: mark.start] + mark.plain + line[end:]
    return "\n".join(lines)


def mark_findings(text: str, marks: Sequence[TypographicMark], file: str) -> list[Finding]:
    """A finding for each line with typographic marks, with the line to write."""
    better = with_plain_marks(text, marks).split("\n")
    findings = []
    for number, here in groupby(marks, key=lambda mark: mark.line):
        by_meaning: dict[str, str] = {}
        for mark in here:
            by_meaning[mark.meant] = by_meaning.get(mark.meant, "") + mark.seen
        said = [
            f"YAML does not read {' or '.join(map(_name, dict.fromkeys(seen)))} as {meant}"
            for meant, seen in by_meaning.items()
        ]
        findings.append(
            TYPOGRAPHIC_MARKS.at(
                Location(file=file, line=number + 1),
                "; ".join(said),
                f"Write the line so: `{better[number].strip()}`",
                cause="typographic marks",
            )
        )
    return findings


def _name(mark: str) -> str:
    """A mark as it looks, with its number; of a blank its name."""
    return code_point(mark) if mark.isspace() else f"{mark} (U+{ord(mark):04X})"
