"""Decides by what a column holds where its heading leaves doubt.

"Impact" heads a score in one register and a paragraph in the next; "Rating" a number or a colour;
"Status" a stage of work or a RAG letter; "Probability" a step or a percentage. The whole column
decides, never a single cell.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from generator.characters import plain_letters
from generator.findings import Finding, Rule, rule
from generator.inputs.cells.score_cells import is_placeholder
from generator.inputs.cells.text_cells import as_text, says_nothing, word_set
from generator.inputs.files.input_sheet import CellError, InputSheet, Uncalculated, letters
from generator.inputs.tables.columns.input_columns import InputForm
from generator.inputs.tables.header_row import HeaderRow
from generator.inputs.tables.heading_words import mapping_line, plain
from generator.inputs.tables.score_headings import RANKS, Measure

COLUMN_TAKEN_AS = rule("COL-05")
COLUMN_OF_PERCENTAGES = rule("COL-08")

_SLOTS = ("latest", "baseline", "revised")
_LONG = 30
_CODE = 20
_CODES = re.compile(r"^(?:[\w./\\&() -]*\d[\w./\\&() -]*|[A-Z]{1,6})$")
_FEW = 3
"""Cells that must be filled before a column is left alone for what it holds."""
_SAMPLE = 200
"""Records that are looked at to tell what a column holds."""
_NUMBER = re.compile(
    r"^\D{0,15}\d{1,3}(?:\.\d+)?\D{0,25}$|^\d\s*[x×*]\s*\d\s*(?:=\s*\d+)?$"
    r"|^\d{1,2}\s*\(\s*\d\s*[x×*]\s*\d\s*\)$"
)
_PERCENT = re.compile(r"^[<>≤≥~]?\s*\d+(?:\.\d+)?\s*%|^0?\.\d+$")
_WHOLE_SHARE = re.compile(r"^[01](?:\.0+)?$")
_RATING = word_set(
    "red amber green blue black yellow orange r a g b y high medium med low very severe extreme "
    "critical moderate minor significant tolerable h m l vh vl ra ag r/a a/g amber/red amber/green"
)
_STEP = _RATING | word_set(
    "negligible insignificant minimal trivial slight small serious major substantial catastrophic "
    "fundamental disastrous rare remote improbable unlikely possible occasional likely probable "
    "frequent almost certain highly"
)
_RISK_STATES = word_set(
    "open closed issue live active ongoing current new treat tolerate transfer terminate accept "
    "accepted complete completed archived closed/archived on-going managed mitigated monitoring "
    "monitored retired removed resolved escalated reopened reduced materialised occurred draft"
)
_ARROWS = re.compile(
    r"[←-⇿⬀-⯿🡀-🣿▲▼◄►△▽=]|\b(?:up|down|same|static|stable|steady|level|new|no change|unchanged"
    r"|increas\w*|decreas\w*|improv\w*|worse\w*|reduc\w*|higher|lower|deteriorat\w*)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, kw_only=True)
class PackWords:
    """The pack's own words for its ratings and for the steps of its scales, in small letters."""

    ratings: frozenset[str] = frozenset()
    steps: frozenset[str] = frozenset()


@dataclass(frozen=True, kw_only=True)
class _Contents:
    """The texts of a column's filled cells, and shares of them, 0 to 1."""

    texts: Sequence[str]
    words: PackWords

    @property
    def filled(self) -> int:
        return len(self.texts)

    def share(self, holds: Callable[[str], object]) -> float:
        """The share of the texts that hold something."""
        return sum(1 for text in self.texts if holds(text)) / self.filled if self.texts else 0.0

    @property
    def codes(self) -> float:
        return self.share(lambda text: len(text) <= _CODE and _CODES.match(text))

    @property
    def numbers(self) -> float:
        return self.share(_NUMBER.match)

    @property
    def ratings(self) -> float:
        return self.share(
            lambda text: _first_word(text) in _RATING or text.casefold() in self.words.ratings
        )

    @property
    def steps(self) -> float:
        """The share that may be steps of a scale: numbers, or words of this or any scale."""
        known = self.words.steps
        return self.share(
            lambda text: (
                _NUMBER.match(text) or text.casefold() in known or _first_word(text) in _STEP
            )
        )

    @property
    def long(self) -> float:
        return self.share(lambda text: len(text) > _LONG)

    @property
    def states(self) -> float:
        return self.share(lambda text: _first_word(text) in _RISK_STATES)

    @property
    def arrows(self) -> float:
        return self.share(_ARROWS.search)

    @property
    def are_percentages(self) -> bool:
        """Whether some cells are percentages or fractions, and the rest may be: 0, 1, 100%."""
        if self.share(lambda text: text.casefold() in self.words.steps) > 0:
            return False
        percent, whole = self.share(_PERCENT.match), self.share(_WHOLE_SHARE.match)
        return percent > 0 and percent + whole >= 0.8

    @property
    def number_the_rows(self) -> bool:
        """Whether the cells are 1, 2, 3 and so on, in any order."""
        numbers = sorted(int(text) for text in self.texts if text.isascii() and text.isdigit())
        return self.filled > 1 and numbers == list(range(1, self.filled + 1))

    @property
    def repeat(self) -> bool:
        """Whether most texts occur more than once."""
        return self.filled > _FEW and len(set(self.texts)) * 2 < self.filled

    @property
    def are_labels(self) -> bool:
        """Whether a few texts stand in all cells, as words of a scale do."""
        return len(set(self.texts)) <= max(6, self.filled // 5)


def percentage(text: str) -> str:
    """The text of a column of percentages as one: 0.4 is 40%, 1 is 100%."""
    if not (_PERCENT.match(text) or _WHOLE_SHARE.match(text)) or "%" in text:
        return text
    return f"{float(text) * 100:g}%"


def _first_word(text: str) -> str:
    found = re.split(r"[\s(,;:–-]+", text.casefold().strip())
    return found[0].strip(".") if found else ""


def settle_columns(
    sheet: InputSheet,
    header: HeaderRow,
    form: InputForm,
    fixed: Collection[str],
    words: PackWords,
    findings: list[Finding],
) -> HeaderRow:
    """The header with each doubtful column under the key that its contents fit.

    The keys in `fixed` are mapped by the pack itself and stay where they are.
    """
    settler = _Settler(sheet, header, form.key, fixed, words, findings)
    settler.settle_reference()
    for key in ("description", "recommendation"):
        settler.settle_text(key)
    if form.has_readings:
        settler.settle_readings()
        settler.settle_latest()
        settler.settle_status()
        settler.drop_unless("status", lambda held: held.states >= 0.5, "a risk's status")
        settler.drop_unless("trend", lambda held: held.arrows >= 0.5, "a trend")
    settler.settle_rag()
    return settler.header()


def _sample_rows(sheet: InputSheet, header: HeaderRow) -> list[int]:
    """The first rows below the headings that fill at least half of what the widest row fills."""
    known = {*header.columns.values(), *header.earlier.values()}
    widths = {
        row: sum(1 for column in known if column in cells)
        for row, cells in islice(sheet.rows.items(), 2 * _SAMPLE)
        if row > header.bottom
    }
    least = max(2, max(widths.values(), default=0) / 2)
    return [row for row, width in widths.items() if width >= least][:_SAMPLE]


class _Settler:
    def __init__(
        self,
        sheet: InputSheet,
        header: HeaderRow,
        key: str,
        fixed: Collection[str],
        words: PackWords,
        findings: list[Finding],
    ) -> None:
        self._sheet = sheet
        self._input = key
        self._header = header
        self._fixed = fixed
        self._words = words
        self._findings = findings
        self._columns = dict(header.columns)
        self._rivals = {key: list(places) for key, places in header.rivals.items()}
        self._earlier = dict(header.earlier)
        self._rows = _sample_rows(sheet, header)
        self._explained: set[int] = set()
        self._percentages: set[int] = set()

    def header(self) -> HeaderRow:
        """The header as it is settled."""
        used = set(self._columns.values())
        return replace(
            self._header,
            columns=self._columns,
            doubled={at: key for at, key in self._header.doubled.items() if at not in used},
            earlier=self._earlier,
            explained=frozenset(self._explained),
            percentages=frozenset(self._percentages),
        )

    def _contents(self, column: int) -> _Contents:
        values = [
            self._sheet.value(row, column)
            for row in self._rows
            if (row, column) not in self._sheet.spread
        ]
        shown = [
            as_text(value)
            for value in values
            if value is not None and not isinstance(value, (CellError, Uncalculated))
        ]
        shown = [text if text.isascii() else plain_letters(text)[0] for text in shown]
        texts = [text for text in shown if not says_nothing(text) and not is_placeholder(text)]
        return _Contents(texts=texts, words=self._words)

    def _held(self, key: str) -> _Contents | None:
        """What the column of a key holds; None where there is none to settle."""
        if key in self._fixed or key not in self._columns:
            return None
        return self._contents(self._columns[key])

    def settle_reference(self) -> None:
        """A column of references holds short codes; one of titles, dates or owners is none."""
        while held := self._held("reference"):
            sure = self._columns["reference"] not in self._header.unsure
            if held.filled < 2 or (held.codes >= 0.5 and (sure or not held.repeat)):
                return
            self._move("reference", "")

    def settle_text(self, key: str) -> None:
        """A column that says what a record is about does not hold ratings or numbers."""
        while (held := self._held(key)) and held.filled > 1 and self._rivals.get(key):
            if max(held.ratings, held.numbers) < 0.5:
                return
            self._move(key, "")

    def settle_readings(self) -> None:
        """Each score's column holds steps, scores or ratings, as its key says."""
        for slot in _SLOTS:
            self._settle_step(f"{slot}_impact", "potential_impact")
            self._settle_step(f"{slot}_likelihood", "")
            self._settle_score(f"{slot}_score", f"{slot}_rag")
        self._take_numbers_as_impact()

    def _settle_step(self, key: str, to: str) -> None:
        """A column of percentages or of texts holds no steps; another of its heading may."""
        held = self._held(key)
        if held is None or held.filled == 0:
            return
        column = self._columns[key]
        if held.are_percentages:
            self._move(key, "")
            self._percentages.add(column)
            shown = ", ".join(percentage(text) for text in list(dict.fromkeys(held.texts))[:3])
            self._say(column, f"holds percentages ({shown}), not steps", "", COLUMN_OF_PERCENTAGES)
        elif held.steps < 0.5:
            better = [at for at in self._rivals.get(key, []) if self._contents(at).steps >= 0.5]
            if better:
                self._rivals[key] = better
            elif held.long < 0.5 and (held.are_labels or not to):
                return  # words of a scale that the pack does not declare
            self._move(key, to)

    def _settle_score(self, score: str, rag: str) -> None:
        """A score in words is a rating, a rating in numbers a score; other words are neither."""
        held = self._held(score)
        if held and held.filled:
            heading = self._header.headings[self._columns[score]].text
            if set(plain(heading).split()) & RANKS and held.number_the_rows:
                self._move(score, "")
                held = self._held(score)
        if held and held.filled and held.numbers < 0.5:
            column = self._columns[score]
            if held.ratings >= 0.5:
                self._move(score, rag)
            elif held.filled >= _FEW:
                self._move(score, "")
                self._say(
                    column, "holds words that are no scores: it was not read as a score", score
                )
        held = self._held(rag)
        if held and held.filled and held.numbers >= 0.5 and score not in self._columns:
            self._move(rag, score)

    def _take_numbers_as_impact(self) -> None:
        """A column of consequences that holds numbers is the impact that a likelihood lacks."""
        held = self._held("potential_impact")
        if held is None or held.filled == 0 or held.numbers < 0.8:
            return
        for slot in _SLOTS:
            if f"{slot}_likelihood" in self._columns and f"{slot}_impact" not in self._columns:
                self._move("potential_impact", f"{slot}_impact")
                return

    def settle_latest(self) -> None:
        """Where every score is of a named period, the last one that is filled is the latest."""
        if any(key.startswith("latest_") and key != "latest_date" for key in self._columns):
            return
        periods = list(dict.fromkeys(name for name, _ in self._earlier))
        for period in reversed(periods):
            at = {measure: self._earlier.get((period, measure)) for measure in Measure}
            filled = [column for column in at.values() if column and self._contents(column).filled]
            if not filled:
                continue
            for measure, column in at.items():
                if column is not None:
                    self._columns[f"latest_{measure}"] = column
                    del self._earlier[period, measure]
            what = f"was read as the latest score: {period} is the last period"
            self._say(filled[0], what, "")
            return

    def settle_rag(self) -> None:
        """A column headed Status is the RAG only if it holds ratings."""
        held = self._held("rag")
        if held is None or "rag" in self._header.headings[self._columns["rag"]].text.casefold():
            return
        if held.filled >= 2 and held.ratings < 0.5:
            column = self._columns["rag"]
            self._move("rag", "")
            self._say(column, "holds words that are no ratings: it was not read as the RAG", "rag")

    def settle_status(self) -> None:
        """A column headed Status that holds colours is the rating, where there is no other."""
        held = self._held("status")
        if held and held.filled and held.ratings >= 0.5 and "latest_rag" not in self._columns:
            self._move("status", "latest_rag")

    def drop_unless(self, key: str, fits: Callable[[_Contents], bool], what: str) -> None:
        """Leave a column alone that holds other things than its heading says."""
        held = self._held(key)
        if held and held.filled >= _FEW and not fits(held):
            column = self._columns[key]
            self._move(key, "")
            self._say(column, f"holds words that are not {what}: it was not read as one", key)

    def _move(self, key: str, to: str) -> None:
        """Put a column under another key, or none; the next that could have its key takes it."""
        column = self._columns.pop(key)
        if to and to not in self._columns:
            self._columns[to] = column
        used = set(self._columns.values())
        waiting = [at for at in self._rivals.get(key, []) if at not in used and at != column]
        if waiting:
            self._columns[key] = waiting[0]
            self._rivals[key] = waiting[1:]

    def _say(self, column: int, what: str, key: str, said: Rule = COLUMN_TAKEN_AS) -> None:
        """Say how a column was read; `key` is what it should be mapped to if that is wrong."""
        self._explained.add(column)
        place = self._sheet.at(self._header.bottom, column)
        heading = self._header.headings[column].whole
        seen = f"column {letters(column)} “{heading}” {what}"
        line = mapping_line(self._input, key, self._header.headings[column].text)
        remedy = f"If that is wrong, {line}" if key else None
        self._findings.append(said.at(place, seen, remedy, value=heading))
