"""Decides by what a column holds where its heading leaves doubt.

"Impact" heads a score in one register and a paragraph in the next; "Rating" a number or a colour;
"Status" a stage of work or a RAG letter; "Probability" a step or a percentage. The whole column
decides, never a single cell.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import date
from itertools import islice

from generator.characters import yaml_text
from generator.findings import Finding, Rule, rule
from generator.inputs.cells.date_cells import parse_date
from generator.inputs.files.input_sheet import InputSheet, letters
from generator.inputs.tables.column_contents import (
    FEW,
    ColumnContents,
    PackWords,
    percentage,
    read_contents,
)
from generator.inputs.tables.columns.input_columns import InputForm
from generator.inputs.tables.header_row import HeaderRow
from generator.inputs.tables.heading_words import mapping_line, plain
from generator.inputs.tables.score_headings import (
    DOUBTFUL,
    Measure,
    Stage,
    is_stage_alone,
    parse_reading,
    says_rank,
    stage_word,
)

COLUMN_TAKEN_AS = rule("COL-05")
COLUMN_OF_PERCENTAGES = rule("COL-08")
READING_IN_DOUBT = rule("COL-10")

_SLOTS = ("latest", "baseline", "previous", "target")
_MEASURES = ("impact", "likelihood", "score")
_SUMS = ("latest_score", "latest_rag")
_SAMPLE = 200
"""Records that are looked at to tell what a column holds."""


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
        settler.say_doubtful_reading()
        settler.settle_review()
        settler.settle_notes()
        settler.settle_status()
        settler.drop_unless("status", lambda held: held.may_be_states, "a risk's status")
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
        self._headings = dict(header.headings)
        self._rivals = {key: list(places) for key, places in header.rivals.items()}
        self._earlier = dict(header.earlier)
        self._rows = _sample_rows(sheet, header)
        self._explained: dict[int, str] = {}
        self._percentages: set[int] = set()

    def header(self) -> HeaderRow:
        """The header as it is settled."""
        used = set(self._columns.values())
        return replace(
            self._header,
            columns=self._columns,
            headings=self._headings,
            doubled={at: key for at, key in self._header.doubled.items() if at not in used},
            earlier=self._earlier,
            explained=self._explained,
            percentages=frozenset(self._percentages),
        )

    def _contents(self, column: int) -> ColumnContents:
        return read_contents(self._sheet, self._rows, column, self._words)

    def _held(self, key: str) -> ColumnContents | None:
        """What the column of a key holds; None where there is none to settle."""
        if key in self._fixed or key not in self._columns:
            return None
        return self._contents(self._columns[key])

    def settle_reference(self) -> None:
        """A column of references holds short codes; one of titles, dates or owners is none.

        Under a heading that only resembles one, each code is there once; if several columns have
        such headings, a finding says which one was read.
        """
        while held := self._held("reference"):
            column = self._columns["reference"]
            sure = column not in self._header.unsure
            distinct = len(set(held.texts)) == held.filled
            if held.filled < 2 or (held.codes >= 0.5 and (sure or distinct)):
                if others := [] if sure else sorted(self._header.unsure - {column}):
                    names = ", ".join(self._headings[at].whole for at in others)
                    what = f"was read as the references; it could be {names} too"
                    self._say(column, what, "reference")
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
            self._settle_merged(f"{slot}_score")
        self._take_numbers_as_impact()
        self._join_plain()

    def _settle_step(self, key: str, to: str) -> None:
        """Leave out a column of percentages or texts; another with its heading may hold steps."""
        held = self._held(key)
        if held is None or held.filled == 0:
            return
        column = self._columns[key]
        if held.are_percentages:
            self._percentages.add(column)
        if key.rpartition("_")[2] in self._words.limited:
            return
        if held.are_percentages:
            self._move(key, "")
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
        while (held := self._held(score)) and held.filled and self._is_rank(score, held):
            self._move(score, "")
        if held and held.filled and held.numbers < 0.5:
            column = self._columns[score]
            if held.ratings >= 0.5:
                self._move(score, rag)
            elif held.filled >= FEW or is_stage_alone(self._headings[column].whole):
                self._move(score, "")
                if not is_stage_alone(self._headings[column].whole):
                    self._say(column, "holds words, not scores: it was not read as a score", score)
        held = self._held(rag)
        if held and held.filled and held.numbers >= 0.5 and score not in self._columns:
            self._move(rag, score)
        self._take_rating_beside(score, rag)

    def _settle_merged(self, score: str) -> None:
        """Below one heading over several columns of numbers, the product of two is the score."""
        at = None if score in self._fixed else self._columns.get(score)
        beside = () if at is None else self._header.beside.get(at, ())
        columns = [each for each in (at, *beside) if each and self._contents(each).numbers >= 0.5]
        if at is None or len(columns) < 2:
            return
        self._explained |= dict.fromkeys(columns, score)
        heading = f"has one heading with {', '.join(letters(each) for each in beside)}"
        product = next((each for each in columns if self._is_product(each, columns)), None)
        if product is None:
            self._move(score, "")
            self._say(at, f"{heading}: none of them was read as the score", score)
        else:
            self._columns[score] = product
            self._headings[product] = self._headings[at]
            what = f"{heading}: {letters(product)}, the product of the others, is the score"
            self._say(at, what, score)

    def _is_product(self, column: int, columns: Collection[int]) -> bool:
        """Whether the numbers of a column are those of two others multiplied, in each row."""
        factors = [each for each in columns if each != column]
        if len(factors) != 2:
            return False
        rows = [[self._sheet.value(row, each) for each in (column, *factors)] for row in self._rows]
        numbers = [
            [value for value in row if isinstance(value, (int, float)) and value] for row in rows
        ]
        whole = [row for row in numbers if len(row) == 3]
        return bool(whole) and all(a == b * c for a, b, c in whole)

    def _is_rank(self, score: str, held: ColumnContents) -> bool:
        """Whether a column says the order of the risks: a rank does, an index may."""
        heading = self._headings[self._columns[score]].text
        said = set(plain(heading).split())
        return held.numbers >= 0.5 and (
            says_rank(heading) or ("index" in said and held.number_the_rows)
        )

    def _take_rating_beside(self, score: str, rag: str) -> None:
        """A second column headed as a score is the rating, where it holds ratings."""
        if rag in self._columns or score not in self._columns:
            return
        at = self._columns[score]
        for column in (*self._rivals.get(score, []), *self._header.beside.get(at, ())):
            beside = self._contents(column)
            if column not in self._columns.values() and beside.ratings >= 0.5 > beside.numbers:
                self._columns[rag] = column
                self._headings.setdefault(column, self._headings[at])
                return

    def _take_numbers_as_impact(self) -> None:
        """A column of consequences that holds numbers is the impact that a likelihood lacks."""
        held = self._held("potential_impact")
        if held is None or held.filled == 0 or held.numbers < 0.8:
            return
        for slot in _SLOTS:
            if f"{slot}_likelihood" in self._columns and f"{slot}_impact" not in self._columns:
                self._move("potential_impact", f"{slot}_impact")
                return

    def _join_plain(self) -> None:
        """Impact and likelihood without a stage are those of the "current" score or rating.

        Unless they have a score of their own that differs from it; then a finding says so.
        """
        plain_ones = [each for each in _MEASURES if self._stage(f"baseline_{each}") is Stage.PLAIN]
        rest = {f"latest_{each}" for each in ("impact", "likelihood")} & self._columns.keys()
        latest = next((key for key in _SUMS if self._stage(key) is Stage.NOW), None)
        if latest is None or rest or not {"impact", "likelihood"} <= {*plain_ones}:
            return
        at = {each: self._columns[f"baseline_{each}"] for each in plain_ones}
        own = self._contents(at["score"]).filled if "score" in at else 0
        now = self._columns[latest]
        same = self._is_product(now, [now, at["impact"], at["likelihood"]])
        if own and latest == "latest_score" and not same:
            headings = ", ".join(
                f"latest_{each}: {yaml_text(self._headings[column].text)}"
                for each, column in at.items()
            )
            remedy = (
                "If they are of now, add to pack.yaml under inputs.risk_register: "
                f"`columns: {{{headings}}}`."
            )
            self._say_reading(at["score"], "baseline", remedy)
            return
        for each in plain_ones:
            if each != "score" or (own and latest == "latest_rag"):
                self._move(f"baseline_{each}", f"latest_{each}")
            else:
                del self._columns["baseline_score"]
                self._explained[at["score"]] = ""

    def _stage(self, key: str) -> Stage | None:
        """The stage that the heading of a key's column says; None where the pack maps it."""
        if key in self._fixed or key not in self._columns:
            return None
        heading = self._headings[self._columns[key]]
        read = parse_reading(heading.text, heading.group, self._words.stages)
        return read.stage if read else None

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

    def say_doubtful_reading(self) -> None:
        """Say how "Residual" or "Revised" beside a latest score was read: it may be either."""
        for key, column in self._columns.items():
            slot = key.rpartition("_")[0]
            if slot not in ("target", "previous") or key in self._fixed:
                continue
            heading = self._headings[column]
            read = parse_reading(heading.text, heading.group, self._words.stages)
            if read is None or read.stage not in DOUBTFUL:
                continue
            word = stage_word(heading.whole, read.stage).capitalize()
            remedy = (
                "Say what it is in pack.yaml under risk_register: "
                f"`stages: {{{word}: previous}}` for the last reading, {word}: target for the "
                f"score to be reached, {word}: latest for the score now."
            )
            self._say_reading(column, slot, remedy)
            return

    def _say_reading(self, column: int, slot: str, remedy: str) -> None:
        """Say of which reading a score was taken to be that could be of another."""
        heading = self._headings[column].whole
        seen = (
            f"column {letters(column)} '{heading}' was read as the {slot} score, because another "
            "column holds the latest one"
        )
        place = self._sheet.at(self._header.bottom, column)
        self._findings.append(READING_IN_DOUBT.at(place, seen, remedy, value=heading))

    def settle_review(self) -> None:
        """Dates that are mostly to come are those of the next review, not of the latest score."""
        if "latest_date" in self._fixed or "latest_date" not in self._columns:
            return
        dates = self._dates("latest_date")
        to_come = [each for each in dates if self._words.as_of and each > self._words.as_of]
        if len(dates) >= FEW and len(to_come) * 2 > len(dates):
            self._move("latest_date", "next_review")

    def settle_notes(self) -> None:
        """Of the updates of several quarters side by side, the last one that is filled counts."""
        held = self._held("notes")
        own = re.compile(r"\bq[1-4]\b", re.IGNORECASE)
        if held is None or not own.search(self._headings[self._columns["notes"]].text):
            return
        quarters = [
            at for at in self._rivals.get("notes", []) if own.search(self._headings[at].text)
        ]
        filled = [at for at in quarters if self._contents(at).filled]
        if filled and max(filled) > self._columns["notes"]:
            self._columns["notes"] = max(filled)

    def _dates(self, key: str) -> list[date]:
        """The dates in the column of a key."""
        values = (self._sheet.value(row, self._columns[key]) for row in self._rows)
        read = (parse_date(value).value for value in values if value is not None)
        return [each for each in read if each is not None]

    def settle_rag(self) -> None:
        """A column headed Status is the RAG only if it holds ratings."""
        held = self._held("rag")
        if held is None or "rag" in self._headings[self._columns["rag"]].text.casefold():
            return
        if held.filled >= 2 and held.ratings < 0.5:
            column = self._columns["rag"]
            self._move("rag", "")
            self._say(column, "holds words that are not ratings: it was not read as the RAG", "rag")

    def settle_status(self) -> None:
        """A column headed Status that holds colours is the rating, where there is no other.

        "Closed" may head dates.
        """
        held = self._held("status")
        if held and held.filled and len(self._dates("status")) * 2 >= held.filled:
            self._move("status", "closed_date")
            held = self._held("status")
        rates = held is not None and held.ratings >= 0.5 > held.answers  # Y may be Yellow, or Yes
        if rates and "latest_rag" not in self._columns:
            self._move("status", "latest_rag")

    def drop_unless(self, key: str, fits: Callable[[ColumnContents], bool], what: str) -> None:
        """Leave a column alone that holds other things than its heading says."""
        held = self._held(key)
        if held and held.filled >= FEW and not fits(held):
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
        self._explained[column] = key
        place = self._sheet.at(self._header.bottom, column)
        heading = self._headings[column].whole
        seen = f"column {letters(column)} '{heading}' {what}"
        line = mapping_line(self._input, key, self._headings[column].text)
        remedy = f"If that is wrong, {line}" if key else None
        self._findings.append(said.at(place, seen, remedy, value=heading))
