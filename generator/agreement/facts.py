"""What a pack's papers say, as facts: of what ("R15"), which ("latest score"), and the value.

A part of the pack (risks, actions, programme) gives the right values, and tells by which headings
and words finished documents say them. A heading that means nothing here is passed over.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import lru_cache

from generator.agreement.finished_documents import ShownDocument, ShownTable, one_line
from generator.content.wording import FILTERS, long_date
from generator.model.risks import Score, rounded

Key = tuple[str, str]
Value = str | int | float | Decimal | date | frozenset[date] | frozenset[Score] | None
"""Of several each may be said."""
Reader = Callable[[str], Value]
"""Takes a text of a document for the value that the inputs have. Raises Unsaid."""
Column = tuple[str, Reader]
"""Which fact a column tells, and how its texts are read."""

NAMED = "named"
"""The fact that a document names something; it is right of what the inputs have."""
REFERENCE = re.compile(r"(?=.*\d)[\w./-]{1,12}")
"""What may be the reference of a record, and is no words."""
ANYTHING = re.compile(r".+", re.DOTALL)
NOTHING = frozenset(("", "not scored", "not banded", "not known", "none", "new"))
_WORD = re.compile(r"\w+")
_NUMBER = re.compile(r"(?<![\w.])-?[0-9][0-9,]{0,14}(?:\.[0-9]{1,17})?(?!\w)")
_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_WRITTEN = re.compile(r"(\d{1,2})[ ./-](\w+)[ ./-](\d{4}|\d\d)")
_MONTHS = {long_date(date(2000, month, 1)).split()[1]: month for month in range(1, 13)}
_IN_WORDS = {FILTERS["words"](number): number for number in range(10)}


class Prose(str):
    """A text that a template may cut, or add words to."""

    __slots__ = ()

    def says(self, right: Value) -> bool:
        """Whether it holds the words of the right text, or a part of them.

        Where the inputs have none, templates may say so in their own words: "to be confirmed".
        """
        if not isinstance(right, str) or self == right:
            return right is None or self == right
        texts = (f" {' '.join(_WORD.findall(each.casefold()))} " for each in (self, right))
        short, long = sorted(texts, key=len)
        return bool(short.strip()) and short in long


class Unsaid(ValueError):
    """A text says nothing of the fact."""


@dataclass(frozen=True, kw_only=True)
class Fact:
    """One thing that a document says, and where."""

    key: Key
    value: Value
    place: str


@dataclass(frozen=True, kw_only=True)
class TableKind:
    """Tables whose first column has one of these headings and that have one of the columns.

    `rows` tells what a row is of, by its label: the first text in it, or the texts under the
    headings `labels`, joined. A table's title begins with `title`; it has one of the headings
    `strong`, where there are any. Labels like `known` must be in `rows`, if one of the table is;
    where that is ANYTHING, its headings must be in `columns`.
    Where the place of the table is `lists`, its labels together are the fact "rows" of that place.
    """

    first: frozenset[str]
    rows: Mapping[str, str]
    columns: Mapping[str, Sequence[Column]]
    title: str = ""
    labels: tuple[str, ...] = ()
    strong: frozenset[str] = frozenset()
    known: re.Pattern[str] | None = None
    lists: str = ""

    def head_of(self, table: ShownTable) -> int | None:
        """The place of the row that holds the headings of such a table."""
        if self.title and not table.title.casefold().startswith(self.title):
            return None
        wanted = self.strong or self.columns.keys()
        for at, (first, *others) in enumerate(table.headings):
            if self.first.intersection(first) and any(wanted & {*each} for each in others):
                return at
        return None


@dataclass(frozen=True, kw_only=True)
class Phrase:
    """Words in a line: their groups are the texts of `columns`.

    `of` is what they speak of; where it is a mapping, the first group is the label in it; None
    is the record that the lines name last. A text that begins with `whole` must hold the phrase,
    and no label that is not known.
    """

    pattern: re.Pattern[str]
    of: str | Mapping[str, str] | None
    columns: Sequence[Column]
    whole: str = ""


@dataclass(frozen=True, kw_only=True)
class Facts:
    """The right values of one part of a pack, and how documents say them.

    `source` is what the values are from. `phrases` are those of lines, `descriptions` those of a
    chart's alternative text. `records` are the references of risks or actions, with which a line
    may begin. `figures` tells which fact a figure of the narrative is, by its name.
    """

    source: str = "the inputs"
    right: Mapping[Key, Value] = field(default_factory=dict)
    kinds: Sequence[TableKind] = ()
    phrases: Sequence[Phrase] = ()
    descriptions: Sequence[Phrase] = ()
    records: Mapping[str, str] = field(default_factory=dict)
    figures: Mapping[str, Key] = field(default_factory=dict)

    def said_by(self, document: ShownDocument) -> Iterator[Fact]:
        """Every fact that the tables, lines and descriptions of a document say."""
        found: list[tuple[str, Column, str, str]] = []
        for table in document.tables:
            for kind in self.kinds:
                found += _in_table(table, kind)
        found += self._in_lines(document.lines) if self.phrases else ()
        for text in document.descriptions:
            found += _in_line(text, self.descriptions, "", "the alternative text ")
        for of, (name, reader), text, where in found:
            try:
                value = reader(text)
            except Unsaid:
                continue
            if type(value) is str and reader in _OF_NUMBERS and document.name.endswith("docx"):
                continue  # a table with a like heading, of something else
            yield Fact(key=(of, name), value=value, place=f"{document.name}, {where}")

    def _in_lines(self, lines: Sequence[str]) -> Iterator[tuple[str, Column, str, str]]:
        current = ""
        for line in lines:
            first = line.removeprefix("- ").split(maxsplit=1)
            current = self.records.get(first[0].rstrip(":") if first else "", current)
            if line.startswith("No ") or any(map(str.isdigit, line)):
                yield from _in_line(line, self.phrases, current)


def _in_table(table: ShownTable, kind: TableKind) -> Iterator[tuple[str, Column, str, str]]:
    at = kind.head_of(table)
    if at is None:
        return
    names = [one_line(text) for text in table.rows[at]]
    columns = [
        kind.columns.get(whole) or kind.columns.get(plain, ())
        for whole, plain in table.headings[at]
    ]
    labels = [at for at, name in enumerate(names) if name.casefold() in kind.labels]
    listed = [_label(row, labels) for row in table.rows[at + 1 :]]
    is_ours = any(label in kind.rows for label in listed)
    if is_ours and kind.known is ANYTHING:
        odd = (name for name, told in zip(names[1:], columns[1:], strict=True) if name and not told)
        yield from ((name, (NAMED, str), name, table.place) for name in odd)
    for below, label in enumerate(listed, start=at + 1):
        place = f"{table.place}, row {table.first_row + below}"
        if label not in kind.rows:
            if is_ours and kind.known and kind.known.fullmatch(label):
                yield label, (NAMED, str), label, place
            continue
        for name, told, text in zip(names, columns, table.rows[below], strict=False):
            for column in told:
                yield kind.rows[label], column, text, f"{place}, '{name}'"
    if kind.lists and table.place == kind.lists:
        shown = ", ".join(label for label in listed if label not in ("", "(spare row)"))
        yield kind.lists, ("rows", str), shown, table.place


def _label(row: Sequence[str], labels: Sequence[int]) -> str:
    if labels:
        return one_line(" ".join(row[at] for at in labels if at < len(row)))
    return next((one_line(text) for text in row[:3] if text.strip()), "")


def _in_line(
    line: str, phrases: Iterable[Phrase], current: str, of: str = ""
) -> Iterator[tuple[str, Column, str, str]]:
    place = f"{of}'{line}'"
    for phrase in phrases:
        is_whole = bool(phrase.whole) and line.startswith(phrase.whole)
        matches = list(phrase.pattern.finditer(line))
        if is_whole and not matches and isinstance(phrase.of, str):
            yield phrase.of, phrase.columns[0], "", place
        for found in matches:
            texts = list(found.groups())
            what = phrase.of
            if isinstance(what, Mapping):
                label = str(texts.pop(0))
                what = what.get(label)
                if is_whole and what is None:
                    yield label, (NAMED, str), label, place
            elif what is None:
                what = current
            if what:
                for column, text in zip(phrase.columns, texts, strict=True):
                    if text is not None:
                        yield what, column, text, place


def alternatives(words: Iterable[str]) -> str:
    """The words as a group of a pattern, long ones first: one may begin with another."""
    return f"({'|'.join(map(re.escape, sorted(words, key=len, reverse=True))) or '(?!)'})"


# How texts are read


@lru_cache(maxsize=4096)
def number(text: str) -> Value:
    """A number in figures or a count in words; None for a dash and for "Not scored".

    Several where a template prints more than one: "3 of 25", "12, was 9".
    """
    shown = text.strip().split("\n")[0].strip()
    if shown.lstrip("– ").casefold() in NOTHING:
        return None
    first = shown.split()[0].rstrip(".,;").casefold()
    if first in ("no", *_IN_WORDS):
        return _IN_WORDS.get(first, 0)
    if not _NUMBER.match(shown):
        return None if first == "–" else shown
    told = {rounded(float(each.replace(",", ""))) for each in _NUMBER.findall(shown)}
    return frozenset(told) if len(told) > 1 else told.pop()


def decimal(text: str) -> Value:
    """A number that may have decimals."""
    try:
        return float(text)
    except ValueError:
        return number(text)


def pounds(text: str) -> Value:
    """An amount of money; a cost increase is below nought."""
    plain = text.replace("£", "").replace(",", "").replace("−", "-").strip()
    sign = -1 if plain.startswith("a cost increase of ") else 1
    plain = plain.removeprefix("a cost increase of ")
    if plain in ("", "–"):
        return None
    return sign * Decimal(plain) if re.fullmatch(r"-?\d+(\.\d+)?", plain) else text


def prose(text: str) -> Value:
    """A text in one line; None for a dash. A blank is left for people to fill in."""
    shown = one_line(text)
    if not shown:
        raise Unsaid
    return None if shown == "–" else Prose(shown)


def day(text: str) -> Value:
    """A date in any way in which papers write one; else the text."""
    shown = one_line(text).removesuffix(" 00:00:00")
    if found := _ISO.fullmatch(shown):
        return date(*map(int, found.groups()))
    if found := _WRITTEN.fullmatch(shown):
        at, month, year = found.groups()
        number = int(month) if month.isdigit() else _MONTHS.get(month, 0)
        with suppress(ValueError):
            return date(int(year) % 2000 + 2000 if len(year) == 2 else int(year), number, int(at))
    return None if shown in ("", "–") else shown


def of_mapping(meanings: Mapping[str, Value]) -> Reader:
    """What a word means, whatever its capitals; None for a dash; else the word itself."""
    folded = {word.casefold(): value for word, value in meanings.items()}

    def read(text: str) -> Value:
        shown = one_line(text)
        if shown.casefold() in folded:
            return folded[shown.casefold()]
        return None if shown.strip("– ").casefold() in NOTHING else shown

    return read


_OF_NUMBERS: tuple[Reader, ...] = (number, decimal, pounds, day)
