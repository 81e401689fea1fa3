"""What a column holds decides where its heading leaves doubt.

"Impact" heads a score in one register and a paragraph in the next; "Rating" a number or a colour;
"Status" a stage of work or a RAG letter.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from generator.findings import Finding
from generator.inputs.cells.score_cells import is_placeholder
from generator.inputs.cells.text_cells import as_text, says_nothing
from generator.inputs.files.input_sheet import CellError, InputSheet, Uncalculated, letters
from generator.inputs.tables.columns.input_columns import InputForm
from generator.inputs.tables.header_row import HeaderRow
from generator.inputs.tables.score_headings import Measure
from generator.inputs.tables.table_rules import COLUMN_TAKEN_AS
from generator.inputs.tables.word_lists import words

_SLOTS = ("latest", "baseline", "revised")
_LONG = 30
_CODE = 20
_CODES = re.compile(r"^(?:[\w./\\&() -]*\d[\w./\\&() -]*|[A-Z]{1,6})$")
_FEW = 3
"""Cells that must be filled before a column is left alone for what it holds."""
_SAMPLE = 200
"""Records that are looked at to tell what a column holds."""
_NUMBER = re.compile(r"^\D{0,15}\d{1,3}(?:\.0+)?\D{0,25}$|^\d\s*[x×*]\s*\d\s*(?:=\s*\d+)?$")
_RATING = words(
    "red amber green blue black yellow orange r a g b y high medium med low very severe extreme "
    "critical moderate minor significant tolerable h m l vh vl ra ag r/a a/g amber/red amber/green"
)
_RISK_STATES = words(
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
class _Contents:
    """Shares, 0 to 1, of the filled cells of a column."""

    filled: int
    codes: float
    numbers: float
    ratings: float
    long: float
    states: float
    arrows: float


def _contents(
    sheet: InputSheet, rows: Sequence[int], column: int, ratings: Collection[str] = ()
) -> _Contents:
    """What a column holds; `ratings` are the pack's own words for them, in small letters."""
    values = [sheet.value(row, column) for row in rows if (row, column) not in sheet.spread]
    shown = [
        as_text(value)
        for value in values
        if value is not None and not isinstance(value, (CellError, Uncalculated))
    ]
    texts = [text for text in shown if not says_nothing(text) and not is_placeholder(text)]

    def share(holds: Callable[[str], object]) -> float:
        return sum(1 for text in texts if holds(text)) / len(texts) if texts else 0.0

    return _Contents(
        filled=len(texts),
        codes=share(lambda text: len(text) <= _CODE and _CODES.match(text)),
        numbers=share(lambda text: _NUMBER.match(text)),
        ratings=share(
            lambda text: _first_word(text) in _RATING or text.strip().casefold() in ratings
        ),
        long=share(lambda text: len(text) > _LONG),
        states=share(lambda text: _first_word(text) in _RISK_STATES),
        arrows=share(_ARROWS.search),
    )


def _first_word(text: str) -> str:
    found = re.split(r"[\s(,;:–-]+", text.casefold().strip())
    return found[0].strip(".") if found else ""


def settle_columns(
    sheet: InputSheet,
    header: HeaderRow,
    form: InputForm,
    fixed: Collection[str],
    ratings: Collection[str],
    findings: list[Finding],
) -> HeaderRow:
    """The header with each doubtful column under the key that its contents fit.

    The keys in `fixed` are mapped by the pack itself and stay where they are; `ratings` are its
    own words for ratings.
    """
    settler = _Settler(sheet, header, fixed, ratings, findings)
    if form.column("reference") is not None:
        settler.settle_reference()
    if form.has_readings:
        settler.settle_readings()
        settler.settle_latest()
        settler.drop_unless("status", lambda held: held.states >= 0.5, "a risk's status")
        settler.drop_unless("trend", lambda held: held.arrows >= 0.5, "a trend")
    if form.column("rag") is not None:
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
        fixed: Collection[str],
        ratings: Collection[str],
        findings: list[Finding],
    ) -> None:
        self._sheet = sheet
        self._header = header
        self._fixed = fixed
        self._ratings = frozenset(word.strip().casefold() for word in ratings)
        self._findings = findings
        self._columns = dict(header.columns)
        self._rivals = {key: list(places) for key, places in header.rivals.items()}
        self._earlier = dict(header.earlier)
        self._rows = _sample_rows(sheet, header)

    def header(self) -> HeaderRow:
        used = set(self._columns.values())
        doubled = {at: key for at, key in self._header.doubled.items() if at not in used}
        return replace(self._header, columns=self._columns, doubled=doubled, earlier=self._earlier)

    def _held(self, key: str) -> _Contents | None:
        """What the column of a key holds; None where there is none to settle."""
        if key in self._fixed or key not in self._columns:
            return None
        return _contents(self._sheet, self._rows, self._columns[key], self._ratings)

    def settle_reference(self) -> None:
        """A column of references holds short codes; one of titles or dates is none."""
        while (held := self._held("reference")) and held.filled >= 2 and held.codes < 0.5:
            self._move("reference", "")

    def settle_readings(self) -> None:
        for slot in _SLOTS:
            for measure in ("impact", "likelihood"):
                held = self._held(f"{slot}_{measure}")
                if held and held.long >= 0.5:
                    to = "potential_impact" if measure == "impact" else ""
                    self._move(f"{slot}_{measure}", to)
            self._settle_score(f"{slot}_score", f"{slot}_rag")
        self._take_numbers_as_impact()

    def _settle_score(self, score: str, rag: str) -> None:
        """A score in words is a rating, a rating in numbers a score; other words are neither."""
        held = self._held(score)
        if held and held.filled and held.numbers < 0.5:
            if held.ratings >= 0.5:
                self._move(score, rag)
            elif held.filled >= _FEW:
                column = self._columns[score]
                self._move(score, "")
                self._say(column, "holds other words than scores and was left alone")
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
            filled = [
                column
                for column in at.values()
                if column and _contents(self._sheet, self._rows, column).filled
            ]
            if not filled:
                continue
            for measure, column in at.items():
                if column is not None:
                    self._columns[f"latest_{measure}"] = column
                    del self._earlier[period, measure]
            self._say(filled[0], f"was taken as the latest score, being the last ({period})")
            return

    def settle_rag(self) -> None:
        """A column headed Status is the RAG only if it holds ratings."""
        held = self._held("rag")
        if held is None or "rag" in self._header.headings[self._columns["rag"]].text.casefold():
            return
        if held.filled >= 2 and held.ratings < 0.5:
            column = self._columns["rag"]
            self._move("rag", "")
            self._say(column, "holds other words than ratings and was left alone")

    def drop_unless(self, key: str, fits: Callable[[_Contents], bool], what: str) -> None:
        """Leaves a column alone that holds other things than its heading says."""
        held = self._held(key)
        if held and held.filled >= _FEW and not fits(held):
            column = self._columns[key]
            self._move(key, "")
            self._say(column, f"holds other words than {what} and was left alone")

    def _move(self, key: str, to: str) -> None:
        """Puts a column under another key, or none; the next that could have its key takes it."""
        column = self._columns.pop(key)
        if to and to not in self._columns:
            self._columns[to] = column
        used = set(self._columns.values())
        waiting = [at for at in self._rivals.get(key, []) if at not in used and at != column]
        if waiting:
            self._columns[key] = waiting[0]
            self._rivals[key] = waiting[1:]

    def _say(self, column: int, what: str) -> None:
        heading = " ".join(self._header.headings[column].whole.split())
        place = self._sheet.at(self._header.bottom, column)
        seen = f"{heading} ({letters(column)}) {what}"
        self._findings.append(COLUMN_TAKEN_AS.at(place, seen))
