"""Decides by what a column holds where its heading leaves doubt.

"Impact" heads a score in one register and a paragraph in the next; "Rating" a number or a colour;
"Status" a stage of work or a RAG letter; "Probability" a step or a percentage. The whole column
decides, never a single cell.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection

from generator.findings import Finding
from generator.inputs.files.input_sheet import InputSheet
from generator.inputs.tables.column_contents import (
    FEW,
    ColumnContents,
    PackWords,
)
from generator.inputs.tables.columns.input_columns import InputForm
from generator.inputs.tables.header_row import HeaderRow
from generator.inputs.tables.reading_columns import ReadingSettler


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


class _Settler(ReadingSettler):
    """Settles every kind of column."""

    def settle_reference(self) -> None:
        """A column of references holds short codes; one of titles, dates or owners is none.

        Under a heading that only resembles one, each code is there once; if several columns have
        such headings, a finding says which one was read.
        """
        while held := self.held("reference"):
            column = self._columns["reference"]
            sure = column not in self._header.unsure
            distinct = len(set(held.texts)) == held.filled
            if held.filled < 2 or (held.codes >= 0.5 and (sure or distinct)):
                if others := [] if sure else sorted(self._header.unsure - {column}):
                    names = ", ".join(self._headings[at].whole for at in others)
                    what = f"was read as the references; it could be {names} too"
                    self.say(column, what, "reference")
                return
            self.move("reference", "")

    def settle_text(self, key: str) -> None:
        """A column that says what a record is about does not hold ratings or numbers."""
        while (held := self.held(key)) and held.filled > 1 and self._rivals.get(key):
            if max(held.ratings, held.numbers) < 0.5:
                return
            self.move(key, "")

    def settle_review(self) -> None:
        """Dates that are mostly to come are those of the next review, not of the latest score."""
        if "latest_date" in self._fixed or "latest_date" not in self._columns:
            return
        dates = self.dates("latest_date")
        to_come = [each for each in dates if self._words.as_of and each > self._words.as_of]
        if len(dates) >= FEW and len(to_come) * 2 > len(dates):
            self.move("latest_date", "next_review")

    def settle_notes(self) -> None:
        """Of the updates of several quarters side by side, the last one that is filled counts."""
        held = self.held("notes")
        own = re.compile(r"\bq[1-4]\b", re.IGNORECASE)
        if held is None or not own.search(self._headings[self._columns["notes"]].text):
            return
        quarters = [
            at for at in self._rivals.get("notes", []) if own.search(self._headings[at].text)
        ]
        filled = [at for at in quarters if self.contents(at).filled]
        if filled and max(filled) > self._columns["notes"]:
            self._columns["notes"] = max(filled)

    def settle_rag(self) -> None:
        """A column headed Status is the RAG only if it holds ratings."""
        held = self.held("rag")
        if held is None or "rag" in self._headings[self._columns["rag"]].text.casefold():
            return
        if held.filled >= 2 and held.ratings < 0.5:
            column = self._columns["rag"]
            self.move("rag", "")
            self.say(column, "holds words that are not ratings: it was not read as the RAG", "rag")

    def settle_status(self) -> None:
        """A column headed Status that holds colours is the rating, where there is no other.

        "Closed" may head dates.
        """
        held = self.held("status")
        if held and held.filled and len(self.dates("status")) * 2 >= held.filled:
            self.move("status", "closed_date")
            held = self.held("status")
        rates = held is not None and held.ratings >= 0.5 > held.answers  # Y may be Yellow, or Yes
        if rates and "latest_rag" not in self._columns:
            self.move("status", "latest_rag")

    def drop_unless(self, key: str, fits: Callable[[ColumnContents], bool], what: str) -> None:
        """Leave a column alone that holds other things than its heading says."""
        held = self.held(key)
        if held and held.filled >= FEW and not fits(held):
            column = self._columns[key]
            self.move(key, "")
            self.say(column, f"holds words that are not {what}: it was not read as one", key)
