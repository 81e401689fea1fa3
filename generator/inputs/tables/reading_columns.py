"""Decides which readings a register's columns hold: steps, scores and ratings, and of when."""

from __future__ import annotations

from collections.abc import Collection

from generator.characters import yaml_text
from generator.findings import rule
from generator.inputs.files.input_sheet import letters
from generator.inputs.tables.column_contents import (
    FEW,
    ColumnContents,
    percentage,
)
from generator.inputs.tables.column_settler import ColumnSettler
from generator.inputs.tables.heading_words import plain
from generator.inputs.tables.score_headings import (
    DOUBTFUL,
    Measure,
    Stage,
    is_stage_alone,
    parse_reading,
    says_rank,
    stage_word,
)

COLUMN_OF_PERCENTAGES = rule("COL-08")
READING_IN_DOUBT = rule("COL-10")

_SLOTS = ("latest", "baseline", "previous", "target")
_MEASURES = ("impact", "likelihood", "score")
_SUMS = ("latest_score", "latest_rag")


class ReadingSettler(ColumnSettler):
    """Puts the columns of scores where their contents belong."""

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
        held = self.held(key)
        if held is None or held.filled == 0:
            return
        column = self._columns[key]
        if held.are_percentages:
            self._percentages.add(column)
        if key.rpartition("_")[2] in self._words.limited:
            return
        if held.are_percentages:
            self.move(key, "")
            shown = ", ".join(percentage(text) for text in list(dict.fromkeys(held.texts))[:3])
            self.say(column, f"holds percentages ({shown}), not steps", "", COLUMN_OF_PERCENTAGES)
        elif held.steps < 0.5:
            better = [at for at in self._rivals.get(key, []) if self.contents(at).steps >= 0.5]
            if better:
                self._rivals[key] = better
            elif held.long < 0.5 and (held.are_labels or not to):
                return  # words of a scale that the pack does not declare
            self.move(key, to)

    def _settle_score(self, score: str, rag: str) -> None:
        """A score in words is a rating, a rating in numbers a score; other words are neither."""
        while (held := self.held(score)) and held.filled and self._is_rank(score, held):
            self.move(score, "")
        if held and held.filled and held.numbers < 0.5:
            column = self._columns[score]
            if held.ratings >= 0.5:
                self.move(score, rag)
            elif held.filled >= FEW or is_stage_alone(self._headings[column].whole):
                self.move(score, "")
                if not is_stage_alone(self._headings[column].whole):
                    self.say(column, "holds words, not scores: it was not read as a score", score)
        held = self.held(rag)
        if held and held.filled and held.numbers >= 0.5 and score not in self._columns:
            self.move(rag, score)
        self._take_rating_beside(score, rag)

    def _settle_merged(self, score: str) -> None:
        """Below one heading over several columns of numbers, the product of two is the score."""
        at = None if score in self._fixed else self._columns.get(score)
        beside = () if at is None else self._header.beside.get(at, ())
        columns = [each for each in (at, *beside) if each and self.contents(each).numbers >= 0.5]
        if at is None or len(columns) < 2:
            return
        self._explained |= dict.fromkeys(columns, score)
        heading = f"has one heading with {', '.join(letters(each) for each in beside)}"
        product = next((each for each in columns if self._is_product(each, columns)), None)
        if product is None:
            self.move(score, "")
            self.say(at, f"{heading}: none of them was read as the score", score)
        else:
            self._columns[score] = product
            self._headings[product] = self._headings[at]
            what = f"{heading}: {letters(product)}, the product of the others, is the score"
            self.say(at, what, score)

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
            beside = self.contents(column)
            if column not in self._columns.values() and beside.ratings >= 0.5 > beside.numbers:
                self._columns[rag] = column
                self._headings.setdefault(column, self._headings[at])
                return

    def _take_numbers_as_impact(self) -> None:
        """A column of consequences that holds numbers is the impact that a likelihood lacks."""
        held = self.held("potential_impact")
        if held is None or held.filled == 0 or held.numbers < 0.8:
            return
        for slot in _SLOTS:
            if f"{slot}_likelihood" in self._columns and f"{slot}_impact" not in self._columns:
                self.move("potential_impact", f"{slot}_impact")
                return

    def _join_plain(self) -> None:
        """Impact and likelihood without a stage are those of the "current" score or rating.

        Unless they have a score of their own that differs from it; then a finding says so.
        """
        plain_ones = [each for each in _MEASURES if self.stage(f"baseline_{each}") is Stage.PLAIN]
        rest = {f"latest_{each}" for each in ("impact", "likelihood")} & self._columns.keys()
        latest = next((key for key in _SUMS if self.stage(key) is Stage.NOW), None)
        if latest is None or rest or not {"impact", "likelihood"} <= {*plain_ones}:
            return
        at = {each: self._columns[f"baseline_{each}"] for each in plain_ones}
        own = self.contents(at["score"]).filled if "score" in at else 0
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
                self.move(f"baseline_{each}", f"latest_{each}")
            else:
                del self._columns["baseline_score"]
                self._explained[at["score"]] = ""

    def settle_latest(self) -> None:
        """Where every score is of a named period, the last one that is filled is the latest."""
        if any(key.startswith("latest_") and key != "latest_date" for key in self._columns):
            return
        periods = list(dict.fromkeys(name for name, _ in self._earlier))
        for period in reversed(periods):
            at = {measure: self._earlier.get((period, measure)) for measure in Measure}
            filled = [column for column in at.values() if column and self.contents(column).filled]
            if not filled:
                continue
            for measure, column in at.items():
                if column is not None:
                    self._columns[f"latest_{measure}"] = column
                    del self._earlier[period, measure]
            what = f"was read as the latest score: {period} is the last period"
            self.say(filled[0], what, "")
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
