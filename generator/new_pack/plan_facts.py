"""What an action plan shows of itself: its table, the key of its ratings, its date."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.findings import Finding, Location
from generator.inputs.cells.text_cells import as_text, plain_word
from generator.inputs.files.input_sheet import InputSheet
from generator.inputs.records.stated_dates import find_stated_dates
from generator.inputs.tables.column_contents import PackWords
from generator.inputs.tables.columns.action_columns import ACTION_PLAN
from generator.inputs.tables.heading_words import columns_of
from generator.inputs.tables.input_table import InputTable
from generator.new_pack.bands import letters_of
from generator.new_pack.reading_cells import without_slips
from generator.new_pack.register_facts import TableFacts, find_body, tables_of
from generator.settings.input_files import InputFile

_KNOWN = (
    ("red", "R", "Red", "Off track", "red"),
    ("amber", "A", "Amber", "Some delay", "amber"),
    ("green", "G", "Green", "On track", "green"),
    ("blue", "B", "Blue", "Complete", "blue"),
)
"""Ratings by colour: word, letter, word as printed, what it usually means, colour."""
_COLOURS = (
    (re.compile(r"late|overdue|off track|not started|missed|delayed|stalled", re.I), "red"),
    (re.compile(r"risk|some delay|slipp|behind|partial", re.I), "amber"),
    (re.compile(r"complete|implemented|done|closed|achieved|delivered", re.I), "blue"),
    (re.compile(r"on track|progress|on target|ongoing|started|green", re.I), "green"),
)
_LONGEST_WORD = 25
_MOST_STATUSES = 9
_LEGEND = re.compile(r"\b([A-Za-z]{1,12})\s*[=:–-]\s*([^,;=|\n]{3,60})")


@dataclass(frozen=True, kw_only=True)
class FoundStatus:
    """A line of the key of ratings. `colour` is a colour of the house style."""

    letter: str
    word: str
    meaning: str
    colour: str


@dataclass(frozen=True, kw_only=True)
class PlanFacts:
    """What a plan shows. `key_reason` says where its ratings come from, `updated` its date."""

    wanted: InputFile
    table: TableFacts
    other_sheets: tuple[str, ...]
    key: tuple[FoundStatus, ...]
    key_reason: str
    updated: str
    title: str
    body: tuple[str, Location] | None


def read_plan(
    sheets: Sequence[InputSheet], wanted: InputFile, findings: list[Finding]
) -> PlanFacts | None:
    """The facts of an action plan; None, with findings, where its sheets hold none."""
    tables, _ = tables_of(sheets, ACTION_PLAN, wanted, PackWords(), [])
    column = _rating_column(tables[0]) if tables else None
    words = _words(tables[0], column) if column else Counter[str]()
    heading = tables[0].header.headings[column].whole if column else ""
    known = PackWords(ratings=frozenset(map(plain_word, words)))
    tables, others = tables_of(sheets, ACTION_PLAN, wanted, known, findings)
    if not tables:
        return None
    table = tables[0]
    dates = find_stated_dates(table)
    return PlanFacts(
        wanted=wanted,
        table=TableFacts.of(table, findings),
        other_sheets=others,
        key=_key(words, _legend(table)),
        key_reason=f"the ratings under '{heading}'" if words else "",
        updated=f"{dates[0].last:%B %Y}" if dates else "",
        title=_title(table),
        body=find_body(sheets, tables),
    )


def _rating_column(table: InputTable) -> int | None:
    """The column of ratings, also where its words are the plan's own."""
    if "rag" in table.header.columns:
        return table.header.columns["rag"]
    for at, heading in table.header.unknown.items():
        meant = any(key == "rag" for _, key in columns_of(heading.text, ACTION_PLAN))
        if meant and 0 < len(_words(table, at)) <= _MOST_STATUSES:
            return at
    return None


def _words(table: InputTable, column: int) -> Counter[str]:
    """How often each rating occurs, spelt as it mostly is."""
    spelt: dict[str, Counter[str]] = {}
    for record in table.records:
        text = " ".join(as_text(table.sheet.value(record.row, column) or "").split())
        if text and len(text) <= _LONGEST_WORD:
            spelt.setdefault(plain_word(text), Counter())[text] += 1
    names = without_slips(Counter({plain: said.total() for plain, said in spelt.items()}))
    return Counter({spelt[name].most_common(1)[0][0]: spelt[name].total() for name in names})


def _legend(table: InputTable) -> dict[str, str]:
    """What a line above the table says of each letter: "B = complete, R = off track"."""
    return {
        plain_word(letter): " ".join(meaning.split())
        for row, cells in table.sheet.rows.items()
        if row < table.header.top
        for value in cells.values()
        for letter, meaning in _LEGEND.findall(as_text(value))
    }


def _key(words: Counter[str], legend: dict[str, str]) -> tuple[FoundStatus, ...]:
    """The key of ratings: the usual colours, then the plan's own words."""
    found: list[FoundStatus] = []
    own: list[str] = []
    said = {plain_word(word): word for word in words}
    if len(said.keys() & {"red", "amber", "green", "r", "a", "g"}) > 1:
        said = {"red": "", "amber": "", "green": ""} | said
    for plain, letter, word, meaning, colour in _KNOWN:
        if plain in said or letter.casefold() in said:
            meant = legend.get(letter.casefold(), legend.get(plain, meaning))
            meant = meant[:1].upper() + meant[1:]
            found.append(FoundStatus(letter=letter, word=word, meaning=meant, colour=colour))
    taken = {plain_word(name) for each in found for name in (each.letter, each.word)}
    own = [word for plain, word in said.items() if plain not in taken]
    letters = letters_of([*(each.word for each in found), *own])[len(found) :]
    for word, letter in zip(own, letters, strict=True):
        meaning = legend.get(plain_word(word), word)
        word = word[:1].upper() + word[1:] if word.islower() or word.isupper() else word
        colour = next((colour for words, colour in _COLOURS if words.search(word)), "none")
        found.append(FoundStatus(letter=letter, word=word, meaning=meaning, colour=colour))
    order = [colour for *_, colour in _KNOWN]
    return tuple(
        sorted(found, key=lambda each: order.index(each.colour) if each.colour in order else 9)
    )


def _title(table: InputTable) -> str:
    """The plan's title: the text above it that calls it a plan, or the like."""
    for row, text in _texts_above(table):
        if row < table.header.top and re.search(
            r"\b(?:plan|tracker|actions|recommendations)\b", text, re.IGNORECASE
        ):
            return text
    return ""


def _texts_above(table: InputTable) -> Iterator[tuple[int, str]]:
    for row, cells in table.sheet.rows.items():
        for value in cells.values():
            text = " ".join(as_text(value).split())
            if len(text) <= 100:
                yield row, text
