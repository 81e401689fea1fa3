"""What the register says of each risk, and what a finished document says of it.

A fact is named by what it is of ("R15", "the Red risks") and what it says of it ("latest score").
Documents are understood by their headings: those of the council's own words, wherever a table is.
A column whose heading means nothing here is passed over.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.agreement.finished_documents import ShownDocument, ShownTable
from generator.characters import whole_number
from generator.content.wording import FILTERS
from generator.model.narrative import NarrativeSection, ProseRun, ProseText
from generator.model.pack import Pack
from generator.model.risks import Risk, Score, Trend, rounded
from generator.model.standing import (
    band_of,
    count_bands,
    count_register,
    distance_to_target,
    reading_of,
    score_of,
    trend_of,
)
from generator.model.vocabulary import Vocabulary

Key = tuple[str, str]
Value = str | int | float | None
_REFERENCES = frozenset(("reference", "no.", "no", "ref", "risk", "risk id", "id"))
_ARROWS = {"↑": Trend.INCREASED, "⇔": Trend.UNCHANGED, "↓": Trend.DECREASED}
_NOTHING = frozenset(("", "not scored", "not banded", "not known", "new"))
_NUMBER = re.compile(r"-?[0-9]{1,15}(?:\.[0-9]{1,6})?")
_COUNTS_IN_LINES = (
    (re.compile(r"(\d+) up, (\d+) unchanged, (\d+) down"), ("up", "unchanged", "down")),
    (re.compile(r"\bopen (\d+), issues (\d+), closed (\d+)"), ("open", "issues", "closed")),
)
_MOVED = re.compile(r"(?:- )?\S+ (increased|decreased)(?: from (.+) to (.+))?$")
_CONTEXT = 25
"""Characters beside a figure by which its place in the prose is found again."""


@dataclass(frozen=True, kw_only=True)
class Fact:
    """One thing that a document says, and where."""

    key: Key
    value: Value
    place: str


class Facts:
    """The facts of a pack's register, and how finished documents say them."""

    def __init__(self, pack: Pack) -> None:
        self._pack = pack
        self._risks = (
            {risk.reference: risk for risk in pack.register.risks} if pack.register else {}
        )
        self._words: Vocabulary = pack.vocabulary
        self._measures = _measures(self._words)
        scoring = pack.settings.scoring
        self._bands = {
            label: band.letter
            for band in (scoring.bands if scoring else ())
            for label in (band.letter, band.word, f"{band.word} ({band.letter})")
        }
        trends = pack.settings.trend
        self._trends = {
            text.casefold(): trend
            for trend in Trend
            for text in (trend.value, getattr(trends, trend.value))
        }

    # What is right

    def right(self) -> Mapping[Key, Value]:
        """Every fact as the register has it."""
        facts: dict[Key, Value] = {}
        for reference, risk in self._risks.items():
            facts |= {(reference, name): value for name, value in self._of_risk(risk).items()}
        return facts | self._counts()

    def _of_risk(self, risk: Risk) -> dict[str, Value]:
        scoring = self._pack.settings.scoring
        facts: dict[str, Value] = {
            "trend": trend_of(risk, scoring),
            "status": risk.status.value,
            "distance": distance_to_target(risk),
        }
        for name in self._words.readings:
            reading = reading_of(risk, name)
            band = band_of(reading, scoring) if scoring else None
            facts |= {
                f"{name} impact": _step(reading.impact),
                f"{name} likelihood": _step(reading.likelihood),
                f"{name} score": score_of(reading),
                f"{name} rating": band.letter if band else None,
            }
        return facts

    def _counts(self) -> dict[Key, Value]:
        scoring, risks = self._pack.settings.scoring, tuple(self._risks.values())
        counts = count_register(risks, scoring)
        facts: dict[Key, Value] = {
            ("the register", name): getattr(counts, name)
            for name in ("total", "open", "issues", "closed", "up", "unchanged", "down")
        }
        facts["the register", "exceptions"] = len(self._pack.exceptions)
        for name in self._words.readings:
            counted: Counter[str | None] = (
                count_bands(risks, scoring, name) if scoring else Counter()
            )
            facts |= {
                (f"the risks rated {letter}", f"{name} count"): counted[letter]
                for letter in {*self._bands.values()}
            }
        return facts

    # What a document says

    def said_by(self, document: ShownDocument) -> Iterator[Fact]:
        """Every fact that the tables and lines of a document say."""
        for table in document.tables:
            for column, of, key, text in self._cells(table):
                place = f"{document.name}, {table.place}, {column}"
                yield Fact(key=(of, key), value=self._value(key, text), place=place)
        for of, key, text, line in self._in_lines(document.lines):
            yield Fact(
                key=(of, key), value=self._value(key, text), place=f"{document.name}, '{line}'"
            )
        for of, key, text, words in self._in_prose(document.lines):
            yield Fact(key=(of, key), value=_counted(text), place=f"{document.name}, '{words}'")

    def _cells(self, table: ShownTable) -> Iterator[tuple[str, str, str, str]]:
        """(place, what of, which fact, text) for each cell that says one."""
        head = next((row for row in table.rows if self._heads(row)), None)
        if head is None:
            return
        plain = [_plain(text) for text in head]
        start = table.rows.index(head) + 1
        for number, row in enumerate(table.rows[start:], start=table.first_row + start):
            named = next((text for text in row[:3] if text.strip()), "").strip()
            band = self._bands.get(named)
            for heading, name, text in zip(head, plain, row, strict=False):
                place = f"row {number}, '{' '.join(heading.split())}'"
                if named in self._risks and plain[0] in _REFERENCES and name in self._measures:
                    fact = self._measures[name]
                    yield place, named, fact, text
                    lettered = re.match(r"(?:[\d.]+|–) (\S+)", text)
                    if lettered and lettered[1] in self._bands and fact.endswith("score"):
                        yield place, named, fact.replace("score", "rating"), lettered[1]
                elif band and plain[0] in ("rag", "rating") and name in self._count_headings:
                    of = f"the risks rated {band}"
                    yield place, of, f"{self._count_headings[name]} count", text
                elif plain[0] == "movement" and name == "risks":
                    yield from ((place, "the register", key, text) for key in _movement(named))

    def _heads(self, row: Sequence[str]) -> bool:
        names = [_plain(text) for text in row]
        if not names or not any(names):
            return False
        counts = names[0] in ("rag", "rating", "movement") and (
            "risks" in names or {*names} & self._count_headings.keys()
        )
        return bool(counts or (names[0] in _REFERENCES and {*names} & self._measures.keys()))

    @property
    def _count_headings(self) -> Mapping[str, str]:
        """The headings of counts by reading; "risks that are not closed" are those of now."""
        words = {self._words[name].casefold(): name for name in self._words.readings}
        return words | {"risks that are not closed": "latest"}

    def _in_lines(self, lines: tuple[str, ...]) -> Iterator[tuple[str, str, str, str]]:
        """(what of, which fact, text, line) for each line of a message that says one."""
        score = re.compile(rf"\b{re.escape(self._words['latest'])} score: (\S+) \((.+?)\)")
        current = ""
        for line in lines:
            first = line.removeprefix("- ").split(maxsplit=1)
            named = first[0].rstrip(":") if first else ""
            current = named if named in self._risks else current
            for pattern, keys in _COUNTS_IN_LINES:
                if found := pattern.search(line):
                    for key, text in zip(keys, found.groups(), strict=True):
                        yield "the register", key, text, line
            found = re.fullmatch(r"(.+ \(\w+\)): (\d+)", line.strip())
            if found and found[1] in self._bands:
                yield f"the risks rated {self._bands[found[1]]}", "latest count", found[2], line
            found = _MOVED.match(line)
            if found and named in self._risks:
                yield named, "trend", found[1], line
                for name, text in (("previous", found[2]), ("latest", found[3])):
                    if text:
                        measure = "rating" if text in self._bands else "score"
                        yield named, f"{name} {measure}", text, line
            if current and (found := score.search(line)):
                yield current, "latest score", found[1], line
                yield current, "latest rating", found[2], line

    def _in_prose(self, lines: tuple[str, ...]) -> Iterator[tuple[str, str, str, str]]:
        """(what of, which count, text, words) for each count that the narrative draws."""
        prose = " ".join(" ".join(lines).split())
        for section in (*self._pack.narrative.values(), *self._pack.implications.values()):
            for before, key, after in self._drawn(section):
                pattern = f"{re.escape(before)}(\\S{{1,20}}){re.escape(after)}"
                for found in re.finditer(pattern, prose):
                    yield *key, found[1], found[0]

    def _drawn(self, section: NarrativeSection) -> Iterator[tuple[str, Key, str]]:
        """Each count of risks in a section, with the words before and after it."""
        for text in section.texts():
            for at, run in enumerate(text):
                name = re.match(r"\{\{\s*risks\.(\w+)", run.text) if run.is_placeholder else None
                key = self._count_named(name[1]) if name else None
                before, after = _beside(text, at - 1, last=True), _beside(text, at + 1)
                if key is not None and len(before) + len(after) > _CONTEXT / 2:
                    yield before, key, after

    def _count_named(self, name: str) -> Key | None:
        """The fact of a figure's name: `risks.total`, `risks.very_high`."""
        for word, letter in self._bands.items():
            if word.lower().replace(" ", "_") == name:
                return f"the risks rated {letter}", "latest count"
        return ("the register", name) if name != "new" else None

    def _value(self, key: str, text: str) -> Value:
        """A text as the register has it; None for a dash and for "Not scored" and the like."""
        shown = text.strip().split("\n")[0].strip()
        if shown.lstrip("– ").casefold() in _NOTHING:
            return None
        if key == "trend":
            words = shown.lstrip("↑⇔↓– ").casefold()
            return _ARROWS.get(shown[0]) or self._trends.get(words, words if words else None)
        if key.endswith("rating"):
            return self._bands.get(shown, shown)
        if key == "status":
            return shown
        if key == "distance" and not _NUMBER.fullmatch(shown):
            return _distance(shown)
        first = shown.split()[0]
        if _NUMBER.fullmatch(first):
            return rounded(float(first))
        return None if first == "–" else shown


def _step(step: Score | None) -> Score | None:
    """A step as the papers print it: with two decimals at most."""
    return None if step is None else rounded(step)


def _measures(words: Vocabulary) -> dict[str, str]:
    """The facts of a risk by the headings that columns of them have."""
    found = {"status": "status", _plain(words.distance): "distance", "rating": "latest rating"}
    if words.has_trend:
        found[_plain(words["trend"])] = "trend"
    for name in words.readings:
        for measure, heading in words.columns(name).items():
            fact = "rating" if measure == "RAG" else measure
            found[_plain(heading)] = f"{name} {fact}"
    return found


def _plain(heading: str) -> str:
    """A heading without dates, line breaks and the word "risk" within it."""
    words = [word for word in heading.casefold().split() if not any(map(str.isdigit, word))]
    return " ".join(word for word in words if word != "risk" or len(words) == 1)


def _movement(label: str) -> tuple[str, ...]:
    """Which count a row of movements is."""
    names = {"↑": "up", "⇔": "unchanged", "↓": "down", "C": "closed"}
    return (names[label[0]],) if label[:1] in names else ()


def _distance(text: str) -> Score | None:
    """ "6 above target" as 6, "2 below …" as -2, "at target" as 0."""
    number = _NUMBER.match(text)
    if number is None:
        return 0 if text.startswith("at ") else None
    size = rounded(float(number[0]))
    return -size if " below " in text else size


def _beside(text: ProseText, at: int, *, last: bool = False) -> str:
    """The words of a run beside a figure; nothing beside another figure, or at an end."""
    run: ProseRun | None = text[at] if 0 <= at < len(text) else None
    if run is None or run.is_placeholder:
        return ""
    shown = re.sub(r"\s+", " ", run.text)
    return shown[-_CONTEXT:] if last else shown[:_CONTEXT]


def _counted(text: str) -> Value:
    """A count in figures or in words."""
    number = whole_number(text.replace(",", ""))
    if number is not None:
        return number
    words = {FILTERS["words"](number): number for number in range(101)}
    return words.get(text.casefold(), text)
